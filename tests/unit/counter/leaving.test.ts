/** What leaves is held against what was meant: one planted mistake in a request, or in the moment, and nothing leaves. */

import { describe, expect, test } from 'vitest';
import { checkMayLeave, checkRequest } from '../../../src/counter/leaving.ts';
import { money } from '../../../src/domain/money.ts';
import type { WireRequest } from '../../../src/ports.ts';
import type { Order, Rail, RailAccount } from '../../../src/providers/contract.ts';
import { RAILS } from '../../../src/providers/rails.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';

const account: RailAccount = {
  appId: '9021000000000001',
  merchantId: '1900000001',
  certificateSerial: '2B6A571CB12DB43BC566FACAD788F9C2',
  readerId: 'tmr_100',
  shopName: '50% 街角',
  tillId: 'T7K2',
};
const plain = { ...account, merchantId: undefined };
const orderNumber = 'GT00000000000000000000000001';

function order(kind: Order['kind'], more: Partial<Order> = {}): Order {
  return {
    kind,
    presentation: 'payment_qr',
    orderNumber,
    amount: money('CNY', 1250),
    now: NOW,
    openedAt: NOW,
    nonce: 'f'.repeat(32),
    answeredBefore: 0,
    lifeMs: 120_000,
    ...more,
  };
}

const refund = { number: `${orderNumber}R1`, amountMinor: 500, requestedAt: NOW };
const known = { tradeNumber: '5O190127TN364715T', paymentNumber: '3C679366HH908993F' };
const ORDERS: readonly Order[] = [
  order('present'),
  order('pay', { paymentCode: '280000000000000000' }),
  order('query', known),
  order('cancel', known),
  order('close', known),
  order('capture', known),
  order('collect', known),
  order('refund', { refund, ...known }),
  order('refund_query', { refund, ...known }),
];
const DOLLARS: Partial<Order> = { amount: money('USD', 1250) };

function requestOf(rail: Rail, wanted: Order): WireRequest | undefined {
  const { merchantId: _, ...named } = account;
  try {
    const built = rail.build(wanted, rail.name === 'alipay' ? named : account);
    return 'known' in built ? undefined : built.request;
  } catch {
    // The rail has no such operation.
    return undefined;
  }
}

describe.each(Object.values(RAILS))('what $name builds', (rail) => {
  test('says what was meant, in every operation', () => {
    let seen = 0;
    for (const one of ORDERS) {
      const wanted = rail.name === 'paypal' || rail.name === 'card' ? { ...one, ...DOLLARS } : one;
      const request = requestOf(rail, wanted);
      if (request === undefined) continue;
      seen += 1;
      const { merchantId: _, ...named } = account;
      expect(() =>
        checkRequest(request, wanted, { rail, account: rail.name === 'alipay' ? named : account }),
      ).not.toThrow();
    }
    expect(seen).toBeGreaterThan(4);
  });
});

const good: WireRequest = {
  method: 'POST',
  path: '/gateway.do?app_id=9021000000000001',
  headers: {},
  body: `{"out_trade_no":"${orderNumber}","total_amount":"12.50"}`,
  timeoutMs: 15_000,
};
const { merchantId: _none, ...signer } = plain;

function ruleOf(request: Partial<WireRequest>, wanted: Order = order('present')): string {
  try {
    checkRequest({ ...good, ...request }, wanted, {
      rail: { authentication: 'signature' },
      account: signer,
    });
    return 'leaves';
  } catch (error) {
    return String(error);
  }
}

