/** The right to drive a till's book, shared by its tabs as the browser does it: first come, first served; the dead let go. */

import type { Lock } from '../../../src/ports.ts';
import type { Notebook } from './seen.ts';
import type { SwarmTime } from './time.ts';

export interface TillLock {
  /** The port of one tab. `later` runs its work when the tab can run again, and never when it is dead. */
  readonly of: (tab: number, later: (work: () => void) => void) => Lock;
  /** The tab is gone, and with it whatever it had or waited for. */
  readonly end: (tab: number) => void;
  readonly holder: () => number | undefined;
}

interface Waiting {
  readonly tab: number;
  readonly onAsked: () => void;
  readonly grant: (lease: { readonly release: () => void }) => void;
}

export function createTillLock(time: SwarmTime, notebook: Notebook, till: string): TillLock {
  let line: Waiting[] = [];
  let holder: Waiting | undefined;

  function next(): void {
    if (holder !== undefined) return;
    holder = line.shift();
    const mine = holder;
    if (mine === undefined) return;
    notebook.see({ t: 'lock', till, tab: mine.tab, does: 'has' });
    mine.grant({ release: () => letGo(mine) });
  }

  function letGo(mine: Waiting): void {
    if (holder !== mine) return;
    holder = undefined;
    notebook.see({ t: 'lock', till, tab: mine.tab, does: 'gives' });
    next();
  }

  return {
    holder: () => holder?.tab,
    of: (tab, later) => ({
      ask: () => holder?.onAsked(),
      acquire: ({ withinMs, onAsked }) =>
        new Promise((resolve) => {
          const waiting: Waiting = {
            tab,
            onAsked: () => later(onAsked),
            grant: (lease) => later(() => resolve(lease)),
          };
          line.push(waiting);
          next();
          if (withinMs === undefined || holder === waiting) return;
          time.at(time.now() + withinMs, () => {
            if (!line.includes(waiting)) return;
            line = line.filter((one) => one !== waiting);
            later(() => resolve(undefined));
          });
        }),
    }),
    end: (tab) => {
      line = line.filter((one) => one.tab !== tab);
      if (holder?.tab === tab) letGo(holder);
    },
  };
}
