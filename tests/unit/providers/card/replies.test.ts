/** What each answer of Stripe means: by operation, status and code, as card-stripe.md 2.3 and 2.4 and payment-model.md 4.6 tell it. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import {
  DECLINES,
  ORDER_REFUSALS,
  READER_REFUSALS,
  REFUND_FAILURES,
  REFUND_REFUSALS,
  REFUNDS_OWED,
  STILL_ASKING,
} from '../../../../src/providers/card/faults.ts';
import { open, read } from '../../../../src/providers/card/replies.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import {
  CHARGE,
  declinedBy,
  type Fields,
  failed,
  INTENT,
  orderOf,
  READER,
  REFUND,
  SUCCEEDED,
  toReader,
} from './orders.ts';

const bytesOf = (fields: unknown) =>
  new TextEncoder().encode(typeof fields === 'string' ? fields : JSON.stringify(fields));
const reading = (fields: unknown, order: Order, status = 200) =>
  read({ status, bytes: bytesOf(fields) }, order);

/** The event in words, with what belongs to it: `DECLINED card_pin`, `NEEDS_PAYER card`. */
function meaning(fields: unknown, order: Order): string {
  const { event } = reading(fields, order);
  const more = 'fault' in event ? event.fault : 'detail' in event ? event.detail : '';
  return `${event.type} ${more}`.trim();
}

type Row = readonly [what: string, fields: unknown, meaning: string];
const table = (what: string, order: Order, rows: readonly Row[]) =>
  describe(what, () => {
    test.each(rows)('%s', (_, fields, expected) => {
      expect(meaning(fields, order)).toBe(expected);
    });
  });

/** What the SDK's own types list: every code that an error of the provider can have. */
const SDK_CODES = [
  ...new Set(
    /type Code = ('account_closed'[^;]+);/
      .exec(readFileSync('node_modules/stripe/esm/resources/PaymentIntents.d.ts', 'utf8'))?.[1]
      ?.match(/'[a-z0-9_]+'/g)
      ?.map((code) => code.slice(1, -1)) ?? [],
  ),
];

describe('bytes', () => {
  const opened = (status: number, body: unknown) => {
    const found = open({ status, headers: {}, bytes: bytesOf(body) });
    return found.kind === 'unsigned' ? found.fault : found.kind;
  };
  test.each([
    ['an object of the provider', 200, INTENT, 'channel'],
    ['a refusal of the provider', 402, failed('card_declined'), 'channel'],
    ['an unknown path', 404, failed('resource_missing'), 'channel'],
    ['a wrong key', 401, failed(undefined), 'setup_app'],
    ['a missing permission', 403, failed(undefined), 'setup_permission'],
    ['a sign-in page', 200, '<!doctype html>', 'answer_garbled'],
    ['a sign-in page that asks for a password', 401, '<!doctype html>', 'setup_app'],
    ['nothing', 200, '', 'answer_garbled'],
    ['half an answer', 200, '{"object":"payment_in', 'answer_garbled'],
    ['somebody else’s JSON', 200, { hello: 'world' }, 'answer_garbled'],
    ['a list', 200, '[]', 'answer_garbled'],
    ['a bare word', 200, 'null', 'answer_garbled'],
    ['an answer without end', 200, { object: 'list', data: 'x'.repeat(600_000) }, 'answer_garbled'],
    ['too many calls', 429, failed('rate_limit'), 'provider_limited'],
    ['a failure', 500, failed(undefined, { type: 'api_error' }), 'provider_busy'],
    ['a failure in between', 502, '<html>', 'provider_busy'],
  ])('%s', (_, status, body, expected) => {
    expect(opened(status, body)).toBe(expected);
  });

  test('the words of a failure are kept', () => {
    const found = open({
      status: 500,
      headers: {},
      bytes: bytesOf(failed(undefined, { type: 'api_error' })),
    });
    expect(found).toMatchObject({ raw: { code: 'api_error', message: 'No.' } });
  });
});

