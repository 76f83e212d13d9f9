/** One movement of the drawer in the list: what, how much, why, when; of a count what was missing or too much. */

import type { DrawerMovement } from '../../../domain/drawer.ts';
import { money } from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import { signedMoney } from '../../models/cash.ts';
import { whenOf } from '../../models/labels.ts';
import { OwnWords } from '../../parts/own-words.tsx';
import { differenceWords } from './difference.ts';

export function MovementRow({ movement }: { readonly movement: DrawerMovement }) {
  const { now } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const { movement: kind, currency, amountMinor, reason, note, at } = movement;
  const isCount = kind === 'count';
  const signed = signedMoney(format, currency, kind === 'paid_out' ? -amountMinor : amountMinor);
  const shown = isCount ? format.money(money(currency, amountMinor)) : kind === 'no_sale' ? '' : signed;
  const isEven = amountMinor === movement.expectedMinor;
  return (
    <li class="sale-row drawer-row">
      <span class="sale-main">
        <strong>{t.drawer.moves[kind]}</strong>
        {isCount && (
          <span class={`state-mark tone-${isEven ? 'paid' : 'checking'}`}>
            {differenceWords(reader, movement)}
          </span>
        )}
        <span class="quiet">
          {[reason === undefined ? undefined : t.drawer.reasons[reason], whenOf(format, at, now.peek())]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {note !== undefined && <OwnWords commitment={note} />}
      </span>
      <strong class="sale-amount">{shown}</strong>
    </li>
  );
}
