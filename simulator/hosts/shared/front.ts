/** What every host has in front of its world: routing, size limit, and the faults of the way back as a caller sees them. */

import { gatewayAt } from '../../gateways/all.ts';
import { CONTROL_PREFIX, control } from '../../gateways/control/control.ts';
import { type Deps, exchange, type Outcome } from '../../gateways/exchange.ts';
import type { Gateway, WireAnswer } from '../../gateways/gateway.ts';
import type { RawCall } from '../../world/model.ts';
import { addShopSecret } from './proxy.ts';

/** Longest body that is read, in bytes. */
export const BODY_LIMIT_BYTES = 64 * 1024;
/** `/practice/<rail>/<real path>`, as the shop's own origin passes a call on. */
const PRACTICE = /^\/practice\/([a-z]+)(\/.*)$/;
/** Answers with these have no body at all. */
export const BODILESS = [204, 205, 304];

export interface FrontDeps extends Deps {
  /** Resolves once `delayMs` of simulated time have passed; rejects when the caller gives up. */
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** Whether a path of a host's own origin belongs to the simulator: `/practice/<rail>/…` and `/_simulator/…`. */
export function isServed(pathname: string): boolean {
  return pathname.startsWith(`${CONTROL_PREFIX}/`) || PRACTICE.test(pathname);
}

/** Whether anything answers at a path of the simulator's own origin, where the providers' real paths stand too. */
export function isAnswered(pathname: string): boolean {
  return isServed(pathname) || gatewayAt(pathname) !== undefined;
}

/** A request as a host read it. */
export interface Asked {
  readonly method: string;
  readonly url: Pick<URL, 'pathname' | 'search' | 'origin'>;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Aborted when the caller gives up; made only when somebody has to wait. */
  readonly signal: () => AbortSignal;
}

/** As `answerAsked`, for hosts that speak as `fetch` does. */
export async function answer(deps: FrontDeps, request: Request): Promise<Response> {
  request.signal.throwIfAborted();
  const { status, headers, body } = await answerAsked(deps, {
    method: request.method,
    url: new URL(request.url),
    headers: Object.fromEntries(request.headers),
    bytes: new Uint8Array(await request.arrayBuffer()),
    signal: () => request.signal,
  });
  return new Response(BODILESS.includes(status) ? null : body, { status, headers });
}

/**
 * Answers a request as the provider, the network in between, or the control interface. Rejects with a TypeError, as
 * `fetch` does, when request or answer is lost, and with the signal's reason when the caller gives up.
 */
export async function answerAsked(deps: FrontDeps, asked: Asked): Promise<WireAnswer> {
  const { method, url, headers, bytes, signal } = asked;
  const { pathname, search, origin } = url;
  const [, rail, rest] = PRACTICE.exec(pathname) ?? [];
  if (bytes.byteLength > BODY_LIMIT_BYTES)
    return json(413, { error: 'too-large', message: 'At most 64 KB.' });
  const call: RawCall = {
    method,
    path: rest ?? pathname,
    query: search.slice(1),
    headers,
    body: bytes.byteLength === 0 ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    base: rail === undefined ? origin : `${origin}/practice/${rail}`,
  };
  if (pathname.startsWith(`${CONTROL_PREFIX}/`)) {
    const { status, body, contentType } = await control(deps, call, origin);
    return contentType === undefined ? json(status, body) : text(status, String(body), contentType);
  }
  const gateway = gatewayAt(call.path, rail);
  if (!gateway) return json(404, { error: 'not-found', message: 'No provider answers here.' });
  if (!gateway.methods.includes(call.method)) {
    const message = `Use ${gateway.methods.join(', ')}.`;
    return json(405, { error: 'method-not-allowed', message }, { allow: gateway.methods.join(', ') });
  }
  const passed = rail === undefined ? call : await addShopSecret(deps.store, gateway.rail, call);
  return passOn(deps, gateway, { call: passed, signal });
}

async function passOn(
  deps: FrontDeps,
  gateway: Gateway,
  { call, signal }: { readonly call: RawCall; readonly signal: () => AbortSignal },
): Promise<WireAnswer> {
  const first = await exchange(deps, gateway, { call });
  if (first.kind === 'undelivered') throw networkError(first.reason);
  const again = first.repeat ? await exchange(deps, gateway, { call, arrival: 'repeated' }) : first;
  for (const held of first.released) {
    const late = gatewayAt(held.call.path, held.rail);
    if (late) await exchange(deps, late, { call: held.call, arrival: 'late', held });
  }
  const told: Outcome = first.repeat === 'second' ? again : first;
  if (first.way.delayMs > 0) {
    await deps.wait(first.way.delayMs, signal());
    signal().throwIfAborted();
  }
  if (first.way.lost || told.kind === 'undelivered') throw networkError('lost');
  return wire(told.answer, first.way.instead);
}

/** What a browser's `fetch` rejects with; `cause` tells a request that never left from one that may have arrived. */
function networkError(cause: 'lost' | 'offline'): TypeError {
  return new TypeError('Failed to fetch', { cause });
}

function wire(answer: WireAnswer, instead: 'html' | 'empty' | 'truncated' | 'status-500' | null): WireAnswer {
  if (instead === null) return answer;
  if (instead === 'html') {
    const page = '<!doctype html><title>Wi-Fi</title><p>Please sign in to use this network.';
    return text(200, page, 'text/html;charset=utf-8');
  }
  if (instead === 'status-500') return text(500, 'Internal Server Error', 'text/plain');
  const { body } = answer;
  return { ...answer, body: instead === 'empty' ? '' : body.slice(0, Math.floor(body.length / 2)) };
}

function text(status: number, body: string, contentType: string): WireAnswer {
  return { status, headers: { 'content-type': contentType }, body };
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  const common = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers: { ...common, ...headers }, body: JSON.stringify(body) };
}
