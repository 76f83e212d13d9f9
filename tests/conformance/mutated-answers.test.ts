/** A hundred thousand forged answers (S-33): a byte flipped, a field swapped, an old answer, another order's. None says "paid". */

import { expect, test } from 'vitest';
import { createMemoryHost, type MemoryHost } from '../../simulator/hosts/memory.ts';
import { GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY } from '../../simulator/world/keys.ts';
import { type ExchangePorts, exchange, type Outcome } from '../../src/counter/exchange.ts';
import { money } from '../../src/domain/money.ts';
import type { WireReply, WireRequest } from '../../src/ports.ts';
import { alipay } from '../../src/providers/alipay/rail.ts';
import type { Order } from '../../src/providers/contract.ts';
import {
  importMerchantKey,
  importProviderKey,
  type KeyRecord,
  type KeyStore,
} from '../../src/signing/keys.ts';
import { createSigner } from '../../src/signing/signer.ts';
import { createVerifier } from '../../src/signing/verifier.ts';
import { noKeys, noTokens } from '../support/no-tokens.ts';

const MUTATIONS = 100_000;
/** So many at once: a signature is checked in another thread. */
const TOGETHER = 500;
const NOW = Date.UTC(2026, 10, 23, 4);
const account = { appId: '2021000000000001', shopName: '街角小店', tillId: 'T7K2' };

/** xorshift32: the same mutations in every run. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function keysInMemory(): KeyStore {
  const kept = new Map<string, KeyRecord>();
  return {
    get: async (ref) => kept.get(ref),
    find: async (prefix) => [...kept.values()].filter(({ ref }) => ref.startsWith(prefix)),
    put: async (record) => {
      kept.set(record.ref, record);
    },
    remove: async (ref) => {
      kept.delete(ref);
    },
  };
}

async function shopPorts(send: (request: WireRequest) => Promise<WireReply>): Promise<ExchangePorts> {
  const parts = { subtle: crypto.subtle, store: keysInMemory(), clock: { now: () => NOW } };
  expect((await importMerchantKey(parts, 'alipay', { text: MERCHANT_PRIVATE_KEY })).ok).toBe(true);
  expect((await importProviderKey(parts, 'alipay', { text: GATEWAY_PUBLIC_KEY })).ok).toBe(true);
  const limits = {
    operations: { query: 'no_amount', present: { CNY: 10_000 } },
    perMinute: 1_000_000,
  } as const;
  return {
    tokens: noTokens,
    keys: noKeys,
    wire: { send: (_, request) => send(request) },
    signer: createSigner({ subtle: crypto.subtle, keys: parts.store, clock: parts.clock, limits }),
    verifier: createVerifier({ subtle: crypto.subtle, keys: parts.store, clock: parts.clock }),
  };
}

async function ask(host: MemoryHost, request: WireRequest): Promise<WireReply> {
  const { method, headers, body, path } = request;
  const response = await host.handle(new Request(`http://simulator${path}`, { method, headers, body }));
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { kind: 'reply', status: response.status, headers: {}, bytes };
}

const orderOf = (orderNumber: string, kind: 'present' | 'query'): Order => ({
  kind,
  presentation: 'payment_qr',
  orderNumber,
  amount: money('CNY', 1250),
  now: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
  lifeMs: 120_000,
});

const run = (ports: ExchangePorts, order: Order): Promise<Outcome> =>
  exchange(ports, alipay, {
    order,
    account,
    attempt: { orderNumber: order.orderNumber, amount: order.amount },
  });

const typeOf = (outcome: Outcome): string => outcome.news.event.type;

/** A payment at the simulated gateway, and the genuine answers about it before and after it was paid. */
async function genuine(
  host: MemoryHost,
  orderNumber: string,
): Promise<{ readonly waiting: Uint8Array; readonly paid: Uint8Array }> {
  let last = new Uint8Array();
  const ports = await shopPorts(async (request) => {
    const reply = await ask(host, request);
    if (reply.kind === 'reply') last = new Uint8Array(reply.bytes);
    return reply;
  });
  const shown = (await run(ports, orderOf(orderNumber, 'present'))).news.event;
  const qr = shown.type === 'NEEDS_PAYER' ? shown.qr : undefined;
  const control = (path: string, body: unknown): Promise<Response> =>
    host.handle(
      new Request(`http://simulator/_simulator/${path}`, { method: 'POST', body: JSON.stringify(body) }),
    );
  await control('wallets/lin/scan', { content: qr });
  expect(typeOf(await run(ports, orderOf(orderNumber, 'query')))).toBe('NEEDS_PAYER');
  const waiting = last;
  await control('wallets/lin/confirm', {});
  expect(typeOf(await run(ports, orderOf(orderNumber, 'query')))).toBe('PAID');
  return { waiting, paid: last };
}

