/** The three ledgers and the journals, held against each other in the end: INV-01, INV-03, INV-08. */

import { type Audited, type BookName, netMinor, type Say, type TradeSeen } from './evidence.ts';
import type { Follower, SaleSeen } from './journal.ts';
import { backMinor, type Followed, isOver, keptMinor } from './machine.ts';

const BOOKS: readonly BookName[] = ['customers', 'providers', 'merchants'];
/** Why money goes back without a person's wish. */
const BY_ITSELF: readonly string[] = ['surplus', 'late', 'abandoned'];

export function checkLedgers(audited: Audited, follower: Follower, say: Say): void {
  for (const trade of audited.trades) {
    if (trade.flow === 'static-code') continue;
    checkTrade(trade, say);
    checkKnown(trade, follower.orders.get(trade.orderNumber), say);
  }
  checkStatements(audited.trades, follower, say);
  const known = new Map(audited.trades.map((trade) => [trade.orderNumber, trade]));
  for (const till of follower.tills.values())
    for (const sale of till.sales.values()) checkSale(sale, known, say);
  checkWallets(audited, say);
}

function checkTrade(trade: TradeSeen, say: Say): void {
  const { orderNumber } = trade;
  const pending = trade.refunds.filter(({ state }) => state === 'pending');
  const underWay = pending.reduce((total, { amountMinor }) => total + amountMinor, 0);
  for (const book of BOOKS) {
    const payments = trade.ledgers[book].filter(({ kind }) => kind === 'payment').length;
    if (payments > 1) say('INV-01', `${orderNumber} was charged ${payments} times (${book})`);
    const net = netMinor(trade, { book });
    if (net < 0) say('INV-08', `${orderNumber}: more went back than was paid (${book})`);
    const expected = netMinor(trade) - (book === 'merchants' ? underWay : 0);
    if (net !== expected) say('INV-08', `${orderNumber}: ${book} say ${net}, the provider ${expected}`);
  }
}

/** Money at a provider is in the journal of the till that asked for it, and the journal came to the same end. */
function checkKnown(trade: TradeSeen, attempt: Followed | undefined, say: Say): void {
  const wasPaid = trade.ledgers.providers.length > 0;
  if (attempt === undefined) {
    if (wasPaid) say('INV-03', `${trade.orderNumber} (${trade.rail}) was charged and is in no journal`);
    return;
  }
  if (!wasPaid) return;
  const isFinal = isOver(attempt) || attempt.state === 'late_paid';
  if (!isFinal) say('INV-03', `${attempt.order} was charged, and the journal ends with ${attempt.state}`);
}

/** What the journals say that each provider took and gave back is what its statement says, order by order. */
function checkStatements(trades: readonly TradeSeen[], follower: Follower, say: Say): void {
  const byOrder = new Map(trades.map((trade) => [trade.orderNumber, trade]));
  for (const attempt of follower.orders.values()) {
    if (['cash', 'own_code', 'bank_terminal', 'voucher'].includes(attempt.rail)) continue;
    const trade = byOrder.get(attempt.order);
    const pending = (trade?.refunds ?? []).filter(({ state }) => state === 'pending').length;
    const believed = keptMinor(attempt);
    const held = netMinor(trade);
    if (believed !== held && pending === 0)
      say(
        'INV-08',
        `${attempt.order} (${attempt.rail}, ${attempt.state}): the provider holds ${held}, the journal says ${believed}`,
      );
  }
}

/** What is kept of a sale in the end: what the provider holds, and what the journal says of cash and the like. */
function checkSale(sale: SaleSeen, trades: ReadonlyMap<string, TradeSeen>, say: Say): void {
  const kept = sale.attempts.reduce((total, attempt) => {
    const trade = trades.get(attempt.order);
    return total + (trade === undefined ? keptMinor(attempt) : netMinor(trade));
  }, 0);
  const isOwed = sale.attempts.some(isRefundOwed);
  if (kept > sale.dueMinor && !isOwed)
    say('INV-01', `sale ${sale.till}-${sale.number} was over ${sale.dueMinor}, and ${kept} are kept`);
  if (!sale.isVoid && kept + wishedMinor(sale) < sale.dueMinor && wasSurplusReturned(sale))
    say('INV-01', `sale ${sale.till}-${sale.number} was over ${sale.dueMinor}: too much went back by itself`);
  const isKeptByHand = sale.attempts.some((attempt) => attempt.isAttached) || sale.isAttested;
  if (sale.isVoid && kept > 0 && !isOwed && !isKeptByHand)
    say('INV-01', `sale ${sale.till}-${sale.number} was ended, and ${kept} are kept`);
}

/** Only what came in beyond the sale goes back by itself; a cancel that arrives late is another matter. */
function wasSurplusReturned({ attempts }: SaleSeen): boolean {
  const isSurplus = attempts.some(({ refunds }) =>
    refunds.some(({ reason, state }) => reason === 'surplus' && state === 'SUCCEEDED'),
  );
  const isTakenBack = attempts.some(
    ({ refunds, state }) => state === 'reversed' && !refunds.some((refund) => refund.state === 'SUCCEEDED'),
  );
  return isSurplus && !isTakenBack;
}

/** What people gave back. */
function wishedMinor({ attempts }: SaleSeen): number {
  return attempts
    .flatMap(({ refunds }) => refunds)
    .filter(({ reason, state }) => !BY_ITSELF.includes(reason) && state === 'SUCCEEDED')
    .reduce((total, { amountMinor }) => total + amountMinor, 0);
}

/** A refund that the provider refused for good stands on the list of what a person has to see to. */
export function isRefundOwed(attempt: Followed): boolean {
  return (
    backMinor(attempt) < attempt.amountMinor &&
    attempt.refunds.some(({ state }) => state === 'FAILED' || state === 'NEEDS_ACTION')
  );
}

/** No customer's wallet holds a cent more or less than the ledgers say. */
function checkWallets({ wallets, trades }: Audited, say: Say): void {
  const spent = new Map<string, number>();
  for (const trade of trades)
    for (const { account, amountMinor } of trade.ledgers.customers)
      spent.set(account, (spent.get(account) ?? 0) + amountMinor);
  for (const { id, balanceMinor, openingMinor } of wallets) {
    const expected = openingMinor - (spent.get(id) ?? 0);
    if (balanceMinor !== expected) say('INV-08', `wallet ${id} holds ${balanceMinor}, not ${expected}`);
  }
}