describe('a request that says something else', () => {
  test('leaves when it says all of it', () => {
    expect(ruleOf({})).toBe('leaves');
    expect(ruleOf({ body: `${orderNumber} 1250` })).toBe('leaves');
  });

  test.each([
    ['INV-02 request-stays-here', { path: '//elsewhere.example/?app_id=9021000000000001' }],
    ['INV-02 request-stays-here', { path: '/../live/alipay?app_id=9021000000000001' }],
    ['INV-02 request-stays-here', { path: 'https://elsewhere.example/' }],
    ['INV-11 request-ends', { timeoutMs: 0 }],
    ['INV-11 request-ends', { timeoutMs: 60_001 }],
    ['INV-02 question-says-nothing', { method: 'GET' }],
    ['INV-02 request-names-its-order', { body: '{"out_trade_no":"GT9","total_amount":"12.50"}' }],
    ['INV-02 request-names-its-shop', { path: '/gateway.do?app_id=1' }],
    ['INV-14 request-says-the-amount', { body: `{"out_trade_no":"${orderNumber}","total_amount":"125.00"}` }],
    ['INV-14 request-says-the-amount', { body: `${orderNumber} 12500` }],
  ] as const)('%s: it stays here', (rule, change) => {
    expect(ruleOf(change)).toContain(rule);
  });

  test('INV-02 code-is-no-address: a customer’s code stands in the body alone', () => {
    const pay = order('pay', { paymentCode: '280000000000000000' });
    const path = '/gateway.do?app_id=9021000000000001&auth_code=280000000000000000';
    expect(ruleOf({ path }, pay)).toContain('INV-02 code-is-no-address');
  });

  test('a refund says its own number and its own sum', () => {
    const wanted = order('refund', { refund });
    expect(ruleOf({ body: `${refund.number} 5.00` }, wanted)).toBe('leaves');
    expect(ruleOf({ body: `${orderNumber} 5.00` }, wanted)).toContain('INV-02 request-names-its-order');
    expect(ruleOf({ body: `${refund.number} 12.50` }, wanted)).toContain('INV-14 request-says-the-amount');
    expect(ruleOf({}, order('refund'))).toContain('INV-02 request-names-its-order');
  });
});

describe('an operation leaves only while its attempt is where it belongs', () => {
  const sent = refundIn('sent');
  const wanted = { number: sent.number, amountMinor: sent.amountMinor };
  const canceled = attemptIn('canceled');

  test.each([
    ['INV-06 frozen-sends-nothing', 'query', attemptIn('unknown', { frozen: 'a-rule' })],
    ['INV-01 charges-while-submitting', 'pay', attemptIn('unknown')],
    ['INV-01 charges-while-submitting', 'present', attemptIn('paid')],
    ['INV-01 charges-while-submitting', 'capture', attemptIn('approved')],
    ['INV-01 collects-while-awaited', 'collect', attemptIn('declined')],
    ['INV-05 cancels-on-wish', 'cancel', attemptIn('awaiting_payer')],
    ['INV-05 cancels-on-wish', 'close', attemptIn('paid')],
    ['INV-08 refunds-as-approved', 'refund', attemptIn('canceled', { refunds: [sent] })],
    ['INV-08 refunds-as-approved', 'refund', attemptIn('paid', { refunds: [refundIn('new')] })],
    ['INV-08 refunds-as-approved', 'refund', attemptIn('paid', { refunds: [{ ...sent, amountMinor: 501 }] })],
    ['INV-08 refunds-as-approved', 'refund', attemptIn('paid', { refunds: [{ ...sent, number: 'R9' }] })],
  ] as const)('%s: %s stays here', (rule, kind, attempt) => {
    expect(() => checkMayLeave(attempt, kind, wanted)).toThrow(rule);
  });

  test('and then it does', () => {
    expect(() => {
      checkMayLeave(attemptIn('submitting'), 'pay', undefined);
      checkMayLeave(attemptIn('awaiting_payer'), 'collect', undefined);
      checkMayLeave(attemptIn('reversing', { reversalWanted: true }), 'cancel', undefined);
      checkMayLeave(attemptIn('declined'), 'cancel', undefined);
      checkMayLeave({ ...canceled, contradicted: true }, 'close', undefined);
      checkMayLeave(attemptIn('paid', { refunds: [sent] }), 'refund', wanted);
      checkMayLeave(attemptIn('late_paid', { refunds: [sent] }), 'refund', wanted);
      checkMayLeave(canceled, 'query', undefined);
    }).not.toThrow();
  });
});
