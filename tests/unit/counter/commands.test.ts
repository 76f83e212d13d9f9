/** What a cashier may do with a sale, and every reason why not. */

import { describe, expect, test } from 'vitest';
import type { BookView, Decision } from '../../../src/counter/book.ts';
import {
  type CashCommand,
  decideAttest,
  decideCancel,
  decideCapture,
  decideCash,
  decideKeep,
  decideLateMoney,
  decidePark,
  decideRefund,
  decideStart,
  decideVoid,
  type Start,
} from '../../../src/counter/commands.ts';
import { ATTEMPT_STATES, isOpen } from '../../../src/domain/attempt.ts';
import { type Currency, money } from '../../../src/domain/money.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { refundIn, saleWith, viewOf } from '../../support/sales.ts';

const note = { commitment: 'c0ffee', salt: 's', text: 'two coffees' };
const start: Start = {
  rail: 'alipay',
  presentation: 'payment_qr',
  ids: { tender: 'N9', attempt: 'A9', operation: 'O9', orderNumber: 'GTA9' },
  now: NOW,
};
const cash: CashCommand = {
  tenderedMinor: 2_000,
  ids: { tender: 'N9', attempt: 'A9', orderNumber: 'GTA9' },
  now: NOW,
  asManager: false,
};
const yuan = (amountMinor: number, currency: Currency = 'CNY') => ({ amount: money(currency, amountMinor) });
const one = { sale: 1 };

/** The reason why not, or what is written: `sale.opened, attempt.opened`, events by their own name. */
function words(decision: Decision<string>): string {
  if ('refusal' in decision) return decision.refusal;
  return decision.facts.map((fact) => ('event' in fact.body ? fact.body.event.type : fact.kind)).join(', ');
}

const open = saleWith([attemptIn('awaiting_payer')]);
const paid = saleWith([attemptIn('paid')]);
const late = saleWith([attemptIn('late_paid')]);

