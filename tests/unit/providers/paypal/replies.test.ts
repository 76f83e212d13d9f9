/** What each PayPal answer means: by operation, status, issue and the state of the capture (paypal.md 1.2, 1.3; payment-model.md 4.6). */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import {
  AT_IT,
  DECLINES,
  OTHER_FUNDING,
  PERHAPS_DONE,
  REFUND_REFUSALS,
} from '../../../../src/providers/paypal/faults.ts';
import { open, read } from '../../../../src/providers/paypal/replies.ts';
import { DOCUMENTED, FOREIGN } from './issues.ts';
import {
  CAPTURE_ID,
  captured,
  captureFields,
  type Fields,
  LINK,
  ORDER_ID,
  orderFields,
  orderOf,
  problem,
  usd,
} from './orders.ts';

const bytesOf = (fields: unknown): Uint8Array =>
  new TextEncoder().encode(typeof fields === 'string' ? fields : JSON.stringify(fields));

const answer = (fields: unknown, order: Order, status = 200) =>
  read({ status, bytes: bytesOf(fields) }, order);

/** The event in words, with its fault or detail if it has one. */
function meaning(kind: OperationKind, fields: unknown, more: Partial<Order> = {}, status = 200): string {
  const { event } = answer(fields, orderOf(kind, more), status);
  const detail = 'fault' in event ? event.fault : 'detail' in event ? event.detail : '';
  return `${event.type} ${detail}`.trim();
}

const refused = (kind: OperationKind, issue: string, status = 422, more: Partial<Order> = {}): string =>
  meaning(kind, problem('UNPROCESSABLE_ENTITY', issue), more, status);

const UNCAPTURED = ['CREATED', 'PAYER_ACTION_REQUIRED', 'SAVED', 'APPROVED'] as const;

describe('an order that is made', () => {
  const made = (fields: Fields): string => meaning('present', fields, {}, 201);

  test('shows its link, and tells PayPal’s number of it', () => {
    const { event } = answer(orderFields('PAYER_ACTION_REQUIRED'), orderOf('present'), 201);
    expect(event).toEqual({ type: 'NEEDS_PAYER', detail: 'qr_shown', qr: LINK, tradeNumber: ORDER_ID });
    expect(made(orderFields('CREATED', { links: [{ href: LINK, rel: 'approve' }] }))).toBe(
      'NEEDS_PAYER qr_shown',
    );
  });

  test.each([
    ['of the sandbox', `https://www.sandbox.paypal.com/checkoutnow?token=${ORDER_ID}`],
    ['with more in it', `${LINK}&fundingSource=paypal`],
  ])('a link %s is PayPal’s as well', (_, href) => {
    expect(made(orderFields('CREATED', { links: [{ href, rel: 'payer-action' }] }))).toBe(
      'NEEDS_PAYER qr_shown',
    );
  });

  test.each([
    ['to somebody else', `https://example.com/checkoutnow?token=${ORDER_ID}`],
    ['to a name that only looks right', `https://www.paypal.com.example.com/checkoutnow?token=${ORDER_ID}`],
    ['with a user in it', `https://www.paypal.com@example.com/checkoutnow?token=${ORDER_ID}`],
    ['without protection', `http://www.paypal.com/checkoutnow?token=${ORDER_ID}`],
    ['to another order', 'https://www.paypal.com/checkoutnow?token=7XX00000AA000000B'],
    ['to another page', `https://www.paypal.com/myaccount?token=${ORDER_ID}`],
    ['that is far too long', LINK.padEnd(257, '&')],
  ])('a link %s is never shown', (_, href) => {
    expect(made(orderFields('CREATED', { links: [{ href, rel: 'approve' }] }))).toBe(
      'NO_ANSWER provider_odd',
    );
  });

  test('without a link, or of another kind, it is odd', () => {
    expect(made(orderFields('CREATED', { links: [] }))).toBe('NO_ANSWER provider_odd');
    expect(made(orderFields('CREATED', { links: [{ href: LINK, rel: 'self' }] }))).toBe(
      'NO_ANSWER provider_odd',
    );
    expect(made(orderFields('CREATED', { id: '../refund' }))).toBe('NO_ANSWER provider_odd');
    expect(made({ ...orderFields('CREATED'), id: undefined })).toBe('NO_ANSWER provider_odd');
  });

  test.each(Object.entries(DECLINES))('that is refused with %s is not paid: %s', (issue, fault) => {
    expect(refused('present', issue)).toBe(`DECLINED ${fault}`);
  });

  test('nobody can pay what was refused at the door', () => {
    expect(meaning('present', { error: 'invalid_token' }, {}, 401)).toBe('DECLINED provider_busy');
    expect(meaning('present', problem('NOT_AUTHORIZED'), {}, 403)).toBe('DECLINED setup_permission');
    expect(meaning('present', problem('RATE_LIMIT_REACHED'), {}, 429)).toBe('DECLINED provider_limited');
  });

  test('an invoice number that was used may be a success that got lost: asked about', () => {
    expect(refused('present', 'DUPLICATE_INVOICE_ID')).toBe('NO_ANSWER order_reused');
  });
});

