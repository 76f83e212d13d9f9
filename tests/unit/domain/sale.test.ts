/** A sale: what is owed, what is too much, who may still pay, and what needs a person. */

import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATES, type Attempt, type AttemptState } from '../../../src/domain/attempt.ts';
import { money } from '../../../src/domain/money.ts';
import {
  type Attention,
  attemptsOf,
  attentionOf,
  capturedMinor,
  chargedFor,
  isLive,
  isSaleOpen,
  isSettled,
  newestAttempt,
  openAttempt,
  outstanding,
  refuseTender,
  type Sale,
  surplusAttempt,
  type TenderRefusal,
  undecidedAttempt,
  withAttempt,
} from '../../../src/domain/sale.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { refundIn, saleWith } from '../../support/sales.ts';

const yuan = (amountMinor: number) => money('CNY', amountMinor);
const named = (id: string, state: AttemptState, more: Partial<Attempt> = {}) =>
  attemptIn(state, { id, orderNumber: `GT${id}`, ...more });
const cash = (id: string, amountMinor = 1250) =>
  named(id, 'paid', { rail: 'cash', presentation: 'cash', amount: yuan(amountMinor) });
const owedBack = named('A1', 'paid', {
  returnWanted: true,
  refunds: [refundIn('failed', { number: 'GTA1R0', amountMinor: 1250 })],
});
const attested = { attestation: { by: 'Chen', at: NOW, attemptId: 'A1' } };

describe('what is owed', () => {
  test('is all, a rest, or nothing; only what is paid counts, and refunds do not open the sale again', () => {
    expect(outstanding(saleWith([]))).toEqual(yuan(1250));
    const part = saleWith([named('A1', 'paid', { amount: yuan(500) }), named('A2', 'reversed')]);
    expect(outstanding(part)).toEqual(yuan(750));
    expect(isSettled(part)).toBe(false);
    const refunded = saleWith([attemptIn('paid', { refunds: [refundIn('succeeded')] })]);
    expect(outstanding(refunded)).toEqual(yuan(0));
    expect(isSettled(refunded)).toBe(true);
    expect(outstanding(saleWith([cash('A1'), named('A2', 'paid')]))).toEqual(yuan(0));
  });

  test('only a payment that is attached counts', () => {
    for (const state of ATTEMPT_STATES) {
      expect(capturedMinor(saleWith([attemptIn(state)])), state).toBe(state === 'paid' ? 1250 : 0);
    }
  });

  test('a sale is open until it is paid, ended or released', () => {
    expect(isSaleOpen(saleWith([]))).toBe(true);
    expect(isSaleOpen(saleWith([attemptIn('paid')]))).toBe(false);
    expect(isSaleOpen(saleWith([], { isVoid: true }))).toBe(false);
    expect(isSaleOpen(saleWith([attemptIn('unknown')], attested))).toBe(false);
  });
});

describe('a surplus', () => {
  test.each<[string, Sale, string | undefined]>([
    ['there is none in a sale paid once', saleWith([attemptIn('paid')]), undefined],
    ['nor before it is paid', saleWith([attemptIn('late_paid')]), undefined],
    ['paid twice, the later one goes back', saleWith([named('A1', 'paid'), named('A2', 'paid')]), 'A2'],
    [
      'paid twice, the first is needed while the later one is on its way back',
      saleWith([named('A1', 'paid'), named('A2', 'paid', { returnWanted: true })]),
      undefined,
    ],
    [
      'late money goes back, not what was accepted after it',
      saleWith([named('A1', 'late_paid'), named('A2', 'paid')]),
      'A1',
    ],
    ['paid in cash, the wallet’s money goes back', saleWith([named('A1', 'late_paid'), cash('A2')]), 'A1'],
    ['cash never goes back by itself', saleWith([cash('A1'), cash('A2')]), undefined],
    [
      'not what is on its way back already',
      saleWith([named('A1', 'late_paid', { returnWanted: true }), cash('A2')]),
      undefined,
    ],
    [
      'not what went back already',
      saleWith([
        named('A1', 'late_paid', { refunds: [refundIn('succeeded', { amountMinor: 1250 })] }),
        cash('A2'),
      ]),
      undefined,
    ],
    [
      'nothing that is still needed',
      saleWith([named('A1', 'paid'), cash('A2', 500)], { due: yuan(1500) }),
      undefined,
    ],
    [
      'after a refund of the first, the second is needed',
      saleWith([
        named('A1', 'paid', { refunds: [refundIn('succeeded', { amountMinor: 1250 })] }),
        named('A2', 'paid'),
      ]),
      undefined,
    ],
  ])('%s', (_, sale, id) => {
    expect(surplusAttempt(sale)?.id).toBe(id);
  });
});

