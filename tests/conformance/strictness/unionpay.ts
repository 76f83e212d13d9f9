/** Requests that UnionPay refuses, with UnionPay's codes. */

import {
  ask,
  beijingTime,
  buildMessage,
  type CallOptions,
  cancelForm,
  type Form,
  pay,
  payForm,
  presentForm,
  queryForm,
  refundForm,
  reverseForm,
  type UnionPayShop,
} from '../../unit/simulator/gateways/unionpay/shop.ts';
import { control, paymentCode } from '../../unit/simulator/merchant.ts';
import type { BadRequest, StrictShop } from './bad-request.ts';

const ORDER = 'ORDER0001';
const LIN = 'unionpay-lin';
const NOBODY = '202611231200009999999';

const withKeys = (shop: StrictShop): UnionPayShop =>
  ({ ...shop, credentials: shop.credentials.unionpay }) as unknown as UnionPayShop;

type Message = (shop: UnionPayShop) => Promise<Form> | Form;

/** Every answer has status 200 and a code; `about` is what the code complains of. */
function bad(
  title: string,
  message: Message,
  [code, about]: readonly [code: string, about?: string],
  options: CallOptions = {},
): BadRequest {
  return {
    rail: 'unionpay',
    title,
    request: async (shop) => buildMessage(withKeys(shop), await message(withKeys(shop)), options),
    expect: {
      status: 200,
      says: [`respCode=${code}&`, ...(about === undefined ? [] : [`[${about}]`]), '&signature='],
    },
  };
}

const question =
  (change: Form = {}): Message =>
  (shop) => ({
    ...queryForm(ORDER, beijingTime(shop.now())),
    ...change,
  });
const payment =
  (change: Form = {}): Message =>
  async (shop) => ({
    ...payForm(ORDER, '100', await paymentCode(shop, LIN)),
    ...change,
  });
const qr =
  (change: Form = {}): Message =>
  () => ({ ...presentForm(ORDER, '100'), ...change });
const without = (name: string): BadRequest => bad(`no ${name}`, payment({ [name]: '' }), ['13', name]);
const wrong = (name: string, value: string, what: string): BadRequest =>
  bad(what, payment({ [name]: value }), ['10', name]);
/** After a payment of one yuan. */
const after =
  (form: (queryId: string, shop: UnionPayShop) => Form): Message =>
  async (shop) => {
    const { queryId = '' } = await pay(shop, ORDER, '100');
    return form(queryId, shop);
  };

