/** What the card rail asks of Stripe: forms without secrets, keys only where something new is made, and who is told to cancel. */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { WireRequest } from '../../../../src/ports.ts';
import { card } from '../../../../src/providers/card/rail.ts';
import type { Order, RailAccount } from '../../../../src/providers/contract.ts';
import { ACCOUNT, orderOf, toReader } from './orders.ts';

function asked(order: Order, account: RailAccount = ACCOUNT): WireRequest {
  const built = card.build(order, account);
  if (!('request' in built)) throw new Error('nothing was asked');
  return card.attach(built.request, '');
}

const line = ({ method, path, body }: WireRequest): string =>
  `${method} ${decodeURIComponent(path)} ${[...new URLSearchParams(body)].map((pair) => pair.join('=')).join(' ')}`.trim();

function known(order: Order, account: RailAccount = ACCOUNT) {
  const built = card.build(order, account);
  if (!('known' in built)) throw new Error('something was asked');
  return built.known.event;
}

describe('each operation is one request', () => {
  test.each([
    [
      'the order is made',
      orderOf('present'),
      'POST /v1/payment_intents amount=1250 currency=usd allowed_payment_method_types[0]=card_present capture_method=automatic description=街角小店 metadata[order]=GTA1 metadata[till]=T7K2',
    ],
    [
      'the reader is told',
      orderOf('collect'),
      'POST /v1/terminal/readers/tmr_1/process_payment_intent payment_intent=pi_1',
    ],
    ['the order is asked about', orderOf('query'), 'GET /v1/payment_intents/pi_1?expand[0]=latest_charge'],
    [
      'the order is canceled',
      orderOf('cancel'),
      'POST /v1/payment_intents/pi_1/cancel cancellation_reason=abandoned',
    ],
    [
      'the reader is stopped when it is its turn',
      toReader(),
      'POST /v1/terminal/readers/tmr_1/cancel_action',
    ],
    [
      'then it is the provider’s turn again',
      orderOf('cancel', { answeredBefore: 2 }),
      'POST /v1/payment_intents/pi_1/cancel cancellation_reason=abandoned',
    ],
    [
      'a refused cancel starts over as a close',
      orderOf('close'),
      'POST /v1/payment_intents/pi_1/cancel cancellation_reason=abandoned',
    ],
    ['a close takes turns too', toReader('close'), 'POST /v1/terminal/readers/tmr_1/cancel_action'],
    [
      'money goes back',
      orderOf('refund'),
      'POST /v1/refunds payment_intent=pi_1 amount=500 metadata[order]=GTA1 metadata[refund]=GTA1R1',
    ],
    ['a refund is looked for', orderOf('refund_query'), 'GET /v1/refunds?payment_intent=pi_1&limit=100'],
  ])('%s', (_, order, expected) => {
    expect(line(asked(order))).toBe(expected);
  });

  test('yen have no decimals', () => {
    const { body } = asked(orderOf('present', { amount: money('JPY', 1200) }));
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({ amount: '1200', currency: 'jpy' });
  });

  test('a shop without a name has no description', () => {
    expect(asked(orderOf('present'), { ...ACCOUNT, shopName: '' }).body).not.toContain('description');
  });

  test('a number that is no part of a path cannot become one', () => {
    expect(asked(orderOf('query', { tradeNumber: '../refunds?x=1' })).path).toContain('..%2Frefunds%3Fx%3D1');
  });
});

describe('headers', () => {
  test('never carry a secret', () => {
    for (const order of [orderOf('present'), orderOf('query'), orderOf('refund')]) {
      expect(Object.keys(asked(order).headers)).not.toContain('authorization');
      expect(asked(order).headers['stripe-version']).toBe('2026-10-28.endive');
    }
  });

  test('have a key where something new is made, the same for every try', () => {
    const key = (order: Order) => asked(order).headers['idempotency-key'];
    expect(key(orderOf('present'))).toBe('GTA1');
    expect(key(orderOf('collect'))).toBe('GTA1C');
    expect(key(orderOf('refund'))).toBe('GTA1R1');
    expect(key(orderOf('refund', { answeredBefore: 3 }))).toBe('GTA1R1');
  });

  test('have none where a kept answer would stand in the way', () => {
    for (const order of [
      orderOf('query'),
      orderOf('cancel'),
      toReader(),
      orderOf('close'),
      orderOf('refund_query'),
    ]) {
      expect(asked(order).headers).not.toHaveProperty('idempotency-key');
    }
  });
});

describe('what need not be asked', () => {
  test.each(['query', 'cancel', 'close'] as const)(
    'a %s about an order whose making had no answer: no reader was ever told of it',
    (kind) => {
      const { tradeNumber: _, ...order } = orderOf(kind);
      expect(known(order)).toEqual({ type: 'CLOSED' });
    },
  );

  test.each(['present', 'collect'] as const)('a %s without a reader', (kind) => {
    const { readerId: _, ...account } = ACCOUNT;
    expect(known(orderOf(kind), account)).toEqual({ type: 'DECLINED', fault: 'setup_merchant' });
  });

  test('without a reader a cancel goes to the provider every time', () => {
    const { readerId: _, ...account } = ACCOUNT;
    expect(asked(toReader(), account).path).toBe('/v1/payment_intents/pi_1/cancel');
  });

  test('other operations are a mistake of ours', () => {
    for (const kind of ['pay', 'capture'] as const)
      expect(() => card.build(orderOf(kind), ACCOUNT)).toThrow();
    const { tradeNumber: _, ...order } = orderOf('refund');
    expect(() => card.build(order, ACCOUNT)).toThrow();
  });
});

test('the reader is told in the same breath as the order is made, and by nothing else', () => {
  expect(card.followUp?.({ type: 'NEEDS_PAYER', detail: 'reader_idle', tradeNumber: 'pi_1' })).toBe(
    'collect',
  );
  expect(card.followUp?.({ type: 'NEEDS_PAYER', detail: 'card' })).toBeUndefined();
  expect(card.followUp?.({ type: 'APPROVED' })).toBeUndefined();
  expect(card).toMatchObject({ name: 'card', authentication: 'proxy', proof: 'channel' });
});
