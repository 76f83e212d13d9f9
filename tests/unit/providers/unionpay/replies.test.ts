/** What each verified UnionPay answer means: by operation and code, all of them. */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { CODES } from '../../../../src/providers/unionpay/codes.ts';
import { read } from '../../../../src/providers/unionpay/replies.ts';
import { answerTo, NOW, orderOf, PAID, QR, textOf } from './orders.ts';

const answer = (fields: Readonly<Record<string, string>>, order: Order) =>
  read({ status: 200, bytes: new TextEncoder().encode(textOf(fields)) }, order);

/** The event in words, with its fault or detail if it has one: `DECLINED balance_short`. */
function meaning(order: Order, fields: Readonly<Record<string, string>>): string {
  const { event } = answer(answerTo(order, fields), order);
  const more = 'fault' in event ? event.fault : 'detail' in event ? event.detail : '';
  return `${event.type} ${more}`.trim();
}

const shown = { presentation: 'payment_qr' } as const;
const COLUMNS: readonly (readonly [string, (code: string) => string])[] = [
  ['a payment by code', (respCode) => meaning(orderOf('pay'), { respCode })],
  ['a payment QR', (respCode) => meaning(orderOf('present', shown), { respCode, qrCode: QR })],
  ['a question', (respCode) => meaning(orderOf('query'), { respCode })],
  [
    'the original, by code',
    (origRespCode) => meaning(orderOf('query'), { ...PAID_BUT_UNSETTLED, origRespCode }),
  ],
  [
    'the original, by QR',
    (origRespCode) => meaning(orderOf('query', shown), { ...PAID_BUT_UNSETTLED, origRespCode }),
  ],
  ['a cancel', (respCode) => meaning(orderOf('cancel'), { respCode })],
  ['a refund', (respCode) => meaning(orderOf('refund'), { respCode })],
  ['a question about a refund', (respCode) => meaning(orderOf('refund_query'), { respCode })],
  ['the original refund', (origRespCode) => meaning(orderOf('refund_query'), { origRespCode })],
];
const { settleAmt: _, ...PAID_BUT_UNSETTLED } = PAID;

const ODD = 'NO_ANSWER provider_odd';
const BUSY = 'NO_ANSWER provider_busy';
const no = (fault: string) => `NO_ANSWER ${fault}`;
/** A refusal of the customer's bank: in its own answer or as the original's fate, of a refund for good, of no question; `outcome`: of one that was accepted. */
const declined = (
  fault: string,
  {
    refund = ODD,
    outcome = refund,
    cancel = ODD,
  }: { refund?: string; outcome?: string; cancel?: string } = {},
) => {
  const word = `DECLINED ${fault}`;
  return [word, word, ODD, word, word, cancel, refund, ODD, outcome];
};
/** Nothing was done: of an original it means that it failed. */
const trouble = (fault: string, { refund, cancel }: { refund?: string; cancel?: string } = {}) => [
  no(fault),
  no(fault),
  no(fault),
  `DECLINED ${fault}`,
  `DECLINED ${fault}`,
  cancel ?? no(fault),
  refund ?? no(fault),
  no(fault),
  refund ?? ODD,
];
const odd = Array<string>(9).fill(ODD);
const [not, much, other, late, back] = [
  'FAILED refund_not_allowed',
  'FAILED refund_too_much',
  'FAILED refund_mismatch',
  'FAILED refund_window_over',
  'FAILED refund_abnormal',
];
const CANNOT = 'CANCEL_REFUSED cancel_refused';
const PASSWORD = 'NEEDS_PAYER password';
const SCANNED = 'NEEDS_PAYER scanned';
const REUSED = 'NO_ANSWER order_reused';

