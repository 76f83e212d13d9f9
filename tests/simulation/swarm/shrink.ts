/** Makes a failing run small: fewer kinds of faults, fewer sales, tills and tabs, a shorter time, and no fault after the last that matters. */

import { FAULT_KINDS, type Mix } from './mix.ts';
import { type Run, type RunOptions, runSeed } from './run.ts';

export interface Shrunken {
  readonly run: Run;
  readonly options: RunOptions;
  /** How many runs it took. */
  readonly tries: number;
}

/** Goes on as long as the same rule is broken; at most `mostTries` runs. */
export async function shrink(failing: Run, options: RunOptions = {}, mostTries = 120): Promise<Shrunken> {
  const rules = new Set(failing.violations.map(({ rule }) => rule));
  let best: Shrunken = { run: failing, options: { ...options, mix: failing.mix }, tries: 0 };
  let tries = 0;
  const attempt = async (next: RunOptions): Promise<boolean> => {
    if (tries >= mostTries) return false;
    tries += 1;
    const run = await runSeed(failing.seed, next);
    const isSame = run.violations.some(({ rule }) => rules.has(rule));
    if (isSame) best = { run, options: next, tries };
    return isSame;
  };
  for (const mix of simplerMixes(failing.mix)) {
    const current = best.options.mix ?? failing.mix;
    await attempt({
      ...best.options,
      mix: { ...current, ...mix, rates: { ...current.rates, ...mix.rates } },
    });
  }
  await fewerFaults(best.run, (mostFaults) => attempt({ ...best.options, mostFaults }));
  return { ...best, tries };
}

type Simpler = Omit<Partial<Mix>, 'rates'> & { readonly rates?: Partial<Mix['rates']> };

/** Each of them on its own, on top of those that were good already. */
function simplerMixes(mix: Mix): readonly Simpler[] {
  return [
    { tills: 1 },
    { sales: 1 },
    { tabs: 1 },
    ...FAULT_KINDS.filter((kind) => mix.rates[kind] > 0).map((kind) => ({ rates: { [kind]: 0 } })),
    { unsafeMs: 30_000 },
    { unsafeMs: 60_000 },
    { writeMs: [0, 0] },
    { latencyMs: [20, 200] },
  ];
}

/** Halves the span until it knows after how many faults the rule is broken already. */
async function fewerFaults(run: Run, isBroken: (mostFaults: number) => Promise<boolean>): Promise<void> {
  let enough = run.lines.filter(({ t }) => t === 'fault').length;
  let tooFew = -1;
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (await isBroken(middle)) enough = middle;
    else tooFew = middle;
  }
}
