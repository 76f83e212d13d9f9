/** Keys kept in memory, for a counter without a disk. */

import type { KeyRecord, KeyStore } from './keys.ts';

export function createKeyRing(): KeyStore {
  const kept = new Map<string, KeyRecord>();
  return {
    get: async (ref) => kept.get(ref),
    find: async (prefix) => [...kept.values()].filter(({ ref }) => ref.startsWith(prefix)),
    put: async (record) => {
      kept.set(record.ref, record);
    },
    remove: async (ref) => {
      kept.delete(ref);
    },
  };
}
