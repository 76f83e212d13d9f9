/** What happened, whether the customer was charged, what now: the sentences for every way in which a payment can stand. */

import { type Attempt, chargedBy, faultOf } from '../../domain/attempt.ts';
import type { FaultCode } from '../../domain/fault.ts';
import { type Money, money } from '../../domain/money.ts';
import { returnedMinor } from '../../domain/refund.ts';
import type { Messages } from '../../i18n/messages.ts';
import { setupFault } from './labels.ts';
import type { Stage } from './stage.ts';

/** What was taken off the customer's price by the wallet, if anything. */
export function discountOf(attempt: Attempt): { readonly paid: Money; readonly off: Money } | undefined {
  const paidMinor = attempt.receipt?.customerPaidMinor;
  const { currency, amountMinor } = attempt.amount;
  if (paidMinor === undefined || paidMinor >= amountMinor) return undefined;
  return { paid: money(currency, paidMinor), off: money(currency, amountMinor - paidMinor) };
}

export interface ThreeLines {
  readonly happened: string;
  readonly charged: string;
  readonly now: string;
  /** For the cashier only: what not to do. */
  readonly doNot: string | undefined;
}

/** What happened, whether the customer was charged, what now (product.md 4.3); for the cashier also what not to do. */
export function threeLines(t: Messages, stage: Stage, side: 'cashier' | 'customer'): ThreeLines {
  const { attempt, kind } = stage;
  const fault = attempt === undefined ? undefined : faultOf(attempt);
  const words: { readonly happened: string; readonly now: string; readonly doNot?: string } =
    fault === undefined ? t.till.noFault : t.faults[fault];
  const charged = side === 'cashier' ? t.charged : t.chargedCustomer;
  if (kind === 'reversing') return { ...t.till.reversingLines, charged: charged.returned };
  if (kind === 'late' || kind === 'returning') return lateLines(t, stage, side);
  if (kind === 'checking' || kind === 'frozen') {
    const doubt = doubtWords(t, fault);
    return { ...doubt, charged: charged.checking, doNot: side === 'cashier' ? doubt.doNot : undefined };
  }
  const isCancel = kind === 'reversed';
  return {
    happened: isCancel ? t.till.reversedHappened : words.happened,
    charged: isCancel
      ? reversedLine(t, attempt, charged.returned)
      : charged[attempt === undefined ? 'no' : chargedBy(attempt)],
    now: words.now,
    doNot: side === 'cashier' ? words.doNot : undefined,
  };
}

/** Faults whose words are true of a payment of which nobody knows yet whether money moved. */
const TRUE_IN_DOUBT: readonly FaultCode[] = [
  'answer_forged',
  'answer_mismatch',
  'key_unknown',
  'key_sealed',
  'contradiction',
  'frozen',
  'till_restarted',
  'provider_busy',
  'provider_limited',
  'provider_odd',
  'cancel_refused',
  'network_login',
  'no_answer',
  'answer_garbled',
];

export interface DoubtWords {
  readonly happened: string;
  readonly now: string;
  readonly doNot: string;
}

/**
 * What to say of a fault while the payment is in doubt: a question that could not be sent says nothing about the charge before
 * it, so words such as "nothing was sent" or "pay cash" must not stand here.
 */
export function doubtWords(t: Messages, fault: FaultCode | undefined): DoubtWords {
  const { doubt } = t.till;
  if (fault !== undefined && TRUE_IN_DOUBT.includes(fault)) return { doNot: doubt.doNot, ...t.faults[fault] };
  if (fault === 'offline') return { happened: doubt.offline, now: doubt.now, doNot: doubt.doNot };
  const isSetUp = fault !== undefined && setupFault(fault);
  const isNamed = isSetUp || fault === 'clock_wrong' || fault === 'reader_unavailable';
  return {
    happened: isNamed ? t.faults[fault].happened : t.till.checkingSentence,
    now: isSetUp ? doubt.setUp : doubt.now,
    doNot: doubt.doNot,
  };
}

/** What stood in an attempt's way, in words that are true of how it stands now; nothing once it was paid. */
export function troubleOf(t: Messages, attempt: Attempt): string | undefined {
  const { fault } = attempt;
  const charged = chargedBy(attempt);
  if (fault === undefined || charged === 'yes') return undefined;
  return charged === 'checking' ? doubtWords(t, fault).happened : t.faults[fault].happened;
}

/** Late money that is known to have gone back is not "if". */
function reversedLine(t: Messages, attempt: Attempt | undefined, ifCharged: string): string {
  return attempt !== undefined && returnedMinor(attempt) > 0 ? t.till.wentBack : ifCharged;
}

/** The three lines for money that came after all. */
function lateLines(t: Messages, { attempt, kind }: Stage, side: 'cashier' | 'customer'): ThreeLines {
  const rail = attempt === undefined ? '' : t.rails[attempt.rail];
  const isReturning = kind === 'returning';
  const charged = side === 'cashier' ? t.charged : t.chargedCustomer;
  const decide = side === 'cashier' ? t.till.lateNow : t.till.lateNowCustomer;
  return {
    happened: t.till.lateHappened(rail),
    charged: isReturning ? charged.returned : charged.yes,
    now: isReturning ? t.till.returningNow : decide,
    doNot: side === 'cashier' && !isReturning ? t.till.lateDoNot : undefined,
  };
}
