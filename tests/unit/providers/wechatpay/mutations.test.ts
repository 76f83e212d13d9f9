/** Thousands of damaged, stale and forged WeChat Pay answers: none is ever taken for "paid", and none makes the till stumble. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExchangePorts, exchange, type Outcome } from '../../../../src/counter/exchange.ts';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { wechatpay } from '../../../../src/providers/wechatpay/rail.ts';
import { NOW } from '../../../support/attempts.ts';
import { noKeys, noTokens } from '../../../support/no-tokens.ts';

const attempt = { orderNumber: 'GTA1', amount: money('CNY', 1250) };
const orderOf = (kind: OperationKind): Order => ({
  kind,
  presentation: 'payment_code',
  ...attempt,
  now: NOW,
  nonce: '0',
  answeredBefore: 0,
  paymentCode: '130061098828009406',
  lifeMs: 120_000,
  refund: { number: 'GTA1R1', amountMinor: 500 },
});

const SERIAL = '2F0CCC32CAA0C49E07C6F52E44EA8A34D7BDF56F';
/** Stands in for the provider's key: only the bytes themselves make it. */
const seal = (bytes: Uint8Array) => createHash('sha256').update('the key').update(bytes).digest('base64');
const bytesOf = (text: string) => new TextEncoder().encode(text);
const signatureOf = (body: Uint8Array, timestamp: string, nonce: string) =>
  seal(Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]));

const PAID = JSON.stringify({
  mchid: '1900000109',
  out_trade_no: 'GTA1',
  transaction_id: 'T1',
  trade_state: 'SUCCESS',
  success_time: '2026-11-23T10:00:00+08:00',
  payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
  amount: { total: 1250, payer_total: 1250, currency: 'CNY', payer_currency: 'CNY' },
});
const TIME = String(Math.floor(NOW / 1000));
const NONCE = 'abcdef';

interface Wire {
  readonly body: Uint8Array;
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly serial?: string;
  /** Of the right key over these parts unless given. */
  readonly signature?: string;
  readonly status?: number;
}

interface Heard {
  readonly outcome: Outcome;
  /** What the verifier said yes to. */
  readonly verified: readonly string[];
}

async function hear(kind: OperationKind, wire: Wire): Promise<Heard> {
  const { body, timestamp = TIME, nonce = NONCE, serial = SERIAL, status = 200 } = wire;
  const verified: string[] = [];
  const headers = {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': serial,
    'wechatpay-signature': wire.signature ?? signatureOf(body, timestamp, nonce),
  };
  const ports: ExchangePorts = {
    signer: { sign: async () => ({ ok: true, signature: 'ours' }) },
    wire: { send: async () => ({ kind: 'reply', status, headers, bytes: body }) },
    tokens: noTokens,
    keys: noKeys,
    verifier: {
      verify: async (claim) => {
        if (claim.keyId !== SERIAL) return 'unknown_key';
        if (claim.signature !== seal(claim.bytes)) return 'invalid';
        verified.push(new TextDecoder().decode(claim.bytes));
        return 'valid';
      },
    },
  };
  const account = {
    appId: 'wx0123456789abcdef',
    merchantId: '1900000109',
    certificateSerial: '2B6A571CB12DB43BC566FACAD788F9C2608CB210',
    shopName: '街角小店',
    tillId: 'T7K2',
  };
  return { outcome: await exchange(ports, wechatpay, { order: orderOf(kind), account, attempt }), verified };
}

const isPaid = ({ outcome }: Heard) => outcome.news.event.type === 'PAID';
const isNothing = ({ outcome }: Heard) =>
  outcome.news.event.type === 'NO_ANSWER' && outcome.evidence === undefined;
const anyKind = fc.constantFrom<OperationKind>(
  'pay',
  'query',
  'cancel',
  'close',
  'present',
  'refund',
  'refund_query',
);

