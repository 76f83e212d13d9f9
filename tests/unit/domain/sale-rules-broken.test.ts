/** Every law of a sale, broken by one planted mistake: it is noticed, by its name, and what is frozen already is left alone. */

import { describe, expect, test } from 'vitest';
import { BrokenInvariant } from '../../../src/domain/assert.ts';
import type { Attempt, AttemptState } from '../../../src/domain/attempt.ts';
import { GROWTH_LAWS } from '../../../src/domain/growth-laws.ts';
import { checkSale, LAWS } from '../../../src/domain/laws.ts';
import type { Money } from '../../../src/domain/money.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import type { Refund } from '../../../src/domain/refund.ts';
import { isLive, type Sale } from '../../../src/domain/sale.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { refundIn, saleWith } from '../../support/sales.ts';

const ORDER = attemptIn('new').orderNumber;
const RETURN = `${ORDER}R1`;

/** An amount that `money` would not make. */
const wrongMoney = (amountMinor: number, currency = 'CNY'): Money =>
  ({ currency, amountMinor }) as unknown as Money;

function operation(kind: Operation['kind'], more: Partial<Operation> = {}): Operation {
  const state = more.state ?? 'done';
  const answered = state === 'sent' ? {} : { answeredAt: NOW };
  return {
    id: kind,
    kind,
    key: kind === 'refund' ? RETURN : ORDER,
    sentAt: NOW,
    state,
    ...answered,
    ...more,
  };
}

const present = operation('present');

/** A payment in a state as the counter leaves it there. */
function payment(state: AttemptState, more: Partial<Attempt> = {}): Attempt {
  const isMoney = state === 'paid' || state === 'late_paid';
  return attemptIn(state, {
    operations: [present],
    ...(isMoney ? { evidence: 'provider_query', receipt: { tradeNumber: 'T1', totalMinor: 1250 } } : {}),
    reversalWanted: state === 'reversing',
    ...more,
  });
}

const inCash: Partial<Attempt> = {
  rail: 'cash',
  presentation: 'cash',
  cash: { tenderedMinor: 2000, changeMinor: 750 },
  operations: [],
};

function refunded(more: Partial<Refund> = {}, about: Partial<Attempt> = {}): Attempt {
  const state = more.state ?? 'succeeded';
  const sent = operation('refund', { state: state === 'sent' ? 'sent' : 'done' });
  return payment('paid', {
    operations: state === 'new' ? [present] : [present, sent],
    refunds: [refundIn(state, more)],
    ...about,
  });
}

function saleOf(attempts: readonly Attempt[], more: Partial<Sale> = {}): Sale {
  const sale = saleWith(attempts, more);
  return { ...sale, live: more.live ?? isLive(sale) };
}

const other = { id: 'A2', orderNumber: 'GT000000000000000000000000A2' } as const;
const second = (state: AttemptState, more: Partial<Attempt> = {}): Attempt =>
  payment(state, { ...other, operations: [operation('present', { key: other.orderNumber })], ...more });

/** As `saleOf`, with both tries under one tender. */
function ofOneTender(attempts: readonly [Attempt, ...Attempt[]], more: Partial<Sale> = {}): Sale {
  const [first] = attempts;
  const tender = { id: 'N1', rail: first.rail, amount: first.amount, attempts };
  return saleOf(attempts, { ...more, tenders: [tender] });
}

function ruleOf(before: Sale | undefined, sale: Sale): string {
  try {
    checkSale(before, sale);
    return 'holds';
  } catch (error) {
    return error instanceof BrokenInvariant ? error.rule : String(error);
  }
}

describe('a sale that is as it should be', () => {
  const whole: readonly (readonly [string, Sale])[] = [
    ['waits for its customer', saleOf([payment('awaiting_payer')])],
    ['is paid', saleOf([payment('paid')])],
    ['is paid in cash', saleOf([payment('paid', inCash)])],
    ['has gone back', saleOf([payment('reversed')])],
    ['is being canceled', saleOf([payment('reversing')])],
    ['waits for the word about a refund', saleOf([refunded({ state: 'sent' })])],
    ['has a refund that was only approved', saleOf([refunded({ state: 'new' })])],
    ['is paid at the second try', ofOneTender([payment('declined'), second('paid')])],
    [
      'was recorded by hand',
      saleOf([
        attemptIn('paid', {
          rail: 'own_code',
          presentation: 'record',
          evidence: 'cashier_attested',
          attestedBy: 'Chen',
        }),
      ]),
    ],
    ['holds too much, which goes back', saleOf([payment('paid'), second('paid', { returnWanted: true })])],
  ];

  test.each(whole)('%s', (_, sale) => {
    expect(ruleOf(undefined, sale)).toBe('holds');
    expect(ruleOf({ ...sale, lastSeq: 1 }, sale)).toBe('holds');
  });
});

