/** The sale in front of the cashier: which one it is, what stands over it, and every command that a screen can give for it. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RefundCommand, SaleOrAmount } from '../../counter/commands.ts';
import type { Done, Refusal } from '../../counter/core.ts';
import type { Money } from '../../domain/money.ts';
import type { RailName } from '../../domain/rail.ts';
import { attentionOf, type NextTender, type Sale } from '../../domain/sale.ts';
import type { AppDeps } from '../deps.ts';
import { dueOf, whatOf, wholeOf } from './due.ts';
import type { Keypad } from './keypad.ts';
import type { ScanProblem } from './scanning.ts';
import { type Stage, stageOf } from './stage.ts';
import { createTillCommands } from './till-commands.ts';
import { startTillRules } from './till-rules.ts';

/** What lies over the screen. */
export type Sheet = 'none' | 'scan' | 'cash' | 'manager_cash' | 'record' | 'split' | 'other';

/** Why the last thing asked for was not done. */
export type Problem =
  | { readonly about: 'command'; readonly refusal: Refusal | 'offline' | 'blocked' | 'not_ready' }
  | { readonly about: 'scan'; readonly problem: ScanProblem }
  /** A part of the program could not be fetched. */
  | { readonly about: 'load' };

/** News of a sale that is not on the screen. */
export interface AsideNews {
  readonly kind: 'paid' | 'late_money';
  readonly sale: number;
}

export interface TillCommands {
  /** One tap: the shop's most used way to pay, for the amount on the keypad. */
  readonly charge: () => Promise<void>;
  /** One tap on a way to pay: a QR, the card reader, or the sheet for what is done by hand. */
  readonly pay: (rail: RailName) => Promise<void>;
  /** Opens the sheet in which a part is chosen; an amount has to be there first. */
  readonly split: () => void;
  /** A scanner, the camera, the simulated phone or typed digits: whatever was read. Answers what is wrong with it. */
  readonly scanned: (text: string) => Promise<ScanProblem | undefined>;
  /** True when the cash was taken. From the manager's sheet also while the last attempt is still unknown. */
  readonly payCash: (tenderedMinor: number) => Promise<boolean>;
  /** Takes what the customer has approved. */
  readonly takeApproved: () => Promise<void>;
  readonly cancel: (then?: NextTender) => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly attachLate: () => Promise<void>;
  readonly returnLate: () => Promise<void>;
  /** Puts the sale aside and is ready for the next customer. */
  readonly park: () => Promise<void>;
  /** Releases the sale on a manager's word; the provider is asked on. */
  readonly attest: (sale: number, by: string) => Promise<void>;
  /** Ends the sale; parts that were paid go back, and are watched until they have. */
  readonly end: () => Promise<void>;
  /** Takes up a sale again that was put aside. */
  readonly resume: (sale: number) => Promise<boolean>;
  readonly checkNow: (sale: number) => Promise<void>;
  /** True when the refund is in the journal; the driver sends it. */
  readonly refund: (command: RefundCommand) => Promise<boolean>;
  /** Any other command of the counter: one at a time, and what it refuses is said. Nothing when another is under way. */
  readonly command: (command: () => Promise<Done>) => Promise<Done | undefined>;
  /** A sale has begun or goes on: it comes to the front. */
  readonly show: (sale: number) => void;
}

