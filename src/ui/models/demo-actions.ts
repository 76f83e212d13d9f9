/** Carries out the actions of a demo: at the real counter by the till's own commands, on the phone and in the world by the simulator's control interface. */

import { type Attempt, mayShowQr } from '../../domain/attempt.ts';
import { isRefundOpen, refundableMinor } from '../../domain/refund.ts';
import { attemptsOf, newestAttempt, type Sale } from '../../domain/sale.ts';
import type { App } from '../context.ts';
import type { AppDeps } from '../deps.ts';
import type { DemoAction, DemoState } from './demo-scripts.ts';
import { isOver, isUnderWay, stageOf } from './stage.ts';

/** Everybody in a demo is this customer of the simulator, so that the phone beside the counter can stay the same. */
export const DEMO_WALLET = 'lin';

export type DemoApp = Pick<App, 'deps' | 'till' | 'keypad'>;
export type Practice = NonNullable<AppDeps['practice']>;

/** What a demo has in its hands. */
export interface DemoHands {
  readonly app: DemoApp;
  readonly control: Practice['control'];
  /** False once this run of the demo was given up: nothing more is done then. */
  readonly isCurrent: () => boolean;
  /** The number of the demo's sale, once there is one. */
  readonly sale: () => number | undefined;
  readonly showSale: () => void;
  /** The payment code that the phone shows. */
  code: string | undefined;
}

/** How often a state is looked at, real milliseconds. */
const LOOK_MS = 100;

/** How often the till tries whether a fresh world knows it. */
const PROBES = 20;

/** How long clearing the counter may take, simulated milliseconds; and how fast they pass, since nobody watches that. */
const CLEAR_MS = 60_000;
const CLEAR_FACTOR = 20;

export function later(deps: Pick<AppDeps, 'after'>, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    deps.after(delayMs, resolve);
  });
}

/** A stopped clock must not make anybody wait for ever: so many times its limit in real time ends a wait as well. */
const REAL_PATIENCE = 3;

/** Looks again and again until `isSo`; false when the simulated time for it has passed, or the run was given up. */
async function waitUntil(hands: DemoHands, isSo: () => boolean, withinMs: number): Promise<boolean> {
  const { deps } = hands.app;
  const end = deps.now() + withinMs;
  for (let waitedMs = 0; hands.isCurrent(); waitedMs += LOOK_MS) {
    if (isSo()) return true;
    if (deps.now() >= end || waitedMs >= REAL_PATIENCE * withinMs) return false;
    await later(deps, LOOK_MS);
  }
  return false;
}

export function demoSale(hands: Pick<DemoHands, 'app' | 'sale'>): Sale | undefined {
  const number = hands.sale();
  return number === undefined ? undefined : hands.app.deps.view.value.sales.get(number);
}

/** A fresh world under a counter with nothing on it. False when the simulator or the till does not follow. */
export async function arrange(hands: DemoHands, seed: string): Promise<boolean> {
  const { deps } = hands.app;
  await clearCounter(hands);
  if (!hands.isCurrent()) return false;
  if (isRefusal(await hands.control('reset', { seed }))) return false;
  // The fresh world has to be told the till's key first, which the till does by itself.
  for (let tried = 0; tried < PROBES && hands.isCurrent(); tried += 1) {
    if ((await deps.counter.probe('alipay')).state === 'ready') return true;
    await later(deps, LOOK_MS);
  }
  return false;
}

/** Leaves no trap behind: no fault, no stopped clock, nothing unpaid on the counter. */
export async function clearCounter(hands: DemoHands): Promise<void> {
  const { till, keypad } = hands.app;
  await hands.control('faults', undefined, 'DELETE');
  await hands.control('clock', { factor: 1 });
  const isStill = (): boolean => !till.isBusy.value;
  const isClosed = (): boolean => !isUnderWay(till.stage.value?.kind ?? 'idle');
  await waitUntil(hands, isStill, CLEAR_MS);
  if (!isClosed()) {
    await till.cancel();
    await hands.control('clock', { factor: CLEAR_FACTOR });
    await waitUntil(hands, isClosed, CLEAR_MS);
    await hands.control('clock', { factor: 1 });
  }
  const kind = till.stage.value?.kind;
  if (kind === 'not_paid' || kind === 'reversed' || kind === 'idle') await till.end();
  else if (kind !== undefined && !isOver(kind)) await till.park();
  till.next();
  till.flip(false);
  keypad.clear();
}

