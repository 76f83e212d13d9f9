/** PayPal's issues in the words of the model, by operation (paypal.md 1.3). What is not listed is asked about, never guessed. */

import type { FaultCode } from '../../domain/fault.ts';

type Faults = Readonly<Record<string, FaultCode>>;

/** The payer, or the payer's account, cannot pay this: another way to pay. */
const PAYER_REFUSALS: Faults = {
  AGREEMENT_ALREADY_CANCELLED: 'payment_failed',
  BILLING_AGREEMENT_NOT_FOUND: 'payment_failed',
  CARD_BRAND_NOT_SUPPORTED: 'payment_failed',
  CARD_EXPIRED: 'payment_failed',
  COMPLIANCE_VIOLATION: 'wallet_risk',
  DECLINED_DUE_TO_RELATED_TXN: 'payment_failed',
  DOMESTIC_TRANSACTION_REQUIRED: 'account_restricted',
  INVALID_PAYER_ID: 'account_restricted',
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: 'payment_failed',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'account_restricted',
  PAYER_ACCOUNT_RESTRICTED: 'account_restricted',
  PAYER_CANNOT_PAY: 'account_restricted',
  PAYEE_BLOCKED_TRANSACTION: 'declined_other',
  PAYMENT_SOURCE_CANNOT_BE_USED: 'payment_failed',
  PAYMENT_SOURCE_DECLINED_BY_PROCESSOR: 'payment_failed',
  PAYMENT_SOURCE_NOT_SUPPORTED: 'payment_failed',
  REFERENCED_CARD_EXPIRED: 'payment_failed',
  TRANSACTION_BLOCKED_BY_PAYEE: 'declined_other',
  TRANSACTION_LIMIT_EXCEEDED: 'limit_reached',
  TRANSACTION_REFUSED: 'wallet_risk',
};

/** The shop's account at PayPal does not allow it: for the owner. */
export const SET_UP_FAULTS: Faults = {
  AUTH_CAPTURE_NOT_ENABLED: 'setup_permission',
  CONSENT_NEEDED: 'setup_permission',
  INVALID_ACCOUNT_STATUS: 'setup_merchant',
  NOT_ENABLED_FOR_BANK_PROCESSING: 'setup_permission',
  NOT_ENABLED_FOR_CARD_PROCESSING: 'setup_permission',
  PAYEE_ACCOUNT_INVALID: 'setup_merchant',
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: 'setup_merchant',
  PAYEE_ACCOUNT_NOT_VERIFIED: 'setup_merchant',
  PAYEE_ACCOUNT_RESTRICTED: 'setup_merchant',
  PAYEE_NOT_ENABLED_FOR_BANK_PROCESSING: 'setup_permission',
  PAYEE_NOT_ENABLED_FOR_CARD_PROCESSING: 'setup_permission',
  PERMISSION_DENIED: 'setup_permission',
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: 'setup_merchant',
};

/** The request itself was wrong: a mistake of this program, and nothing was done. */
const OUR_MISTAKES: Faults = {
  ACTION_DOES_NOT_MATCH_INTENT: 'bad_request',
  AMOUNT_MISMATCH: 'bad_request',
  CANNOT_BE_NEGATIVE: 'bad_request',
  CANNOT_BE_ZERO_OR_NEGATIVE: 'bad_request',
  DECIMAL_PRECISION: 'bad_request',
  DECIMALS_NOT_SUPPORTED: 'bad_request',
  DUPLICATE_REFERENCE_ID: 'bad_request',
  INCOMPATIBLE_PARAMETER_VALUE: 'bad_request',
  INVALID_CURRENCY_CODE: 'bad_request',
  INVALID_PARAMETER: 'bad_request',
  INVALID_PARAMETER_SYNTAX: 'bad_request',
  INVALID_PARAMETER_VALUE: 'bad_request',
  INVALID_STRING_LENGTH: 'bad_request',
  INVALID_STRING_MAX_LENGTH: 'bad_request',
  MALFORMED_REQUEST_JSON: 'bad_request',
  MAX_VALUE_EXCEEDED: 'amount_over_limit',
  MISSING_REQUIRED_PARAMETER: 'bad_request',
  MULTI_CURRENCY_ORDER: 'bad_request',
  NOT_SUPPORTED: 'bad_request',
  PAYPAL_REQUEST_ID_REQUIRED: 'bad_request',
  UNSUPPORTED_INTENT: 'bad_request',
};

