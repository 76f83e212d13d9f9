/** What happens at the counter in a trial: what is prepared in peace, and the act in whose course the browser is killed. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveSite } from '../support/live-shop.ts';
import { BrowserGone, eventually } from './browsers/engine.ts';
import type { Cashier } from './cashier.ts';
import { type CustomerAtCounter, customerOf } from './customer.ts';
import { amountText, type Deed, type Plan } from './plan.ts';
import { WORDS } from './words.ts';

interface Stage {
  readonly till: Cashier;
  readonly buyer: CustomerAtCounter;
  readonly plan: Plan;
}

type Step = (stage: Stage) => Promise<void>;

/** What stands before the act: for a refund the payment itself. */
export async function prepare(till: Cashier, site: LiveSite, plan: Plan): Promise<void> {
  const buyer = customerOf(site, plan.deed, plan.rail);
  await till.home();
  if (plan.deed !== 'refund') return;
  const amount = amountText(plan.amountMinor);
  await payByCode({ till, buyer, plan });
  await till.hear(WORDS.paid, amount);
  await till.home();
  await till.pressUntil(WORDS.recent, amount);
  await till.pressUntil(amount, WORDS.refund);
  await till.pressUntil(WORDS.refund, WORDS.refundAmount);
  await till.fill(WORDS.refundAmount, amountText(refundOf(plan)));
  await till.pressUntil(WORDS.goOn, WORDS.refundNow);
}

/** Half of the payment. */
export function refundOf({ amountMinor }: Plan): number {
  return Math.floor(amountMinor / 2);
}

/** Goes to the end if nobody kills the browser; rejects when somebody does. */
export async function act(till: Cashier, site: LiveSite, plan: Plan): Promise<void> {
  await ACTS[plan.deed]({ till, buyer: customerOf(site, plan.deed, plan.rail), plan });
}

const payByCode: Step = async ({ till, buyer, plan }) => {
  await till.type(amountText(plan.amountMinor));
  await till.scan(await buyer.code());
};

const showQr: Step = async ({ till, plan }) => {
  await till.type(amountText(plan.amountMinor));
  await till.press(WORDS.rails[plan.rail]);
};

/** The customer tries until it works, or until the till is dead: what is done then is decided by the plan. */
async function tries(what: string, { till }: Stage, work: () => Promise<boolean>): Promise<void> {
  await eventually(what, async () => {
    if (till.browser.isGone()) throw new BrowserGone();
    return (await work()) || undefined;
  });
}

const scans: Step = (stage) => tries('the customer to pay', stage, stage.buyer.scanAndPay);

const cancels: Step = async ({ till }) => {
  await till.press(WORDS.cancel);
};

const takesCash: Step = async ({ till }) => {
  await till.press(WORDS.cash);
  await till.press(WORDS.exact);
};

const ACTS: Readonly<Record<Deed, Step>> = {
  code: payByCode,
  declined: payByCode,
  password: async (stage) => {
    await payByCode(stage);
    await sleep(600);
    await tries('the password', stage, stage.buyer.confirm);
  },
  qr: async (stage) => {
    await showQr(stage);
    await scans(stage);
  },
  cancel: async (stage) => {
    await showQr(stage);
    await cancels(stage);
  },
  cancel_cash: async (stage) => {
    await showQr(stage);
    await cancels(stage);
    await takesCash(stage);
  },
  cancel_race: async (stage) => {
    await showQr(stage);
    await Promise.all([scans(stage), cancels(stage)]);
  },
  refund: async ({ till }) => {
    await till.press(WORDS.refundNow);
  },
  card: async (stage) => {
    const { till, buyer, plan } = stage;
    await till.type(amountText(plan.amountMinor));
    await till.press(WORDS.rails.card);
    await tries('the reader to ask', stage, buyer.holdCard);
  },
  cash: async (stage) => {
    await stage.till.type(amountText(stage.plan.amountMinor));
    await takesCash(stage);
  },
};