const TABLE: Readonly<Record<string, readonly string[]>> = {
  '00': ['PENDING', 'NEEDS_PAYER qr_shown', ODD, 'PAID', 'PAID', 'CANCEL_TAKEN', 'PENDING', ODD, 'SUCCEEDED'],
  A6: ['PENDING', 'NEEDS_PAYER qr_shown', ODD, 'PAID', 'PAID', 'CANCEL_TAKEN', 'PENDING', ODD, 'SUCCEEDED'],
  '01': declined('payment_failed', { refund: not, outcome: back }),
  '02': trouble('provider_busy'),
  '03': [BUSY, BUSY, BUSY, 'PENDING', SCANNED, BUSY, BUSY, BUSY, 'PENDING'],
  '04': [BUSY, BUSY, BUSY, 'PENDING', SCANNED, BUSY, BUSY, BUSY, 'PENDING'],
  '05': ['PENDING', ODD, ODD, 'PENDING', SCANNED, ODD, 'PENDING', ODD, 'PENDING'],
  '06': trouble('provider_busy'),
  '10': trouble('bad_request'),
  '11': trouble('setup_signature'),
  '12': [REUSED, REUSED, REUSED, ODD, ODD, REUSED, 'PENDING', REUSED, ODD],
  '13': trouble('bad_request'),
  '30': declined('payment_failed', { refund: not, outcome: back }),
  '31': trouble('setup_merchant'),
  '32': trouble('setup_permission'),
  '33': declined('limit_reached', { refund: much }),
  '34': [ODD, ODD, 'ABSENT', ODD, ODD, 'ABSENT', not, 'ABSENT', not],
  '35': [ODD, ODD, ODD, ODD, ODD, CANNOT, not, ODD, not],
  '36': [ODD, ODD, ODD, ODD, ODD, CANNOT, other, ODD, other],
  '37': trouble('provider_limited'),
  '38': declined('wallet_risk', { refund: not, cancel: CANNOT }),
  '39': trouble('clock_wrong', { refund: late, cancel: CANNOT }),
  '40': declined('account_restricted'),
  '42': odd,
  '43': trouble('setup_permission'),
  '60': declined('payment_failed', { refund: not, outcome: back }),
  '61': declined('code_invalid'),
  '62': declined('account_restricted', { refund: not, outcome: back }),
  '63': declined('account_restricted', { refund: not, outcome: back }),
  '64': declined('balance_short', {
    cancel: CANNOT,
    refund: 'NEEDS_ACTION refund_balance_short',
    outcome: back,
  }),
  '65': declined('payment_failed'),
  '66': declined('payment_failed'),
  '67': declined('account_restricted'),
  '68': declined('account_restricted'),
  '69': declined('payer_timeout'),
  '70': [PASSWORD, ODD, ODD, PASSWORD, SCANNED, ODD, ODD, ODD, ODD],
  '71': declined('payment_failed'),
  '72': declined('account_restricted'),
  '73': declined('account_restricted'),
  '74': odd,
  '75': odd,
  '76': declined('account_restricted'),
  '77': declined('account_restricted'),
  '78': declined('account_restricted', { refund: not, outcome: back }),
  '79': declined('account_restricted'),
  '80': declined('code_invalid'),
  '81': declined('limit_reached'),
  '83': ['PENDING', ODD, ODD, 'PENDING', SCANNED, ODD, 'PENDING', ODD, 'PENDING'],
  '99': odd,
  // Codes that nobody listed, and names that every object has.
  '41': odd,
  B7: odd,
  '': odd,
  toString: odd,
  constructor: odd,
};

describe.each(COLUMNS.map(([title, meaningOf], column) => ({ title, meaningOf, column })))(
  '$title',
  ({ meaningOf, column }) => {
    test.each(Object.entries(TABLE).map(([code, row]) => [code, row[column] ?? '']))(
      '%s is %s',
      (code, expected) => {
        expect(meaningOf(code)).toBe(expected);
      },
    );
  },
);

test('no code is left out of the table', () => {
  expect(Object.keys(CODES).filter((code) => TABLE[code] === undefined)).toEqual([]);
});

describe('money', () => {
  test('is there only when a question says that the original succeeded, with number and amount', () => {
    const said = (fields: Record<string, string>) => meaning(orderOf('query'), fields);
    expect(said(PAID)).toBe('PAID');
    const { queryId: _id, ...nameless } = PAID;
    expect(said(nameless)).toBe(ODD);
    const { txnAmt: _amount, ...amountless } = PAID;
    expect(said(amountless)).toBe(ODD);
    for (const txnAmt of ['12.50', '-1', '1e3', '1250 ', '', '1234567890123'])
      expect(said({ ...PAID, txnAmt }), txnAmt).toBe(ODD);
    expect(said({ ...PAID, respCode: '05' })).toBe(ODD);
    for (const kind of ['pay', 'present', 'cancel', 'close'] as const)
      expect(meaning(orderOf(kind), { ...PAID, qrCode: QR }), kind).not.toContain('PAID');
  });

  test('went back when the original failed and yet was settled', () => {
    expect(meaning(orderOf('query'), { ...PAID, origRespCode: '01' })).toBe('REVERSED');
  });

  test('receipts keep who, what the customer paid and what the shop gets', () => {
    const order = orderOf('query');
    const more = {
      settleAmt: '1200',
      couponInfo: '[{"type":"DD01","offstAmt":"200"},{"type":"CP01","offstAmt":"50"}]',
      accNo: '6222000000001234',
      traceTime: '1123100003',
    };
    expect(answer(answerTo(order, { ...PAID, ...more }), order).event).toEqual({
      type: 'PAID',
      receipt: {
        tradeNumber: PAID.queryId,
        totalMinor: 1250,
        customerPaidMinor: 1000,
        receivedMinor: 1200,
        payer: '***1234',
        paidAt: '1123100003',
      },
    });
  });

  test.each(['no JSON', '{}', 'null', '[null]', '[{"offstAmt":"1.5"}]', '[{"offstAmt":"9999"}]', '[{}]'])(
    'discounts that make no sense are left out: %s',
    (couponInfo) => {
      const order = orderOf('query');
      const { event } = answer(answerTo(order, { ...PAID, couponInfo, settleAmt: 'much' }), order);
      expect(event).toEqual({ type: 'PAID', receipt: { tradeNumber: PAID.queryId, totalMinor: 1250 } });
    },
  );
});

