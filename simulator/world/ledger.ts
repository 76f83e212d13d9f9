/** The three ledgers: every movement of money is written to all of them in the step that moves the balances. */

import { accountIn, merchantOf } from './merchants.ts';
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
  if (wallet.currency !== trade.currency) throw new Error(`${wallet.id} holds no ${trade.currency}`);
  const merchant = merchantOf(world, trade.rail);
  wallet.balanceMinor -= amount - platform - shop;
  accountIn(merchant, trade.currency).balanceMinor += amount - shop;
  world.promotionMinor[trade.currency] = (world.promotionMinor[trade.currency] ?? 0) + platform;
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
