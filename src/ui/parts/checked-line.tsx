/** "Asked three seconds ago": so that a check without news is seen to have happened. */

import { useApp, useReader } from '../context.ts';

/** Older checks say nothing about now. */
const SHOWN_MS = 30_000;

export function CheckedLine() {
  const { till, now } = useApp();
  const { t } = useReader();
  const at = till.checkedAt.value;
  if (at === undefined || now.value - at > SHOWN_MS) return null;
  return <p class="quiet">{t.waiting.lastChecked(Math.max(0, Math.floor((now.value - at) / 1_000)))}</p>;
}