describe('a question about an order', () => {
  const asked = (fields: Fields, more: Partial<Order> = {}): string => meaning('query', fields, more);

  test.each([
    ['CREATED', 'NEEDS_PAYER qr_shown'],
    ['PAYER_ACTION_REQUIRED', 'NEEDS_PAYER qr_shown'],
    ['SAVED', 'APPROVED'],
    ['APPROVED', 'APPROVED'],
    ['VOIDED', 'CLOSED'],
    ['COMPLETED', 'NO_ANSWER provider_odd'],
    ['SOMETHING_NEW', 'NO_ANSWER provider_odd'],
    ['', 'NO_ANSWER provider_odd'],
  ])('without a capture, %s: %s', (status, expected) => {
    expect(asked(orderFields(status))).toBe(expected);
  });

  test('that other money was asked for stays so until the payer has approved', () => {
    const more = { payerDetail: 'choose_other_funding' } as const;
    expect(asked(orderFields('PAYER_ACTION_REQUIRED'), more)).toBe('NEEDS_PAYER choose_other_funding');
    expect(asked(orderFields('APPROVED'), more)).toBe('APPROVED');
  });

  test.each(UNCAPTURED)('what was given up and not captured is closed: %s', (status) => {
    expect(asked(orderFields(status), { isGivenUp: true })).toBe('CLOSED');
  });

  test.each([
    ['COMPLETED', 'PAID'],
    ['PARTIALLY_REFUNDED', 'PAID'],
    ['REFUNDED', 'REVERSED'],
    ['PENDING', 'PENDING'],
    ['DECLINED', 'DECLINED payment_failed'],
    ['FAILED', 'DECLINED payment_failed'],
    ['SOMETHING_NEW', 'NO_ANSWER provider_odd'],
  ])('the capture decides, not the order: %s is %s', (status, expected) => {
    expect(asked(captured(captureFields(status)))).toBe(expected);
    expect(asked(captured(captureFields(status)), { isGivenUp: true })).toBe(expected);
  });

  test('of several captures the one with money in it decides', () => {
    const [declined, completed] = [captureFields('DECLINED'), captureFields('COMPLETED')];
    expect(asked(captured(declined, completed))).toBe('PAID');
    expect(asked(captured(declined, captureFields('PENDING')))).toBe('PENDING');
    expect(asked(captured(declined, captureFields('SOMETHING_NEW')))).toBe('NO_ANSWER provider_odd');
  });

  test.each([
    ['CREATED', 'AUTHORIZED'],
    ['PARTIALLY_CAPTURED', 'AUTHORIZED'],
    ['PENDING', 'PENDING'],
    ['DENIED', 'DECLINED payment_failed'],
    ['VOIDED', 'CLOSED'],
    ['CAPTURED', 'NO_ANSWER provider_odd'],
  ])('a hold that this till never asked for is told as it is: %s is %s', (status, expected) => {
    expect(asked(orderFields('COMPLETED', {}, { payments: { authorizations: [{ id: 'A', status }] } }))).toBe(
      expected,
    );
  });

  test('no such order', () => {
    expect(refused('query', 'INVALID_RESOURCE_ID', 404)).toBe('ABSENT');
    expect(refused('query', 'SOMETHING_ELSE', 404)).toBe('NO_ANSWER provider_odd');
    expect(meaning('query', {}, {}, 404)).toBe('NO_ANSWER provider_odd');
  });

  test('a refusal of another kind never ends the payment', () => {
    for (const issue of Object.keys(DECLINES)) expect(refused('query', issue)).toMatch(/^NO_ANSWER/);
  });

  test('paid without a number, or an amount, is odd', () => {
    expect(asked(captured(captureFields('COMPLETED', { id: '' })))).toBe('NO_ANSWER provider_odd');
    expect(asked(captured(captureFields('COMPLETED', { amount: undefined })))).toBe('NO_ANSWER provider_odd');
    expect(asked(captured(captureFields('COMPLETED', { amount: usd('12,50') })))).toBe(
      'NO_ANSWER provider_odd',
    );
    expect(asked(captured(captureFields('COMPLETED', { amount: 12.5 })))).toBe('NO_ANSWER provider_odd');
  });

  test.each(['[]', 'oops', 'null', '12', '{}'])('%s is odd', (body) => {
    expect(meaning('query', body)).toBe('NO_ANSWER provider_odd');
  });
});

