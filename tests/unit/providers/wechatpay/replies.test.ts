/** What each verified WeChat Pay answer means: by operation, HTTP status, code and state (payment-model.md 4.6). */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Presentation } from '../../../../src/domain/rail.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { CANCEL_REFUSALS, DECLINES, REFUND_REFUSALS } from '../../../../src/providers/wechatpay/faults.ts';
import { read } from '../../../../src/providers/wechatpay/replies.ts';
import { NOW } from '../../../support/attempts.ts';

type Fields = Readonly<Record<string, unknown>>;

const orderOf = (
  kind: OperationKind,
  presentation: Presentation = 'payment_code',
  more: Partial<Order> = {},
): Order => ({
  kind,
  presentation,
  orderNumber: 'GTA1',
  amount: money('CNY', 1250),
  now: NOW,
  nonce: '0',
  answeredBefore: 0,
  refund: { number: 'GTA1R1', amountMinor: 500 },
  ...more,
});

const answer = (status: number, fields: unknown, order: Order) => {
  const text = typeof fields === 'string' ? fields : JSON.stringify(fields);
  return read({ status, bytes: new TextEncoder().encode(text) }, order);
};

/** The event in words, with its fault or what the payer is at: `DECLINED balance_short`. */
function wordsOf({ event }: ReturnType<typeof read>): string {
  const more = 'fault' in event ? event.fault : 'detail' in event ? event.detail : '';
  return `${event.type} ${more}`.trim();
}

const error = (code: string, message = ''): Fields => ({ code, message });
const MONEY: Fields = {
  mchid: '1900000109',
  out_trade_no: 'GTA1',
  transaction_id: 'T1',
  trade_type: 'MICROPAY',
  trade_state: 'SUCCESS',
  success_time: '2026-11-23T10:00:00+08:00',
  amount: { total: 1250, payer_total: 1250, currency: 'CNY', payer_currency: 'CNY' },
};
const state = (name: string, more: Fields = {}): Fields => {
  const { transaction_id: _, success_time: __, amount: ___, ...rest } = MONEY;
  return { ...rest, trade_state: name, ...more };
};

type Row = readonly [what: string, status: number, fields: unknown, meaning: string];
const table = (kind: OperationKind, presentation: Presentation, rows: readonly Row[]) =>
  describe(`${kind} by ${presentation}`, () => {
    test.each(rows)('%s', (_, status, fields, expected) => {
      expect(wordsOf(answer(status, fields, orderOf(kind, presentation)))).toBe(expected);
    });
  });

/** What can go wrong with every operation, whatever was asked. */
const TROUBLE: readonly Row[] = [
  ['the provider stumbled', 500, error('SYSTEM_ERROR'), 'NO_ANSWER provider_busy'],
  ['the provider stumbled, in the old spelling', 500, error('SYSTEMERROR'), 'NO_ANSWER provider_busy'],
  ['the bank did not answer', 500, error('BANKERROR'), 'NO_ANSWER provider_busy'],
  ['another payer’s number', 500, error('OPENID_MISMATCH'), 'NO_ANSWER bad_request'],
  ['another payment’s number', 500, error('INVALID_TRANSACTIONID'), 'NO_ANSWER bad_request'],
  ['a code that nobody knows, of the provider', 500, error('WHAT_IS_THIS'), 'NO_ANSWER provider_busy'],
  ['the gateway is not there', 502, error('SERVICE_UNAVAILABLE'), 'NO_ANSWER provider_busy'],
  ['the provider is not there', 503, error('SERVICE_UNAVAILABLE'), 'NO_ANSWER provider_busy'],
  ['too many calls', 429, error('FREQUENCY_LIMITED'), 'NO_ANSWER provider_limited'],
  ['too many calls, in other words', 429, error('RATELIMIT_EXCEEDED'), 'NO_ANSWER provider_limited'],
  ['too many calls, without a word', 429, {}, 'NO_ANSWER provider_limited'],
  ['a wrong signature', 401, error('SIGN_ERROR', '签名错误'), 'NO_ANSWER setup_signature'],
  ['a wrong clock', 401, error('SIGN_ERROR', 'timestamp is over 5 minutes old'), 'NO_ANSWER clock_wrong'],
  ['a code that nobody knows, about the signature', 401, error('NEW'), 'NO_ANSWER setup_signature'],
  ['a code that nobody knows', 400, error('SOMETHING_NEW'), 'NO_ANSWER provider_odd'],
  ['a code that nobody knows, of business', 403, error('SOMETHING_NEW'), 'NO_ANSWER provider_odd'],
  ['a refusal’s code without a refusal', 418, error('NOT_ENOUGH'), 'NO_ANSWER provider_odd'],
  ['a status that nobody knows', 201, MONEY, 'NO_ANSWER provider_odd'],
  ['a redirection', 302, {}, 'NO_ANSWER provider_odd'],
  ['no code at all', 400, {}, 'NO_ANSWER provider_odd'],
  ['a code that is no text', 400, { code: 7 }, 'NO_ANSWER provider_odd'],
  ['a list', 400, '[]', 'NO_ANSWER provider_odd'],
  ['no JSON', 400, 'oops', 'NO_ANSWER provider_odd'],
  ['a bare word', 200, 'null', 'NO_ANSWER provider_odd'],
  ['an answer without content', 200, '', 'NO_ANSWER provider_odd'],
  ...['toString', 'constructor', '__proto__', 'hasOwnProperty'].map(
    (name) =>
      [`a code from every object’s own inside: ${name}`, 403, error(name), 'NO_ANSWER provider_odd'] as const,
  ),
];