export interface Till extends TillCommands {
  readonly front: ReadonlySignal<Sale | undefined>;
  readonly stage: ReadonlySignal<Stage | undefined>;
  /** All that is owed: by the sale in front, or by a new one over the amount on the keypad. */
  readonly whole: ReadonlySignal<Money>;
  /** What the next payment is for: one leg of a split, else the whole. */
  readonly due: ReadonlySignal<Money>;
  /** The same as the counter takes it; nothing while no amount is typed. */
  readonly what: () => SaleOrAmount | undefined;
  /** By how much the device's clock is ahead, below zero when behind, while that is too much. */
  readonly clockAheadMs: ReadonlySignal<number | undefined>;
  readonly sheet: ReadonlySignal<Sheet>;
  /** The way to pay that the record sheet is for. */
  readonly sheetRail: ReadonlySignal<RailName | undefined>;
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
  /** Only this much of what is owed comes next, minor units; nothing takes the choice back. */
  readonly setPart: (partMinor: number | undefined) => void;
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
  readonly sheetRail: Signal<RailName | undefined>;
  /** The chosen part, with the whole that it is a part of: with another whole the choice is void. */
  readonly part: Signal<{ readonly partMinor: number; readonly wholeMinor: number } | undefined>;
  readonly problem: Signal<Problem | undefined>;
  readonly news: Signal<AsideNews | undefined>;
  readonly isFlipped: Signal<boolean>;
  readonly isBusy: Signal<boolean>;
  readonly checkedAt: Signal<number | undefined>;
  readonly hasStorageFailed: Signal<boolean>;
  /** By how much the device's clock is ahead, below zero when behind, while that is too much. */
  readonly clockAheadMs: Signal<number | undefined>;
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly whole: ReadonlySignal<Money>;
  readonly due: ReadonlySignal<Money>;
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
  const state = createState(parts);
  const { front } = state;
  return {
    ...state,
    front: computed(() => (front.value === undefined ? undefined : deps.view.value.sales.get(front.value))),
    attention: computed(() =>
      [...deps.view.value.sales.values()]
        .filter((one) => attentionOf(one) !== undefined)
        .sort((left, right) => left.number - right.number),
    ),
    what: () => whatOf(state),
    ...createTillCommands(state, parts),
    ...hands(state),
    dispose: startTillRules(state, parts),
  };
}

function createState({ deps, keypad }: TillParts): TillState {
  const front = signal<number | undefined>(undefined);
  const hasStorageFailed = signal(false);
  const part = signal<TillState['part']['value']>(undefined);
  const stage = computed(() => {
    const sale = front.value === undefined ? undefined : deps.view.value.sales.get(front.value);
    return sale === undefined ? undefined : stageOf(sale);
  });
  const whole = computed(() => wholeOf(stage.value, keypad.amount.value));
  return {
    front,
    sheet: signal<Sheet>('none'),
    sheetRail: signal<RailName | undefined>(undefined),
    part,
    problem: signal<Problem | undefined>(undefined),
    news: signal<AsideNews | undefined>(undefined),
    isFlipped: signal(false),
    isBusy: signal(false),
    checkedAt: signal<number | undefined>(undefined),
    hasStorageFailed,
    clockAheadMs: signal<number | undefined>(undefined),
    stage,
    whole,
    due: computed(() => {
      const chosen = part.value?.wholeMinor === whole.value.amountMinor ? part.value.partMinor : undefined;
      return dueOf(stage.value, whole.value, chosen);
    }),
    isBlocked: computed(() => hasStorageFailed.value || !['ready', 'opening'].includes(deps.till.value.kind)),
  };
}

type Hands = Pick<Till, 'open' | 'setPart' | 'flip' | 'next' | 'unblock' | 'forgetProblem' | 'forgetNews'>;

/** What a person does that changes nothing in the book. */
function hands(state: TillState): Hands {
  return {
    open: (sheet) => {
      batch(() => {
        state.problem.value = undefined;
        state.sheet.value = sheet;
        // The part belongs to what the sheets do: on the screen under them the whole amount stands.
        if (sheet === 'none') state.part.value = undefined;
      });
    },
    setPart: (partMinor) => {
      const wholeMinor = state.whole.value.amountMinor;
      state.part.value = partMinor === undefined ? undefined : { partMinor, wholeMinor };
    },
    flip: (isFlipped) => {
      state.isFlipped.value = isFlipped;
    },
    next: () => {
      batch(() => {
        state.front.value = undefined;
        state.sheet.value = 'none';
        state.problem.value = undefined;
        state.part.value = undefined;
      });
    },
    unblock: () => {
      state.hasStorageFailed.value = false;
      state.problem.value = undefined;
    },
    forgetProblem: () => {
      state.problem.value = undefined;
    },
    forgetNews: () => {
      state.news.value = undefined;
    },
  };
}