const waiting = payment('awaiting_payer');
const submitted = payment('submitting', { operations: [operation('present', { state: 'sent' })] });
const noDeed = { operations: [] } as const;

/** The rule, and a sale that breaks it and no rule before it. */
const BROKEN: readonly (readonly [string, Sale])[] = [
  ['INV-14 amount-above-zero', saleOf([payment('paid', { amount: wrongMoney(12.5) })])],
  ['INV-14 amount-in-currency', saleOf([payment('paid', { amount: wrongMoney(1250, 'USD') })])],
  ['INV-14 rail-takes-currency', saleOf([payment('paid', { rail: 'paypal' })])],
  [
    'INV-14 rail-limit',
    saleOf([payment('paid', { rail: 'card', presentation: 'card_reader', amount: wrongMoney(100_000_000) })]),
  ],
  ['INV-06 rail-presents', saleOf([payment('paid', { presentation: 'card_reader' })])],
  ['INV-17 times-are-numbers', saleOf([payment('paid', { deadlineAt: Number.NaN })])],
  ['INV-17 deadline-within-life', saleOf([payment('paid', { deadlineAt: NOW + 120_001 })])],
  ['INV-04 paid-has-proof', saleOf([payment('paid', { evidence: 'cashier_attested' })])],
  [
    'INV-04 cash-adds-up',
    saleOf([payment('paid', { ...inCash, cash: { tenderedMinor: 2000, changeMinor: 751 } })]),
  ],
  ['INV-05 cancel-sticks', saleOf([payment('awaiting_payer', { reversalWanted: true })])],
  ['INV-05 reversed-on-wish', saleOf([payment('reversing', { reversalWanted: false })])],
  ['INV-01 closed-shows-no-qr', saleOf([payment('declined', { qr: 'https://qr.alipay.com/x' })])],
  ['INV-08 returns-what-came-in', saleOf([payment('declined', { returnWanted: true })])],
  ['INV-03 open-is-driven', saleOf([payment('awaiting_payer', { watched: true })])],
  ['INV-02 submitted-by-intent', saleOf([payment('awaiting_payer', noDeed)])],
  ['INV-01 charged-once', saleOf([payment('declined', { operations: [present, operation('pay')] })])],
  [
    'INV-02 intent-has-its-key',
    saleOf([payment('declined', { operations: [operation('present', { key: 'GT' })] })]),
  ],
  ['INV-02 intent-moves-money', saleOf([payment('declined', { operations: [operation('query')] })])],
  [
    'INV-18 one-operation-under-way',
    saleOf([
      payment('reversing', {
        operations: [operation('present', { state: 'sent' }), operation('cancel', { state: 'sent' })],
      }),
    ]),
  ],
  ['INV-06 closed-charges-nothing', saleOf([payment('declined', { operations: submitted.operations })])],
  [
    'INV-07 operations-differ',
    saleOf([payment('declined', { operations: [present, operation('cancel', { id: 'present' })] })]),
  ],
  [
    'INV-06 answered-at-its-time',
    saleOf([payment('declined', { operations: [operation('cancel', { state: 'sent', answeredAt: NOW })] })]),
  ],
  ['INV-14 absents-are-counted', saleOf([payment('declined', { absents: -1 })])],
  [
    'INV-02 new-has-done-nothing',
    saleOf([attemptIn('new', { rail: 'own_code', presentation: 'record', operations: [present] })]),
  ],
  ['INV-02 by-hand-sends-nothing', saleOf([payment('paid', { ...inCash, operations: [present] })])],
  ['INV-08 refunds-of-money', saleOf([payment('declined', { refunds: [refundIn('failed')] })])],
  ['INV-08 refunds-within-paid', saleOf([refunded({ amountMinor: 1251 })])],
  [
    'INV-01 refund-numbers-differ',
    saleOf([refunded({}, { refunds: [refundIn('failed'), refundIn('failed')] })]),
  ],
  [
    'INV-01 one-refund-at-a-time',
    saleOf([refunded({}, { refunds: [refundIn('new'), refundIn('unknown', { number: `${ORDER}R2` })] })]),
  ],
  ['INV-14 refund-above-zero', saleOf([refunded({ amountMinor: 0 })])],
  ['INV-14 refund-times', saleOf([refunded({ requestedAt: Number.POSITIVE_INFINITY })])],
  [
    'INV-02 refund-has-its-number',
    saleOf([refunded({ number: 'R1' }, { operations: [present, operation('refund', { key: 'R1' })] })]),
  ],
  ['INV-02 new-refund-was-not-sent', saleOf([refunded({ state: 'new', tries: 1 })])],
  ['INV-02 refund-sent-by-intent', saleOf([refunded({ tries: 2 })])],
  [
    'INV-18 refund-under-way',
    saleOf([refunded({ state: 'sent' }, { operations: [present, operation('refund')] })]),
  ],
  ['INV-14 due-above-zero', saleOf([], { due: wrongMoney(0) })],
  ['INV-07 sale-has-its-number', saleOf([], { number: 2 })],
  ['INV-01 order-numbers-differ', saleOf([waiting], { orderNumbers: [] })],
  ['INV-07 attempts-differ', saleOf([payment('declined'), second('declined', { id: 'A1' })])],
  [
    'INV-14 tries-of-one-amount',
    ofOneTender([payment('declined'), second('declined', { amount: wrongMoney(1249) })]),
  ],
  ['INV-01 one-open-attempt', saleOf([waiting, second('unknown')])],
  ['INV-01 one-paid-try', ofOneTender([payment('paid'), second('paid')])],
  ['INV-08 paid-within-due', saleOf([payment('paid'), second('paid')])],
  ['INV-01 settled-takes-nothing', saleOf([payment('paid'), second('awaiting_payer')])],
  ['INV-08 abandoned-is-known', saleOf([], { isVoid: true, abandoned: ['A9'] })],
  ['INV-06 attested-is-known', saleOf([], { attestation: { by: 'Chen', at: NOW, attemptId: 'A9' } })],
  ['INV-03 open-is-live', saleOf([waiting], { live: false })],
  ['INV-17 newest-entry', saleOf([waiting], { lastSeq: 0 })],
];