describe('what a person has to decide', () => {
  test('late money that nobody has sent back', () => {
    expect(undecidedAttempt(saleWith([named('A1', 'late_paid')]))?.id).toBe('A1');
    expect(undecidedAttempt(saleWith([named('A1', 'late_paid', { returnWanted: true })]))).toBeUndefined();
    expect(undecidedAttempt(saleWith([named('A1', 'paid')]))).toBeUndefined();
  });

  const open = attemptIn('unknown');
  test.each<[string, Sale, Attention | undefined]>([
    ['nothing', saleWith([]), undefined],
    ['nothing while the customer pays', saleWith([open]), undefined],
    ['a frozen payment, before all else', saleWith([attemptIn('late_paid', { frozen: 'a-rule' })]), 'frozen'],
    ['late money', saleWith([attemptIn('late_paid')], { parked: true }), 'late_money'],
    [
      'a refund that waits for the shop',
      saleWith([attemptIn('paid', { refunds: [refundIn('needs_action')] })]),
      'refund_owed',
    ],
    ['money that had to go back and was refused', saleWith([owedBack]), 'refund_failed'],
    [
      'money that was refused and then sent back by a person',
      saleWith([
        {
          ...owedBack,
          refunds: [...owedBack.refunds, refundIn('succeeded', { number: 'GTA1R1', amountMinor: 1250 })],
        },
      ]),
      undefined,
    ],
    [
      'a refund that was accepted and then failed',
      saleWith([attemptIn('paid', { refunds: [refundIn('failed', { fault: 'refund_abnormal' })] })]),
      'refund_failed',
    ],
    [
      'a refund that was refused at once, before the cashier’s eyes',
      saleWith([attemptIn('paid', { refunds: [refundIn('failed', { fault: 'refund_not_allowed' })] })]),
      undefined,
    ],
    ['goods released on a word', saleWith([open], attested), 'attested'],
    ['a word that has come true', saleWith([attemptIn('paid')], attested), undefined],
    ['put aside while it is checked', saleWith([open], { parked: true }), 'checking'],
    ['paid in cash while the wallet is checked', saleWith([named('A1', 'unknown'), cash('A2')]), 'checking'],
    ['put aside', saleWith([], { parked: true }), 'parked'],
    ['put aside and ended', saleWith([], { parked: true, isVoid: true }), undefined],
  ])('%s', (_, sale, attention) => {
    expect(attentionOf(sale)).toBe(attention);
  });
});

