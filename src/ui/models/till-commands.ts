/** The commands of the till: each goes to the counter, and what it refuses is said in words while nothing typed is lost. */

import { batch } from '@preact/signals';
import type { Done } from '../../counter/core.ts';
import type { RailName } from '../../domain/rail.ts';
import type { ScanProblem } from './scanning.ts';
import type { StageKind } from './stage.ts';
import type { Problem, TillCommands, TillParts, TillState } from './till.ts';

/** The only wallet of this version. */
const WALLET: RailName = 'alipay';

/** Stages after which the next thing that happens belongs to a new sale. */
const OVER: readonly StageKind[] = ['paid', 'void', 'attested'];
/** Stages in which the customer may pay for the same sale by showing a code. */
const MAY_SCAN: readonly StageKind[] = ['preparing', 'waiting', 'not_paid', 'reversed', 'idle'];

type Target = { readonly sale: number } | 'new' | 'busy';

/** What every command needs. */
interface Desk {
  readonly state: TillState;
  readonly parts: TillParts;
  /** One command at a time: a second tap while the first is being written is the same wish. */
  readonly run: (command: () => Promise<Done>) => Promise<Done | undefined>;
  readonly refuse: (refusal: Extract<Problem, { about: 'command' }>['refusal']) => false;
  /** Shows the sale that a command began. */
  readonly begun: (done: Done | undefined) => boolean;
  /** A command for the sale in front; true when it was done. */
  readonly onFront: (command: (sale: number) => Promise<Done>) => Promise<boolean>;
}

export function createTillCommands(state: TillState, parts: TillParts): TillCommands {
  const desk = createDesk(state, parts);
  return { ...payCommands(desk), ...decisionCommands(desk) };
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
  return {
    state,
    parts,
    run,
    refuse: (refusal) => {
      state.problem.value = { about: 'command', refusal };
      return false;
    },
    begun: (done) => {
      if (done === undefined || !done.ok) return false;
      batch(() => {
        state.front.value = done.sale;
        state.sheet.value = 'none';
        parts.keypad.clear();
      });
      parts.goHome();
      return true;
    },
    onFront: async (command) => {
      const sale = state.front.value;
      const done = sale === undefined ? undefined : await run(() => command(sale));
      return done?.ok === true;
    },
  };
}

/** The sale in front, a new one, or none while its money is still being looked for. */
function targetOf({ state }: Desk): Target {
  const stage = state.stage.value;
  if (stage === undefined || OVER.includes(stage.kind)) return 'new';
  const isOfCode = stage.kind === 'waiting' && stage.attempt?.presentation === 'payment_code';
  return MAY_SCAN.includes(stage.kind) && !isOfCode ? { sale: stage.sale.number } : 'busy';
}

/** A wallet needs the network in a live book; practice brings its providers along (the wire says when they are away). */
function mayUseWallet({ state, parts, refuse }: Desk): boolean {
  if (state.isBlocked.value) return refuse('blocked');
  return parts.deps.book === 'live' && !parts.deps.isOnline.value ? refuse('offline') : true;
}

type PayCommands = Pick<TillCommands, 'charge' | 'scanned' | 'payCash' | 'again'>;

/** The commands by which money comes in. */
function payCommands(desk: Desk): PayCommands {
  const { state, parts, run, refuse, begun, onFront } = desk;
  const { keypad } = parts;
  const { counter } = parts.deps;
  return {
    charge: async () => {
      const amount = keypad.take();
      if (amount === undefined || !mayUseWallet(desk)) return;
      begun(await run(() => counter.present({ amount }, WALLET)));
    },
    scanned: async (text) => {
      const problem = await takeScan(desk, text);
      if (problem !== undefined) state.problem.value = { about: 'scan', problem };
      return problem;
    },
    payCash: async (tenderedMinor) => {
      const stage = state.stage.value;
      const isNew = stage === undefined || OVER.includes(stage.kind);
      if (state.isBlocked.value) return refuse('blocked');
      const what = isNew ? { amount: keypad.amount.value } : { sale: stage.sale.number };
      const asManager = state.sheet.value === 'manager_cash';
      return begun(await run(() => counter.takeCash(what, { tenderedMinor, asManager })));
    },
    again: async () => {
      if (mayUseWallet(desk)) await onFront((sale) => counter.present({ sale }, WALLET));
    },
  };
}

async function takeScan(desk: Desk, text: string): Promise<ScanProblem | undefined> {
  const { deps, showSale } = desk.parts;
  const scanning = await import('./scanning.ts').catch(() => undefined);
  if (scanning === undefined) {
    desk.state.problem.value = { about: 'load' };
    return undefined;
  }
  const answered = scanning.answerScan(text, deps.book);
  if (answered.do === 'say') return answered.problem;
  if (answered.do === 'charge') return payByCode(desk, answered.code);
  const sale = await deps.journal.saleByOrderNumber(answered.orderNumber).catch(() => undefined);
  if (sale === undefined) return { kind: 'unknown_receipt' };
  showSale(sale.number);
  return undefined;
}

async function payByCode(desk: Desk, code: string): Promise<ScanProblem | undefined> {
  const { keypad, deps } = desk.parts;
  const to = targetOf(desk);
  if (to === 'busy') return { kind: 'still_checking' };
  if (to === 'new' && keypad.amount.value.amountMinor === 0) return { kind: 'no_amount' };
  if (!mayUseWallet(desk)) return undefined;
  const what = to === 'new' ? { amount: keypad.amount.value } : to;
  desk.begun(await desk.run(() => deps.counter.payByCode(what, WALLET, code)));
  return undefined;
}

type DecisionCommands = Omit<TillCommands, keyof PayCommands>;

/** The commands by which a person decides about a sale that is there. */
function decisionCommands({ state, parts, run, onFront }: Desk): DecisionCommands {
  const { counter } = parts.deps;
  const leaveAfter = async (command: (sale: number) => Promise<Done>): Promise<void> => {
    if (!(await onFront(command))) return;
    batch(() => {
      state.front.value = undefined;
      state.sheet.value = 'none';
    });
  };
  return {
    cancel: async (then) => {
      if (await onFront((sale) => counter.cancel(sale, then))) state.sheet.value = 'none';
    },
    keep: async () => void (await onFront(counter.keep)),
    attachLate: async () => void (await onFront(counter.attachLate)),
    returnLate: async () => void (await onFront(counter.returnLate)),
    park: () => leaveAfter((sale) => counter.park(sale, true)),
    attest: async (sale, by) => void (await run(() => counter.attest(sale, by))),
    end: () => leaveAfter(counter.voidSale),
    resume: async (sale) => {
      const done = await run(() => counter.park(sale, false));
      if (done?.ok !== true) return false;
      state.front.value = sale;
      parts.goHome();
      return true;
    },
    checkNow: async (sale) => {
      const done = await run(() => counter.checkNow(sale));
      if (done?.ok === true) state.checkedAt.value = parts.deps.now();
    },
    refund: async (command) => (await run(() => counter.refund(command)))?.ok === true,
  };
}
