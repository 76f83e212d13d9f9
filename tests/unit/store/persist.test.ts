/** What the browser says, or does not say, about keeping the data. */

import { describe, expect, test } from 'vitest';
import { askPersistence, persistence, storageRoom } from '../../../src/store/persist.ts';

describe('how safely the browser keeps the data', () => {
  test('is known where the browser says it', async () => {
    const storage = { persisted: async () => false, persist: async () => true };
    expect(await persistence(storage)).toBe('best_effort');
    expect(await askPersistence(storage)).toBe('kept');
  });

  test('is unknown where it does not, or fails', async () => {
    expect(await persistence(undefined)).toBe('unknown');
    expect(await askPersistence({})).toBe('unknown');
    const failing = { persist: () => Promise.reject(new Error('no')) };
    expect(await askPersistence(failing)).toBe('unknown');
  });

  test('room is what the engine estimates', async () => {
    expect(await storageRoom({ estimate: async () => ({ usage: 5, quota: 10 }) })).toEqual({
      usedBytes: 5,
      quotaBytes: 10,
    });
    expect(await storageRoom({ estimate: async () => ({}) })).toBeUndefined();
    expect(await storageRoom({ estimate: () => Promise.reject(new Error('no')) })).toBeUndefined();
    expect(await storageRoom(undefined)).toBeUndefined();
  });
});
