/** The three ledgers: every movement of money is written to them in the step that moves the balances. */

import { accountIn, merchantOf } from './merchants.ts';
import type { LedgerBook, LedgerEntry, LedgerKind, Trade, Wallet, World } from './model.ts';
import { staticCodeOf } from './static-codes.ts';

export interface Movement {
  wallet: Wallet;
  kind: LedgerKind;
  at: number;
  /** The order's amount that this settles or gives back, positive. */
  amountMinor: number;
  /** The parts of it that the promotion fund and the shop bear. */
  platformMinor: number;
  shopMinor: number;
  /** Whose side moves, where the other does at another time; both by default. */
  side?: 'shop' | 'customer';
}

/** Moves money between customer, promotion fund and shop for one trade. The caller marks the trade as changed. */
export function post(world: World, trade: Trade, movement: Movement): void {
  const { wallet } = movement;
  // Added to 0, since a negative zero would not survive being written as JSON.
  const isBack = movement.kind === 'refund' || movement.kind === 'reversal';
  const signed = (minor: number) => 0 + (isBack ? -minor : minor);
  const platform = signed(movement.platformMinor);
  const shop = signed(movement.shopMinor);
  const amount = signed(movement.amountMinor);
  if (wallet.currency !== trade.currency) throw new Error(`${wallet.id} holds no ${trade.currency}`);
  const receiver = receiverOf(world, trade);
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
  if (movement.side !== 'shop') {
    wallet.balanceMinor -= amount - platform - shop;
    world.promotionMinor[trade.currency] = (world.promotionMinor[trade.currency] ?? 0) + platform;
    write('customers', wallet.id, platform + shop);
    write('providers', trade.rail, 0);
  }
  if (movement.side !== 'customer') {
    receiver.account.balanceMinor += amount - shop;
    write('merchants', receiver.name, shop);
  }
}

/** Who gets the money: the shop by its contract with the provider, or its owner behind a static code. */
function receiverOf(
  world: World,
  { rail, currency, flow }: Trade,
): { readonly name: string; readonly account: { balanceMinor: number } } {
  if (flow === 'static-code') {
    const code = staticCodeOf(world, rail);
    return { name: code.account, account: code };
  }
  const merchant = merchantOf(world, rail);
  return { name: merchant.sellerId, account: accountIn(merchant, currency) };
}

/** The three ledgers of the world, each in the order of time. */
export function ledgers(world: World): Record<LedgerBook, LedgerEntry[]> {
  const trades = Object.values(world.trades);
  const book = (name: LedgerBook) =>
    trades.flatMap((trade) => trade.ledgers[name]).sort((one, other) => one.at - other.at);
  return { customers: book('customers'), providers: book('providers'), merchants: book('merchants') };
}
