/** A change of the platform's key: the next one signs from a message on, and its certificate is given out beside the old one for a while. */

import { createDecipheriv, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../../simulator/world/create.ts';
import { credentialsOf } from '../../../../../simulator/world/credentials.ts';
import { PLATFORM_KEYS } from '../../../../../simulator/world/platform-keys.ts';
import { control } from '../../merchant.ts';
import { call, type Fields, openWechatShop, present, qrOrder, query, type WechatShop } from './shop.ts';

const HOUR_MS = 3_600_000;
const NATIVE = 'POST /v3/pay/transactions/native';

const arm = (shop: WechatShop, more: Fields = {}) =>
  control(shop, 'POST /faults', { name: 'key-rotates', ...more });

const serialNow = async (shop: WechatShop) =>
  (await query(shop, 'NOBODY')).headers.get('wechatpay-serial') ?? '';

/** The shop as it is once it has read its credentials again. */
async function renewed(shop: WechatShop): Promise<WechatShop> {
  const { body } = await control(shop, 'GET /credentials');
  return { ...shop, account: (body as { wechatpay: WechatShop['account'] }).wechatpay };
}

/** The certificates that are given out, opened: number and PEM. */
async function listed(shop: WechatShop) {
  const { body } = await call(shop, 'GET /v3/certificates');
  const data = body['data'] as { serial_no: string; encrypt_certificate: Record<string, string> }[];
  return data.map(({ serial_no, encrypt_certificate: sealed }) => {
    const bytes = Buffer.from(sealed['ciphertext'] ?? '', 'base64');
    const decipher = createDecipheriv('aes-256-gcm', shop.account.apiV3Key, sealed['nonce'] ?? '');
    decipher.setAAD(Buffer.from(sealed['associated_data'] ?? '')).setAuthTag(bytes.subarray(-16));
    const text = decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
    return [serial_no, new X509Certificate(text).serialNumber];
  });
}

describe('the platform’s keys', () => {
  it('are four, in an order that begins where the seed says', () => {
    const serialOf = (seed: string) => credentialsOf(createWorld(seed, 0)).wechatpay.platformSerial;
    expect(new Set(PLATFORM_KEYS.map(({ serial }) => serial)).size).toBe(4);
    const seen = Array.from({ length: 40 }, (_, number) => serialOf(`shop ${number}`));
    expect(new Set(seen).size).toBe(4);
    expect(serialOf('shop 1')).toBe(serialOf('shop 1'));
  });

  it('follow one another in the same order in every world of a seed', async () => {
    const story = async () => {
      const shop = await openWechatShop('rotation');
      const serials = [await serialNow(shop)];
      for (let turn = 0; turn < 4; turn += 1) {
        await arm(shop);
        serials.push(await serialNow(shop));
      }
      return serials;
    };
    const serials = await story();
    expect(new Set(serials).size).toBe(4);
    expect(serials[4]).toBe(serials[0]);
    expect(await story()).toEqual(serials);
  });
});

describe('the fault key-rotates', () => {
  it('signs under the next key from the message that it strikes, and the credentials show it', async () => {
    const shop = await openWechatShop();
    const before = shop.account.platformSerial;
    await arm(shop, { operation: 'precreate' });
    expect(await serialNow(shop)).toBe(before);
    const said = await call(shop, NATIVE, qrOrder(shop, 'ORDER1', 500));
    const after = said.headers.get('wechatpay-serial');
    expect(after).not.toBe(before);
    const now = await renewed(shop);
    expect(now.account.platformSerial).toBe(after);
    expect(new X509Certificate(now.account.platformCertificate).serialNumber).toBe(after);
    expect(await query(now, 'ORDER1')).toMatchObject({ status: 200, isVerified: true });
    expect((await control(shop, 'GET /faults')).body).toEqual([]);
  });

  it.each([
    ['for a day unless it says', {}, 24 * HOUR_MS],
    ['for as long as it says', { parameters: { overlapMs: HOUR_MS } }, HOUR_MS],
  ])('gives out both certificates %s, then the new one alone', async (_, more, overlapMs) => {
    const shop = await openWechatShop();
    const before = shop.account.platformSerial;
    expect(await listed(shop)).toEqual([[before, before]]);
    await arm(shop, more);
    const after = await serialNow(shop);
    shop.pass(overlapMs - 1);
    expect(await listed(shop)).toEqual([
      [after, after],
      [before, before],
    ]);
    shop.pass(1);
    expect(await listed(shop)).toEqual([[after, after]]);
  });

  it('lets a caller name the old key as long as it is given out, and refuses it then', async () => {
    const shop = await openWechatShop();
    const headers = { 'wechatpay-serial': shop.account.platformSerial };
    await arm(shop, { parameters: { overlapMs: HOUR_MS } });
    await serialNow(shop);
    const ask = () => call(shop, 'GET /v3/certificates', undefined, { headers });
    expect(await ask()).toMatchObject({ status: 200, isVerified: true });
    shop.pass(HOUR_MS);
    expect(await ask()).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it('leaves the public key as it is', async () => {
    const shop = await openWechatShop();
    await arm(shop);
    const headers = { 'wechatpay-serial': shop.account.publicKeyId };
    const said = await call(shop, NATIVE, qrOrder(shop, 'ORDER1', 500), { headers });
    expect(said.headers.get('wechatpay-serial')).toBe(shop.account.publicKeyId);
    expect(said.isVerified).toBe(true);
  });

  it('is not undone by clearing faults, and is by a fresh world', async () => {
    const shop = await openWechatShop();
    const before = shop.account.platformSerial;
    await arm(shop);
    const after = await serialNow(shop);
    await control(shop, 'DELETE /faults');
    expect(await serialNow(shop)).toBe(after);
    await control(shop, 'POST /reset');
    expect((await renewed(shop)).account.platformSerial).toBe(before);
  });

  it('changes nothing for a caller who is not let in', async () => {
    const shop = await openWechatShop();
    await arm(shop);
    await call(shop, NATIVE, qrOrder(shop, 'ORDER1', 500), { authorization: { signature: 'AAAA' } });
    expect((await renewed(shop)).account.platformSerial).toBe(shop.account.platformSerial);
  });

  it.each(['provider-busy', 'rate-limited'])('signs under the new key when it says %s, too', async (name) => {
    const shop = await openWechatShop();
    await present(shop, 'ORDER1', 500);
    await arm(shop);
    await serialNow(shop);
    const now = await renewed(shop);
    await control(shop, 'POST /faults', { name });
    const said = await query(now, 'ORDER1');
    expect(said.status).toBeGreaterThanOrEqual(429);
    expect(said.isVerified).toBe(true);
  });
});
