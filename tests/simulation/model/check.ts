/** Draws sequences of commands and runs each against model and counter; a failing one is shortened to its few steps. */

import fc from 'fast-check';
import type { Journal } from '../../../src/ports.ts';
import { COMMANDS } from './commands.ts';
import type { ShopCommand } from './played.ts';
import { createReal } from './real.ts';
import { newModel } from './shop-model.ts';

export interface Wanted {
  readonly runs: number;
  readonly seed: number;
  /** As a failing run tells it, to play it again. */
  readonly path?: string;
  /** Breaks the storage, to see that it is noticed. */
  readonly wrap?: (journal: Journal) => Journal;
}

export interface Checked {
  /** How many commands were played in all, those of the shortening included. */
  readonly commands: number;
  readonly failure:
    | {
        readonly steps: readonly string[];
        readonly what: string;
        readonly seed: number;
        readonly path: string;
      }
    | undefined;
}

const MOST_COMMANDS = 25;

export async function checkShop({ runs, seed, path, wrap = (journal) => journal }: Wanted): Promise<Checked> {
  let played = 0;
  const drawn = fc.commands([...COMMANDS], { maxCommands: MOST_COMMANDS, size: 'max' });
  const law = fc.asyncProperty(drawn, async (commands) => {
    for (const _ of commands) played += 1;
    await fc.asyncModelRun(async () => ({ model: newModel(), real: await createReal(wrap) }), commands);
  });
  const details = await fc.check(law, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  if (!details.failed) return { commands: played, failure: undefined };
  const [shortest] = details.counterexample ?? [];
  const steps = [...((shortest ?? []) as Iterable<ShopCommand>)].map((command) => command.toString());
  const what = String(details.errorInstance);
  return { commands: played, failure: { steps, what, seed, path: details.counterexamplePath ?? '' } };
}
