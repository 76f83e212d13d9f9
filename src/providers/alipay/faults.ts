/** Alipay's codes in the words of the model: by operation, code and sub code (alipay-wechatpay.md 1.8). */

import type { FaultCode } from '../../domain/fault.ts';

/** A signed, named refusal of a payment: nothing was charged. What is not listed here is unknown and queried first. */
export const DECLINES: Readonly<Record<string, FaultCode>> = {
  'ACQ.PAYMENT_AUTH_CODE_INVALID': 'code_invalid',
  'ACQ.SOUNDWAVE_PARSER_FAIL': 'code_invalid',
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': 'balance_short',
  'ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH': 'balance_short',
  'ACQ.ERROR_BALANCE_PAYMENT_DISABLE': 'account_restricted',
  'ACQ.BUYER_ENABLE_STATUS_FORBID': 'account_restricted',
  'ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT': 'account_restricted',
  'ACQ.USER_FACE_PAYMENT_SWITCH_OFF': 'account_restricted',
  'ACQ.MOBILE_PAYMENT_SWITCH_OFF': 'account_restricted',
  'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE': 'account_restricted',
  'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR': 'limit_reached',
  'ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR': 'limit_reached',
  'ACQ.BEYOND_PAY_RESTRICTION': 'limit_reached',
  'ACQ.BEYOND_PER_RECEIPT_RESTRICTION': 'limit_reached',
  'ACQ.BEYOND_PER_RECEIPT_SINGLE_RESTRICTION': 'limit_reached',
  'ACQ.BUYER_LIMIT_EXCEEDED': 'limit_reached',
  'ACQ.TOTAL_FEE_EXCEED': 'amount_over_limit',
  'ACQ.PRODUCT_AMOUNT_LIMIT_ERROR': 'amount_over_limit',
  'ACQ.BUYER_SELLER_EQUAL': 'same_person',
  'ACQ.PAYMENT_REQUEST_HAS_RISK': 'wallet_risk',
  'ACQ.PAYMENT_FAIL': 'payment_failed',
  'ACQ.PULL_MOBILE_CASHIER_FAIL': 'payment_failed',
  'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR': 'payer_timeout',
  'ACQ.SELLER_BEEN_BLOCKED': 'setup_merchant',
  'ACQ.PARTNER_ERROR': 'setup_merchant',
  'ACQ.ACCESS_FORBIDDEN': 'setup_permission',
  'ACQ.INVALID_STORE_ID': 'setup_merchant',
  'ACQ.APPLY_PC_MERCHANT_CODE_ERROR': 'setup_merchant',
  'ACQ.INVALID_PARAMETER': 'bad_request',
};

/** Refusals of a refund that more tries cannot change. */
export const REFUND_REFUSALS: Readonly<Record<string, FaultCode>> = {
  'ACQ.TRADE_HAS_FINISHED': 'refund_window_over',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': 'refund_too_much',
  'ACQ.REFUND_FEE_ERROR': 'refund_too_much',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': 'refund_too_much',
  'ACQ.DISCORDANT_REPEAT_REQUEST': 'refund_mismatch',
  'ACQ.TRADE_NOT_ALLOW_REFUND': 'refund_not_allowed',
  'ACQ.NOT_ALLOW_PARTIAL_REFUND': 'refund_not_allowed',
  'ACQ.TRADE_STATUS_ERROR': 'refund_not_allowed',
  'ACQ.TRADE_HAS_CLOSE': 'refund_not_allowed',
  'ACQ.TRADE_NOT_EXIST': 'refund_not_allowed',
  'ACQ.BUYER_ERROR': 'refund_not_allowed',
  'ACQ.INVALID_PARAMETER': 'bad_request',
};

/** The fault that a list names for a sub code; only its own entries count, not what every object inherits. */
export function listedFault(
  list: Readonly<Record<string, FaultCode>>,
  subCode: string,
): FaultCode | undefined {
  return Object.hasOwn(list, subCode) ? list[subCode] : undefined;
}

/** The provider will not cancel this order: it is asked about, then closed or refunded. */
export const CANCEL_REFUSALS: ReadonlySet<string> = new Set([
  'ACQ.TRADE_CANCEL_TIME_OUT',
  'ACQ.CANCEL_NOT_ALLOWED',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.REASON_TRADE_BEEN_FREEZEN',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH',
]);

/** Gateway codes that blame the request or the shop's set-up, before any business was done. */
export function setUpFault(code: string, subCode: string): FaultCode | undefined {
  if (!['20001', '40001', '40002', '40003', '40006'].includes(code)) return undefined;
  if (subCode === 'isv.invalid-timestamp') return 'clock_wrong';
  if (/signature|sign-type|cert/.test(subCode)) return 'setup_signature';
  if (/app-id|app_id|auth-token|encrypt/.test(subCode)) return 'setup_app';
  if (code === '40006' || code === '40003' || /permission/.test(subCode)) return 'setup_permission';
  return 'bad_request';
}

/** What an answer that is no business result says about the provider. */
export function troubleFault(code: string, subCode: string): FaultCode {
  const setUp = setUpFault(code, subCode);
  if (setUp !== undefined) return setUp;
  if (code === '40005') return 'provider_limited';
  if (code === '20000' || subCode.endsWith('SYSTEM_ERROR')) return 'provider_busy';
  if (subCode === 'ACQ.CONTEXT_INCONSISTENT' || subCode === 'ACQ.TRADE_HAS_SUCCESS') return 'order_reused';
  return 'provider_odd';
}