describe('a cancel', () => {
  test.each(['cancel', 'close'] as const)('is a question: %s closes what was not captured', (kind) => {
    for (const status of [...UNCAPTURED, 'VOIDED'])
      expect(meaning(kind, orderFields(status)), status).toBe('CLOSED');
    expect(meaning(kind, captured(captureFields('COMPLETED')))).toBe('PAID');
    expect(meaning(kind, captured(captureFields('PENDING')))).toBe('PENDING');
    expect(meaning(kind, captured(captureFields('DECLINED')))).toBe('DECLINED payment_failed');
    expect(meaning(kind, captured(captureFields('SOMETHING_NEW')))).toBe('NO_ANSWER provider_odd');
    expect(meaning(kind, orderFields('SOMETHING_NEW'))).toBe('NO_ANSWER provider_odd');
    expect(refused(kind, 'INVALID_RESOURCE_ID', 404)).toBe('CLOSED');
  });

  test.each(UNCAPTURED)('looks more than once as long as a capture may be on its way: %s', (status) => {
    const more = { isGivenUp: true, mayBeCaptured: true };
    expect(meaning('cancel', orderFields(status), more)).toBe('CANCEL_TAKEN');
    expect(meaning('query', orderFields(status), more)).toBe('ABSENT');
    expect(refused('cancel', 'INVALID_RESOURCE_ID', 404, more)).toBe('CANCEL_TAKEN');
    expect(meaning('cancel', captured(captureFields('COMPLETED')), more)).toBe('PAID');
  });

  test('never closes a hold', () => {
    const held = orderFields('COMPLETED', {}, { payments: { authorizations: [{ status: 'CREATED' }] } });
    expect(meaning('cancel', held)).toBe('NO_ANSWER provider_odd');
  });
});