describe('charging', () => {
  const purchase = 'attempt.opened, operation.sent';
  test.each<[string, BookView, Parameters<typeof decideStart>[1], Partial<Start>, string]>([
    [
      'a new sale is opened, and its intent written with it',
      viewOf(),
      yuan(1250),
      {},
      `sale.opened, ${purchase}`,
    ],
    ['a sale that is there', viewOf(saleWith([])), one, {}, purchase],
    ['nothing cannot be charged', viewOf(), yuan(0), {}, 'amount'],
    ['dollars cannot be charged by Alipay', viewOf(), yuan(1250, 'USD'), {}, 'currency'],
    ['one fen too much for Alipay', viewOf(), yuan(10_000_000_001), {}, 'over_limit'],
    ['as much as Alipay takes', viewOf(), yuan(10_000_000_000), {}, `sale.opened, ${purchase}`],
    ['a sale that is not there', viewOf(), one, {}, 'no_sale'],
    ['a sale that is paid', viewOf(paid), one, {}, 'sale_over'],
    ['a sale with an open attempt', viewOf(open), one, {}, 'attempt_open'],
    ['a sale with undecided late money', viewOf(late), one, {}, 'late_money'],
  ])('%s', (_, view, what, more, expected) => {
    expect(words(decideStart(view, what, { ...start, ...more }))).toBe(expected);
  });

  test('writes what is needed to find the order again, before anything leaves', () => {
    const decision = decideStart(viewOf(saleWith([], { number: 7 })), { ...yuan(1250), note }, start);
    if (!('facts' in decision)) throw new Error(decision.refusal);
    expect(decision.texts).toEqual([note]);
    expect(decision.facts).toMatchObject([
      { body: { sale: 8, currency: 'CNY', dueMinor: 1250, note: 'c0ffee' } },
      {
        body: {
          sale: 8,
          attempt: 'A9',
          tender: 'N9',
          orderNumber: 'GTA9',
          amountMinor: 1250,
          expiresAt: NOW + 120_000,
        },
      },
      { body: { sale: 8, operation: 'O9', operationKind: 'present', key: 'GTA9' } },
    ]);
  });

  test('a code is a pay; a second try over the same amount stands in the same tender', () => {
    const decision = decideStart(viewOf(saleWith([attemptIn('declined')])), one, {
      ...start,
      presentation: 'payment_code',
    });
    if (!('facts' in decision)) throw new Error(decision.refusal);
    expect(decision.facts).toMatchObject([
      { body: { tender: 'N1', amountMinor: 1250, deadlineAt: NOW + 45_000 } },
      { body: { operationKind: 'pay' } },
    ]);
  });

  test('only the rest is charged, as a leg of its own', () => {
    const before = saleWith([
      attemptIn('declined'),
      attemptIn('paid', { id: 'C1', rail: 'cash', amount: money('CNY', 500) }),
    ]);
    const decision = decideStart(viewOf(before), one, start);
    if (!('facts' in decision)) throw new Error(decision.refusal);
    expect(decision.facts[0]).toMatchObject({ body: { tender: 'N9', amountMinor: 750 } });
  });

  test.each<[string, Parameters<typeof decideStart>[1], string | number]>([
    ['a part of a new sale', { ...yuan(1250), partMinor: 400 }, 400],
    ['a part of what is owed', { ...one, partMinor: 1 }, 1],
    ['all of it', { ...one, partMinor: 1250 }, 1250],
    ['more than is owed', { ...one, partMinor: 1251 }, 'amount'],
    ['nothing', { ...one, partMinor: 0 }, 'amount'],
    ['a broken amount', { ...one, partMinor: 0.5 }, 'amount'],
  ])('one leg of a split: %s', (_, what, expected) => {
    const decision = decideStart(viewOf(saleWith([])), what, start);
    const opened =
      'facts' in decision ? decision.facts.find((fact) => fact.kind === 'attempt.opened') : undefined;
    expect('refusal' in decision ? decision.refusal : opened?.body.amountMinor).toBe(expected);
  });

  test('a leg never changes what the whole sale owes', () => {
    const decision = decideStart(viewOf(), { ...yuan(1250), partMinor: 400 }, start);
    expect('facts' in decision && decision.facts[0]).toMatchObject({ body: { dueMinor: 1250 } });
  });

  test('the shop’s own life of a QR counts', () => {
    const decision = decideStart(viewOf(), yuan(1), { ...start, qrLifeMs: 180_000 });
    expect('facts' in decision && decision.facts[1]).toMatchObject({ body: { expiresAt: NOW + 180_000 } });
  });
});

describe('cash', () => {
  test.each<[string, BookView, Parameters<typeof decideCash>[1], Partial<CashCommand>, string]>([
    ['is taken and settled in one step', viewOf(), yuan(1250), {}, 'sale.opened, attempt.opened, PAID'],
    ['for a sale that is there', viewOf(saleWith([])), one, {}, 'attempt.opened, PAID'],
    ['exactly', viewOf(), yuan(1250), { tenderedMinor: 1250 }, 'sale.opened, attempt.opened, PAID'],
    ['too little', viewOf(), yuan(1250), { tenderedMinor: 1249 }, 'short_cash'],
    ['for nothing', viewOf(), yuan(0), {}, 'amount'],
    ['for a sale that is not there', viewOf(), one, {}, 'no_sale'],
    ['for a sale that is paid', viewOf(paid), one, {}, 'sale_over'],
    ['while the wallet may still pay', viewOf(open), one, {}, 'attempt_open'],
    [
      'while the wallet may still pay, on a manager’s word',
      viewOf(open),
      one,
      { asManager: true },
      'attempt.opened, PAID',
    ],
    ['for a paid sale, whoever says so', viewOf(paid), one, { asManager: true }, 'sale_over'],
    ['with late money undecided, whoever says so', viewOf(late), one, { asManager: true }, 'late_money'],
  ])('%s', (_, view, what, more, expected) => {
    expect(words(decideCash(view, what, { ...cash, ...more }))).toBe(expected);
  });

  test('the change is counted, in any currency', () => {
    const decision = decideCash(viewOf(), yuan(1250, 'JPY'), { ...cash, tenderedMinor: 5_000 });
    expect('facts' in decision && decision.facts[2]).toMatchObject({
      body: { event: { cash: { tenderedMinor: 5_000, changeMinor: 3_750 } } },
    });
  });
});

