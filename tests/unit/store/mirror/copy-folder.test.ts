/** The second copy's folder in the origin's private file system, as the browser has it. */

import { describe, expect, test } from 'vitest';
import { openCopyFolder } from '../../../../src/store/mirror/copy-folder.ts';

type Files = Map<string, Uint8Array>;

/** As much of the file system as the folder uses; `mostBytes` is how much one write takes. */
function privateFiles(files: Files, mostBytes = Number.POSITIVE_INFINITY) {
  const log: string[] = [];
  const access = (name: string) => ({
    getSize: () => files.get(name)?.length ?? 0,
    write: (bytes: Uint8Array, { at }: { at: number }) => {
      const taken = bytes.slice(0, mostBytes);
      const before = files.get(name) ?? new Uint8Array();
      const grown = new Uint8Array(Math.max(before.length, at + taken.length));
      grown.set(before);
      grown.set(taken, at);
      files.set(name, grown);
      return taken.length;
    },
    flush: () => log.push(`${name} flushed`),
    close: () => log.push(`${name} closed`),
  });
  const folder = (path: string): unknown => ({
    getDirectoryHandle: async (name: string, options: unknown) => {
      log.push(`${path}/${name} ${JSON.stringify(options)}`);
      return folder(`${path}/${name}`);
    },
    keys: async function* () {
      yield* files.keys();
    },
    getFileHandle: async (name: string, options?: { create: boolean }) => {
      if (!files.has(name)) {
        if (options?.create !== true) throw new DOMException('', 'NotFoundError');
        files.set(name, new Uint8Array());
      }
      return {
        getFile: async () => new File([new Uint8Array(files.get(name) ?? [])], name),
        createSyncAccessHandle: async () => access(name),
      };
    },
  });
  const storage = { getDirectory: async () => folder('') } as unknown as StorageManager;
  return { storage, log };
}

describe('the folder of a book', () => {
  test('stands by itself, and is made where there is none', async () => {
    const { storage, log } = privateFiles(new Map());
    await openCopyFolder(storage, 'practice');
    expect(log).toEqual(['/guitai-journal {"create":true}', '/guitai-journal/practice {"create":true}']);
  });

  test('what is appended is on the disk before it is said, and is found again', async () => {
    const files: Files = new Map();
    const { storage, log } = privateFiles(files);
    const folder = await openCopyFolder(storage, 'practice');
    const file = await folder.create('a.jsonl');
    file.append('柜台\n');
    file.append('two\n');
    expect(log.filter((line) => line.includes('flushed'))).toHaveLength(2);
    file.close();
    expect(log.at(-1)).toBe('a.jsonl closed');
    expect(await folder.names()).toEqual(['a.jsonl']);
    expect(await folder.read('a.jsonl')).toBe('柜台\ntwo\n');
    expect(await folder.readEnd('a.jsonl', 4)).toBe('two\n');
    expect(await folder.readEnd('a.jsonl', 4_000)).toBe('柜台\ntwo\n');
  });

  test('a file that is there already is continued behind its end', async () => {
    const files: Files = new Map([['a.jsonl', new TextEncoder().encode('one\n')]]);
    const folder = await openCopyFolder(privateFiles(files).storage, 'practice');
    (await folder.create('a.jsonl')).append('two\n');
    expect(await folder.read('a.jsonl')).toBe('one\ntwo\n');
  });

  test('a disk that takes only half of it is told of', async () => {
    const folder = await openCopyFolder(privateFiles(new Map(), 3).storage, 'practice');
    const file = await folder.create('a.jsonl');
    expect(() => file.append('one\n')).toThrow('could not be written whole');
  });

  test('where there is no such file system nothing is opened', async () => {
    const storage = { getDirectory: () => Promise.reject(new DOMException('', 'SecurityError')) };
    await expect(openCopyFolder(storage as unknown as StorageManager, 'practice')).rejects.toThrow();
  });
});
