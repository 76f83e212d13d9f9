/** A hundred thousand forged WeChat Pay answers (S-33): bytes flipped, headers swapped, old, another order's. None says "paid". */

import { expect, test } from 'vitest';
import { createMemoryHost, type MemoryHost } from '../../simulator/hosts/memory.ts';
import { credentialsOf } from '../../simulator/world/credentials.ts';
import { MERCHANT_PRIVATE_KEY, WECHATPAY_PUBLIC_MODE_PUBLIC_KEY } from '../../simulator/world/keys.ts';
import { type ExchangePorts, exchange, type Outcome } from '../../src/counter/exchange.ts';
import { money } from '../../src/domain/money.ts';
import type { WireReply, WireRequest } from '../../src/ports.ts';
import type { Order, RailAccount } from '../../src/providers/contract.ts';
import { wechatpay } from '../../src/providers/wechatpay/rail.ts';
import { readCertificate } from '../../src/signing/certificate.ts';
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
const MINE = 'GT0000000000000000000000MINE';
const OTHER = 'GT000000000000000000000OTHER';

type Reply = Extract<WireReply, { kind: 'reply' }>;

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

interface Shop {
  readonly host: MemoryHost;
  readonly account: RailAccount;
  readonly ports: Omit<ExchangePorts, 'wire'>;
}

/** A shop that trusts the platform's certificate and its public key, each by its own name. */
async function openShop(): Promise<Shop> {
  const host = createMemoryHost({ now: () => NOW, seed: 'forged' });
  const { wechatpay: paper } = credentialsOf(host.world());
  const parts = { subtle: crypto.subtle, store: keysInMemory(), clock: { now: () => NOW } };
  const keys = [
    [paper.platformSerial, readCertificate(paper.platformCertificate)?.publicKey ?? ''],
    [paper.publicKeyId, WECHATPAY_PUBLIC_MODE_PUBLIC_KEY],
  ] as const;
  expect((await importMerchantKey(parts, 'wechatpay', { text: MERCHANT_PRIVATE_KEY })).ok).toBe(true);
  for (const [keyId, text] of keys) {
    expect((await importProviderKey(parts, 'wechatpay', { text, keyId })).ok).toBe(true);
  }
  const limits = {
    operations: { query: 'no_amount', present: { CNY: 10_000 } },
    perMinute: 1_000_000,
  } as const;
  return {
    host,
    account: {
      appId: paper.appid,
      merchantId: paper.mchid,
      certificateSerial: paper.merchantSerial,
      shopName: '街角小店',
      tillId: 'T7K2',
    },
    ports: {
      tokens: noTokens,
      keys: noKeys,
      signer: createSigner({ subtle: crypto.subtle, keys: parts.store, clock: parts.clock, limits }),
      verifier: createVerifier({ subtle: crypto.subtle, keys: parts.store, clock: parts.clock }),
    },
  };
}

