/** The refund being made: an amount that can never be more than what is left, a reason, and a second look before it goes. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RefundCommand } from '../../counter/commands.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { type Money, moneyToText } from '../../domain/money.ts';
import { type RefundReason, refundableMoney } from '../../domain/refund.ts';
import type { Sale } from '../../domain/sale.ts';
import type { AppDeps } from '../deps.ts';
import { type PartProblem, readPart } from './shares.ts';

/** The reasons that a person can give; the others belong to refunds by rule. */
export const REASONS = [
  'customer_wish',
  'wrong_amount',
  'returned_goods',
  'other',
] as const satisfies readonly RefundReason[];

export interface RefundForm {
  readonly text: Signal<string>;
  readonly reason: Signal<(typeof REASONS)[number]>;
  readonly ownWords: Signal<string>;
  /** What may still go back. */
  readonly rest: Money;
  readonly amount: ReadonlySignal<Money | PartProblem>;
  readonly command: () => RefundCommand | undefined;
}

/** A cashier's own words may be this long. */
export const MAX_OWN_WORDS = 120;

export function createRefundForm(sale: Sale, attempt: Attempt, sideText: AppDeps['sideText']): RefundForm {
  const rest = refundableMoney(attempt);
  const text = signal(moneyToText(rest));
  const reason = signal<(typeof REASONS)[number]>('customer_wish');
  const ownWords = signal('');
  const amount = computed(() => readPart(text.value, rest));
  return {
    text,
    reason,
    ownWords,
    rest,
    amount,
    command: () => {
      const given = amount.value;
      if (typeof given === 'string') return undefined;
      const words = ownWords.value.trim().slice(0, MAX_OWN_WORDS);
      return {
        sale: sale.number,
        attempt: attempt.id,
        amountMinor: given.amountMinor,
        reason: reason.value,
        ...(words === '' ? {} : { note: sideText(words) }),
      };
    },
  };
}
