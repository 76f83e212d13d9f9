/** An answer under a key that nobody here knows: believed only after the key was found and the same bytes were verified with it. */

import { describe, expect, test } from 'vitest';
import { type ExchangePorts, exchange } from '../../../src/counter/exchange.ts';
import type { KeyLookUp } from '../../../src/counter/keys.ts';
import { money } from '../../../src/domain/money.ts';
import type { Verdict } from '../../../src/ports.ts';
import type { Rail, Reading } from '../../../src/providers/contract.ts';
import { wechatpay } from '../../../src/providers/wechatpay/rail.ts';
import { NOW } from '../../support/attempts.ts';
import { noTokens } from '../../support/no-tokens.ts';

const attempt = { orderNumber: 'GT0000000000000000000001', amount: money('CNY', 1250) };
const order = {
  kind: 'query',
  presentation: 'payment_code',
  ...attempt,
  now: NOW,
  nonce: 'f'.repeat(32),
  answeredBefore: 0,
} as const;
const account = {
  appId: 'wx0000000000000001',
  merchantId: '1900000001',
  certificateSerial: '2B6A571CB12DB43BC566FACAD788F9C2',
  shopName: '街角小店',
  tillId: 'T7K2',
};
const paid = JSON.stringify({
  out_trade_no: attempt.orderNumber,
  transaction_id: '4200000000202611230000000001',
  trade_state: 'SUCCESS',
  amount: { total: 1250, payer_total: 1250, currency: 'CNY' },
});

/** One question whose answer is signed under an unknown key; what the verifier says in turn. */
async function ask(
  found: KeyLookUp,
  verdicts: readonly Verdict[],
  { serial = '5F0A5F0A5F0A5F0A', rail = wechatpay }: { readonly serial?: string; readonly rail?: Rail } = {},
) {
  const lookedUp: string[] = [];
  const checked: string[] = [];
  const ports: ExchangePorts = {
    tokens: noTokens,
    signer: { sign: async () => ({ ok: true, signature: 'ours' }) },
    wire: {
      send: async () => ({
        kind: 'reply',
        status: 200,
        headers: {
          'wechatpay-timestamp': String(Math.floor(NOW / 1000)),
          'wechatpay-nonce': 'n',
          'wechatpay-serial': serial,
          'wechatpay-signature': 'c2ln',
        },
        bytes: new TextEncoder().encode(paid),
      }),
    },
    verifier: {
      verify: async ({ bytes }) => {
        checked.push(new TextDecoder().decode(bytes));
        return verdicts[checked.length - 1] ?? 'unavailable';
      },
    },
    keys: {
      lookUp: async (_, __, keyId) => {
        lookedUp.push(keyId);
        return found;
      },
    },
  };
  const outcome = await exchange(ports, rail, { order, account, attempt });
  return { outcome, lookedUp, checked };
}

describe('an answer under an unknown key', () => {
  test('counts once the key was found and the very same bytes verify with it', async () => {
    const { outcome, lookedUp, checked } = await ask({ ok: true }, ['unknown_key', 'valid']);
    expect(outcome.news.event.type).toBe('PAID');
    expect(outcome.incident).toBeUndefined();
    expect(lookedUp).toEqual(['5F0A5F0A5F0A5F0A']);
    expect(checked[0]).toBe(checked[1]);
  });

  test.each<Verdict>(['invalid', 'unknown_key', 'unavailable'])(
    'does not count although the key was found, when the bytes are %s',
    async (verdict) => {
      const { outcome, lookedUp } = await ask({ ok: true }, ['unknown_key', verdict]);
      expect(outcome.news.event).toEqual({ type: 'NO_ANSWER', fault: 'answer_forged' });
      expect(outcome).toMatchObject({ incident: 'answer_forged' });
      expect(outcome.evidence).toBeUndefined();
      expect(lookedUp).toHaveLength(1);
    },
  );

  test.each(['answer_forged', 'key_unknown', 'key_sealed'] as const)(
    'is stopped, named, and leaves an incident: %s',
    async (fault) => {
      const { outcome, checked } = await ask({ ok: false, fault }, ['unknown_key', 'valid']);
      expect(outcome.news.event).toEqual({ type: 'NO_ANSWER', fault });
      expect(outcome).toMatchObject({
        incident: fault,
        unknownKey: '5F0A5F0A5F0A5F0A',
        raw: { code: '5F0A5F0A5F0A5F0A' },
      });
      expect(checked).toHaveLength(1);
    },
  );

  test('is named no longer than a name may be', async () => {
    const { outcome } = await ask({ ok: false, fault: 'answer_forged' }, ['unknown_key'], {
      serial: 'A'.repeat(5_000),
    });
    expect(outcome.unknownKey).toHaveLength(80);
  });

  test.each<Verdict>(['valid', 'invalid', 'unavailable'])(
    'of a known one nothing is looked up: %s',
    async (verdict) => {
      expect((await ask({ ok: true }, [verdict])).lookedUp).toEqual([]);
    },
  );
});

describe('a reading that makes no sense here is a mistake of the rail', () => {
  const receipt = { tradeNumber: 'T1', totalMinor: 1250 };
  const claim = attempt;
  const raw = { code: 'x' };

  test.each([
    ['INV-04 answer-is-to-the-question', { about: 'refund', event: { type: 'SUCCEEDED' }, claim, raw }],
    [
      'INV-04 paid-is-the-whole-amount',
      { about: 'attempt', event: { type: 'PAID', receipt: { ...receipt, totalMinor: 125 } }, claim, raw },
    ],
    ['INV-04 paid-is-the-whole-amount', { about: 'attempt', event: { type: 'PAID' }, claim, raw }],
    [
      'INV-04 paid-by-the-provider',
      {
        about: 'attempt',
        event: { type: 'PAID', receipt, cash: { tenderedMinor: 1250, changeMinor: 0 } },
        claim,
        raw,
      },
    ],
  ] as const)('%s', async (rule, reading: Reading) => {
    const rail = { ...wechatpay, read: () => reading };
    await expect(ask({ ok: true }, ['valid'], { rail })).rejects.toThrow(rule);
  });
});
