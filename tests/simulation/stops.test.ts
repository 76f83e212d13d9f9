/** Stops the till at every single await of the payment flows, opens it again, and lets it recover: the three ledgers agree each time. */

import { describe, expect, test } from 'vitest';
import { chargedBy } from '../../src/domain/attempt.ts';
import { attemptsOf, isSaleOpen, isSettled, openAttempt, undecidedAttempt } from '../../src/domain/sale.ts';
import { differences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

/** What the people do, second by second; a till that is not there any more cannot be asked. */
interface Flow {
  readonly name: string;
  readonly begin: (outside: Outside, till: Till) => Promise<void>;
  readonly second: (outside: Outside, till: Till, second: number) => Promise<void>;
  /** Whether, left alone, the sale ends paid. */
  readonly endsPaid: boolean;
}

const shows = (till: Till) => [...till.counter.view().sales.values()].at(-1);

async function scanAndPay(outside: Outside, till: Till): Promise<void> {
  const sale = shows(till);
  const qr = sale === undefined ? undefined : attemptsOf(sale).at(-1)?.qr;
  if (qr !== undefined) await outside.control('wallets/lin/scan', { content: qr });
  await outside.control('wallets/lin/confirm', { password: '123456' });
}

async function chargeCode(outside: Outside, till: Till, amountMinor: number): Promise<void> {
  const { code } = (await outside.control('wallets/lin/payment-code', {})) as { code: string };
  await till.counter.payByCode({ amount: yuan(amountMinor) }, 'alipay', code);
}

const present = async (_: Outside, till: Till): Promise<void> => {
  await till.counter.present({ amount: yuan(1250) }, 'alipay');
};

const cancelIfOpen = async (till: Till): Promise<void> => {
  const sale = shows(till);
  if (sale !== undefined && openAttempt(sale) !== undefined) await till.counter.cancel(sale.number);
};

/** Cash as soon as the provider has closed what was open. */
const cashIfPossible = async (till: Till): Promise<void> => {
  const sale = shows(till);
  if (sale !== undefined && isSaleOpen(sale))
    await till.counter.takeCash({ sale: sale.number }, { tenderedMinor: 2000 });
};

const FLOWS: readonly Flow[] = [
  {
    name: 'payment QR, paid',
    begin: present,
    second: async (outside, till, second) => {
      if (second === 2) await scanAndPay(outside, till);
    },
    endsPaid: true,
  },
  {
    name: 'payment QR, canceled',
    begin: present,
    second: async (_, till, second) => {
      if (second === 5) await cancelIfOpen(till);
    },
    endsPaid: false,
  },
  {
    name: 'payment QR, never paid',
    begin: present,
    second: async () => undefined,
    endsPaid: false,
  },
  {
    name: 'payment QR, paid just as the cashier cancels, then cash',
    begin: present,
    second: async (outside, till, second) => {
      if (second === 4) await outside.control('faults', { name: 'paid-before-cancel' });
      if (second === 4) await scanAndPay(outside, till);
      if (second === 4) await cancelIfOpen(till);
      if (second > 10) await cashIfPossible(till);
    },
    endsPaid: true,
  },
  {
    name: 'payment code, paid',
    begin: (outside, till) => chargeCode(outside, till, 1250),
    second: async () => undefined,
    endsPaid: true,
  },
  {
    name: 'payment code, with password',
    begin: (outside, till) => chargeCode(outside, till, 25_000),
    second: async (outside, _, second) => {
      if (second === 7) await outside.control('wallets/lin/confirm', { password: '123456' });
    },
    endsPaid: true,
  },
  {
    name: 'payment code, the customer does nothing',
    begin: (outside, till) => chargeCode(outside, till, 25_000),
    second: async () => undefined,
    endsPaid: false,
  },
  {
    name: 'payment code, paid and refunded in two parts',
    begin: (outside, till) => chargeCode(outside, till, 1250),
    second: async (_, till, second) => {
      const sale = shows(till);
      const paid =
        sale === undefined ? undefined : attemptsOf(sale).find((attempt) => attempt.state === 'paid');
      if (sale === undefined || paid === undefined || paid.refunds.length >= 2 || second < 3) return;
      const refund = {
        sale: sale.number,
        attempt: paid.id,
        amountMinor: 500,
        reason: 'customer_wish',
      } as const;
      await till.counter.refund(refund);
    },
    endsPaid: true,
  },
];

/** A person's call is given up when the till dies under it. */
async function unlessDead<T>(work: Promise<T>, outside: Outside): Promise<T | undefined> {
  const nothing = outside.time.settle().then(() => outside.time.settle());
  return Promise.race([work, nothing.then(() => undefined)]);
}

async function play(
  flow: Flow,
  stopAt: number,
): Promise<{ awaits: number; found: readonly string[]; told: readonly string[] }> {
  const outside = await createOutside(`${flow.name}-${stopAt}`);
  const told: string[] = [];
  let awaits = 0;
  let isDead = false;
  const opening = openTill(outside, {
    gate: async () => {
      awaits += 1;
      if (awaits !== stopAt) return;
      isDead = true;
      await new Promise<never>(() => undefined);
    },
  });
  let till = await unlessDead(opening, outside);
  const first = till;
  /** Opens the till again once it has died. */
  const reopen = async (): Promise<Till> => {
    if (isDead && till === first) {
      first?.kill();
      till = await openTill(outside);
    }
    if (till === undefined) throw new Error('the till did not open');
    return till;
  };
  if (till !== undefined) await unlessDead(flow.begin(outside, till), outside);
  for (let second = 0; second < 180; second += second < 20 ? 1 : 10) {
    const now = await reopen();
    await unlessDead(flow.second(outside, now, second), outside);
    await outside.time.pass(second < 20 ? 1_000 : 10_000);
    told.push(...(await lies(outside, outside.store.sales.values(), chargedBy)));
    for (const sale of [...now.counter.view().sales.values()]) {
      if (undecidedAttempt(sale) !== undefined)
        await unlessDead(now.counter.returnLate(sale.number), outside);
    }
  }
  for (let minute = 0; minute < 14; minute += 1) {
    await reopen();
    await outside.time.pass(60_000);
  }
  const sale = [...outside.store.sales.values()].at(-1);
  const found = [...(await differences(outside))];
  if (stopAt === 0 && flow.endsPaid !== (sale !== undefined && isSettled(sale)))
    found.push('the sale did not end as planned');
  return { awaits, found, told };
}

describe.each(FLOWS)('$name', (flow) => {
  test('undisturbed, it ends as planned', async () => {
    const { found, told } = await play(flow, 0);
    expect({ found, told }).toEqual({ found: [], told: [] });
  });

  test('stopped at each await and opened again, nothing is lost, doubled or wrongly said', async () => {
    const { awaits } = await play(flow, 0);
    expect(awaits).toBeGreaterThan(10);
    for (let stopAt = 1; stopAt <= awaits; stopAt += 1) {
      const { found, told } = await play(flow, stopAt);
      expect({ stopAt, found, told }).toEqual({ stopAt, found: [], told: [] });
    }
  }, 120_000);
});
