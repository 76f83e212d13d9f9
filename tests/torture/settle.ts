/** After the kill: the customer and the cashier do what people do, until everything about the sale is settled. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '../../simulator/world/credentials.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import { isPartPaid } from '../../src/domain/legs.ts';
import { attemptsOf, type Sale } from '../../src/domain/sale.ts';
import type { LiveSite } from '../support/live-shop.ts';
import { type Book, readBook } from './book.ts';
import { type Cashier, reopened } from './cashier.ts';
import { customerOf } from './customer.ts';
import * as page from './page.ts';
import type { Plan } from './plan.ts';
import { enterAccounts } from './set-up.ts';
import { WORDS } from './words.ts';

/** A payment by code is given 45 s, and a reverse some more: after that nothing may be open any more. */
const PATIENCE_MS = 100_000;
/** Then the cashier cancels, whatever the plan was. */
const TIRED_MS = 12_000;

const OVER = ['paid', 'declined', 'canceled', 'expired', 'reversed'];

/** What is not settled about a sale; nothing when all is. */
export function openMatters(sale: Sale): readonly string[] {
  const attempts = attemptsOf(sale);
  return [
    ...attempts.filter(isOpen).map(({ rail, state }) => `${rail} is ${state}`),
    ...attempts.flatMap(({ refunds }) =>
      refunds
        .filter(({ state }) => state !== 'succeeded' && state !== 'failed')
        .map(({ state }) => `a refund is ${state}`),
    ),
    ...attempts.filter(({ frozen }) => frozen !== undefined).map(({ frozen }) => `frozen: ${frozen}`),
    ...(isPartPaid(sale) ? ['the sale is paid in part'] : []),
  ];
}

function isOpen({ state }: Attempt): boolean {
  return !OVER.includes(state);
}

/** Resolves with the book when the counter is up and nothing is open, or when the patience is over. */
export async function settle({ till, site, plan }: Counter): Promise<Book> {
  let begun = performance.now();
  for (;;) {
    await reopened(till);
    const book = await readBook(till.browser);
    // Without its keys nobody can ask the providers anything: the owner enters the accounts again.
    if (await till.browser.run(page.lacksKeys)) {
      await reopened(till);
      await enterAccounts(till, await site.control<Credentials>('credentials'));
      await till.go('#/');
      begun = performance.now();
      continue;
    }
    const open = book.sales.find((sale) => openMatters(sale).length > 0);
    const spentMs = performance.now() - begun;
    const isSettled = open === undefined && hasBegun(book, till.openedAtMs);
    if (isSettled || spentMs > PATIENCE_MS) return book;
    if (open !== undefined)
      await help({ till, site, plan, open, isTired: spentMs > TIRED_MS }).catch(() => undefined);
    await sleep(300);
  }
}

/** Whether this run of the counter has written that it began: it has read the journal by then. */
function hasBegun({ entries }: Book, openedAtMs: number): boolean {
  return entries.some(({ kind, at }) => kind === 'run.started' && at >= openedAtMs);
}

export interface Counter {
  readonly till: Cashier;
  readonly site: LiveSite;
  readonly plan: Plan;
}

interface Help extends Counter {
  readonly open: Sale;
  readonly isTired: boolean;
}

async function help({ till, site, plan, open, isTired }: Help): Promise<void> {
  const attempt = attemptsOf(open).findLast(isOpen);
  if (attempt === undefined) {
    if (plan.afterwards === 'cancel') await till.tryPress(WORDS.end);
    else if ((await till.tryPress(WORDS.exact)) || (await till.tryPress(WORDS.cash))) return;
    if (isTired) await till.tryPress(WORDS.end);
    return;
  }
  if (attempt.state === 'late_paid') {
    if (attempt.refunds.length === 0) await giveBack(till, open);
    return;
  }
  if (plan.afterwards === 'cancel' || isTired) {
    await till.tryPress(WORDS.cancel);
    return;
  }
  const buyer = customerOf(site, plan.deed, plan.rail);
  if (plan.deed === 'card') await buyer.holdCard();
  else if (attempt.presentation === 'payment_qr') await buyer.scanAndPay();
  else await buyer.confirm();
}

/** Money that came after all is decided about where the sale stands. */
async function giveBack(till: Cashier, { number }: Sale): Promise<void> {
  if (await till.tryPress(WORDS.giveBack)) return;
  if (await till.tryPress(WORDS.resume)) return;
  await till.go(`#/sale/${number}`);
}
