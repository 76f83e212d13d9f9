/** What each verified Alipay answer means: by operation, code and sub code, as alipay-wechatpay.md 1.6 and 1.8 tell it. */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Presentation } from '../../../../src/domain/rail.ts';
import { CANCEL_REFUSALS, DECLINES, REFUND_REFUSALS } from '../../../../src/providers/alipay/faults.ts';
import { read } from '../../../../src/providers/alipay/replies.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { NOW } from '../../../support/attempts.ts';

type Fields = Readonly<Record<string, unknown>>;

const orderOf = (kind: OperationKind, presentation: Presentation = 'payment_code'): Order => ({
  kind,
  presentation,
  orderNumber: 'GTA1',
  amount: money('CNY', 1250),
  now: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
  refund: { number: 'GTA1R1', amountMinor: 500 },
});

const answer = (fields: unknown, order: Order) =>
  read(
    {
      status: 200,
      bytes: new TextEncoder().encode(typeof fields === 'string' ? fields : JSON.stringify(fields)),
    },
    order,
  );

/** The event in words, with its fault if it has one: `DECLINED balance_short`. */
function meaning(kind: OperationKind, fields: unknown, presentation?: Presentation): string {
  const { event } = answer(fields, orderOf(kind, presentation));
  const more = 'fault' in event ? event.fault : 'detail' in event ? event.detail : '';
  return `${event.type} ${more}`.trim();
}

const failed = (subCode: string): Fields => ({ code: '40004', msg: 'Business Failed', sub_code: subCode });
const OK: Fields = { code: '10000', msg: 'Success', out_trade_no: 'GTA1' };
const MONEY: Fields = { ...OK, trade_no: 'T1', total_amount: '12.50' };

type Row = readonly [what: string, fields: unknown, meaning: string];
const table = (kind: OperationKind, rows: readonly Row[]) =>
  describe(kind, () => {
    test.each(rows)('%s', (_, fields, expected) => {
      expect(meaning(kind, fields)).toBe(expected);
    });
  });

/** What can go wrong with every operation, before any business is done. */
const TROUBLE: readonly Row[] = [
  [
    'the provider is not available',
    { code: '20000', sub_code: 'isp.unknow-error' },
    'NO_ANSWER provider_busy',
  ],
  ['the provider stumbled', failed('ACQ.SYSTEM_ERROR'), 'NO_ANSWER provider_busy'],
  ['the provider stumbled, spelled as it really is', failed('AQC.SYSTEM_ERROR'), 'NO_ANSWER provider_busy'],
  ['too many calls', { code: '40005' }, 'NO_ANSWER provider_limited'],
  ['a wrong token', { code: '20001', sub_code: 'aop.invalid-auth-token' }, 'NO_ANSWER setup_app'],
  ['a wrong app id', { code: '40002', sub_code: 'isv.invalid-app-id' }, 'NO_ANSWER setup_app'],
  ['a missing app id', { code: '40001', sub_code: 'isv.missing-app-id' }, 'NO_ANSWER setup_app'],
  [
    'content that cannot be decrypted',
    { code: '40003', sub_code: 'isv.decryption-error-encrypt' },
    'NO_ANSWER setup_app',
  ],
  ['a wrong signature', { code: '40002', sub_code: 'isv.invalid-signature' }, 'NO_ANSWER setup_signature'],
  ['a missing signature', { code: '40001', sub_code: 'isv.missing-signature' }, 'NO_ANSWER setup_signature'],
  [
    'a wrong kind of signature',
    { code: '40002', sub_code: 'isv.invalid-sign-type' },
    'NO_ANSWER setup_signature',
  ],
  ['a wrong certificate', { code: '40002', sub_code: 'isv.app-cert-expired' }, 'NO_ANSWER setup_signature'],
  ['a clock that is wrong', { code: '40002', sub_code: 'isv.invalid-timestamp' }, 'NO_ANSWER clock_wrong'],
  [
    'no permission',
    { code: '40006', sub_code: 'isv.insufficient-isv-permissions' },
    'NO_ANSWER setup_permission',
  ],
  ['no permission, unnamed', { code: '40006' }, 'NO_ANSWER setup_permission'],
  ['conditions that are not met', { code: '40003', sub_code: 'isv.something' }, 'NO_ANSWER setup_permission'],
  [
    'a permission that is missing',
    { code: '40002', sub_code: 'isv.permission-denied' },
    'NO_ANSWER setup_permission',
  ],
  ['a field that is wrong', { code: '40002', sub_code: 'isv.invalid-parameter' }, 'NO_ANSWER bad_request'],
  ['a code that nobody knows', { code: '99999' }, 'NO_ANSWER provider_odd'],
  ['a sub code that nobody knows', failed('ACQ.SOMETHING_NEW'), 'NO_ANSWER provider_odd'],
  ['no code at all', {}, 'NO_ANSWER provider_odd'],
  ['a code that is no text', { code: 10000 }, 'NO_ANSWER provider_odd'],
  ['a list', '[]', 'NO_ANSWER provider_odd'],
  ['no JSON', 'oops', 'NO_ANSWER provider_odd'],
  ['a bare word', 'null', 'NO_ANSWER provider_odd'],
];

