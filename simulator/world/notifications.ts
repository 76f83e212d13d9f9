/** News for the merchant's server: queued in the world when it happens, delivered by a host that can. */

import { strike } from '../faults/armed.ts';
import { beijingDate } from './beijing.ts';
import { type JsonObject, type Notification, type Rail, type Trade, touch, type World } from './model.ts';
import { draw } from './random.ts';

const LATE_MS = 60_000;

/** What the world itself tells of; a gateway queues everything else with `queueNotification`. */
export type TradeEvent = 'approved' | 'authorized' | 'paid' | 'refunded' | 'closed';

/** Which events a provider tells of by itself, under its own names, and for which orders. */
interface Habits {
  readonly flows: readonly Trade['flow'][];
  readonly events: Partial<Record<TradeEvent, readonly string[]>>;
}

/**
 * Alipay and WeChat Pay have no news of payment-code orders. WeChat Pay's refunds have addresses of their own, and what
 * PayPal and the card provider do in answer to a call they tell of in the call.
 */
const HABITS: Readonly<Record<Rail, Habits>> = {
  alipay: { flows: ['payment-qr'], events: { paid: ['paid'], refunded: ['refunded'], closed: ['closed'] } },
  wechatpay: { flows: ['payment-qr'], events: { paid: ['TRANSACTION.SUCCESS'] } },
  unionpay: { flows: ['payment-qr', 'payment-code'], events: { paid: ['paid'] } },
  paypal: { flows: ['payment-qr'], events: { approved: ['CHECKOUT.ORDER.APPROVED'] } },
  card: { flows: [], events: {} },
};

/** One news item for the merchant's server. */
export interface News {
  /** In the provider's words. */
  readonly event: string;
  /** When it happens, or is to be told of: simulated time. */
  readonly at: number;
  /** Where to; by default the order's own address and all subscriptions to this event. */
  readonly url?: string;
  /** What it says, where it is frozen when it happens; else it is written when it is delivered. */
  readonly body?: JsonObject;
  /** The refund that it tells of; the newest one by default. */
  readonly requestNumber?: string | undefined;
}

export interface DueNotification {
  trade: Trade;
  notification: Notification;
}

/** Tells of what happened to a trade as its provider would. */
export function spreadNews(
  world: World,
  trade: Trade,
  { event, ...news }: { readonly event: TradeEvent } & Pick<News, 'at' | 'requestNumber'>,
): void {
  const { flows, events } = HABITS[trade.rail];
  if (!flows.includes(trade.flow)) return;
  for (const name of events[event] ?? []) queueNotification(world, trade, { event: name, ...news });
}

/** Queues one item of news of a trade, for every address that is to get it, with the same id for all. */
export function queueNotification(world: World, trade: Trade, news: News): void {
  const { event, at, body = null } = news;
  const urls = news.url === undefined ? addressesFor(world, trade, event) : [news.url];
  if (urls.length === 0) return;
  const place = { rail: trade.rail };
  const late = strike(world, 'notification-late', place);
  const never = strike(world, 'notification-never', place);
  const twice = strike(world, 'notification-twice', place);
  const requestNumber = news.requestNumber ?? trade.refunds.at(-1)?.requestNumber ?? null;
  const id = `${beijingDate(at)}00222${String(draw(world, 1e9)).padStart(9, '0')}${String(world.serial).padStart(12, '0')}`;
  const isRefund = /refund/i.test(event);
  for (const url of urls) {
    trade.notifications.push({
      id,
      event,
      url,
      at,
      refundedMinor: trade.refunds
        .filter(({ state }) => state === 'done')
        .reduce((total, refund) => total + refund.amountMinor, 0),
      requestNumber: isRefund ? requestNumber : null,
      body,
      attempts: 0,
      nextAt: never ? null : at + (late ? (late.delayMs ?? LATE_MS) : 0),
      extraCopies: twice ? 1 : 0,
    });
  }
  touch(world, trade);
}

/** A subscription to a provider's news. Gateways that have such keep them as `webhooks` on their shelf. */
export interface Webhook extends JsonObject {
  readonly id: string;
  readonly url: string;
  /** Names of events; `*` for all. */
  readonly events: readonly string[];
}

/** The subscriptions at a provider, in the order in which they were made. */
export function webhooksOf(world: World, rail: Rail): readonly Webhook[] {
  const kept = world.shelves[rail]?.['webhooks'];
  return Array.isArray(kept) ? (kept as readonly Webhook[]) : [];
}

function addressesFor(world: World, trade: Trade, event: string): string[] {
  const subscribed = webhooksOf(world, trade.rail)
    .filter(({ events }) => events.includes('*') || events.includes(event))
    .map(({ url }) => url);
  return trade.notifyUrl === null ? subscribed : [trade.notifyUrl, ...subscribed];
}

/** Takes what is due to be delivered now, and plans the next delivery as if this one failed, by the provider's gaps. */
export function takeDueNotifications(
  world: World,
  now: number,
  gapsMs: (rail: Rail) => readonly number[],
): DueNotification[] {
  const due: DueNotification[] = [];
  for (const trade of Object.values(world.trades)) {
    for (const notification of trade.notifications) {
      if (notification.nextAt === null || notification.nextAt > now) continue;
      const gap = gapsMs(trade.rail)[notification.attempts];
      notification.attempts += 1;
      notification.nextAt = gap === undefined ? null : now + gap;
      touch(world, trade);
      due.push({ trade, notification });
    }
  }
  return due;
}

/** What names one delivery: an item of news can go to several addresses. */
export interface Delivered {
  readonly key: string;
  readonly id: string;
  readonly url: string;
}

/** The merchant's server took it: nothing more to deliver, unless a doubled delivery is owed. */
export function notificationTaken(world: World, { key, id, url }: Delivered, now: number): void {
  const trade = world.trades[key];
  const notification = trade?.notifications.find((candidate) => candidate.id === id && candidate.url === url);
  if (!trade || !notification) return;
  if (notification.extraCopies > 0) {
    notification.extraCopies -= 1;
    notification.nextAt = now;
  } else {
    notification.nextAt = null;
  }
  touch(world, trade);
}
