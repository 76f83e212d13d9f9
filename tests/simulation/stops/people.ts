/** The people of a flow: what they see, what customers can do with phones and cards, and what every cashier does. */

import { armFault, type FaultOrder } from '../../../simulator/faults/armed.ts';
import { holdTo, readerById, readersSeen } from '../../../simulator/gateways/readers.ts';
import { issueCode } from '../../../simulator/world/codes.ts';
import type { Wallet, World } from '../../../simulator/world/model.ts';
import { confirm, pendingTrade, scan } from '../../../simulator/world/phone.ts';
import type { SaleOrAmount } from '../../../src/counter/commands.ts';
import type { Done } from '../../../src/counter/core.ts';
import type { Counter } from '../../../src/counter/counter.ts';
import { type Attempt, mayShowQr } from '../../../src/domain/attempt.ts';
import { type Money, money } from '../../../src/domain/money.ts';
import type { RailName } from '../../../src/domain/rail.ts';
import { isRefundOpen } from '../../../src/domain/refund.ts';
import { isSaleOpen, openAttempt, type Sale, undecidedAttempt } from '../../../src/domain/sale.ts';
import type { Run, Stage } from './stage.ts';

/** One look, once a second. */
export interface Scene {
  readonly stage: Stage;
  readonly run: Run;
  /** The flow's one sale, as the till has it or finds it again. */
  readonly sale: Sale | undefined;
  /** Its newest attempt. */
  readonly attempt: Attempt | undefined;
}

export interface Flow {
  readonly name: string;
  readonly currency?: 'USD';
  /** What is armed before anybody comes. */
  readonly faults?: readonly FaultOrder[];
  /** The provider takes money for what it has said to be closed: nobody can know until it is asked again. */
  readonly isDeceived?: true;
  /** Acts only while the till runs and no command is under way. */
  readonly cashier: (scene: Scene) => void;
  readonly customer: (scene: Scene) => void;
  /** How it ends, wherever the till was stopped: what the shop holds of the sale, minor units. */
  readonly ends: { readonly isSettled: boolean; readonly heldMinor: number };
}

const PASSWORD = '123456';

export const yuan = (amountMinor: number): Money => money('CNY', amountMinor);

export function arm({ host }: Stage, faults: readonly FaultOrder[]): void {
  host.run((world) => {
    for (const fault of faults) armFault(world, fault);
  });
}

/** How long ago the attempt was opened. */
const ageMs = ({ stage }: Scene, attempt: Attempt): number => stage.time.now() - attempt.openedAt;

export function openAttemptOf({ sale }: Scene): Attempt | undefined {
  return sale === undefined ? undefined : openAttempt(sale);
}

/** Late money goes back to whoever paid it. */
export function returnLateMoney({ sale, run }: Scene): void {
  if (sale !== undefined && undecidedAttempt(sale) !== undefined)
    run.command((counter) => counter.returnLate(sale.number));
}

/** Charges when there is no sale yet, and again when the last try brought nothing. */
export function chargeUntilPaid(
  scene: Scene,
  amount: Money,
  charge: (counter: Counter, what: SaleOrAmount) => Promise<unknown>,
): void {
  const { sale, run } = scene;
  if (sale === undefined) run.command((counter) => charge(counter, { amount }));
  else if (isSaleOpen(sale) && openAttemptOf(scene) === undefined && undecidedAttempt(sale) === undefined)
    run.command((counter) => charge(counter, { sale: sale.number }));
}

/** Charges once; when nothing is open any more, the sale is ended. */
export function chargeOnce(
  scene: Scene,
  amount: Money,
  charge: (counter: Counter, what: SaleOrAmount) => Promise<unknown>,
): void {
  const { sale, run } = scene;
  if (sale === undefined) run.command((counter) => charge(counter, { amount }));
  else if (isSaleOpen(sale) && openAttemptOf(scene) === undefined && undecidedAttempt(sale) === undefined)
    run.command((counter) => counter.voidSale(sale.number));
}

export function cancelAfter(scene: Scene, afterMs: number, then?: 'cash'): void {
  const attempt = openAttemptOf(scene);
  if (scene.sale === undefined || attempt === undefined || attempt.reversalWanted) return;
  if (ageMs(scene, attempt) < afterMs) return;
  const { number } = scene.sale;
  const next = then === undefined ? undefined : ({ rail: 'cash', presentation: 'cash' } as const);
  scene.run.command((counter) => counter.cancel(number, next));
}

