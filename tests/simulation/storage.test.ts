/** The till's own storage fails at every single append of the payment flows, and is well again afterwards. */

import { describe, expect, test } from 'vitest';
import { chargedBy, isClosed } from '../../src/domain/attempt.ts';
import { type Entry, newHead, verifyChain } from '../../src/domain/journal.ts';
import { attemptsOf, isSettled, type Sale } from '../../src/domain/sale.ts';
import { sha256Hex } from '../../src/signing/digest.ts';
import { createFaultyJournal, type StorageFault } from '../../src/store/faulty-journal.ts';
import { differences, lies, netByOrder } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

const MONEY_MOVERS: Readonly<Record<string, string>> = {
  'alipay.trade.pay': 'pay',
  'alipay.trade.precreate': 'present',
  'alipay.trade.cancel': 'cancel',
  'alipay.trade.close': 'close',
  'alipay.trade.refund': 'refund',
};

/** The world, with an eye on every request: what can move money must be in the journal before it arrives (INV-02). */
function watched(outside: Outside): { readonly outside: Outside; readonly early: string[] } {
  const early: string[] = [];
  const left = new Map<string, number>();
  const intents = (kind: string, key: string): number =>
    ([...outside.store.entries.values()] as Entry[]).filter(
      ({ kind: entry, body }) =>
        entry === 'operation.sent' && body['operationKind'] === kind && body['key'] === key,
    ).length;
  const handle: Outside['host']['handle'] = async (request) => {
    const url = new URL(request.url);
    const kind = MONEY_MOVERS[url.searchParams.get('method') ?? ''];
    if (kind !== undefined) {
      const form = new URLSearchParams(await request.clone().text());
      const content = JSON.parse(form.get('biz_content') ?? '{}') as Record<string, string>;
      const key = (kind === 'refund' ? content['out_request_no'] : content['out_trade_no']) ?? '';
      const count = (left.get(`${kind} ${key}`) ?? 0) + 1;
      left.set(`${kind} ${key}`, count);
      if (count > intents(kind, key)) early.push(`${kind} ${key} left before it was written`);
    }
    return outside.host.handle(request);
  };
  return { outside: { ...outside, host: { ...outside.host, handle } }, early };
}

const FLOWS = ['payment QR', 'payment code', 'payment QR, canceled', 'payment code, refunded'] as const;
type Flow = (typeof FLOWS)[number];

async function charge(outside: Outside, till: Till, flow: Flow): Promise<string> {
  const sale = [...till.counter.view().sales.values()].at(-1);
  const what = sale === undefined || sale.isVoid ? { amount: yuan(1250) } : { sale: sale.number };
  if (flow.startsWith('payment QR')) {
    const done = await till.counter.present(what, 'alipay');
    return done.ok ? 'ok' : done.refusal;
  }
  const { code } = (await outside.control('wallets/lin/payment-code', {})) as { code: string };
  const done = await till.counter.payByCode(what, 'alipay', code);
  return done.ok ? 'ok' : done.refusal;
}

/** What the people do in each second; a command that is refused is given again, as a cashier would. */
async function act(
  outside: Outside,
  till: Till,
  { flow, second }: { flow: Flow; second: number },
): Promise<void> {
  const sale: Sale | undefined = [...till.counter.view().sales.values()].at(-1);
  const attempt = sale === undefined ? undefined : attemptsOf(sale).at(-1);
  const isToBeCharged = attempt === undefined || (isClosed(attempt) && attempt.state !== 'paid');
  if (sale === undefined || attempt === undefined || (isToBeCharged && flow !== 'payment QR, canceled')) {
    if (second % 4 === 0) await charge(outside, till, flow);
    return;
  }
  if (flow === 'payment QR' && second > 1 && attempt.qr !== undefined) {
    await outside.control('wallets/lin/scan', { content: attempt.qr });
    await outside.control('wallets/lin/confirm', {});
  }
  if (flow === 'payment QR, canceled' && second > 4 && attempt.state === 'awaiting_payer')
    await till.counter.cancel(sale.number);
  if (flow === 'payment code, refunded' && attempt.state === 'paid' && attempt.refunds.length === 0) {
    const refund = { sale: sale.number, attempt: attempt.id, amountMinor: 500, reason: 'other' } as const;
    await till.counter.refund(refund);
  }
}

/** A person's call is given up when the till stands still under it. */
async function unlessStuck(work: Promise<unknown>, outside: Outside): Promise<void> {
  const nothing = outside.time.settle().then(() => outside.time.settle());
  await Promise.race([work, nothing]);
}

interface Played {
  readonly appends: number;
  readonly found: readonly string[];
  readonly settled: boolean;
}

