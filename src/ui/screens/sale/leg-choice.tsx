/** Which part of a sale goes back, where several could. */

import type { Attempt } from '../../../domain/attempt.ts';
import { refundableMoney } from '../../../domain/refund.ts';
import { useReader } from '../../context.ts';
import { Sheet } from '../../parts/sheet.tsx';

export interface LegChoiceProps {
  readonly legs: readonly Attempt[];
  readonly onChoose: (leg: Attempt) => void;
  readonly onClose: () => void;
}

export function LegChoice({ legs, onChoose, onClose }: LegChoiceProps) {
  const { t, format } = useReader();
  return (
    <Sheet title={t.refund.title} onClose={onClose}>
      <p>{t.split.which}</p>
      <div class="actions column">
        {legs.map((leg) => (
          <button
            key={leg.id}
            type="button"
            class={`button way rail-mark rail-${leg.rail}`}
            onClick={() => onChoose(leg)}
          >
            <span class="spring">{t.rails[leg.rail]}</span>
            {format.money(refundableMoney(leg))}
          </button>
        ))}
      </div>
    </Sheet>
  );
}
