/** The life of one tab: every step through a port may be its last, or may have to wait while the tab stands still. */

import type { Mix } from './mix.ts';
import type { Chance } from './random.ts';
import type { Notebook } from './seen.ts';
import type { SwarmTime } from './time.ts';

export interface Life {
  readonly isAlive: () => boolean;
  /** A step through a port: nothing when it may be taken at once, else a promise, which a dead tab's never keeps. */
  readonly pass: () => Promise<void> | undefined;
  /** Runs `work` when the tab can run: at once, when it goes on again, or never. */
  readonly later: (work: () => void) => void;
  readonly kill: (how: string) => void;
}

export interface LifeParts {
  readonly time: SwarmTime;
  readonly mix: Mix;
  readonly chance: Chance;
  readonly notebook: Notebook;
  readonly isUnsafe: () => boolean;
  /** When the faults stop: nothing stands still for longer. */
  readonly healsAt: number;
  readonly onDeath: () => void;
  readonly killAll: (how: string) => void;
}

export function createLife(parts: LifeParts, till: string, tab: number): Life {
  const { time, mix, chance, notebook, isUnsafe } = parts;
  const { crash, freeze } = mix.rates;
  let isAlive = true;
  let frozenUntil = 0;

  function kill(how: string): void {
    if (!isAlive) return;
    isAlive = false;
    notebook.see({ t: 'tab', till, tab, does: how });
    parts.onDeath();
  }

  function strike(): void {
    if (chance.happens(crash)) {
      const isPowerCut = chance.happens(0.3);
      notebook.see({ t: 'fault', till, kind: 'crash', what: isPowerCut ? 'power-cut' : 'killed' });
      if (isPowerCut) parts.killAll('power-cut');
      else kill('killed');
    } else if (frozenUntil <= time.now() && chance.happens(freeze)) {
      frozenUntil = Math.min(parts.healsAt, time.now() + chance.whole(1, 60) * 1_000);
      notebook.see({ t: 'fault', till, kind: 'freeze', what: String(tab) });
    }
  }

  /** Until the tab runs again; for ever when it does not. */
  async function thaw(): Promise<void> {
    while (isAlive && time.now() < frozenUntil) await time.sleep(frozenUntil - time.now());
    if (!isAlive) await new Promise<never>(() => {});
  }

  return {
    isAlive: () => isAlive,
    kill,
    pass: () => {
      if (isAlive && isUnsafe()) strike();
      return isAlive && time.now() >= frozenUntil ? undefined : thaw();
    },
    later: (work) => {
      if (!isAlive) return;
      if (time.now() >= frozenUntil) work();
      else void thaw().then(work);
    },
  };
}