export const UNIONPAY: readonly BadRequest[] = [
  ...['version', 'encoding', 'signMethod', 'certId', 'txnType', 'txnSubType', 'bizType', 'accessType'].map(
    without,
  ),
  ...[
    'merId',
    'orderId',
    'txnTime',
    'txnAmt',
    'currencyCode',
    'channelType',
    'qrNo',
    'termId',
    'backUrl',
  ].map(without),
  wrong('version', '5.0.0', 'the version before'),
  wrong('encoding', 'GBK', 'another encoding'),
  wrong('signMethod', '11', 'another way of signing'),
  wrong('bizType', '000201', 'another business'),
  wrong('merId', '77729', 'a merchant number that cannot be'),
  wrong('orderId', 'SHORT', 'an order number of five characters'),
  wrong('orderId', 'A'.repeat(41), 'an order number of 41 characters'),
  wrong('orderId', 'WITH-DASH-0001', 'an order number with dashes'),
  wrong('txnTime', '20260230120000', 'a day that is none'),
  wrong('txnAmt', '0', 'an amount of nothing'),
  wrong('txnAmt', '1.00', 'an amount in yuan'),
  wrong('txnAmt', '-100', 'a negative amount'),
  wrong('currencyCode', '840', 'dollars'),
  wrong('qrNo', '628800000000000000000', 'a payment code of 21 digits'),
  wrong('termId', 'T7K2', 'a terminal of four characters'),
  wrong('backUrl', 'shop.example.com', 'an address that is none'),
  wrong('reqReserved', '{"a":1}', 'braces in what is passed through'),
  bad('a signature over something else', question(), ['11', 'signature'], {
    mend: (form) => {
      form['orderId'] = 'ORDER0002';
    },
  }),
  bad('no signature', question(), ['13', 'signature'], { mend: (form) => delete form['signature'] }),
  bad('another certificate', question({ certId: '123' }), ['11', 'certId']),
  bad('another merchant', question({ merId: '777290000000000' }), ['31', 'merId']),
  bad('a message there is not', payment({ txnSubType: '99' }), ['10', 'txnType']),
  bad('a question at the place for orders', question(), ['10', 'txnType'], {
    path: '/gateway/api/backTransReq.do',
  }),
  bad('an order at the place for questions', payment(), ['10', 'txnType'], {
    path: '/gateway/api/queryTrans.do',
  }),
  bad(
    'a payment of six minutes ago',
    async (shop) => {
      const form = payForm(ORDER, '100', await paymentCode(shop, LIN));
      return { ...form, txnTime: beijingTime(shop.now() - 360_000) };
    },
    ['39', 'txnTime'],
  ),
  bad('a payment code nobody showed', payment({ qrNo: '6288000000000000000' }), ['61', 'qrNo']),
  bad(
    'a number that was used',
    after(() => presentForm(ORDER, '100')),
    ['12', 'orderId'],
  ),
  bad('a QR that is over already', qr({ payTimeout: '20200101120000' }), ['10', 'payTimeout']),
  bad('a question about nobody’s order', question(), ['34']),
  bad(
    'a question with another time',
    after((_, shop) => queryForm(ORDER, beijingTime(shop.now() - 60_000))),
    ['34'],
  ),
  bad('a reversal of another day', () => reverseForm(ORDER, '20200101120000'), ['39', 'txnTime']),
  bad(
    'a reversal with another time',
    after((_, shop) => reverseForm(ORDER, beijingTime(shop.now() - 1_000))),
    ['36', 'txnTime'],
  ),
  bad(
    'a refund of more than was paid',
    after((id) => refundForm('BACK00001', id, '101')),
    ['33', 'txnAmt'],
  ),
  bad('a refund of nobody’s payment', () => refundForm('BACK00001', NOBODY, '100'), ['35', 'origQryId']),
  bad('a refund that names no payment', () => refundForm('BACK00001', '', '100'), ['13', 'origQryId']),
  bad(
    'a refund under a number that was used',
    after((id) => refundForm(ORDER, id, '100')),
    ['12', 'orderId'],
  ),
  bad(
    'a refund for which the shop has too little',
    async (shop) => {
      const { queryId = '' } = await pay(shop, ORDER, '100');
      await fetch(`${(shop as unknown as StrictShop).url}/_simulator/merchants/unionpay`, {
        method: 'PATCH',
        body: '{"balanceMinor":0}',
      });
      return refundForm('BACK00001', queryId, '100');
    },
    ['64', 'merId'],
  ),
  bad(
    'a cancel of a part',
    after((id) => cancelForm('CANC00001', id, '99')),
    ['36', 'txnAmt'],
  ),
  bad(
    'a cancel after a refund',
    async (shop) => {
      const { queryId = '' } = await pay(shop, ORDER, '100');
      await ask(shop, refundForm('BACK00001', queryId, '1'));
      return cancelForm('CANC00001', queryId, '100');
    },
    ['35', 'origQryId'],
  ),
  bad(
    'what the contract does not allow',
    async (shop) => {
      await control(shop, 'PATCH /merchants/unionpay', { permissions: ['query'] });
      return qr()(shop);
    },
    ['43', 'txnType'],
  ),
  {
    rail: 'unionpay',
    title: 'JSON for a form',
    request: () =>
      new Request('http://simulator.test/gateway/api/queryTrans.do', {
        method: 'POST',
        body: '{"orderId":"ORDER0001"}',
      }),
    expect: { status: 200, says: ['respCode=10&', '[form]', '&signature='] },
  },
];
