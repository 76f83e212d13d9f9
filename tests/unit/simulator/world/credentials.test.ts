/** What the shop has from each provider: the same for one seed, in the provider's shape, keys and certificates that fit. */

import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createWorld, nextSeed, resetWorld } from '../../../../simulator/world/create.ts';
import { credentialsOf } from '../../../../simulator/world/credentials.ts';
import {
  GATEWAY_PRIVATE_KEY,
  MERCHANT_PRIVATE_KEY,
  WECHATPAY_PUBLIC_MODE_PRIVATE_KEY,
} from '../../../../simulator/world/keys.ts';
import { PLATFORM_KEYS } from '../../../../simulator/world/platform-keys.ts';
import { control, NOON, openShop } from '../merchant.ts';

const of = (seed: string) => credentialsOf(createWorld(seed, NOON));
const { alipay, wechatpay, unionpay, paypal, card } = of('shop');

describe('the shop’s ids and secrets', () => {
  it('look like the providers’ own', () => {
    expect(alipay).toMatchObject({ appId: '2021000000000001', sellerId: '2088000000000001' });
    expect(wechatpay.appid).toMatch(/^wx[0-9a-f]{16}$/);
    expect(wechatpay.mchid).toMatch(/^1900\d{6}$/);
    expect(wechatpay.publicKeyId).toMatch(/^PUB_KEY_ID_\d{28}$/);
    expect([wechatpay.apiV3Key.length, wechatpay.apiV2Key.length]).toEqual([32, 32]);
    expect(unionpay.merId).toMatch(/^\d{15}$/);
    expect(paypal.clientId).toMatch(/^A\w{79}$/);
    expect(paypal.webhookId).toMatch(/^[0-9A-Z]{17}$/);
    expect(card.secretKey).toMatch(/^sk_test_\w{32}$/);
    expect(card.readerId).toMatch(/^tmr_\w{14}$/);
    expect(Buffer.from(alipay.aesKey, 'base64')).toHaveLength(16);
    expect(Buffer.from(alipay.aesKey, 'base64').toString('base64')).toBe(alipay.aesKey);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(of('shop')).toEqual(of('shop'));
    expect(of('another').card.secretKey).not.toBe(card.secretKey);
    expect(of('another').wechatpay.mchid).not.toBe(wechatpay.mchid);
  });

  it('stay when the world begins afresh without a new seed, and in parallel worlds of one seed', () => {
    const world = createWorld('shop', NOON);
    resetWorld(world, nextSeed(world.seed), NOON);
    expect(credentialsOf(world)).toEqual(of('shop'));
    expect(of('shop/another-world')).toEqual(of('shop'));
  });
});

describe('keys and certificates', () => {
  const spki = (key: string) => createPublicKey(key).export({ type: 'spki', format: 'pem' });
  const root = new X509Certificate(alipay.rootCertificate);

  it.each<[string, string, string]>([
    ['the shop at Alipay', alipay.appCertificate, MERCHANT_PRIVATE_KEY],
    ['Alipay', alipay.gatewayCertificate, GATEWAY_PRIVATE_KEY],
    ['the shop at WeChat Pay', wechatpay.merchantCertificate, wechatpay.merchantPrivateKey],
    ...PLATFORM_KEYS.map(({ serial, certificate, privateKey }): [string, string, string] => [
      `WeChat Pay, ${serial}`,
      certificate,
      privateKey,
    ]),
    ['the shop at UnionPay', unionpay.merchantCertificate, unionpay.merchantPrivateKey],
    ['UnionPay', unionpay.gatewayCertificate, GATEWAY_PRIVATE_KEY],
    ['PayPal’s webhooks', paypal.webhookCertificate, GATEWAY_PRIVATE_KEY],
  ])(
    'the certificate of %s fits its key, comes from the root and is good from 2020 to 2050',
    (_, pem, key) => {
      const certificate = new X509Certificate(pem);
      expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
      expect(certificate.verify(root.publicKey)).toBe(true);
      expect(certificate.ca).toBe(false);
      const years = [certificate.validFrom, certificate.validTo].map((text) =>
        new Date(text).getUTCFullYear(),
      );
      expect(years).toEqual([2020, 2050]);
    },
  );

  it('the serial numbers are those of the certificates', () => {
    const serial = (pem: string) => new X509Certificate(pem).serialNumber;
    expect(wechatpay.merchantSerial).toBe(serial(wechatpay.merchantCertificate));
    expect(wechatpay.platformSerial).toBe(serial(wechatpay.platformCertificate));
    for (const key of PLATFORM_KEYS) expect(key.serial).toBe(serial(key.certificate));
    expect(BigInt(unionpay.certId)).toBe(BigInt(`0x${serial(unionpay.merchantCertificate)}`));
    expect(BigInt(unionpay.gatewayCertId)).toBe(BigInt(`0x${serial(unionpay.gatewayCertificate)}`));
  });

  it('public keys belong to the private ones', () => {
    expect(spki(alipay.gatewayPublicKey)).toBe(spki(GATEWAY_PRIVATE_KEY));
    expect(spki(unionpay.gatewayPublicKey)).toBe(spki(GATEWAY_PRIVATE_KEY));
    expect(spki(wechatpay.publicKey)).toBe(spki(WECHATPAY_PUBLIC_MODE_PRIVATE_KEY));
  });
});

describe('over the control interface', () => {
  it('they come by rail', async () => {
    const { body } = await control(openShop('shop'), 'GET /credentials');
    expect(body).toEqual(of('shop'));
  });

  it('a key or certificate comes as a file, and nothing else does', async () => {
    const { host } = openShop('shop');
    const get = (path: string) =>
      host.handle(new Request(`http://simulator.test/_simulator/credentials/${path}`));
    const file = await get('wechatpay/merchantPrivateKey.pem');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/x-pem-file']);
    expect(await file.text()).toBe(wechatpay.merchantPrivateKey);
    for (const path of [
      'wechatpay/apiV3Key.pem',
      'wechatpay/nothing.pem',
      'nobody/key.pem',
      'toString/name.pem',
    ])
      expect((await get(path)).status).toBe(404);
  });

  it('a rail with a secret takes no key', async () => {
    const shop = openShop();
    const line = 'PUT /merchants/card/key';
    const told = await control(shop, line, { publicKey: wechatpay.publicKey });
    expect(told).toMatchObject({ status: 409, body: { error: 'no-keys' } });
  });

  it('a registered key is used under the serial number that the shop has already', async () => {
    const shop = openShop('shop');
    const told = await control(shop, 'PUT /merchants/wechatpay/key', {
      publicKey: wechatpay.publicKey,
    });
    expect(told.body).toEqual({
      rail: 'wechatpay',
      appId: wechatpay.appid,
      sellerId: wechatpay.mchid,
      certificateSerial: wechatpay.merchantSerial,
    });
  });
});
