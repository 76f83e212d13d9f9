/** The network between a till and the providers: it loses, delays, doubles, reorders, cuts and garbles, and it lies about itself. */

import { armFault } from '../../../simulator/faults/armed.ts';
import type { FaultName } from '../../../simulator/faults/catalogue.ts';
import type { WireAnswer } from '../../../simulator/gateways/gateway.ts';
import type { Rail } from '../../../simulator/world/model.ts';
import type { RailName } from '../../../src/domain/rail.ts';
import type { WireReply, WireRequest } from '../../../src/ports.ts';
import type { Mix } from './mix.ts';
import type { Chance } from './random.ts';
import type { Notebook } from './seen.ts';
import type { Shop } from './shop.ts';
import type { SwarmTime } from './time.ts';

export interface NetworkParts {
  readonly time: SwarmTime;
  readonly shop: Shop;
  readonly mix: Mix;
  readonly chance: Chance;
  readonly notebook: Notebook;
  /** False once the faults have stopped. */
  readonly isUnsafe: () => boolean;
}

export interface Network {
  /** One request of one tab of this till. What has left goes on by itself, whatever becomes of the tab. */
  readonly send: (tab: number, rail: RailName, request: WireRequest) => Promise<WireReply>;
}

type NoReply = Extract<WireReply, { readonly kind: 'no_reply' }>['reason'];

/** `known`: the browser says so; `unknown`: it believes that it is connected; `imagined`: it is, and says that it is not. */
const CUTS = ['known', 'unknown', 'imagined'] as const;

/** What a provider can do wrong by itself, once, at the next message that it fits. */
const PROVIDER_FAULTS: readonly [FaultName, ...FaultName[]] = [
  'provider-busy',
  'rate-limited',
  'signature-bad',
  'signature-missing',
  'key-unknown',
  'amount-wrong',
  'currency-wrong',
  'order-wrong',
  'paid-before-cancel',
  'paid-after-cancel',
  'cancel-refused',
  'query-lags',
  'capture-pending',
  'reader-unavailable',
  'refund-pending',
  'refund-fails',
  'out-of-order',
  'key-rotates',
];

/** On its way: nothing of it may hang on the tab that sent it. */
interface Flight {
  readonly n: number;
  readonly rail: RailName;
  readonly request: WireRequest;
  readonly signal: () => AbortSignal;
}

export function createNetwork(parts: NetworkParts, till: string): Network {
  const { time, mix, notebook, shop, isUnsafe } = parts;
  const chance = parts.chance.fork(`network ${till}`);
  const { rates } = mix;
  let sent = 0;
  let cut: { readonly kind: (typeof CUTS)[number]; readonly until: number } | undefined;

  /** Whether a fault of this kind strikes now. */
  const strikes = (kind: 'loss' | 'replay' | 'delay' | 'cut' | 'garble' | 'provider'): boolean =>
    isUnsafe() && chance.happens(rates[kind]);
  const struck = (kind: string, what: string): void => notebook.see({ t: 'fault', till, kind, what });
  const latency = (): number => chance.whole(mix.latencyMs[0], mix.latencyMs[1]) / 2;

  function cutNow(): (typeof CUTS)[number] | undefined {
    if (cut !== undefined && (time.now() >= cut.until || !isUnsafe())) cut = undefined;
    if (cut === undefined && strikes('cut')) {
      cut = { kind: chance.pick(CUTS), until: time.now() + chance.whole(3, 60) * 1_000 };
      struck('cut', cut.kind);
    }
    return cut?.kind;
  }

  function provoke(rail: RailName): void {
    const name = chance.pick(PROVIDER_FAULTS);
    struck('provider', name);
    const world = chance.happens(0.7) ? 'charged' : 'not-charged';
    shop.host.run((draft) => armFault(draft, { name, rail: rail as Rail, times: 1, parameters: { world } }));
  }

  async function send(tab: number, rail: RailName, request: WireRequest): Promise<WireReply> {
    sent += 1;
    const n = sent;
    const { method, path, body, headers } = request;
    const state = cutNow();
    if (state === 'known' || state === 'imagined') return noReply(n, 'offline');
    const key = headers['idempotency-key'] ?? headers['paypal-request-id'] ?? '';
    notebook.see({ t: 'send', n, till, tab, rail, method, path, body, key });
    if (strikes('provider')) provoke(rail);
    const giveUp = new AbortController();
    const flight: Flight = { n, rail, request, signal: () => giveUp.signal };
    const isLostThere = state === 'unknown' || strikes('loss');
    if (isLostThere) struck('loss', 'request');
    const reply = isLostThere ? never() : travel(flight);
    return new Promise((resolve) => {
      const takeBack = time.at(time.now() + request.timeoutMs, () => {
        giveUp.abort();
        resolve(noReply(n, 'timeout'));
      });
      void reply.then((answer) => {
        takeBack();
        if (!giveUp.signal.aborted) resolve(answer ?? noReply(n, 'network'));
      });
      // A connection that breaks is noticed at once, a packet that is gone never.
      if (isLostThere && chance.happens(0.5)) {
        takeBack();
        time.at(time.now() + chance.whole(1, 500), () => resolve(noReply(n, 'network')));
      }
    });
  }

  /** There and back; nothing when the connection broke. */
  async function travel(flight: Flight): Promise<WireReply | undefined> {
    const isLateThere = strikes('delay');
    if (isLateThere) struck('delay', 'request');
    await time.sleep(latency() + (isLateThere ? chance.whole(1, 40) * 1_000 : 0));
    if (strikes('replay')) {
      struck('replay', 'request');
      void time.sleep(chance.whole(1, 30_000)).then(() => arrive(shop, flight));
    }
    const answer = await arrive(shop, flight);
    const isLateBack = strikes('delay');
    if (isLateBack) struck('delay', 'answer');
    await time.sleep(latency() + (isLateBack ? chance.whole(1, 40) * 1_000 : 0));
    if (answer === undefined) return undefined;
    if (strikes('loss')) {
      struck('loss', 'answer');
      return chance.happens(0.5) ? undefined : never();
    }
    const reply = replyOf(answer);
    if (!strikes('garble')) return heard(flight.n, reply);
    const garbled = garble(reply, chance);
    struck('garble', garbled.what);
    return heard(flight.n, garbled.reply);
  }

  function heard(n: number, reply: Extract<WireReply, { readonly kind: 'reply' }>): WireReply {
    notebook.see({ t: 'heard', n, what: String(reply.status) });
    return reply;
  }

  function noReply(n: number, reason: NoReply): WireReply {
    notebook.see({ t: 'heard', n, what: reason });
    return { kind: 'no_reply', reason };
  }

  return { send };
}