/** What the payer approved and no till has taken, since it was stopped, is taken on a person's command. */
export function capture({ sale, run, attempt }: Scene): void {
  if (sale !== undefined && attempt?.state === 'approved' && !attempt.reversalWanted)
    run.command((counter) => counter.capture(sale.number));
}

/** Gives back part after part, each until it is back; one that failed for good is asked for again. */
export function refundUntilBack({ sale, run, attempt }: Scene, parts: readonly number[]): void {
  if (sale === undefined || attempt?.state !== 'paid' || attempt.refunds.some(isRefundOpen)) return;
  const back = attempt.refunds.filter(({ state }) => state === 'succeeded').length;
  const amountMinor = parts[back];
  if (amountMinor === undefined) return;
  const wanted = { sale: sale.number, attempt: attempt.id, amountMinor, reason: 'customer_wish' } as const;
  run.command((counter) => counter.refund(wanted));
}

function inWorld(
  stage: Pick<Stage, 'host'>,
  id: string,
  work: (world: World, wallet: Wallet, now: number) => void,
): void {
  stage.host.run((world, now) => {
    const wallet = world.wallets.find((one) => one.id === id);
    if (wallet === undefined) throw new Error(`no customer ${id}`);
    work(world, wallet, now);
  });
}

/** Scans what the screen shows, as soon as it shows it, and agrees with the next look. */
export function scanAndPay({ stage, run, attempt }: Scene, wallet: string): void {
  if (hasOpen(stage, wallet)) {
    agree(stage, wallet);
    return;
  }
  const isShown = run.steps.isAlive() && attempt !== undefined && mayShowQr(attempt);
  if (isShown) scanShown(stage, wallet, attempt.qr ?? '');
}

export function scanShown(stage: Pick<Stage, 'host'>, wallet: string, content: string): void {
  inWorld(stage, wallet, (world, mine, now) => scan(world, mine, { content, now }));
}

/** Scans and agrees at once. */
export function payShown(stage: Pick<Stage, 'host'>, wallet: string, content: string): void {
  scanShown(stage, wallet, content);
  agree(stage, wallet);
}

/** Scans what the screen shows, and does nothing more. */
export function scanOnly(scene: Scene, wallet: string): void {
  if (!hasOpen(scene.stage, wallet)) scanAndPay(scene, wallet);
}

/** Types the password once the phone has asked for it for some seconds. */
export function typePassword(scene: Scene, wallet: string): void {
  const { stage, attempt } = scene;
  const isTime = attempt !== undefined && ageMs(scene, attempt) >= 6_000;
  if (isTime && hasOpen(stage, wallet)) agree(stage, wallet);
}

function hasOpen(stage: Pick<Stage, 'host'>, wallet: string): boolean {
  let isAsked = false;
  inWorld(stage, wallet, (world, mine) => {
    isAsked = pendingTrade(world, mine) !== undefined;
  });
  return isAsked;
}

/** Types the password into whatever the phone has open. */
function agree(stage: Pick<Stage, 'host'>, wallet: string): void {
  inWorld(stage, wallet, (world, mine, now) => confirm(world, mine, { password: PASSWORD, now }));
}

/** The phone shows a payment code, and the cashier scans it. */
export function payByCodeOf(
  stage: Pick<Stage, 'host'>,
  wallet: string,
  rail: RailName,
): (counter: Counter, what: SaleOrAmount) => Promise<Done> {
  return (counter, what) => {
    let code = '';
    inWorld(stage, wallet, (world, mine, now) => {
      code = issueCode(world, mine, now)?.code ?? '';
    });
    return counter.payByCode(what, rail, code);
  };
}

/** Holds a card to the reader as soon as it asks for one. */
export function holdCard(stage: Stage, card: string): void {
  const { readerId } = stage.shop.credentials.card;
  inWorld(stage, card, (world, wallet, now) => {
    const reader = readerById(world, readerId);
    const asks = readersSeen(world).find(({ id }) => id === readerId)?.asks;
    if (reader !== undefined && asks === 'card')
      holdTo(world, reader, { wallet, how: 'tap', pin: undefined, now });
  });
}
