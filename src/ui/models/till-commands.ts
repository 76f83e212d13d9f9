/** The commands of the till: each goes to the counter, and what it refuses is said in words while nothing typed is lost. */

import { batch } from '@preact/signals';
import type { SaleOrAmount } from '../../counter/commands.ts';
import type { Done } from '../../counter/core.ts';
import { coinMinorOf } from '../../domain/cash.ts';
import { hasProvider, type RailName } from '../../domain/rail.ts';
import { whatOf } from './due.ts';
import type { ScanProblem } from './scanning.ts';
import { isOver, type StageKind } from './stage.ts';
import { chargeChoice, tenderChoices } from './tenders.ts';
import type { Problem, TillCommands, TillParts, TillState } from './till.ts';

/** Stages in which the customer may pay for the same sale by showing a code. */
const MAY_SCAN: readonly StageKind[] = ['preparing', 'waiting', 'part_paid', 'not_paid', 'reversed', 'idle'];

/** What every command needs. */
interface Desk {
  readonly state: TillState;
  readonly parts: TillParts;
  /** One command at a time: a second tap while the first is being written is the same wish. */
  readonly run: (command: () => Promise<Done>) => Promise<Done | undefined>;
  readonly refuse: (refusal: Extract<Problem, { about: 'command' }>['refusal']) => false;
  readonly show: (sale: number) => void;
  /** Shows the sale that a command began. */
  readonly begun: (done: Done | undefined) => boolean;
  /** A command for the sale in front; true when it was done. */
  readonly onFront: (command: (sale: number) => Promise<Done>) => Promise<boolean>;
}

export function createTillCommands(state: TillState, parts: TillParts): TillCommands {
  const desk = createDesk(state, parts);
  return {
    ...payCommands(desk),
    ...decisionCommands(desk),
    ...endCommands(desk),
    command: desk.run,
    show: desk.show,
  };
}

function createDesk(state: TillState, parts: TillParts): Desk {
  const run: Desk['run'] = async (command) => {
    if (state.isBusy.value) return undefined;
    state.isBusy.value = true;
    state.problem.value = undefined;
    // A journal that cannot be read rejects; for the person at the till that is the same as one that cannot be written.
    const done = await command().catch((): Done => ({ ok: false, refusal: 'storage' }));
    batch(() => {
      state.isBusy.value = false;
      if (done.ok) return;
      state.problem.value = { about: 'command', refusal: done.refusal };
      if (done.refusal === 'storage') state.hasStorageFailed.value = true;
    });
    return done;
  };
  const show = (sale: number): void => {
    batch(() => {
      state.front.value = sale;
      state.sheet.value = 'none';
      state.part.value = undefined;
      parts.keypad.clear();
    });
    parts.goHome();
  };
  return {
    state,
    parts,
    run,
    show,
    refuse: (refusal) => {
      state.problem.value = { about: 'command', refusal };
      return false;
    },
    begun: (done) => {
      if (done?.ok === true) show(done.sale);
      return done?.ok === true;
    },
    onFront: async (command) => {
      const sale = state.front.value;
      const done = sale === undefined ? undefined : await run(() => command(sale));
      return done?.ok === true;
    },
  };
}

/** What is to be paid now: nothing while no amount is typed, which is said. */
function wanted({ state, parts }: Desk): SaleOrAmount | undefined {
  const { kind } = state.stage.value ?? {};
  const isNew = kind === undefined || isOver(kind);
  return isNew && parts.keypad.take() === undefined ? undefined : whatOf(state);
}

/** A wallet needs the network in a live book; practice brings its providers along (the wire says when they are away). */
function mayUseWallet({ state, parts, refuse }: Desk): boolean {
  if (state.isBlocked.value) return refuse('blocked');
  return parts.deps.book === 'live' && !parts.deps.isOnline.value ? refuse('offline') : true;
}

type PayCommands = Pick<TillCommands, 'charge' | 'pay' | 'split' | 'scanned' | 'payCash'>;

/** The commands by which money comes in. */
function payCommands(desk: Desk): PayCommands {
  const { state, parts, run, refuse, begun } = desk;
  const { deps } = parts;
  const { counter } = deps;
  return {
    charge: async () => {
      if (wanted(desk) === undefined) return;
      const { rail, refusal } = chargeChoice(tenderChoices(deps, state.due.value));
      if (refusal !== undefined && refusal !== 'offline') refuse(refusal);
      else await pay(desk, rail);
    },
    pay: (rail) => pay(desk, rail),
    split: () => {
      if (wanted(desk) !== undefined) state.sheet.value = 'split';
    },
    scanned: async (text) => {
      const problem = await takeScan(desk, text);
      if (problem !== undefined) state.problem.value = { about: 'scan', problem };
      return problem;
    },
    payCash: async (tenderedMinor) => {
      if (state.isBlocked.value) return refuse('blocked');
      const what = whatOf(state);
      if (what === undefined) return refuse('amount');
      const asManager = state.sheet.value === 'manager_cash';
      const coinMinor = coinMinorOf(state.due.value.currency, deps.settings.value.cashRounding);
      return begun(await run(() => counter.takeCash(what, { tenderedMinor, asManager, coinMinor })));
    },
  };
}

