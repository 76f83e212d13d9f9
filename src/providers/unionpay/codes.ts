/** UnionPay's answer codes in the words of the model: what each says by itself, and what it means for a cancel and a refund. */

import type { FaultCode } from '../../domain/fault.ts';

export type Sense =
  /** Of a message: accepted. Of the original in a query: it succeeded. */
  | { readonly is: 'done' }
  /** Being worked on. */
  | { readonly is: 'pending' }
  /** UnionPay does not know itself yet. */
  | { readonly is: 'unclear' }
  /** The customer has something to type. */
  | { readonly is: 'payer' }
  /** No such transaction. */
  | { readonly is: 'absent' }
  /** The order number was used before. */
  | { readonly is: 'repeated' }
  /** Refused, and nothing was charged. */
  | { readonly is: 'refused'; readonly fault: FaultCode }
  /** Nothing was done: the request, the set-up, or UnionPay's own state is at fault. */
  | { readonly is: 'trouble'; readonly fault: FaultCode }
  /** A code that leaves open whether money moved, or that nobody listed: asked about, never guessed. */
  | { readonly is: 'odd' };

const refused = (fault: FaultCode): Sense => ({ is: 'refused', fault });
const trouble = (fault: FaultCode): Sense => ({ is: 'trouble', fault });
const ODD: Sense = { is: 'odd' };

export const CODES: Readonly<Record<string, Sense>> = {
  '00': { is: 'done' },
  '01': refused('payment_failed'),
  '02': trouble('provider_busy'),
  '03': { is: 'unclear' },
  '04': { is: 'unclear' },
  '05': { is: 'pending' },
  '06': trouble('provider_busy'),
  '10': trouble('bad_request'),
  '11': trouble('setup_signature'),
  '12': { is: 'repeated' },
  '13': trouble('bad_request'),
  '30': refused('payment_failed'),
  '31': trouble('setup_merchant'),
  '32': trouble('setup_permission'),
  '33': refused('limit_reached'),
  '34': { is: 'absent' },
  // The original of a cancel or a refund is not in a state for it, or does not fit: said of a purchase it makes no sense.
  '35': ODD,
  '36': ODD,
  '37': trouble('provider_limited'),
  '38': refused('wallet_risk'),
  '39': trouble('clock_wrong'),
  '40': refused('account_restricted'),
  // Debited, but later than the order allowed.
  '42': ODD,
  '43': trouble('setup_permission'),
  '60': refused('payment_failed'),
  '61': refused('code_invalid'),
  '62': refused('account_restricted'),
  '63': refused('account_restricted'),
  '64': refused('balance_short'),
  '65': refused('payment_failed'),
  '66': refused('payment_failed'),
  '67': refused('account_restricted'),
  '68': refused('account_restricted'),
  '69': refused('payer_timeout'),
  '70': { is: 'payer' },
  '71': refused('payment_failed'),
  '72': refused('account_restricted'),
  '73': refused('account_restricted'),
  // Debited, and what should have followed did not, or nobody knows.
  '74': ODD,
  '75': ODD,
  '76': refused('account_restricted'),
  '77': refused('account_restricted'),
  '78': refused('account_restricted'),
  '79': refused('account_restricted'),
  '80': refused('code_invalid'),
  '81': refused('limit_reached'),
  '83': { is: 'pending' },
  '99': ODD,
  A6: { is: 'done' },
};

/** UnionPay will not reverse: another clearing day, another amount or state, or the shop's balance is short. */
export const CANCEL_REFUSALS: ReadonlySet<string> = new Set(['35', '36', '38', '39', '64']);

/** Refusals of a refund that more tries cannot change. */
export const REFUND_REFUSALS: Readonly<Record<string, FaultCode>> = {
  '01': 'refund_not_allowed',
  '30': 'refund_not_allowed',
  '33': 'refund_too_much',
  '34': 'refund_not_allowed',
  '35': 'refund_not_allowed',
  '36': 'refund_mismatch',
  '38': 'refund_not_allowed',
  '39': 'refund_window_over',
  '60': 'refund_not_allowed',
  '62': 'refund_not_allowed',
  '63': 'refund_not_allowed',
  '78': 'refund_not_allowed',
};

/**
 * Of a refund that was accepted: the account that paid could not take it, or the shop could not give it. It is over, and
 * no more money in the shop's account brings it back to life.
 */
export const REFUND_FAILURES: ReadonlySet<string> = new Set(['01', '30', '60', '62', '63', '64', '78']);

/** Of a refund: the shop has too little to give back, and may have more later. */
export const REFUND_OWED = '64';

export function senseOf(code: string): Sense {
  return Object.hasOwn(CODES, code) ? (CODES[code] ?? ODD) : ODD;
}

export function refundRefusal(code: string): FaultCode | undefined {
  return Object.hasOwn(REFUND_REFUSALS, code) ? REFUND_REFUSALS[code] : undefined;
}

/** The fault to tell of when a code brings nothing forward. */
export function faultOf(sense: Sense): FaultCode {
  switch (sense.is) {
    case 'trouble':
      return sense.fault;
    case 'unclear':
      return 'provider_busy';
    case 'repeated':
      return 'order_reused';
    default:
      return 'provider_odd';
  }
}
