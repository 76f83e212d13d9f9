/** A storage that refuses: nothing is charged within a second of it, and five seconds after there is room it goes on by itself. */

import { describe, expect, test } from 'vitest';
import { attemptsOf } from '../../src/domain/sale.ts';
import { differences } from '../support/audit.ts';
import { createOutside, openTill, yuan } from '../support/headless.ts';

/** A till whose disk can be filled; what is told, and at which virtual millisecond. */
async function tillWithDisk() {
  const outside = await createOutside();
  const disk = { isFull: false };
  const told: { kind: string; at: number }[] = [];
  const till = await openTill(outside, {
    wrapJournal: (journal) => ({
      ...journal,
      append: async (batch) => (disk.isFull ? { ok: false, refusal: 'full' } : journal.append(batch)),
      canWrite: async () => !disk.isFull,
    }),
    onNotice: ({ kind }) => told.push({ kind, at: outside.time.now() }),
  });
  const timesOf = (kind: string): readonly number[] =>
    told.filter((one) => one.kind === kind).map(({ at }) => at);
  return { outside, disk, till, timesOf };
}

describe('a storage without room', () => {
  test.each([0, 1, 2_499, 4_999, 5_000, 61_234])(
    'is told at once, and that there is room again at most five seconds after it (%i ms later)',
    async (outageMs) => {
      const { outside, disk, till, timesOf } = await tillWithDisk();
      disk.isFull = true;
      const refusedAt = outside.time.now();
      expect(await till.counter.present({ amount: yuan(1250) }, 'alipay')).toEqual({
        ok: false,
        refusal: 'storage',
      });
      await outside.time.pass(1_000);
      expect((timesOf('storage_failed')[0] ?? Number.NaN) - refusedAt).toBeLessThanOrEqual(1_000);
      await outside.time.pass(outageMs);
      expect(timesOf('storage_works')).toEqual([]);
      disk.isFull = false;
      const roomAt = outside.time.now();
      await outside.time.pass(10_000);
      const [worksAt = Number.NaN] = timesOf('storage_works');
      expect(worksAt - roomAt).toBeGreaterThanOrEqual(0);
      expect(worksAt - roomAt).toBeLessThanOrEqual(5_000);
      expect(timesOf('storage_works')).toHaveLength(1);
      expect(await till.counter.present({ amount: yuan(1250) }, 'alipay')).toMatchObject({ ok: true });
    },
  );

  test('in the middle of a payment: the answer is asked for again when there is room, and counts once', async () => {
    const { outside, disk, till, timesOf } = await tillWithDisk();
    await till.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await outside.control('wallets/lin/scan', { content: attemptsOf(till.sale())[0]?.qr });
    await outside.control('wallets/lin/confirm', {});
    disk.isFull = true;
    await outside.time.pass(20_000);
    expect(timesOf('paid')).toEqual([]);
    disk.isFull = false;
    const roomAt = outside.time.now();
    await outside.time.pass(10_000);
    expect(timesOf('paid')).toHaveLength(1);
    expect((timesOf('paid')[0] ?? Number.NaN) - roomAt).toBeLessThanOrEqual(9_000);
    expect(await differences(outside)).toEqual([]);
  });
});