const KINDS = ['pay', 'present', 'query', 'cancel', 'close', 'refund', 'refund_query'] as const;
describe('trouble', () => {
  for (const kind of KINDS) {
    for (const presentation of ['payment_code', 'payment_qr'] as const) table(kind, presentation, TROUBLE);
  }
});

/** Set-up refusals of what moves no money in: somebody has to mend it first. */
describe('a set-up that is wrong', () => {
  for (const kind of ['query', 'cancel', 'close', 'refund', 'refund_query'] as const) {
    table(kind, 'payment_qr', [
      ['no permission', 403, error('NO_AUTH'), 'NO_ANSWER setup_permission'],
      ['no permission, in the old spelling', 403, error('NOAUTH'), 'NO_ANSWER setup_permission'],
      ['another shop’s application', 400, error('APPID_MCHID_NOT_MATCH'), 'NO_ANSWER setup_app'],
      ['no such merchant', 400, error('MCH_NOT_EXISTS'), 'NO_ANSWER setup_merchant'],
      ['no such merchant, among the refunds', 404, error('MCH_NOT_EXISTS'), 'NO_ANSWER setup_merchant'],
    ]);
  }
});

const PURCHASE: readonly Row[] = [
  ['the order is closed', 400, error('ORDER_CLOSED'), 'CLOSED'],
  ['the order is closed, in the old spelling', 400, error('ORDERCLOSED'), 'CLOSED'],
  ['the order was reversed', 403, error('ORDERREVERSED'), 'CLOSED'],
  ['the number was used: ask first', 403, error('OUT_TRADE_NO_USED'), 'NO_ANSWER order_reused'],
  ['the order was paid: ask first', 400, error('ORDERPAID'), 'NO_ANSWER order_reused'],
  ['somebody else is at it: ask first', 403, error('BUYER_MISMATCH'), 'NO_ANSWER order_reused'],
  ['the same again with other words: ask first', 400, error('INVALID_REQUEST'), 'NO_ANSWER bad_request'],
  ['a question’s answer to a payment', 404, error('ORDER_NOT_EXIST'), 'NO_ANSWER provider_odd'],
  ...Object.entries(DECLINES).flatMap(([code, fault]) =>
    [400, 403, 404].map((status) => [`${code} ${status}`, status, error(code), `DECLINED ${fault}`] as const),
  ),
];

describe('a payment by code', () => {
  table('pay', 'payment_code', [
    ...PURCHASE,
    ['paid', 200, MONEY, 'PAID'],
    ['the payer is asked for the password', 202, { trade_state: 'USERPAYING' }, 'NEEDS_PAYER password'],
    ['the same, as older gateways say it', 200, state('USERPAYING'), 'NEEDS_PAYER password'],
    ['the same, in the words of v2', 400, error('USERPAYING'), 'NEEDS_PAYER password'],
    ['accepted', 202, { trade_state: 'ACCEPT' }, 'PENDING'],
    ['accepted, and paid: too much at once', 202, MONEY, 'NO_ANSWER provider_odd'],
    ['accepted without a word', 202, {}, 'NO_ANSWER provider_odd'],
    ['done without a word', 204, '', 'NO_ANSWER provider_odd'],
    ['the payer said no', 200, state('PAYERROR'), 'DECLINED payment_failed'],
    ['closed', 200, state('CLOSED'), 'CLOSED'],
    ['paid without a payment number', 200, { ...MONEY, transaction_id: '' }, 'NO_ANSWER provider_odd'],
    ['paid without an amount', 200, { ...MONEY, amount: undefined }, 'NO_ANSWER provider_odd'],
    ['paid with an amount in words', 200, { ...MONEY, amount: { total: '1250' } }, 'NO_ANSWER provider_odd'],
    ['paid with half a fen', 200, { ...MONEY, amount: { total: 12.5 } }, 'NO_ANSWER provider_odd'],
    [
      'paid in dollars',
      200,
      { ...MONEY, amount: { total: 1250, currency: 'USD' } },
      'NO_ANSWER provider_odd',
    ],
    ['paid, and no state', 200, { ...MONEY, trade_state: undefined }, 'NO_ANSWER provider_odd'],
  ]);
});

