/** Where a rule can be broken on purpose, to see that the auditor notices: all from the outside, at the ports. */

import type { CounterPorts } from '../../../src/counter/core.ts';
import type { RailName } from '../../../src/domain/rail.ts';
import type { Journal } from '../../../src/ports.ts';
import type { Rail } from '../../../src/providers/contract.ts';
import type { MemoryStore } from '../../../src/store/memory-journal.ts';
import type { Restored } from './second-copy.ts';
import type { SeenAt } from './seen.ts';

/** Loses a book from entry `from` on, and brings it back. */
export type Restoring = (store: MemoryStore, from: number) => Restored | undefined;

export interface Sabotage {
  /** In place of the journal over a till's store. */
  readonly journal?: (journal: Journal, store: MemoryStore) => Journal;
  /** In place of a tab's ports. */
  readonly ports?: (ports: CounterPorts) => CounterPorts;
  readonly rails?: Readonly<Partial<Record<RailName, Rail>>>;
  /** In place of what brings a lost book back from its second copy. */
  readonly restore?: Restoring;
  /** In place of what a screen said. */
  readonly words?: (line: SeenAt) => SeenAt;
}

export const NO_SABOTAGE: Sabotage = {};
