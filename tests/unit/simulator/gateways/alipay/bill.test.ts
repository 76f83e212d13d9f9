/** The trade bill of the simulated Alipay: when there is one, for how long its address is good, and what stands in it. */

import { describe, expect, it } from 'vitest';
import { createGbkEncoder } from '../../../../../simulator/gateways/alipay/gbk.ts';
import {
  ask,
  call,
  control,
  type Fields,
  openShop,
  pay,
  present,
  type Shop,
  scanAndPay,
} from '../../merchant.ts';
import { unzip } from './unzip.ts';

const METHOD = 'alipay.data.dataservice.bill.downloadurl.query';
const DAY_MS = 24 * 3_600_000;
/** From noon on the 23rd to nine on the 24th. */
const UNTIL_READY_MS = 21 * 3_600_000;

const bill = async (shop: Shop, date: string, more: Fields = {}) =>
  (await call(shop, METHOD, { bill_type: 'trade', bill_date: date, ...more })).node;

async function fetchBill(shop: Shop, node: Fields) {
  const response = await shop.host.handle(new Request(String(node['bill_download_url'])));
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function filesOf(shop: Shop, date: string, more: Fields = {}) {
  const { status, bytes } = await fetchBill(shop, await bill(shop, date, more));
  expect(status).toBe(200);
  return unzip(bytes);
}

const rowsOf = (text: string) =>
  text
    .split('\r\n')
    .filter((line) => line.startsWith('2'))
    .map((line) => line.split(',').map((cell) => cell.replace(/\t$/, '')));

describe('when there is a bill', () => {
  it.each([
    ['2026-11-23', 0, 'BILL_NOT_EXIST'],
    ['2026-11-23', UNTIL_READY_MS - 1, 'BILL_NOT_EXIST'],
    ['2026-11-23', UNTIL_READY_MS, undefined],
    ['2026-11-22', 0, undefined],
    ['2026-11', 0, 'BILL_NOT_EXIST'],
    ['2026-10', 0, undefined],
    ['2026-11-24', 0, 'INVAILID_ARGUMENTS'],
    ['2026-02-30', 0, 'INVAILID_ARGUMENTS'],
    ['2026-13', 0, 'INVAILID_ARGUMENTS'],
    ['yesterday', 0, 'INVAILID_ARGUMENTS'],
    ['', 0, 'INVAILID_ARGUMENTS'],
    ['2019-12-31', 0, 'BILL_DATE_BEFORE_REGISTRATION'],
  ])('of %s, asked %d ms after noon on the 23rd: %s', async (date, waitedMs, subCode) => {
    const shop = openShop();
    shop.pass(waitedMs);
    const node = await bill(shop, date);
    expect(node['sub_code']).toBe(subCode);
    expect(node['code']).toBe(subCode === undefined ? '10000' : '40004');
  });

  it('is only of a kind that this shop has', async () => {
    expect(await bill(openShop(), '2026-11-22', { bill_type: 'merchant_act' })).toMatchObject({
      sub_code: 'TYPE_NOT_SUPPORTED',
    });
    expect(await bill(openShop(), '2026-11-22', { bill_type: 'everything' })).toMatchObject({
      sub_code: 'INVAILID_ARGUMENTS',
    });
  });

  it('needs the permission for bills', async () => {
    const shop = openShop();
    await control(shop, 'PATCH /merchants/alipay', { permissions: ['pay'] });
    expect(await bill(shop, '2026-11-22')).toMatchObject({ sub_code: 'isv.insufficient-isv-permissions' });
  });
});

describe('its address', () => {
  it('is good for 30 seconds', async () => {
    for (const [waitedMs, status] of [
      [30_000, 200],
      [30_001, 403],
    ] as const) {
      const shop = openShop();
      const node = await bill(shop, '2026-11-22');
      shop.pass(waitedMs);
      expect((await fetchBill(shop, node)).status).toBe(status);
    }
  });

  it('is good for that bill alone', async () => {
    const shop = openShop();
    const { bill_download_url: url } = await bill(shop, '2026-11-22');
    const other = String(url).replace('billDate=2026-11-22', 'billDate=2026-11-21');
    expect((await fetchBill(shop, { bill_download_url: other })).status).toBe(403);
  });

  it('leads to where the question was asked', async () => {
    const shop = openShop();
    expect(String((await bill(shop, '2026-11-22'))['bill_download_url'])).toMatch(
      /^http:\/\/simulator\.test\/downloadBillFile\.resource\?/,
    );
  });
});

describe('a day without trade', () => {
  it('has a bill with nothing in it, and says so', async () => {
    const shop = openShop();
    expect(await bill(shop, '2026-11-22')).toMatchObject({ bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' });
    const [details] = await filesOf(shop, '2026-11-22');
    expect(rowsOf(details?.text ?? '')).toEqual([]);
    expect(details?.text).toContain('#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元');
  });
});

describe('a day of trade', () => {
  async function tradeForADay(): Promise<ReturnType<typeof openShop>> {
    const shop = openShop();
    await pay(shop, 'A1', '12.50');
    const qr = await present(shop, 'B1', '60.00', {
      subject: '蛋糕, 大\t"甜"',
      store_id: 'S1',
      operator_id: 'O1',
    });
    await scanAndPay(shop, qr, 'chen');
    await ask(shop, 'refund', { out_trade_no: 'B1', refund_amount: '20.00', out_request_no: 'B1-1' });
    await pay(shop, 'C1', '7.00');
    await ask(shop, 'cancel', { out_trade_no: 'C1' });
    await present(shop, 'D1', '5.00');
    shop.pass(DAY_MS);
    await pay(shop, 'E1', '99.00');
    return shop;
  }

  it('is a zip of two tables, names and texts in GBK', async () => {
    const files = await filesOf(await tradeForADay(), '2026-11-23');
    expect(files.map(({ name, isNamedInUtf8 }) => [name, isNamedInUtf8])).toEqual([
      ['20880000000000010156_20261123_业务明细.csv', false],
      ['20880000000000010156_20261123_业务明细(汇总).csv', false],
    ]);
  });

  it('has 25 columns, a line for each movement, refunds negative', async () => {
    const [details] = await filesOf(await tradeForADay(), '2026-11-23');
    const text = details?.text ?? '';
    const header = text.split('\r\n')[4] ?? '';
    expect(header.split(',')).toHaveLength(25);
    const rows = rowsOf(text);
    expect(rows.every((row) => row.length === 25)).toBe(true);
    const chosen = (row: readonly string[]) => [1, 2, 11, 12, 15, 16, 21].map((column) => row[column]);
    expect(rows.map(chosen)).toEqual([
      ['A1', '交易', '12.50', '12.50', '0.00', '0.00', ''],
      ['B1', '交易', '60.00', '55.00', '2.00', '5.00', ''],
      ['B1', '退款', '-20.00', '-18.34', '-0.66', '-1.66', 'B1-1'],
      ['C1', '交易', '7.00', '7.00', '0.00', '0.00', ''],
      ['C1', '退款', '-7.00', '-7.00', '0.00', '0.00', 'C1'],
    ]);
    const cake = rows.find((row) => row[1] === 'B1') ?? [];
    expect([cake[3], cake[6], cake[8], cake[10]]).toEqual([
      '蛋糕  大  甜 ',
      'S1',
      'O1',
      expect.stringMatching(/^\*静\(/),
    ]);
  });

  it('is framed by account, dates and sums', async () => {
    const [details, sums] = await filesOf(await tradeForADay(), '2026-11-23');
    const lines = (details?.text ?? '').split('\r\n');
    expect(lines.slice(0, 3)).toEqual([
      '#支付宝业务明细查询',
      '#账号：[20880000000000010156]',
      '#起始日期：[2026年11月23日 00:00:00]   终止日期：[2026年11月24日 00:00:00]',
    ]);
    expect(lines[3]).toMatch(/^#-+业务明细列表-+$/);
    expect(lines.slice(-5)).toEqual([
      expect.stringMatching(/^#-+业务明细列表结束-+$/),
      '#交易合计：3笔，商家实收共74.50元，商家优惠共5.00元',
      '#退款合计：2笔，商家实收退款共-25.34元，商家优惠退款共-1.66元',
      '#导出时间：[2026年11月24日 12:00:00]',
      '',
    ]);
    const sumRow = (sums?.text ?? '').split('\r\n').find((line) => line.startsWith('合计'));
    expect(sumRow?.split(',').map((cell) => cell.trim())).toEqual([
      '合计',
      '',
      '3',
      '2',
      '52.50',
      '49.16',
      '1.34',
      '3.34',
      '0.00',
      '0.00',
      '0.00',
      '49.16',
    ]);
  });

  it('is also in the bill of its month', async () => {
    const shop = await tradeForADay();
    shop.pass(12 * DAY_MS);
    const [details] = await filesOf(shop, '2026-11');
    expect(details?.name).toBe('20880000000000010156_202611_业务明细.csv');
    expect(rowsOf(details?.text ?? '')).toHaveLength(6);
  });

  it('is the same file whenever the same is asked', async () => {
    const shop = await tradeForADay();
    const node = await bill(shop, '2026-11-23');
    expect((await fetchBill(shop, node)).bytes).toEqual((await fetchBill(shop, node)).bytes);
  });
});

it('GBK has what it has, and a question mark for the rest', () => {
  const encode = createGbkEncoder();
  const text = '支付宝 A1（元）€';
  expect(new TextDecoder('gbk').decode(encode('支付宝 A1（元）'))).toBe('支付宝 A1（元）');
  expect(Array.from(encode('中'))).toEqual([0xd6, 0xd0]);
  expect(new TextDecoder('gbk').decode(encode(`${text}🍰`))).toMatch(/\?$/);
});

describe('a bill under a fault', () => {
  const DAY = '2026-11-23';
  const arm = (shop: Shop, name: string, parameters: Fields = {}) =>
    control(shop, 'POST /faults', { name, rail: 'alipay', parameters });

  async function twoPayments(): Promise<ReturnType<typeof openShop>> {
    const shop = openShop();
    await pay(shop, 'A1', '12.50');
    await pay(shop, 'A2', '20.00');
    await ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: '2.50', out_request_no: 'A1-1' });
    return shop;
  }

  it('lacks its last payment for good, and its sums lack it too', async () => {
    const shop = await twoPayments();
    shop.pass(DAY_MS);
    await arm(shop, 'bill-row-missing');
    for (const _ of ['first', 'second']) {
      const [details, sums] = await filesOf(shop, DAY);
      expect(rowsOf(details?.text ?? '').map((row) => [row[1], row[2]])).toEqual([
        ['A1', '交易'],
        ['A1', '退款'],
      ]);
      expect(details?.text).toContain('#交易合计：1笔，商家实收共12.50元');
      expect(sums?.text).toContain('合计\t,\t,1\t,1\t,10.00\t,10.00\t');
    }
    expect((await control(shop, 'GET /faults')).body).toEqual([]);
    const [funds] = await filesOf(shop, DAY, { bill_type: 'signcustomer' });
    expect(rowsOf(funds?.text ?? '').map((row) => row[2])).toContain('A2');
  });

  it('has a payment that nobody made, and counts it', async () => {
    const shop = await twoPayments();
    shop.pass(DAY_MS);
    await arm(shop, 'bill-row-extra');
    const [details] = await filesOf(shop, DAY);
    const rows = rowsOf(details?.text ?? '');
    const [extra, ...more] = rows.filter((row) => /^X\d{15}$/.test(row[1] ?? ''));
    expect(more).toEqual([]);
    expect(extra).toHaveLength(25);
    expect(extra?.[0]).toMatch(/^2026112322001\d{15}$/);
    const received = 12.5 + 20 + Number(extra?.[12]);
    expect(details?.text).toContain(`#交易合计：3笔，商家实收共${received.toFixed(2)}元`);
    const [again] = await filesOf(shop, DAY);
    expect(rowsOf(again?.text ?? '')).toEqual(rows);
    const [month] = await filesOf(shop, '2026-11-22');
    expect(rowsOf(month?.text ?? '')).toEqual([]);
  });

  it('shows the new fee of new payments alone, and gives it back with a refund', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '100.00');
    await arm(shop, 'fee-changed', { basisPoints: 60 });
    await pay(shop, 'A2', '100.00');
    await ask(shop, 'refund', { out_trade_no: 'A2', refund_amount: '50.00', out_request_no: 'A2-1' });
    shop.pass(DAY_MS);
    const [details, sums] = await filesOf(shop, DAY);
    expect(rowsOf(details?.text ?? '').map((row) => [row[1], row[2], row[22]])).toEqual([
      ['A1', '交易', '0.00'],
      ['A2', '交易', '-0.60'],
      ['A2', '退款', '0.30'],
    ]);
    expect(sums?.text).toContain('-0.30\t,0.00\t,149.70\t');
  });
});

describe('the fund bill', () => {
  it('has every movement of the account with the balance after it, and foots', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '12.50');
    await ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: '2.50', out_request_no: 'A1-1' });
    shop.pass(DAY_MS);
    await pay(shop, 'A2', '1.00');
    const files = await filesOf(shop, '2026-11-23', { bill_type: 'signcustomer' });
    expect(files.map(({ name }) => name)).toEqual([
      '20880000000000010156_20261123_账务明细.csv',
      '20880000000000010156_20261123_账务明细(汇总).csv',
    ]);
    const [details, sums] = files;
    const rows = rowsOf(details?.text ?? '');
    expect(rows.map((row) => [row[2], row[6], row[7], row[8], row[10]])).toEqual([
      ['A1', '12.50', '', '12.50', '在线支付'],
      ['A1', '', '-2.50', '10.00', '交易退款'],
    ]);
    expect(rows.every((row) => row.length === 12)).toBe(true);
    expect(details?.text).toContain('#收入合计：1笔，共12.50元\r\n#支出合计：1笔，共-2.50元');
    expect(sums?.text).toContain('合计\t,1\t,12.50\t,1\t,-2.50\t,10.00\t');
  });

  it('is under an address of its own', async () => {
    const shop = openShop();
    const { bill_download_url: url } = await bill(shop, '2026-11-22');
    const other = String(url).replace('bizType=trade', 'bizType=signcustomer');
    expect((await fetchBill(shop, { bill_download_url: other })).status).toBe(403);
  });
});