test('an answer as the provider sent it is read, and counts', async () => {
  for (const kind of ['pay', 'query'] as const) {
    const heard = await hear(kind, { body: bytesOf(PAID) });
    expect(isPaid(heard)).toBe(true);
    expect(heard.outcome.evidence).toBe(kind === 'query' ? 'provider_query' : 'provider_answer');
    expect(heard.verified).toEqual([`${TIME}\n${NONCE}\n${PAID}\n`]);
  }
});

describe('an answer that was damaged on the way', () => {
  const signature = signatureOf(bytesOf(PAID), TIME, NONCE);
  const anyFlips = fc.array(fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  });

  test('by any bytes never counts', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, anyFlips, async (kind, flips) => {
        const body = bytesOf(PAID);
        for (const { at, to } of flips) body[at % body.length] = to;
        if (new TextDecoder().decode(body) === PAID) return;
        const heard = await hear(kind, { body, signature });
        expect(isNothing(heard)).toBe(true);
        expect(heard.outcome.incident).toBe('answer_forged');
      }),
      { numRuns: 4_000 },
    );
  });

  test('in its headers never counts', async () => {
    const anyHeader = fc.constantFrom('timestamp', 'nonce', 'serial', 'signature');
    await fc.assert(
      fc.asyncProperty(anyKind, anyHeader, fc.string({ maxLength: 40 }), async (kind, name, value) => {
        const parts = { timestamp: TIME, nonce: NONCE, serial: SERIAL, signature };
        if (parts[name] === value) return;
        const heard = await hear(kind, { body: bytesOf(PAID), ...parts, [name]: value });
        expect(isNothing(heard)).toBe(true);
        expect(heard.verified).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an answer that is too old, or from a time to come', () => {
  test('never counts, however well it is signed', async () => {
    const anyOffS = fc.oneof(fc.integer({ min: -1e9, max: -302 }), fc.integer({ min: 317, max: 1e9 }));
    await fc.assert(
      fc.asyncProperty(anyKind, anyOffS, async (kind, offS) => {
        const heard = await hear(kind, { body: bytesOf(PAID), timestamp: String(Number(TIME) + offS) });
        expect(isNothing(heard)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an answer that somebody made up', () => {
  const anyField = fc.constantFrom(...Object.keys(JSON.parse(PAID) as object), 'code', 'code_url', 'status');
  const anyValue = fc.oneof(
    fc.string(),
    fc.jsonValue(),
    fc.constantFrom<unknown>('SUCCESS', 'GTA1', { total: 1250 }, { total: 1 }, '__proto__', 'toString'),
  );
  const anyChanges = fc.array(fc.tuple(anyField, anyValue), { minLength: 1, maxLength: 4 });
  const changed = (changes: readonly (readonly [string, unknown])[]) =>
    JSON.stringify({ ...(JSON.parse(PAID) as object), ...Object.fromEntries(changes) });

  test('even signed, is "paid" only for this order and this amount in this currency', async () => {
    const anyStatus = fc.constantFrom(200, 202, 204, 400, 403, 404, 500);
    await fc.assert(
      fc.asyncProperty(anyKind, anyStatus, anyChanges, async (kind, status, changes) => {
        const text = changed(changes);
        const heard = await hear(kind, { body: bytesOf(text), status });
        if (!isPaid(heard)) return;
        const said = JSON.parse(text) as { amount: { total: unknown; currency?: unknown } };
        expect(said).toMatchObject({ out_trade_no: 'GTA1', amount: { total: 1250 } });
        expect(said.amount.currency ?? 'CNY').toBe('CNY');
        expect(status).toBe(200);
        expect(['pay', 'query']).toContain(kind);
      }),
      { numRuns: 3_000 },
    );
  });

  test('of any bytes and any status never counts and never makes the till stumble', async () => {
    const anyStatus = fc.constantFrom(200, 202, 302, 400, 404, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(anyKind, anyStatus, fc.uint8Array({ maxLength: 200 }), async (kind, status, body) => {
        expect(isNothing(await hear(kind, { body, status }))).toBe(true);
        expect(isNothing(await hear(kind, { body, status, signature: '' }))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
