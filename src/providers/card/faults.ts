/** Stripe's codes in the words of the model: why a card was declined, and what went wrong with a request (card-stripe.md 2.4). */

import type { FaultCode } from '../../domain/fault.ts';

/**
 * The bank's `decline_code`, or the error's `code` where there is none: the card brought no money and the reader is done
 * with it. What a bank says about lost and stolen cards is kept in the raw words and never shown: those are plain declines.
 */
export const DECLINES: Readonly<Record<string, FaultCode>> = {
  approve_with_id: 'card_again',
  issuer_not_available: 'card_again',
  processing_error: 'card_again',
  reenter_transaction: 'card_again',
  try_again_later: 'card_again',

  incorrect_pin: 'card_pin',
  invalid_pin: 'card_pin',

  authentication_not_handled: 'card_insert',
  authentication_required: 'card_insert',
  mobile_device_authentication_required: 'card_insert',

  insufficient_funds: 'balance_short',
  card_velocity_exceeded: 'limit_reached',
  withdrawal_count_limit_exceeded: 'limit_reached',

  card_not_supported: 'card_unsupported',
  currency_not_supported: 'card_unsupported',
  invalid_card_type: 'card_unsupported',
  service_not_allowed: 'card_unsupported',
  transaction_not_allowed: 'card_unsupported',

  call_issuer: 'card_declined',
  card_declined: 'card_declined',
  do_not_honor: 'card_declined',
  do_not_try_again: 'card_declined',
  duplicate_transaction: 'card_declined',
  expired_card: 'card_declined',
  fraudulent: 'card_declined',
  generic_decline: 'card_declined',
  highest_risk_level: 'card_declined',
  incorrect_address: 'card_declined',
  incorrect_cvc: 'card_declined',
  incorrect_number: 'card_declined',
  incorrect_zip: 'card_declined',
  invalid_account: 'card_declined',
  invalid_amount: 'card_declined',
  invalid_cvc: 'card_declined',
  invalid_expiry_month: 'card_declined',
  invalid_expiry_year: 'card_declined',
  invalid_number: 'card_declined',
  lost_card: 'card_declined',
  merchant_blacklist: 'card_declined',
  new_account_information_available: 'card_declined',
  no_action_taken: 'card_declined',
  not_permitted: 'card_declined',
  pickup_card: 'card_declined',
  pin_try_exceeded: 'card_declined',
  restricted_card: 'card_declined',
  revocation_of_all_authorizations: 'card_declined',
  revocation_of_authorization: 'card_declined',
  security_violation: 'card_declined',
  stolen_card: 'card_declined',
  stop_payment_order: 'card_declined',
  testmode_decline: 'card_declined',
};

/** After these the reader itself goes on and asks for the card to be inserted, or for its PIN: nothing is over. */
export const STILL_ASKING: ReadonlySet<string> = new Set([
  'offline_pin_required',
  'online_or_offline_pin_required',
]);

/** The provider made no order at all. */
export const ORDER_REFUSALS: Readonly<Record<string, FaultCode>> = {
  amount_too_large: 'amount_over_limit',
  amount_too_small: 'bad_request',
  parameter_invalid_empty: 'bad_request',
  parameter_invalid_integer: 'bad_request',
  parameter_invalid_string_blank: 'bad_request',
  parameter_invalid_string_empty: 'bad_request',
  parameter_missing: 'bad_request',
  parameter_unknown: 'bad_request',
  parameters_exclusive: 'bad_request',
  payment_intent_invalid_parameter: 'bad_request',
};

/** The reader was certainly not told. `terminal_reader_timeout` is not among them: it may have heard all the same. */
export const READER_REFUSALS: Readonly<Record<string, FaultCode>> = {
  terminal_reader_busy: 'reader_unavailable',
  terminal_reader_offline: 'reader_unavailable',
  terminal_reader_hardware_fault: 'reader_unavailable',
  terminal_reader_invalid_location_for_payment: 'setup_merchant',
  resource_missing: 'setup_merchant',
};

/** Refusals of a refund that more tries cannot change. */
export const REFUND_REFUSALS: Readonly<Record<string, FaultCode>> = {
  amount_too_large: 'refund_too_much',
  charge_already_refunded: 'refund_too_much',
  charge_disputed: 'refund_not_allowed',
  charge_not_refundable: 'refund_not_allowed',
  payment_intent_unexpected_state: 'refund_not_allowed',
  refund_disputed_payment: 'refund_not_allowed',
  resource_missing: 'refund_not_allowed',
  idempotency_error: 'refund_mismatch',
  parameter_invalid_empty: 'bad_request',
  parameter_invalid_integer: 'bad_request',
  parameter_missing: 'bad_request',
  parameter_unknown: 'bad_request',
};

/** The shop's balance does not cover the refund: it is owed. */
export const REFUNDS_OWED: ReadonlySet<string> = new Set(['balance_insufficient', 'insufficient_funds']);

/** Why a refund that was taken came to nothing after all. */
export const REFUND_FAILURES: Readonly<Record<string, FaultCode>> = {
  charge_for_pending_refund_disputed: 'refund_not_allowed',
  declined: 'refund_abnormal',
  expired_or_canceled_card: 'refund_abnormal',
  // Over for good: no more money in the shop's account brings it back to life.
  insufficient_funds: 'refund_abnormal',
  lost_or_stolen_card: 'refund_abnormal',
  merchant_request: 'refund_abnormal',
  unknown: 'refund_abnormal',
};

const TROUBLE: Readonly<Record<string, FaultCode>> = {
  rate_limit: 'provider_limited',
  payment_intent_rate_limit_exceeded: 'provider_limited',
  idempotency_key_in_use: 'provider_busy',
  lock_timeout: 'provider_busy',
  terminal_reader_busy: 'reader_unavailable',
  terminal_reader_timeout: 'reader_unavailable',
  idempotency_error: 'order_reused',
  api_error: 'provider_busy',

  api_key_expired: 'setup_app',
  livemode_mismatch: 'setup_app',
  platform_api_key_expired: 'setup_app',
  secret_key_required: 'setup_app',
  account_closed: 'setup_merchant',
  account_invalid: 'setup_merchant',
  capability_not_active: 'setup_merchant',
  payment_method_unactivated: 'setup_merchant',
  platform_account_required: 'setup_merchant',
  testmode_charges_only: 'setup_merchant',
  not_allowed_on_standard_account: 'setup_permission',

  parameter_invalid_empty: 'bad_request',
  parameter_invalid_integer: 'bad_request',
  parameter_invalid_string_blank: 'bad_request',
  parameter_invalid_string_empty: 'bad_request',
  parameter_missing: 'bad_request',
  parameter_unknown: 'bad_request',
  parameters_exclusive: 'bad_request',
};

/** What an answer that is no business result says about the provider; a code that is not listed is odd, never a guess. */
export function troubleFault(code: string): FaultCode {
  return listedFault(TROUBLE, code) ?? 'provider_odd';
}

/** What the HTTP status alone says, before the body: nothing was done, or nobody knows what was. */
export function statusFault(status: number): FaultCode | undefined {
  if (status === 401) return 'setup_app';
  if (status === 403) return 'setup_permission';
  if (status === 429) return 'provider_limited';
  return status >= 500 ? 'provider_busy' : undefined;
}

/** The fault that a list names for a code; only its own entries count, not what every object inherits. */
export function listedFault(list: Readonly<Record<string, FaultCode>>, code: string): FaultCode | undefined {
  return Object.hasOwn(list, code) ? list[code] : undefined;
}
