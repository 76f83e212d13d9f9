/** Damaged and forged UnionPay answers: what is signed is found, nothing else counts, and nothing makes the till stumble. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExchangePorts, exchange, type Outcome } from '../../../../src/counter/exchange.ts';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import { unionpay } from '../../../../src/providers/unionpay/rail.ts';
import { noKeys, noTokens } from '../../../support/no-tokens.ts';
import { ACCOUNT, answerTo, orderOf, PAID, textOf } from './orders.ts';

const attempt = { orderNumber: 'GT0A1', amount: money('CNY', 1250) };

/** Stands in for the provider's key: only the digits themselves make it. */
const seal = (text: string) => createHash('sha256').update(`the key ${text}`).digest('base64');

/** The rule of version 5.1.0, written a second time. */
function digestOf(fields: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(fields)
    .filter(([name, value]) => name !== 'signature' && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return createHash('sha256').update(sorted.join('&')).digest('hex');
}

const signed = (fields: Readonly<Record<string, string>>) =>
  textOf({ ...fields, signature: seal(digestOf(fields)) });

async function hear(kind: OperationKind, body: string | Uint8Array, status = 200): Promise<Outcome> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const ports: ExchangePorts = {
    tokens: noTokens,
    keys: noKeys,
    signer: { sign: async () => ({ ok: true, signature: 'ours' }) },
    wire: { send: async () => ({ kind: 'reply', status, headers: {}, bytes }) },
    verifier: {
      verify: async (claim) =>
        claim.keyId === undefined && claim.signature === seal(new TextDecoder().decode(claim.bytes))
          ? 'valid'
          : 'invalid',
    },
  };
  return exchange(ports, unionpay, { order: orderOf(kind), account: ACCOUNT, attempt });
}

const typeOf = (outcome: Outcome) => outcome.news.event.type;
const genuine = answerTo(orderOf('query'), PAID);

test('an answer as the provider sent it counts, in whatever order its fields come', async () => {
  const outcome = await hear('query', signed(genuine));
  expect(outcome).toMatchObject({ news: { event: { type: 'PAID' } }, evidence: 'provider_query' });
  const turned = Object.fromEntries(Object.entries(genuine).reverse());
  expect(typeOf(await hear('query', signed(turned)))).toBe('PAID');
  expect(typeOf(await hear('query', signed({ ...genuine, reserved: '' })))).toBe('PAID');
});

describe('an answer that does not count', () => {
  test.each([
    ['is signed over something else', { ...genuine, signature: seal('other') }, 'answer_forged'],
    ['has no signature', genuine, 'answer_forged'],
    ['has an empty signature', { ...genuine, signature: '' }, 'answer_forged'],
  ])('%s', async (_what, fields, fault) => {
    expect(await hear('query', textOf(fields))).toMatchObject({
      news: { event: { type: 'NO_ANSWER', fault } },
      incident: fault,
    });
  });

  test.each([
    ['nothing', ''],
    ['a sentence', 'Invalid request.'],
    ['a field that comes twice', `${signed(genuine)}&respCode=00`],
    ['a field without a name', `=1&${signed(genuine)}`],
    ['no answer code', 'orderId=GT0A1&signature=AAAA'],
    ['text that is none', Uint8Array.of(0x61, 0x3d, 0xff)],
    ['far too much', 'a='.padEnd(70_000, 'x')],
  ])('%s is garbled', async (_what, body) => {
    expect(await hear('query', body)).toMatchObject({
      news: { event: { type: 'NO_ANSWER', fault: 'answer_garbled' } },
    });
  });

  test('the sign-in page of a network is told as such', async () => {
    expect(await hear('query', '<!doctype html><title>Wi-Fi</title>')).toMatchObject({
      news: { event: { type: 'NO_ANSWER', fault: 'network_login' } },
    });
  });

  test.each([
    [429, 'provider_limited'],
    [500, 'provider_busy'],
    [502, 'provider_busy'],
    [404, 'answer_garbled'],
    [302, 'answer_garbled'],
  ])('status %i', async (status, fault) => {
    expect(await hear('query', signed(genuine), status)).toMatchObject({
      news: { event: { type: 'NO_ANSWER', fault } },
    });
  });

  test.each([
    ['another order', { orderId: 'GT0B2' }],
    ['another amount', { txnAmt: '1' }],
    ['another currency', { currencyCode: '840' }],
  ])('rightly signed, but of %s', async (_what, change) => {
    expect(await hear('query', signed({ ...genuine, ...change }))).toMatchObject({
      news: { event: { type: 'NO_ANSWER', fault: 'answer_mismatch' } },
      incident: 'answer_mismatch',
    });
  });
});

const anyKind = fc.constantFrom<OperationKind>('pay', 'query', 'cancel', 'present', 'refund', 'refund_query');

test('an answer whose bytes were changed on the way is never counts', async () => {
  const flips = fc.array(fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  const original = new TextEncoder().encode(signed(genuine));
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const bytes = Uint8Array.from(original);
      for (const { at, to } of changes) bytes[at % bytes.length] = to;
      if (bytes.every((byte, index) => byte === original[index])) return;
      const type = typeOf(await hear('query', bytes));
      expect(type).toBe('NO_ANSWER');
    }),
    { numRuns: 3_000 },
  );
});

test('a made-up answer under an old signature never counts', async () => {
  const anyField = fc.constantFrom(...Object.keys(genuine), 'settleAmt', 'qrCode', 'accNo');
  const anyValue = fc.oneof(
    fc.constantFrom('00', '01', '1250', 'GT0A1', '156'),
    fc.stringMatching(/^[^&]*$/),
  );
  await fc.assert(
    fc.asyncProperty(
      anyKind,
      fc.array(fc.tuple(anyField, anyValue), { minLength: 1 }),
      async (kind, changes) => {
        const forged = { ...genuine, ...Object.fromEntries(changes) };
        if (digestOf(forged) === digestOf(genuine)) return;
        const outcome = await hear(kind, textOf({ ...forged, signature: seal(digestOf(genuine)) }));
        expect(typeOf(outcome)).toBe('NO_ANSWER');
        expect(outcome.evidence).toBeUndefined();
      },
    ),
    { numRuns: 2_000 },
  );
});

test('any bytes under any status never count and never make the till stumble', async () => {
  const anyStatus = fc.constantFrom(200, 204, 302, 400, 404, 429, 500, 503);
  await fc.assert(
    fc.asyncProperty(anyKind, anyStatus, fc.uint8Array({ maxLength: 200 }), async (kind, status, bytes) => {
      expect(typeOf(await hear(kind, bytes, status))).toBe('NO_ANSWER');
    }),
    { numRuns: 2_000 },
  );
});
