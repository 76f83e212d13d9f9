/** A second copy's folder in memory, and a way to it as the page has one. */

import type { CopyFolder } from '../../../../src/store/mirror/copy-folder.ts';
import { serveCopy } from '../../../../src/store/mirror/copy-service.ts';
import type { CopyPort } from '../../../../src/store/mirror/second-copy.ts';

export interface MemoryFolder extends CopyFolder {
  readonly files: Map<string, string>;
  /** The next writing fails, as on a full disk. */
  failNext: boolean;
}

export function createMemoryFolder(files: ReadonlyMap<string, string> = new Map()): MemoryFolder {
  const folder: MemoryFolder = {
    files: new Map(files),
    failNext: false,
    names: async () => [...folder.files.keys()],
    read: async (name) => folder.files.get(name) ?? '',
    readEnd: async (name, bytes) => (folder.files.get(name) ?? '').slice(-bytes),
    create: async (name) => {
      folder.files.set(name, folder.files.get(name) ?? '');
      return {
        append: (text) => {
          if (folder.failNext) {
            folder.failNext = false;
            throw new Error('no room');
          }
          folder.files.set(name, `${folder.files.get(name)}${text}`);
        },
        close: () => undefined,
      };
    },
  };
  return folder;
}

/** The worker and its messages, in this very thread. */
export function createMemoryPort(folder: CopyFolder | Promise<CopyFolder>): CopyPort {
  let hear: (message: unknown) => void = () => undefined;
  const serve = serveCopy(Promise.resolve(folder), (answer) => hear(structuredClone(answer)));
  return {
    send: (message) => serve(structuredClone(message)),
    listen: (heard) => {
      hear = heard;
    },
  };
}