const before = saleOf([waiting], { lastSeq: 1 });
const one = (attempt: Attempt, more: Partial<Sale> = {}): Sale => saleOf([attempt], more);
const paid = payment('paid', { tradeNumber: 'T1' });
const wasRefunded = refunded();
const stopped = payment('unknown', { frozen: 'a-rule' });

/** The rule, what a sale was, and what must never become of it. */
const GROWN: readonly (readonly [string, Sale, Sale])[] = [
  ['INV-07 same-sale', before, one(waiting, { number: 3, id: 'T7K2-3' })],
  ['INV-14 due-stays', before, one(waiting, { due: wrongMoney(1300) })],
  ['INV-17 opened-at-stays', before, one(waiting, { openedAt: NOW + 1 })],
  ['INV-17 later-entry', before, one(waiting, { lastSeq: 1 })],
  ['INV-07 order-numbers-stay', { ...before, orderNumbers: ['GT9'] }, one(waiting)],
  [
    'INV-07 tenders-stay',
    { ...before, tenders: [{ id: 'N9', rail: 'alipay', amount: waiting.amount, attempts: [] }] },
    one(waiting),
  ],
  [
    'INV-07 incidents-stay',
    { ...before, incidents: [{ at: NOW, cause: 'frozen', detail: '' }] },
    one(waiting),
  ],
  ['INV-06 void-stays', { ...before, isVoid: true }, one(waiting)],
  [
    'INV-06 attested-stays',
    { ...before, attestation: { by: 'Chen', at: NOW, attemptId: 'A1' } },
    one(waiting),
  ],
  [
    'INV-07 attempts-stay',
    {
      ...before,
      tenders: [{ id: 'N1', rail: 'alipay', amount: waiting.amount, attempts: [second('declined')] }],
    },
    one(waiting),
  ],
  ['INV-05 paid-stays', one(paid, { lastSeq: 1 }), one(payment('declined'))],
  ['INV-05 late-money-stays', one(payment('late_paid'), { lastSeq: 1 }), one(payment('canceled'))],
  ['INV-06 reversed-is-last', one(payment('reversed'), { lastSeq: 1 }), one(payment('canceled'))],
  ['INV-06 closed-stays-closed', one(payment('declined'), { lastSeq: 1 }), one(waiting)],
  [
    'INV-02 order-number-stays',
    { ...before, orderNumbers: [] },
    one(
      payment('awaiting_payer', { orderNumber: 'GT9', operations: [operation('present', { key: 'GT9' })] }),
      { orderNumbers: [ORDER, 'GT9'].slice(1) },
    ),
  ],
  ['INV-14 amount-stays', before, one(payment('awaiting_payer', { amount: wrongMoney(1000) }))],
  ['INV-06 way-stays', before, one(payment('awaiting_payer', { presentation: 'payment_code' }))],
  ['INV-17 life-stays', before, one(payment('awaiting_payer', { expiresAt: NOW + 130_000 }))],
  ['INV-10 submitted-once', before, one(payment('awaiting_payer', { submittedAt: NOW + 1 }))],
  [
    'INV-04 evidence-grows',
    one(payment('awaiting_payer', { evidence: 'provider_query' }), { lastSeq: 1 }),
    one(waiting),
  ],
  [
    'INV-04 receipt-stays',
    one(payment('reversed', { receipt: { tradeNumber: 'T1', totalMinor: 1250 } }), { lastSeq: 1 }),
    one(payment('reversed')),
  ],
  ['INV-03 trade-number-stays', one(paid, { lastSeq: 1 }), one(payment('paid', { tradeNumber: 'T2' }))],
  [
    'INV-07 operations-stay',
    before,
    one(payment('awaiting_payer', { operations: [operation('present', { sentAt: NOW + 1 })] })),
  ],
  [
    'INV-06 answered-once',
    before,
    one(payment('awaiting_payer', { operations: [operation('present', { state: 'unknown' })] })),
  ],
  ['INV-07 refunds-stay', one(wasRefunded, { lastSeq: 1 }), one(refunded({ amountMinor: 501 }))],
  ['INV-08 refund-ends-once', one(wasRefunded, { lastSeq: 1 }), one(refunded({ state: 'unknown' }))],
  ['INV-10 refund-tries-count', one(refunded({ tries: 2 }), { lastSeq: 1 }), one(wasRefunded)],
  ['INV-06 frozen-stays', one(stopped, { lastSeq: 1 }), one(payment('unknown'))],
  ['INV-06 frozen-state-stays', one(stopped, { lastSeq: 1 }), one(payment('canceled', { frozen: 'a-rule' }))],
];

