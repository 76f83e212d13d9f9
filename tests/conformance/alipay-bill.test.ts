/** The trade bill by the official SDK, in both versions: where it is, fetching it in time, and reading it as a bookkeeper would. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unzip } from '../unit/simulator/gateways/alipay/unzip.ts';
import { type AlipayDesk, openDesk, payContent } from './alipay-shop.ts';

const METHOD = 'alipay.data.dataservice.bill.downloadurl.query';
/** 2026-11-23 12:00 in Beijing. */
const NOON = Date.UTC(2026, 10, 23, 4);
const DAY_MS = 24 * 3_600_000;

let desk: AlipayDesk;

beforeEach(async () => {
  // The wall clock itself is moved, so that the SDK's time stamps move with it.
  vi.setSystemTime(NOON);
  desk = await openDesk();
  const sdk = desk.sdk();
  await sdk.exec('alipay.trade.pay', { bizContent: payContent('K1', '18.50', await desk.paymentCode()) });
  const refund = { out_trade_no: 'K1', refund_amount: '8.50', out_request_no: 'K1-1' };
  await sdk.exec('alipay.trade.refund', { bizContent: refund });
});

afterEach(async () => {
  vi.useRealTimers();
  await desk.server.close();
});

const addressV2 = async (date: string) => {
  const bizContent = { bill_type: 'trade', bill_date: date };
  return desk.sdk().exec(METHOD, { bizContent }, { validateSign: true });
};

const addressV3 = async (date: string) => {
  const query = { bill_type: 'trade', bill_date: date };
  const { data } = await desk
    .sdk('certificates')
    .curl('GET', `/v3/${METHOD.replaceAll('.', '/')}`, { query });
  return data as { bill_download_url: string; bill_file_code?: string };
};

describe('yesterday’s bill', () => {
  beforeEach(() => {
    vi.setSystemTime(NOON + DAY_MS);
  });

  it.each(['version 2', 'version 3'])('by %s', async (version) => {
    const url =
      version === 'version 2'
        ? (await addressV2('2026-11-23'))['billDownloadUrl']
        : (await addressV3('2026-11-23')).bill_download_url;
    const response = await fetch(String(url));
    expect(response.status).toBe(200);
    const [details, sums] = unzip(new Uint8Array(await response.arrayBuffer()));
    expect(details?.name).toMatch(/^2088\d{12}0156_20261123_业务明细\.csv$/);
    expect(sums?.name).toMatch(/_业务明细\(汇总\)\.csv$/);
    const rows = (details?.text ?? '')
      .split('\r\n')
      .filter((line) => line.startsWith('2'))
      .map((line) => line.split(',').map((cell) => cell.trim()));
    expect(rows.map((row) => [row[1], row[2], row[11], row[12], row[21]])).toEqual([
      ['K1', '交易', '18.50', '18.50', ''],
      ['K1', '退款', '-8.50', '-8.50', 'K1-1'],
    ]);
    expect(details?.text).toContain('#交易合计：1笔，商家实收共18.50元，商家优惠共0.00元');
    expect(details?.text).toContain('#退款合计：1笔，商家实收退款共-8.50元');
  });

  it('of a day without trade is empty, and says so', async () => {
    expect(await addressV3('2026-11-22')).toMatchObject({ bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' });
  });

  it('can be fetched for 30 seconds', async () => {
    const { bill_download_url: url } = await addressV3('2026-11-23');
    vi.setSystemTime(NOON + DAY_MS + 31_000);
    expect((await fetch(url)).status).toBe(403);
  });
});

it('today’s bill does not exist yet, in the provider’s own words without a prefix', async () => {
  expect(await addressV2('2026-11-23')).toMatchObject({ code: '40004', subCode: 'BILL_NOT_EXIST' });
  await expect(addressV3('2026-11-23')).rejects.toMatchObject({
    code: 'BILL_NOT_EXIST',
    responseHttpStatus: 400,
  });
});