/** A request at the provider's door; nothing when it or its answer is lost there. */
async function arrive({ host }: Shop, { rail, request, signal }: Flight): Promise<WireAnswer | undefined> {
  const { method, path, headers, body } = request;
  const mark = path.indexOf('?');
  const pathname = `/practice/${rail}${mark < 0 ? path : path.slice(0, mark)}`;
  const url = { pathname, search: mark < 0 ? '' : path.slice(mark), origin: 'http://practice.invalid' };
  const bytes = new TextEncoder().encode(method === 'GET' ? '' : body);
  try {
    return await host.answer({ method, url, headers: { ...headers }, bytes, signal });
  } catch (error) {
    // As `fetch` rejects: the network between, or a caller that has given up.
    if (error instanceof TypeError || signal().aborted) return undefined;
    throw error;
  }
}

function replyOf({ status, headers, body }: WireAnswer): Extract<WireReply, { readonly kind: 'reply' }> {
  const named = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { kind: 'reply', status, headers: named, bytes };
}

const SIGN_IN = '<!doctype html><title>Wi-Fi</title><p>Please sign in to use this network.';

/** What somebody between till and provider makes of an answer. */
function garble(
  reply: Extract<WireReply, { readonly kind: 'reply' }>,
  chance: Chance,
): { readonly what: string; readonly reply: Extract<WireReply, { readonly kind: 'reply' }> } {
  const text = (status: number, words: string): typeof reply => ({
    kind: 'reply',
    status,
    headers: { 'content-type': 'text/html;charset=utf-8' },
    bytes: new TextEncoder().encode(words),
  });
  switch (chance.pick(['html', 'empty', 'truncated', 'status-500', 'status-429', 'status-511'] as const)) {
    case 'html':
      return { what: 'html', reply: text(200, SIGN_IN) };
    case 'empty':
      return { what: 'empty', reply: { ...reply, bytes: new Uint8Array() } };
    case 'truncated': {
      const bytes = reply.bytes.slice(0, chance.whole(0, reply.bytes.length));
      return { what: 'truncated', reply: { ...reply, bytes } };
    }
    case 'status-500':
      return { what: 'status-500', reply: text(502, 'Bad Gateway') };
    case 'status-429':
      return { what: 'status-429', reply: text(429, '') };
    case 'status-511':
      return { what: 'status-511', reply: text(511, SIGN_IN) };
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
