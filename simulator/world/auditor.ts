/** The auditor: recomputes every balance from the ledgers and looks for anything that must never be. */

import { ledgers } from './ledger.ts';
import type { Currency, LedgerBook, LedgerEntry, Trade, Wallet, World } from './model.ts';
import { refundedMinor, returnedMinor, underWayMinor } from './trades.ts';

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
  // What is on its way to the customer has left the shop's book alone.
  const nets = BOOKS.map(
    (book) => orderNetMinor(trade.ledgers[book]) + (book === 'merchants' ? underWayMinor(trade, 'order') : 0),
  );
  if (new Set(nets).size !== 1) say(`the three ledgers say ${nets.join(', ')}`);
  if (refundedMinor(trade) > trade.amountMinor) say('refunds exceed the order');
  const isGivenBack = trade.payment !== null && returnedMinor(trade) === trade.amountMinor;
  if (trade.status === 'closed' && trade.payment !== null && !isGivenBack) say('closed, but money is kept');
  if ((trade.status === 'paid' || trade.status === 'finished') && trade.payment === null)
    say('paid without payment');
  if ((trade.status === 'approved' || trade.status === 'authorized') && trade.payment !== null)
    say(`${trade.status}, but money has moved`);
  if (BOOKS.some((book) => trade.ledgers[book].some((entry) => entry.currency !== trade.currency)))
    say('a ledger has another currency');
  return findings;
}

/** The order's amount that is settled and not given back. */
function orderNetMinor(entries: readonly LedgerEntry[]): number {
  return entries.reduce((total, entry) => total + entry.amountMinor + entry.discountMinor, 0);
}

/** One currency at a time: money is never converted. */
function auditBalances(world: World): string[] {
  const currencies = new Set<Currency>([
    ...world.wallets.map((wallet) => wallet.currency),
    ...world.merchants.flatMap((merchant) => merchant.accounts.map((account) => account.currency)),
    ...world.staticCodes.map((code) => code.currency),
  ]);
  const books = ledgers(world);
  return [...currencies].flatMap((currency) => {
    const of = (entries: readonly LedgerEntry[]) => entries.filter((entry) => entry.currency === currency);
    const wallets = world.wallets.filter((wallet) => wallet.currency === currency);
    const customers = walletsDiffer(wallets, of(books.customers));
    const shops = accountsDiffer(accountsIn(world, currency), of(books.merchants));
    const givenMinor = customers.gainMinor + shops.gainMinor - (world.promotionMinor[currency] ?? 0);
    const madeMinor = givenMinor + underWayIn(world, currency);
    const lost = madeMinor === 0 ? [] : [`${currency}: money was made or lost`];
    return [...customers.findings, ...shops.findings, ...lost];
  });
}

function underWayIn(world: World, currency: Currency): number {
  return Object.values(world.trades)
    .filter((trade) => trade.currency === currency)
    .reduce((total, trade) => total + underWayMinor(trade, 'shop'), 0);
}

interface Difference {
  readonly findings: readonly string[];
  /** What they have more than at the start, minor units. */
  readonly gainMinor: number;
}

function walletsDiffer(wallets: readonly Wallet[], entries: readonly LedgerEntry[]): Difference {
  const findings: string[] = [];
  let gainMinor = 0;
  for (const wallet of wallets) {
    gainMinor += wallet.balanceMinor - wallet.openingMinor;
    const expected = wallet.openingMinor - netMinor(entries, wallet.id);
    if (wallet.balanceMinor !== expected)
      findings.push(`${wallet.id} has ${wallet.balanceMinor}, not ${expected}`);
    if (wallet.balanceMinor < 0) findings.push(`${wallet.id} is overdrawn`);
  }
  return { findings, gainMinor };
}

interface Account {
  readonly name: string;
  readonly balanceMinor: number;
  readonly openingMinor: number;
}

/** Everything that the shop has: by contract with each provider, opened yet or not, and behind its static codes. */
function accountsIn({ merchants, staticCodes }: World, currency: Currency): readonly Account[] {
  const byContract = merchants.map(({ sellerId, accounts }) => {
    const account = accounts.find((candidate) => candidate.currency === currency);
    const { balanceMinor = 0, openingMinor = 0 } = account ?? {};
    return { name: sellerId, balanceMinor, openingMinor };
  });
  const behindCodes = staticCodes
    .filter((code) => code.currency === currency)
    .map(({ account, balanceMinor, openingMinor }) => ({ name: account, balanceMinor, openingMinor }));
  return [...byContract, ...behindCodes];
}

function accountsDiffer(accounts: readonly Account[], entries: readonly LedgerEntry[]): Difference {
  const findings: string[] = [];
  let gainMinor = 0;
  for (const { name, balanceMinor, openingMinor } of accounts) {
    gainMinor += balanceMinor - openingMinor;
    const expected = openingMinor + netMinor(entries, name);
    if (balanceMinor !== expected) findings.push(`${name} has ${balanceMinor}, not ${expected}`);
  }
  return { findings, gainMinor };
}

function netMinor(entries: readonly LedgerEntry[], account: string): number {
  return entries
    .filter((entry) => entry.account === account)
    .reduce((total, entry) => total + entry.amountMinor, 0);
}