const declineRows: readonly Row[] = [
  ...Object.entries(DECLINES).flatMap(([code, fault]): Row[] => [
    [`declined: ${code}`, declinedBy({ code: 'card_declined', decline_code: code }), `DECLINED ${fault}`],
    [`refused: ${code}`, declinedBy({ code }), `DECLINED ${fault}`],
  ]),
  ...[...STILL_ASKING].map(
    (code): Row => [`${code}: the reader asks on`, declinedBy({ decline_code: code }), 'NEEDS_PAYER card'],
  ),
];

const STATES: readonly Row[] = [
  ['the reader waits', INTENT, 'NEEDS_PAYER card'],
  ['a card was read', { ...INTENT, status: 'requires_confirmation' }, 'APPROVED'],
  ['the holder is being asked', { ...INTENT, status: 'requires_action' }, 'NEEDS_PAYER card'],
  ['the bank is being asked', { ...INTENT, status: 'processing' }, 'PENDING'],
  ['the amount is held', { ...INTENT, status: 'requires_capture' }, 'AUTHORIZED'],
  ['paid', SUCCEEDED, 'PAID'],
  ['paid, the charge by its id alone', { ...SUCCEEDED, latest_charge: 'ch_1' }, 'PAID'],
  ['paid without a charge is odd', { ...SUCCEEDED, latest_charge: null }, 'NO_ANSWER provider_odd'],
  ['paid without an amount is odd', { ...SUCCEEDED, amount_received: '1250' }, 'NO_ANSWER provider_odd'],
  ['canceled', { ...INTENT, status: 'canceled' }, 'CLOSED'],
  ['canceled by somebody', { ...INTENT, status: 'canceled', cancellation_reason: 'fraudulent' }, 'CLOSED'],
  ['lapsed', { ...INTENT, status: 'canceled', cancellation_reason: 'automatic' }, 'EXPIRED'],
  ['expired', { ...INTENT, status: 'canceled', cancellation_reason: 'expired' }, 'EXPIRED'],
  ['a status that nobody knows', { ...INTENT, status: 'paid_in_full' }, 'NO_ANSWER provider_odd'],
  ['no status at all', { ...INTENT, status: undefined }, 'NO_ANSWER provider_odd'],
  ['another object', { ...INTENT, object: 'charge' }, 'NO_ANSWER provider_odd'],
  ['no JSON', 'oops', 'NO_ANSWER provider_odd'],
  [
    'a reason to decline that nobody listed',
    declinedBy({ code: 'card_declined', decline_code: 'bad_mood' }),
    'NO_ANSWER provider_odd',
  ],
  ['a decline without a reason', declinedBy({}), 'NO_ANSWER provider_odd'],
  [
    'a name that every object has is no reason',
    declinedBy({ code: 'constructor' }),
    'NO_ANSWER provider_odd',
  ],
  ...declineRows,
];

table('a question', orderOf('query'), [
  ...STATES,
  ['all of it went back', { ...SUCCEEDED, latest_charge: { ...CHARGE, refunded: true } }, 'REVERSED'],
  ['the provider knows no such order', failed('resource_missing'), 'ABSENT'],
  [
    'an error with the intent inside',
    failed('payment_intent_unexpected_state', { payment_intent: SUCCEEDED }),
    'NO_ANSWER provider_odd',
  ],
]);

table('the making of an order', orderOf('present'), [
  ['it is made', INTENT, 'NEEDS_PAYER reader_idle'],
  ['made and paid at once is odd', SUCCEEDED, 'NO_ANSWER provider_odd'],
  ['made without a number is odd', { ...INTENT, id: undefined }, 'NO_ANSWER provider_odd'],
  ['made under another kind of number is odd', { ...INTENT, id: 'seti_1' }, 'NO_ANSWER provider_odd'],
  [
    'a key that was used for another order',
    failed(undefined, { type: 'idempotency_error' }),
    'NO_ANSWER order_reused',
  ],
  ...Object.entries(ORDER_REFUSALS).map(([code, fault]): Row => [code, failed(code), `DECLINED ${fault}`]),
]);