async function ask(host: MemoryHost, { method, headers, body, path }: WireRequest): Promise<Reply> {
  const init = method === 'GET' ? { method, headers } : { method, headers, body };
  const response = await host.handle(new Request(`http://simulator/practice/wechatpay${path}`, init));
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { kind: 'reply', status: response.status, headers: Object.fromEntries(response.headers), bytes };
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

const run = (shop: Shop, order: Order, wire: ExchangePorts['wire']): Promise<Outcome> =>
  exchange({ ...shop.ports, wire }, wechatpay, {
    order,
    account: shop.account,
    attempt: { orderNumber: order.orderNumber, amount: order.amount },
  });

const typeOf = (outcome: Outcome): string => outcome.news.event.type;

/** A payment at the simulated gateway, and the genuine answers about it before and after it was paid. */
async function genuine(
  shop: Shop,
  orderNumber: string,
): Promise<{ readonly waiting: Reply; readonly paid: Reply }> {
  const answers: Reply[] = [];
  const wire: ExchangePorts['wire'] = {
    send: async (_, request) => {
      const reply = await ask(shop.host, request);
      answers.push(reply);
      return reply;
    },
  };
  const control = (path: string, body: unknown): Promise<Response> =>
    shop.host.handle(
      new Request(`http://simulator/_simulator/${path}`, { method: 'POST', body: JSON.stringify(body) }),
    );
  const shown = (await run(shop, orderOf(orderNumber, 'present'), wire)).news.event;
  const content = shown.type === 'NEEDS_PAYER' ? shown.qr : undefined;
  expect(typeOf(await run(shop, orderOf(orderNumber, 'query'), wire))).toBe('NEEDS_PAYER');
  await control('wallets/wechatpay-lin/scan', { content });
  await control('wallets/wechatpay-lin/confirm', {});
  expect(typeOf(await run(shop, orderOf(orderNumber, 'query'), wire))).toBe('PAID');
  const [, waiting, paid] = answers;
  if (waiting === undefined || paid === undefined) throw new Error('no answers');
  return { waiting, paid };
}

test.each([
  ['the platform’s certificate', false],
  ['the public key', true],
])('the shop believes %s', async (_, isPublic) => {
  const shop = await openShop();
  const { publicKeyId } = credentialsOf(shop.host.world()).wechatpay;
  const account = isPublic ? { ...shop.account, publicKeyId } : shop.account;
  const { paid } = await genuine({ ...shop, account }, MINE);
  expect(paid.headers['wechatpay-serial']?.startsWith('PUB_KEY_ID_')).toBe(isPublic);
});

test('not one of 100,000 forged answers is believed', async () => {
  const shop = await openShop();
  const mine = await genuine(shop, MINE);
  const other = await genuine(shop, OTHER);
  const chance = createChance(20_261_123);
  const order = orderOf(MINE, 'query');
  /** What is made of an answer; the question itself is not what is tested here, so it is not really signed. */
  const read = (reply: Reply): Promise<Outcome> =>
    run(
      { ...shop, ports: { ...shop.ports, signer: { sign: async () => ({ ok: true, signature: 'AAAA' }) } } },
      order,
      { send: async () => reply },
    );
  expect(typeOf(await read(mine.paid))).toBe('PAID');
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const paidText = decode(mine.paid.bytes);
  const swaps: readonly (readonly [string, string])[] = [
    ['1250', '1'],
    ['SUCCESS', 'NOTPAY'],
    ['MINE', 'OTHER'],
    ['CNY', 'USD'],
    ['{', '{"trade_state":"SUCCESS",'],
  ];
  const names = [
    'wechatpay-timestamp',
    'wechatpay-nonce',
    'wechatpay-serial',
    'wechatpay-signature',
  ] as const;
  const withHeader = (name: string, value: string): Reply => ({
    ...mine.paid,
    headers: { ...mine.paid.headers, [name]: value },
  });
  const kinds: readonly (() => Reply)[] = [
    () => {
      const bytes = Uint8Array.from(mine.paid.bytes);
      const at = chance(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance(8));
      return { ...mine.paid, bytes };
    },
    () => {
      const [from, to] = swaps[chance(swaps.length)] ?? ['', ''];
      return { ...mine.paid, bytes: encode(paidText.replace(from, to)) };
    },
    // A header of an older answer, of another order's, or a little changed.
    () => {
      const name = names[chance(names.length)] ?? names[0];
      const value = mine.paid.headers[name] ?? '';
      const at = chance(value.length);
      const changed = `${value.slice(0, at)}${chance(10)}${value.slice(at + 1)}`;
      return withHeader(
        name,
        [mine.waiting.headers[name] ?? '', other.paid.headers[name] ?? '', changed][chance(3)] ?? '',
      );
    },
    // Another order's genuine answer, and this order's "paid" content in an older answer's envelope.
    () => other.paid,
    () => ({ ...mine.waiting, bytes: mine.paid.bytes }),
    () => ({ ...mine.paid, bytes: mine.paid.bytes.slice(0, chance(mine.paid.bytes.length)) }),
    () => withHeader('wechatpay-signature', `WECHATPAY/SIGNTEST/${mine.paid.headers['wechatpay-signature']}`),
  ];
  const isTheSame = (reply: Reply): boolean =>
    decode(reply.bytes) === paidText &&
    names.every((name) => reply.headers[name] === mine.paid.headers[name]);
  /** Whether a forged answer was taken for anything but no answer. */
  const isBelieved = async (round: number): Promise<boolean> => {
    const forged = (kinds[round % 10 < 4 ? 0 : round % kinds.length] ?? (() => other.paid))();
    const outcome = await read(forged);
    return !isTheSame(forged) && (typeOf(outcome) !== 'NO_ANSWER' || outcome.evidence !== undefined);
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
