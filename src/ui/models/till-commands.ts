/** The commands of the till: each goes to the counter, and what it refuses is said in words while nothing typed is lost. */

import { batch } from '@preact/signals';
import type { Done } from '../../counter/core.ts';
import type { RailName } from '../../domain/rail.ts';
import { answerScan, type ScanProblem } from './scanning.ts';
import type { StageKind } from './stage.ts';
import type { Problem, TillCommands, TillParts, TillState } from './till.ts';

/** The only wallet of this version. */
const WALLET: RailName = 'alipay';

/** Stages after which the next thing that happens belongs to a new sale. */
const OVER: readonly StageKind[] = ['paid', 'void', 'attested'];
/** Stages in which the customer may pay for the same sale by showing a code. */
const MAY_SCAN: readonly StageKind[] = ['preparing', 'waiting', 'not_paid', 'reversed', 'idle'];

type Target = { readonly sale: number } | 'new' | 'busy';

export function createTillCommands(state: TillState, parts: TillParts): TillCommands {
  const { deps, keypad } = parts;
  const { counter } = deps;
  const run = createRunner(state);

  /** The sale in front, a new one, or none while its money is still being looked for. */
  function target(): Target {
    const stage = state.stage.value;
    if (stage === undefined || OVER.includes(stage.kind)) return 'new';
    const isQr = stage.attempt?.presentation !== 'payment_code';
    return MAY_SCAN.includes(stage.kind) && (stage.kind !== 'waiting' || isQr)
      ? { sale: stage.sale.number }
      : 'busy';
  }

  function begun(done: Done | undefined): boolean {
    if (done === undefined || !done.ok) return false;
    batch(() => {
      state.front.value = done.sale;
      state.sheet.value = 'none';
      keypad.clear();
    });
    parts.goHome();
    return true;
  }

  function refuse(refusal: Extract<Problem, { about: 'command' }>['refusal']): false {
    state.problem.value = { about: 'command', refusal };
    return false;
  }

  /** A wallet needs the network in a live book; practice brings its providers along (the wire says when they are away). */
  function mayUseWallet(): boolean {
    if (state.isBlocked.value) return refuse('blocked');
    return deps.book === 'live' && !deps.isOnline.value ? refuse('offline') : true;
  }

  async function payByCode(code: string): Promise<ScanProblem | undefined> {
    const to = target();
    if (to === 'busy') return { kind: 'still_checking' };
    if (to === 'new' && keypad.amount.value.amountMinor === 0) return { kind: 'no_amount' };
    if (!mayUseWallet()) return undefined;
    const what = to === 'new' ? { amount: keypad.amount.value } : to;
    begun(await run(() => counter.payByCode(what, WALLET, code)));
    return undefined;
  }

  const onFront = async (command: (sale: number) => Promise<Done>): Promise<boolean> => {
    const sale = state.front.value;
    const done = sale === undefined ? undefined : await run(() => command(sale));
    return done?.ok === true;
  };
  const leaveAfter = async (command: (sale: number) => Promise<Done>): Promise<void> => {
    if (!(await onFront(command))) return;
    batch(() => {
      state.front.value = undefined;
      state.sheet.value = 'none';
    });
  };

  return {
    charge: async () => {
      const amount = keypad.take();
      if (amount === undefined || !mayUseWallet()) return;
      begun(await run(() => counter.present({ amount }, WALLET)));
    },
    scanned: async (text) => {
      const problem = await answer(text);
      if (problem !== undefined) state.problem.value = { about: 'scan', problem };
      return problem;
    },
    payCash: async (tenderedMinor) => {
      const stage = state.stage.value;
      const isNew = stage === undefined || OVER.includes(stage.kind);
      if (state.isBlocked.value) return refuse('blocked');
      const what = isNew ? { amount: keypad.amount.value } : { sale: stage.sale.number };
      return begun(await run(() => counter.takeCash(what, { tenderedMinor })));
    },
    again: async () => {
      if (!mayUseWallet()) return;
      await onFront((sale) => counter.present({ sale }, WALLET));
    },
    cancel: async (then) => {
      if (await onFront((sale) => counter.cancel(sale, then))) state.sheet.value = 'none';
    },
    keep: async () => void (await onFront(counter.keep)),
    attachLate: async () => void (await onFront(counter.attachLate)),
    returnLate: async () => void (await onFront(counter.returnLate)),
    park: () => leaveAfter((sale) => counter.park(sale, true)),
    end: () => leaveAfter(counter.voidSale),
    resume: async (sale) => {
      const done = await run(() => counter.park(sale, false));
      return begunAgain(done, sale);
    },
    checkNow: async (sale) => void (await run(() => counter.checkNow(sale))),
    refund: async (command) => (await run(() => counter.refund(command)))?.ok === true,
  };

  function begunAgain(done: Done | undefined, sale: number): boolean {
    if (done?.ok !== true) return false;
    state.front.value = sale;
    parts.goHome();
    return true;
  }

  async function answer(text: string): Promise<ScanProblem | undefined> {
    const answered = answerScan(text, deps.book);
    if (answered.do === 'say') return answered.problem;
    if (answered.do === 'charge') return payByCode(answered.code);
    const sale = await deps.journal.saleByOrderNumber(answered.orderNumber).catch(() => undefined);
    if (sale === undefined) return { kind: 'unknown_receipt' };
    parts.showSale(sale.number);
    return undefined;
  }
}

type Runner = (command: () => Promise<Done>) => Promise<Done | undefined>;

/** One command at a time: a second tap while the first is being written is the same wish. */
function createRunner(state: TillState): Runner {
  return async (command) => {
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
}