describe('whether it is read at every start', () => {
  test.each<[string, Sale, boolean]>([
    ['somebody may still pay', saleWith([]), true],
    [
      'an attempt is open, though the sale is ended',
      saleWith([attemptIn('unknown')], { isVoid: true }),
      true,
    ],
    ['a closed order is watched', saleWith([attemptIn('canceled')], { isVoid: true }), true],
    ['late money is undecided', saleWith([attemptIn('late_paid')], { isVoid: true }), true],
    ['a refund is on its way', saleWith([attemptIn('paid', { refunds: [refundIn('pending')] })]), true],
    ['a payment is frozen', saleWith([attemptIn('paid', { frozen: 'a-rule' })]), true],
    ['money that had to go back was refused', saleWith([owedBack], { isVoid: true }), true],
    [
      'a paid leg of an ended sale has to go back',
      saleWith([attemptIn('paid', { returnWanted: true })], { isVoid: true }),
      true,
    ],
    ['paid: no more', saleWith([attemptIn('paid', { refunds: [refundIn('succeeded')] })]), false],
    [
      'ended and quiet: no more',
      saleWith([attemptIn('canceled', { watched: false })], { isVoid: true }),
      false,
    ],
  ])('%s', (_, sale, live) => {
    expect(isLive(sale)).toBe(live);
  });
});

describe('whether the customer was charged', () => {
  test('one yes is a yes, one doubt is a doubt, else no', () => {
    const sale = (...states: readonly AttemptState[]) =>
      saleWith(states.map((state, index) => named(`A${index}`, state)));
    expect(chargedFor(sale('declined', 'canceled'))).toBe('no');
    expect(chargedFor(sale('declined', 'unknown'))).toBe('checking');
    expect(chargedFor(sale('unknown', 'paid'))).toBe('yes');
    expect(chargedFor(sale())).toBe('no');
  });
});

describe('starting to pay', () => {
  test.each<[string, Sale, number, TenderRefusal | undefined]>([
    ['an open sale may be paid', saleWith([]), 1250, undefined],
    ['in part too', saleWith([]), 1, undefined],
    ['again after a refusal', saleWith([attemptIn('declined')]), 1250, undefined],
    ['not once it is paid', saleWith([attemptIn('paid')]), 1250, 'sale_over'],
    ['not once it is ended', saleWith([], { isVoid: true }), 1250, 'sale_over'],
    ['not while late money is undecided', saleWith([attemptIn('late_paid')]), 1250, 'late_money'],
    [
      'but while late money goes back',
      saleWith([attemptIn('late_paid', { returnWanted: true })]),
      1250,
      undefined,
    ],
    ['nothing is no amount', saleWith([]), 0, 'amount'],
    ['nor is more than is owed', saleWith([]), 1251, 'amount'],
  ])('%s', (_, sale, amountMinor, refusal) => {
    expect(refuseTender(sale, yuan(amountMinor))).toBe(refusal);
  });

  test('never while another attempt may still take money', () => {
    for (const state of ATTEMPT_STATES) {
      const isOver = ['paid', 'declined', 'canceled', 'expired', 'reversed', 'late_paid'].includes(state);
      if (isOver) continue;
      expect(refuseTender(saleWith([attemptIn(state)]), yuan(1250)), state).toBe('attempt_open');
    }
  });

  test('not in another currency', () => {
    expect(refuseTender(saleWith([]), money('USD', 1))).toBe('currency');
  });
});

describe('the attempts of a sale', () => {
  const sale = saleWith([named('A1', 'declined'), named('A2', 'unknown')]);

  test('are told apart: the open one, the newest one, each by its id', () => {
    expect(attemptsOf(sale).map(({ id }) => id)).toEqual(['A1', 'A2']);
    expect(openAttempt(sale)?.id).toBe('A2');
    expect(newestAttempt(sale)?.id).toBe('A2');
    expect(newestAttempt(saleWith([]))).toBeUndefined();
    // The first leg, tried again after the second.
    expect(newestAttempt({ ...sale, orderNumbers: [...sale.orderNumbers].reverse() })?.id).toBe('A1');
  });

  test('one is changed and the others stay; an unknown one is a mistake', () => {
    const after = withAttempt(sale, 'A2', (attempt) => ({ ...attempt, absents: 1 }));
    expect(attemptsOf(after).map(({ absents }) => absents)).toEqual([0, 1]);
    expect(() => withAttempt(sale, 'A9', (attempt) => attempt)).toThrow('sale-attempt-known');
  });
});