/** Does one action; false when it could not be done. */
export async function perform(hands: DemoHands, action: DemoAction): Promise<boolean> {
  switch (action.do) {
    case 'show_code':
    case 'scan_qr':
    case 'confirm':
      return byCustomer(hands, action);
    case 'balance':
    case 'fault':
    case 'clear_faults':
    case 'advance':
      return inWorld(hands, action);
    case 'pass':
      await waitUntil(hands, () => false, action.durationMs);
      return true;
    case 'until':
      return waitUntil(hands, () => hasReached(demoSale(hands), action.state), action.withinMs);
    default:
      return atCounter(hands, action);
  }
}

type CustomerAction = Extract<DemoAction, { do: 'show_code' | 'scan_qr' | 'confirm' }>;

async function byCustomer(hands: DemoHands, action: CustomerAction): Promise<boolean> {
  const wallet = `wallets/${DEMO_WALLET}`;
  if (action.do === 'confirm') {
    const { password } = action;
    return !isRefusal(
      await hands.control(`${wallet}/confirm`, password === undefined ? {} : { password }, 'POST'),
    );
  }
  if (action.do === 'scan_qr') {
    const sale = demoSale(hands);
    const content = sale === undefined ? undefined : newestAttempt(sale)?.qr;
    return content !== undefined && !isRefusal(await hands.control(`${wallet}/scan`, { content }));
  }
  const issued = await hands.control(`${wallet}/payment-code`, {}, 'POST');
  hands.code = textIn(issued, 'code');
  return hands.code !== undefined;
}

type WorldAction = Extract<DemoAction, { do: 'balance' | 'fault' | 'clear_faults' | 'advance' }>;

async function inWorld({ control }: DemoHands, action: WorldAction): Promise<boolean> {
  switch (action.do) {
    case 'balance': {
      const { balanceMinor } = action;
      return !isRefusal(await control(`wallets/${DEMO_WALLET}`, { balanceMinor }, 'PATCH'));
    }
    case 'fault': {
      const { do: _, ...fault } = action;
      return !isRefusal(await control('faults', fault));
    }
    case 'advance':
      return !isRefusal(await control('clock', { advanceMs: action.advanceMs }));
    default:
      return !isRefusal(await control('faults', undefined, 'DELETE'));
  }
}

type CounterAction = Exclude<DemoAction, CustomerAction | WorldAction | { do: 'pass' | 'until' }>;

async function atCounter(hands: DemoHands, action: CounterAction): Promise<boolean> {
  const { till, keypad } = hands.app;
  const sale = demoSale(hands);
  switch (action.do) {
    case 'type':
      keypad.paste(action.amount);
      return keypad.amount.value.amountMinor > 0;
    case 'charge':
      await till.charge();
      return till.front.value !== undefined;
    case 'scan_code':
      return hands.code !== undefined && (await till.scanned(hands.code)) === undefined;
    case 'take_cash':
      return till.payCash(action.tenderedMinor);
    case 'cancel':
      await till.cancel();
      return true;
    case 'check_now':
      if (sale !== undefined) await till.checkNow(sale.number);
      return sale !== undefined;
    case 'give_back':
      await till.returnLate();
      return true;
    case 'open_sale':
      hands.showSale();
      return sale !== undefined;
    case 'refund':
      return sale !== undefined && refund(hands, sale, action.amountMinor);
  }
}

async function refund({ app }: DemoHands, sale: Sale, amountMinor: number): Promise<boolean> {
  const attempt = attemptsOf(sale).find((one) => refundableMinor(one) >= amountMinor);
  if (attempt === undefined) return false;
  return app.till.refund({ sale: sale.number, attempt: attempt.id, amountMinor, reason: 'returned_goods' });
}

/** Whether the sale has come to this state. */
export function hasReached(sale: Sale | undefined, state: DemoState): boolean {
  const attempt = sale === undefined ? undefined : newestAttempt(sale);
  if (sale === undefined || attempt === undefined) return false;
  const { kind } = stageOf(sale);
  switch (state) {
    case 'qr_shown':
      return mayShowQr(attempt);
    case 'scanned':
    case 'password':
      return attempt.state === 'awaiting_payer' && attempt.payerDetail === state;
    case 'declined':
      return attempt.state === 'declined';
    case 'canceled':
      return attempt.state === 'canceled';
    case 'returned':
      return isReturned(attempt);
    default:
      return kind === state;
  }
}

function isReturned({ refunds }: Attempt): boolean {
  return refunds.length > 0 && !refunds.some(isRefundOpen);
}

/** The simulator's word for what it does not do: `{ error, message }`. */
function isRefusal(answer: unknown): boolean {
  return textIn(answer, 'error') !== undefined;
}

function textIn(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}
