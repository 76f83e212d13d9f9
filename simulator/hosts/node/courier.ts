/** Delivers the provider's notifications over HTTP, with the provider's schedule of retries. */

import { GATEWAYS } from '../../gateways/all.ts';
import type { SimulatorCrypto } from '../../gateways/crypto.ts';
import type { Letter, Newsroom } from '../../gateways/gateway.ts';
import type { Rail } from '../../world/model.ts';
import { type Delivered, notificationTaken, takeDueNotifications } from '../../world/notifications.ts';
import type { MemoryHost } from '../memory.ts';

export interface Courier {
  readonly stop: () => void;
}

interface Delivery {
  readonly delivered: Delivered;
  readonly newsroom: Newsroom;
  readonly write: (crypto: SimulatorCrypto) => Promise<Letter>;
}

/** How often the simulated clock is looked at, in real time. */
const LOOK_MS = 100;
const PATIENCE_MS = 5_000;

/** Starts delivering what falls due in a host's world. */
export function startCourier(host: MemoryHost, crypto: SimulatorCrypto): Courier {
  const stopping = new AbortController();
  const deliver = async ({ delivered, newsroom, write }: Delivery) => {
    const letter = await write(crypto);
    if (!(await isTaken(newsroom, letter, stopping.signal)) || stopping.signal.aborted) return;
    host.run((world, now) => notificationTaken(world, delivered, now));
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

function newsroomOf(rail: Rail): Newsroom | undefined {
  return GATEWAYS.find((gateway) => gateway.rail === rail)?.news;
}

function takeDeliveries(host: MemoryHost): Delivery[] {
  return host.run((world, now) =>
    takeDueNotifications(world, now, (rail) => newsroomOf(rail)?.gapsMs ?? []).flatMap((due) => {
      const newsroom = newsroomOf(due.trade.rail);
      if (!newsroom) return [];
      const { id, url } = due.notification;
      const delivered = { key: due.trade.key, id, url };
      return [{ delivered, newsroom, write: newsroom.write(world, due, now) }];
    }),
  );
}

/** Whether the merchant's server took it, as its provider understands that; no answer counts as not taken. */
async function isTaken(newsroom: Newsroom, letter: Letter, stopping: AbortSignal): Promise<boolean> {
  const { url, headers, body } = letter;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      // Nobody follows: for some providers the answer itself is enough.
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(newsroom.patienceMs ?? PATIENCE_MS)]),
    });
    return newsroom.isTaken(response.status, await response.text());
  } catch {
    return false;
  }
}