describe('canceling, keeping, parking, ending, releasing', () => {
  const nobody = viewOf();
  const then = { rail: 'cash', presentation: 'cash' } as const;
  test.each<[string, () => Decision<string>, string]>([
    ['cancel what is open', () => decideCancel(viewOf(open), 1, undefined), 'CANCEL'],
    ['cancel, then cash', () => decideCancel(viewOf(open), 1, then), 'CANCEL, sale.next'],
    ['cancel with nothing open', () => decideCancel(viewOf(paid), 1, undefined), 'nothing_open'],
    ['cancel no sale', () => decideCancel(nobody, 1, undefined), 'no_sale'],
    [
      'cancel what is frozen changes nothing',
      () => decideCancel(viewOf(saleWith([attemptIn('unknown', { frozen: 'r' })])), 1, undefined),
      '',
    ],
    ['keep what is being canceled', () => decideKeep(viewOf(saleWith([attemptIn('reversing')])), 1), 'KEEP'],
    ['keep what waits for the customer anyway', () => decideKeep(viewOf(open), 1), 'too_late'],
    [
      'keep with nothing open',
      () => decideKeep(viewOf(saleWith([attemptIn('canceled')])), 1),
      'nothing_open',
    ],
    [
      'keep in a sale that is over',
      () => decideKeep(viewOf(saleWith([attemptIn('reversing')], { isVoid: true })), 1),
      'nothing_open',
    ],
    ['keep no sale', () => decideKeep(nobody, 1), 'no_sale'],
    ['put aside', () => decidePark(viewOf(open), 1, true), 'sale.parked'],
    [
      'put aside twice changes nothing',
      () => decidePark(viewOf(saleWith([], { parked: true })), 1, true),
      '',
    ],
    ['put aside no sale', () => decidePark(nobody, 1, true), 'no_sale'],
    ['end a sale', () => decideVoid(viewOf(saleWith([])), 1), 'sale.voided'],
    ['end a sale with an open attempt', () => decideVoid(viewOf(open), 1), 'CANCEL, sale.voided'],
    ['end a paid sale', () => decideVoid(viewOf(paid), 1), 'sale_over'],
    ['end no sale', () => decideVoid(nobody, 1), 'no_sale'],
    [
      'take what was approved',
      () => decideCapture(viewOf(saleWith([attemptIn('approved')])), 1, 'O9'),
      'operation.sent',
    ],
    ['take what was not approved', () => decideCapture(viewOf(open), 1, 'O9'), 'nothing_open'],
    [
      'take what is being canceled',
      () => decideCapture(viewOf(saleWith([attemptIn('approved', { reversalWanted: true })])), 1, 'O9'),
      'nothing_open',
    ],
    ['take of no sale', () => decideCapture(nobody, 1, 'O9'), 'no_sale'],
    [
      'release what is unknown',
      () => decideAttest(viewOf(saleWith([attemptIn('unknown')])), 1, 'Chen'),
      'sale.attested',
    ],
    ['release a paid sale', () => decideAttest(viewOf(paid), 1, 'Chen'), 'nothing_open'],
    [
      'release an ended sale',
      () => decideAttest(viewOf(saleWith([attemptIn('unknown')], { isVoid: true })), 1, 'Chen'),
      'nothing_open',
    ],
    ['release no sale', () => decideAttest(nobody, 1, 'Chen'), 'no_sale'],
  ])('%s', (_, decide, expected) => {
    expect(words(decide())).toBe(expected);
  });

  test('a sale that is ended names the legs whose money goes back', () => {
    const leg = attemptIn('paid', { amount: money('CNY', 500) });
    const decision = decideVoid(viewOf(saleWith([leg])), 1);
    expect(decision).toMatchObject({
      facts: [{ kind: 'sale.voided', body: { sale: 1, abandoned: ['A1'] } }],
    });
  });

  test('a cancel is possible in every state that is open, except what only lapses by itself', () => {
    for (const state of ATTEMPT_STATES) {
      const attempt = attemptIn(state);
      const decision = decideCancel(viewOf(saleWith([attempt])), 1, undefined);
      expect(words(decision), state).toBe(isOpen(attempt) ? 'CANCEL' : 'nothing_open');
    }
  });
});

