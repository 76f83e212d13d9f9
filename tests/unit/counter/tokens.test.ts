/** Tokens that stand for the merchant: fetched once, used while they are good, forgotten when refused. */

import { describe, expect, test } from 'vitest';
import { createTokens } from '../../../src/counter/tokens.ts';
import type { WireReply } from '../../../src/ports.ts';
import type { Rail } from '../../../src/providers/contract.ts';

const account = { appId: 'A', shopName: 'S', tillId: 'T' };

function desk(replies: readonly WireReply[]) {
  let now = 1_000_000;
  let asked = 0;
  const rail: Rail = {
    name: 'paypal',
    authentication: 'token',
    proof: 'channel',
    build: () => ({ request: { method: 'GET', path: '/', headers: {}, body: '', timeoutMs: 1 } }),
    attach: (request) => request,
    open: () => ({ kind: 'channel', content: new Uint8Array() }),
    read: () => ({
      about: 'attempt',
      event: { type: 'PENDING' },
      claim: { orderNumber: undefined },
      raw: { code: '' },
    }),
    token: {
      build: () => ({ method: 'POST', path: '/token', headers: {}, body: '', timeoutMs: 1 }),
      read: ({ status, bytes }) =>
        status === 200 ? { token: new TextDecoder().decode(bytes), lifeMs: 600_000 } : { fault: 'setup_app' },
    },
  };
  const wire = {
    send: async (): Promise<WireReply> => {
      asked += 1;
      return replies[asked - 1] ?? { kind: 'no_reply', reason: 'network' };
    },
  };
  const tokens = createTokens({ wire, clock: { now: () => now } });
  return {
    get: () => tokens.get(rail, account),
    forget: () => tokens.forget(rail),
    pass: (ms: number) => (now += ms),
    asked: () => asked,
  };
}

const reply = (text: string, status = 200): WireReply => ({
  kind: 'reply',
  status,
  headers: {},
  bytes: new TextEncoder().encode(text),
});

describe('a token', () => {
  test('is asked for once and used until its last minute', async () => {
    const { get, pass, asked } = desk([reply('one'), reply('two')]);
    expect(await get()).toEqual({ ok: true, token: 'one' });
    pass(539_999);
    expect(await get()).toEqual({ ok: true, token: 'one' });
    expect(asked()).toBe(1);
    pass(1);
    expect(await get()).toEqual({ ok: true, token: 'two' });
  });

  test('that was refused is asked for again', async () => {
    const { get, forget } = desk([reply('one'), reply('two')]);
    await get();
    forget();
    expect(await get()).toEqual({ ok: true, token: 'two' });
  });

  test.each<[string, WireReply, string]>([
    ['a wrong secret is a set-up fault', reply('no', 401), 'setup_app'],
    ['no network', { kind: 'no_reply', reason: 'offline' }, 'offline'],
    ['no answer', { kind: 'no_reply', reason: 'timeout' }, 'no_answer'],
  ])('%s', async (_, answer, fault) => {
    const { get } = desk([answer, reply('later')]);
    expect(await get()).toEqual({ ok: false, fault });
    expect(await get()).toEqual({ ok: true, token: 'later' });
  });
});
