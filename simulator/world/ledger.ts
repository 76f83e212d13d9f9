/** The three ledgers: every movement of money is written to all of them in the step that moves the balances. */

import type { LedgerBook, LedgerEntry, LedgerKind, Trade, Wallet, World } from './model.ts';

export interface Movement {
  wallet: Wallet;
  kind: LedgerKind;
  at: number;
  /** The order's amount that this settles or gives back, positive. */
  amountMinor: number;
  /** The parts of it that the promotion fund and the shop bear. */
  platformMinor: number;
  shopMinor: number;
}

/** Moves money between customer, promotion fund and shop for one trade. The caller marks the trade as changed. */
export function post(world: World, trade: Trade, movement: Movement): void {
  const { wallet } = movement;
  // Added to 0, since a negative zero would not survive being written as JSON.
  const signed = (minor: number) => 0 + (movement.kind === 'payment' ? minor : -minor);
  const platform = signed(movement.platformMinor);
  const shop = signed(movement.shopMinor);
  const amount = signed(movement.amountMinor);
  const merchant = world.merchants.find((candidate) => candidate.rail === trade.rail);
  if (!merchant) throw new Error(`no merchant for ${trade.rail}`);
  wallet.balanceMinor -= amount - platform - shop;
  merchant.balanceMinor += amount - shop;
  world.promotionMinor += platform;
  const write = (book: LedgerBook, account: string, discountMinor: number) => {
    trade.ledgers[book].push({
      orderNumber: trade.orderNumber,
      kind: movement.kind,
      amountMinor: amount - discountMinor,
      discountMinor,
      currency: trade.currency,
      at: movement.at,
      account,
    });
  };
  write('customers', wallet.id, platform + shop);
  write('providers', trade.rail, 0);
  write('merchants', merchant.sellerId, shop);
}

/** The three ledgers of the world, each in the order of time. */
export function ledgers(world: World): Record<LedgerBook, LedgerEntry[]> {
  const trades = Object.values(world.trades);
  const book = (name: LedgerBook) =>
    trades.flatMap((trade) => trade.ledgers[name]).sort((one, other) => one.at - other.at);
  return { customers: book('customers'), providers: book('providers'), merchants: book('merchants') };
}
