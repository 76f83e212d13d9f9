/** Why a way to pay is off: what was wrong at the last test of its account, who can mend it, and a new test. */

import { useSignal } from '@preact/signals';
import type { RailName } from '../../domain/rail.ts';
import { useApp, useReader } from '../context.ts';
import { whyOff } from '../models/tenders.ts';

export function WhyOff({ rail }: { readonly rail: RailName }) {
  const { deps } = useApp();
  const { t } = useReader();
  const isAsking = useSignal(false);
  const fault = whyOff(deps, rail);
  if (fault === undefined) return null;
  const { happened, now } = t.faults[fault];
  return (
    <p class="reason">
      <span>
        <strong>{t.till.railNotReady(t.rails[rail])}</strong> {[happened, now].join(t.till.gap)}
      </span>
      <button
        type="button"
        class="button"
        disabled={isAsking.value}
        onClick={async () => {
          isAsking.value = true;
          await deps.probe(rail);
          isAsking.value = false;
        }}
      >
        {t.buttons.retry}
      </button>
    </p>
  );
}
