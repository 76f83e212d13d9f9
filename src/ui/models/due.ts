/** What the next payment is for: all that is owed, or the one part of it that was chosen or that was tried last. */

import type { ReadonlySignal } from '@preact/signals';
import type { SaleOrAmount } from '../../counter/commands.ts';
import { isZero, type Money, money } from '../../domain/money.ts';
import { newestAttempt, outstanding } from '../../domain/sale.ts';
import { isOver, type Stage } from './stage.ts';

/** All that is owed: by the sale in front, or by a new one over the amount on the keypad. */
export function wholeOf(stage: Stage | undefined, typed: Money): Money {
  return stage === undefined || isOver(stage.kind) ? typed : outstanding(stage.sale);
}

/**
 * The leg that comes next. `partMinor` is a person's choice; without one a leg that failed is tried again over the same
 * amount, since that is what the customer at the counter has agreed to pay.
 */
export function dueOf(stage: Stage | undefined, whole: Money, partMinor: number | undefined): Money {
  const wished = partMinor ?? failedMinor(stage);
  const isPart = wished !== undefined && wished > 0 && wished < whole.amountMinor;
  return isPart ? money(whole.currency, wished) : whole;
}

function failedMinor(stage: Stage | undefined): number | undefined {
  if (stage === undefined || isOver(stage.kind)) return undefined;
  const attempt = newestAttempt(stage.sale);
  return attempt === undefined || attempt.state === 'paid' ? undefined : attempt.amount.amountMinor;
}

/** What the next payment is for, as the counter takes it; nothing while no amount is typed. */
export function whatOf({
  stage,
  whole,
  due,
}: {
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly whole: ReadonlySignal<Money>;
  readonly due: ReadonlySignal<Money>;
}): SaleOrAmount | undefined {
  if (isZero(whole.value)) return undefined;
  const { amountMinor } = due.value;
  const part = amountMinor < whole.value.amountMinor ? { partMinor: amountMinor } : {};
  const now = stage.value;
  return now === undefined || isOver(now.kind)
    ? { amount: whole.value, ...part }
    : { sale: now.sale.number, ...part };
}
