/** The real counter over the simulated gateway, without a browser: memory journal, virtual time, stand-in signatures. */

import { createStandInCrypto, standInSignature } from '../../simulator/gateways/crypto.ts';
import { createMemoryHost, type MemoryHost } from '../../simulator/hosts/memory.ts';
import { createVirtualTime, type VirtualTime } from '../../simulator/hosts/node/virtual-time.ts';
import type { Credentials } from '../../simulator/world/credentials.ts';
import {
  GATEWAY_PRIVATE_KEY,
  GATEWAY_PUBLIC_KEY,
  MERCHANT_PRIVATE_KEY,
  MERCHANT_PUBLIC_KEY,
  WECHATPAY_PUBLIC_MODE_PRIVATE_KEY,
  WECHATPAY_PUBLIC_MODE_PUBLIC_KEY,
} from '../../simulator/world/keys.ts';
import { PLATFORM_KEYS } from '../../simulator/world/platform-keys.ts';
import type { BookView } from '../../src/counter/book.ts';
import type { CounterPorts } from '../../src/counter/core.ts';
import { type Counter, createCounter } from '../../src/counter/counter.ts';
import type { Notice } from '../../src/counter/notice.ts';
import { type Currency, money } from '../../src/domain/money.ts';
import type { RailName } from '../../src/domain/rail.ts';
import type { Sale } from '../../src/domain/sale.ts';
import type { Journal, KeyIntake, Lock, SealedCertificate, WireReply, WireRequest } from '../../src/ports.ts';
import type { RailAccount } from '../../src/providers/contract.ts';
import { RAILS } from '../../src/providers/rails.ts';
import { sha256Hex } from '../../src/signing/digest.ts';
import { createMemoryJournal, createMemoryStore, type MemoryStore } from '../../src/store/memory-journal.ts';

/** 23 November 2026, 10:00 in Beijing: far from midnight. */
const START = Date.UTC(2026, 10, 23, 2, 0, 0);

/** The provider, the customers and the disk: what outlives a till that is stopped. */
export interface Outside {
  readonly time: VirtualTime;
  readonly host: MemoryHost;
  readonly store: MemoryStore;
  /** What the shop has from each provider. */
  readonly credentials: Credentials;
  /** WeChat Pay's keys that a till knows, by name: those of the beginning and those it looked up. */
  readonly known: Set<string>;
  /** Calls the control interface. */
  readonly control: (path: string, body?: unknown, method?: string) => Promise<Record<string, unknown>>;
}

export interface Till {
  readonly counter: Counter;
  readonly notices: Notice[];
  readonly sale: (number?: number) => Sale;
  /** Ends the till without a word, as a crash would: nothing of it runs on. */
  readonly kill: () => void;
}

export async function createOutside(seed = 'headless', start = START): Promise<Outside> {
  const time = createVirtualTime(start);
  const host = createMemoryHost({
    now: time.now,
    seed,
    crypto: createStandInCrypto([
      { publicKey: MERCHANT_PUBLIC_KEY, privateKey: MERCHANT_PRIVATE_KEY },
      { publicKey: GATEWAY_PUBLIC_KEY, privateKey: GATEWAY_PRIVATE_KEY },
      { publicKey: WECHATPAY_PUBLIC_MODE_PUBLIC_KEY, privateKey: WECHATPAY_PUBLIC_MODE_PRIVATE_KEY },
    ]),
    wait: (delayMs, signal) => time.sleep(delayMs, signal),
  });
  const control: Outside['control'] = async (path, body, method) => {
    time.stir();
    const verb = method ?? (body === undefined ? 'GET' : 'POST');
    const init = body === undefined ? { method: verb } : { method: verb, body: JSON.stringify(body) };
    const response = await host.handle(new Request(`http://simulator/_simulator/${path}`, init));
    return (await response.json()) as Record<string, unknown>;
  };
  const credentials = (await control('credentials')) as unknown as Credentials;
  const known = new Set([credentials.wechatpay.platformSerial, credentials.wechatpay.publicKeyId]);
  return { time, host, store: createMemoryStore(), credentials, known, control };
}

type Keys = Pick<Outside, 'credentials' | 'known'>;