async function pay(desk: Desk, rail: RailName): Promise<void> {
  const { state, parts, run, begun } = desk;
  const what = wanted(desk);
  if (what === undefined) return;
  if (hasProvider(rail)) {
    if (mayUseWallet(desk)) begun(await run(() => parts.deps.counter.present(what, rail)));
    return;
  }
  batch(() => {
    state.problem.value = undefined;
    state.sheetRail.value = rail;
    state.sheet.value = rail === 'cash' ? 'cash' : 'record';
  });
}

async function takeScan(desk: Desk, text: string): Promise<ScanProblem | undefined> {
  const { deps, showSale } = desk.parts;
  const scanning = await import('./scanning.ts').catch(() => undefined);
  if (scanning === undefined) {
    desk.state.problem.value = { about: 'load' };
    return undefined;
  }
  const answered = scanning.answerScan(text, scanning.scanDesk(deps, desk.state.due.value));
  if (answered.do === 'say') return answered.problem;
  if (answered.do === 'charge') return payByCode(desk, answered);
  const sale = await deps.journal.saleByOrderNumber(answered.orderNumber).catch(() => undefined);
  if (sale === undefined) return { kind: 'unknown_receipt' };
  showSale(sale.number);
  return undefined;
}

/** Charges a code that was held up: for a new sale, or for the one in front unless its money is still being looked for. */
async function payByCode(
  desk: Desk,
  { rail, code }: { readonly rail: RailName; readonly code: string },
): Promise<ScanProblem | undefined> {
  const { state, parts } = desk;
  const stage = state.stage.value;
  const isOfCode = stage?.kind === 'waiting' && stage.attempt?.presentation !== 'payment_qr';
  const isBusy = stage !== undefined && !isOver(stage.kind) && (isOfCode || !MAY_SCAN.includes(stage.kind));
  if (isBusy) return { kind: 'still_checking' };
  const what = whatOf(state);
  if (what === undefined) return { kind: 'no_amount' };
  if (!mayUseWallet(desk)) return undefined;
  desk.begun(await desk.run(() => parts.deps.counter.payByCode(what, rail, code)));
  return undefined;
}

type DecisionCommands = Pick<
  TillCommands,
  'takeApproved' | 'cancel' | 'keep' | 'attachLate' | 'returnLate' | 'attest' | 'checkNow' | 'refund'
>;

/** The commands by which a person decides about a sale that is there. */
function decisionCommands({ state, parts, run, onFront }: Desk): DecisionCommands {
  const { counter } = parts.deps;
  return {
    takeApproved: async () => void (await onFront(counter.capture)),
    cancel: async (then) => {
      if (await onFront((sale) => counter.cancel(sale, then))) state.sheet.value = 'none';
    },
    keep: async () => void (await onFront(counter.keep)),
    attachLate: async () => void (await onFront(counter.attachLate)),
    returnLate: async () => void (await onFront(counter.returnLate)),
    attest: async (sale, by) => void (await run(() => counter.attest(sale, by))),
    checkNow: async (sale) => {
      const done = await run(() => counter.checkNow(sale));
      if (done?.ok === true) state.checkedAt.value = parts.deps.now();
    },
    refund: async (command) => (await run(() => counter.refund(command)))?.ok === true,
  };
}

type EndCommands = Pick<TillCommands, 'park' | 'end' | 'resume'>;

/** The commands by which a sale leaves the front, or comes back to it. */
function endCommands({ state, parts, run, onFront }: Desk): EndCommands {
  const { counter } = parts.deps;
  const leave = (): void => {
    batch(() => {
      state.front.value = undefined;
      state.sheet.value = 'none';
      state.part.value = undefined;
    });
  };
  return {
    park: async () => {
      if (await onFront((sale) => counter.park(sale, true))) leave();
    },
    end: async () => {
      const isEnded = await onFront(counter.voidSale);
      // Parts that were paid go back before the next customer comes: the screen says how far that is.
      if (isEnded && state.stage.value?.kind !== 'giving_back') leave();
    },
    resume: async (sale) => {
      const done = await run(() => counter.park(sale, false));
      if (done?.ok !== true) return false;
      state.front.value = sale;
      parts.goHome();
      return true;
    },
  };
}