describe('a capture', () => {
  test('that went through is the payment, with the number that a refund needs', () => {
    const fields = {
      ...captured(captureFields('COMPLETED')),
      payment_source: { paypal: { email_address: 'amy.stone@example.com' } },
    };
    expect(answer(fields, orderOf('capture'), 201).event).toEqual({
      type: 'PAID',
      receipt: {
        tradeNumber: CAPTURE_ID,
        totalMinor: 1250,
        payer: 'a***@example.com',
        paidAt: '2026-11-23T10:00:00Z',
      },
    });
  });

  test('that is under review is not paid yet, and one that PayPal declined is not paid, although the order is completed', () => {
    const review = captureFields('PENDING', { status_details: { reason: 'PENDING_REVIEW' } });
    expect(answer(captured(review), orderOf('capture'), 201)).toMatchObject({
      event: { type: 'PENDING' },
      raw: { code: 'COMPLETED', subCode: 'PENDING', message: 'PENDING_REVIEW' },
    });
    expect(meaning('capture', captured(captureFields('DECLINED')), {}, 201)).toBe('DECLINED payment_failed');
  });

  test('that is answered without a capture is asked about, and not sent again', () => {
    for (const status of [...UNCAPTURED, 'COMPLETED', 'VOIDED'])
      expect(meaning('capture', orderFields(status), {}, 201), status).toBe('NO_ANSWER provider_odd');
  });

  test.each([...OTHER_FUNDING])('%s lets the payer choose other money for the same order', (issue) => {
    expect(refused('capture', issue)).toBe('NEEDS_PAYER choose_other_funding');
    expect(refused('capture', issue, 422, { answeredBefore: 1 })).toBe('NEEDS_PAYER choose_other_funding');
  });

  test.each([...OTHER_FUNDING])('%s for the third time is the end', (issue) => {
    expect(refused('capture', issue, 422, { answeredBefore: 2 })).toBe('DECLINED payment_failed');
  });

  test.each([...PERHAPS_DONE])('%s is asked about: it may be a success', (issue) => {
    expect(refused('capture', issue)).toBe('NO_ANSWER order_reused');
  });

  test.each([...AT_IT])('%s is waited for', (issue) => {
    expect(refused('capture', issue, issue === 'PREVIOUS_REQUEST_IN_PROGRESS' ? 409 : 422)).toBe('PENDING');
  });

  test.each([
    ['ORDER_NOT_APPROVED', 422, 'NEEDS_PAYER qr_shown'],
    ['ORDER_EXPIRED', 422, 'EXPIRED'],
    ['INVALID_RESOURCE_ID', 404, 'CLOSED'],
    ['SOMETHING_NEW', 422, 'NO_ANSWER provider_odd'],
    ['SOMETHING_NEW', 403, 'NO_ANSWER setup_permission'],
    ['SOMETHING_NEW', 409, 'NO_ANSWER provider_busy'],
  ] as const)('%s (%i): %s', (issue, status, expected) => {
    expect(refused('capture', issue, status)).toBe(expected);
  });

  test.each(Object.entries(DECLINES))('%s ends the payment: %s', (issue, fault) => {
    expect(refused('capture', issue)).toBe(`DECLINED ${fault}`);
  });

  test('that was refused at the door did nothing, so that the next question brings it on its way again', () => {
    expect(meaning('capture', { error: 'invalid_token' }, {}, 401)).toBe('NEEDS_PAYER scanned');
    expect(meaning('capture', problem('RATE_LIMIT_REACHED'), {}, 429)).toBe('NEEDS_PAYER scanned');
  });

  test('names from every object’s own inside are no issues', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      expect(refused('capture', name), name).toBe('NO_ANSWER provider_odd');
      expect(refused('refund', name), name).toBe('NO_ANSWER provider_odd');
    }
  });
});

describe('every documented issue has a meaning', () => {
  const known = new Set([
    ...Object.keys(DECLINES),
    ...Object.keys(REFUND_REFUSALS),
    ...OTHER_FUNDING,
    ...PERHAPS_DONE,
    ...AT_IT,
    'ORDER_NOT_APPROVED',
    'REFUND_FAILED_INSUFFICIENT_FUNDS',
  ]);

  test.each(Object.entries(DOCUMENTED))('%s', (kind, issues) => {
    expect(issues.filter((issue) => !known.has(issue) && !FOREIGN.includes(issue))).toEqual([]);
    const foreign = issues.filter((issue) => FOREIGN.includes(issue));
    for (const issue of foreign)
      expect(refused(kind as OperationKind, issue), issue).toBe('NO_ANSWER provider_odd');
  });
});

describe('trouble, with every operation', () => {
  const KINDS: readonly OperationKind[] = ['query', 'cancel', 'refund_query', 'refund'];
  test.each([
    [400, 'MALFORMED', 'NO_ANSWER bad_request'],
    [401, '', 'NO_ANSWER provider_busy'],
    [403, '', 'NO_ANSWER setup_permission'],
    [409, '', 'NO_ANSWER provider_busy'],
    [415, '', 'NO_ANSWER bad_request'],
    [422, 'SOMETHING_NEW', 'NO_ANSWER provider_odd'],
    [429, '', 'NO_ANSWER provider_limited'],
    [204, '', 'NO_ANSWER provider_odd'],
    [302, '', 'NO_ANSWER provider_odd'],
  ])('%i %s: %s', (status, issue, expected) => {
    for (const kind of KINDS) expect(refused(kind, issue, status), kind).toBe(expected);
  });

  test('an error that comes with status 200 is one all the same', () => {
    expect(refused('query', 'INVALID_ACCOUNT_STATUS', 200)).toBe('NO_ANSWER setup_merchant');
  });
});

