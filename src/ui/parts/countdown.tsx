/** How long the customer still has, as figures and as a bar that grows shorter. */

import type { Attempt } from '../../domain/attempt.ts';
import { countdown } from '../../i18n/formats.ts';
import { useReader, useShown } from '../context.ts';

export function Countdown({ attempt }: { readonly attempt: Attempt }) {
  const { now } = useShown();
  const { t } = useReader();
  const leftMs = Math.max(0, attempt.deadlineAt - now.value);
  const wholeMs = Math.max(1, attempt.deadlineAt - attempt.openedAt);
  return (
    <p class="countdown">
      <progress class="countdown-bar" max={wholeMs} value={leftMs} aria-hidden="true" />
      <span>{t.waiting.timeLeft(countdown(leftMs))}</span>
    </p>
  );
}
