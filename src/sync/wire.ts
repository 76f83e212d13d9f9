/** The Wire: one request to a gateway, one answer or none. It repeats nothing, and it tells what never left from what may have. */

import { check } from '../domain/assert.ts';
import type { RailName } from '../domain/rail.ts';
import type { Wire, WireReply, WireRequest } from '../ports.ts';
import { timeLimit } from './time-limit.ts';

export interface WireParts {
  /** The platform's fetch for a live book, the simulator's own function for a practice book. */
  readonly send: (request: Request) => Promise<Response>;
  /** Where a rail's own path is reached, such as `/live/alipay/gateway.do`. */
  readonly urlOf: (rail: RailName, path: string) => string;
  /** False when there certainly is no network; true proves nothing. Never rejects. */
  readonly isReachable: () => boolean | Promise<boolean>;
  /** A clock that nobody can set, milliseconds since whenever: `performance.now`. */
  readonly elapsedMs?: () => number;
}

/** Answers larger than this are given up. */
const MAX_BYTES = 512 * 1024;

export function createWire({ send, urlOf, isReachable, elapsedMs }: WireParts): Wire {
  return {
    send: async (rail, request) => {
      if (!(await isReachable())) return { kind: 'no_reply', reason: 'offline' };
      const url = new URL(urlOf(rail, request.path)).href;
      // Whatever a path says, it does not lead out of the book's own gateway (S-71).
      check(url.startsWith(urlOf(rail, '/')), 'INV-02 request-within-its-book', rail);
      const { signal, clear } = timeLimit(request.timeoutMs);
      try {
        const leftAt = elapsedMs?.();
        const response = await send(toRequest(url, request, signal));
        const tookMs = leftAt === undefined || elapsedMs === undefined ? undefined : elapsedMs() - leftAt;
        return await answerOf(response, tookMs);
      } catch (error) {
        return { kind: 'no_reply', reason: reasonOf(error, signal) };
      } finally {
        clear();
      }
    },
  };
}

function toRequest(url: string, { method, headers, body }: WireRequest, signal: AbortSignal): Request {
  return new Request(url, {
    method,
    headers: { ...headers },
    ...(method === 'GET' ? {} : { body }),
    signal,
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
}

async function answerOf(response: Response, tookMs: number | undefined): Promise<WireReply> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > MAX_BYTES) return { kind: 'no_reply', reason: 'network' };
  const headers = Object.fromEntries(response.headers);
  const reply = { kind: 'reply', status: response.status, headers, bytes } as const;
  return tookMs === undefined ? reply : { ...reply, tookMs };
}

/** `cause` is how the simulator says that its network was down before anything left. */
function reasonOf(error: unknown, signal: AbortSignal): Extract<WireReply, { kind: 'no_reply' }>['reason'] {
  if (signal.aborted) return 'timeout';
  return error instanceof TypeError && error.cause === 'offline' ? 'offline' : 'network';
}
