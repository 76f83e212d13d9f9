/** Keeps the worlds of a server in a file while they change. */

import { readState, writeState } from './state.ts';
import type { Worlds } from './worlds.ts';

export interface Keeper {
  /** Stops watching, and writes what is not written yet. */
  readonly close: () => void;
}

/** How often it is looked whether something has changed, in real time. */
const LOOK_MS = 500;

/** What was kept at a path before; throws `UnusableState`. */
export function keptWorlds(path: string | undefined): ReturnType<typeof readState> {
  return path === undefined ? {} : readState(path);
}

/** Writes the worlds down now, after every change, and at the end. Throws when the file cannot be written now. */
export function startKeeper(path: string, worlds: Worlds, onFailure: (error: unknown) => void): Keeper {
  let written = '';
  const save = () => {
    const all = worlds.list().map(({ name, host }) => ({ name, snapshot: host.snapshot() }));
    const mark = all.map(
      ({ name, snapshot: { world } }) => `${name} ${world.birth} ${world.version} ${world.exchanges}`,
    );
    if (mark.join('\n') === written) return;
    writeState(path, Object.fromEntries(all.map(({ name, snapshot }) => [name, snapshot])));
    written = mark.join('\n');
  };
  const trySave = () => {
    try {
      save();
    } catch (error) {
      onFailure(error);
    }
  };
  save();
  const timer = setInterval(trySave, LOOK_MS);
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
      trySave();
    },
  };
}