describe('what is an answer at all', () => {
  const opened = (status: number, body: string) => {
    const found = open({ status, headers: {}, bytes: bytesOf(body) });
    return found.kind === 'unsigned' ? found.fault : found.kind;
  };

  test('a JSON object is; what the way makes of it is not', () => {
    expect(opened(200, '{"id":"A"}')).toBe('channel');
    expect(opened(422, '{"name":"UNPROCESSABLE_ENTITY"}')).toBe('channel');
    expect(opened(429, '{}')).toBe('channel');
    expect(opened(429, 'slow down')).toBe('provider_limited');
    expect(opened(200, '<!doctype html>')).toBe('answer_garbled');
    expect(opened(200, '')).toBe('answer_garbled');
    expect(opened(200, '{"id":"A"')).toBe('answer_garbled');
    expect(opened(200, '[]')).toBe('answer_garbled');
    expect(opened(500, '{}')).toBe('provider_busy');
    expect(opened(503, '')).toBe('provider_busy');
    expect(opened(200, `{"id":"${'A'.repeat(300_000)}"}`)).toBe('answer_garbled');
  });
});

describe('what an answer claims', () => {
  const claim = (fields: Fields, more: Partial<Order> = {}) => answer(fields, orderOf('query', more)).claim;

  test('our order number and the amount, of the capture where there is one', () => {
    const right = { orderNumber: 'GTA1', amount: money('USD', 1250) };
    expect(claim(orderFields('CREATED'))).toEqual(right);
    expect(claim(captured(captureFields('COMPLETED')))).toEqual(right);
    expect(claim(captured(captureFields('COMPLETED', { amount: usd('12.49') }))).amount).toEqual(
      money('USD', 1249),
    );
  });

  test('another currency, or what is no amount, cannot be read', () => {
    const amount = (value: unknown) => claim(captured(captureFields('COMPLETED', { amount: value }))).amount;
    expect(amount({ currency_code: 'EUR', value: '12.50' })).toBe('unreadable');
    expect(amount({ currency_code: 'USD', value: 12.5 })).toBe('unreadable');
    expect(amount(usd('-12.50'))).toBe('unreadable');
    expect(amount(usd('1e3'))).toBe('unreadable');
    expect(amount('12.50')).toBe('unreadable');
  });

  test('another order than the one that was asked about claims to be that other one', () => {
    expect(claim({ ...orderFields('CREATED'), id: 'OTHER' }).orderNumber).toBe('OTHER');
    expect(claim(orderFields('CREATED', {}, { custom_id: 'GTB2' })).orderNumber).toBe('GTB2');
    expect(claim(captured(captureFields('COMPLETED', { custom_id: 'GTB2' }))).orderNumber).toBe('GTB2');
  });

  test('an error claims nothing', () => {
    expect(claim(problem('RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID'))).toEqual({ orderNumber: undefined });
  });
});

describe('the provider’s own words', () => {
  const raw = (fields: Fields, status = 422) => answer(fields, orderOf('capture'), status).raw;

  test('are kept, with the number that its support asks for, and not endlessly', () => {
    expect(raw(problem('UNPROCESSABLE_ENTITY', 'INSTRUMENT_DECLINED'))).toEqual({
      code: 'UNPROCESSABLE_ENTITY',
      subCode: 'INSTRUMENT_DECLINED',
      message: 'f90e1d2c3b4a5 About INSTRUMENT_DECLINED',
    });
    expect(raw({ error: 'invalid_token', error_description: 'Gone' }, 401)).toEqual({
      code: 'invalid_token',
      message: 'Gone',
    });
    expect(raw({ ...problem('X'), message: 'x'.repeat(999) }).message).toHaveLength(200);
    expect(raw({})).toEqual({ code: '' });
  });
});
