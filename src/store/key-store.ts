/** Where a book keeps its keys: `CryptoKey` objects that the engine does not export, with their public halves. */

import type { Connection } from './connection.ts';
import type { BookSchema, StoredKey } from './schema.ts';

/** The shape that `signing` asks for as its KeyStore. All methods reject when the store is gone. */
export interface IdbKeyStore {
  readonly get: (ref: string) => Promise<StoredKey | undefined>;
  /** Keys whose reference begins with `prefix`, in the order of their references. */
  readonly find: (prefix: string) => Promise<readonly StoredKey[]>;
  /** Durable once it resolves; replaces the key with the same reference. */
  readonly put: (key: StoredKey) => Promise<void>;
  readonly remove: (ref: string) => Promise<void>;
}

export function createKeyStore(connection: Connection<BookSchema>): IdbKeyStore {
  return {
    get: (ref) => connection.use((database) => database.get('keys', ref)),
    find: (prefix) =>
      connection.use((database) =>
        database.getAll('keys', IDBKeyRange.bound(prefix, `${prefix}\uffff`, false, true)),
      ),
    put: async (key) => {
      await connection.use((database) => {
        const transaction = database.transaction('keys', 'readwrite', { durability: 'strict' });
        return Promise.all([transaction.store.put(key), transaction.done]);
      });
    },
    remove: async (ref) => {
      await connection.use((database) => {
        const transaction = database.transaction('keys', 'readwrite', { durability: 'strict' });
        return Promise.all([transaction.store.delete(ref), transaction.done]);
      });
    },
  };
}
