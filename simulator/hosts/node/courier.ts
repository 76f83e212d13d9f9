/** Delivers the provider's notifications over HTTP, with the provider's schedule of retries. */

import { notificationFields, signedForm } from '../../gateways/alipay/notification.ts';
import type { SimulatorCrypto } from '../../gateways/crypto.ts';
import { notificationTaken, takeDueNotifications } from '../../world/notifications.ts';
import type { MemoryHost } from '../memory.ts';

export interface Courier {
  readonly stop: () => void;
}

interface Delivery {
  readonly url: string;
  readonly key: string;
  readonly id: string;
  readonly fields: Record<string, string>;
}

/** How often the simulated clock is looked at, in real time. */
const LOOK_MS = 100;
const ANSWER_TIMEOUT_MS = 5_000;

/** Starts delivering what falls due in a host's world. */
export function startCourier(host: MemoryHost, crypto: SimulatorCrypto): Courier {
  const stopping = new AbortController();
  const deliver = async ({ url, key, id, fields }: Delivery) => {
    const body = await signedForm(fields, crypto);
    if (!(await isTaken(url, body, stopping.signal)) || stopping.signal.aborted) return;
    host.run((world, now) => notificationTaken(world, { key, id }, now));
  };
  const timer = setInterval(() => {
    for (const delivery of takeDeliveries(host)) void deliver(delivery);
  }, LOOK_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      stopping.abort();
    },
  };
}

function takeDeliveries(host: MemoryHost): Delivery[] {
  return host.run((world, now) =>
    takeDueNotifications(world, now).map((due) => ({
      url: due.trade.notifyUrl ?? '',
      key: due.trade.key,
      id: due.notification.id,
      fields: notificationFields(world, due, now),
    })),
  );
}

/** Whether the merchant's server answered with exactly `success`; whatever else it did counts as not taken. */
async function isTaken(url: string, body: string, stopping: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    return response.ok && (await response.text()) === 'success';
  } catch {
    return false;
  }
}
