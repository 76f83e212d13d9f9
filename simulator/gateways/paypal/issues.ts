/** PayPal's issues: with which HTTP status each comes, at which calls it can come, and what it says, in our own words. */

/**
 * Calls by letter. Orders: c create, g show, p update, s confirm the source, a authorize, k capture. Payments: A show
 * authorization, C capture it, R reauthorize, V void, G show capture, F refund, f show refund.
 */
export type CallLetter = 'c' | 'g' | 'p' | 's' | 'a' | 'k' | 'A' | 'C' | 'R' | 'V' | 'G' | 'F' | 'f';

type Row = readonly [status: number, calls: string, description: string];

const ORDERS = 'cgpsak';
const PAYMENTS = 'ACRVGFf';
const MONEY = 'cpsakCRF';

export const ISSUES = {
  INVALID_ARRAY_MAX_ITEMS: [400, 'cp', 'The list has too many entries.'],
  INVALID_ARRAY_MIN_ITEMS: [400, 'c', 'The list has too few entries.'],
  INVALID_PARAMETER_SYNTAX: [400, MONEY, 'The value is not written in the way this field wants it.'],
  INVALID_PARAMETER_VALUE: [400, MONEY, 'The value is none of those that this field can have.'],
  INVALID_STRING_LENGTH: [400, MONEY, 'The text is too short or too long.'],
  INVALID_STRING_MAX_LENGTH: [400, 'sCR', 'The text is too long.'],
  MALFORMED_REQUEST_JSON: [400, MONEY, 'The body is not well-formed JSON.'],
  MISSING_REQUIRED_PARAMETER: [400, MONEY, 'A field that has to be there is missing.'],
  NOT_SUPPORTED: [400, 'c', 'This field cannot be used here.'],
  PAYPAL_REQUEST_ID_REQUIRED: [400, 'c', 'An order that is paid as it is made needs a PayPal-Request-Id.'],
  FIELD_NOT_PATCHABLE: [400, 'p', 'This field cannot be changed.'],
  INVALID_PATCH_OPERATION: [
    400,
    'p',
    'What is there cannot be added, and what is not there cannot be replaced or removed.',
  ],
  AMOUNT_NOT_PATCHABLE: [400, 'p', 'The amount cannot be changed any more.'],

  INVALID_ACCOUNT_STATUS: [401, `${ORDERS}${PAYMENTS}`, 'The account did not pass its checks.'],

  CONSENT_NEEDED: [403, 'k', 'The payee has not agreed to this.'],
  PAYEE_ACCOUNT_NOT_VERIFIED: [403, 's', 'The payee has not verified the account.'],
  PERMISSION_DENIED: [403, `sak${PAYMENTS}`, 'The application may not do this.'],

  INVALID_RESOURCE_ID: [404, `gpsak${PAYMENTS}`, 'There is nothing with this id.'],

  PREVIOUS_REQUEST_IN_PROGRESS: [
    409,
    'kVF',
    'An earlier request for the same thing is still being worked on.',
  ],

  ACTION_DOES_NOT_MATCH_INTENT: [422, 'ak', 'The order was made with the other intent.'],
  AMOUNT_CHANGE_NOT_ALLOWED: [422, 'p', 'The payer approved another amount.'],
  AMOUNT_MISMATCH: [422, 'cp', 'The amount is not the sum of its parts.'],
  AUTHORIZATION_ALREADY_CAPTURED: [422, 'CR', 'All of this authorization was captured.'],
  AUTHORIZATION_DENIED: [422, 'C', 'The authorization was denied.'],
  AUTHORIZATION_EXPIRED: [422, 'C', 'The authorization has expired.'],
  AUTHORIZATION_VOIDED: [422, 'CR', 'The authorization was voided.'],
  AUTH_CAPTURE_CURRENCY_MISMATCH: [422, 'C', 'The capture has another currency than the authorization.'],
  AUTH_CAPTURE_NOT_ENABLED: [422, 'cak', 'The payee may not authorize and capture.'],
  AUTH_CURRENCY_MISMATCH: [422, 'R', 'The new authorization has another currency than the old one.'],
  CANNOT_BE_NEGATIVE: [422, 'cpF', 'The amount must not be negative.'],
  CANNOT_BE_VOIDED: [422, 'V', 'A repeated authorization cannot be voided; void the first one.'],
  CANNOT_BE_ZERO_OR_NEGATIVE: [422, 'cpCRF', 'The amount must be more than nothing.'],
  CAPTURE_FULLY_REFUNDED: [422, 'F', 'All of this capture was refunded.'],
  COMPLIANCE_VIOLATION: [422, 'ck', 'The payment breaks a rule that PayPal has to keep.'],
  CURRENCY_MISMATCH: [422, 'F', 'The amounts have different currencies.'],
  DECIMALS_NOT_SUPPORTED: [422, 'cpCRF', 'This currency has no decimals.'],
  DECIMAL_PRECISION: [422, 'cpCRF', 'The amount has more than two decimals.'],
  DOMESTIC_TRANSACTION_REQUIRED: [422, 'cak', 'Payer and payee have to be in one country.'],
  DUPLICATE_INVOICE_ID: [422, 'cakCF', 'This invoice number was used for another payment.'],
  DUPLICATE_REFERENCE_ID: [422, 'cp', 'Two purchase units have the same reference_id.'],
  INSTRUMENT_DECLINED: [422, 'ck', 'The source of money was declined, or cannot be used for this payment.'],
  INVALID_CURRENCY_CODE: [422, 'cpCRF', 'The currency is not known, or not supported.'],
  INVALID_JSON_POINTER_FORMAT: [422, 'p', 'The path is not a JSON pointer into the order.'],
  INVALID_PAYER_ID: [422, 'c', 'There is no such payer.'],
  ITEM_TOTAL_MISMATCH: [422, 'cp', 'The items do not add up to item_total.'],
  ITEM_TOTAL_REQUIRED: [422, 'cp', 'With items the amount needs its item_total.'],
  MAX_CAPTURE_AMOUNT_EXCEEDED: [422, 'C', 'More than may be captured of this authorization.'],
  MAX_CAPTURE_COUNT_EXCEEDED: [422, 'C', 'This authorization was captured as often as it can be.'],
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: [422, 'cak', 'The payment was tried too often.'],
  MAX_NUMBER_OF_REFUNDS_EXCEEDED: [422, 'F', 'This capture was refunded as often as it can be.'],
  MAX_VALUE_EXCEEDED: [422, 'cp', 'The amount is larger than any amount may be.'],
  MULTIPLE_ITEM_CATEGORIES: [422, 'c', 'Donations cannot be bought together with goods.'],
  MULTI_CURRENCY_ORDER: [422, 'cp', 'All amounts of an order have one currency.'],
  NOT_ENABLED_FOR_CARD_PROCESSING: [422, 'csk', 'The account may not take cards.'],
  NOT_PATCHABLE: [422, 'p', 'This cannot be changed.'],
  ORDER_ALREADY_AUTHORIZED: [422, 'sa', 'The order was authorized.'],
  ORDER_ALREADY_CAPTURED: [422, 'sk', 'The order was captured.'],
  ORDER_ALREADY_COMPLETED: [422, 'p', 'The order is completed.'],
  ORDER_CANNOT_BE_CONFIRMED: [422, 's', 'The order is completed.'],
  ORDER_COMPLETED_OR_VOIDED: [422, 'a', 'The order is completed or voided.'],
  ORDER_COMPLETION_IN_PROGRESS: [422, 'k', 'PayPal is completing this order by itself.'],
  ORDER_EXPIRED: [422, 'a', 'The order has expired.'],
  ORDER_NOT_APPROVED: [422, 'ak', 'The payer has not approved the order yet.'],
  PARTIAL_REFUND_NOT_ALLOWED: [422, 'F', 'This capture can be refunded as a whole only.'],
  PATCH_PATH_REQUIRED: [422, 'p', 'A change needs its path.'],
  PATCH_VALUE_REQUIRED: [422, 'p', 'A change needs its value.'],
  PAYEE_ACCOUNT_INVALID: [422, 'c', 'There is no such payee.'],
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: [422, 'cpCRF', 'The payee’s account is locked or closed.'],
  PAYEE_ACCOUNT_RESTRICTED: [422, 'cpCRF', 'The payee’s account is restricted.'],
  PAYEE_BLOCKED_TRANSACTION: [422, 'cak', 'The payee’s own settings refuse this payment.'],
  PAYEE_NOT_ENABLED_FOR_CARD_PROCESSING: [422, 'k', 'The payee may not take cards.'],
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: [422, 'cakCRF', 'The payer’s account is locked or closed.'],
  PAYER_ACCOUNT_RESTRICTED: [422, 'cak', 'The payer’s account is restricted.'],
  PAYER_ACTION_REQUIRED: [422, 'ak', 'The payer has to go back to PayPal.'],
  PAYER_CANNOT_PAY: [422, 'cakCR', 'This payer cannot pay this payee.'],
  PAYMENT_ALREADY_APPROVED: [422, 's', 'The payer has approved the order.'],
  PENDING_CAPTURE: [422, 'F', 'The capture is still pending.'],
  PREVIOUSLY_CAPTURED: [422, 'V', 'The authorization was captured.'],
  PREVIOUSLY_VOIDED: [422, 'V', 'The authorization was voided before.'],
  REAUTHORIZATION_NOT_SUPPORTED: [422, 'R', 'This authorization cannot be repeated, or not yet.'],
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: [422, 'k', 'The payer has to choose another source of money.'],
  REFERENCE_ID_NOT_FOUND: [422, 'p', 'No purchase unit has this reference_id.'],
  REFERENCE_ID_REQUIRED: [422, 'cp', 'Each of several purchase units needs its reference_id.'],
  REFUND_AMOUNT_EXCEEDED: [422, 'F', 'More than is left of this capture.'],
  REFUND_AMOUNT_TOO_LOW: [422, 'F', 'Nothing is left of the amount after its conversion.'],
  REFUND_CAPTURE_CURRENCY_MISMATCH: [422, 'F', 'The refund has another currency than the capture.'],
  REFUND_FAILED_INSUFFICIENT_FUNDS: [422, 'F', 'The payee has not enough money for this refund.'],
  REFUND_IS_RESTRICTED: [422, 'F', 'Only whoever captured can refund this.'],
  REFUND_NOT_ALLOWED: [422, 'F', 'This capture cannot be refunded.'],
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: [422, 'F', 'A chargeback is under way.'],
  REFUND_TIME_LIMIT_EXCEEDED: [422, 'F', 'It is too late to refund this capture.'],
  TAX_TOTAL_MISMATCH: [422, 'cp', 'The taxes of the items do not add up to tax_total.'],
  TAX_TOTAL_REQUIRED: [422, 'cp', 'With taxes of items the amount needs its tax_total.'],
  TRANSACTION_BLOCKED_BY_PAYEE: [422, 'ck', 'The payee’s protection against fraud refuses this payment.'],
  TRANSACTION_DISPUTED: [422, 'F', 'There is an open case about this payment.'],
  TRANSACTION_LIMIT_EXCEEDED: [422, 'csak', 'The amount is over the payer’s limit.'],
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: [422, 'cak', 'The amount is over the payee’s limit.'],
  TRANSACTION_REFUSED: [422, 'cakCR', 'PayPal refuses this payment.'],
  UNSUPPORTED_INTENT: [422, 'cp', 'Several purchase units cannot be authorized.'],
  UNSUPPORTED_PATCH_PARAMETER_VALUE: [422, 'p', 'The field cannot be changed to this value.'],
} as const satisfies Record<string, Row>;

export type IssueName = keyof typeof ISSUES;

export function isIssueName(name: string): name is IssueName {
  return Object.hasOwn(ISSUES, name);
}

/** Whether a call can answer with this issue. */
export function canAnswer(call: CallLetter, issue: IssueName): boolean {
  return ISSUES[issue][1].includes(call);
}
