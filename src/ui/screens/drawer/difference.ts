/** What a count found, in a word: exactly right, too much, or missing. */

import type { DrawerMovement } from '../../../domain/drawer.ts';
import { money } from '../../../domain/money.ts';
import type { Reader } from '../../models/words.ts';

export function differenceWords(
  { t, format }: Reader,
  {
    currency,
    amountMinor,
    expectedMinor,
  }: Pick<DrawerMovement, 'currency' | 'amountMinor' | 'expectedMinor'>,
): string {
  const differenceMinor = amountMinor - expectedMinor;
  if (differenceMinor === 0) return t.drawer.even;
  const amount = format.money(money(currency, Math.abs(differenceMinor)));
  return differenceMinor > 0 ? t.drawer.over(amount) : t.drawer.short(amount);
}
