/** Plays a demo: one step after another with time to read between them, to be paused, stepped and begun again. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  arrange,
  clearCounter,
  type DemoApp,
  type DemoHands,
  demoSale,
  later,
  type Practice,
  perform,
} from './demo-actions.ts';
import { type DemoLedgers, demoLedgers } from './demo-ledgers.ts';
import type { DemoStep } from './demo-scripts.ts';

export type DemoPhase =
  /** A fresh world is being made. */
  | 'arranging'
  /** The step is happening. */
  | 'acting'
  /** It has happened; time stands still until the next one. */
  | 'reading'
  | 'done'
  /** It did not happen. */
  | 'stuck';

export interface DemoPlayer {
  /** From 0. */
  readonly step: ReadonlySignal<number>;
  readonly phase: ReadonlySignal<DemoPhase>;
  readonly isPlaying: ReadonlySignal<boolean>;
  readonly ledgers: ReadonlySignal<DemoLedgers>;
  /** The sale to show whole, instead of the counter. */
  readonly shownSale: ReadonlySignal<number | undefined>;
  readonly toggle: () => void;
  /** Goes to the next step, and stays there. While a step is happening, the wish is kept. */
  readonly next: () => void;
  readonly restart: () => void;
  /** Ends it; `clear` also takes away what it left on the counter. */
  readonly dispose: (how: { readonly clear: boolean }) => void;
}

export interface DemoParts {
  readonly app: DemoApp;
  readonly practice: Practice;
  readonly script: readonly DemoStep[];
  /** The world's seed: the same seed makes the same payment codes. */
  readonly seed: string;
  /** How long the caption of a step takes to read, milliseconds. */
  readonly readingMs: (step: DemoStep) => number;
  /** Whether it goes on by itself from the start. */
  readonly isPlaying: boolean;
}

/** What has happened stays to be seen at least this long. */
const SETTLE_MS = 900;
/** How often the ledgers are read. */
const LEDGER_MS = 500;

interface State {
  readonly step: Signal<number>;
  readonly phase: Signal<DemoPhase>;
  readonly isPlaying: Signal<boolean>;
  readonly shownSale: Signal<number | undefined>;
  readonly sale: Signal<number | undefined>;
  readonly world: Signal<unknown>;
  /** Counts the runs: only the newest goes on. */
  run: number;
  /** A wish for the next step that came early. */
  isNextWanted: boolean;
  isRead: boolean;
  /** Lets the run go on to the next step. */
  release: (() => void) | undefined;
}

export function createDemoPlayer(parts: DemoParts): DemoPlayer {
  const { app, practice } = parts;
  const state: State = {
    step: signal(0),
    phase: signal<DemoPhase>('arranging'),
    isPlaying: signal(parts.isPlaying),
    shownSale: signal<number | undefined>(undefined),
    sale: signal<number | undefined>(undefined),
    world: signal<unknown>(undefined),
    run: 0,
    isNextWanted: false,
    isRead: false,
    release: undefined,
  };
  const start = (): void => void play(parts, state).catch(() => (state.phase.value = 'stuck'));
  const endReading = readLedgers(parts, state);
  start();
  return {
    ...state,
    ledgers: computed(() => demoLedgers(demoSale({ app, sale: () => state.sale.value }), state.world.value)),
    toggle: () => {
      state.isPlaying.value = !state.isPlaying.value;
      goOn(state);
    },
    next: () => {
      state.isPlaying.value = false;
      state.isNextWanted = true;
      goOn(state);
    },
    restart: start,
    dispose: ({ clear }) => {
      state.run += 1;
      endReading();
      if (clear) void clearCounter(handsOf(parts, state)).catch(() => undefined);
      else void practice.control('clock', { factor: 1 }).catch(() => undefined);
    },
  };
}

function handsOf({ app, practice }: DemoParts, state: State): DemoHands {
  const { run } = state;
  return {
    app,
    control: practice.control,
    isCurrent: () => state.run === run,
    sale: () => state.sale.value,
    showSale: () => {
      state.shownSale.value = state.sale.value;
    },
    code: undefined,
  };
}

/** One run from the fresh world to the end. */
async function play(parts: DemoParts, state: State): Promise<void> {
  state.run += 1;
  const hands = handsOf(parts, state);
  const { isCurrent } = hands;
  batch(() => {
    state.step.value = 0;
    state.phase.value = 'arranging';
    state.shownSale.value = undefined;
    state.sale.value = undefined;
    state.world.value = undefined;
  });
  state.isNextWanted = false;
  state.release = undefined;
  const isArranged = await arrange(hands, parts.seed);
  if (isArranged && isCurrent()) await playSteps(parts, state, hands);
  else if (isCurrent()) state.phase.value = 'stuck';
}

async function playSteps(parts: DemoParts, state: State, hands: DemoHands): Promise<void> {
  const { deps } = parts.app;
  for (const [index, step] of parts.script.entries()) {
    state.isRead = index === parts.script.length - 1;
    batch(() => {
      state.step.value = index;
      state.phase.value = 'acting';
    });
    void later(deps, parts.readingMs(step)).then(() => {
      if (!hands.isCurrent() || state.step.value !== index) return;
      state.isRead = true;
      goOn(state);
    });
    const isDone = await playStep(hands, step, state);
    if (!hands.isCurrent()) return;
    if (!isDone) {
      state.phase.value = 'stuck';
      return;
    }
    if (index < parts.script.length - 1) await waitForNext(state);
    if (!hands.isCurrent()) return;
  }
  await hands.control('clock', { factor: 1 });
  if (hands.isCurrent()) state.phase.value = 'done';
}

/** Time runs while a step happens and stands still while it is read, so that no pause is too long for a payment. */
async function playStep(hands: DemoHands, step: DemoStep, state: State): Promise<boolean> {
  const { control, app, isCurrent } = hands;
  if (step.isFrozen !== true) await control('clock', { factor: 1 });
  for (const action of step.do) {
    if (!isCurrent() || !(await perform(hands, action))) return false;
    // The sale in front is the demo's own from the moment it is there.
    state.sale.value ??= app.till.front.value?.number;
  }
  if (isCurrent()) await control('clock', { factor: 0 });
  await later(app.deps, SETTLE_MS);
  return true;
}

function waitForNext(state: State): Promise<void> {
  return new Promise((resolve) => {
    state.release = resolve;
    state.phase.value = 'reading';
    goOn(state);
  });
}

function goOn(state: State): void {
  const { release } = state;
  if (release === undefined || !(state.isNextWanted || (state.isPlaying.value && state.isRead))) return;
  state.isNextWanted = false;
  state.release = undefined;
  release();
}

/** Reads the world's ledgers again and again; the returned function ends it. */
function readLedgers({ app, practice }: DemoParts, state: State): () => void {
  let isEnded = false;
  let cancel = (): void => undefined;
  const read = async (): Promise<void> => {
    const { run } = state;
    const world = await practice.control('ledgers').catch(() => undefined);
    if (isEnded) return;
    if (world !== undefined && state.run === run) state.world.value = world;
    cancel = app.deps.after(LEDGER_MS, () => void read());
  };
  void read();
  return () => {
    isEnded = true;
    cancel();
  };
}
