/** Requests that Alipay refuses, in both versions, with Alipay's words. */

import { APP_CERT_SN, ROOT_CERT_SN } from '../../../simulator/gateways/alipay/certificates.ts';
import { buildV3, type V3Options } from '../../unit/simulator/gateways/alipay/v3-shop.ts';
import {
  ask,
  buildRequest,
  type CallOptions,
  type Fields,
  pay,
  payContent,
  paymentCode,
  present,
} from '../../unit/simulator/merchant.ts';
import type { BadRequest, StrictShop } from './bad-request.ts';

const QUERY = 'alipay.trade.query';
const A1 = { out_trade_no: 'A1' };
const HOUR_MS = 3_600_000;

type Prepare = (shop: StrictShop) => Promise<unknown>;

interface V2Row extends CallOptions {
  readonly method?: string;
  readonly content?: Fields | string;
  readonly prepare?: Prepare;
}

/** Version 2 tells everything with status 200. */
function v2(title: string, row: V2Row, ...says: readonly string[]): BadRequest {
  return {
    rail: 'alipay',
    title: `v2: ${title}`,
    request: async (shop) => {
      await row.prepare?.(shop);
      return buildRequest(shop, row.method ?? QUERY, row.content ?? A1, row);
    },
    expect: { status: 200, says: says.map((code) => `"sub_code":"${code}"`) },
  };
}

const without = (name: string): V2Row => ({ mend: (all) => delete all[name] });
const system = (name: string, value: string): V2Row => ({ parameters: { [name]: value } });

/** A payment by a good code, but for one thing. */
function badPay(title: string, change: Fields, subCode: string): BadRequest {
  return {
    rail: 'alipay',
    title: `v2 pay: ${title}`,
    request: async (shop) => {
      const content = { ...payContent('A1', '10.00', await paymentCode(shop)), ...change };
      return buildRequest(shop, 'alipay.trade.pay', content);
    },
    expect: { status: 200, says: [`"sub_code":"${subCode}"`, '"receipt_amount":"0.00"'] },
  };
}

const PARAMETER = 'ACQ.INVALID_PARAMETER';
const GOODS = { goods_id: 'G1', goods_name: '茶', quantity: 1, price: '10.00' };

const SYSTEM: readonly BadRequest[] = [
  v2('no method', without('method'), 'isv.missing-method'),
  v2('a method there is not', { method: 'alipay.trade.steal' }, 'isv.invalid-method'),
  v2('no application', without('app_id'), 'isv.missing-app-id'),
  v2('another application', system('app_id', '2021999999999999'), 'isv.invalid-app-id'),
  v2('no kind of signature', without('sign_type'), 'isv.missing-signature-type'),
  v2('the old kind of signature', system('sign_type', 'RSA'), 'isv.invalid-signature-type'),
  v2('no signature', without('sign'), 'isv.missing-signature'),
  v2(
    'a signature over something else',
    {
      mend: (all) => {
        all['biz_content'] = '{"out_trade_no":"A2"}';
      },
    },
    'isv.invalid-signature',
  ),
  v2('no time', without('timestamp'), 'isv.missing-timestamp'),
  v2('a time that is none', system('timestamp', '2026-02-30 12:00:00'), 'isv.invalid-timestamp'),
  v2('an old time', system('timestamp', '2020-01-01 12:00:00'), 'isv.invalid-timestamp'),
  v2('no version', without('version'), 'isv.missing-version'),
  v2('another version', system('version', '2.0'), 'isv.invalid-version'),
  v2('another format', system('format', 'XML'), 'isv.invalid-format'),
  v2('another character set', system('charset', 'gbk'), 'isv.invalid-charset'),
  v2('another encryption', system('encrypt_type', 'DES'), 'isv.invalid-encrypt-type'),
  v2(
    'content that cannot be decrypted',
    { content: 'AAAA', parameters: { encrypt_type: 'AES' } },
    'isv.decryption-error-unknown',
  ),
  v2('a token nobody gave', system('app_auth_token', '202611BBabc'), 'aop.invalid-app-auth-token'),
  v2(
    'a certificate without the root’s',
    system('app_cert_sn', APP_CERT_SN),
    'isv.missing-alipay-root-cert-sn',
  ),
  v2('the root’s certificate alone', system('alipay_root_cert_sn', ROOT_CERT_SN), 'isv.missing-app-cert-sn'),
  v2(
    'another application’s certificate',
    { parameters: { app_cert_sn: ROOT_CERT_SN, alipay_root_cert_sn: ROOT_CERT_SN } },
    'isv.app-cert-not-exist',
  ),
  v2('content that is no JSON', { content: 'out_trade_no=A1' }, PARAMETER),
  v2('a list for content', { content: '[]' }, PARAMETER),
];

