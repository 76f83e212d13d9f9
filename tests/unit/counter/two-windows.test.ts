/** Two windows of one till on one journal: one drives, both show, and even without a lock nothing is charged twice. */

import { beforeEach, describe, expect, test } from 'vitest';
import { isClosed } from '../../../src/domain/attempt.ts';
import { newHead, verifyChain } from '../../../src/domain/journal.ts';
import { attemptsOf, isSettled } from '../../../src/domain/sale.ts';
import { createSharedLock, NO_LOCK } from '../../../src/scenario/shared-lock.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { differences, netByOrder } from '../../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../../support/headless.ts';

let outside: Outside;
let first: Till;
let second: Till;

const codeOf = async (): Promise<string> =>
  ((await outside.control('wallets/lin/payment-code', {})) as { code: string }).code;

const paidNotices = () =>
  [...first.notices, ...second.notices].filter((notice) => notice.kind === 'paid').length;

/** How often an operation arrived at the provider. */
async function arrived(operation: string): Promise<number> {
  const exchanges = (await outside.control('exchanges')) as unknown as readonly { operation: string }[];
  return exchanges.filter((exchange) => exchange.operation === operation).length;
}

async function expectSoundBooks(): Promise<void> {
  await outside.time.pass(900_000);
  expect(await differences(outside)).toEqual([]);
  const { head, entries } = outside.store;
  if (head === undefined) throw new Error('nothing was written');
  expect(verifyChain(entries.values(), { after: newHead('T7K2'), head }, sha256Hex)).toEqual([]);
}

describe('with the lock', () => {
  beforeEach(async () => {
    outside = await createOutside();
    const lock = createSharedLock((ms) => outside.time.sleep(ms));
    first = await openTill(outside, { lock: lock.window() });
    second = await openTill(outside, { lock: lock.window() });
  });

  test('the first drives, the second shows what the first has written', async () => {
    expect([first.counter.isDriving(), second.counter.isDriving()]).toEqual([true, false]);
    await first.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await second.counter.refresh();
    expect(attemptsOf(second.sale())[0]).toMatchObject({ state: 'awaiting_payer' });
    expect(second.counter.isDriving()).toBe(false);
    await expectSoundBooks();
  });

  test('a command in the second window makes it drive: it goes on where the first stood', async () => {
    await first.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    const qr = attemptsOf(first.sale())[0]?.qr;
    const canceled = second.counter.cancel(1);
    await outside.time.pass(2_000);
    expect(await canceled).toEqual({ ok: true, sale: 1 });
    expect([first.counter.isDriving(), second.counter.isDriving()]).toEqual([false, true]);
    await outside.control('wallets/lin/scan', { content: qr });
    await expectSoundBooks();
    expect(attemptsOf(second.sale())[0]?.state).toBe('canceled');
  });

  test('the customer pays while the windows change: it is said once', async () => {
    await first.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await outside.control('wallets/lin/scan', { content: attemptsOf(first.sale())[0]?.qr });
    await outside.control('wallets/lin/confirm', {});
    const checked = second.counter.checkNow(1);
    await outside.time.pass(5_000);
    expect(await checked).toMatchObject({ ok: true });
    expect(isSettled(second.sale())).toBe(true);
    expect(paidNotices()).toBe(1);
    await expectSoundBooks();
  });

  test('a window that died gives its right away: the other settles what it left', async () => {
    await first.counter.payByCode({ amount: yuan(1250) }, 'alipay', await codeOf());
    first.kill();
    await outside.time.pass(2_000);
    const parked = second.counter.park(1, true);
    await outside.time.pass(2_000);
    // The dead window never lets go by itself, as a browser would make it do: the other one says so.
    expect(await parked).toEqual({ ok: false, refusal: 'other_window' });
    const heir = await openTill(outside);
    await expectSoundBooks();
    expect(attemptsOf(heir.sale(1)).every(isClosed)).toBe(true);
  });
});

describe('without a lock, when both believe that they drive', () => {
  beforeEach(async () => {
    outside = await createOutside();
    // The one that opens last writes last: it has read everything, the other has not.
    second = await openTill(outside, { lock: NO_LOCK });
    first = await openTill(outside, { lock: NO_LOCK });
  });

  test('what the second has not read is refused before anything leaves; then it has read, and goes on', async () => {
    await first.counter.present({ amount: yuan(1250) }, 'alipay');
    const done = await second.counter.present({ amount: yuan(800) }, 'alipay');
    expect(done).toEqual({ ok: false, refusal: 'fenced' });
    await outside.time.settle();
    expect(await arrived('precreate')).toBe(1);
    expect(second.counter.view().head).toEqual(outside.store.head);
    expect(await second.counter.present({ amount: yuan(800) }, 'alipay')).toEqual({ ok: true, sale: 2 });
    await expectSoundBooks();
  });

  test('both charge the same sale at the same moment: one code is charged, the other never leaves', async () => {
    await first.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await first.counter.cancel(1);
    await outside.time.pass(10_000);
    await second.counter.refresh();
    await outside.time.settle();
    const [one, two] = [await codeOf(), await codeOf()];
    const done = await Promise.all([
      first.counter.payByCode({ sale: 1 }, 'alipay', one),
      second.counter.payByCode({ sale: 1 }, 'alipay', two),
    ]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    await outside.time.pass(60_000);
    expect(await arrived('pay')).toBe(1);
    const charged = [...(await netByOrder(outside, 'customers')).values()].filter((net) => net !== 0);
    expect(charged).toHaveLength(1);
    expect(paidNotices()).toBeLessThanOrEqual(1);
    await expectSoundBooks();
  });

  test('both drive the same payment to its end: it is written once and said once', async () => {
    await first.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await outside.control('wallets/lin/scan', { content: attemptsOf(first.sale())[0]?.qr });
    await outside.control('wallets/lin/confirm', {});
    second.counter.wake('visible');
    await outside.time.pass(30_000);
    expect(paidNotices()).toBe(1);
    const paid = [...outside.store.entries.values()].filter((entry) =>
      JSON.stringify(entry).includes('"PAID"'),
    );
    expect(paid).toHaveLength(1);
    await expectSoundBooks();
  });
});
