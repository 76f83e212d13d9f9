/** Every fault of the simulator at WeChat Pay, in both worlds, in both flows: the three ledgers agree in the end, and no word on the way was a lie. */

import { describe, expect, test } from 'vitest';
import { attemptsOf, isSaleOpen } from '../../src/domain/sale.ts';
import { differences } from '../support/audit.ts';
import { CASES, FAULTS, type Flow, type Plan, runCase } from '../support/fault-runs.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

/** Who is asked for the password always, so that a payment code that is canceled really waits for its customer. */
const SLOW = 'wechatpay-wang';
const QUICK = 'wechatpay-lin';

describe.each(FAULTS.map(({ name }) => name))('fault %s', (fault) => {
  for (const one of CASES.filter((candidate) => candidate.fault === fault)) {
    const { world, flow, plan, operation } = one;
    test(`${flow}, the sale ${plan}, ${world}${operation === undefined ? '' : `, on ${operation}`}`, async () => {
      const wallet = plan === 'is canceled' ? SLOW : QUICK;
      const { outside, sale, told } = await runCase(one, { rail: 'wechatpay', wallet });
      // A provider that takes money after it acknowledged the cancel breaks its word: the till says so once it asks again.
      if (fault !== 'paid-after-cancel') expect(told).toEqual([]);
      expect(await differences(outside)).toEqual([]);
      expect(attemptsOf(sale).filter((attempt) => attempt.frozen !== undefined)).toEqual([]);
      expect(isSaleOpen(sale) || sale.tenders.length > 0).toBe(true);
    });
  }
});

describe('the provider changes its key', () => {
  const operations = ['purchase', 'query', 'cancel'] as const;
  const flows: readonly Flow[] = ['payment QR', 'payment code'];
  const plans: readonly Plan[] = ['pays', 'is canceled'];
  const runs = operations.flatMap((operation) =>
    flows.flatMap((flow) => plans.map((plan) => ({ operation, flow, plan }))),
  );

  test.each(runs)(
    '$flow, the sale $plan, at the $operation: it settles by itself, and nobody is alarmed',
    async (run) => {
      const { operation, flow, plan } = run;
      const purchase = flow === 'payment QR' ? 'precreate' : 'pay';
      const one = {
        ...run,
        fault: 'key-rotates',
        world: 'charged',
        operation: operation === 'purchase' ? purchase : operation,
      } as const;
      const wallet = plan === 'is canceled' ? SLOW : QUICK;
      const { outside, sale, told } = await runCase(one, { rail: 'wechatpay', wallet });
      expect(told).toEqual([]);
      expect(await differences(outside)).toEqual([]);
      expect(sale.incidents).toEqual([]);
      expect(isSaleOpen(sale)).toBe(plan === 'is canceled');
      const isStruck = ((await outside.control('faults')) as unknown as readonly unknown[]).length === 0;
      if (operation !== 'cancel' || plan === 'is canceled') expect(isStruck).toBe(true);
    },
  );

  /** Each question about the provider's keys, as it came to it. */
  const questions = async ({ control }: Outside): Promise<number> =>
    ((await control('exchanges')) as unknown as readonly { path: string }[]).filter(
      ({ path }) => path === '/v3/certificates',
    ).length;

  async function payByCode(outside: Outside, till: Till): Promise<void> {
    const { code } = (await outside.control(`wallets/${QUICK}/payment-code`, {})) as { code: string };
    await till.counter.payByCode({ amount: yuan(1250) }, 'wechatpay', code);
    await outside.time.settle();
  }

  test('and the answer with its certificate is lost twice: the payment waits, and settles once it comes', async () => {
    const outside = await createOutside('rotation');
    const till = await openTill(outside);
    await outside.control('faults', { name: 'key-rotates', rail: 'wechatpay' });
    const lost = { name: 'reply-lost', rail: 'wechatpay', operation: 'certificates', times: 2 };
    await outside.control('faults', lost);
    await payByCode(outside, till);
    await outside.time.pass(1_000);
    expect(till.sale().tenders.flatMap(({ attempts }) => attempts.map(({ state }) => state))).toEqual([
      'unknown',
    ]);
    await outside.time.pass(180_000);
    expect(await questions(outside)).toBe(3);
    expect(await differences(outside)).toEqual([]);
  });

  test('only once for two payments and a till that is opened again', async () => {
    const outside = await createOutside('rotation');
    const till = await openTill(outside);
    await outside.control('faults', { name: 'key-rotates', rail: 'wechatpay' });
    await payByCode(outside, till);
    await payByCode(outside, till);
    await outside.time.pass(2_000);
    till.kill();
    const again = await openTill(outside);
    await payByCode(outside, again);
    await outside.time.pass(30_000);
    expect(await questions(outside)).toBe(1);
    expect([...outside.store.sales.values()].map(isSaleOpen)).toEqual([false, false, false]);
  });

  test('and somebody else’s key never settles anything: the sale stays open, an incident stands, few questions are asked', async () => {
    const outside = await createOutside('forged');
    const till = await openTill(outside);
    await outside.control('faults', { name: 'key-unknown', rail: 'wechatpay', times: 10_000 });
    await payByCode(outside, till);
    for (let minute = 0; minute < 20; minute += 1) {
      await outside.time.pass(60_000);
      expect(attemptsOf(till.sale()).map(({ state }) => state)).not.toContain('paid');
    }
    expect(isSaleOpen(till.sale())).toBe(true);
    expect(new Set(till.sale().incidents.map(({ cause }) => cause))).toEqual(new Set(['answer_forged']));
    const asked = await questions(outside);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(5);
    await outside.control('faults', undefined, 'DELETE');
    await outside.time.pass(60_000);
    expect(await differences(outside)).toEqual([]);
  });
});
