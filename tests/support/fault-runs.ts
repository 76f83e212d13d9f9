/** One payment under one fault, from the first word to the quiet after it: what every rail with wallets must come through. */

import { expect } from 'vitest';
import { chargedBy } from '../../src/domain/attempt.ts';
import type { RailName } from '../../src/domain/rail.ts';
import { attemptsOf, openAttempt, type Sale, undecidedAttempt } from '../../src/domain/sale.ts';
import { lies } from './audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from './headless.ts';

/** Who takes and who pays. */
export interface Payers {
  readonly rail: RailName;
  readonly wallet: string;
}

/** Which operation each fault strikes in each flow, where it is not the first one that comes. */
export const FAULTS: readonly { readonly name: string; readonly operations?: readonly string[] }[] = [
  { name: 'request-lost', operations: ['purchase', 'query', 'cancel'] },
  { name: 'reply-lost', operations: ['purchase', 'query', 'cancel'] },
  { name: 'reply-slow', operations: ['purchase', 'query', 'cancel'] },
  { name: 'reply-html', operations: ['purchase', 'query', 'cancel'] },
  { name: 'reply-empty', operations: ['purchase', 'query', 'cancel'] },
  { name: 'reply-truncated', operations: ['purchase', 'query', 'cancel'] },
  { name: 'status-500', operations: ['purchase', 'query', 'cancel'] },
  { name: 'provider-busy', operations: ['purchase', 'query', 'cancel'] },
  { name: 'rate-limited', operations: ['purchase', 'query', 'cancel'] },
  { name: 'signature-bad', operations: ['purchase', 'query', 'cancel'] },
  { name: 'signature-missing', operations: ['purchase', 'query', 'cancel'] },
  { name: 'key-unknown', operations: ['purchase', 'query', 'cancel'] },
  { name: 'amount-wrong', operations: ['purchase', 'query'] },
  { name: 'currency-wrong', operations: ['purchase', 'query'] },
  { name: 'order-wrong', operations: ['purchase', 'query', 'cancel'] },
  { name: 'duplicate-delivery', operations: ['purchase', 'query', 'cancel'] },
  { name: 'out-of-order', operations: ['purchase', 'cancel'] },
  { name: 'paid-before-cancel' },
  { name: 'paid-after-cancel' },
  { name: 'cancel-refused' },
  { name: 'query-lags' },
  // Late money goes back by a refund.
  { name: 'refund-pending' },
  { name: 'refund-fails' },
  { name: 'fee-changed' },
  { name: 'notification-late' },
  { name: 'notification-twice' },
  { name: 'notification-never' },
  { name: 'clock-skew' },
  { name: 'offline' },
];

export type Flow = 'payment QR' | 'payment code';

/** What the people do: the customer pays at once; or never, and the cashier cancels. */
export type Plan = 'pays' | 'is canceled';

export interface Case {
  readonly fault: string;
  readonly world: 'charged' | 'not-charged';
  readonly flow: Flow;
  readonly plan: Plan;
  readonly operation: string | undefined;
}

export const CASES: readonly Case[] = FAULTS.flatMap(({ name, operations = [undefined] }) =>
  (['charged', 'not-charged'] as const).flatMap((world) =>
    (['payment QR', 'payment code'] as const).flatMap((flow) =>
      (['pays', 'is canceled'] as const).flatMap((plan) =>
        operations.map((operation) => {
          const purchase = flow === 'payment QR' ? 'precreate' : 'pay';
          return {
            fault: name,
            world,
            flow,
            plan,
            operation: operation === 'purchase' ? purchase : operation,
          };
        }),
      ),
    ),
  ),
);

async function arm(outside: Outside, rail: RailName, { fault, world, operation }: Case): Promise<void> {
  const armed = {
    name: fault,
    rail,
    ...(operation === undefined ? {} : { operation }),
    parameters: { world },
  };
  const answer = await outside.control('faults', armed);
  expect(answer['name'], JSON.stringify(answer)).toBe(fault);
}

/** The customer does their part as soon as the phone can: scans what is shown, types the password when asked. */
async function letCustomerAct(outside: Outside, till: Till, wallet: string): Promise<void> {
  const qr = attemptsOf(till.sale()).at(-1)?.qr;
  if (qr !== undefined) await outside.control(`wallets/${wallet}/scan`, { content: qr });
  await outside.control(`wallets/${wallet}/confirm`, { password: '123456' });
}

async function begin(
  outside: Outside,
  till: Till,
  { rail, wallet, flow, plan }: Payers & Pick<Case, 'flow' | 'plan'>,
): Promise<void> {
  // Above the amount that goes without a password, so that a canceled payment code really waits for the customer.
  const amount = yuan(plan === 'pays' ? 1250 : 25000);
  if (flow === 'payment QR') {
    await till.counter.present({ amount }, rail);
  } else {
    const { code } = (await outside.control(`wallets/${wallet}/payment-code`, {})) as { code: string };
    await till.counter.payByCode({ amount }, rail, code);
  }
  await outside.time.settle();
}

/** A person at the till decides what only a person may: late money goes back. */
async function decide(till: Till): Promise<void> {
  if (undecidedAttempt(till.sale()) !== undefined) await till.counter.returnLate(1);
}

/** Runs one payment to its end; `told` is every untrue word that the till said on the way. */
export async function runCase(
  one: Case,
  payers: Payers,
): Promise<{ outside: Outside; sale: Sale; told: readonly string[] }> {
  const outside = await createOutside(`${one.fault}-${one.world}`);
  const told: string[] = [];
  const till = await openTill(outside);
  const listen = async (): Promise<void> => {
    told.push(...(await lies(outside, till.counter.view().sales.values(), chargedBy)));
  };
  await arm(outside, payers.rail, one);
  await begin(outside, till, { ...payers, ...one });
  await listen();
  for (let second = 0; second < 90; second += 1) {
    if (one.plan === 'pays' && second === 2) await letCustomerAct(outside, till, payers.wallet);
    if (one.plan === 'is canceled' && second === 8 && openAttempt(till.sale()) !== undefined)
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