/** The shop's account at a provider that answers in the simulator. */
export function accountOf(
  { credentials }: Pick<Outside, 'credentials'>,
  rail: RailName,
): RailAccount | undefined {
  const shop = { shopName: '街角小店', tillId: 'T7K2' };
  const { alipay, wechatpay, unionpay, paypal, card } = credentials;
  switch (rail) {
    case 'alipay':
      return { appId: alipay.appId, ...shop };
    case 'wechatpay': {
      const { appid: appId, mchid: merchantId, merchantSerial: certificateSerial } = wechatpay;
      return { appId, merchantId, certificateSerial, ...shop };
    }
    case 'unionpay': {
      const { merId, certId: certificateSerial } = unionpay;
      return { appId: merId, merchantId: merId, certificateSerial, ...shop };
    }
    case 'paypal':
      return { appId: paypal.clientId, ...shop };
    case 'card':
      return { appId: card.account, readerId: card.readerId, ...shop };
    default:
      return undefined;
  }
}

/** The key that a provider's signature is to be checked with; undefined when the till has no such key. */
export function providerKey(
  { credentials, known }: Keys,
  rail: RailName,
  keyId: string | undefined,
): string | undefined {
  const { unionpay } = credentials;
  if (rail === 'wechatpay') {
    if (keyId === undefined || !known.has(keyId)) return undefined;
    return platformKey(keyId) ?? WECHATPAY_PUBLIC_MODE_PUBLIC_KEY;
  }
  const isKnown = keyId === undefined || (rail === 'unionpay' && keyId === unionpay.gatewayCertId);
  return isKnown ? GATEWAY_PUBLIC_KEY : undefined;
}

/** What stands for a platform key's pair in a stand-in signature. */
function platformKey(serial: string): string | undefined {
  return PLATFORM_KEYS.find((key) => key.serial === serial)?.privateKey;
}

/** As the real one, over stand-in secrets: what is sealed names its secret first, and the certificate last. */
export function createIntake({ credentials, known }: Keys): KeyIntake {
  const open = ({ ciphertext, keyId }: SealedCertificate): string | undefined => {
    const text = new TextDecoder().decode(Uint8Array.from(atob(ciphertext), (one) => one.charCodeAt(0)));
    const isOurs = text.startsWith(`${credentials.wechatpay.apiV3Key}\n`);
    return isOurs ? platformKey(keyId) : undefined;
  };
  return {
    canOpen: async () => true,
    admit: async ({ keyId, certificates, proof }) => {
      const wanted = certificates.find((one) => one.keyId === keyId);
      const signer = certificates.find((one) => one.keyId === proof.keyId);
      if (wanted === undefined) return 'not_listed';
      const key = signer && open(signer);
      const text = new TextDecoder().decode(proof.bytes);
      if (key === undefined || open(wanted) === undefined) return 'refused';
      if (standInSignature(key, text) !== proof.signature) return 'refused';
      known.add(keyId);
      return 'admitted';
    },
  };
}

export interface TillOptions {
  /** Called before each await that passes through a port; one that never resolves stops the till there. */
  readonly gate?: (port: string) => Promise<void>;
  /** Wraps the journal, for storage that fails. */
  readonly wrapJournal?: (journal: Journal) => Journal;
  readonly lock?: Lock;
  /** Whether the shop's accounts are entered; asked each time. They are unless told. */
  readonly isSetUp?: () => boolean;
  /** Yuan unless told. */
  readonly currency?: Currency;
  /** Told as a page is told. */
  readonly onChange?: (view: BookView) => void;
  readonly onNotice?: (notice: Notice) => void;
}

