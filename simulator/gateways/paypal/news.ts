/** Webhooks on their way: signed with the key of PayPal's certificate, tried 25 times in three days. */

import { GATEWAY_PRIVATE_KEY } from '../../world/keys.ts';
import { webhooksOf } from '../../world/notifications.ts';
import type { Newsroom } from '../gateway.ts';
import { eventView, transmissionId, transmissionText } from './events.ts';
import { time } from './views.ts';

const MINUTE_MS = 60_000;
/** Quickly at first, then every four hours: three days in all. */
const GAPS_MINUTES = [1, 2, 4, 8, 15, 30, 60, 120, ...Array.from({ length: 17 }, () => 240)];
/** What an event that nobody subscribed to is signed for, as PayPal's own simulator of webhooks has it. */
const NO_WEBHOOK = 'WEBHOOK_ID';
export const ALGORITHM = 'SHA256withRSA';
export const CERTIFICATE_PATH = '/v1/notifications/certs/CERT-360caa42-fca2a594-5edc0ebc';
const CERTIFICATE_URL = `https://api.sandbox.paypal.com${CERTIFICATE_PATH}`;

export const paypalNews: Newsroom = {
  gapsMs: GAPS_MINUTES.map((minutes) => minutes * MINUTE_MS),
  write: (world, { trade, notification }, now) => {
    const webhook = webhooksOf(world, 'paypal').find(({ url }) => url === notification.url);
    const transmission = {
      id: transmissionId(notification),
      time: time(now),
      webhookId: webhook?.id ?? NO_WEBHOOK,
      body: JSON.stringify(eventView(world, trade, notification)),
    };
    return async (crypto) => ({
      url: notification.url,
      headers: {
        'content-type': 'application/json',
        'paypal-auth-algo': ALGORITHM,
        'paypal-auth-version': 'v2',
        'paypal-cert-url': CERTIFICATE_URL,
        'paypal-transmission-id': transmission.id,
        'paypal-transmission-time': transmission.time,
        'paypal-transmission-sig': await crypto.sign(GATEWAY_PRIVATE_KEY, transmissionText(transmission)),
      },
      body: transmission.body,
    });
  },
  isTaken: (status) => status >= 200 && status < 300,
};
