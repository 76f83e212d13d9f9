/** Every field of the business content, with what its value may be: anything else is the provider's INVALID_PARAMETER. */

import type { Json, JsonObject } from '../../world/model.ts';
import type { MethodName } from './names.ts';

type Rule = (value: Json) => boolean;
type Rules = Readonly<Record<string, Rule>>;

const QUERY_OPTIONS = [
  'trade_settle_info',
  'fund_bill_list',
  'voucher_detail_list',
  'discount_goods_detail',
  'mdiscount_amount',
  'medical_insurance_info',
  'enterprise_pay_info',
];
const REFUND_QUERY_OPTIONS = [
  'refund_royaltys',
  'gmt_refund_pay',
  'refund_detail_item_list',
  'send_back_fee',
  'deposit_back_info',
  'refund_voucher_detail_list',
];
const MOST_GOODS = 100;

const wordOf = (most: number): Rule => text((value) => value.length <= most);
const ORDER_NUMBER = text((value) => /^\w{1,64}$/.test(value));
const TRADE_NUMBER = text((value) => /^\d{1,64}$/.test(value));
const NAMES: Rules = { out_trade_no: ORDER_NUMBER, trade_no: TRADE_NUMBER };
const AMOUNT = text((value) => /^\d{1,12}(?:\.\d{1,2})?$/.test(value));

const PURCHASE: Rules = {
  out_trade_no: ORDER_NUMBER,
  subject: wordOf(256),
  body: wordOf(128),
  total_amount: AMOUNT,
  discountable_amount: AMOUNT,
  undiscountable_amount: AMOUNT,
  seller_id: text((value) => /^2088\d{12}$/.test(value)),
  store_id: wordOf(32),
  operator_id: wordOf(28),
  terminal_id: wordOf(32),
  timeout_express: wordOf(6),
  qr_code_timeout_express: wordOf(6),
  time_expire: wordOf(32),
  goods_detail: (value) => Array.isArray(value) && value.length <= MOST_GOODS && value.every(isGoods),
  query_options: oneOrMoreOf(QUERY_OPTIONS),
};

const RULES: Readonly<Record<MethodName, Rules>> = {
  'alipay.trade.pay': {
    ...PURCHASE,
    scene: oneOf('bar_code', 'security_code'),
    auth_code: wordOf(64),
    product_code: oneOf('FACE_TO_FACE_PAYMENT'),
  },
  'alipay.trade.precreate': {
    ...PURCHASE,
    product_code: oneOf('FACE_TO_FACE_PAYMENT', 'QR_CODE_OFFLINE'),
  },
  'alipay.trade.create': {
    ...PURCHASE,
    buyer_id: text((value) => /^2088\d{12}$/.test(value)),
    product_code: oneOf('FACE_TO_FACE_PAYMENT', 'JSAPI_PAY'),
    op_app_id: wordOf(64),
  },
  'alipay.trade.query': { ...NAMES, query_options: oneOrMoreOf(QUERY_OPTIONS), org_pid: wordOf(16) },
  'alipay.trade.cancel': NAMES,
  'alipay.trade.close': { ...NAMES, operator_id: wordOf(28) },
  'alipay.trade.refund': {
    ...NAMES,
    refund_amount: AMOUNT,
    out_request_no: wordOf(64),
    refund_reason: wordOf(256),
    query_options: oneOrMoreOf(REFUND_QUERY_OPTIONS),
  },
  'alipay.trade.fastpay.refund.query': {
    ...NAMES,
    out_request_no: wordOf(64),
    query_options: oneOrMoreOf(REFUND_QUERY_OPTIONS),
  },
  // Its faults have names of their own.
  'alipay.data.dataservice.bill.downloadurl.query': {},
  'alipay.open.app.alipaycert.download': { alipay_cert_sn: text((value) => /^[0-9a-f]{32}$/.test(value)) },
};

/** The first field whose value cannot be; null when all can. What is missing is for the method itself to say. */
export function contentFault(method: MethodName, content: JsonObject): string | null {
  for (const [name, isRight] of Object.entries(RULES[method])) {
    const value = content[name];
    if (value !== undefined && value !== null && value !== '' && !isRight(value)) return name;
  }
  return null;
}

/** Numbers count as they are written, as they do for text. */
function text(isRight: (value: string) => boolean): Rule {
  return (value) => (typeof value === 'string' || typeof value === 'number') && isRight(String(value).trim());
}

function oneOf(...words: readonly string[]): Rule {
  return text((value) => words.includes(value));
}

function oneOrMoreOf(words: readonly string[]): Rule {
  return (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string' && words.includes(one));
}

function isGoods(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { goods_id: id, goods_name: name, quantity, price } = value as JsonObject;
  return (
    isSaid(id, wordOf(64)) &&
    isSaid(name, wordOf(256)) &&
    isSaid(
      quantity,
      text((count) => /^\d{1,10}(?:\.\d+)?$/.test(count) && Number(count) > 0),
    ) &&
    isSaid(price, AMOUNT)
  );
}

function isSaid(value: Json | undefined, isRight: Rule): boolean {
  return value !== undefined && value !== null && value !== '' && isRight(value);
}