table('the word to the reader', orderOf('collect'), [
  ['it asks for a card', READER, 'NEEDS_PAYER card'],
  [
    'it is done already',
    { ...READER, action: { ...(READER['action'] as Fields), status: 'succeeded' } },
    'NEEDS_PAYER card',
  ],
  ['it does nothing', { ...READER, action: null }, 'NO_ANSWER provider_odd'],
  ['it does something else', { ...READER, action: { type: 'set_reader_display' } }, 'NO_ANSWER provider_odd'],
  ['it is no reader', INTENT, 'NO_ANSWER provider_odd'],
  ['it may have heard all the same', failed('terminal_reader_timeout'), 'NO_ANSWER reader_unavailable'],
  ['a code that nobody listed', failed('terminal_reader_moody'), 'NO_ANSWER provider_odd'],
  ...Object.entries(READER_REFUSALS).map(([code, fault]): Row => [code, failed(code), `DECLINED ${fault}`]),
]);

const refusedWith = (intent: Fields) => failed('payment_intent_unexpected_state', { payment_intent: intent });
for (const kind of ['cancel', 'close'] as const) {
  table(`a ${kind}`, orderOf(kind), [
    ['it is canceled', { ...INTENT, status: 'canceled', cancellation_reason: 'abandoned' }, 'CLOSED'],
    ['it was canceled before', refusedWith({ ...INTENT, status: 'canceled' }), 'CLOSED'],
    [
      'it had lapsed',
      refusedWith({ ...INTENT, status: 'canceled', cancellation_reason: 'automatic' }),
      'EXPIRED',
    ],
    ['a reader asks for it', refusedWith(INTENT), 'NEEDS_PAYER card'],
    ['the bank is being asked', refusedWith({ ...INTENT, status: 'processing' }), 'PENDING'],
    ['it is paid: too late', refusedWith(SUCCEEDED), 'CANCEL_REFUSED cancel_refused'],
    ['a refusal that shows nothing', failed('payment_intent_unexpected_state'), 'NO_ANSWER provider_odd'],
    ['the provider knows no such order', failed('resource_missing'), 'ABSENT'],
  ]);
  table(`a ${kind} at the reader`, toReader(kind), [
    ['it stopped', { ...READER, action: null }, 'NEEDS_PAYER card'],
    ['it is busy with a card', failed('terminal_reader_busy'), 'NO_ANSWER reader_unavailable'],
    ['it cannot be reached', failed('terminal_reader_offline'), 'CANCEL_REFUSED cancel_refused'],
    ['it is not there', failed('resource_missing'), 'CANCEL_REFUSED cancel_refused'],
    ['it is used in another way', failed(undefined), 'CANCEL_REFUSED cancel_refused'],
    ['the provider failed', failed(undefined, { type: 'api_error' }), 'NO_ANSWER provider_busy'],
    ['no reader', INTENT, 'NO_ANSWER provider_odd'],
  ]);
}

const list = (data: readonly unknown[], more: Fields = {}): Fields => ({
  object: 'list',
  data,
  has_more: false,
  ...more,
});
const REFUND_STATES: readonly (readonly [string, Fields, string])[] = [
  ['done', REFUND, 'SUCCEEDED'],
  ['on its way', { ...REFUND, status: 'pending' }, 'PENDING'],
  ['waiting for somebody', { ...REFUND, status: 'requires_action' }, 'PENDING'],
  ['taken back', { ...REFUND, status: 'canceled' }, 'FAILED refund_abnormal'],
  ['failed without a reason', { ...REFUND, status: 'failed' }, 'FAILED refund_abnormal'],
  [
    'failed for a new reason',
    { ...REFUND, status: 'failed', failure_reason: 'full_moon' },
    'FAILED refund_abnormal',
  ],
  ['a status that nobody knows', { ...REFUND, status: 'sent_by_mail' }, 'NO_ANSWER provider_odd'],
  ['another amount', { ...REFUND, amount: 501 }, 'NO_ANSWER provider_odd'],
  ['another currency', { ...REFUND, currency: 'eur' }, 'NO_ANSWER provider_odd'],
  ['no readable amount', { ...REFUND, amount: '500' }, 'NO_ANSWER provider_odd'],
  ...Object.entries(REFUND_FAILURES).map(
    ([reason, fault]) =>
      [
        `failed: ${reason}`,
        { ...REFUND, status: 'failed', failure_reason: reason },
        `FAILED ${fault}`,
      ] as const,
  ),
];

