/** The wire: what never left is told from what may have, a wrong "offline" holds up no payment, and it gives up in time. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WireRequest } from '../../../src/ports.ts';
import { reachServer } from '../../../src/sync/reach.ts';
import { createWire } from '../../../src/sync/wire.ts';

const REQUEST: WireRequest = {
  method: 'POST',
  path: '/gateway.do',
  headers: { 'content-type': 'text/plain' },
  body: 'hello',
  timeoutMs: 5_000,
};

type Send = (request: Request) => Promise<Response>;

function wireOver(send: Send, isReachable: () => boolean | Promise<boolean> = () => true) {
  return createWire({ send, isReachable, urlOf: (rail, path) => `https://shop.example/live/${rail}${path}` });
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a request', () => {
  it.each(['/../../practice/alipay/gateway.do', '/../unionpay/gateway.do'])(
    'INV-02 request-within-its-book: does not leave for %s',
    async (path) => {
      const seen: string[] = [];
      const wire = wireOver(async ({ url }) => {
        seen.push(url);
        return new Response('');
      });
      await expect(wire.send('alipay', { ...REQUEST, path })).rejects.toThrow(
        'INV-02 request-within-its-book',
      );
      expect(seen).toEqual([]);
    },
  );

  it('goes to the rail’s own path, and its answer comes back as it is', async () => {
    const seen: string[] = [];
    const wire = wireOver(async (request) => {
      seen.push(request.method, request.url, await request.text());
      return new Response('<html>', { status: 502, headers: { 'x-a': 'b' } });
    });
    const reply = await wire.send('alipay', REQUEST);
    expect(seen).toEqual(['POST', 'https://shop.example/live/alipay/gateway.do', 'hello']);
    expect(reply).toMatchObject({ kind: 'reply', status: 502, headers: { 'x-a': 'b' } });
    expect(reply.kind === 'reply' && new TextDecoder().decode(reply.bytes)).toBe('<html>');
  });

  it('does not leave without a network, and that is known', async () => {
    const send = vi.fn<Send>();
    expect(await wireOver(send, () => false).send('alipay', REQUEST)).toEqual({
      kind: 'no_reply',
      reason: 'offline',
    });
    expect(send).not.toHaveBeenCalled();
  });

  it('leaves all the same when the browser was wrong about it', async () => {
    const wire = wireOver(
      async () => new Response('ok'),
      async () => true,
    );
    expect(await wire.send('alipay', REQUEST)).toMatchObject({ kind: 'reply', status: 200 });
  });

  it('that fails may have left: only the simulator knows that it did not', async () => {
    const failing =
      (cause?: string): Send =>
      () =>
        Promise.reject(new TypeError('failed', { cause }));
    expect(await wireOver(failing()).send('alipay', REQUEST)).toEqual({
      kind: 'no_reply',
      reason: 'network',
    });
    expect(await wireOver(failing('offline')).send('alipay', REQUEST)).toEqual({
      kind: 'no_reply',
      reason: 'offline',
    });
  });

  it('is given up after its time, and when the answer has no end', async () => {
    const silent: Send = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const given = wireOver(silent).send('alipay', REQUEST);
    await vi.advanceTimersByTimeAsync(REQUEST.timeoutMs);
    expect(await given).toEqual({ kind: 'no_reply', reason: 'timeout' });
    const endless = wireOver(async () => new Response('x'.repeat(600_000)));
    expect(await endless.send('alipay', REQUEST)).toEqual({ kind: 'no_reply', reason: 'network' });
  });
});

describe('the shop’s own server', () => {
  const location = { origin: 'https://shop.example' };

  it('is reached by any answer, a refusal as well', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(null, { status: 405 }));
    expect(await reachServer({ fetch, location })).toBe(true);
    expect(fetch.mock.calls[0]?.[0]).toBe('https://shop.example/live/');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'HEAD', cache: 'no-store' });
  });

  it('is not reached by a failure, nor by silence', async () => {
    expect(await reachServer({ fetch: () => Promise.reject(new TypeError('failed')), location })).toBe(false);
    const silent: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('given up')));
      });
    const asked = reachServer({ fetch: silent, location });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await asked).toBe(false);
  });
});
