/** What many runs say together: seeds, payments, simulated time, faults by kind, violations, and how often a person was needed. */

import { LEAST_PER_THOUSAND, struckIn } from './coverage.ts';
import type { Run } from './run.ts';

/** Plain numbers, so that workers can send theirs and they can be added up. */
export interface Sums {
  readonly seeds: number;
  readonly attempts: number;
  readonly unknowns: number;
  readonly simulatedMs: number;
  readonly lines: number;
  /** How many faults were injected, by name: `provider:amount-wrong` and the like. */
  readonly faults: Readonly<Record<string, number>>;
  /** Why people were needed, and how often. */
  readonly needed: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly seed: number;
  readonly violations: readonly { readonly rule: string; readonly what: string }[];
}

export const NOTHING: Sums = {
  seeds: 0,
  attempts: 0,
  unknowns: 0,
  simulatedMs: 0,
  lines: 0,
  faults: {},
  needed: {},
  failures: [],
};

export function sumsOf(run: Run): Sums {
  const faults = struckIn(run.lines);
  const needed: Record<string, number> = {};
  for (const why of run.needed) count(needed, why);
  const { seed, violations, attempts, unknowns, simulatedMs, lines } = run;
  const failures = violations.length === 0 ? [] : [{ seed, violations }];
  return { seeds: 1, attempts, unknowns, simulatedMs, lines: lines.length, faults, needed, failures };
}

export function addUp(one: Sums, other: Sums): Sums {
  return {
    seeds: one.seeds + other.seeds,
    attempts: one.attempts + other.attempts,
    unknowns: one.unknowns + other.unknowns,
    simulatedMs: one.simulatedMs + other.simulatedMs,
    lines: one.lines + other.lines,
    faults: addCounts(one.faults, other.faults),
    needed: addCounts(one.needed, other.needed),
    failures: [...one.failures, ...other.failures],
  };
}

/** The share of payments that came to their end without a person, 0 … 1. */
export function settledShare({ attempts, needed }: Sums): number {
  const people = Object.values(needed).reduce((total, times) => total + times, 0);
  return attempts === 0 ? 1 : 1 - people / attempts;
}

/** Why a payment may wait for a person, as `needed` names it; anything else that waits is a violation of INV-11. */
const PERMITTED = {
  'late money': 'money that came late, to keep or to send back',
  'refund owed': 'a refund that the provider turned down',
  'set-up': 'a set-up that a provider refuses',
  frozen: 'a payment that was frozen because the answers contradict each other',
} as const;

/** The report as a person reads it. `cpuMs`: of all workers together. */
export function reportText(
  sums: Sums,
  { cpuMs, wallMs }: { readonly cpuMs: number; readonly wallMs: number },
): string {
  const { seeds, attempts, unknowns, simulatedMs, faults, needed, failures } = sums;
  const perCore = (seeds * 1_000) / cpuMs;
  return [
    `seeds ${seeds}, payments begun ${attempts}, of which unknown or to be reversed for a while ${unknowns}`,
    `simulated time ${(simulatedMs / 86_400_000).toFixed(1)} till-days, ${Math.round(simulatedMs / cpuMs).toLocaleString('en')} times real time per core`,
    `${perCore.toFixed(0)} runs per second of one core, ${((seeds * 1_000) / wallMs).toFixed(0)} per second in all`,
    'faults injected (and at least):',
    ...faultLines(faults, seeds),
    `settled without a person: ${(100 * settledShare(sums)).toFixed(3)} %; people were needed, by permitted cause:`,
    ...Object.entries({ ...PERMITTED, ...unnamed(needed) }).map(
      ([why, words]) => `  ${needed[why] ?? 0} ${why}: ${words}`,
    ),
    `violations: ${failures.length === 0 ? 'none' : `${failures.length} seeds: ${namesAndCounts(byRule(failures))}`}`,
  ].join('\n');
}

/** Three to a line, so that a person finds one. */
function faultLines(faults: Readonly<Record<string, number>>, seeds: number): readonly string[] {
  const least: Readonly<Record<string, number>> = LEAST_PER_THOUSAND;
  const names = [...new Set([...Object.keys(least), ...Object.keys(faults)])].sort();
  const cells = names.map((name) => {
    const wanted = Math.floor(((least[name] ?? 0) * seeds) / 1_000);
    return `${name} ${faults[name] ?? 0} (${wanted})`.padEnd(38);
  });
  return Array.from({ length: Math.ceil(cells.length / 3) }, (_, row) =>
    `  ${cells.slice(3 * row, 3 * row + 3).join('')}`.trimEnd(),
  );
}

function unnamed(needed: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(needed)
      .filter((why) => !(why in PERMITTED))
      .map((why) => [why, 'no permitted cause']),
  );
}

function byRule(failures: readonly Failure[]): Record<string, number> {
  const rules: Record<string, number> = {};
  for (const { violations } of failures)
    for (const rule of new Set(violations.map((one) => one.rule))) count(rules, rule);
  return rules;
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function addCounts(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = { ...one };
  for (const [name, times] of Object.entries(other)) sums[name] = (sums[name] ?? 0) + times;
  return sums;
}

function namesAndCounts(counts: Readonly<Record<string, number>>): string {
  const names = Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1));
  return names.length === 0 ? 'nothing' : names.map(([name, times]) => `${name} ${times}`).join(', ');
}