const PAYMENTS: readonly BadRequest[] = [
  badPay('no order number', { out_trade_no: '' }, PARAMETER),
  badPay('an order number with a dash', { out_trade_no: 'A-1' }, PARAMETER),
  badPay('an order number of 65 characters', { out_trade_no: 'A'.repeat(65) }, PARAMETER),
  badPay('an object for an order number', { out_trade_no: { a: 1 } }, PARAMETER),
  badPay('no subject', { subject: '' }, PARAMETER),
  badPay('a subject of 257 characters', { subject: '茶'.repeat(257) }, PARAMETER),
  badPay('no amount', { total_amount: '' }, PARAMETER),
  badPay('an amount of nothing', { total_amount: '0.00' }, PARAMETER),
  badPay('three decimals', { total_amount: '1.005' }, PARAMETER),
  badPay('a negative amount', { total_amount: '-1.00' }, PARAMETER),
  badPay('an amount over the limit', { total_amount: '100000000.01' }, 'ACQ.TOTAL_FEE_EXCEED'),
  badPay('no scene', { scene: '' }, PARAMETER),
  badPay('another scene', { scene: 'wave_code' }, PARAMETER),
  badPay('another product', { product_code: 'FAST_INSTANT_TRADE_PAY' }, PARAMETER),
  badPay('no payment code', { auth_code: '' }, PARAMETER),
  badPay(
    'a payment code nobody showed',
    { auth_code: '281234567890123456' },
    'ACQ.PAYMENT_AUTH_CODE_INVALID',
  ),
  badPay(
    'a payment code of WeChat Pay',
    { auth_code: '134567890123456789' },
    'ACQ.PAYMENT_AUTH_CODE_INVALID',
  ),
  badPay('another seller', { seller_id: '2088000000000009' }, 'ACQ.SELLER_NOT_EXIST'),
  badPay('a seller that cannot be', { seller_id: '12345' }, PARAMETER),
  badPay('a time limit of ten seconds', { timeout_express: '10s' }, PARAMETER),
  badPay('a time limit of sixteen days', { timeout_express: '16d' }, PARAMETER),
  badPay(
    'an end that has passed',
    { time_expire: '2020-01-01 12:00:00' },
    'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR',
  ),
  badPay('a store number of 33 characters', { store_id: 'S'.repeat(33) }, PARAMETER),
  badPay('a terminal number of 33 characters', { terminal_id: 'T'.repeat(33) }, PARAMETER),
  badPay('an operator of 29 characters', { operator_id: 'O'.repeat(29) }, PARAMETER),
  badPay('goods that are no list', { goods_detail: GOODS }, PARAMETER),
  badPay('goods without a price', { goods_detail: [{ ...GOODS, price: '' }] }, PARAMETER),
  badPay('goods of which there are none', { goods_detail: [{ ...GOODS, quantity: 0 }] }, PARAMETER),
  badPay('a wish to know what nobody tells', { query_options: ['everything'] }, PARAMETER),
];

const order = (change: Fields = {}): Fields => ({ ...A1, total_amount: '5.00', subject: '茶', ...change });
const precreate = (title: string, change: Fields, subCode: string, more: V2Row = {}): BadRequest =>
  v2(`precreate: ${title}`, { ...more, method: 'alipay.trade.precreate', content: order(change) }, subCode);
const refund = (title: string, change: Fields, subCode: string): BadRequest => {
  const content = { ...A1, refund_amount: '5.00', out_request_no: 'A1-1', ...change };
  const prepare: Prepare = (shop) => pay(shop, 'A1', '10.00');
  return v2(`refund: ${title}`, { method: 'alipay.trade.refund', content, prepare }, subCode);
};

