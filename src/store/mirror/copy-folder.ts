/** A book's folder in the origin private file system, which engines lose separately from IndexedDB; written by a worker only. */

/** Appends to one file of this run. */
export interface CopyFile {
  /** On disk once it returns; throws when it cannot be. */
  readonly append: (text: string) => void;
  readonly close: () => void;
}

/** As much of a folder as the second copy needs. Every call may reject. */
export interface CopyFolder {
  readonly names: () => Promise<readonly string[]>;
  readonly read: (name: string) => Promise<string>;
  /** The last bytes of a file, as text. */
  readonly readEnd: (name: string, bytes: number) => Promise<string>;
  readonly create: (name: string) => Promise<CopyFile>;
}

const FOLDER = 'guitai-journal';

/** Rejects where the browser has no such file system, or none for this window. */
export async function openCopyFolder(storage: StorageManager, book: string): Promise<CopyFolder> {
  const root = await storage.getDirectory();
  const journals = await root.getDirectoryHandle(FOLDER, { create: true });
  const folder = await journals.getDirectoryHandle(book, { create: true });
  const file = async (name: string): Promise<File> => (await folder.getFileHandle(name)).getFile();
  return {
    names: async () => {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    read: async (name) => (await file(name)).text(),
    readEnd: async (name, bytes) => {
      const whole = await file(name);
      return whole.slice(Math.max(0, whole.size - bytes)).text();
    },
    create: async (name) => {
      const handle = await folder.getFileHandle(name, { create: true });
      return appender(await handle.createSyncAccessHandle());
    },
  };
}

/** Whether anything was ever copied of a book. Makes nothing, and works in a window, too; false where there is no such place. */
export async function hasCopy(
  storage: Pick<StorageManager, 'getDirectory'> | undefined,
  book: string,
): Promise<boolean> {
  try {
    const root = await storage?.getDirectory();
    const folder = await (await root?.getDirectoryHandle(FOLDER))?.getDirectoryHandle(book);
    return folder !== undefined && (await folder.keys().next()).done !== true;
  } catch {
    return false;
  }
}

function appender(access: FileSystemSyncAccessHandle): CopyFile {
  const encoder = new TextEncoder();
  let at = access.getSize();
  return {
    append: (text) => {
      const bytes = encoder.encode(text);
      const written = access.write(bytes, { at });
      if (written !== bytes.byteLength) throw new Error('the second copy could not be written whole');
      access.flush();
      at += written;
    },
    close: () => access.close(),
  };
}