describe('a payment QR', () => {
  const QR = 'weixin://wxpay/bizpayurl?pr=NwY5Mz9';
  table('present', 'payment_qr', [
    ...PURCHASE,
    ['is there', 200, { code_url: QR }, 'NEEDS_PAYER qr_shown'],
    ['is there, in its newer shape', 200, { code_url: `${QR}&groupid=00` }, 'NEEDS_PAYER qr_shown'],
    ['that leads elsewhere', 200, { code_url: 'https://example.com/pr' }, 'NO_ANSWER provider_odd'],
    ['that only looks right', 200, { code_url: `x${QR}` }, 'NO_ANSWER provider_odd'],
    ['that is far too long', 200, { code_url: QR.padEnd(513, 'x') }, 'NO_ANSWER provider_odd'],
    ['that is missing', 200, {}, 'NO_ANSWER provider_odd'],
    ['with a status that is not its own', 202, { code_url: QR }, 'NO_ANSWER provider_odd'],
    ['in the words of a payment by code', 400, error('USERPAYING'), 'NO_ANSWER provider_busy'],
  ]);
});

describe('a question about an order', () => {
  const rows: readonly Row[] = [
    ['paid', 200, MONEY, 'PAID'],
    ['paid, and given back in part', 200, { ...MONEY, trade_state: 'REFUND' }, 'PAID'],
    ['closed', 200, state('CLOSED'), 'CLOSED'],
    ['reversed before anybody paid', 200, state('REVOKED'), 'CLOSED'],
    ['paid, and reversed', 200, { ...MONEY, trade_state: 'REVOKED' }, 'REVERSED'],
    ['the payer types', 200, state('USERPAYING'), 'NEEDS_PAYER password'],
    ['the provider takes its time', 200, state('ACCEPT'), 'PENDING'],
    ['the payment failed', 200, state('PAYERROR'), 'DECLINED payment_failed'],
    ['a state that nobody knows', 200, state('MAYBE'), 'NO_ANSWER provider_odd'],
    ['no state', 200, { out_trade_no: 'GTA1' }, 'NO_ANSWER provider_odd'],
    ['no such order', 404, error('ORDER_NOT_EXIST'), 'ABSENT'],
    ['no such order, in the old spelling', 404, error('ORDERNOTEXIST'), 'ABSENT'],
    ['no such order, with another status', 400, error('ORDER_NOT_EXIST'), 'NO_ANSWER provider_odd'],
    ['nothing at this address', 404, error('RESOURCE_NOT_EXISTS'), 'NO_ANSWER provider_odd'],
    ['a refusal never ends the payment', 403, error('NOT_ENOUGH'), 'NO_ANSWER provider_odd'],
    ['nor does a closed order’s error', 400, error('ORDER_CLOSED'), 'NO_ANSWER provider_odd'],
    ['nor a broken rule', 403, error('RULE_LIMIT'), 'NO_ANSWER provider_odd'],
  ];
  table('query', 'payment_code', [...rows, ['not paid', 200, state('NOTPAY'), 'NEEDS_PAYER password']]);
  table('query', 'payment_qr', [...rows, ['not paid', 200, state('NOTPAY'), 'NEEDS_PAYER qr_shown']]);

  test('what was paid before, and is reversed now, went back', () => {
    const order = orderOf('query', 'payment_code', { paymentNumber: 'T1' });
    expect(wordsOf(answer(200, state('REVOKED'), order))).toBe('REVERSED');
  });

  test('the provider’s number is kept as soon as it is said', () => {
    const { event } = answer(200, state('USERPAYING', { transaction_id: 'T1' }), orderOf('query'));
    expect(event).toEqual({ type: 'NEEDS_PAYER', detail: 'password', tradeNumber: 'T1' });
  });
});

