/** A sample of the deterministic simulation, and whether its auditor notices what it must: `npm run simulate` runs more. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../src/ports.ts';
import { runSeed } from './swarm/run.ts';
import type { Sabotage } from './swarm/sabotage.ts';

/** Some three minutes of two cores. */
const SEEDS = 20_000;
const FROM = 8_001;
const PATIENCE_MS = 900_000;

async function rulesBroken(sabotage: Sabotage, seeds: number): Promise<ReadonlySet<string>> {
  const rules = new Set<string>();
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const { rule } of (await runSeed(seed, { sabotage })).violations) rules.add(rule);
  }
  return rules;
}

test(
  `seeds ${FROM} to ${FROM + SEEDS - 1}: no payment is lost, doubled or wrongly reported, all settles, and every fault has struck`,
  async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'guitai-simulate-'));
    try {
      // As a program of its own: bundled it runs three times as fast, and on all cores.
      await build({ mode: 'simulate', logLevel: 'warn', build: { outDir } });
      const words = [
        '--from',
        String(FROM),
        '--seeds',
        String(SEEDS),
        '--workers',
        String(Math.min(4, availableParallelism())),
      ];
      const { stdout, stderr, status } = spawnSync(process.execPath, [join(outDir, 'cli.js'), ...words], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
      // What it says names seed, rule and the command that replays it: shown as it is.
      expect(status, `${stdout}\n${stderr}`).toBe(0);
      expect(stdout).toContain(`seeds ${SEEDS},`);
      expect(stdout).toContain('violations: none');
    } finally {
      rmSync(outDir, { recursive: true });
    }
  },
  PATIENCE_MS,
);

test('the same seed is the same story', async () => {
  const [one, other] = [await runSeed(7), await runSeed(7)];
  expect(other.hash()).toBe(one.hash());
  expect((await runSeed(8)).hash()).not.toBe(one.hash());
});

describe('the auditor notices', () => {
  test('a screen that says "not charged" of money that was taken', async () => {
    const words: Sabotage['words'] = (line) =>
      line.t === 'word' && line.state === 'paid' ? { ...line, charged: 'no' } : line;
    expect(await rulesBroken({ words }, 12)).toContain('INV-05');
  });

  test('a screen that says "charged" of what nobody paid', async () => {
    const words: Sabotage['words'] = (line) =>
      line.t === 'word' && line.state === 'canceled' ? { ...line, charged: 'yes' } : line;
    expect(await rulesBroken({ words }, 12)).toContain('INV-04');
  });

  test('a journal that says "written" and keeps nothing', async () => {
    const journal = (kept: Journal): Journal => ({ ...kept, append: async () => ({ ok: true }) });
    const rules = await rulesBroken({ journal }, 6);
    expect([...rules].some((rule) => ['INV-02', 'INV-03', 'INV-09'].includes(rule))).toBe(true);
  });
});
