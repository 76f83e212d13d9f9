/** News from the simulated WeChat Pay: encrypted, signed, delivered until taken, and what faults make of them. */

import { createDecipheriv, createVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createWebCrypto } from '../../../../../simulator/gateways/crypto.ts';
import type { Letter } from '../../../../../simulator/gateways/gateway.ts';
import { wechatpayGateway } from '../../../../../simulator/gateways/wechatpay/gateway.ts';
import { takeDueNotifications } from '../../../../../simulator/world/notifications.ts';
import { control, type openShop } from '../../merchant.ts';
import {
  call,
  callV2,
  type Fields,
  openWechatShop,
  pay,
  present,
  qrOrder,
  refund,
  scanAndPay,
  signV2,
  type WechatShop,
} from './shop.ts';

const news = wechatpayGateway.news;
if (news === undefined) throw new Error('WeChat Pay sends news');

/** What is due now, as the courier would take it. */
async function letters(shop: WechatShop): Promise<Letter[]> {
  const { host } = shop as unknown as ReturnType<typeof openShop>;
  const written = host.run((world, now) =>
    takeDueNotifications(world, now, () => news?.gapsMs ?? []).map((due) => news?.write(world, due, now)),
  );
  const crypto = createWebCrypto(globalThis.crypto);
  return Promise.all(written.flatMap((write) => (write ? [write(crypto)] : [])));
}

function opened({ account }: WechatShop, { headers, body }: Letter) {
  const text = `${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n${body}\n`;
  const isPublic = headers['wechatpay-serial'] === account.publicKeyId;
  const key = isPublic ? account.publicKey : account.platformCertificate;
  const signature = headers['wechatpay-signature'] ?? '';
  const isVerified = createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64');
  const { resource, ...rest } = JSON.parse(body) as Fields & { resource: Record<string, string> };
  const bytes = Buffer.from(resource['ciphertext'] ?? '', 'base64');
  const decipher = createDecipheriv('aes-256-gcm', account.apiV3Key, resource['nonce'] ?? '');
  decipher.setAAD(Buffer.from(resource['associated_data'] ?? '')).setAuthTag(bytes.subarray(-16));
  const plain = decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
  return { isVerified, ...rest, content: JSON.parse(plain) as Fields };
}

describe('news of a payment', () => {
  it('are sealed for the shop alone, and signed', async () => {
    const shop = await openWechatShop();
    await scanAndPay(shop, await present(shop, 'ORDER1', 880, { attach: 'table 7' }));
    const [letter, ...more] = await letters(shop);
    if (letter === undefined) throw new Error('no news');
    expect(more).toEqual([]);
    expect(letter.url).toBe('http://127.0.0.1:9/news');
    expect(opened(shop, letter)).toMatchObject({
      isVerified: true,
      id: expect.stringMatching(/^EV-\d+$/),
      create_time: '2026-11-23T12:00:00+08:00',
      resource_type: 'encrypt-resource',
      event_type: 'TRANSACTION.SUCCESS',
      content: {
        out_trade_no: 'ORDER1',
        trade_state: 'SUCCESS',
        attach: 'table 7',
        amount: { total: 880, payer_total: 880 },
      },
    });
  });

  it('are signed with the public key where the order was placed that way', async () => {
    const shop = await openWechatShop();
    const headers = { 'wechatpay-serial': shop.account.publicKeyId };
    const { body } = await call(shop, 'POST /v3/pay/transactions/native', qrOrder(shop, 'ORDER1', 880), {
      headers,
    });
    await scanAndPay(shop, String(body['code_url']));
    const [letter] = await letters(shop);
    expect(letter && opened(shop, letter).isVerified).toBe(true);
    expect(letter?.headers['wechatpay-serial']).toBe(shop.account.publicKeyId);
  });

  it('are not sent of payments by code, nor of orders that end unpaid', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 880);
    await present(shop, 'ORDER2', 880, { time_expire: '2026-11-23T12:01:00+08:00' });
    shop.pass(60_000);
    expect(await letters(shop)).toEqual([]);
  });

  it('come again until they are taken: fifteen times more, over a day', async () => {
    const shop = await openWechatShop();
    await scanAndPay(shop, await present(shop, 'ORDER1', 880));
    const gaps = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600];
    const ids: unknown[] = [];
    for (const gap of [...gaps, 0]) {
      const due = await letters(shop);
      expect(due).toHaveLength(1);
      ids.push(...due.map(({ body }) => (JSON.parse(body) as Fields)['id']));
      shop.pass(gap * 1000 - 1);
      expect(await letters(shop)).toEqual([]);
      shop.pass(1);
    }
    expect(new Set(ids).size).toBe(1);
    shop.pass(7 * 86_400_000);
    expect(await letters(shop)).toEqual([]);
  });

  it.each([
    [200, '', true],
    [204, '', true],
    [200, '{"code":"SUCCESS"}', true],
    [201, '', false],
    [302, '', false],
    [400, '{"code":"FAIL","message":"失败"}', false],
    [500, '', false],
    [200, '<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>', true],
    [200, '<xml><return_code><![CDATA[FAIL]]></return_code></xml>', false],
  ])('answered with %d %s are taken: %s', (status, body, isTaken) => {
    expect(news.isTaken(status, body)).toBe(isTaken);
  });
});

