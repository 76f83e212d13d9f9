/** Learns from the last sales which ways to pay this shop uses most: the order of the tender panel, and what Charge stands for. */

import { effect } from '@preact/signals';
import { paidLegs } from '../../domain/legs.ts';
import type { AppDeps } from '../deps.ts';
import { orderOfUse } from './tenders.ts';

/** As far back as a habit goes. */
const LEARNT_FROM = 50;
/** The journal is read once things are quiet for this long. */
const PAUSE_MS = 500;

/** Starts it; the returned function ends it. */
export function startUsage(
  deps: Pick<AppDeps, 'after' | 'currency' | 'journal' | 'keepUsual' | 'usual' | 'view'>,
): () => void {
  let cancel = (): void => undefined;
  const learn = async (): Promise<void> => {
    const sales = await deps.journal.recent(LEARNT_FROM);
    const legs = sales
      .filter(({ due }) => due.currency === deps.currency.value)
      .flatMap((sale) => paidLegs(sale).map(({ rail }) => rail));
    deps.keepUsual(orderOfUse(legs, deps.usual.peek()));
  };
  const end = effect(() => {
    void deps.currency.value;
    if (deps.view.value.head.seq === 0) return;
    cancel();
    cancel = deps.after(PAUSE_MS, () => {
      // What cannot be read now is learnt after the next sale.
      learn().catch(() => undefined);
    });
  });
  return () => {
    end();
    cancel();
  };
}
