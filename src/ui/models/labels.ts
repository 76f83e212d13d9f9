/** The words and amounts that stand for a stage or a sale, in one place, so that every screen says the same. */

import { type Attempt, chargedBy, faultOf } from '../../domain/attempt.ts';
import type { FaultCode } from '../../domain/fault.ts';
import { type Money, money, moneyToText } from '../../domain/money.ts';
import { returnedMinor } from '../../domain/refund.ts';
import { attemptsOf, isSettled, outstanding, type Sale } from '../../domain/sale.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Messages } from '../../i18n/messages.ts';
import { type Stage, type StageKind, stageOf, TONES, type Tone } from './stage.ts';
import type { Reader } from './words.ts';

/** The state in a word, as design.md 7 names them. */
export function stateWord(t: Messages, { kind, sale }: Stage): string | undefined {
  const returned = returnedOf(sale);
  if (kind === 'paid' && returned > 0)
    return returned >= sale.due.amountMinor ? t.states.refunded : t.states.partlyRefunded;
  const words: Readonly<Record<StageKind, string | undefined>> = {
    preparing: t.states.waiting,
    waiting: t.states.waiting,
    asking: t.states.waiting,
    checking: t.states.checking,
    frozen: t.states.checking,
    reversing: t.states.reversing,
    returning: t.states.refunding,
    paid: t.states.paid,
    not_paid: t.states.notPaid,
    reversed: t.states.reversed,
    late: t.states.latePaid,
    attested: t.states.attested,
    void: t.till.ended,
    idle: undefined,
  };
  return words[kind];
}

/** What went back of the money that was attached to the sale. */
export function returnedOf(sale: Sale): number {
  return attemptsOf(sale).reduce(
    (total, attempt) => total + (attempt.state === 'paid' ? returnedMinor(attempt) : 0),
    0,
  );
}

/** The amount that a stage speaks of. */
export function amountOf({ attempt, sale }: Stage): Money {
  return attempt?.amount ?? (isSettled(sale) ? sale.due : outstanding(sale));
}

export interface SaleLabel {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: Tone | 'returned';
  readonly amount: Money;
  readonly rail: string | undefined;
}

/** One line about a sale for a list; what went back in part is said with its amount. */
export function labelOf({ t, format }: Reader, sale: Sale): SaleLabel {
  const stage = stageOf(sale);
  const rail = stage.attempt === undefined ? undefined : t.rails[stage.attempt.rail];
  const returned = returnedOf(sale);
  const isReturned = stage.kind === 'paid' && returned > 0;
  const isPart = isReturned && returned < sale.due.amountMinor;
  const word = stateWord(t, stage) ?? t.till.opened;
  const tone = isReturned ? 'offline' : TONES[stage.kind];
  return {
    word: isPart ? t.states.withAmount(word, format.money(money(sale.due.currency, returned))) : word,
    tone,
    icon: isReturned ? 'returned' : tone,
    amount: sale.due,
    rail,
  };
}

/** When it was: the time for today, with the day for another. */
export function whenOf(format: Formats, at: number, now: number): string {
  return format.date(at) === format.date(now) ? format.time(at).slice(0, 5) : format.dateTime(at, now);
}

/** An amount for the ear: readers of the screen take `¥` for yen. */
export function spokenMoney(t: Messages, format: Formats, amount: Money): string {
  return amount.currency === 'CNY' ? t.till.yuan(moneyToText(amount)) : format.money(amount);
}

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
  'contradiction',
  'frozen',
  'till_restarted',
  'provider_busy',
  'provider_limited',
  'provider_odd',
  'cancel_refused',
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
  const isNamed = isSetUp || fault === 'clock_wrong';
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

/** The fault of a set-up that only the owner can mend, if that is what stands in the way. */
export function setupFault(fault: FaultCode | undefined): boolean {
  return fault?.startsWith('setup_') === true;
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