describe('ending an order', () => {
  const refusals = [...CANCEL_REFUSALS].map(
    (code) => [`refused: ${code}`, 400, error(code), 'CANCEL_REFUSED cancel_refused'] as const,
  );
  const rows: readonly Row[] = [
    ...refusals,
    ['closed before', 400, error('ORDER_CLOSED'), 'CLOSED'],
    ['reversed before', 400, error('ORDERREVERSED'), 'CLOSED'],
    ['of an order that is not there', 404, error('ORDER_NOT_EXIST'), 'ABSENT'],
    ['while the payer types: again later', 400, error('USERPAYING'), 'NO_ANSWER provider_busy'],
    ['too early: again later', 400, error('INVALID_REQUEST'), 'NO_ANSWER bad_request'],
    ['a payment’s refusal says nothing', 403, error('RULE_LIMIT'), 'NO_ANSWER provider_odd'],
  ];
  const TAKEN = { appid: 'wx', mchid: '1900000109', out_trade_no: 'GTA1' };
  for (const kind of ['cancel', 'close'] as const) {
    table(kind, 'payment_code', [
      ...rows,
      ['taken, which says nothing about money', 200, TAKEN, 'CANCEL_TAKEN'],
      ['taken, of nobody knows what', 200, { mchid: '1900000109' }, 'NO_ANSWER provider_odd'],
      ['without a word', 204, '', 'NO_ANSWER provider_odd'],
      ['accepted', 202, TAKEN, 'NO_ANSWER provider_odd'],
    ]);
    table(kind, 'payment_qr', [
      ...rows,
      ['closed', 204, '', 'CLOSED'],
      ['in the words of a reverse', 200, TAKEN, 'NO_ANSWER provider_odd'],
    ]);
  }
});

const REFUND: Fields = {
  refund_id: 'R1',
  out_refund_no: 'GTA1R1',
  transaction_id: 'T1',
  out_trade_no: 'GTA1',
  amount: { total: 1250, refund: 500, currency: 'CNY' },
};
const refund = (status: string, more: Fields = {}): Fields => ({ ...REFUND, status, ...more });

describe('money that goes back', () => {
  const rows: readonly Row[] = [
    ['it went', 200, refund('SUCCESS'), 'SUCCEEDED'],
    ['it is on its way', 200, refund('PROCESSING'), 'PENDING'],
    ['the customer’s bank did not take it', 200, refund('ABNORMAL'), 'NEEDS_ACTION refund_abnormal'],
    ['it was called off', 200, refund('CLOSED'), 'FAILED refund_abnormal'],
    ['a state that nobody knows', 200, refund('MAYBE'), 'NO_ANSWER provider_odd'],
    ['no state', 200, REFUND, 'NO_ANSWER provider_odd'],
    ['a state with a status that is not its own', 202, refund('SUCCESS'), 'NO_ANSWER provider_odd'],
    ['done without a word', 204, '', 'NO_ANSWER provider_odd'],
  ];
  table('refund', 'payment_code', [
    ...rows,
    ['the shop’s account is short', 403, error('NOT_ENOUGH'), 'NEEDS_ACTION refund_balance_short'],
    ['the same, in the old spelling', 403, error('NOTENOUGH'), 'NEEDS_ACTION refund_balance_short'],
    ...Object.entries(REFUND_REFUSALS).flatMap(([code, fault]) =>
      [400, 403, 404].map((status) => [`${code} ${status}`, status, error(code), `FAILED ${fault}`] as const),
    ),
    ['a limit of the business', 403, error('RULE_LIMIT'), 'NO_ANSWER provider_odd'],
  ]);
  table('refund_query', 'payment_code', [
    ...rows,
    ['there is no such refund', 404, error('RESOURCE_NOT_EXISTS'), 'ABSENT'],
    ['the same, with another status', 400, error('RESOURCE_NOT_EXISTS'), 'NO_ANSWER provider_odd'],
    ['no such order', 404, error('ORDER_NOT_EXIST'), 'NO_ANSWER provider_odd'],
    ['a refusal says nothing about it', 400, error('INVALID_REQUEST'), 'NO_ANSWER bad_request'],
    ['nor does a short account', 403, error('NOT_ENOUGH'), 'NO_ANSWER provider_odd'],
  ]);

  test('counts only for our order, our number and our amount', () => {
    const claim = (more: Fields) => answer(200, refund('SUCCESS', more), orderOf('refund')).claim;
    expect(claim({})).toEqual({ orderNumber: 'GTA1', amount: money('CNY', 1250) });
    expect(claim({ out_refund_no: 'GTA1R2' }).amount).toBe('unreadable');
    expect(claim({ amount: { total: 1250, refund: 400, currency: 'CNY' } }).amount).toBe('unreadable');
    expect(claim({ amount: { total: 1250, refund: 500, currency: 'USD' } }).amount).toBe('unreadable');
    expect(claim({ amount: undefined }).amount).toBe('unreadable');
    expect(claim({ amount: { total: 999, refund: 500, currency: 'CNY' } }).amount).toEqual(money('CNY', 999));
  });
});

