/** What the Alipay gateway says: its codes, its words, and the fields that describe a trade. */

import type { JsonObject, Refusal, Trade, World } from '../../world/model.ts';
import { yuan } from '../../world/money.ts';
import { refundedMinor } from '../../world/trades.ts';
import { walletById } from '../../world/wallets.ts';

export interface ErrorFields extends JsonObject {
  readonly code: string;
  readonly msg: string;
  readonly sub_code: string;
  readonly sub_msg: string;
}

/** Business codes this gateway can answer, with a short explanation. Names: the provider's own, prefix `ACQ.`. */
const WORDS = {
  SYSTEM_ERROR: '系统繁忙，结果未知',
  INVALID_PARAMETER: '参数无效',
  TOTAL_FEE_EXCEED: '订单金额超过限额',
  PAYMENT_AUTH_CODE_INVALID: '付款码无效，请顾客刷新后重新出示',
  CONTEXT_INCONSISTENT: '交易信息与之前的请求不一致',
  TRADE_HAS_SUCCESS: '交易已支付',
  TRADE_HAS_CLOSE: '交易已关闭',
  TRADE_HAS_FINISHED: '交易已完结',
  TRADE_NOT_EXIST: '交易不存在',
  TRADE_STATUS_ERROR: '交易状态不允许此操作',
  BUYER_BALANCE_NOT_ENOUGH: '顾客余额不足',
  BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR: '超过顾客当日付款限额',
  BEYOND_PER_RECEIPT_RESTRICTION: '超过单笔限额',
  BUYER_ENABLE_STATUS_FORBID: '顾客账户状态异常',
  PAYMENT_REQUEST_HAS_RISK: '支付有风险',
  BUYER_NOT_EXIST: '买家不存在',
  BUYER_SELLER_EQUAL: '买卖双方不能是同一账户',
  PULL_MOBILE_CASHIER_FAIL: '未能唤起顾客手机上的收银台',
  MOBILE_PAYMENT_SWITCH_OFF: '顾客的手机支付已关闭',
  PAYMENT_FAIL: '支付失败',
  NOW_TIME_AFTER_EXPIRE_TIME_ERROR: '已超过订单最晚付款时间',
  SELLER_BALANCE_NOT_ENOUGH: '商户余额不足',
  TRADE_CANCEL_TIME_OUT: '超过撤销期限',
  CANCEL_NOT_ALLOWED: '不允许撤销',
  REASON_TRADE_REFUND_FEE_ERR: '退款金额错误',
  REFUND_AMT_NOT_EQUAL_TOTAL: '退款金额超过可退金额',
  REFUND_FEE_ERROR: '退款金额无效',
  DISCORDANT_REPEAT_REQUEST: '同一退款请求号的金额不一致',
  SELLER_NOT_EXIST: '卖家不存在',
} as const;

export type AcquirerCode = keyof typeof WORDS;

const REFUSALS: Readonly<Record<Refusal, AcquirerCode>> = {
  frozen: 'BUYER_ENABLE_STATUS_FORBID',
  risk: 'PAYMENT_REQUEST_HAS_RISK',
  'own-account': 'BUYER_SELLER_EQUAL',
  'per-payment-limit': 'BEYOND_PER_RECEIPT_RESTRICTION',
  'day-limit': 'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR',
  balance: 'BUYER_BALANCE_NOT_ENOUGH',
  'phone-offline': 'PULL_MOBILE_CASHIER_FAIL',
  locked: 'MOBILE_PAYMENT_SWITCH_OFF',
  currency: 'PAYMENT_FAIL',
  'customer-cancelled': 'PAYMENT_FAIL',
};

export function success(fields: JsonObject): JsonObject {
  return { code: '10000', msg: 'Success', ...fields };
}

export function missing(what: string): ErrorFields {
  return {
    code: '40001',
    msg: 'Missing Required Arguments',
    sub_code: `isv.missing-${what}`,
    sub_msg: `缺少参数 ${what}`,
  };
}

export function invalid(what: string): ErrorFields {
  return {
    code: '40002',
    msg: 'Invalid Arguments',
    sub_code: `isv.invalid-${what}`,
    sub_msg: `参数无效 ${what}`,
  };
}

/** What has a name of its own among the invalid ones, such as `app-cert-not-exist`. */
export function wrong(name: string): ErrorFields {
  return { code: '40002', msg: 'Invalid Arguments', sub_code: `isv.${name}`, sub_msg: `参数无效 ${name}` };
}

export function untrusted(name: string): ErrorFields {
  return {
    code: '20001',
    msg: 'Insufficient Token Permissions',
    sub_code: `aop.${name}`,
    sub_msg: '授权令牌无效',
  };
}

