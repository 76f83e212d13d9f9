/** What the trials of one engine came to, counted and in words. */

import type { EngineName } from './browsers/engine.ts';
import { KILL_MOMENTS, tell } from './plan.ts';
import type { Outcome } from './trial.ts';
import { KINDS } from './verdict.ts';

/** Several lines: trials, kills by moment, what was found, verdicts, and the seeds that show something. */
export function reportText(engine: EngineName, outcomes: readonly Outcome[]): string {
  const kills = outcomes.reduce((total, outcome) => total + outcome.kills, 0);
  const spent = outcomes.reduce((total, { tookMs }) => total + tookMs, 0) / Math.max(1, outcomes.length);
  const moments = KILL_MOMENTS.flatMap((at) => {
    const count = outcomes.filter(({ plan }) => plan.kill.at === at).length;
    return count === 0 ? [] : [`${at} ${count}`];
  });
  const seconds = (['recovery', 'settled'] as const).map(
    (at) => `${at} ${outcomes.filter(({ plan }) => plan.second.at === at).length}`,
  );
  const verdicts = KINDS.map((kind) => {
    const bad = outcomes.filter(({ violations }) => violations.some((one) => one.kind === kind));
    return `${kind} ${bad.length}`;
  });
  return [
    `${engine}: ${outcomes.length} trials, ${kills} kills, ${Math.round(spent / 1_000)} s each`,
    `  first kill at: ${moments.join(', ')}`,
    `  second kill: ${seconds.join(', ')}`,
    `  what was paid: ${counted(outcomes.map(({ plan }) => plan.deed))}`,
    `  found as: ${counted(outcomes.map(({ foundAs }) => foundAs))}`,
    `  verdicts: ${verdicts.join(', ')}`,
    ...outcomes.filter(({ violations }) => violations.length > 0).map(seedLine),
  ].join('\n');
}

function counted(names: readonly string[]): string {
  const kinds = [...new Set(names)].sort();
  return kinds.map((kind) => `${kind} ${names.filter((name) => name === kind).length}`).join(', ');
}

function seedLine({ plan, violations }: Outcome): string {
  return `  --seed ${plan.seed}: ${violations.map(({ kind }) => kind).join(', ')}`;
}

/** One line for each trial as it ends, more when something is wrong. */
export function trialLine(
  engine: EngineName,
  { plan, violations, foundAs, screen, tookMs }: Outcome,
): string {
  const head = `${engine} seed ${plan.seed}: ${tell(plan)} · found ${foundAs} · ${Math.round(tookMs / 1_000)} s`;
  const shown = screen === '' ? [] : [`    meanwhile: ${screen}`];
  return [head, ...shown, ...violations.map(({ kind, text }) => `    ${kind}: ${text}`)].join('\n');
}

/** One line of JSON with everything that is known of a trial, for a long run that is counted later. */
export function trialRecord(engine: EngineName, outcome: Outcome): string {
  const { plan, trouble, kills, foundAs, screen, violations, tookMs } = outcome;
  const verdict =
    violations.length === 0 ? 'good' : [...new Set(violations.map(({ kind }) => kind))].join('+');
  const record = { engine, trouble, seed: plan.seed, kills, verdict, foundAs, tookMs: Math.round(tookMs) };
  return `${JSON.stringify({ ...record, violations, screen, plan })}\n`;
}
