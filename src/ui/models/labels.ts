/** The words and amounts that stand for a stage or a sale, in one place, so that every screen says the same. */

import type { FaultCode } from '../../domain/fault.ts';
import { isGivingBack, isSplit, paidLegs, returningLegs } from '../../domain/legs.ts';
import { type Money, money, moneyToText } from '../../domain/money.ts';
import { returnedMinor } from '../../domain/refund.ts';
import { attemptsOf, capturedMinor, outstanding, type Sale } from '../../domain/sale.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { FirstMessages } from '../../i18n/messages.ts';
import { type Stage, type StageKind, stageOf, TONES, type Tone } from './stage.ts';
import type { FirstReader } from './words.ts';

/** The state in a word, as design.md 7 names them. */
export function stateWord(t: FirstMessages, { kind, sale }: Stage): string | undefined {
  const returned = returnedOf(sale);
  if (isTaken(kind) && returned > 0)
    return returned >= sale.due.amountMinor ? t.states.refunded : t.states.partlyRefunded;
  const words: Readonly<Record<StageKind, string | undefined>> = {
    preparing: t.states.waiting,
    waiting: t.states.waiting,
    asking: t.states.waiting,
    recording: t.states.waiting,
    approved: t.states.approved,
    taking: t.states.taking,
    checking: t.states.checking,
    frozen: t.states.checking,
    reversing: t.states.reversing,
    returning: t.states.refunding,
    paid: t.states.paid,
    recorded: t.states.recorded,
    part_paid: t.states.partPaid,
    not_paid: t.states.notPaid,
    reversed: t.states.reversed,
    late: t.states.latePaid,
    attested: t.states.attested,
    giving_back: isGivingBack(sale) ? t.states.refunding : t.states.refunded,
    void: t.till.ended,
    idle: undefined,
  };
  return words[kind];
}

function isTaken(kind: StageKind): boolean {
  return kind === 'paid' || kind === 'recorded';
}

/** What went back of the money that was attached to the sale. */
export function returnedOf(sale: Sale): number {
  return attemptsOf(sale).reduce(
    (total, attempt) => total + (attempt.state === 'paid' ? returnedMinor(attempt) : 0),
    0,
  );
}

/** The amount that a stage speaks of: one leg's while it is under way, the sale's once it is paid. */
export function amountOf({ kind, attempt, sale }: Stage): Money {
  const { currency } = sale.due;
  if (isTaken(kind)) return sale.due;
  if (kind === 'part_paid') return money(currency, capturedMinor(sale));
  if (kind === 'giving_back')
    return money(
      currency,
      returningLegs(sale).reduce((total, leg) => total + leg.amount.amountMinor, 0),
    );
  return attempt?.amount ?? outstanding(sale);
}

export interface SaleLabel {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: Tone | 'returned';
  readonly amount: Money;
  readonly rail: string | undefined;
}

/** One line about a sale for a list; what went back in part is said with its amount. */
export function labelOf({ t, format }: FirstReader, sale: Sale): SaleLabel {
  const stage = stageOf(sale);
  const returned = returnedOf(sale);
  const isReturned = isTaken(stage.kind) && returned > 0;
  const isPart = isReturned && returned < sale.due.amountMinor;
  const word = stateWord(t, stage) ?? t.till.opened;
  const tone = isReturned ? 'offline' : TONES[stage.kind];
  return {
    word: isPart ? t.states.withAmount(word, format.money(money(sale.due.currency, returned))) : word,
    tone,
    icon: isReturned ? 'returned' : tone,
    amount: sale.due,
    rail: railsOf(t, stage),
  };
}

/** How it was paid: every way that brought money, or the one that was tried last. */
function railsOf(t: FirstMessages, { sale, attempt }: Stage): string | undefined {
  const legs = isSplit(sale) ? paidLegs(sale) : [];
  const names = new Set(legs.map(({ rail }) => t.rails[rail]));
  if (names.size > 0) return [...names].join(' + ');
  return attempt === undefined ? undefined : t.rails[attempt.rail];
}

/** When it was: the time for today, with the day for another. */
export function whenOf(format: Formats, at: number, now: number): string {
  return format.date(at) === format.date(now) ? format.time(at).slice(0, 5) : format.dateTime(at, now);
}

/** An amount for the ear: readers of the screen take `¥` for yen. */
export function spokenMoney(t: FirstMessages, format: Formats, amount: Money): string {
  return amount.currency === 'CNY' ? t.till.yuan(moneyToText(amount)) : format.money(amount);
}

/** The fault of a set-up that only the owner can mend, if that is what stands in the way. */
export function setupFault(fault: FaultCode | undefined): boolean {
  return fault?.startsWith('setup_') === true;
}