test('not one of 100,000 forged answers is believed', async () => {
  const host = createMemoryHost({ now: () => NOW, seed: 'forged' });
  const mine = await genuine(host, 'GT0000000000000000000000MINE');
  const other = await genuine(host, 'GT000000000000000000000OTHER');
  const chance = createChance(20_261_123);
  const { verifier } = await shopPorts(async () => ({ kind: 'no_reply', reason: 'network' }));
  const order = orderOf('GT0000000000000000000000MINE', 'query');
  /** What is made of these bytes; the question itself is not what is tested here, so it is not really signed. */
  const read = (bytes: Uint8Array): Promise<Outcome> =>
    run(
      {
        verifier,
        signer: { sign: async () => ({ ok: true, signature: 'AAAA' }) },
        tokens: noTokens,
        keys: noKeys,
        wire: { send: async () => ({ kind: 'reply', status: 200, headers: {}, bytes }) },
      },
      order,
    );
  expect(typeOf(await read(mine.paid))).toBe('PAID');

  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const paidText = decode(mine.paid);
  const swaps: readonly (readonly [string, string])[] = [
    ['"12.50"', '"0.01"'],
    ['TRADE_SUCCESS', 'WAIT_BUYER_PAY'],
    ['MINE', 'OTHER'],
    ['"10000"', '"10003"'],
    ['"sign":"', '"sign":"A'],
  ];
  const kinds: readonly (() => Uint8Array)[] = [
    () => {
      const bytes = Uint8Array.from(mine.paid);
      const at = chance(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance(8));
      return bytes;
    },
    () => {
      const [from, to] = swaps[chance(swaps.length)] ?? ['', ''];
      return encode(paidText.replace(from, to));
    },
    // Another order's genuine answer, and this order's "paid" content with the signature of an older answer.
    () => other.paid,
    () => {
      const oldSignature = /"sign":"([^"]+)"/.exec(decode(mine.waiting))?.[1] ?? '';
      return encode(paidText.replace(/"sign":"[^"]+"/, `"sign":"${oldSignature}"`));
    },
    () => mine.paid.slice(0, chance(mine.paid.length)),
  ];
  /** Whether a forged answer was taken for anything but no answer. */
  const isBelieved = async (round: number): Promise<boolean> => {
    const forge = kinds[round % 10 < 6 ? 0 : round % kinds.length];
    const forged = forge?.() ?? new Uint8Array();
    const outcome = await read(forged);
    const isTheSame = forged.length === mine.paid.length && decode(forged) === paidText;
    return !isTheSame && (typeOf(outcome) !== 'NO_ANSWER' || outcome.evidence !== undefined);
  };
  let believed = 0;
  for (let round = 0; round < MUTATIONS; round += TOGETHER) {
    const answers = await Promise.all(
      Array.from({ length: TOGETHER }, (_, index) => isBelieved(round + index)),
    );
    believed += answers.filter((one) => one).length;
  }
  expect(believed).toBe(0);
}, 240_000);
