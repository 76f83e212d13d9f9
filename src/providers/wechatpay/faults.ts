/** WeChat Pay's codes in the words of the model, by operation (alipay-wechatpay.md 2.5, and 2.8 for payments by code). */

import type { FaultCode } from '../../domain/fault.ts';

/**
 * A signed, named refusal of a payment: nothing was charged. Payments by code have no published list of v3 names, so the
 * names of v2 stand here beside them. What is not listed is unknown and asked about first.
 */
export const DECLINES: Readonly<Record<string, FaultCode>> = {
  AUTH_CODE_INVALID: 'code_invalid',
  AUTH_CODE_ERROR: 'code_invalid',
  AUTH_CODE_EXPIRED: 'code_invalid',
  AUTHCODEEXPIRE: 'code_invalid',
  NOT_ENOUGH: 'balance_short',
  NOTENOUGH: 'balance_short',
  NOTSUPORTCARD: 'account_restricted',
  USER_ACCOUNT_ABNORMAL: 'account_restricted',
  ACCOUNTERROR: 'account_restricted',
  RULE_LIMIT: 'limit_reached',
  RULELIMIT: 'limit_reached',
  TRADE_ERROR: 'payment_failed',
  PARAM_ERROR: 'bad_request',
  APPID_MCHID_NOT_MATCH: 'setup_app',
  MCH_NOT_EXISTS: 'setup_merchant',
  NO_AUTH: 'setup_permission',
  NOAUTH: 'setup_permission',
};

/** The order number was given away before: what became of it is asked first. */
export const REUSED: ReadonlySet<string> = new Set([
  'OUT_TRADE_NO_USED',
  'ORDERPAID',
  'ORDER_PAID',
  'BUYER_MISMATCH',
]);

/** The order is closed or reversed, and cannot be paid any more. */
export const CLOSED: ReadonlySet<string> = new Set(['ORDER_CLOSED', 'ORDERCLOSED', 'ORDERREVERSED']);

/** There is no such order; with the HTTP status 404 only. */
export const ABSENT: ReadonlySet<string> = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST']);

/** The provider will not reverse or close this order: it was paid, the seven days are over, or the shop's account is short. */
export const CANCEL_REFUSALS: ReadonlySet<string> = new Set([
  'ORDERPAID',
  'ORDER_PAID',
  'REVERSE_EXPIRE',
  'TRADE_ERROR',
  'NOT_ENOUGH',
  'NOTENOUGH',
]);

/**
 * Refusals of a refund that more tries cannot change. A refund that went through before under the same number is answered
 * with itself, so that a refusal says: this one did not go.
 */
export const REFUND_REFUSALS: Readonly<Record<string, FaultCode>> = {
  PARAM_ERROR: 'bad_request',
  INVALID_REQUEST: 'refund_not_allowed',
  USER_ACCOUNT_ABNORMAL: 'refund_not_allowed',
  RESOURCE_NOT_EXISTS: 'refund_not_allowed',
};

/** The shop's account is short: the refund waits, under its number. */
export const REFUND_BALANCE_SHORT: ReadonlySet<string> = new Set(['NOT_ENOUGH', 'NOTENOUGH']);

const SET_UP: Readonly<Record<string, FaultCode>> = {
  SIGN_ERROR: 'setup_signature',
  NO_AUTH: 'setup_permission',
  NOAUTH: 'setup_permission',
  APPID_MCHID_NOT_MATCH: 'setup_app',
  MCH_NOT_EXISTS: 'setup_merchant',
};

const TROUBLE: Readonly<Record<string, FaultCode>> = {
  PARAM_ERROR: 'bad_request',
  INVALID_REQUEST: 'bad_request',
  INVALID_TRANSACTIONID: 'bad_request',
  OPENID_MISMATCH: 'bad_request',
  FREQUENCY_LIMITED: 'provider_limited',
  RATELIMIT_EXCEEDED: 'provider_limited',
  SYSTEM_ERROR: 'provider_busy',
  SYSTEMERROR: 'provider_busy',
  BANK_ERROR: 'provider_busy',
  BANKERROR: 'provider_busy',
  SERVICE_UNAVAILABLE: 'provider_busy',
  USERPAYING: 'provider_busy',
};

/** The fault that a list names for a code; only its own entries count, not what every object inherits. */
export function listed(list: Readonly<Record<string, FaultCode>>, code: string): FaultCode | undefined {
  return Object.hasOwn(list, code) ? list[code] : undefined;
}

/** An error as the provider words it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message?: string | undefined;
}

/** Codes that blame the shop's set-up, or the till's clock; 401 is always the signature, or what belongs to it. */
function setUpFault({ status, code, message = '' }: Refusal): FaultCode | undefined {
  // One code for all that can be wrong with the signature: only the words tell of the five minutes.
  if (status === 401 && /timestamp|5\s*分钟/i.test(message)) return 'clock_wrong';
  return listed(SET_UP, code) ?? (status === 401 ? 'setup_signature' : undefined);
}

/** What an answer that is no business result says about the provider. */
export function troubleFault(refusal: Refusal): FaultCode {
  const { status, code } = refusal;
  const setUp = setUpFault(refusal);
  if (setUp !== undefined) return setUp;
  if (REUSED.has(code)) return 'order_reused';
  const known = listed(TROUBLE, code);
  if (known !== undefined) return known;
  if (status === 429) return 'provider_limited';
  return status >= 500 ? 'provider_busy' : 'provider_odd';
}
