/** A broken invariant in the running counter: it stops its own payment and tells, and the next customer can pay. */

import { describe, expect, test } from 'vitest';
import { check } from '../../src/domain/assert.ts';
import { type Attempt, chargedBy } from '../../src/domain/attempt.ts';
import { money } from '../../src/domain/money.ts';
import { attemptsOf, attentionOf } from '../../src/domain/sale.ts';
import type { Batch, Journal } from '../../src/ports.ts';
import { differences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

const attemptOf = (till: Till, sale: number): Attempt => {
  const found = attemptsOf(till.sale(sale)).at(-1);
  if (found === undefined) throw new Error('no attempt');
  return found;
};

async function pay(outside: Outside, till: Till, sale: number, wallet: string): Promise<void> {
  const { order } = await outside.control(`wallets/${wallet}/scan`, { content: attemptOf(till, sale).qr });
  expect(order).toBeDefined();
  await outside.control(`wallets/${wallet}/confirm`, {});
  await outside.time.pass(6_000);
}

/** A journal in which a write that is about sale 1 and such an event is a mistake of ours. */
function breaking(isBroken: (batch: Batch) => boolean): (journal: Journal) => Journal {
  return (journal) => ({
    ...journal,
    append: async (batch) => {
      check(!isBroken(batch), 'INV-99 planted');
      return journal.append(batch);
    },
  });
}

const says = (batch: Batch, sale: number, type: string): boolean =>
  batch.entries.some(({ body }) => {
    const event = body['event'];
    const isEvent = typeof event === 'object' && event !== null && 'type' in event && event['type'] === type;
    return body['sale'] === sale && isEvent;
  });

describe('a mistake of ours while an answer is written', () => {
  test('stops that payment under its name, and the other sale is paid', async () => {
    const outside = await createOutside();
    const till = await openTill(outside, { wrapJournal: breaking((batch) => says(batch, 1, 'PAID')) });
    await till.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await pay(outside, till, 1, 'lin');
    expect(attemptOf(till, 1).frozen).toBe('INV-99 planted');
    expect(till.sale(1).incidents).toMatchObject([{ cause: 'frozen', detail: 'INV-99 planted' }]);
    expect(attentionOf(till.sale(1))).toBe('frozen');
    expect(till.notices).toEqual([]);
    await till.counter.present({ amount: yuan(800) }, 'alipay');
    await outside.time.settle();
    await pay(outside, till, 2, 'chen');
    expect(attemptOf(till, 2).state).toBe('paid');
    expect(await lies(outside, till.counter.view().sales.values(), chargedBy)).toEqual([]);
  });

  test('is written down as soon as the storage takes it', async () => {
    const outside = await createOutside();
    let isFull = false;
    const till = await openTill(outside, {
      wrapJournal: (journal) => ({
        ...journal,
        append: async (batch) => {
          if (says(batch, 1, 'PAID')) isFull = true;
          check(!says(batch, 1, 'PAID'), 'INV-99 planted');
          return isFull ? { ok: false, refusal: 'full' } : journal.append(batch);
        },
      }),
    });
    await till.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await pay(outside, till, 1, 'lin');
    await outside.time.pass(30_000);
    expect(attemptOf(till, 1).frozen).toBeUndefined();
    isFull = false;
    await outside.time.pass(5_000);
    expect(attemptOf(till, 1).frozen).toBe('INV-99 planted');
    const seq = till.counter.view().head.seq;
    await outside.time.pass(60_000);
    expect(till.counter.view().head.seq).toBe(seq);
  });
});

describe('a mistake of ours in a command', () => {
  test('is refused as such and kept with its sale; the payment goes on', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    await till.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    await pay(outside, till, 1, 'lin');
    const refund = { sale: 1, attempt: attemptOf(till, 1).id, amountMinor: 0.5, reason: 'other' } as const;
    expect(await till.counter.refund(refund)).toEqual({ ok: false, refusal: 'frozen' });
    expect(till.sale(1).incidents).toMatchObject([{ cause: 'frozen', detail: 'refund-amount' }]);
    expect(attemptOf(till, 1).frozen).toBeUndefined();
    expect(await till.counter.refund({ ...refund, amountMinor: 50 })).toMatchObject({ ok: true });
    await outside.time.pass(6_000);
    expect(await differences(outside)).toEqual([]);
  });

  test('stops the payment where not even that can be written', async () => {
    const outside = await createOutside();
    const isCancel = (batch: Batch): boolean => says(batch, 1, 'CANCEL');
    const isIncident = (batch: Batch): boolean =>
      batch.entries.length === 1 && batch.entries[0]?.kind === 'incident.opened';
    const till = await openTill(outside, {
      wrapJournal: breaking((batch) => isCancel(batch) || isIncident(batch)),
    });
    await till.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    expect(await till.counter.cancel(1)).toEqual({ ok: false, refusal: 'frozen' });
    expect(attemptOf(till, 1).frozen).toBe('INV-99 planted');
  });

  test('about a new sale leaves nothing behind', async () => {
    const outside = await createOutside();
    const till = await openTill(outside, {
      wrapJournal: breaking((batch) => batch.sales.some(({ due }) => due.amountMinor === 1250)),
    });
    expect(await till.counter.present({ amount: yuan(1250) }, 'alipay')).toEqual({
      ok: false,
      refusal: 'frozen',
    });
    expect(await till.counter.present({ amount: yuan(1251) }, 'alipay')).toMatchObject({ ok: true, sale: 1 });
  });

  test('of another kind is not taken for one', async () => {
    const outside = await createOutside();
    const till = await openTill(outside, {
      wrapJournal: (journal) => ({
        ...journal,
        append: async (batch) => {
          if (batch.sales.length > 0) throw new TypeError('mistake');
          return journal.append(batch);
        },
      }),
    });
    await expect(till.counter.present({ amount: yuan(1250) }, 'alipay')).rejects.toThrow('mistake');
  });
});

