/** The cash drawer on the screen: its movements read from the journal, and the form by which a person adds one. */

import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { DrawerCommand } from '../../counter/drawer.ts';
import {
  DRAWER_REASONS,
  type DrawerMove,
  type DrawerMovement,
  type DrawerReason,
} from '../../domain/drawer.ts';
import { type Currency, isZero, type Money, parseMoney } from '../../domain/money.ts';
import { useApp } from '../context.ts';
import type { AppDeps } from '../deps.ts';

export interface MovementsRead {
  readonly movements: readonly DrawerMovement[];
  readonly isRead: boolean;
  /** The journal could not be read. */
  readonly hasFailed: boolean;
}

/** How many movements are shown at most, of today and of the days before. */
const SHOWN = 60;

/** The newest movements, newest first; read again whenever the drawer changes. */
export function useMovements(): ReadonlySignal<MovementsRead> {
  const { deps } = useApp();
  const state = useMemo(() => signal<MovementsRead>({ movements: [], isRead: false, hasFailed: false }), []);
  useEffect(() => {
    const drawer = computed(() => deps.view.value.drawer);
    return effect(() => {
      const shown = drawer.value;
      untracked(() => deps.journal.movements(SHOWN)).then(
        (movements) => {
          // An answer that was overtaken by a newer one says nothing any more.
          if (shown === drawer.peek()) state.value = { movements, isRead: true, hasFailed: false };
        },
        () => {
          state.value = { ...state.peek(), isRead: true, hasFailed: true };
        },
      );
    });
  }, [deps, state]);
  return state;
}

export type DrawerProblem =
  | 'empty'
  | 'zero'
  | 'not_an_amount'
  | 'too_many_decimals'
  | 'too_large'
  | 'reason'
  | 'words';

/** A cashier's own words may be this long. */
export const MAX_OWN_WORDS = 120;

export interface DrawerForm {
  readonly movement: DrawerMove;
  readonly currency: Currency;
  readonly text: Signal<string>;
  /** Nothing is typed where no money moves. */
  readonly hasAmount: boolean;
  readonly reasons: readonly DrawerReason[];
  readonly reason: Signal<DrawerReason | undefined>;
  readonly ownWords: Signal<string>;
  readonly amount: ReadonlySignal<Money | DrawerProblem>;
  /** The first thing that is wrong. */
  readonly problem: ReadonlySignal<DrawerProblem | undefined>;
  readonly command: () => DrawerCommand | undefined;
}

export function createDrawerForm(
  movement: DrawerMove,
  currency: Currency,
  sideText: AppDeps['sideText'],
): DrawerForm {
  const text = signal('');
  const reason = signal<DrawerReason | undefined>(undefined);
  const ownWords = signal('');
  const hasAmount = movement !== 'no_sale';
  const reasons: readonly DrawerReason[] = DRAWER_REASONS[movement];
  const amount = computed(() => readAmount(text.value, currency, movement));
  const problem = computed((): DrawerProblem | undefined => {
    if (typeof amount.value === 'string') return amount.value;
    if (reasons.length > 0 && reason.value === undefined) return 'reason';
    return reason.value === 'other' && ownWords.value.trim() === '' ? 'words' : undefined;
  });
  const command = (): DrawerCommand | undefined => {
    const given = amount.value;
    if (typeof given === 'string' || problem.value !== undefined) return undefined;
    const words = ownWords.value.trim().slice(0, MAX_OWN_WORDS);
    return {
      movement,
      currency,
      amountMinor: given.amountMinor,
      ...(reason.value === undefined ? {} : { reason: reason.value }),
      ...(words === '' ? {} : { note: sideText(words) }),
    };
  };
  return { movement, currency, text, hasAmount, reasons, reason, ownWords, amount, problem, command };
}

function readAmount(text: string, currency: Currency, movement: DrawerMove): Money | DrawerProblem {
  const typed = movement === 'no_sale' ? '0' : text.normalize('NFKC').replaceAll(/[\s,¥$€£]/g, '');
  const parsed = parseMoney(currency, typed);
  if (parsed === 'not_a_number') return 'not_an_amount';
  if (typeof parsed === 'string') return parsed;
  const mayBeZero = movement === 'no_sale' || movement === 'count';
  return isZero(parsed) && !mayBeZero ? 'zero' : parsed;
}
