/** Whether a second copy stands is asked without making one. */

import { describe, expect, test } from 'vitest';
import { hasCopy } from '../../../../src/store/mirror/copy-folder.ts';

interface Folder {
  readonly [name: string]: Folder | string;
}

/** As much of a private file system as the question needs. */
function handleOf(folder: Folder): FileSystemDirectoryHandle {
  const handle = {
    getDirectoryHandle: async (name: string) => {
      const found = folder[name];
      if (found === undefined || typeof found === 'string') throw new DOMException('', 'NotFoundError');
      return handleOf(found);
    },
    keys: async function* () {
      yield* Object.keys(folder);
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

function storageWith(folder: Folder): Pick<StorageManager, 'getDirectory'> {
  return { getDirectory: async () => handleOf(folder) };
}

describe('whether a second copy stands', () => {
  test('a file of the book says so', async () => {
    const storage = storageWith({ 'guitai-journal': { live: { '1.jsonl': '' } } });
    expect(await hasCopy(storage, 'live')).toBe(true);
    expect(await hasCopy(storage, 'practice')).toBe(false);
  });

  test('an empty folder, none, and no file system are no copy', async () => {
    expect(await hasCopy(storageWith({ 'guitai-journal': { live: {} } }), 'live')).toBe(false);
    expect(await hasCopy(storageWith({}), 'live')).toBe(false);
    expect(await hasCopy(undefined, 'live')).toBe(false);
  });
});