describe('taking what the payer approved, by hand', () => {
  async function approved(gate?: (port: string) => Promise<void>): Promise<{ outside: Outside; till: Till }> {
    const outside = await createOutside();
    const first = await openTill(outside, { currency: 'USD' });
    await first.counter.present({ amount: money('USD', 1250) }, 'paypal');
    await outside.time.settle();
    await outside.control('wallets/paypal-amy/scan', { content: attemptOf(first, 1).qr });
    // The till dies before it hears of the payer's yes: the next one takes nothing by itself.
    first.kill();
    await outside.control('wallets/paypal-amy/confirm', {});
    const till = await openTill(outside, { currency: 'USD', ...(gate === undefined ? {} : { gate }) });
    await outside.time.pass(4_000);
    expect(attemptOf(till, 1).state).toBe('approved');
    return { outside, till };
  }

  test('waits for the answer to the question that is under way', async () => {
    let [isHolding, letGo] = [false, (): void => undefined];
    const { outside, till } = await approved(async (port) => {
      if (port === 'sent' && isHolding) await new Promise<void>((resolve) => (letGo = resolve));
    });
    isHolding = true;
    await outside.time.pass(6_000);
    isHolding = false;
    const taking = till.counter.capture(1);
    await outside.time.settle();
    const kinds = attemptOf(till, 1).operations.map(({ kind }) => kind);
    letGo();
    await outside.time.pass(3_000);
    expect(await taking).toMatchObject({ ok: true });
    expect(kinds).toEqual(['present']);
    expect(attemptOf(till, 1)).toMatchObject({ state: 'paid' });
    expect(await differences(outside)).toEqual([]);
  });

  test('is refused where there is nothing to take, and no such sale', async () => {
    const { outside, till } = await approved();
    expect(await till.counter.capture(9)).toEqual({ ok: false, refusal: 'no_sale' });
    expect(await till.counter.capture(1)).toMatchObject({ ok: true });
    await outside.time.pass(1_000);
    expect(await till.counter.capture(1)).toEqual({ ok: false, refusal: 'nothing_open' });
  });
});
