/** The faults that strike one message: on the way there, in the provider's answer, and on the way back. */

import { type Place, strike } from '../faults/armed.ts';
import type { FaultName } from '../faults/catalogue.ts';
import type { FaultParameters, RawCall, World } from '../world/model.ts';
import type { Sealing } from './gateway.ts';

/** What happens to the answer on its way back. */
export interface ReturnWay {
  readonly lost: boolean;
  /** Simulated time until it is there, or until the loss shows. */
  readonly delayMs: number;
  readonly instead: 'html' | 'empty' | 'truncated' | 'status-500' | null;
}

export const LIES = ['amount-wrong', 'currency-wrong', 'order-wrong'] as const;
export const SEALINGS = ['signature-bad', 'signature-missing', 'key-unknown'] as const;
const REPLACEMENTS = [
  ['reply-html', 'html'],
  ['reply-empty', 'empty'],
  ['reply-truncated', 'truncated'],
  ['status-500', 'status-500'],
] as const;
const REPLY_SLOW_MS = 20_000;

export class Strikes {
  readonly place: Place;
  /** False in the world `not-charged`: the provider answers, but nothing happened. */
  processed = true;
  /** The request comes a second time; which answer the caller sees. */
  repeat: 'first' | 'second' | null = null;
  sealing: Sealing = 'right';
  way: ReturnWay = { lost: false, delayMs: 0, instead: null };
  readonly #world: World;

  constructor(world: World, place: Place) {
    this.#world = world;
    this.place = place;
  }

  /** Faults that keep a request from the provider, for good or until another one has overtaken it. */
  onWayThere(call: RawCall, orderNumber: string | null): 'lost' | 'offline' | null {
    if (this.take('offline')) return 'offline';
    if (this.take('request-lost')) return 'lost';
    const late = this.take('out-of-order');
    if (!late) return null;
    this.#world.held.push({
      rail: this.place.rail,
      after: late.after ?? null,
      ignoresCancel: late.world === 'charged',
      orderNumber,
      call,
    });
    return 'lost';
  }

  onWayBack(): void {
    this.take('clock-skew');
    const repeat = this.take('duplicate-delivery');
    if (repeat) this.repeat = repeat.answer ?? 'first';
    const slow = this.take('reply-slow');
    const lost = this.take('reply-lost');
    const replaced = REPLACEMENTS.filter(([name]) => this.take(name) !== undefined).at(-1);
    const slowMs = slow ? (slow.delayMs ?? REPLY_SLOW_MS) : 0;
    this.way = {
      lost: lost !== undefined,
      delayMs: slowMs + (lost?.delayMs ?? 0),
      instead: replaced?.[1] ?? null,
    };
  }

  onSignature(): void {
    for (const name of SEALINGS) if (this.take(name)) this.sealing = name;
  }

  /** Lets a fault strike this message if it is armed for it. */
  take(name: FaultName): FaultParameters | undefined {
    const parameters = strike(this.#world, name, this.place);
    if (!parameters) return undefined;
    if (parameters.world === 'not-charged') this.processed = false;
    return parameters;
  }
}