describe('late money', () => {
  const withCash: Sale = saleWith([
    attemptIn('late_paid'),
    attemptIn('paid', { id: 'C1', rail: 'cash', presentation: 'cash' }),
  ]);
  test.each<[string, Sale | undefined, 'ATTACH' | 'RETURN', string]>([
    ['becomes the payment of its sale', late, 'ATTACH', 'ATTACH'],
    ['goes back', late, 'RETURN', 'RETURN'],
    [
      'revives a sale that was ended',
      saleWith([attemptIn('late_paid')], { isVoid: true }),
      'ATTACH',
      'ATTACH',
    ],
    ['cannot pay a sale that is paid', withCash, 'ATTACH', 'sale_over'],
    ['goes back from a sale that is paid', withCash, 'RETURN', 'RETURN'],
    ['was never there', paid, 'RETURN', 'nothing_to_decide'],
    ['of no sale', undefined, 'RETURN', 'no_sale'],
  ])('%s', (_, sale, wish, expected) => {
    expect(words(decideLateMoney(sale === undefined ? viewOf() : viewOf(sale), 1, wish))).toBe(expected);
  });
});

describe('a refund', () => {
  const command = { sale: 1, attempt: 'A1', amountMinor: 500, reason: 'customer_wish' } as const;
  const busy = saleWith([attemptIn('paid', { refunds: [refundIn('unknown')] })]);

  test.each<
    [string, BookView, Partial<typeof command> | { amountMinor: number } | { attempt: string }, string]
  >([
    ['is approved, and left to the driver', viewOf(paid), {}, 'refund.opened'],
    ['of no sale', viewOf(), {}, 'no_sale'],
    ['of no attempt', viewOf(paid), { attempt: 'A7' }, 'no_sale'],
    ['of what was not paid', viewOf(open), {}, 'not_paid'],
    ['of nothing', viewOf(paid), { amountMinor: 0 }, 'nothing'],
    ['of too much', viewOf(paid), { amountMinor: 1251 }, 'too_much'],
    ['while another is on its way', viewOf(busy), {}, 'in_progress'],
    ['of a frozen payment', viewOf(saleWith([attemptIn('paid', { frozen: 'r' })])), {}, 'frozen'],
  ])('%s', (_, view, more, expected) => {
    expect(words(decideRefund(view, { ...command, ...more }))).toBe(expected);
  });

  test('in cash is handed over at once', () => {
    const sale = saleWith([attemptIn('paid', { rail: 'cash', presentation: 'cash' })]);
    expect(words(decideRefund(viewOf(sale), command))).toBe('refund.opened, SENT, SUCCEEDED');
  });

  test('keeps the cashier’s own words beside the journal', () => {
    const decision = decideRefund(viewOf(paid), { ...command, note });
    expect(decision).toMatchObject({ facts: [{ body: { note: 'c0ffee' } }], texts: [note] });
  });

  test('of an amount that is none is a mistake of the programmer', () => {
    for (const amountMinor of [-1, 0.5, Number.NaN])
      expect(() => decideRefund(viewOf(paid), { ...command, amountMinor })).toThrow('refund-amount');
  });
});
