/** The auditor: recomputes every balance from the ledgers and looks for anything that must never be. */

import { ledgers } from './ledger.ts';
import type { LedgerBook, LedgerEntry, Trade, World } from './model.ts';

const BOOKS: readonly LedgerBook[] = ['customers', 'providers', 'merchants'];

/** What is wrong with a world, in words; empty when everything agrees. */
export function audit(world: World): string[] {
  return [...Object.values(world.trades).flatMap(auditTrade), ...auditBalances(world)];
}

function auditTrade(trade: Trade): string[] {
  const findings: string[] = [];
  const say = (what: string) => findings.push(`${trade.orderNumber}: ${what}`);
  for (const book of BOOKS) {
    const entries = trade.ledgers[book];
    const payments = entries.filter((entry) => entry.kind === 'payment');
    if (payments.length > 1) say(`charged ${payments.length} times in the ledger of ${book}`);
    if (payments.length !== (trade.payment === null ? 0 : 1)) say(`payment and ledger of ${book} differ`);
    if (orderNetMinor(entries) < 0) say(`more given back than paid in the ledger of ${book}`);
  }
  const nets = BOOKS.map((book) => orderNetMinor(trade.ledgers[book]));
  if (new Set(nets).size !== 1) say(`the three ledgers say ${nets.join(', ')}`);
  const refunded = trade.refunds.reduce((total, refund) => total + refund.amountMinor, 0);
  if (refunded > trade.amountMinor) say('refunds exceed the order');
  const isGivenBack = trade.payment !== null && refunded === trade.amountMinor;
  if (trade.status === 'closed' && trade.payment !== null && !isGivenBack) say('closed, but money is kept');
  if ((trade.status === 'paid' || trade.status === 'finished') && trade.payment === null)
    say('paid without payment');
  return findings;
}

/** The order's amount that is settled and not given back. */
function orderNetMinor(entries: readonly LedgerEntry[]): number {
  return entries.reduce((total, entry) => total + entry.amountMinor + entry.discountMinor, 0);
}

function auditBalances(world: World): string[] {
  const findings: string[] = [];
  const books = ledgers(world);
  const net = (entries: readonly LedgerEntry[], account: string) =>
    entries
      .filter((entry) => entry.account === account)
      .reduce((total, entry) => total + entry.amountMinor, 0);
  let openings = 0;
  let balances = 0;
  for (const wallet of world.wallets) {
    openings += wallet.openingMinor;
    balances += wallet.balanceMinor;
    const expected = wallet.openingMinor - net(books.customers, wallet.id);
    if (wallet.balanceMinor !== expected)
      findings.push(`${wallet.id} has ${wallet.balanceMinor}, not ${expected}`);
    if (wallet.balanceMinor < 0) findings.push(`${wallet.id} is overdrawn`);
  }
  for (const merchant of world.merchants) {
    openings += merchant.openingMinor;
    balances += merchant.balanceMinor;
    const expected = merchant.openingMinor + net(books.merchants, merchant.sellerId);
    if (merchant.balanceMinor !== expected) {
      findings.push(`${merchant.sellerId} has ${merchant.balanceMinor}, not ${expected}`);
    }
  }
  if (balances - world.promotionMinor !== openings) findings.push('money was made or lost');
  return findings;
}
