/** The one way into the world: first everything that is due happens, then the command, all in one synchronous step. */

import { simulatedNow } from './clock.ts';
import type { Trade, World } from './model.ts';
import { touch } from './model.ts';
import { closeTrade, endRefund, falls, payTrade, REFUND_WINDOWS_MS } from './trades.ts';
import { anyWallet, walletById, walletRefusal } from './wallets.ts';

/** A command looks at the world and changes it in place; `now` is simulated time, epoch milliseconds. */
export type Command<R> = (world: World, now: number) => R;

/** Runs one command at a real time. The world has no timers: whatever was due since the last call happens first. */
export function apply<R>(world: World, realNow: number, command: Command<R>): R {
  const now = simulatedNow(world.clock, realNow);
  settle(world, now);
  return command(world, now);
}

interface Due {
  at: number;
  happen: () => void;
}

function settle(world: World, now: number): void {
  if (world.nextDueAt === null || now < world.nextDueAt) return;
  world.nextDueAt = null;
  for (const trade of Object.values(world.trades)) {
    let due = nextDue(world, trade);
    while (due !== null && due.at <= now) {
      due.happen();
      due = nextDue(world, trade);
    }
    if (due !== null) falls(world, due.at);
  }
}

/** What happens to a trade by itself next. */
function nextDue(world: World, trade: Trade): Due | null {
  if (trade.latePaymentAt !== null) {
    const at = trade.latePaymentAt;
    return { at, happen: () => payLate(world, trade, at) };
  }
  if (trade.status === 'presented' && trade.qr !== null) {
    const at = Math.min(trade.qr.expiresAt, trade.expiresAt);
    // At WeChat Pay an order outlives its QR, and gets another one when it is asked for again.
    const isOrderOver = trade.rail !== 'wechatpay' || at === trade.expiresAt;
    return { at, happen: () => (isOrderOver ? closeTrade(world, trade, at) : endQr(world, trade)) };
  }
  if (['presented', 'waiting', 'approved', 'authorized'].includes(trade.status)) {
    return { at: trade.expiresAt, happen: () => closeTrade(world, trade, trade.expiresAt) };
  }
  const [refund] = trade.refunds
    .filter(({ state }) => state === 'pending')
    .sort((one, other) => one.endsAt - other.endsAt);
  if (refund !== undefined) return { at: refund.endsAt, happen: () => endRefund(world, trade, refund) };
  if (trade.status === 'paid' && trade.payment !== null) {
    const windowMs = REFUND_WINDOWS_MS[trade.rail];
    return windowMs === null ? null : { at: trade.payment.at + windowMs, happen: () => finish(world, trade) };
  }
  return null;
}

/** Faults `paid-after-cancel` and `capture-pending`: the payment that nobody expected any more, or that everybody waits for. */
function payLate(world: World, trade: Trade, at: number): void {
  trade.latePaymentAt = null;
  touch(world, trade);
  const wallet =
    trade.walletId === null
      ? anyWallet(world, trade.rail, trade.currency)
      : walletById(world, trade.walletId);
  if (!wallet || trade.payment !== null) return;
  // What is held is certain, and must not be asked of the wallet a second time.
  if (trade.status === 'authorized') {
    payTrade(world, trade, { wallet, at });
    return;
  }
  if (walletRefusal(world, wallet, { ...trade, now: at }) === null) payTrade(world, trade, { wallet, at });
}

function endQr(world: World, trade: Trade): void {
  trade.qr = null;
  touch(world, trade);
}

function finish(world: World, trade: Trade): void {
  trade.status = 'finished';
  touch(world, trade);
}
