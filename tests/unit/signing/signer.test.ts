/** What the signer signs, and all that it refuses. */

import { createVerify } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Currency, type Money, money } from '../../../src/domain/money.ts';
import type { OperationKind } from '../../../src/domain/operation.ts';
import { importMerchantKey, type KeyStore, merchantKeyRef } from '../../../src/signing/keys.ts';
import { createSigner, type SignLimits } from '../../../src/signing/signer.ts';
import { brokenKeyStore, keyParts, memoryKeyStore, privatePem, rsaPair } from './support.ts';

const pair = rsaPair();
const store = memoryKeyStore();
beforeAll(async () => {
  await importMerchantKey(keyParts(store), 'alipay', { text: privatePem(pair, 'pkcs8') });
});

const limits: SignLimits = {
  operations: { pay: { CNY: 5_000_00 }, refund: { CNY: 1_000_00 }, query: 'no_amount' },
  perMinute: 100,
};

function signerWith(more: { keys?: KeyStore; perMinute?: number; clock?: () => number } = {}) {
  return createSigner({
    subtle: crypto.subtle,
    keys: more.keys ?? store,
    clock: { now: more.clock ?? (() => 1_760_000_000_000) },
    limits: { ...limits, perMinute: more.perMinute ?? limits.perMinute },
  });
}

const command = (operation: OperationKind, amount: Money | undefined, text = 'text') =>
  ({ rail: 'alipay', operation, amount, text }) as const;
const yuan = (amountMinor: number) => money('CNY', amountMinor);

describe('the signer', () => {
  test('signs the UTF-8 of the text, RSA with SHA-256, in base64', async () => {
    const signed = await signerWith().sign(command('pay', yuan(1250), 'subject=早餐'));
    if (!signed.ok) throw new Error(signed.refusal);
    const verify = createVerify('RSA-SHA256').update('subject=早餐', 'utf8');
    expect(verify.verify(pair.publicKey, signed.signature, 'base64')).toBe(true);
  });

  test.each<[string, OperationKind, Money | undefined]>([
    ['one fen over the limit', 'pay', yuan(5_000_01)],
    ['a refund over its own limit', 'refund', yuan(1_000_01)],
    ['no amount where there must be one', 'pay', undefined],
    ['a currency without a limit', 'pay', money('USD', 1)],
    ['an amount that is no number', 'pay', { currency: 'CNY', amountMinor: Number.NaN } as Money],
    [
      'a currency that only every object has',
      'pay',
      { currency: 'constructor' as Currency, amountMinor: 1 } as Money,
    ],
  ])('refuses %s', async (_, operation, amount) => {
    const refused = { ok: false, refusal: 'over_limit' };
    expect(await signerWith().sign(command(operation, amount))).toEqual(refused);
  });

  test('signs up to the limit itself', async () => {
    expect((await signerWith().sign(command('pay', yuan(5_000_00)))).ok).toBe(true);
  });

  test('signs questions without looking at an amount', async () => {
    expect((await signerWith().sign(command('query', undefined))).ok).toBe(true);
    expect((await signerWith().sign(command('query', yuan(9_999_00)))).ok).toBe(true);
  });

  test.each(['cancel', 'transfer', 'toString'])('does not know the operation %s', async (operation) => {
    const refused = { ok: false, refusal: 'unknown_operation' };
    expect(await signerWith().sign(command(operation as OperationKind, yuan(1)))).toEqual(refused);
  });

  test('signs no more than so many in a minute, and goes on after it', async () => {
    let now = 1_760_000_000_000;
    const signer = signerWith({ perMinute: 3, clock: () => now });
    const next = async () => (await signer.sign(command('query', undefined))).ok;
    expect([await next(), await next(), await next(), await next()]).toEqual([true, true, true, false]);
    now += 59_999;
    expect(await next()).toBe(false);
    now += 1;
    expect(await next()).toBe(true);
  });

  test('does not count what it refused', async () => {
    const signer = signerWith({ perMinute: 1 });
    await signer.sign(command('pay', yuan(9_999_999)));
    expect((await signer.sign(command('pay', yuan(1)))).ok).toBe(true);
    expect(await signer.sign(command('pay', yuan(1)))).toEqual({ ok: false, refusal: 'too_many' });
  });

  test('is not stopped for hours by a clock that was put back', async () => {
    let now = 1_760_000_000_000;
    const signer = signerWith({ perMinute: 1, clock: () => now });
    await signer.sign(command('query', undefined));
    now -= 3_600_000;
    expect((await signer.sign(command('query', undefined))).ok).toBe(true);
  });

  test('says that there is no key, also when it was lost in between', async () => {
    const keys = memoryKeyStore();
    await importMerchantKey(keyParts(keys), 'alipay', { text: privatePem(pair, 'pkcs8') });
    const signer = signerWith({ keys });
    expect((await signer.sign(command('query', undefined))).ok).toBe(true);
    await keys.remove(merchantKeyRef('alipay'));
    expect(await signer.sign(command('query', undefined))).toEqual({ ok: false, refusal: 'no_key' });
    expect(await signer.sign({ ...command('query', undefined), rail: 'cash' })).toEqual({
      ok: false,
      refusal: 'no_key',
    });
  });

  test('fails closed whatever breaks inside it', async () => {
    const failed = { ok: false, refusal: 'failed' };
    const brokenClock = () => {
      throw new Error('no clock');
    };
    expect(await signerWith({ keys: brokenKeyStore() }).sign(command('query', undefined))).toEqual(failed);
    expect(await signerWith({ clock: brokenClock }).sign(command('query', undefined))).toEqual(failed);
    const noAmount = {
      currency: 'CNY',
      get amountMinor(): number {
        throw new Error('trap');
      },
    } as Money;
    expect(await signerWith().sign(command('pay', noAmount))).toEqual(failed);
  });
});
