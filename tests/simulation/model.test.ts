/** The real counter against a small model of a shop: commands that are drawn, buttons that are allowed or not, money that must agree. */

import { expect, test } from 'vitest';
import type { Journal } from '../../src/ports.ts';
import { checkShop } from './model/check.ts';

test('whatever cashier, customers and time do, the counter does what the shop’s book says', async () => {
  const { failure, commands } = await checkShop({ runs: 500, seed: 20261123 });
  expect(failure).toBeUndefined();
  expect(commands).toBeGreaterThan(4_000);
});

test('a storage that keeps nothing of a refund is noticed, and told in a few steps', async () => {
  const forgetting = (journal: Journal): Journal => ({
    ...journal,
    append: async (batch) =>
      batch.entries.some(({ kind }) => kind === 'refund.opened') ? { ok: true } : journal.append(batch),
  });
  const { failure } = await checkShop({ runs: 250, seed: 1, wrap: forgetting });
  expect(failure?.steps.length).toBeLessThanOrEqual(10);
  expect(failure?.what).toMatch(/must be/);
});
