/** Version 2 in certificate mode, encrypted, and for a service provider. */

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  ALIPAY_CERT_SN,
  APP_CERT_SN,
  ROOT_CERT_SN,
} from '../../../../../simulator/gateways/alipay/certificates.ts';
import { buildRequest, call, control, readAnswer } from '../../merchant.ts';
import { type AlipayShop, openAlipayShop } from './v3-shop.ts';

const QUERY = 'alipay.trade.query';
const CONTENT = { out_trade_no: 'A1' };
const CERTIFIED = { app_cert_sn: APP_CERT_SN, alipay_root_cert_sn: ROOT_CERT_SN };

describe('certificate mode', () => {
  it('names Alipay’s certificate before the signature', async () => {
    const said = await call(await openAlipayShop(), QUERY, CONTENT, { parameters: CERTIFIED });
    expect(said).toMatchObject({ isVerified: true, certificate: ALIPAY_CERT_SN });
    expect(said.raw).toMatch(/\},"alipay_cert_sn":"\w+","sign":"[^"]+"\}$/);
  });

  it.each([
    [{ app_cert_sn: APP_CERT_SN }, '40001', 'isv.missing-alipay-root-cert-sn'],
    [{ alipay_root_cert_sn: ROOT_CERT_SN }, '40001', 'isv.missing-app-cert-sn'],
    [{ ...CERTIFIED, app_cert_sn: ALIPAY_CERT_SN }, '40002', 'isv.app-cert-not-exist'],
    [{ ...CERTIFIED, alipay_root_cert_sn: APP_CERT_SN }, '40002', 'isv.invalid-alipay-root-cert-sn'],
  ])('wants both numbers, and the right ones: %j', async (parameters, code, subCode) => {
    const said = await call(await openAlipayShop(), QUERY, CONTENT, { parameters });
    expect(said).toMatchObject({ isVerified: true, node: { code, sub_code: subCode } });
  });

  it('hands out Alipay’s certificate by its number, and no other', async () => {
    const shop = await openAlipayShop();
    const download = (number: string) =>
      call(shop, 'alipay.open.app.alipaycert.download', { alipay_cert_sn: number });
    const { node } = await download(ALIPAY_CERT_SN);
    const pem = Buffer.from(String(node['alipay_cert_content']), 'base64').toString();
    expect(pem).toBe(shop.credentials.gatewayCertificate);
    expect((await download(APP_CERT_SN)).node).toMatchObject({ sub_code: 'isv.alipay-cert-not-exist' });
    expect((await download('')).node).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
  });
});

describe('content encryption', () => {
  const vector = Buffer.alloc(16);
  const askEncrypted = async (shop: AlipayShop, plain: string, key = shop.credentials.aesKey) => {
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), vector);
    const content = cipher.update(plain, 'utf8', 'base64') + cipher.final('base64');
    const request = buildRequest(shop, QUERY, content, { parameters: { encrypt_type: 'AES' } });
    return readAnswer(await shop.host.handle(request));
  };

  it('encrypts the answer too, and signs what is sent', async () => {
    const shop = await openAlipayShop();
    const said = await askEncrypted(shop, JSON.stringify(CONTENT));
    expect(said.isVerified).toBe(true);
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(shop.credentials.aesKey, 'base64'), vector);
    const text = decipher.update(String(said.node), 'base64', 'utf8') + decipher.final('utf8');
    expect(JSON.parse(text)).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' });
  });

  it('says in the clear that it cannot read', async () => {
    const shop = await openAlipayShop();
    const said = await askEncrypted(shop, JSON.stringify(CONTENT), Buffer.alloc(16, 7).toString('base64'));
    expect(said).toMatchObject({
      isVerified: true,
      node: { code: '40003', sub_code: 'isv.decryption-error-unknown' },
    });
    const noObject = await askEncrypted(shop, 'text');
    expect(noObject.node).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
  });
});

describe('a service provider', () => {
  it('shows the shop’s leave, or is refused', async () => {
    const shop = await openAlipayShop();
    const asked = (token: string) => call(shop, QUERY, CONTENT, { parameters: { app_auth_token: token } });
    expect((await asked(shop.credentials.appAuthToken)).node).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
    expect((await asked('202611BBabc')).node).toMatchObject({
      code: '20001',
      sub_code: 'aop.invalid-app-auth-token',
    });
  });
});

it('news of a refund come to the order’s address with what was given back', async () => {
  const shop = await openAlipayShop();
  const parameters = { notify_url: 'http://shop.test/notify' };
  const order = { out_trade_no: 'N1', total_amount: '60.00', subject: '蛋糕' };
  const { node } = await call(shop, 'alipay.trade.precreate', order, { parameters });
  await control(shop, 'POST /wallets/chen/scan', { content: node['qr_code'] });
  await control(shop, 'POST /wallets/chen/confirm', {});
  const refund = { out_trade_no: 'N1', refund_amount: '60.00', out_request_no: 'N1-1' };
  await call(shop, 'alipay.trade.refund', refund);
  const news = Object.values(shop.host.world().trades)[0]?.notifications ?? [];
  expect(
    news.map(({ event, refundedMinor, requestNumber }) => [event, refundedMinor, requestNumber]),
  ).toEqual([
    ['paid', 0, null],
    ['refunded', 6000, 'N1-1'],
  ]);
});
