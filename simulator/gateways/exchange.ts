/** One call from end to end: open (async), one synchronous step in the world, seal (async), with the faults that strike. */

import { armed } from '../faults/armed.ts';
import { beijingDate } from '../world/beijing.ts';
import { type ArmedFault, type HeldCall, type RawCall, touch, type World } from '../world/model.ts';
import { findTrade } from '../world/trades.ts';
import type { SimulatorCrypto } from './crypto.ts';
import type { Answer, Gateway, OpenCall, WireAnswer } from './gateway.ts';
import type { Exchange, Step, WorldStore } from './store.ts';
import { LIES, type ReturnWay, SEALINGS, Strikes } from './strikes.ts';

export type Outcome =
  /** The request never reached the provider; `offline`: it did not even leave. */
  | { readonly kind: 'undelivered'; readonly reason: 'lost' | 'offline' }
  | {
      readonly kind: 'answered';
      readonly answer: WireAnswer;
      readonly way: ReturnWay;
      /** The request comes a second time; which answer the caller sees. */
      readonly repeat: 'first' | 'second' | null;
      /** Requests that this one overtook and that arrive now. */
      readonly released: readonly HeldCall[];
    };

export interface Deps {
  readonly store: WorldStore;
  readonly crypto: SimulatorCrypto;
}

/** Runs one call. A `late` or `repeated` arrival is spared the faults of the link. */
export async function exchange(
  { store, crypto }: Deps,
  gateway: Gateway,
  { call, arrival = 'arrived', held }: { call: RawCall; arrival?: Exchange['arrival']; held?: HeldCall },
): Promise<Outcome> {
  const opened = await open({ store, crypto }, gateway, call);
  const result = await store.transact((world, step) => {
    const strikes = new Strikes(world, { rail: gateway.rail, operation: opened.operation ?? undefined });
    const isStruck = arrival === 'arrived' && world.faults.length > 0;
    const struckBefore = new Map(world.faults.map((fault) => [fault, fault.struck]));
    const message = { gateway, opened, call, strikes, struckBefore };
    const stopped = isStruck ? strikes.onWayThere(call, opened.orderNumber) : null;
    if (stopped) {
      record(world, step, { ...message, arrival: 'never-arrived', answer: null });
      return { kind: 'undelivered', reason: stopped } as const;
    }
    if (isStruck) strikes.onWayBack();
    if (held?.ignoresCancel) forgetCancel(world, held);
    const answer = act(world, step.now, message);
    const seq = record(world, step, { ...message, arrival, answer });
    const trace = `${beijingDate(step.now)}${String(seq).padStart(10, '0')}`;
    const released = arrival === 'arrived' ? release(world, opened) : [];
    return { kind: 'answered', answer, trace, now: step.now, strikes, released } as const;
  });
  if (result.kind === 'undelivered') return result;
  const { sealing, way, repeat } = result.strikes;
  const { trace, now } = result;
  const sealed = await gateway.seal(result.answer, { sealing, trace, now }, crypto);
  // Every server says what time it is; this one lives in simulated time.
  const answer = { ...sealed, headers: { ...sealed.headers, date: new Date(now).toUTCString() } };
  return { kind: 'answered', answer, way, repeat, released: result.released };
}

/** Keys may have been registered by another page a moment ago: a signature that does not fit is checked once more. */
async function open({ store, crypto }: Deps, gateway: Gateway, call: RawCall): Promise<OpenCall> {
  const opened = await gateway.open(call, await store.publicKeys(gateway.rail, false), crypto);
  if (opened.checks.every((check) => check.ok)) return opened;
  return gateway.open(call, await store.publicKeys(gateway.rail, true), crypto);
}

interface Message {
  readonly gateway: Gateway;
  readonly opened: OpenCall;
  readonly call: RawCall;
  readonly strikes: Strikes;
  /** How often each armed fault had struck before this message. */
  readonly struckBefore: ReadonlyMap<ArmedFault, number>;
}

interface Handled {
  readonly arrival: Exchange['arrival'];
  readonly answer: Answer | null;
}

/** Lets the call act. What is not to be processed acts on a copy of the world, which is then forgotten. */
function act(world: World, now: number, { gateway, opened, strikes }: Message): Answer {
  if (strikes.take('rate-limited')) return opened.refuse('rate-limited', undefined, { world, now });
  const busy = strikes.take('provider-busy');
  const mayDoNothing =
    !strikes.processed ||
    [...LIES, ...SEALINGS].some((name) => armed(world, name, strikes.place)?.world === 'not-charged');
  let answer = opened.perform(mayDoNothing ? copyOf(world) : world, now);
  const lies = LIES.filter(
    (name) =>
      armed(world, name, strikes.place) && gateway.tamper(answer, name) !== undefined && strikes.take(name),
  );
  if (answer.signed) strikes.onSignature();
  if (mayDoNothing && strikes.processed) answer = opened.perform(world, now);
  for (const name of lies) answer = gateway.tamper(answer, name) ?? answer;
  return busy ? opened.refuse('provider-busy', busy.code, { world, now }) : answer;
}

function copyOf(world: World): World {
  return JSON.parse(JSON.stringify(world)) as World;
}

function record(world: World, step: Step, message: Message & Handled): number {
  const { gateway, opened, call, struckBefore, arrival, answer } = message;
  world.exchanges += 1;
  step.record({
    seq: world.exchanges,
    at: step.now,
    rail: gateway.rail,
    operation: opened.operation,
    orderNumber: opened.orderNumber,
    method: call.method,
    path: call.path,
    request: opened.request,
    checks: [...opened.checks, ...(answer?.checks ?? [])],
    faults: namesOfStruck(struckBefore),
    arrival,
    status: answer?.status ?? null,
    answer: answer && (answer.node === undefined ? answer.fields : { [answer.node]: answer.fields }),
  });
  return world.exchanges;
}

function namesOfStruck(struckBefore: Message['struckBefore']): string[] {
  if (struckBefore.size === 0) return [];
  return [...struckBefore].filter(([fault, before]) => fault.struck > before).map(([fault]) => fault.name);
}

/** A cancel of an order number that was not used yet no longer stands in the way of the request it overtook. */
function forgetCancel(world: World, held: HeldCall): void {
  const trade = held.orderNumber === null ? undefined : findTrade(world, held.rail, held.orderNumber);
  if (trade?.flow !== 'unknown') return;
  trade.cancelled = null;
  touch(world, trade);
}

/** Requests that this one has overtaken and that arrive after it. */
function release(world: World, opened: OpenCall): HeldCall[] {
  const released = world.held.filter((held) => held.after === null || held.after === opened.operation);
  if (released.length === 0) return [];
  world.held = world.held.filter((held) => !released.includes(held));
  touch(world);
  return released;
}