for (const kind of ['pay', 'present', 'query', 'cancel', 'close', 'refund', 'refund_query'] as const) {
  describe('trouble', () => {
    table(kind, TROUBLE);
  });
}

describe('a payment by code', () => {
  table('pay', [
    ['paid', MONEY, 'PAID'],
    ['paid, with its status', { ...MONEY, trade_status: 'TRADE_SUCCESS' }, 'PAID'],
    [
      'a status that is not paid is no payment',
      { ...MONEY, trade_status: 'WAIT_BUYER_PAY' },
      'NEEDS_PAYER password',
    ],
    ['a status that nobody knows is odd', { ...MONEY, trade_status: '0' }, 'NO_ANSWER provider_odd'],
    ['the customer types the password', { ...OK, code: '10003' }, 'NEEDS_PAYER password'],
    ['paid without a trade number is odd', { ...OK, total_amount: '12.50' }, 'NO_ANSWER provider_odd'],
    ['paid without an amount is odd', { ...OK, trade_no: 'T1' }, 'NO_ANSWER provider_odd'],
    ['paid with an unreadable amount is odd', { ...MONEY, total_amount: '12,50' }, 'NO_ANSWER provider_odd'],
    ['paid with a number for an amount is odd', { ...MONEY, total_amount: 12.5 }, 'NO_ANSWER provider_odd'],
    ['the order is closed', failed('ACQ.TRADE_HAS_CLOSE'), 'CLOSED'],
    ['the order was paid before: ask first', failed('ACQ.TRADE_HAS_SUCCESS'), 'NO_ANSWER order_reused'],
    ['the order was another one: ask first', failed('ACQ.CONTEXT_INCONSISTENT'), 'NO_ANSWER order_reused'],
    ...Object.entries(DECLINES).map(
      ([subCode, fault]) => [subCode, failed(subCode), `DECLINED ${fault}`] as const,
    ),
  ]);

  test('a named refusal counts only as a business refusal', () => {
    const odd = { code: '20000', sub_code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' };
    expect(meaning('pay', odd)).toBe('NO_ANSWER provider_busy');
  });

  test('names from every object’s own inside are no refusals', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      expect(meaning('pay', failed(name)), name).toBe('NO_ANSWER provider_odd');
      expect(meaning('refund', failed(name)), name).toBe('NO_ANSWER provider_odd');
    }
  });
});

describe('a payment QR', () => {
  const QR = 'https://qr.alipay.com/bax00001abcdefghij';
  table('present', [
    ['is there', { ...OK, qr_code: QR }, 'NEEDS_PAYER qr_shown'],
    ['that leads elsewhere is odd', { ...OK, qr_code: 'https://example.com/bax' }, 'NO_ANSWER provider_odd'],
    ['that only looks right is odd', { ...OK, qr_code: `x${QR}` }, 'NO_ANSWER provider_odd'],
    ['that is far too long is odd', { ...OK, qr_code: QR.padEnd(257, 'x') }, 'NO_ANSWER provider_odd'],
    ['that is missing is odd', OK, 'NO_ANSWER provider_odd'],
    ['for a closed order', failed('ACQ.TRADE_HAS_CLOSE'), 'CLOSED'],
    ['that is refused', failed('ACQ.TOTAL_FEE_EXCEED'), 'DECLINED amount_over_limit'],
    ['for an order paid before: ask first', failed('ACQ.TRADE_HAS_SUCCESS'), 'NO_ANSWER order_reused'],
  ]);
});