const OTHERS: readonly BadRequest[] = [
  precreate('a QR life that is none', { qr_code_timeout_express: 'soon' }, PARAMETER),
  precreate('an address that is none', {}, PARAMETER, system('notify_url', 'shop.example.com')),
  precreate('another product', { product_code: 'QUICK_MSECURITY_PAY' }, PARAMETER),
  precreate('a number that was used for another amount', {}, 'ACQ.CONTEXT_INCONSISTENT', {
    prepare: (shop) => present(shop, 'A1', '6.00'),
  }),
  v2('query: no number', { content: {} }, PARAMETER),
  v2('query: nobody’s number', {}, 'ACQ.TRADE_NOT_EXIST'),
  v2('query: a trade number with letters', { content: { trade_no: 'T1' } }, PARAMETER),
  v2('cancel: no number', { method: 'alipay.trade.cancel', content: {} }, PARAMETER),
  v2(
    'close: a QR nobody scanned',
    { method: 'alipay.trade.close', prepare: (shop) => present(shop, 'A1', '5.00') },
    'ACQ.TRADE_NOT_EXIST',
  ),
  v2(
    'close: what is paid',
    { method: 'alipay.trade.close', prepare: (shop) => pay(shop, 'A1', '5.00') },
    'ACQ.TRADE_STATUS_ERROR',
  ),
  refund('nothing', { refund_amount: '0.00' }, 'ACQ.REFUND_FEE_ERROR'),
  refund('more than was paid', { refund_amount: '10.01' }, 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL'),
  refund('a part without a number of its own', { out_request_no: '' }, PARAMETER),
  refund('a number of 65 characters', { out_request_no: 'R'.repeat(65) }, PARAMETER),
  refund('a reason of 257 characters', { refund_reason: '退'.repeat(257) }, PARAMETER),
  refund('of nobody’s order', { out_trade_no: 'B1' }, 'ACQ.TRADE_NOT_EXIST'),
  v2(
    'refund: what is not paid',
    {
      method: 'alipay.trade.refund',
      content: { ...A1, refund_amount: '888.00' },
      prepare: (shop) => pay(shop, 'A1', '888.00'),
    },
    'ACQ.TRADE_STATUS_ERROR',
  ),
  v2(
    'refund: the same number for another amount',
    {
      method: 'alipay.trade.refund',
      content: { ...A1, refund_amount: '3.00', out_request_no: 'A1-1' },
      prepare: async (shop) => {
        await pay(shop, 'A1', '10.00');
        await ask(shop, 'refund', { ...A1, refund_amount: '5.00', out_request_no: 'A1-1' });
      },
    },
    'ACQ.DISCORDANT_REPEAT_REQUEST',
  ),
  v2(
    'refund query: no number',
    {
      method: 'alipay.trade.fastpay.refund.query',
      prepare: (shop) => pay(shop, 'A1', '10.00'),
    },
    PARAMETER,
  ),
  v2('bill: a day that is none', bill('2026-02-30'), 'INVAILID_ARGUMENTS'),
  v2('bill: a kind there is not', bill('2026-01-01', 'everything'), 'INVAILID_ARGUMENTS'),
  v2('bill: a kind this shop has not', bill('2026-01-01', 'merchant_act'), 'TYPE_NOT_SUPPORTED'),
  v2(
    'certificate: a number nobody has',
    {
      method: 'alipay.open.app.alipaycert.download',
      content: { alipay_cert_sn: APP_CERT_SN },
    },
    'isv.alipay-cert-not-exist',
  ),
];

function bill(date: string, kind = 'trade'): V2Row {
  const content = { bill_type: kind, bill_date: date };
  return { method: 'alipay.data.dataservice.bill.downloadurl.query', content };
}

const ASK = '/v3/alipay/trade/query?out_trade_no=A1';

function v3(title: string, target: string, row: V3Options, status: number, code: string): BadRequest {
  return {
    rail: 'alipay',
    title: `v3: ${title}`,
    request: (shop) => buildV3({ ...shop, credentials: shop.credentials.alipay } as never, target, row),
    expect: { status, says: [`"code":"${code}"`, '"message":', '"links":['] },
  };
}

const post = (name: string) => `/v3/alipay/trade/${name}`;
const encrypted = { 'content-type': 'text/plain', 'alipay-encrypt-type': 'AES' };
const old = String(Date.UTC(2020, 0, 1));

const VERSION_3: readonly BadRequest[] = [
  v3('a method there is not', post('steal'), { body: A1 }, 400, 'invalid-method'),
  v3('a question by POST', post('query'), { body: A1 }, 400, 'invalid-method'),
  v3('a command by GET', post('close?out_trade_no=A1'), {}, 400, 'invalid-method'),
  v3('no Authorization', ASK, { headers: { authorization: '' } }, 401, 'missing-signature'),
  v3('another scheme', ASK, { mend: () => 'Bearer abc' }, 400, 'invalid-signature-type'),
  v3('no application', ASK, { fields: { app_id: '' } }, 400, 'missing-app-id'),
  v3('another application', ASK, { fields: { app_id: '2021999999999999' } }, 400, 'invalid-app-id'),
  v3('no nonce', ASK, { fields: { nonce: '' } }, 400, 'invalid-parameter'),
  v3('no time', ASK, { fields: { timestamp: '' } }, 400, 'missing-timestamp'),
  v3('a time in seconds', ASK, { fields: { timestamp: '1795406400' } }, 400, 'invalid-timestamp'),
  v3('an old time', ASK, { fields: { timestamp: old } }, 400, 'invalid-timestamp'),
  v3('no signature', ASK, { mend: (line) => line.replace(/,sign=.*/, '') }, 401, 'missing-signature'),
  v3(
    'a signature over something else',
    ASK,
    { mend: (line) => line.replace('nonce=0', 'nonce=1') },
    401,
    'invalid-signature',
  ),
  v3('a token nobody gave', ASK, { token: '202611BBabc' }, 401, 'invalid-app-auth-token'),
  v3(
    'a certificate without the root’s',
    ASK,
    { fields: { app_cert_sn: APP_CERT_SN } },
    400,
    'missing-alipay-root-cert-sn',
  ),
  v3(
    'a body of another kind',
    post('close'),
    { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    400,
    'invalid-format',
  ),
  v3('a body that is no JSON', post('close'), { body: '{' }, 400, 'illegal-json'),
  v3('a list for a body', post('close'), { body: '[]' }, 400, 'illegal-json'),
  v3(
    'a body that cannot be decrypted',
    post('close'),
    { body: 'AAAA', headers: encrypted },
    400,
    'decryption-error-unknown',
  ),
  v3(
    'another encryption',
    post('close'),
    { body: 'AAAA', headers: { ...encrypted, 'alipay-encrypt-type': 'SM4' } },
    400,
    'invalid-encrypt-type',
  ),
  v3('no number', '/v3/alipay/trade/query', {}, 400, PARAMETER),
  v3('nobody’s number', ASK, {}, 400, 'ACQ.TRADE_NOT_EXIST'),
  v3(
    'an address that is none',
    post('precreate'),
    { body: order({ notify_url: 'ftp://shop.example.com' }) },
    400,
    PARAMETER,
  ),
  v3('an order without a subject', post('precreate'), { body: order({ subject: '' }) }, 400, PARAMETER),
  v3(
    'a bill of tomorrow',
    `/v3/alipay/data/dataservice/bill/downloadurl/query?bill_type=trade&bill_date=${dayOf(Date.now() + 48 * HOUR_MS)}`,
    {},
    400,
    'INVAILID_ARGUMENTS',
  ),
  v3(
    'a bill that is not there yet',
    `/v3/alipay/data/dataservice/bill/downloadurl/query?bill_type=trade&bill_date=${dayOf(Date.now())}`,
    {},
    400,
    'BILL_NOT_EXIST',
  ),
];

/** The day in Beijing. */
function dayOf(at: number): string {
  return new Date(at + 8 * HOUR_MS).toISOString().slice(0, 10);
}

export const ALIPAY: readonly BadRequest[] = [...SYSTEM, ...PAYMENTS, ...OTHERS, ...VERSION_3];
