/** Every expected bad outcome, as one closed list in order of precedence: who caused it and who can act. */

/** Who caused it. */
export type FaultCause = 'customer' | 'till' | 'network' | 'provider' | 'setup' | 'security';

interface FaultFacts {
  readonly cause: FaultCause;
  /** Whether trying the same way once more, as a new attempt, makes sense. */
  readonly mayRetry: boolean;
}

/**
 * The list. Earlier lines win where several apply: what threatens the money first, then the shop's set-up, the till,
 * the provider, the network, and the customer last. Words for each stand in `i18n`, under the same name.
 */
export const FAULTS = {
  answer_forged: { cause: 'security', mayRetry: false },
  answer_mismatch: { cause: 'security', mayRetry: false },
  /** Signed under a key that only the owner can enter. */
  key_unknown: { cause: 'security', mayRetry: false },
  /** Signed under a new key, in a certificate that this till has nothing to open with. */
  key_sealed: { cause: 'security', mayRetry: false },
  contradiction: { cause: 'security', mayRetry: false },
  frozen: { cause: 'till', mayRetry: false },

  setup_signature: { cause: 'setup', mayRetry: false },
  setup_app: { cause: 'setup', mayRetry: false },
  setup_permission: { cause: 'setup', mayRetry: false },
  setup_merchant: { cause: 'setup', mayRetry: false },
  setup_no_key: { cause: 'setup', mayRetry: false },

  storage_failed: { cause: 'till', mayRetry: false },
  clock_wrong: { cause: 'till', mayRetry: true },
  sign_refused: { cause: 'till', mayRetry: false },
  bad_request: { cause: 'till', mayRetry: false },
  order_reused: { cause: 'till', mayRetry: true },
  till_restarted: { cause: 'till', mayRetry: true },
  reader_unavailable: { cause: 'till', mayRetry: true },

  provider_busy: { cause: 'provider', mayRetry: true },
  provider_limited: { cause: 'provider', mayRetry: true },
  provider_odd: { cause: 'provider', mayRetry: true },
  cancel_refused: { cause: 'provider', mayRetry: false },

  offline: { cause: 'network', mayRetry: true },
  /** The network itself answered, with a page to log in at. */
  network_login: { cause: 'network', mayRetry: true },
  no_answer: { cause: 'network', mayRetry: true },
  answer_garbled: { cause: 'network', mayRetry: true },

  amount_over_limit: { cause: 'customer', mayRetry: false },
  code_invalid: { cause: 'customer', mayRetry: true },
  balance_short: { cause: 'customer', mayRetry: true },
  limit_reached: { cause: 'customer', mayRetry: false },
  account_restricted: { cause: 'customer', mayRetry: false },
  wallet_risk: { cause: 'customer', mayRetry: false },
  same_person: { cause: 'customer', mayRetry: false },
  payment_failed: { cause: 'customer', mayRetry: true },
  payer_timeout: { cause: 'customer', mayRetry: true },
  canceled_by_cashier: { cause: 'till', mayRetry: true },
  card_declined: { cause: 'customer', mayRetry: true },
  card_insert: { cause: 'customer', mayRetry: true },
  card_pin: { cause: 'customer', mayRetry: true },
  card_again: { cause: 'customer', mayRetry: true },
  card_unsupported: { cause: 'customer', mayRetry: true },
  declined_other: { cause: 'customer', mayRetry: true },

  refund_balance_short: { cause: 'setup', mayRetry: true },
  refund_window_over: { cause: 'provider', mayRetry: false },
  refund_too_much: { cause: 'till', mayRetry: false },
  refund_not_allowed: { cause: 'provider', mayRetry: false },
  refund_mismatch: { cause: 'till', mayRetry: false },
  /** Accepted, and then it could not reach the customer: the shop has the money, and owes it. */
  refund_abnormal: { cause: 'provider', mayRetry: false },
} as const satisfies Record<string, FaultFacts>;

export type FaultCode = keyof typeof FAULTS;

export const FAULT_CODES = Object.keys(FAULTS) as readonly FaultCode[];

export function causeOf(code: FaultCode): FaultCause {
  return FAULTS[code].cause;
}

/** The fault that matters more, by the order of the list. */
export function worseFault(left: FaultCode, right: FaultCode): FaultCode {
  return FAULT_CODES.indexOf(left) <= FAULT_CODES.indexOf(right) ? left : right;
}

export function mayRetry(code: FaultCode): boolean {
  return FAULTS[code].mayRetry;
}
