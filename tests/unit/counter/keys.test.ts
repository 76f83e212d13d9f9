/** When a provider's new key is looked up, how often, and what is said when it is not found. */

import { describe, expect, test } from 'vitest';
import { createProviderKeys } from '../../../src/counter/keys.ts';
import type { KeyAdmission, SignedOperation, WireReply } from '../../../src/ports.ts';
import { alipay } from '../../../src/providers/alipay/rail.ts';
import type { Rail } from '../../../src/providers/contract.ts';

const account = { appId: 'A', shopName: 'S', tillId: 'T' };
const MINUTE_MS = 60_000;

interface World {
  readonly reply?: WireReply;
  readonly admission?: KeyAdmission;
  readonly canOpen?: boolean;
  readonly isSigned?: boolean;
  readonly isReadable?: boolean;
  readonly isRefusingToSign?: boolean;
}

const REPLY: WireReply = { kind: 'reply', status: 200, headers: {}, bytes: new Uint8Array([1]) };

function desk(world: World = {}) {
  const { canOpen = true, isSigned = true, isReadable = true, isRefusingToSign = false } = world;
  let now = 1_000_000_000;
  let { reply = REPLY, admission = 'admitted' } = world;
  const asked: string[] = [];
  const signedFor: SignedOperation[] = [];
  const rail: Rail = {
    ...alipay,
    name: 'wechatpay',
    attach: (request, signature) => ({ ...request, headers: { signature } }),
    keys: {
      kindOf: (keyId) => (keyId.startsWith('S') ? 'listed' : keyId.startsWith('P') ? 'entered' : undefined),
      build: (_, { nonce }) => ({
        request: { method: 'GET', path: '/certificates', headers: {}, body: '', timeoutMs: 1 },
        textToSign: `text ${nonce.length}`,
      }),
      open: ({ bytes }) =>
        isSigned
          ? { kind: 'signed', bytes, signature: 'theirs', keyId: 'S1' }
          : { kind: 'unsigned', fault: 'answer_forged' },
      read: () => (isReadable ? [] : undefined),
    },
  };
  const keys = createProviderKeys({
    clock: { now: () => now },
    random: { bytes: (length) => new Uint8Array(length) },
    signer: {
      sign: async ({ operation, text }) => {
        signedFor.push(operation);
        expect(text).toBe('text 32');
        return isRefusingToSign ? { ok: false, refusal: 'too_many' } : { ok: true, signature: 'ours' };
      },
    },
    wire: {
      send: async (_, { path, headers }) => {
        asked.push(`${path} ${headers['signature']}`);
        return reply;
      },
    },
    intake: { canOpen: async () => canOpen, admit: async () => admission },
  });
  return {
    lookUp: (keyId: string, on: Rail = rail) => keys.lookUp(on, account, keyId),
    asked: () => asked.length,
    messages: asked,
    signedFor,
    pass: (ms: number) => {
      now += ms;
    },
    answer: (next: WireReply, said: KeyAdmission) => {
      reply = next;
      admission = said;
    },
  };
}

const forged = { ok: false, fault: 'answer_forged' };

describe('a key that nobody here knows', () => {
  test('is asked for once, signed like every call, and known from then on', async () => {
    const { lookUp, messages, signedFor } = desk();
    expect(await lookUp('S1')).toEqual({ ok: true });
    expect(messages).toEqual(['/certificates ours']);
    expect(signedFor).toEqual(['key_query']);
  });

  test('of several payments at once is asked for once for all', async () => {
    const { lookUp, asked } = desk();
    expect(await Promise.all([lookUp('S1'), lookUp('S1'), lookUp('S1')])).toEqual([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    expect(asked()).toBe(1);
  });

  test('that only the owner can enter is never asked for', async () => {
    const { lookUp, asked } = desk();
    expect(await lookUp('PUB_KEY_ID_1')).toEqual({ ok: false, fault: 'key_unknown' });
    expect(asked()).toBe(0);
  });

  test('is not asked for where nothing could open the answer, and the owner is told', async () => {
    const { lookUp, asked } = desk({ canOpen: false });
    expect(await lookUp('S1')).toEqual({ ok: false, fault: 'key_sealed' });
    expect(asked()).toBe(0);
  });

  test.each([
    ['with a name that is none', 'nonsense', undefined],
    ['of a provider that gives no keys out', 'S1', alipay],
  ])('%s is a forgery', async (_, keyId, rail) => {
    const { lookUp, asked } = desk();
    expect(await lookUp(keyId, rail)).toEqual(forged);
    expect(asked()).toBe(0);
  });

  test.each<[string, World]>([
    ['that the provider does not list', { admission: 'not_listed' }],
    ['whose certificate proves nothing', { admission: 'refused' }],
    ['that could not be checked', { admission: 'unavailable' }],
    ['without an answer', { reply: { kind: 'no_reply', reason: 'timeout' } }],
    ['from a provider in trouble', { reply: { ...REPLY, status: 500 } }],
    ['in an answer that nobody signed', { isSigned: false }],
    ['in an answer that is no list', { isReadable: false }],
    ['when nothing is signed', { isRefusingToSign: true }],
  ])('%s stays unknown', async (_, world) => {
    expect(await desk(world).lookUp('S1')).toEqual(forged);
  });
});

describe('a hostile answer', () => {
  test('cannot make the till ask again and again for a key that is not there', async () => {
    const { lookUp, asked, pass } = desk({ admission: 'not_listed' });
    for (let second = 0; second < 299; second += 1) {
      expect(await lookUp('S1')).toEqual(forged);
      pass(1_000);
    }
    expect(asked()).toBe(1);
    pass(1_000);
    await lookUp('S1');
    expect(asked()).toBe(2);
  });

  test('with ever other names makes it ask at most twice a minute', async () => {
    const { lookUp, asked, pass } = desk({ admission: 'not_listed' });
    for (let second = 0; second < 120; second += 1) {
      await lookUp(`S${second}`);
      pass(1_000);
    }
    expect(asked()).toBe(4);
  });
});

describe('a look that failed on the way', () => {
  test('is repeated half a minute later', async () => {
    const { lookUp, asked, pass, answer } = desk({ reply: { kind: 'no_reply', reason: 'network' } });
    expect(await lookUp('S1')).toEqual(forged);
    answer(REPLY, 'admitted');
    pass(29_999);
    expect(await lookUp('S1')).toEqual(forged);
    pass(1);
    expect(await lookUp('S1')).toEqual({ ok: true });
    expect(asked()).toBe(2);
  });

  test('does not wait for a clock that was put back', async () => {
    const { lookUp, pass, answer } = desk({ admission: 'refused' });
    await lookUp('S1');
    pass(-60 * MINUTE_MS);
    answer(REPLY, 'admitted');
    expect(await lookUp('S1')).toEqual({ ok: true });
  });
});
