/** Every fault of the simulator at the card reader, in both worlds: the three ledgers agree in the end, and no word on the way was a lie. */

import { describe, expect, test } from 'vitest';
import { chargedBy } from '../../src/domain/attempt.ts';
import { attemptsOf, openAttempt, type Sale, undecidedAttempt } from '../../src/domain/sale.ts';
import { differences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

/** Which operations each fault strikes; nothing: the first that it can. */
const FAULTS: readonly (readonly [name: string, operations?: readonly string[] | undefined])[] = [
  ['request-lost', ['pay', 'reader', 'query', 'cancel']],
  ['reply-lost', ['pay', 'reader', 'query', 'cancel']],
  ['reply-slow', ['pay', 'reader', 'query', 'cancel']],
  ['reply-html', ['pay', 'reader', 'query', 'cancel']],
  ['reply-empty', ['pay', 'reader', 'query', 'cancel']],
  ['reply-truncated', ['pay', 'reader', 'query', 'cancel']],
  ['status-500', ['pay', 'reader', 'query', 'cancel']],
  ['provider-busy', ['pay', 'reader', 'query', 'cancel']],
  ['rate-limited', ['pay', 'reader', 'query', 'cancel']],
  ['amount-wrong', ['pay', 'query', 'cancel']],
  ['currency-wrong', ['pay', 'query', 'cancel']],
  ['order-wrong', ['pay', 'query', 'cancel']],
  ['duplicate-delivery', ['pay', 'reader', 'query', 'cancel']],
  ['out-of-order', ['pay', 'reader', 'cancel']],
  ['paid-before-cancel'],
  ['paid-after-cancel'],
  ['cancel-refused'],
  ['query-lags'],
  ['reader-unavailable'],
  ['clock-skew'],
  ['offline'],
];
const PLANS = ['pays', 'is declined', 'is canceled'] as const;
const WORLDS = ['charged', 'not-charged'] as const;
/** A provider that takes money after it acknowledged the cancel breaks its word: the till says so once it asks again. */
const BREAKS_ITS_WORD = 'paid-after-cancel';

interface Case {
  readonly plan: (typeof PLANS)[number];
  readonly fault: { readonly name: string; readonly operation?: string; readonly parameters: object };
}

async function holdCard(outside: Outside, plan: Case['plan']): Promise<void> {
  const wallet = plan === 'pays' ? 'card-cny-visa' : 'card-declined';
  await outside.control(`readers/${outside.credentials.card.readerId}/present`, { wallet, how: 'tap' });
}

/** A person at the till decides what only a person may: late money goes back. */
async function decide(till: Till): Promise<void> {
  if (undecidedAttempt(till.sale()) !== undefined) await till.counter.returnLate(1);
}

async function run({
  plan,
  fault,
}: Case): Promise<{ outside: Outside; sale: Sale; told: readonly string[] }> {
  const outside = await createOutside(fault.name);
  const told: string[] = [];
  const till = await openTill(outside);
  const listen = async (): Promise<void> => {
    told.push(...(await lies(outside, till.counter.view().sales.values(), chargedBy)));
  };
  expect(await outside.control('faults', { ...fault, rail: 'card' })).toMatchObject({ name: fault.name });
  await till.counter.present({ amount: yuan(1_250) }, 'card');
  await outside.time.settle();
  for (let second = 0; second < 90; second += 1) {
    if (plan !== 'is canceled' && second === 4) await holdCard(outside, plan);
    if (plan === 'is canceled' && second === 8 && openAttempt(till.sale()) !== undefined)
      await till.counter.cancel(1);
    await outside.time.pass(1_000);
    await listen();
    // A fault that lasts is over after a while, as outages are.
    if (second === 40) await outside.control('faults', undefined, 'DELETE');
    await decide(till);
  }
  for (let minute = 0; minute < 15; minute += 1) {
    await outside.time.pass(60_000);
    await decide(till);
  }
  await till.counter.idle();
  return { outside, sale: till.sale(), told };
}

for (const [name, operations = ['']] of FAULTS) {
  describe(`fault ${name}`, () => {
    for (const operation of operations) {
      for (const world of WORLDS) {
        const fault = { name, ...(operation === '' ? {} : { operation }), parameters: { world } };
        test.each(PLANS)(
          `${operation === '' ? 'anywhere' : operation}, ${world}: the sale %s`,
          async (plan) => {
            const { outside, sale, told } = await run({ plan, fault });
            if (name !== BREAKS_ITS_WORD) expect(told).toEqual([]);
            expect(await differences(outside)).toEqual([]);
            const attempts = attemptsOf(sale);
            expect(attempts.filter((attempt) => attempt.frozen !== undefined)).toEqual([]);
            const words = attempts.flatMap((attempt) => attempt.operations).map(({ kind }) => kind);
            expect(words.filter((kind) => kind === 'collect').length).toBeLessThan(2);
          },
        );
      }
    }
  });
}