async function play(flow: Flow, fault: StorageFault, nth: number): Promise<Played> {
  const { outside, early } = watched(await createOutside(`${flow}-${fault}-${nth}`));
  let appends = 0;
  let isStuck = false;
  const told: string[] = [];
  const first = await openTill(outside, {
    wrapJournal: (journal) =>
      createFaultyJournal(journal, (count) => {
        appends = count;
        // The first append is the till's own start; it is disturbed in the tests of the start.
        if (count !== nth + 1) return undefined;
        isStuck = fault === 'freeze_before' || fault === 'freeze_after';
        return fault;
      }),
  });
  let till = first;
  for (let second = 0; second < 75; second += 1) {
    if (isStuck && till === first && second > 6) {
      first.kill();
      till = await openTill(outside);
    }
    await unlessStuck(act(outside, till, { flow, second }), outside);
    await outside.time.pass(1_000);
    told.push(...(await lies(outside, till.counter.view().sales.values(), chargedBy)));
  }
  await outside.time.pass(900_000);
  if (isStuck && till === first) {
    first.kill();
    till = await openTill(outside);
    await outside.time.pass(900_000);
  }
  const { head, entries, sales } = outside.store;
  const damage =
    head === undefined
      ? ['no head']
      : verifyChain(entries.values(), { after: newHead('T7K2'), head }, sha256Hex);
  const found = [
    ...early,
    ...told,
    ...damage.map((one) => JSON.stringify(one)),
    ...(await differences(outside)),
  ];
  return { appends, found, settled: [...sales.values()].some(isSettled) };
}

const FAULTS = ['full', 'unavailable', 'unsure', 'freeze_before', 'freeze_after'] as const;

describe.each(FLOWS)('%s', (flow) => {
  test.each(FAULTS)(
    'storage %s at each append: nothing leaves unwritten, nothing is lost, the ledgers agree',
    async (fault) => {
      const { appends, found: undisturbed } = await play(flow, fault, Number.POSITIVE_INFINITY);
      expect(undisturbed).toEqual([]);
      expect(appends).toBeGreaterThan(2);
      for (let nth = 1; nth < appends; nth += 1) {
        const { found, settled } = await play(flow, fault, nth);
        expect({ nth, found }).toEqual({ nth, found: [] });
        if (flow !== 'payment QR, canceled') expect({ nth, settled }).toEqual({ nth, settled: true });
      }
    },
  );
});

describe('while the storage fails', () => {
  test.each(['full', 'unavailable'] as const)(
    '%s: a charge is refused with the reason, and nothing leaves',
    async (fault) => {
      const outside = await createOutside();
      let isWell = true;
      const till = await openTill(outside, {
        wrapJournal: (journal) => createFaultyJournal(journal, () => (isWell ? undefined : fault)),
      });
      isWell = false;
      for (const flow of ['payment QR', 'payment code'] as const)
        expect(await charge(outside, till, flow)).toBe('storage');
      expect(await till.counter.takeCash({ amount: yuan(100) }, { tenderedMinor: 100 })).toEqual({
        ok: false,
        refusal: 'storage',
      });
      expect(till.notices.map(({ kind }) => kind)).toEqual([
        'storage_failed',
        'storage_failed',
        'storage_failed',
      ]);
      await outside.time.pass(60_000);
      expect(await netByOrder(outside, 'providers')).toEqual(new Map());
      expect(till.counter.view().newest).toBe(0);
      isWell = true;
      expect(await charge(outside, till, 'payment code')).toBe('ok');
      await outside.time.pass(10_000);
      expect(isSettled(till.sale())).toBe(true);
    },
  );

  test('that fails for a minute in the middle of a payment only puts it off', async () => {
    const { outside, early } = watched(await createOutside());
    let isWell = true;
    const till = await openTill(outside, {
      wrapJournal: (journal) => createFaultyJournal(journal, () => (isWell ? undefined : 'full')),
    });
    await charge(outside, till, 'payment QR');
    await outside.time.settle();
    isWell = false;
    await outside.control('wallets/lin/scan', { content: attemptsOf(till.sale())[0]?.qr });
    await outside.control('wallets/lin/confirm', {});
    await outside.time.pass(60_000);
    expect(till.notices.some(({ kind }) => kind === 'paid')).toBe(false);
    expect(chargedBy(attemptsOf(till.sale())[0] ?? neverThere())).toBe('checking');
    isWell = true;
    await outside.time.pass(30_000);
    expect(till.notices.filter(({ kind }) => kind === 'paid')).toHaveLength(1);
    expect([...early, ...(await differences(outside))]).toEqual([]);
  });
});

describe('a disk that says "written" and keeps nothing', () => {
  test('the next write finds out; nothing more leaves, and "paid" is never said', async () => {
    const outside = await createOutside();
    const till = await openTill(outside, {
      wrapJournal: (journal) => createFaultyJournal(journal, (count) => (count === 2 ? 'drop' : undefined)),
    });
    await charge(outside, till, 'payment code');
    await outside.time.pass(60_000);
    expect(till.notices.map(({ kind }) => kind)).toContain('storage_failed');
    expect(till.notices.map(({ kind }) => kind)).not.toContain('paid');
  });
});

function neverThere(): never {
  throw new Error('the attempt is gone');
}
