/** Requests that break the rules of WeChat Pay's v3 before any business: who calls, and every field. */

import type { CallOptions, Fields } from '../../unit/simulator/gateways/wechatpay/shop.ts';
import type { BadRequest } from './bad-request.ts';
import { bad, NATIVE, native } from './wechatpay-calls.ts';

const field = (title: string, change: Fields, pointer: string): BadRequest =>
  bad(title, [NATIVE, native(change)], [400, '"code":"PARAM_ERROR"', `"field":"${pointer}"`]);
const unauthorized = (title: string, options: CallOptions): BadRequest =>
  bad(`${title} (v3)`, [NATIVE, native({}), options], [401, '"code":"SIGN_ERROR"']);

export const WECHATPAY: readonly BadRequest[] = [
  unauthorized('no authorization', { headers: { authorization: null } }),
  unauthorized('a scheme of another kind', { headers: { authorization: 'Basic QTpC' } }),
  unauthorized('an empty nonce', { authorization: { nonce_str: '' } }),
  unauthorized('a field nobody knows in the authorization', { authorization: { extra: '1' } }),
  unauthorized('another merchant’s number', { authorization: { mchid: '1900000000' } }),
  unauthorized('another certificate’s serial number', { authorization: { serial_no: 'A'.repeat(40) } }),
  unauthorized('a time long ago', { authorization: { timestamp: '1554208460' } }),
  unauthorized('a time in milliseconds', { authorization: { timestamp: '1795399200000' } }),
  unauthorized('a signature that is none', { authorization: { signature: 'AAAA' } }),
  unauthorized('a body changed after it was signed', { signedBody: '{}' }),
  bad(
    'a page for people wanted',
    [NATIVE, native({}), { headers: { accept: 'text/html' } }],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a form instead of JSON',
    [NATIVE, native({}), { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a public key nobody has',
    [NATIVE, native({}), { headers: { 'wechatpay-serial': 'PUB_KEY_ID_1' } }],
    [400, 'INVALID_REQUEST'],
  ),
  bad('a call nobody knows', ['POST /v3/pay/transactions/app', native({})], [404, 'RESOURCE_NOT_EXISTS']),
  bad('an order by GET', ['GET /v3/pay/transactions/native'], [405, 'INVALID_REQUEST']),
  bad('a body that is no JSON', [NATIVE, native({}), { raw: '{' }], [400, 'PARAM_ERROR']),
  bad('a body that is a list', [NATIVE, native({}), { raw: '[]' }], [400, 'PARAM_ERROR']),

  field('no appid', { appid: undefined }, '/appid'),
  field('no mchid', { mchid: undefined }, '/mchid'),
  field('no description', { description: undefined }, '/description'),
  field('a description without a letter', { description: '' }, '/description'),
  field('a description of 128 letters', { description: 'x'.repeat(128) }, '/description'),
  field('a description with an emoji', { description: '🥐' }, '/description'),
  field('a description that is null', { description: null }, '/description'),
  field('an order number of 5 letters', { out_trade_no: 'ORDER' }, '/out_trade_no'),
  field('an order number of 33 letters', { out_trade_no: 'x'.repeat(33) }, '/out_trade_no'),
  field('an order number with a dot', { out_trade_no: 'ORDER.1' }, '/out_trade_no'),
  field('no address for news', { notify_url: undefined }, '/notify_url'),
  field('an address for news with a query', { notify_url: 'https://a.example/?b=1' }, '/notify_url'),
  field('an address for news that is none', { notify_url: 'news' }, '/notify_url'),
  field('an end that is no time', { time_expire: 'soon' }, '/time_expire'),
  field('an end without a zone', { time_expire: '2026-11-23T12:00:00' }, '/time_expire'),
  field('an attachment of 129 letters', { attach: 'x'.repeat(129) }, '/attach'),
  field('no amount', { amount: undefined }, '/amount'),
  field('an amount of nothing', { amount: { total: 0 } }, '/amount/total'),
  field('an amount in yuan', { amount: { total: 5.5 } }, '/amount/total'),
  field('an amount as text', { amount: { total: '500' } }, '/amount/total'),
  field('a negative amount', { amount: { total: -1 } }, '/amount/total'),
  field('dollars', { amount: { total: 500, currency: 'USD' } }, '/amount/currency'),
  field(
    'goods without a quantity',
    { detail: { goods_detail: [{ merchant_goods_id: 'A', unit_price: 1 }] } },
    '/detail/goods_detail/0/quantity',
  ),
  field(
    'a scene without the payer’s address',
    { scene_info: { device_id: 'T1' } },
    '/scene_info/payer_client_ip',
  ),
  field('a field of v2', { total_fee: 500 }, '/total_fee'),
  bad('another shop’s mchid', [NATIVE, native({ mchid: '1900000000' })], [400, 'PARAM_ERROR']),
  bad(
    'another shop’s appid',
    [NATIVE, native({ appid: 'wx0000000000000000' })],
    [400, 'APPID_MCHID_NOT_MATCH'],
  ),
  bad(
    'a payer nobody knows',
    ['POST /v3/pay/transactions/jsapi', native({ payer: { openid: 'oX' } })],
    [400, 'PARAM_ERROR'],
  ),
  bad('no payer', ['POST /v3/pay/transactions/jsapi', native({})], [400, '"field":"/payer"']),
];