describe('one planted mistake is noticed, by its name', () => {
  test.each(BROKEN)('%s', (rule, sale) => {
    expect(ruleOf(undefined, sale)).toBe(rule);
  });

  test.each(GROWN)('%s', (rule, was, is) => {
    expect(ruleOf(was, is)).toBe(rule);
  });

  test('there is a mistake for every law', () => {
    expect([...BROKEN, ...GROWN].map(([rule]) => rule).sort()).toEqual([...LAWS, ...GROWTH_LAWS].sort());
  });
});

test('what is frozen is judged no more, or it could not be written down', () => {
  for (const [, sale] of BROKEN.filter(([, { tenders }]) => tenders.length === 1)) {
    const tenders = sale.tenders.map((tender) => ({
      ...tender,
      attempts: tender.attempts.map((attempt) => ({ ...attempt, frozen: 'a-rule' })),
    }));
    expect(ruleOf({ ...sale, lastSeq: sale.lastSeq - 1 }, { ...sale, tenders })).toBe('holds');
  }
});

test('an answer that comes late is still an answer, but nothing is on its way again', () => {
  const withCancel = (state: Operation['state']): Sale =>
    one(payment('reversing', { operations: [present, operation('cancel', { state })] }));
  const unknown = { ...withCancel('unknown'), lastSeq: 1 };
  expect(ruleOf(unknown, withCancel('done'))).toBe('holds');
  expect(ruleOf(unknown, withCancel('sent'))).toBe('INV-06 answered-once');
});