describe('what a receipt keeps', () => {
  const event = (more: Fields) => answer(200, { ...MONEY, ...more }, orderOf('pay')).event;
  const coupon = (type: string, amount: number): Fields => ({ coupon_id: '1', type, amount });

  test('total, what the customer paid, what the shop gets, who and when: the account masked', () => {
    const full = {
      payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
      amount: { total: 1250, payer_total: 950, currency: 'CNY', payer_currency: 'CNY' },
      promotion_detail: [coupon('CASH', 200), coupon('NOCASH', 100)],
    };
    expect(event(full)).toEqual({
      type: 'PAID',
      receipt: {
        tradeNumber: 'T1',
        totalMinor: 1250,
        customerPaidMinor: 950,
        // The coupon of the provider is paid out to the shop, the shop's own is not.
        receivedMinor: 1150,
        payer: 'o***eS6o',
        paidAt: '2026-11-23 10:00:00',
      },
    });
  });

  test.each([
    [
      'what the provider states goes before what we reckon',
      { amount: { total: 1250, settlement_total: 1200 } },
      1200,
    ],
    ['coupons that cannot be read leave it open', { promotion_detail: [coupon('NOCASH', -1)] }, undefined],
    ['so do coupons over the total', { promotion_detail: [coupon('NOCASH', 1251)] }, undefined],
    ['and what is no list of coupons', { promotion_detail: 'many' }, undefined],
    ['and what is no coupon', { promotion_detail: [7] }, undefined],
  ])('%s', (_, more, receivedMinor) => {
    const paid = event(more);
    const receipt = paid.type === 'PAID' ? paid.receipt : undefined;
    expect(receipt?.receivedMinor).toBe(receivedMinor);
  });

  test('only what was said: a time in another form stays as it is', () => {
    const said = event({ success_time: '2026-11-23T02:00:00Z', amount: { total: 1250 } });
    expect(said).toEqual({
      type: 'PAID',
      receipt: { tradeNumber: 'T1', totalMinor: 1250, receivedMinor: 1250, paidAt: '2026-11-23T02:00:00Z' },
    });
  });
});

describe('what an answer claims', () => {
  const claim = (status: number, fields: Fields, kind: OperationKind = 'query') =>
    answer(status, fields, orderOf(kind)).claim;

  test('the order and the amount, where it states money', () => {
    expect(claim(200, MONEY)).toEqual({ orderNumber: 'GTA1', amount: money('CNY', 1250) });
    expect(claim(200, { ...MONEY, amount: { total: 1250 } }).amount).toEqual(money('CNY', 1250));
    for (const amount of [{ total: 1250, currency: 'USD' }, { total: '1250' }, { total: -1 }, {}, 7, null]) {
      expect(claim(200, { ...MONEY, amount }).amount).toBe('unreadable');
    }
  });

  test('nothing where it names nothing: asked for the password, closed, or refused', () => {
    expect(claim(202, { trade_state: 'USERPAYING' }, 'pay')).toEqual({ orderNumber: undefined });
    expect(claim(200, state('NOTPAY'))).toEqual({ orderNumber: 'GTA1' });
    expect(claim(403, { ...MONEY, code: 'NOT_ENOUGH' }, 'pay')).toEqual({ orderNumber: undefined });
  });
});

describe('the provider’s own words', () => {
  test('are kept: its code or state, the status beside it, and not endlessly much', () => {
    const raw = (status: number, fields: unknown) => answer(status, fields, orderOf('pay')).raw;
    expect(raw(403, error('NOT_ENOUGH', '余额不足'))).toEqual({
      code: 'NOT_ENOUGH',
      subCode: '403',
      message: '余额不足',
    });
    expect(raw(200, state('PAYERROR', { trade_state_desc: '支付失败，请撤销订单' }))).toEqual({
      code: 'PAYERROR',
      subCode: '200',
      message: '支付失败，请撤销订单',
    });
    expect(raw(400, error('X', 'x'.repeat(999))).message).toHaveLength(200);
    expect(raw(204, '')).toEqual({ code: '', subCode: '204' });
    expect(answer(200, refund('PROCESSING'), orderOf('refund')).raw.code).toBe('PROCESSING');
  });
});
