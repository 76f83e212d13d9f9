/** Webhook events: what PayPal tells of, in which words, and what is signed of each delivery (paypal.md 1.6). */

import type { JsonObject, Notification, Trade, World } from '../../world/model.ts';
import { seededText } from '../../world/random.ts';
import { textBytes } from '../bytes.ts';
import { crc32 } from './crc32.ts';
import { approvedView, link, time } from './views.ts';

interface EventKind {
  readonly resource: 'checkout-order' | 'authorization' | 'capture' | 'refund';
  readonly summary: string;
}

/** All that can be subscribed to. */
export const EVENT_TYPES: Readonly<Record<string, EventKind>> = {
  'CHECKOUT.ORDER.APPROVED': { resource: 'checkout-order', summary: 'A payer approved an order' },
  'CHECKOUT.ORDER.COMPLETED': { resource: 'checkout-order', summary: 'An order is completed' },
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED': {
    resource: 'checkout-order',
    summary: 'An approved order was not completed in time',
  },
  'PAYMENT.AUTHORIZATION.CREATED': { resource: 'authorization', summary: 'A payment is authorized' },
  'PAYMENT.AUTHORIZATION.VOIDED': { resource: 'authorization', summary: 'An authorization was voided' },
  'PAYMENT.CAPTURE.COMPLETED': { resource: 'capture', summary: 'A payment was captured' },
  'PAYMENT.CAPTURE.DENIED': { resource: 'capture', summary: 'A capture was denied' },
  'PAYMENT.CAPTURE.PENDING': { resource: 'capture', summary: 'A capture is pending' },
  'PAYMENT.CAPTURE.REFUNDED': { resource: 'refund', summary: 'A capture was refunded' },
  'PAYMENT.CAPTURE.REVERSED': { resource: 'refund', summary: 'A capture was reversed' },
  'PAYMENT.REFUND.FAILED': { resource: 'refund', summary: 'A refund failed' },
  'PAYMENT.REFUND.PENDING': { resource: 'refund', summary: 'A refund is pending' },
};

export function isEventType(name: string): boolean {
  return Object.hasOwn(EVENT_TYPES, name);
}

const UPPER = '0123456789ABCDEFGHJKLMNPRSTUVWXY';
const HEX = '0123456789abcdef';

/** `WH-…`, the same in every delivery of one event. */
export function eventId(notification: Pick<Notification, 'id'>): string {
  const part = (label: string) => seededText(`${notification.id}/${label}`, 17, UPPER);
  return `WH-${part('one')}-${part('two')}`;
}

/** An event as subscribers get it. What was not frozen when it happened is written as it was then. */
export function eventView(world: World, trade: Trade, notification: Notification): JsonObject {
  const id = eventId(notification);
  const kind = EVENT_TYPES[notification.event];
  return {
    id,
    event_version: '1.0',
    create_time: time(notification.at),
    resource_type: kind?.resource ?? '',
    resource_version: '2.0',
    event_type: notification.event,
    summary: kind?.summary ?? '',
    resource: notification.body ?? approvedView(world, trade),
    links: [
      link('self', `/v1/notifications/webhooks-events/${id}`),
      link('resend', `/v1/notifications/webhooks-events/${id}/resend`, 'POST'),
    ],
  };
}

/** One delivery of an event. */
export interface Transmission {
  readonly id: string;
  readonly time: string;
  /** Of the subscription, not of the event. */
  readonly webhookId: string;
  /** Exactly as it travels. */
  readonly body: string;
}

/** `transmissionId|transmissionTime|webhookId|crc32`, the sum in decimal. */
export function transmissionText({ id, time: at, webhookId, body }: Transmission): string {
  return [id, at, webhookId, crc32(textBytes(body))].join('|');
}

/** Another one for each delivery. */
export function transmissionId({ id, url, attempts }: Notification): string {
  const hex = (length: number, label: string) => seededText(`${id}/${url}/${attempts}/${label}`, length, HEX);
  return [hex(8, 'a'), hex(4, 'b'), hex(4, 'c'), hex(4, 'd'), hex(12, 'e')].join('-');
}