table('a refund', orderOf('refund'), [
  ...REFUND_STATES,
  ['another refund', { ...REFUND, metadata: { order: 'GTA1', refund: 'GTA1R2' } }, 'NO_ANSWER provider_odd'],
  ['something else', INTENT, 'NO_ANSWER provider_odd'],
  ['more than is left', failed(undefined, { param: 'amount' }), 'FAILED refund_too_much'],
  [
    'a key that was used for another refund',
    failed(undefined, { type: 'idempotency_error' }),
    'FAILED refund_mismatch',
  ],
  ['an error without a code', failed(undefined), 'NO_ANSWER provider_odd'],
  ...Object.entries(REFUND_REFUSALS).map(([code, fault]): Row => [code, failed(code), `FAILED ${fault}`]),
  ...[...REFUNDS_OWED].map((code): Row => [code, failed(code), 'NEEDS_ACTION refund_balance_short']),
]);

table('a question about a refund', orderOf('refund_query'), [
  ...REFUND_STATES.map(
    ([what, refund, expected]): Row => [what, list([{ ...REFUND, metadata: {} }, refund]), expected],
  ),
  ['it is not there', list([{ ...REFUND, metadata: { refund: 'GTA1R9' } }]), 'ABSENT'],
  ['there are none', list([]), 'ABSENT'],
  ['the list goes on', list([], { has_more: true }), 'NO_ANSWER provider_odd'],
  ['no list', REFUND, 'NO_ANSWER provider_odd'],
  ['a list without entries', { object: 'list', has_more: false }, 'NO_ANSWER provider_odd'],
  ['nonsense in the list', list([null, 'x', 7]), 'ABSENT'],
  ['the provider knows no such payment', failed('resource_missing'), 'ABSENT'],
  ['another error', failed('parameter_unknown'), 'NO_ANSWER bad_request'],
]);

describe('every code of the provider at every operation', () => {
  /** What a refusal may lead to, beside "asked about first". */
  const LISTS: Readonly<Partial<Record<OperationKind, readonly string[]>>> = {
    present: Object.keys(ORDER_REFUSALS),
    collect: Object.keys(READER_REFUSALS),
    query: ['resource_missing'],
    cancel: ['resource_missing'],
    refund: [...Object.keys(REFUND_REFUSALS), ...REFUNDS_OWED],
    refund_query: ['resource_missing'],
  };

  test('there are about two hundred', () => {
    expect(SDK_CODES.length).toBeGreaterThan(150);
  });

  test.each(Object.entries(LISTS))('is asked about first unless it is listed: %s', (kind, listed) => {
    for (const code of SDK_CODES) {
      const [type] = meaning(failed(code), orderOf(kind as OperationKind)).split(' ');
      expect([code, type === 'NO_ANSWER']).toEqual([code, !listed.includes(code)]);
    }
  });

  test('is no money, and no end of a payment, as the error of the last card', () => {
    for (const code of SDK_CODES) {
      const said = meaning(declinedBy({ code }), orderOf('query'));
      const isListed = Object.hasOwn(DECLINES, code) || STILL_ASKING.has(code);
      if (!isListed) expect([code, said]).toEqual([code, 'NO_ANSWER provider_odd']);
    }
  });
});

