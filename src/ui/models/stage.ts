/** What the screen has to show for the sale in front: one pure function of the sale. */

import { type Attempt, chargedBy, mayShowQr } from '../../domain/attempt.ts';
import {
  attemptsOf,
  isSettled,
  newestAttempt,
  openAttempt,
  type Sale,
  undecidedAttempt,
} from '../../domain/sale.ts';

export type StageKind =
  /** The request for a QR is on its way. */
  | 'preparing'
  /** The QR can be scanned, or the customer is asked for the password. */
  | 'waiting'
  /** The customer's code is with the provider. */
  | 'asking'
  /** Nobody knows yet whether money moved. */
  | 'checking'
  /** It is being canceled; what comes next depends on how that ends. */
  | 'reversing'
  | 'paid'
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
  const attempts = attemptsOf(sale);
  const open = openAttempt(sale);
  const frozen = attempts.find(
    (attempt) => attempt.frozen !== undefined && chargedBy(attempt) === 'checking',
  );
  if (isSettled(sale))
    return at(
      'paid',
      attempts.findLast((attempt) => attempt.state === 'paid'),
    );
  if (sale.isVoid && open === undefined) return at('void', newestAttempt(sale));
  const undecided = undecidedAttempt(sale);
  if (undecided !== undefined) return at('late', undecided);
  if (frozen !== undefined) return at('frozen', frozen);
  if (sale.attestation !== undefined) return at('attested', open ?? newestAttempt(sale));
  if (open !== undefined) return at(openStage(open), open);
  const newest = newestAttempt(sale);
  if (newest === undefined) return at('idle', newest);
  if (newest.state === 'late_paid') return at('returning', newest);
  return at(newest.state === 'reversed' ? 'reversed' : 'not_paid', newest);
}

function openStage(attempt: Attempt): StageKind {
  if (attempt.state === 'reversing' || attempt.reversalWanted) return 'reversing';
  if (attempt.state === 'unknown') return 'checking';
  if (attempt.presentation === 'payment_qr') return mayShowQr(attempt) ? 'waiting' : 'preparing';
  return attempt.state === 'awaiting_payer' ? 'waiting' : 'asking';
}

/** The five colours of product.md 4.2, each always with its icon and word. */
export type Tone = 'paid' | 'not-paid' | 'checking' | 'waiting' | 'offline';

export const TONES: Readonly<Record<StageKind, Tone>> = {
  preparing: 'waiting',
  waiting: 'waiting',
  asking: 'waiting',
  checking: 'checking',
  reversing: 'checking',
  paid: 'paid',
  not_paid: 'not-paid',
  reversed: 'not-paid',
  late: 'checking',
  returning: 'checking',
  frozen: 'checking',
  attested: 'checking',
  void: 'not-paid',
  idle: 'offline',
};

/** Whether the customer still has to do something, or the counter has to find out: no next customer without putting it aside. */
export function isUnderWay(kind: StageKind): boolean {
  return ['preparing', 'waiting', 'asking', 'checking', 'reversing'].includes(kind);
}
