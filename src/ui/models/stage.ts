/** What the screen has to show for the sale in front: one pure function of the sale. */

import { type Attempt, chargedBy, mayShowQr, operationInFlight } from '../../domain/attempt.ts';
import { isOnTrust, isPartPaid, paidLegs, returningLegs } from '../../domain/legs.ts';
import { hasProvider } from '../../domain/rail.ts';
import {
  attemptsOf,
  isSettled,
  newestAttempt,
  openAttempt,
  type Sale,
  undecidedAttempt,
} from '../../domain/sale.ts';

export type StageKind =
  /** The request for a QR, or the word to the card reader, is on its way. */
  | 'preparing'
  /** The QR can be scanned, the reader waits for a card, or the customer is asked for the password. */
  | 'waiting'
  /** The provider is at work: with the customer's code, with the card, or with money that takes its time. */
  | 'asking'
  /** The customer has approved; the till, or somebody at it, has to take the money. */
  | 'approved'
  /** What the customer approved is being taken. */
  | 'taking'
  /** Nobody knows yet whether money moved. */
  | 'checking'
  /** It is being canceled; what comes next depends on how that ends. */
  | 'reversing'
  /** A record-only rail: the cashier says how it ends. */
  | 'recording'
  | 'paid'
  /** All of it was taken, a part at least on the cashier's word. */
  | 'recorded'
  /** A part is paid, more is owed, nothing is under way. */
  | 'part_paid'
  | 'not_paid'
  | 'reversed'
  /** Money came after all: a person decides. */
  | 'late'
  /** The late money is on its way back. */
  | 'returning'
  | 'frozen'
  /** Released on a manager's word. */
  | 'attested'
  | 'void'
  /** The sale was ended; the parts that were paid go back. */
  | 'giving_back'
  /** There is a sale, and nothing was tried yet. */
  | 'idle';

export interface Stage {
  readonly kind: StageKind;
  readonly sale: Sale;
  /** The attempt that the stage speaks of; none only for a sale without any. */
  readonly attempt: Attempt | undefined;
}

export function stageOf(sale: Sale): Stage {
  const at = (kind: StageKind, attempt: Attempt | undefined): Stage => ({ kind, sale, attempt });
  const open = openAttempt(sale);
  if (isSettled(sale)) return at(isAnyOnTrust(sale) ? 'recorded' : 'paid', paidLegs(sale).at(-1));
  if (sale.isVoid && open === undefined) return endedStage(sale);
  const undecided = undecidedAttempt(sale);
  if (undecided !== undefined) return at('late', undecided);
  const frozen = attemptsOf(sale).find(
    (attempt) => attempt.frozen !== undefined && chargedBy(attempt) === 'checking',
  );
  if (frozen !== undefined) return at('frozen', frozen);
  if (sale.attestation !== undefined) return at('attested', open ?? newestAttempt(sale));
  if (open !== undefined) return at(openStage(open), open);
  const newest = newestAttempt(sale);
  if (newest === undefined) return at('idle', newest);
  if (newest.state === 'late_paid') return at('returning', newest);
  if (newest.state === 'paid' && isPartPaid(sale)) return at('part_paid', newest);
  return at(newest.state === 'reversed' ? 'reversed' : 'not_paid', newest);
}

function isAnyOnTrust(sale: Sale): boolean {
  return paidLegs(sale).some(isOnTrust);
}

function endedStage(sale: Sale): Stage {
  const [leg] = returningLegs(sale);
  if (leg === undefined) return { kind: 'void', sale, attempt: newestAttempt(sale) };
  return { kind: 'giving_back', sale, attempt: leg };
}

function openStage(attempt: Attempt): StageKind {
  if (!hasProvider(attempt.rail)) return 'recording';
  if (attempt.state === 'reversing' || attempt.reversalWanted) return 'reversing';
  switch (attempt.state) {
    case 'unknown':
      return 'checking';
    case 'approved':
      return 'approved';
    case 'awaiting_payer':
      return isWithPayer(attempt) ? 'waiting' : 'preparing';
    case 'submitting':
      return submittedStage(attempt);
    default:
      return 'asking';
  }
}

/** Whether there is something that the customer can do now. */
function isWithPayer(attempt: Attempt): boolean {
  if (attempt.presentation === 'payment_qr') return mayShowQr(attempt);
  return attempt.payerDetail !== 'reader_idle';
}

function submittedStage(attempt: Attempt): StageKind {
  if (operationInFlight(attempt)?.kind === 'capture') return 'taking';
  return attempt.presentation === 'payment_code' ? 'asking' : 'preparing';
}

/** The colours of product.md 4.2, each always with its icon and word; `recorded` is for what nobody has confirmed. */
export type Tone = 'paid' | 'recorded' | 'not-paid' | 'checking' | 'waiting' | 'offline';

export const TONES: Readonly<Record<StageKind, Tone>> = {
  preparing: 'waiting',
  waiting: 'waiting',
  asking: 'waiting',
  approved: 'waiting',
  taking: 'waiting',
  checking: 'checking',
  reversing: 'checking',
  recording: 'recorded',
  paid: 'paid',
  recorded: 'recorded',
  part_paid: 'waiting',
  not_paid: 'not-paid',
  reversed: 'not-paid',
  late: 'checking',
  returning: 'checking',
  frozen: 'checking',
  attested: 'checking',
  void: 'not-paid',
  giving_back: 'checking',
  idle: 'offline',
};

const UNDER_WAY: readonly StageKind[] = [
  'preparing',
  'waiting',
  'asking',
  'approved',
  'taking',
  'checking',
  'reversing',
  'recording',
];

/** Whether the customer still has to do something, or the counter has to find out: no next customer without putting it aside. */
export function isUnderWay(kind: StageKind): boolean {
  return UNDER_WAY.includes(kind);
}

/** Stages after which the next thing that happens belongs to a new sale. */
export function isOver(kind: StageKind): boolean {
  return ['paid', 'recorded', 'void', 'attested', 'giving_back'].includes(kind);
}
