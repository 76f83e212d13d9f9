/** Which faults a run must have met, each by name and so many times: a simulation that injects nothing proves nothing. */

import type { SeenAt } from './seen.ts';

/** Times per thousand seeds, about a third of what is usual: fewer say that something does not strike any more. */
export const LEAST_PER_THOUSAND = {
  'loss:request': 200,
  'loss:answer': 200,
  'replay:request': 350,
  'delay:request': 150,
  'delay:answer': 150,
  'cut:known': 15,
  'cut:unknown': 15,
  'cut:imagined': 15,
  'garble:html': 12,
  'garble:empty': 12,
  'garble:truncated': 12,
  'garble:status-500': 12,
  'garble:status-429': 12,
  'garble:status-511': 12,
  'storage:full': 30,
  'storage:unavailable': 30,
  'storage:unsure': 60,
  'storage:dropped': 0.5,
  'wipe:all': 10,
  'wipe:end': 10,
  'crash:killed': 250,
  'crash:power-cut': 100,
  freeze: 50,
  'clock:forward': 50,
  'clock:back': 50,
  'clock:right': 50,
  'tabs:several': 150,
  'tills:several': 25,
  'double-tap': 60,
  'provider:provider-busy': 6,
  'provider:rate-limited': 6,
  'provider:signature-bad': 6,
  'provider:signature-missing': 6,
  'provider:key-unknown': 6,
  'provider:amount-wrong': 6,
  'provider:currency-wrong': 6,
  'provider:order-wrong': 6,
  'provider:paid-before-cancel': 6,
  'provider:paid-after-cancel': 6,
  'provider:cancel-refused': 6,
  'provider:query-lags': 6,
  'provider:capture-pending': 6,
  'provider:reader-unavailable': 6,
  'provider:refund-pending': 6,
  'provider:refund-fails': 6,
  'provider:out-of-order': 6,
  'provider:key-rotates': 6,
} as const satisfies Readonly<Record<string, number>>;

/** Fewer seeds than these may miss a fault by chance. */
export const SEEDS_FOR_COVERAGE = 1_000;

/** What struck in one run, by name; several tabs or tills count once a run. */
export function struckIn(lines: readonly SeenAt[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const add = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const open = new Map<string, Set<number>>();
  let mostTabs = 0;
  for (const line of lines) {
    if (line.t === 'fault') add(nameOf(line));
    if (line.t !== 'tab') continue;
    const tabs = open.get(line.till) ?? new Set();
    open.set(line.till, tabs);
    if (line.does === 'opens') tabs.add(line.tab);
    else tabs.delete(line.tab);
    mostTabs = Math.max(mostTabs, tabs.size);
  }
  if (mostTabs > 1) add('tabs:several');
  if (open.size > 1) add('tills:several');
  return counts;
}

function nameOf({ kind, what }: Extract<SeenAt, { readonly t: 'fault' }>): string {
  // Which tab stands still and what is done twice says nothing; of a clock that jumps, where to.
  if (kind === 'freeze' || kind === 'double-tap') return kind;
  if (kind === 'clock')
    return Number(what) === 0 ? 'clock:right' : Number(what) > 0 ? 'clock:forward' : 'clock:back';
  return `${kind}:${what}`;
}

/** In words, every fault that came too seldom in so many seeds. */
export function fellShort(faults: Readonly<Record<string, number>>, seeds: number): readonly string[] {
  return Object.entries(LEAST_PER_THOUSAND).flatMap(([name, perThousand]) => {
    const least = Math.floor((perThousand * seeds) / 1_000);
    const times = faults[name] ?? 0;
    return times < least ? [`${name} struck ${times} times, at least ${least} were wanted`] : [];
  });
}