describe('a payment QR', () => {
  const shownAs = (fields: Record<string, string>) => meaning(orderOf('present', shown), fields);
  test.each([
    ['leads elsewhere', { qrCode: 'https://example.com/00010000/62' }],
    ['only looks right', { qrCode: `x${QR}` }],
    ['is far too long', { qrCode: QR.padEnd(257, '0') }],
    ['is missing', {}],
  ])('that %s is odd', (_what, fields) => {
    expect(shownAs(fields)).toBe(ODD);
  });

  test('comes with its content', () => {
    const order = orderOf('present', shown);
    expect(answer(answerTo(order, { qrCode: QR }), order).event).toEqual({
      type: 'NEEDS_PAYER',
      detail: 'qr_shown',
      qr: QR,
    });
  });
});

test('a reversal of an order that nobody knows is done with once the order can no longer be paid', () => {
  const late = orderOf('cancel', { now: NOW + 300_000 });
  expect(meaning(late, { respCode: '34' })).toBe('CANCEL_TAKEN');
  const early = orderOf('cancel', { now: NOW + 299_999 });
  expect(meaning(early, { respCode: '34' })).toBe('ABSENT');
});

test('an answer to another kind of message is none', () => {
  const said = (kind: OperationKind, txnType: string) =>
    meaning(orderOf(kind), { ...PAID, qrCode: QR, txnType });
  expect(said('query', '01')).toBe('PAID');
  expect(said('query', '99')).toBe(ODD);
  expect(said('pay', '00')).toBe(ODD);
  expect(said('cancel', '01')).toBe(ODD);
  expect(said('refund', '01')).toBe(ODD);
  expect(said('refund_query', '04')).toBe('SUCCEEDED');
  expect(said('refund_query', '01')).toBe(ODD);
});

describe('what an answer claims', () => {
  const claim = (kind: OperationKind, fields: Record<string, string>) => {
    const order = orderOf(kind);
    return answer(answerTo(order, fields), order).claim;
  };

  test('the order and, where money is stated, amount and currency', () => {
    expect(claim('query', PAID)).toEqual({ orderNumber: 'GT0A1', amount: money('CNY', 1250) });
    expect(claim('query', { ...PAID, txnAmt: '1' }).amount).toEqual(money('CNY', 1));
    expect(claim('query', { ...PAID, currencyCode: '840' }).amount).toBe('unreadable');
    expect(claim('query', { ...PAID, txnAmt: '12.50' }).amount).toBe('unreadable');
    const { currencyCode: _c, ...unnamed } = PAID;
    expect(claim('query', unnamed).amount).toBe('unreadable');
    expect(claim('pay', {})).toEqual({ orderNumber: 'GT0A1' });
    expect(claim('query', { orderId: 'GT0B2' })).toEqual({ orderNumber: 'GT0B2' });
  });

  test('a refund is named by its own number and states its own amount', () => {
    for (const kind of ['refund', 'refund_query'] as const) {
      const right = { txnAmt: '500', currencyCode: '156' };
      expect(claim(kind, {})).toEqual({ orderNumber: 'GT0A1' });
      expect(claim(kind, right)).toEqual({ orderNumber: 'GT0A1' });
      expect(claim(kind, { ...right, txnAmt: '501' }).amount).toBe('unreadable');
      expect(claim(kind, { ...right, currencyCode: '840' }).amount).toBe('unreadable');
      expect(claim(kind, { ...right, orderId: 'GT0A1R2' }).orderNumber).toBe('GT0A1R2');
    }
  });
});

test('the provider’s own words are kept, the original’s beside the message’s, and not endlessly', () => {
  const order = orderOf('query');
  const raw = (fields: Record<string, string>) => answer(answerTo(order, fields), order).raw;
  expect(raw({ origRespCode: '64', origRespMsg: '余额不足' })).toEqual({
    code: '00',
    subCode: '64',
    message: '余额不足',
  });
  expect(raw({ respCode: '34', respMsg: 'x'.repeat(999) })).toEqual({ code: '34', message: 'x'.repeat(200) });
  expect(answer({}, order).raw).toEqual({ code: '' });
});
