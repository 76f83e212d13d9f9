/** Trials one after the other, with a site, a simulator and a profile of their own, so that several can run beside each other. */

import { startLiveSite } from '../support/live-shop.ts';
import type { Engine } from './browsers/engine.ts';
import { planOf } from './plan.ts';
import { createTemplate } from './set-up.ts';
import { firstRelease, type Outcome, runTrial, type TrialParts } from './trial.ts';

export interface Lane extends Pick<TrialParts, 'trouble' | 'older'> {
  /** The next seed, until there is none. */
  readonly next: () => number | undefined;
  readonly told: (outcome: Outcome) => void;
}

/** Makes a site and a profile, and runs one trial after the other with them. */
export async function runLane(engine: Engine, { trouble, older, next, told }: Lane): Promise<void> {
  const site = await startLiveSite();
  try {
    site.serve(firstRelease({ trouble, older }));
    const template = await createTemplate(engine, site);
    try {
      for (let seed = next(); seed !== undefined; seed = next()) {
        told(await runTrial({ engine, site, template, trouble, older }, planOf(seed)));
      }
    } finally {
      await template.remove();
    }
  } finally {
    await site.stop();
  }
}
