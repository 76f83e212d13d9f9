/** Ten thousand damaged and forged answers: none is ever taken for "paid", and none makes the till stumble. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExchangePorts, exchange, type Outcome } from '../../../../src/counter/exchange.ts';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import { alipay } from '../../../../src/providers/alipay/rail.ts';
import { methodOf } from '../../../../src/providers/alipay/requests.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { NOW } from '../../../support/attempts.ts';
import { noKeys, noTokens } from '../../../support/no-tokens.ts';

const attempt = { orderNumber: 'GTA1', amount: money('CNY', 1250) };
const orderOf = (kind: OperationKind): Order => ({
  kind,
  presentation: 'payment_code',
  ...attempt,
  now: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
  paymentCode: '281234567890123456',
  lifeMs: 120_000,
  refund: { number: 'GTA1R1', amountMinor: 500 },
});

/** Stands in for the provider's key: only the bytes themselves make it. */
const seal = (bytes: Uint8Array) => createHash('sha256').update('the key').update(bytes).digest('base64');

const PAID = JSON.stringify({
  code: '10000',
  msg: 'Success',
  out_trade_no: 'GTA1',
  trade_no: 'T1',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '12.50',
  receipt_amount: '12.50',
  buyer_pay_amount: '12.50',
  buyer_logon_id: '138****1234',
  send_pay_date: '2026-11-23 10:00:00',
});

const envelope = (kind: OperationKind, node: string, sign = seal(new TextEncoder().encode(node))) =>
  `{"${methodOf(kind).replaceAll('.', '_')}_response":${node},"sign":"${sign}"}`;

interface Heard {
  readonly outcome: Outcome;
  /** What the verifier said yes to. */
  readonly verified: readonly string[];
}

async function hear(kind: OperationKind, bytes: Uint8Array, status = 200): Promise<Heard> {
  const verified: string[] = [];
  const ports: ExchangePorts = {
    signer: { sign: async () => ({ ok: true, signature: 'ours' }) },
    tokens: noTokens,
    keys: noKeys,
    wire: { send: async () => ({ kind: 'reply', status, headers: {}, bytes }) },
    verifier: {
      verify: async (claim) => {
        if (claim.keyId !== undefined || claim.signature !== seal(claim.bytes)) return 'invalid';
        verified.push(new TextDecoder().decode(claim.bytes));
        return 'valid';
      },
    },
  };
  const account = { appId: '2021000000000001', shopName: '街角小店', tillId: 'T7K2' };
  return { outcome: await exchange(ports, alipay, { order: orderOf(kind), account, attempt }), verified };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const isPaid = ({ outcome }: Heard) => outcome.news.event.type === 'PAID';
const anyKind = fc.constantFrom<OperationKind>(
  'pay',
  'query',
  'cancel',
  'close',
  'present',
  'refund',
  'refund_query',
);

describe('an answer as the provider sent it', () => {
  test('is read, and counts', async () => {
    for (const kind of ['pay', 'query'] as const) {
      const heard = await hear(kind, bytesOf(envelope(kind, PAID)));
      expect(isPaid(heard)).toBe(true);
      expect(heard.outcome.evidence).toBe(kind === 'query' ? 'provider_query' : 'provider_answer');
    }
  });
});

describe('an answer that was damaged on the way', () => {
  const anyFlips = fc.array(fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  });

  test('by any bytes: "paid" only if what was signed is untouched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<OperationKind>('pay', 'query'), anyFlips, async (kind, flips) => {
        const bytes = bytesOf(envelope(kind, PAID));
        for (const { at, to } of flips) bytes[at % bytes.length] = to;
        const heard = await hear(kind, bytes);
        if (isPaid(heard)) expect(heard.verified).toEqual([PAID]);
        else expect(heard.outcome.news.event.type).toBe('NO_ANSWER');
      }),
      { numRuns: 4_000 },
    );
  });

  test('by cutting, doubling or mixing: never "paid" by another text', async () => {
    const piece = fc.tuple(fc.nat(), fc.nat());
    await fc.assert(
      fc.asyncProperty(anyKind, fc.array(piece, { minLength: 1, maxLength: 3 }), async (kind, pieces) => {
        const text = envelope(kind, PAID);
        const mixed = pieces.map(([from, length]) =>
          text.slice(from % text.length, (from % text.length) + (length % text.length)),
        );
        const heard = await hear(kind, bytesOf(mixed.join('')));
        expect(isPaid(heard)).toBe(false);
        expect(heard.verified).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an answer that somebody made up', () => {
  const anyField = fc.constantFrom(
    ...Object.keys(JSON.parse(PAID) as object),
    'sub_code',
    'action',
    'qr_code',
  );
  const anyValue = fc.oneof(
    fc.string(),
    fc.jsonValue(),
    fc.constantFrom('10000', 'TRADE_SUCCESS', '12.50', 'GTA1', '__proto__', 'toString'),
  );
  const anyChanges = fc.array(fc.tuple(anyField, anyValue), { minLength: 1, maxLength: 4 });
  const changed = (changes: readonly (readonly [string, unknown])[]) =>
    JSON.stringify({ ...(JSON.parse(PAID) as object), ...Object.fromEntries(changes) });

  test('under an old signature never counts', async () => {
    const signature = seal(bytesOf(PAID));
    await fc.assert(
      fc.asyncProperty(anyKind, anyChanges, async (kind, changes) => {
        const node = changed(changes);
        if (node === PAID) return;
        const heard = await hear(kind, bytesOf(envelope(kind, node, signature)));
        expect(heard.outcome).toMatchObject({
          news: { event: { type: 'NO_ANSWER', fault: 'answer_forged' } },
          incident: 'answer_forged',
        });
        expect(heard.outcome.evidence).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test('even signed, is "paid" only for this order and this amount in this currency', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, anyChanges, async (kind, changes) => {
        const node = changed(changes);
        const heard = await hear(kind, bytesOf(envelope(kind, node)));
        if (!isPaid(heard)) return;
        const said = JSON.parse(node) as Record<string, unknown>;
        expect(said).toMatchObject({ code: '10000', out_trade_no: 'GTA1' });
        expect(Number(said['total_amount'])).toBe(12.5);
        expect(['pay', 'query']).toContain(kind);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of any bytes and any status never counts and never makes the till stumble', async () => {
    const anyStatus = fc.constantFrom(200, 204, 302, 400, 404, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(anyKind, anyStatus, fc.uint8Array({ maxLength: 200 }), async (kind, status, bytes) => {
        const heard = await hear(kind, bytes, status);
        expect(heard.outcome.news.event.type).toBe('NO_ANSWER');
      }),
      { numRuns: 1_000 },
    );
  });
});
