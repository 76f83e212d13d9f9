/** PayPal under every fault, in both worlds, and stopped at every await: the ledgers agree in the end, and no word was a lie. */

import { describe, expect, test } from 'vitest';
import { chargedBy } from '../../src/domain/attempt.ts';
import { money } from '../../src/domain/money.ts';
import { attemptsOf, openAttempt, type Sale, undecidedAttempt } from '../../src/domain/sale.ts';
import { differences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till } from '../support/headless.ts';

const ALL = ['precreate', 'query', 'capture'] as const;

/** Each fault with the operations that it strikes. */
const FAULTS: readonly { readonly name: string; readonly operations: readonly (string | undefined)[] }[] = [
  ...[
    'request-lost',
    'reply-lost',
    'reply-slow',
    'reply-html',
    'reply-empty',
    'reply-truncated',
    'status-500',
    'provider-busy',
    'rate-limited',
    'amount-wrong',
    'currency-wrong',
    'order-wrong',
    'duplicate-delivery',
  ].map((name) => ({ name, operations: ALL })),
  { name: 'request-lost', operations: ['token'] },
  { name: 'reply-html', operations: ['token'] },
  { name: 'out-of-order', operations: ['precreate', 'capture'] },
  { name: 'query-lags', operations: ['query'] },
  { name: 'capture-pending', operations: ['capture'] },
  { name: 'clock-skew', operations: [undefined] },
  { name: 'offline', operations: [undefined] },
];

/** What the people do: the customer approves; or the cashier cancels, before the customer has approved, just after, or when the till captures. */
const PLANS = [
  'the customer pays',
  'the cashier cancels',
  'the cashier cancels what is approved',
  'the cashier cancels what is being captured',
] as const;
type Plan = (typeof PLANS)[number];

interface Case {
  readonly fault: string;
  readonly operation: string | undefined;
  readonly world: 'charged' | 'not-charged';
  readonly plan: Plan;
}

const CASES: readonly Case[] = FAULTS.flatMap(({ name: fault, operations }) =>
  operations.flatMap((operation) =>
    (['charged', 'not-charged'] as const).flatMap((world) =>
      PLANS.map((plan) => ({ fault, operation, world, plan })),
    ),
  ),
);

const shown = (till: Till): Sale | undefined => [...till.counter.view().sales.values()].at(-1);

async function approve(outside: Outside, till: Till): Promise<void> {
  const sale = shown(till);
  const qr = sale === undefined ? undefined : attemptsOf(sale).at(-1)?.qr;
  if (qr === undefined) return;
  await outside.control('wallets/paypal-amy/scan', { content: qr });
  await outside.control('wallets/paypal-amy/confirm', {});
}

async function cancel(till: Till): Promise<void> {
  const sale = shown(till);
  if (sale !== undefined && openAttempt(sale) !== undefined) await till.counter.cancel(sale.number);
}

/** One second of what the people do. */
async function act(
  plan: Plan,
  second: number,
  { outside, till }: { outside: Outside; till: Till },
): Promise<void> {
  if (plan === 'the customer pays' && second === 2) await approve(outside, till);
  if (plan === 'the cashier cancels' && second === 4) await cancel(till);
  if (plan === 'the cashier cancels what is approved' && second === 2) {
    await approve(outside, till);
    await cancel(till);
  }
  if (plan === 'the cashier cancels what is being captured') {
    if (second === 2) await approve(outside, till);
    if (second === 4) await cancel(till);
  }
  // Whatever was cancelled, the customer goes on trying.
  if (plan === 'the cashier cancels' && second === 8) await approve(outside, till);
}

async function decide(till: Till): Promise<void> {
  const sale = shown(till);
  if (sale !== undefined && undecidedAttempt(sale) !== undefined) await till.counter.returnLate(sale.number);
}

const start = (till: Till) => till.counter.present({ amount: money('USD', 1250) }, 'paypal');

async function run({
  fault,
  operation,
  world,
  plan,
}: Case): Promise<{ found: readonly string[]; told: readonly string[] }> {
  const outside = await createOutside(`${fault}-${world}`);
  const till = await openTill(outside, { currency: 'USD' });
  const told: string[] = [];
  const armed = {
    name: fault,
    rail: 'paypal',
    ...(operation === undefined ? {} : { operation }),
    parameters: { world },
  };
  expect(await outside.control('faults', armed)).toHaveProperty('name', fault);
  await start(till);
  await outside.time.settle();
  for (let second = 0; second < 150; second += second < 45 ? 1 : 5) {
    await act(plan, second, { outside, till });
    await outside.time.pass(second < 45 ? 1_000 : 5_000);
    told.push(...(await lies(outside, till.counter.view().sales.values(), chargedBy)));
    // A fault that lasts is over after a while, as outages are.
    if (second === 40) await outside.control('faults', undefined, 'DELETE');
    await decide(till);
  }
  for (let minute = 0; minute < 15; minute += 1) {
    await outside.time.pass(60_000);
    await decide(till);
  }
  await till.counter.idle();
  return { found: await differences(outside), told };
}

describe.each([...new Set(FAULTS.map(({ name }) => name))])('fault %s', (fault) => {
  for (const one of CASES.filter((candidate) => candidate.fault === fault)) {
    const { operation = 'whatever comes', world, plan } = one;
    test(`on ${operation}, ${world}: ${plan}`, async () => {
      expect(await run(one)).toEqual({ found: [], told: [] });
    });
  }
});

/** A person's call is given up when the till dies under it. */
async function unlessDead<T>(work: Promise<T>, outside: Outside): Promise<T | undefined> {
  const nothing = outside.time.settle().then(() => outside.time.settle());
  return Promise.race([work, nothing.then(() => undefined)]);
}

/** Plays a plan with a till that stops for ever at one of its awaits, and is opened again. */
async function stopped(
  plan: Plan,
  stopAt: number,
): Promise<{ awaits: number; found: readonly string[]; told: readonly string[] }> {
  const outside = await createOutside(`${plan}-${stopAt}`);
  const told: string[] = [];
  let awaits = 0;
  let isDead = false;
  const gate = async (): Promise<void> => {
    awaits += 1;
    if (awaits !== stopAt) return;
    isDead = true;
    await new Promise<never>(() => undefined);
  };
  const first = await unlessDead(openTill(outside, { currency: 'USD', gate }), outside);
  let till = first;
  const alive = async (): Promise<Till> => {
    if (till === undefined || (isDead && till === first)) {
      first?.kill();
      till = await openTill(outside, { currency: 'USD' });
    }
    return till;
  };
  if (first !== undefined) await unlessDead(start(first), outside);
  for (let second = 0; second < 160; second += second < 20 ? 1 : 10) {
    const now = await alive();
    await unlessDead(act(plan, second, { outside, till: now }), outside);
    await outside.time.pass(second < 20 ? 1_000 : 10_000);
    told.push(...(await lies(outside, outside.store.sales.values(), chargedBy)));
    await unlessDead(decide(now), outside);
  }
  for (let minute = 0; minute < 14; minute += 1) {
    await alive();
    await outside.time.pass(60_000);
  }
  return { awaits, found: await differences(outside), told };
}

describe.each(PLANS)('stopped while %s', (plan) => {
  test('at each await and opened again, nothing is lost, doubled or wrongly said', async () => {
    const { awaits } = await stopped(plan, 0);
    expect(awaits).toBeGreaterThan(10);
    for (let stopAt = 0; stopAt <= awaits; stopAt += 1) {
      const { found, told } = await stopped(plan, stopAt);
      expect({ stopAt, found, told }).toEqual({ stopAt, found: [], told: [] });
    }
  }, 120_000);
});