describe('what is claimed', () => {
  const claim = (fields: unknown, order = orderOf('query')) => reading(fields, order).claim;

  test('of a payment is the order, and the money that came in', () => {
    expect(claim(SUCCEEDED)).toEqual({ orderNumber: 'GTA1', amount: { currency: 'USD', amountMinor: 1250 } });
    expect(claim({ ...SUCCEEDED, amount_received: 1000 })).toMatchObject({ amount: { amountMinor: 1000 } });
  });

  test('of an open order is what was asked for', () => {
    expect(claim({ ...INTENT, amount: 1300 })).toMatchObject({ amount: { amountMinor: 1300 } });
    expect(claim({ ...INTENT, currency: 'zzz' })).toMatchObject({ amount: 'unreadable' });
    expect(claim({ ...INTENT, amount: 12.5 })).toMatchObject({ amount: 'unreadable' });
  });

  test('of another intent is that intent, whatever it says of its order', () => {
    expect(claim({ ...SUCCEEDED, id: 'pi_2' })).toMatchObject({ orderNumber: 'pi_2' });
    expect(claim({ ...SUCCEEDED, metadata: {} })).toMatchObject({ orderNumber: undefined });
  });

  test('of a reader that asks for another order is that order', () => {
    const other = { ...READER, action: { process_payment_intent: { payment_intent: 'pi_2' } } };
    expect(claim(other, orderOf('collect'))).toEqual({ orderNumber: 'pi_2' });
    const whole = { ...READER, action: { process_payment_intent: { payment_intent: INTENT } } };
    expect(claim(whole, orderOf('collect'))).toEqual({ orderNumber: undefined });
  });

  test('of a refund is its order, or the payment that it was made of', () => {
    expect(claim(REFUND, orderOf('refund'))).toEqual({ orderNumber: 'GTA1' });
    expect(claim({ ...REFUND, payment_intent: 'pi_2' }, orderOf('refund'))).toEqual({ orderNumber: 'pi_2' });
  });
});

describe('what is kept', () => {
  test('of a payment: the charge, the time, and no more of the card than its last four digits', () => {
    expect(reading(SUCCEEDED, orderOf('query')).event).toEqual({
      type: 'PAID',
      receipt: {
        tradeNumber: 'ch_1',
        totalMinor: 1250,
        customerPaidMinor: 1250,
        payer: 'visa ****4242',
        paidAt: '2026-11-23T02:00:00.000Z',
      },
    });
  });

  test.each([
    [{ card_present: { brand: 'visa', last4: '4242424242424242' } }, undefined],
    [{ card_present: { brand: '<b>', last4: '4242' } }, '****4242'],
    [{ card: { brand: 'amex', last4: '0005' } }, 'amex ****0005'],
    [{ wallet: {} }, undefined],
    [null, undefined],
  ])('of the card in %j', (details, payer) => {
    const charge = { ...CHARGE, payment_method_details: details, created: 'now' };
    const { event } = reading({ ...SUCCEEDED, latest_charge: charge }, orderOf('query'));
    expect(event.type === 'PAID' && event.receipt?.payer).toBe(payer ?? undefined);
  });

  test('of a decline: the bank’s own words, also where they are not shown', () => {
    const lost = declinedBy({ code: 'card_declined', decline_code: 'lost_card', message: 'Declined.' });
    expect(reading(lost, orderOf('query'))).toMatchObject({
      event: { fault: 'card_declined' },
      raw: { code: 'requires_payment_method', subCode: 'lost_card', message: 'Declined.' },
    });
  });

  test('of an error: its code, what it is about, and no endless message', () => {
    const error = failed('parameter_unknown', { param: 'colour', message: 'x'.repeat(5_000) });
    const { raw } = reading(error, orderOf('present'));
    expect(raw).toMatchObject({ code: 'parameter_unknown', subCode: 'colour' });
    expect(raw.message).toHaveLength(200);
  });
});
