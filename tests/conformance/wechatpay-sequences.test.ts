/** Whole stories at WeChat Pay through the SDK, and the news that really reach a shop's server. */

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import {
  advance,
  close,
  codeOrder,
  control,
  type Fields,
  openSdkShop,
  pay,
  post,
  present,
  qrOrder,
  query,
  refund,
  refusal,
  reverse,
  type SdkShop,
  tap,
} from '../support/wechatpay-sdk.ts';

let shop: SdkShop;

beforeEach(async () => {
  shop = await openSdkShop();
});

afterEach(() => shop.server.close());

const stateOf = async (number: string) => (await query(shop, number))['trade_state'];

/** What all customers have paid and not got back. */
async function kept(): Promise<number> {
  const { customers } = await control<{ customers: { amountMinor: number }[] }>(shop, 'GET /ledgers');
  return customers.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

describe('stories', () => {
  it('202, the payer says no, PAYERROR, reversed', async () => {
    expect((await pay(shop, ['ORDER1', 150_000])).status).toBe(202);
    expect(await stateOf('ORDER1')).toBe('USERPAYING');
    await advance(shop, 15_000);
    expect(await refusal(reverse(shop, 'ORDER1'))).toEqual({ status: 400, code: 'USERPAYING' });
    await tap(shop, ['lin', 'cancel']);
    expect(await stateOf('ORDER1')).toBe('PAYERROR');
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    expect(await stateOf('ORDER1')).toBe('REVOKED');
    expect(await kept()).toBe(0);
  });

  it('202, nobody types, PAYERROR', async () => {
    await pay(shop, ['ORDER1', 150_000]);
    await advance(shop, 45_000);
    expect(await stateOf('ORDER1')).toBe('PAYERROR');
    expect(await tap(shop, ['lin', 'confirm'], { password: '123456' })).toMatchObject({
      error: 'nothing-to-confirm',
    });
  });

  it('202, the password is typed, paid', async () => {
    await pay(shop, ['ORDER1', 150_000]);
    await tap(shop, ['lin', 'confirm'], { password: '123456' });
    expect(await stateOf('ORDER1')).toBe('SUCCESS');
    expect(await kept()).toBe(150_000);
  });

  it('closed before anybody scans: nobody can pay any more', async () => {
    const content = await present(shop, ['ORDER1', 880]);
    await close(shop, 'ORDER1');
    expect(await tap(shop, ['lin', 'scan'], { content })).toMatchObject({ error: 'order-closed' });
    expect(await refusal(present(shop, ['ORDER1', 880]))).toEqual({ status: 400, code: 'ORDER_CLOSED' });
  });

  it('scanned and paid: a close is refused, a refund is not', async () => {
    const content = await present(shop, ['ORDER1', 880]);
    await tap(shop, ['lin', 'scan'], { content });
    await tap(shop, ['lin', 'confirm']);
    expect(await refusal(close(shop, 'ORDER1'))).toEqual({ status: 400, code: 'ORDER_PAID' });
    expect((await refund(shop, ['ORDER1', 'R1'], { part: 880, total: 880 })).data).toMatchObject({
      status: 'PROCESSING',
    });
    expect(await stateOf('ORDER1')).toBe('REFUND');
    await advance(shop, 5_000);
    expect(await kept()).toBe(0);
  });

  it('reversed after it was paid, and the number is dead', async () => {
    const order = await codeOrder(shop, ['ORDER1', 500]);
    await post(shop, 'v3/pay/transactions/codepay', order);
    await advance(shop, 15_000);
    await reverse(shop, 'ORDER1');
    expect(await stateOf('ORDER1')).toBe('REVOKED');
    expect(await refusal(post(shop, 'v3/pay/transactions/codepay', order))).toMatchObject({ status: 400 });
    expect(await kept()).toBe(0);
  });

  it('paid after a cancel that came first: refused', async () => {
    await reverse(shop, 'ORDER1');
    expect(await refusal(pay(shop, ['ORDER1', 500]))).toEqual({ status: 400, code: 'ORDERREVERSED' });
    expect(await kept()).toBe(0);
  });

  it('a payment by code cannot be closed, an order with a QR not reversed', async () => {
    await pay(shop, ['ORDER1', 150_000]);
    expect(await refusal(close(shop, 'ORDER1'))).toEqual({ status: 400, code: 'INVALID_REQUEST' });
    await present(shop, ['ORDER2', 880]);
    expect(await refusal(reverse(shop, 'ORDER2'))).toEqual({ status: 400, code: 'INVALID_REQUEST' });
  });

  it('a refund number again: the same amount is the same refund, another is refused', async () => {
    await pay(shop, ['ORDER1', 1000]);
    const first = await refund(shop, ['ORDER1', 'R1'], { part: 300, total: 1000 });
    expect((await refund(shop, ['ORDER1', 'R1'], { part: 300, total: 1000 })).data).toEqual(first.data);
    expect(await refusal(refund(shop, ['ORDER1', 'R1'], { part: 400, total: 1000 }))).toEqual({
      status: 400,
      code: 'INVALID_REQUEST',
    });
    await advance(shop, 5_000);
    expect(await kept()).toBe(700);
  });

  it('an answer that was lost: asked again, nobody is charged twice', async () => {
    const order = await codeOrder(shop, ['ORDER1', 500]);
    await control(shop, 'POST /faults', { name: 'reply-lost', operation: 'pay' });
    await expect(post(shop, 'v3/pay/transactions/codepay', order)).rejects.toThrow();
    expect(await stateOf('ORDER1')).toBe('SUCCESS');
    expect((await post(shop, 'v3/pay/transactions/codepay', order)).data).toMatchObject({
      trade_state: 'SUCCESS',
    });
    expect(await kept()).toBe(500);
  });
});

describe('news', () => {
  interface Delivery {
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }
  let till: Server;
  let address: string;
  let received: Delivery[];
  /** How the shop answers, first to last; the last one stays. */
  let answers: number[];

  beforeEach(async () => {
    received = [];
    answers = [204];
    till = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.statusCode = (answers.length > 1 ? answers.shift() : answers[0]) ?? 204;
        response.end();
      });
    });
    await new Promise<void>((resolve) => till.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(till.address() as AddressInfo).port}/news`;
  });

  afterEach(() => {
    till.closeAllConnections();
    till.close();
  });

  const arrived = (count: number) => expect.poll(() => received.length, { timeout: 5_000 }).toBe(count);

  /** As the SDK's own manual does it: verify, then decrypt. */
  function readNews({ headers, body }: Delivery): { isTrue: boolean; type: unknown; content: Fields } {
    const text = Formatter.joinedByLineFeed(
      String(headers['wechatpay-timestamp']),
      String(headers['wechatpay-nonce']),
      body,
    );
    const isPublic = headers['wechatpay-serial'] === shop.account.publicKeyId;
    const key = isPublic ? shop.account.publicKey : shop.account.platformCertificate;
    const isTrue = Rsa.verify(text, String(headers['wechatpay-signature']), Rsa.from(key, 'public'));
    const { event_type: type, resource } = JSON.parse(body) as Fields & { resource: Record<string, string> };
    const { ciphertext = '', nonce = '', associated_data } = resource;
    const plain = Aes.AesGcm.decrypt(ciphertext, shop.account.apiV3Key, nonce, associated_data);
    return { isTrue, type, content: JSON.parse(plain) as Fields };
  }

  async function paid(number: string, headers: Record<string, string> = {}): Promise<void> {
    const order = qrOrder(shop, [number, 6000], { notify_url: address, attach: 'table 7' });
    const { data } = await post({ ...shop, headers }, 'v3/pay/transactions/native', order);
    await tap(shop, ['chen', 'scan'], { content: data['code_url'] });
    await tap(shop, ['chen', 'confirm']);
  }

  it('of a payment can be verified and decrypted', async () => {
    await paid('ORDER1');
    await arrived(1);
    expect(received.map(readNews)).toMatchObject([
      {
        isTrue: true,
        type: 'TRANSACTION.SUCCESS',
        content: { out_trade_no: 'ORDER1', attach: 'table 7', amount: { total: 6000, payer_total: 5300 } },
      },
    ]);
  });

  it('of an order in public key mode are signed that way', async () => {
    await paid('ORDER1', { 'Wechatpay-Serial': shop.account.publicKeyId });
    await arrived(1);
    expect(received[0]?.headers['wechatpay-serial']).toBe(shop.account.publicKeyId);
    expect(received.map(readNews)).toMatchObject([{ isTrue: true }]);
  });

  it('come again until they are taken, the same ones', async () => {
    answers = [500, 204];
    await paid('ORDER1');
    await arrived(1);
    await advance(shop, 15_000);
    await arrived(2);
    const ids = received.map(({ body }) => (JSON.parse(body) as Fields)['id']);
    expect(new Set(ids).size).toBe(1);
  });

  it('with the provider’s test signature are refused by the shop, and come again right', async () => {
    await control(shop, 'POST /faults', {
      name: 'signature-bad',
      rail: 'wechatpay',
      operation: 'webhooks',
      parameters: { code: 'SIGNTEST' },
    });
    answers = [401, 204];
    await paid('ORDER1');
    await arrived(1);
    await advance(shop, 15_000);
    await arrived(2);
    expect(received.map((one) => readNews(one).isTrue)).toEqual([false, true]);
  });

  it('of a refund go to its own address, when the money is there', async () => {
    await pay(shop, ['ORDER1', 1000]);
    await refund(shop, ['ORDER1', 'R1'], { part: 300, total: 1000, notify_url: address });
    expect(received).toEqual([]);
    await advance(shop, 5_000);
    await arrived(1);
    expect(received.map(readNews)).toMatchObject([
      {
        isTrue: true,
        type: 'REFUND.SUCCESS',
        content: { out_refund_no: 'R1', refund_status: 'SUCCESS', amount: { refund: 300 } },
      },
    ]);
  });

  it('can be late, doubled or never come', async () => {
    await control(shop, 'POST /faults', { name: 'notification-twice' });
    await paid('ORDER1');
    await arrived(2);
    await control(shop, 'POST /faults', { name: 'notification-never' });
    await paid('ORDER2');
    await control(shop, 'POST /faults', { name: 'notification-late', parameters: { delayMs: 30_000 } });
    await paid('ORDER3');
    await advance(shop, 30_000);
    await arrived(3);
    expect(received.map((one) => readNews(one).content['out_trade_no'])).toEqual([
      'ORDER1',
      'ORDER1',
      'ORDER3',
    ]);
  });
});
