/** The legs of a sale that is paid in several parts, each with its state: what is in, what is under way, what went back. */

import type { Attempt } from '../../domain/attempt.ts';
import { useReader } from '../context.ts';
import { legState } from '../models/leg-state.ts';
import { StateMark } from './state-mark.tsx';
import '../css/split.css';

export interface LegListProps {
  readonly legs: readonly Attempt[];
  /** What somebody at the counter still has to do for a leg. */
  readonly noteOf?: (leg: Attempt) => string | undefined;
}

export function LegList({ legs, noteOf }: LegListProps) {
  const { t, format } = useReader();
  return (
    <ol class="leg-list" aria-label={t.split.legs}>
      {legs.map((leg) => {
        const { word, tone, icon } = legState(t, leg);
        const note = noteOf?.(leg);
        return (
          <li key={leg.id} class={`leg rail-mark rail-${leg.rail}`}>
            <span class="leg-rail">{t.rails[leg.rail]}</span>
            <strong class="leg-amount">{format.money(leg.amount)}</strong>
            <StateMark tone={tone} word={word} icon={icon} />
            {note !== undefined && <span class="leg-note">{note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