describe('news of a refund that does not arrive', () => {
  it('say so once it is back, and the question says the same', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1000);
    await control(shop, 'POST /faults', { name: 'refund-fails', parameters: { delayMs: 10_000 } });
    await refund(shop, ['ORDER1', 'R1'], [300, 1000], { notify_url: 'http://127.0.0.1:9/refunds' });
    const status = async () => (await call(shop, 'GET /v3/refund/domestic/refunds/R1')).body['status'];
    expect(await status()).toBe('PROCESSING');
    expect(await letters(shop)).toEqual([]);
    shop.pass(10_000);
    expect(await status()).toBe('ABNORMAL');
    const [letter] = await letters(shop);
    if (letter === undefined) throw new Error('no news');
    expect(opened(shop, letter)).toMatchObject({
      isVerified: true,
      event_type: 'REFUND.ABNORMAL',
      summary: '退款异常',
      content: { out_refund_no: 'R1', refund_status: 'ABNORMAL' },
    });
    expect(opened(shop, letter).content).not.toHaveProperty('success_time');
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });
});

describe('news of a refund', () => {
  it('go to the refund’s own address, once the money is there', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1000);
    await refund(shop, ['ORDER1', 'R1'], [300, 1000], { notify_url: 'http://127.0.0.1:9/refunds' });
    expect(await letters(shop)).toEqual([]);
    shop.pass(5_000);
    const [letter] = await letters(shop);
    if (letter === undefined) throw new Error('no news');
    expect(letter.url).toBe('http://127.0.0.1:9/refunds');
    expect(opened(shop, letter)).toMatchObject({
      isVerified: true,
      event_type: 'REFUND.SUCCESS',
      content: {
        mchid: shop.account.mchid,
        out_refund_no: 'R1',
        refund_status: 'SUCCESS',
        amount: { total: 1000, refund: 300 },
      },
    });
  });
});

describe('news with a wrong signature', () => {
  const delivered = async (name: string, parameters: Fields = {}) => {
    const shop = await openWechatShop();
    await control(shop, 'POST /faults', { name, rail: 'wechatpay', operation: 'webhooks', parameters });
    await scanAndPay(shop, await present(shop, 'ORDER1', 880));
    const first = await letters(shop);
    shop.pass(15_000);
    const second = await letters(shop);
    return [shop, first[0], second[0]] as const;
  };

  it.each(['signature-bad', 'key-unknown'])('under %s, and right the next time', async (name) => {
    const [shop, first, second] = await delivered(name);
    expect(first && opened(shop, first).isVerified).toBe(false);
    expect(second && opened(shop, second).isVerified).toBe(true);
  });

  it('that is a test of whether the shop checks says so', async () => {
    const [shop, first, second] = await delivered('signature-bad', { code: 'SIGNTEST' });
    expect(first?.headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//);
    expect(second && opened(shop, second).isVerified).toBe(true);
  });

  it('or none at all', async () => {
    const [, first] = await delivered('signature-missing');
    expect(first?.headers).not.toHaveProperty('wechatpay-signature');
  });
});

describe('news of an order that v2 placed', () => {
  it.each(['MD5', 'HMAC-SHA256'])('come as v2 writes them, signed by %s', async (signType) => {
    const shop = await openWechatShop();
    const { fields } = await callV2(
      shop,
      '/pay/unifiedorder',
      {
        body: '咖啡',
        out_trade_no: 'ORDER1',
        total_fee: '880',
        spbill_create_ip: '127.0.0.1',
        notify_url: 'http://127.0.0.1:9/v2',
        trade_type: 'NATIVE',
        product_id: '1',
      },
      { signType },
    );
    await scanAndPay(shop, fields['code_url'] ?? '');
    const [letter] = await letters(shop);
    const found = [...(letter?.body ?? '').matchAll(/<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/g)];
    const told = Object.fromEntries(found.map(([, name, cdata, plain]) => [name, cdata ?? plain ?? '']));
    expect(told).toMatchObject({
      result_code: 'SUCCESS',
      out_trade_no: 'ORDER1',
      total_fee: '880',
      time_end: '20261123120000',
    });
    expect(told['sign']).toBe(signV2(told, shop.account.apiV2Key, signType));
  });
});
