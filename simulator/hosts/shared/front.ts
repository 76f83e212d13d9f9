/** What every host has in front of its world: routing, size limit, and the faults of the way back as a caller sees them. */

import { alipayGateway } from '../../gateways/alipay/gateway.ts';
import { CONTROL_PREFIX, control } from '../../gateways/control/control.ts';
import { type Deps, exchange, type Outcome } from '../../gateways/exchange.ts';
import type { Gateway, WireAnswer } from '../../gateways/gateway.ts';
import type { RawCall } from '../../world/model.ts';

const GATEWAYS: readonly Gateway[] = [alipayGateway];
/** Longest body that is read, in characters of its UTF-8 form or fewer. */
export const BODY_LIMIT = 64 * 1024;

export interface FrontDeps extends Deps {
  /** Resolves once `delayMs` of simulated time have passed; rejects when the caller gives up. */
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** Whether a path of a host's own origin belongs to the simulator: `/practice/<rail>/…` and `/_simulator/…`. */
export function isServed(pathname: string): boolean {
  return pathname.startsWith(`${CONTROL_PREFIX}/`) || stripPrefix(pathname) !== pathname;
}

/**
 * Answers a request as the provider, the network in between, or the control interface. Rejects with a TypeError, as
 * `fetch` does, when request or answer is lost, and with the signal's reason when the caller gives up.
 */
export async function answer(deps: FrontDeps, request: Request): Promise<Response> {
  request.signal.throwIfAborted();
  const url = new URL(request.url);
  const path = stripPrefix(url.pathname);
  const body = await request.text();
  if (body.length > BODY_LIMIT) return json(413, { error: 'too-large', message: 'At most 64 KB.' });
  const call: RawCall = { method: request.method, path, query: url.search.slice(1), body };
  if (path.startsWith(`${CONTROL_PREFIX}/`)) {
    const reply = await control(deps, call);
    return json(reply.status, reply.body);
  }
  const gateway = GATEWAYS.find((candidate) => candidate.serves(path));
  if (!gateway) return json(404, { error: 'not-found', message: 'No provider answers here.' });
  if (call.method !== 'POST') return json(405, { error: 'method-not-allowed', message: 'Use POST.' });
  return passOn(deps, gateway, { call, signal: request.signal });
}

async function passOn(
  deps: FrontDeps,
  gateway: Gateway,
  { call, signal }: { readonly call: RawCall; readonly signal: AbortSignal },
): Promise<Response> {
  const first = await exchange(deps, gateway, { call });
  if (first.kind === 'undelivered') throw networkError(first.reason);
  const again = first.repeat ? await exchange(deps, gateway, { call, arrival: 'repeated' }) : first;
  for (const held of first.released) {
    await exchange(deps, gateway, { call: held.call, arrival: 'late', held });
  }
  const told: Outcome = first.repeat === 'second' ? again : first;
  if (first.way.delayMs > 0) await deps.wait(first.way.delayMs, signal);
  signal.throwIfAborted();
  if (first.way.lost || told.kind === 'undelivered') throw networkError('lost');
  return wire(told.answer, first.way.instead);
}

/** What a browser's `fetch` rejects with; `cause` tells a request that never left from one that may have arrived. */
function networkError(cause: 'lost' | 'offline'): TypeError {
  return new TypeError('Failed to fetch', { cause });
}

function wire(answer: WireAnswer, instead: 'html' | 'empty' | 'truncated' | 'status-500' | null): Response {
  if (instead === 'html') {
    const page = '<!doctype html><title>Wi-Fi</title><p>Please sign in to use this network.';
    return new Response(page, { headers: { 'content-type': 'text/html;charset=utf-8' } });
  }
  if (instead === 'status-500') {
    return new Response('Internal Server Error', { status: 500, headers: { 'content-type': 'text/plain' } });
  }
  const half = answer.body.slice(0, Math.floor(answer.body.length / 2));
  const body = instead === 'empty' ? '' : instead === 'truncated' ? half : answer.body;
  return new Response(body, { status: answer.status, headers: answer.headers });
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** `/practice/<rail>/<real path>` → the provider's real path. */
function stripPrefix(pathname: string): string {
  return pathname.replace(/^\/practice\/[a-z]+(?=\/)/, '');
}