export async function openTill(outside: Outside, options: TillOptions = {}): Promise<Till> {
  const { time } = outside;
  const notices: Notice[] = [];
  let isAlive = true;
  /** After a kill no port answers any more. */
  const pass = async (port: string): Promise<void> => {
    time.stir();
    if (!isAlive) await new Promise<never>(() => undefined);
    await options.gate?.(port);
    time.stir();
  };
  const ports = portsOf(outside, pass, options);
  let counter: Counter | undefined;
  let takeBack: () => void = () => undefined;
  counter = createCounter({
    ports: {
      ...ports,
      wakeup: {
        at: (when) => {
          takeBack();
          if (when === undefined) return;
          // Asked for in the till's time, which may be off: what counts is how long it is until then.
          const restMs = Math.max(0, when - outside.host.clock.now());
          takeBack = time.at(time.now() + restMs, () => isAlive && counter?.wake('timer'));
        },
      },
    },
    rails: RAILS,
    account: (rail) => ((options.isSetUp?.() ?? true) ? accountOf(outside, rail) : undefined),
    till: 'T7K2',
    book: 'practice',
    currency: options.currency ?? 'CNY',
    version: '0.0.0-test',
    lastEnd: 'first',
    actor: () => 'cashier',
    onChange: (view) => {
      time.stir();
      options.onChange?.(view);
    },
    onNotice: (notice) => {
      notices.push(notice);
      options.onNotice?.(notice);
    },
  });
  await counter.open();
  await time.settle();
  const opened = counter;
  return {
    counter: opened,
    notices,
    sale: (number) => {
      const view = opened.view();
      const sale = view.sales.get(number ?? view.newest);
      if (sale === undefined) throw new Error('no such sale');
      return sale;
    },
    kill: () => {
      isAlive = false;
      takeBack();
    },
  };
}

function portsOf(
  outside: Outside,
  pass: (port: string) => Promise<void>,
  options: TillOptions,
): Omit<CounterPorts, 'wakeup'> {
  const { host, store } = outside;
  const memory = createMemoryJournal(store);
  const journal = options.wrapJournal?.(memory) ?? memory;
  const intake = createIntake(outside);
  let drawn = store.entries.size * 1000;
  return {
    clock: host.clock,
    // A counter, not chance: the same run gives the same numbers.
    random: {
      bytes: (length) => {
        drawn += 1;
        return Uint8Array.from({ length }, (_, index) =>
          index < 4 ? (drawn >> (8 * (3 - index))) & 255 : index,
        );
      },
    },
    journal: {
      ...journal,
      read: () => pass('read').then(() => journal.read()),
      append: async (batch) => {
        await pass('append');
        const result = await journal.append(batch);
        await pass('appended');
        return result;
      },
    },
    signer: {
      sign: async ({ text }) => {
        await pass('sign');
        return { ok: true, signature: standInSignature(MERCHANT_PUBLIC_KEY, text) };
      },
    },
    verifier: {
      verify: async ({ rail, bytes, signature, keyId }) => {
        await pass('verify');
        const key = providerKey(outside, rail, keyId);
        if (key === undefined) return 'unknown_key';
        const text = new TextDecoder().decode(bytes);
        return standInSignature(key, text) === signature ? 'valid' : 'invalid';
      },
    },
    intake: {
      canOpen: (rail) => pass('can_open').then(() => intake.canOpen(rail)),
      admit: (command) => pass('admit').then(() => intake.admit(command)),
    },
    wire: {
      send: async (rail, request) => {
        await pass('send');
        const reply = await sendTo(outside, rail, request);
        await pass('sent');
        return reply;
      },
    },
    lock: options.lock ?? { acquire: async () => ({ release: () => undefined }), ask: () => undefined },
    digest: sha256Hex,
  };
}

/** As the page's wire does it: a time-out of its own, and what never left told from what may have. */
async function sendTo({ host, time }: Outside, rail: RailName, request: WireRequest): Promise<WireReply> {
  const giveUp = new AbortController();
  const takeBack = time.at(time.now() + request.timeoutMs, () => giveUp.abort(new Error('timeout')));
  const leftAt = time.now();
  try {
    const { method, headers, body, path } = request;
    const init = { method, headers, signal: giveUp.signal, ...(method === 'GET' ? {} : { body }) };
    const response = await host.handle(new Request(`http://simulator/practice/${rail}${path}`, init));
    const bytes = new Uint8Array(await response.arrayBuffer());
    const answered = Object.fromEntries(response.headers);
    const tookMs = time.now() - leftAt;
    return { kind: 'reply', status: response.status, headers: answered, bytes, tookMs };
  } catch (error) {
    if (giveUp.signal.aborted) return { kind: 'no_reply', reason: 'timeout' };
    const isOffline = error instanceof TypeError && error.cause === 'offline';
    return { kind: 'no_reply', reason: isOffline ? 'offline' : 'network' };
  } finally {
    takeBack();
    time.stir();
  }
}

export const yuan = (amountMinor: number) => money('CNY', amountMinor);
