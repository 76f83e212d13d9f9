/** Bills and certificates of the simulated WeChat Pay: the tables, their digest, their download, and what only the shop can read. */

import { createDecipheriv, createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { control } from '../../merchant.ts';
import {
  buildRequest,
  call,
  type Fields,
  openWechatShop,
  pay,
  present,
  refund,
  reverse,
  scanAndPay,
  type WechatShop,
} from './shop.ts';

const HOUR_MS = 3_600_000;
const DAY = 'bill_date=2026-11-23';

/** A day of a shop: two payments with coupons in one, one refunded in part, one reversed, one closed unpaid. */
async function dayOfTrade(): Promise<WechatShop> {
  const shop = await openWechatShop();
  await pay(shop, 'ORDER1', 6000, 'chen');
  await scanAndPay(shop, await present(shop, 'ORDER2', 880));
  await refund(shop, ['ORDER2', 'R1'], [300, 880]);
  await pay(shop, 'ORDER3', 500);
  await present(shop, 'ORDER4', 700);
  shop.pass(60_000);
  await reverse(shop, 'ORDER3');
  return shop;
}

async function download(shop: WechatShop, url: string): Promise<Uint8Array> {
  const { pathname, search } = new URL(url);
  const response = await shop.host.handle(buildRequest(shop, `GET ${pathname}${search}`));
  expect(response.headers.has('wechatpay-signature')).toBe(false);
  return new Uint8Array(await response.arrayBuffer());
}

/** The lines of a bill: rows by the names of its columns, and the summary. */
function readBill(bytes: Uint8Array): { readonly rows: Fields[]; readonly summary: Fields } {
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder('utf-8').decode(bytes).split('\r\n');
  expect(lines.at(-1)).toBe('');
  const columns = (line = '') => line.split(',');
  const cells = (line = '') => line.slice(1).split(',`');
  const row = (names: readonly string[], values: readonly string[]): Fields => {
    expect(values).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  };
  const rows = lines.slice(1, -3).map((line) => row(columns(lines[0]), cells(line)));
  return { rows, summary: row(columns(lines.at(-3)), cells(lines.at(-2))) };
}

async function bill(shop: WechatShop, path: string) {
  const said = await call(shop, `GET ${path}`);
  expect(said).toMatchObject({ status: 200, isVerified: true, body: { hash_type: 'SHA1' } });
  const bytes = await download(shop, String(said.body['download_url']));
  const plain = path.includes('GZIP') ? new Uint8Array(gunzipSync(bytes)) : bytes;
  expect(createHash('sha1').update(plain).digest('hex')).toBe(said.body['hash_value']);
  return readBill(plain);
}

describe('the trade bill', () => {
  it('has a line for each payment, refund and reverse, in yuan, and foots', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const { rows, summary } = await bill(shop, `/v3/bill/tradebill?${DAY}`);
    expect(rows).toHaveLength(5);
    expect(Object.keys(rows[0] ?? {})).toHaveLength(27);
    expect(rows[0]).toMatchObject({
      交易时间: '2026-11-23 12:00:00',
      商户号: shop.account.mchid,
      公众账号ID: shop.account.appid,
      微信订单号: expect.stringMatching(/^4200\d{24}$/),
      商户订单号: 'ORDER1',
      交易类型: 'MICROPAY',
      交易状态: 'SUCCESS',
      应结订单金额: '55.00',
      代金券金额: '2.00',
      微信退款单号: '0',
      商品名称: '咖啡',
      手续费: '0.00000',
      订单金额: '60.00',
    });
    expect(rows.find((row) => row['交易状态'] === 'REFUND')).toMatchObject({
      商户订单号: 'ORDER2',
      商户退款单号: 'R1',
      退款金额: '3.00',
      退款类型: 'ORIGINAL',
      退款状态: 'SUCCESS',
      订单金额: '0.00',
      申请退款金额: '3.00',
    });
    expect(rows.find((row) => row['交易状态'] === 'REVOKED')).toMatchObject({
      商户订单号: 'ORDER3',
      申请退款金额: '5.00',
    });
    expect(summary).toEqual({
      总交易单数: '5',
      应结订单总金额: '68.80',
      退款总金额: '8.00',
      充值券退款总金额: '0.00',
      手续费总金额: '0.00000',
      订单总金额: '73.80',
      申请退款总金额: '8.00',
    });
  });

  it('comes for payments or refunds alone, and packed', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const paid = await bill(shop, `/v3/bill/tradebill?${DAY}&bill_type=SUCCESS&tar_type=GZIP`);
    expect(paid.rows).toHaveLength(3);
    expect(paid.rows[0]).not.toHaveProperty('退款金额');
    const returned = await bill(shop, `/v3/bill/tradebill?${DAY}&bill_type=REFUND`);
    expect(returned.rows).toHaveLength(2);
    expect(returned.rows[0]).toMatchObject({
      退款申请时间: '2026-11-23 12:00:00',
      退款成功时间: '2026-11-23 12:00:05',
    });
  });

  it('is there from ten o’clock of the next day on, for three months, if there was any trade', async () => {
    const shop = await dayOfTrade();
    const ask = async (date = '2026-11-23') =>
      (await call(shop, `GET /v3/bill/tradebill?bill_date=${date}`)).body['code'];
    expect(await ask()).toBe('STATEMENT_CREATING');
    // 12:01 → 09:59:59 of the next day.
    shop.pass(22 * HOUR_MS - 61_000);
    expect(await ask()).toBe('STATEMENT_CREATING');
    shop.pass(1_000);
    expect(await ask()).toBeUndefined();
    expect(await ask('2026-11-22')).toBe('NO_STATEMENT_EXIST');
    expect(await ask('2026-11-25')).toBe('INVALID_REQUEST');
    expect(await ask('2026-02-30')).toBe('INVALID_REQUEST');
    expect(await ask('2026-08-01')).toBe('INVALID_REQUEST');
    expect(await ask('')).toBe('INVALID_REQUEST');
  });

  it.each(['tar_type=GZIP', `${DAY}&bill_type=MINE`, `${DAY}&tar_type=ZIP`])(
    'asked for with “%s” is refused',
    async (query) => {
      const shop = await dayOfTrade();
      shop.pass(24 * HOUR_MS);
      expect(await call(shop, `GET /v3/bill/tradebill?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'PARAM_ERROR' },
      });
    },
  );
});

describe('the trade bill under a fault', () => {
  const arm = (shop: WechatShop, name: string, parameters: Fields = {}) =>
    control(shop, 'POST /faults', { name, rail: 'wechatpay', parameters });
  const numbers = (rows: readonly Fields[]) => rows.map((row) => row['商户订单号']);

  it('lacks its last payment for good, in the file and in its digest, and its sums lack it too', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    await arm(shop, 'bill-row-missing');
    const { rows, summary } = await bill(shop, `/v3/bill/tradebill?${DAY}`);
    expect(rows.filter((row) => row['交易状态'] === 'SUCCESS').map((row) => row['商户订单号'])).toEqual([
      'ORDER1',
      'ORDER2',
    ]);
    expect(summary).toMatchObject({ 总交易单数: '4', 订单总金额: '68.80', 退款总金额: '8.00' });
    expect(await bill(shop, `/v3/bill/tradebill?${DAY}`)).toEqual({ rows, summary });
    const funds = await bill(shop, `/v3/bill/fundflowbill?${DAY}`);
    expect(funds.rows.map((row) => row['业务凭证号'])).toContain('ORDER3');
  });

  it('has a payment that nobody made, and counts it', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const before = await bill(shop, `/v3/bill/tradebill?${DAY}`);
    await arm(shop, 'bill-row-extra');
    const { rows, summary } = await bill(shop, `/v3/bill/tradebill?${DAY}`);
    const [extra, ...more] = rows.filter((row) => !numbers(before.rows).includes(row['商户订单号']));
    expect(more).toEqual([]);
    expect(extra).toMatchObject({ 交易状态: 'SUCCESS', 微信订单号: expect.stringMatching(/^4200\d{24}$/) });
    expect(summary['总交易单数']).toBe('6');
    expect(Number(summary['订单总金额'])).toBeCloseTo(73.8 + Number(extra?.['订单金额']));
  });

  it('shows the new fee of new payments alone, negative where it goes back', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 10_000);
    await arm(shop, 'fee-changed', { basisPoints: 38 });
    await pay(shop, 'ORDER2', 10_000);
    await refund(shop, ['ORDER2', 'R1'], [5_000, 10_000]);
    shop.pass(24 * HOUR_MS);
    const { rows, summary } = await bill(shop, `/v3/bill/tradebill?${DAY}`);
    expect(rows.map((row) => [row['商户订单号'], row['手续费'], row['费率']])).toEqual([
      ['ORDER1', '0.00000', '0.00%'],
      ['ORDER2', '0.38000', '0.38%'],
      ['ORDER2', '-0.19000', '0.38%'],
    ]);
    expect(summary['手续费总金额']).toBe('0.19000');
  });

  it('tells of a refund as it was when the bill was made, however it ended later', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1_000);
    await arm(shop, 'refund-pending', { delayMs: 48 * HOUR_MS });
    await refund(shop, ['ORDER1', 'R1'], [300, 1_000]);
    shop.pass(60_000);
    await arm(shop, 'refund-fails');
    await refund(shop, ['ORDER1', 'R2'], [200, 1_000]);
    for (const _ of ['the next day', 'and later']) {
      shop.pass(24 * HOUR_MS);
      const { rows } = await bill(shop, `/v3/bill/tradebill?${DAY}&bill_type=REFUND`);
      expect(rows.map((row) => [row['商户退款单号'], row['退款状态']])).toEqual([
        ['R1', 'PROCESSING'],
        ['R2', 'CHANGE'],
      ]);
      expect(rows[0]?.['退款成功时间']).toBe('');
    }
    const { rows } = await bill(shop, `/v3/bill/fundflowbill?${DAY}`);
    expect(rows.map((row) => [row['业务类型'], row['收支类型'], row['收支金额（元）']])).toEqual([
      ['交易', '收入', '10.00'],
      ['退款', '支出', '3.00'],
      ['退款', '支出', '2.00'],
      ['退款退回', '收入', '2.00'],
    ]);
  });
});

describe('the download', () => {
  it('is possible for five minutes, and only by its own address', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const { body } = await call(shop, `GET /v3/bill/tradebill?${DAY}`);
    const { pathname, search } = new URL(String(body['download_url']));
    shop.pass(5 * 60_000);
    expect((await call(shop, `GET ${pathname}${search}`)).status).toBe(200);
    for (const token of ['', 'x', 'AAAA', '%00', search.slice(7, -2)]) {
      expect((await call(shop, `GET ${pathname}?token=${token}`)).status, token).toBe(400);
    }
    shop.pass(1);
    expect((await call(shop, `GET ${pathname}${search}`)).status).toBe(400);
  });

  it('has to be signed for like every call', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const { body } = await call(shop, `GET /v3/bill/tradebill?${DAY}`);
    const { pathname, search } = new URL(String(body['download_url']));
    const options = { authorization: { signature: 'AAAA' } };
    expect((await call(shop, `GET ${pathname}${search}`, undefined, options)).status).toBe(401);
  });
});

describe('the fund bill', () => {
  it('has every movement of the account with what is in it afterwards', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const { rows, summary } = await bill(shop, `/v3/bill/fundflowbill?${DAY}`);
    expect(rows.map((row) => [row['收支类型'], row['收支金额（元）'], row['账户结余（元）']])).toEqual([
      ['收入', '55.00', '55.00'],
      ['收入', '8.80', '63.80'],
      ['支出', '3.00', '60.80'],
      ['收入', '5.00', '65.80'],
      ['支出', '5.00', '60.80'],
    ]);
    expect(summary).toEqual({
      资金流水总笔数: '5.0',
      收入笔数: '3.0',
      收入金额: '68.80',
      支出笔数: '2.0',
      支出金额: '8.00',
    });
    const merchants = (await control(shop, 'GET /merchants')).body as Fields[];
    expect(merchants).toContainEqual(expect.objectContaining({ rail: 'wechatpay', balanceMinor: 6080 }));
  });

  it('of the other accounts is empty', async () => {
    const shop = await dayOfTrade();
    shop.pass(24 * HOUR_MS);
    const ask = (type: string) => call(shop, `GET /v3/bill/fundflowbill?${DAY}&account_type=${type}`);
    expect((await ask('FEES')).body).toMatchObject({ code: 'NO_STATEMENT_EXIST' });
    expect((await ask('MINE')).body).toMatchObject({ code: 'PARAM_ERROR' });
  });
});

describe('the platform’s certificates', () => {
  it('can be read with the APIv3 key, and one of them is what the answer is signed with', async () => {
    const shop = await openWechatShop();
    const said = await call(shop, 'GET /v3/certificates');
    expect(said).toMatchObject({ status: 200, isVerified: true });
    const data = said.body['data'] as { serial_no: string; encrypt_certificate: Record<string, string> }[];
    const plain = data.map(({ serial_no, encrypt_certificate: sealed }) => {
      const bytes = Buffer.from(sealed['ciphertext'] ?? '', 'base64');
      const decipher = createDecipheriv('aes-256-gcm', shop.account.apiV3Key, sealed['nonce'] ?? '');
      decipher.setAAD(Buffer.from(sealed['associated_data'] ?? '')).setAuthTag(bytes.subarray(-16));
      return [serial_no, decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')];
    });
    expect(plain).toEqual([[shop.account.platformSerial, shop.account.platformCertificate]]);
    expect(said.headers.get('wechatpay-serial')).toBe(shop.account.platformSerial);
  });
});