describe('a question about an order', () => {
  const trade = (status: string, more: Fields = {}): Fields => ({ ...MONEY, trade_status: status, ...more });
  table('query', [
    ['paid', trade('TRADE_SUCCESS'), 'PAID'],
    ['paid for good', trade('TRADE_FINISHED'), 'PAID'],
    ['the customer has a password to type', trade('WAIT_BUYER_PAY'), 'NEEDS_PAYER password'],
    ['closed unpaid', trade('TRADE_CLOSED'), 'CLOSED'],
    [
      'closed with a payment in it: it was paid, and went back',
      trade('TRADE_CLOSED', { send_pay_date: '2026-11-23 10:00:00' }),
      'REVERSED',
    ],
    ['a state that nobody knows', trade('TRADE_PENDING'), 'NO_ANSWER provider_odd'],
    ['no state', MONEY, 'NO_ANSWER provider_odd'],
    ['no such order', failed('ACQ.TRADE_NOT_EXIST'), 'ABSENT'],
    [
      'a refusal of another kind never ends the payment',
      failed('ACQ.BUYER_BALANCE_NOT_ENOUGH'),
      'NO_ANSWER provider_odd',
    ],
  ]);

  test('a QR that waits was scanned', () => {
    expect(meaning('query', trade('WAIT_BUYER_PAY'), 'payment_qr')).toBe('NEEDS_PAYER scanned');
  });
});

describe('a cancel', () => {
  const done = (more: Fields): Fields => ({ ...OK, retry_flag: 'N', ...more });
  table('cancel', [
    ['closed it', done({ action: 'close' }), 'CLOSED'],
    ['gave the money back', done({ action: 'refund' }), 'REVERSED'],
    ['is to be repeated', done({ retry_flag: 'Y', action: 'close' }), 'NO_ANSWER provider_busy'],
    ['of an order that is not there yet', done({}), 'CANCEL_TAKEN'],
    ['with an action that nobody knows', done({ action: 'explode' }), 'NO_ANSWER provider_odd'],
    ['of an order that is not there', failed('ACQ.TRADE_NOT_EXIST'), 'NO_ANSWER provider_odd'],
    ...[...CANCEL_REFUSALS].map(
      (subCode) => [`refused: ${subCode}`, failed(subCode), 'CANCEL_REFUSED cancel_refused'] as const,
    ),
  ]);

  table('close', [
    ['closed it', OK, 'CLOSED'],
    ['of an order that is not there', failed('ACQ.TRADE_NOT_EXIST'), 'ABSENT'],
    ['of an order that cannot be closed', failed('ACQ.TRADE_STATUS_ERROR'), 'NO_ANSWER provider_odd'],
  ]);
});

describe('a refund', () => {
  table('refund', [
    ['went through', { ...OK, fund_change: 'Y', refund_fee: '5.00' }, 'SUCCEEDED'],
    ['says another amount: the question tells', { ...OK, fund_change: 'Y', refund_fee: '5.01' }, 'PENDING'],
    ['says no amount that can be read', { ...OK, fund_change: 'Y', refund_fee: 'much' }, 'PENDING'],
    ['says no amount', { ...OK, fund_change: 'Y' }, 'SUCCEEDED'],
    ['moved nothing this time: the question tells', { ...OK, fund_change: 'N' }, 'PENDING'],
    ['does not say whether money moved', OK, 'PENDING'],
    [
      'waits for the shop’s balance',
      failed('ACQ.SELLER_BALANCE_NOT_ENOUGH'),
      'NEEDS_ACTION refund_balance_short',
    ],
    ...Object.entries(REFUND_REFUSALS).map(
      ([subCode, fault]) => [subCode, failed(subCode), `FAILED ${fault}`] as const,
    ),
  ]);
  table('refund_query', [
    ['it went through', { ...OK, refund_status: 'REFUND_SUCCESS' }, 'SUCCEEDED'],
    ['it is not there, or failed', OK, 'ABSENT'],
    ['in a state that nobody knows', { ...OK, refund_status: 'REFUND_PROCESSING' }, 'ABSENT'],
    ['no such order', failed('ACQ.TRADE_NOT_EXIST'), 'ABSENT'],
    ['no such order, without the prefix', failed('TRADE_NOT_EXIST'), 'ABSENT'],
  ]);
});

