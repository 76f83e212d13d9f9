/** News for the merchant's server: queued in the world with the provider's schedule, delivered by a host that can. */

import { strike } from '../faults/armed.ts';
import { beijingDate } from './beijing.ts';
import { type Notification, type Trade, touch, type World } from './model.ts';
import { draw } from './random.ts';

/** Gaps between deliveries until one is answered `success`: 4 min, 10, 10, 1 h, 2 h, 6 h, 15 h. */
export const RETRY_GAPS_MS: readonly number[] = [4, 10, 10, 60, 120, 360, 900].map(
  (minutes) => minutes * 60_000,
);
const LATE_MS = 60_000;

export interface DueNotification {
  trade: Trade;
  notification: Notification;
}

/** Queues news of a trade whose order named an address. Payment-code orders have no such news. */
export function queueNotification(
  world: World,
  trade: Trade,
  { event, at }: Pick<Notification, 'event' | 'at'>,
): void {
  if (trade.notifyUrl === null || trade.flow !== 'payment-qr') return;
  const late = strike(world, 'notification-late', { rail: trade.rail });
  const never = strike(world, 'notification-never', { rail: trade.rail });
  const twice = strike(world, 'notification-twice', { rail: trade.rail });
  const lastRefund = trade.refunds.at(-1);
  trade.notifications.push({
    id: `${beijingDate(at)}00222${String(draw(world, 1e9)).padStart(9, '0')}${String(world.serial).padStart(12, '0')}`,
    event,
    at,
    refundedMinor: trade.refunds.reduce((total, refund) => total + refund.amountMinor, 0),
    requestNumber: event === 'refunded' && lastRefund ? lastRefund.requestNumber : null,
    attempts: 0,
    nextAt: never ? null : at + (late ? (late.delayMs ?? LATE_MS) : 0),
    extraCopies: twice ? 1 : 0,
  });
}

/** Takes what is due to be delivered now, and plans the next delivery as if this one failed. */
export function takeDueNotifications(world: World, now: number): DueNotification[] {
  const due: DueNotification[] = [];
  for (const trade of Object.values(world.trades)) {
    for (const notification of trade.notifications) {
      if (notification.nextAt === null || notification.nextAt > now) continue;
      const gap = RETRY_GAPS_MS[notification.attempts];
      notification.attempts += 1;
      notification.nextAt = gap === undefined ? null : now + gap;
      touch(world, trade);
      due.push({ trade, notification });
    }
  }
  return due;
}

/** The merchant answered `success`: nothing more to deliver, unless a doubled delivery is owed. */
export function notificationTaken(world: World, taken: { key: string; id: string }, now: number): void {
  const trade = world.trades[taken.key];
  const notification = trade?.notifications.find((candidate) => candidate.id === taken.id);
  if (!trade || !notification) return;
  if (notification.extraCopies > 0) {
    notification.extraCopies -= 1;
    notification.nextAt = now;
  } else {
    notification.nextAt = null;
  }
  touch(world, trade);
}