/** A named refusal of an order or of its capture: nothing was charged. */
export const DECLINES: Faults = { ...PAYER_REFUSALS, ...SET_UP_FAULTS, ...OUR_MISTAKES };

/** The payer can still pay this order: with another source of money, or by doing what PayPal wants to see. */
export const OTHER_FUNDING: ReadonlySet<string> = new Set([
  'INSTRUMENT_DECLINED',
  'PAYER_ACTION_REQUIRED',
  'REDIRECT_PAYER_FOR_ALTERNATE_FUNDING',
]);

/** It may well have happened before: asked about, never taken for a failure. */
export const PERHAPS_DONE: ReadonlySet<string> = new Set([
  'DUPLICATE_INVOICE_ID',
  'ORDER_ALREADY_AUTHORIZED',
  'ORDER_ALREADY_CAPTURED',
  'ORDER_COMPLETED_OR_VOIDED',
]);

/** PayPal is at it. */
export const AT_IT: ReadonlySet<string> = new Set([
  'ORDER_COMPLETION_IN_PROGRESS',
  'PREVIOUS_REQUEST_IN_PROGRESS',
]);

/** Refusals of a refund that more tries cannot change. */
export const REFUND_REFUSALS: Faults = {
  CANNOT_BE_NEGATIVE: 'bad_request',
  CANNOT_BE_ZERO_OR_NEGATIVE: 'bad_request',
  CAPTURE_FULLY_REFUNDED: 'refund_too_much',
  CURRENCY_MISMATCH: 'refund_mismatch',
  DECIMAL_PRECISION: 'bad_request',
  DECIMALS_NOT_SUPPORTED: 'bad_request',
  INVALID_CURRENCY_CODE: 'bad_request',
  INVALID_PARAMETER_SYNTAX: 'bad_request',
  INVALID_PARAMETER_VALUE: 'bad_request',
  INVALID_RESOURCE_ID: 'refund_not_allowed',
  INVALID_STRING_LENGTH: 'bad_request',
  INVALID_STRING_MAX_LENGTH: 'bad_request',
  MALFORMED_REQUEST_JSON: 'bad_request',
  MAX_NUMBER_OF_REFUNDS_EXCEEDED: 'refund_not_allowed',
  MISSING_REQUIRED_PARAMETER: 'bad_request',
  PARTIAL_REFUND_NOT_ALLOWED: 'refund_not_allowed',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'refund_not_allowed',
  PENDING_CAPTURE: 'refund_not_allowed',
  REFUND_AMOUNT_EXCEEDED: 'refund_too_much',
  REFUND_AMOUNT_TOO_LOW: 'refund_not_allowed',
  REFUND_CAPTURE_CURRENCY_MISMATCH: 'refund_mismatch',
  REFUND_IS_RESTRICTED: 'refund_not_allowed',
  REFUND_NOT_ALLOWED: 'refund_not_allowed',
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: 'refund_not_allowed',
  REFUND_TIME_LIMIT_EXCEEDED: 'refund_window_over',
  TRANSACTION_DISPUTED: 'refund_not_allowed',
  TRANSACTION_REFUSED: 'refund_not_allowed',
};

/** The fault that a list names for an issue; only its own entries count, not what every object inherits. */
export function listedFault(list: Faults, issue: string): FaultCode | undefined {
  return Object.hasOwn(list, issue) ? list[issue] : undefined;
}

/** What an answer that settles nothing says about PayPal, the shop's account or the request. */
export function troubleFault(status: number, issue: string): FaultCode {
  const setUp = listedFault(SET_UP_FAULTS, issue);
  if (setUp !== undefined) return setUp;
  if (PERHAPS_DONE.has(issue)) return 'order_reused';
  if (AT_IT.has(issue)) return 'provider_busy';
  // A token that has run out: the next request takes a fresh one. What is wrong for good the token step itself says.
  if (status === 401) return 'provider_busy';
  if (status === 403) return 'setup_permission';
  if (status === 409) return 'provider_busy';
  if (status === 429) return 'provider_limited';
  return status === 400 || status === 415 ? 'bad_request' : 'provider_odd';
}