describe('what a receipt keeps', () => {
  const event = (fields: Fields) => answer(fields, orderOf('pay')).event;

  test('total, what the customer paid, what the shop gets, who and when: the account masked', () => {
    const full = {
      ...MONEY,
      buyer_pay_amount: '10.50',
      receipt_amount: '12.00',
      buyer_logon_id: '13812345678',
      gmt_payment: '2026-11-23 10:00:00',
    };
    expect(event(full)).toEqual({
      type: 'PAID',
      receipt: {
        tradeNumber: 'T1',
        totalMinor: 1250,
        customerPaidMinor: 1050,
        receivedMinor: 1200,
        payer: '138****5678',
        paidAt: '2026-11-23 10:00:00',
      },
    });
  });

  test('only what was said; what cannot be read is left out', () => {
    const receipt = { tradeNumber: 'T1', totalMinor: 1250 };
    expect(event(MONEY)).toEqual({ type: 'PAID', receipt });
    expect(event({ ...MONEY, receipt_amount: 'a lot', buyer_pay_amount: 7 })).toEqual({
      type: 'PAID',
      receipt,
    });
    const asked = { ...MONEY, trade_status: 'TRADE_SUCCESS', send_pay_date: '2026-11-23 10:00:01' };
    expect(answer(asked, orderOf('query')).event).toMatchObject({
      receipt: { paidAt: '2026-11-23 10:00:01' },
    });
  });
});

describe('what an answer claims', () => {
  const claim = (kind: OperationKind, fields: Fields) => answer(fields, orderOf(kind)).claim;

  test('the order and the amount, where it states money', () => {
    const right = { orderNumber: 'GTA1', amount: money('CNY', 1250) };
    expect(claim('pay', MONEY)).toEqual(right);
    expect(claim('query', { ...MONEY, trans_currency: 'CNY' })).toEqual(right);
    expect(claim('query', { ...MONEY, trans_currency: 'USD' }).amount).toBe('unreadable');
    expect(claim('query', { ...MONEY, settle_currency: 'USD' }).amount).toBe('unreadable');
    expect(claim('query', { ...MONEY, total_amount: '1e3' }).amount).toBe('unreadable');
    expect(claim('query', { ...MONEY, total_amount: 12.5 }).amount).toBe('unreadable');
    expect(claim('query', { ...MONEY, total_amount: '' }).amount).toBe('unreadable');
  });

  test('no amount where it states none, or only echoes noughts', () => {
    expect(claim('query', OK)).toEqual({ orderNumber: 'GTA1' });
    expect(claim('pay', { ...failed('ACQ.PAYMENT_FAIL'), total_amount: '0.00' })).toEqual({
      orderNumber: undefined,
    });
    expect(claim('refund', MONEY)).toEqual({ orderNumber: 'GTA1' });
  });

  test('nothing that counts where the question about a refund is answered about another one', () => {
    const right = { ...MONEY, out_request_no: 'GTA1R1', refund_amount: '5.00' };
    expect(claim('refund_query', right)).toEqual({ orderNumber: 'GTA1' });
    expect(claim('refund_query', { ...right, refund_amount: '5.01' }).amount).toBe('unreadable');
    expect(claim('refund_query', { ...right, refund_amount: 'x' }).amount).toBe('unreadable');
    expect(claim('refund_query', { ...right, out_request_no: 'GTA1R2' }).amount).toBe('unreadable');
  });
});

describe('the provider’s own words', () => {
  test('are kept, the more telling message first, and not endlessly', () => {
    const raw = (fields: Fields) => answer(fields, orderOf('pay')).raw;
    expect(raw({ ...failed('ACQ.PAYMENT_FAIL'), sub_msg: '支付失败' })).toEqual({
      code: '40004',
      subCode: 'ACQ.PAYMENT_FAIL',
      message: '支付失败',
    });
    expect(raw(failed('ACQ.PAYMENT_FAIL')).message).toBe('Business Failed');
    expect(raw({ code: '20000', msg: 'x'.repeat(999) }).message).toHaveLength(200);
    expect(raw({})).toEqual({ code: '' });
  });
});
