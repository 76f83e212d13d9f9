/** "Save and test": a rail is ready only when a signed question had a signed answer. */

import { describe, expect, test } from 'vitest';
import type { Talk } from '../../../src/counter/conversation.ts';
import { probeRail } from '../../../src/counter/probe.ts';
import type { SignRefusal, Verdict, WireReply } from '../../../src/ports.ts';
import { alipay } from '../../../src/providers/alipay/rail.ts';
import { NOW } from '../../support/attempts.ts';
import { createOutside, openTill } from '../../support/headless.ts';
import { noKeys } from '../../support/no-tokens.ts';

const account = { appId: '2021000000000001', shopName: '街角小店', tillId: 'T7K2' };
const replyOf = (node: object, status = 200): WireReply => ({
  kind: 'reply',
  status,
  headers: {},
  bytes: new TextEncoder().encode(JSON.stringify({ alipay_trade_query_response: node, sign: 'c2lnbg==' })),
});
const notThere = replyOf({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' });

interface World {
  readonly refusal?: SignRefusal;
  readonly reply?: WireReply;
  readonly verdict?: Verdict;
  readonly hasAccount?: boolean;
  readonly hasRail?: boolean;
}

/** What `probeRail` needs to talk; it has no journal to write to. */
function talkOf({ refusal, reply = notThere, verdict = 'valid', hasAccount = true, hasRail = true }: World) {
  const ports = {
    clock: { now: () => NOW },
    random: { bytes: (length: number) => new Uint8Array(length) },
    signer: {
      sign: async () =>
        refusal === undefined
          ? ({ ok: true, signature: 'ours' } as const)
          : ({ ok: false, refusal } as const),
    },
    wire: { send: async () => reply },
    verifier: { verify: async () => verdict },
    keys: noKeys,
  };
  const rails = hasRail ? { alipay } : {};
  return { ports, rails, account: () => (hasAccount ? account : undefined) } as unknown as Talk;
}

describe('the test of a rail', () => {
  test.each<[string, World, string]>([
    ['a signed "no such order" means ready', {}, 'ready'],
    ['without an account', { hasAccount: false }, 'setup_app'],
    ['of a rail that is not there', { hasRail: false }, 'setup_app'],
    ['without a key', { refusal: 'no_key' }, 'setup_no_key'],
    ['with a key that refuses', { refusal: 'over_limit' }, 'sign_refused'],
    ['offline', { reply: { kind: 'no_reply', reason: 'offline' } }, 'offline'],
    ['without an answer', { reply: { kind: 'no_reply', reason: 'timeout' } }, 'no_answer'],
    ['with a forged answer', { verdict: 'invalid' }, 'answer_forged'],
    ['with an answer under an unknown key', { verdict: 'unknown_key' }, 'answer_forged'],
    ['with an answer that could not be checked', { verdict: 'unavailable' }, 'answer_forged'],
    [
      'with a wrong app id',
      { reply: replyOf({ code: '40002', sub_code: 'isv.invalid-app-id' }) },
      'setup_app',
    ],
    ['with a busy provider', { reply: replyOf({}, 503) }, 'provider_busy'],
    [
      'with an order there that cannot be',
      { reply: replyOf({ code: '10000', trade_status: 'TRADE_CLOSED' }) },
      'provider_odd',
    ],
  ])('%s: %s', async (_, world, expected) => {
    const readiness = await probeRail(talkOf(world), 'alipay', 'CNY');
    expect(readiness.state === 'ready' ? 'ready' : readiness.fault).toBe(expected);
  });

  test('names the key that the provider signed with, when no such key is known here', async () => {
    const signed = { kind: 'signed', bytes: new Uint8Array(), signature: 'x', keyId: '5F0A' } as const;
    const named = { ...alipay, open: () => signed };
    const talk = { ...talkOf({ verdict: 'unknown_key' }), rails: { alipay: named } };
    expect(await probeRail(talk, 'alipay', 'CNY')).toEqual({
      state: 'not_ready',
      fault: 'answer_forged',
      unknownKey: '5F0A',
    });
  });

  test('asks in a currency that the rail takes, whatever the shop’s is', async () => {
    const till = await openTill(await createOutside());
    expect(await till.counter.probe('paypal')).toEqual({ state: 'ready' });
    expect(await till.counter.probe('card')).toEqual({ state: 'ready' });
  });

  test('leaves no trace in the journal', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    const before = outside.store.entries.size;
    expect(await till.counter.probe('alipay')).toEqual({ state: 'ready' });
    expect(outside.store.entries.size).toBe(before);
  });
});