export function undecryptable(): ErrorFields {
  return {
    code: '40003',
    msg: 'Insufficient Conditions',
    sub_code: 'isv.decryption-error-unknown',
    sub_msg: '解密出错，未知错误',
  };
}

export function forbidden(): ErrorFields {
  return {
    code: '40006',
    msg: 'Insufficient Permissions',
    sub_code: 'isv.insufficient-isv-permissions',
    sub_msg: '应用没有此接口的权限',
  };
}

export function limited(): ErrorFields {
  return {
    code: '40005',
    msg: 'Call Limited',
    sub_code: 'isv.app-call-limited',
    sub_msg: '应用调用次数超限',
  };
}

/** Out of service: `isp.…` and `aop.…` are the gateway's own, anything else is a business code. */
export function busy(code = 'isp.unknow-error'): JsonObject {
  if (/^(isp|aop)\./.test(code)) {
    return { code: '20000', msg: 'Service Currently Unavailable', sub_code: code, sub_msg: '系统繁忙' };
  }
  return { code: '40004', msg: 'Business Failed', sub_code: code, sub_msg: WORDS.SYSTEM_ERROR };
}

export function failure(code: AcquirerCode, fields: JsonObject = {}): JsonObject {
  return { code: '40004', msg: 'Business Failed', sub_code: `ACQ.${code}`, sub_msg: WORDS[code], ...fields };
}

/** Refusals about bills, the first of them spelled as the provider spells it; none has a prefix. */
const BILL_WORDS = {
  INVAILID_ARGUMENTS: '入参不合法',
  TYPE_NOT_SUPPORTED: '账单类型不支持',
  BILL_DATE_BEFORE_REGISTRATION: '账单日期早于签约日期',
  BILL_NOT_EXIST: '账单尚未生成',
} as const;

export function billFailure(code: keyof typeof BILL_WORDS, about: string): JsonObject {
  return {
    code: '40004',
    msg: 'Business Failed',
    sub_code: code,
    sub_msg: `${BILL_WORDS[code]}：${about}`,
  };
}

export function badParameter(name: string): JsonObject {
  return { ...failure('INVALID_PARAMETER'), sub_msg: `${WORDS.INVALID_PARAMETER}：${name}` };
}

export function refusalCode(refusal: Refusal): AcquirerCode {
  return REFUSALS[refusal];
}

/** A payment that did not happen still names its order, with amounts of zero. */
export function unpaidFields(orderNumber: string): JsonObject {
  const zero = yuan(0);
  return {
    out_trade_no: orderNumber,
    buyer_pay_amount: zero,
    invoice_amount: zero,
    point_amount: zero,
    receipt_amount: zero,
    total_amount: zero,
  };
}

export function identity(trade: Trade): JsonObject {
  return { out_trade_no: trade.orderNumber, trade_no: trade.tradeNumber };
}

/** Who pays, as far as a merchant may know. */
export function buyer(world: World, trade: Trade): JsonObject {
  const wallet = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  return wallet ? { buyer_logon_id: wallet.logonId, buyer_user_id: wallet.userId } : {};
}

/** The amounts of a trade: what the customer paid, what the shop receives, who bore the difference. */
export function amounts(trade: Trade): JsonObject {
  const payment = trade.payment;
  const paid = yuan(payment?.buyerPayMinor ?? 0);
  return {
    buyer_pay_amount: paid,
    ...(payment && payment.platformMinor > 0 ? { discount_amount: yuan(payment.platformMinor) } : {}),
    invoice_amount: paid,
    ...(payment && payment.shopMinor > 0 ? { mdiscount_amount: yuan(payment.shopMinor) } : {}),
    point_amount: yuan(0),
    receipt_amount: yuan(payment?.receiptMinor ?? 0),
    total_amount: yuan(trade.amountMinor),
  };
}

/** Where the money came from; the amounts add up to the order's. */
export function fundBills(trade: Trade): JsonObject[] {
  const payment = trade.payment;
  if (!payment) return [];
  const bills = [
    { amount: payment.buyerPayMinor, fund_channel: 'ALIPAYACCOUNT' },
    { amount: payment.platformMinor, fund_channel: 'COUPON' },
    { amount: payment.shopMinor, fund_channel: 'MCOUPON' },
  ];
  return bills
    .filter(({ amount }) => amount > 0)
    .map(({ amount, fund_channel }) => ({ amount: yuan(amount), fund_channel }));
}

export function tradeStatus(trade: Trade): string {
  if (trade.status === 'paid') return 'TRADE_SUCCESS';
  if (trade.status === 'finished') return 'TRADE_FINISHED';
  return trade.status === 'waiting' ? 'WAIT_BUYER_PAY' : 'TRADE_CLOSED';
}

/** What can still be given back. */
export function refundableMinor(trade: Trade): number {
  return trade.payment === null ? 0 : trade.amountMinor - refundedMinor(trade);
}
