/** The sale in front of the cashier: which one it is, what stands over it, and every command that a screen can give for it. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RefundCommand } from '../../counter/commands.ts';
import type { Refusal } from '../../counter/core.ts';
import { attentionOf, type NextTender, type Sale } from '../../domain/sale.ts';
import type { AppDeps } from '../deps.ts';
import type { Keypad } from './keypad.ts';
import type { ScanProblem } from './scanning.ts';
import { type Stage, stageOf } from './stage.ts';
import { createTillCommands } from './till-commands.ts';
import { startTillRules } from './till-rules.ts';

/** What lies over the screen. */
export type Sheet = 'none' | 'scan' | 'cash' | 'manager_cash' | 'other';

/** Why the last thing asked for was not done. */
export type Problem =
  | { readonly about: 'command'; readonly refusal: Refusal | 'offline' | 'blocked' }
  | { readonly about: 'scan'; readonly problem: ScanProblem }
  /** A part of the program could not be fetched. */
  | { readonly about: 'load' };

/** News of a sale that is not on the screen. */
export interface AsideNews {
  readonly kind: 'paid' | 'late_money';
  readonly sale: number;
}

export interface TillCommands {
  /** One tap: a payment QR for the amount on the keypad. */
  readonly charge: () => Promise<void>;
  /** A scanner, the camera, the simulated phone or typed digits: whatever was read. Answers what is wrong with it. */
  readonly scanned: (text: string) => Promise<ScanProblem | undefined>;
  /** True when the cash was taken. From the manager's sheet also while the last attempt is still unknown. */
  readonly payCash: (tenderedMinor: number) => Promise<boolean>;
  /** Tries again with a QR on the same sale. */
  readonly again: () => Promise<void>;
  readonly cancel: (then?: NextTender) => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly attachLate: () => Promise<void>;
  readonly returnLate: () => Promise<void>;
  /** Puts the sale aside and is ready for the next customer. */
  readonly park: () => Promise<void>;
  /** Releases the sale on a manager's word; the provider is asked on. */
  readonly attest: (sale: number, by: string) => Promise<void>;
  /** Ends the sale without payment. */
  readonly end: () => Promise<void>;
  /** Takes up a sale again that was put aside. */
  readonly resume: (sale: number) => Promise<boolean>;
  readonly checkNow: (sale: number) => Promise<void>;
  /** True when the refund is in the journal; the driver sends it. */
  readonly refund: (command: RefundCommand) => Promise<boolean>;
}

export interface Till extends TillCommands {
  readonly front: ReadonlySignal<Sale | undefined>;
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly sheet: ReadonlySignal<Sheet>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  readonly news: ReadonlySignal<AsideNews | undefined>;
  /** The screen is turned towards the customer. */
  readonly isFlipped: ReadonlySignal<boolean>;
  /** True while a command is on its way into the journal. */
  readonly isBusy: ReadonlySignal<boolean>;
  /** Nothing can be written, so nothing can be charged (INV-15). */
  readonly isBlocked: ReadonlySignal<boolean>;
  /** When somebody last had the provider asked, by the till's clock. */
  readonly checkedAt: ReadonlySignal<number | undefined>;
  /** Sales under "needs attention", oldest first. */
  readonly attention: ReadonlySignal<readonly Sale[]>;
  readonly open: (sheet: Sheet) => void;
  readonly flip: (isFlipped: boolean) => void;
  /** Leaves a sale that is over, and is ready for the next customer. */
  readonly next: () => void;
  /** Looks again whether the book can be written. */
  readonly unblock: () => void;
  readonly forgetProblem: () => void;
  readonly forgetNews: () => void;
  readonly dispose: () => void;
}

/** What the commands and the rules of the till change. */
export interface TillState {
  readonly front: Signal<number | undefined>;
  readonly sheet: Signal<Sheet>;
  readonly problem: Signal<Problem | undefined>;
  readonly news: Signal<AsideNews | undefined>;
  readonly isFlipped: Signal<boolean>;
  readonly isBusy: Signal<boolean>;
  readonly checkedAt: Signal<number | undefined>;
  readonly hasStorageFailed: Signal<boolean>;
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly isBlocked: ReadonlySignal<boolean>;
}

export interface TillParts {
  readonly deps: AppDeps;
  readonly keypad: Keypad;
  /** A receipt was scanned: show its sale. */
  readonly showSale: (sale: number) => void;
  /** A payment begins: show it. */
  readonly goHome: () => void;
  readonly isHome: () => boolean;
  /** A result stays until somebody goes on: in a demo, which goes on by itself. */
  readonly staysAtResult: () => boolean;
}

export function createTill(parts: TillParts): Till {
  const { deps } = parts;
  const front = signal<number | undefined>(undefined);
  const sale = computed(() =>
    front.value === undefined ? undefined : deps.view.value.sales.get(front.value),
  );
  const hasStorageFailed = signal(false);
  const state: TillState = {
    front,
    sheet: signal<Sheet>('none'),
    problem: signal<Problem | undefined>(undefined),
    news: signal<AsideNews | undefined>(undefined),
    isFlipped: signal(false),
    isBusy: signal(false),
    checkedAt: signal<number | undefined>(undefined),
    hasStorageFailed,
    stage: computed(() => (sale.value === undefined ? undefined : stageOf(sale.value))),
    isBlocked: computed(() => hasStorageFailed.value || !['ready', 'opening'].includes(deps.till.value.kind)),
  };
  return {
    ...state,
    front: sale,
    attention: computed(() =>
      [...deps.view.value.sales.values()]
        .filter((one) => attentionOf(one) !== undefined)
        .sort((left, right) => left.number - right.number),
    ),
    ...createTillCommands(state, parts),
    open: (sheet) => {
      state.problem.value = undefined;
      state.sheet.value = sheet;
    },
    flip: (isFlipped) => {
      state.isFlipped.value = isFlipped;
    },
    next: () => leave(state),
    unblock: () => {
      hasStorageFailed.value = false;
      state.problem.value = undefined;
    },
    forgetProblem: () => {
      state.problem.value = undefined;
    },
    forgetNews: () => {
      state.news.value = undefined;
    },
    dispose: startTillRules(state, parts),
  };
}

/** The till is free for the next customer. */
function leave(state: TillState): void {
  state.front.value = undefined;
  state.sheet.value = 'none';
  state.problem.value = undefined;
}
