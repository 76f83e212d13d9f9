/** The driver: reads what is due from the book and does it, the same way in normal work, after a crash and in the worker. */

import { check } from '../domain/assert.ts';
import { type Attempt, operationInFlight } from '../domain/attempt.ts';
import type { SaleFact } from '../domain/facts.ts';
import { nextStep, type Step } from '../domain/next-step.ts';
import { isRefundOpen, isReturnDue, refundableMinor, returnedMinor, returnNumber } from '../domain/refund.ts';
import { attemptsOf, type Sale } from '../domain/sale.ts';
import { ASK_GAP_MS, STORAGE_RETRY_MS } from '../domain/timing.ts';
import type { Wakeup } from '../ports.ts';
import {
  converse,
  type Details,
  restart,
  type Sent,
  send,
  settle,
  type Talk,
  type Target,
  write,
} from './conversation.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

export interface Driver {
  readonly isDriving: () => boolean;
  /** Takes over: what was on its way when the last driver ended is unknown now. Then drives. */
  readonly start: () => Promise<void>;
  /** Starts nothing new; resolves when all that is under way has been written. */
  readonly stop: () => Promise<void>;
  /** Does nothing for a while: the storage failed, and without it nothing may leave. */
  readonly pause: () => void;
  /** Starts whatever is due, arranges the next wake-up, and returns. Does nothing while it does not drive. */
  readonly tick: () => void;
  /** Sends an operation whose intent is durable already; the answer is written when it comes. */
  readonly carryOut: (target: Target, details: Details, operation: string) => void;
  /**
   * Waits until nothing is under way for the attempt, then has an intent written and carries it out, with nothing between:
   * the answer to an older question is not read into a newer operation. `write` gives nothing when nothing is to leave.
   */
  readonly intend: (target: Target, write: () => Promise<Sent | undefined>) => Promise<void>;
  /** The network may be back: what is open is asked about as soon as it may be. */
  readonly hurry: () => void;
  /**
   * Asks about this attempt now, whatever its state; not again within three seconds (INV-11). What an answer that was not
   * written has left under way is ended first; then it is asked about by itself.
   */
  readonly ask: (target: Target, attempt: Attempt) => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

export function createDriver(talk: Talk, wakeup: Wakeup): Driver {
  const { questions } = talk;
  const setback = createSetback(talk);
  const stranded = createStranded(talk);
  let isDriving = false;
  const bench = createWorkbench(talk, ({ attempt }) => {
    stranded.workEnded(attempt);
    tick();
  });

  function tick(): void {
    if (!isDriving || setback.isReading()) return;
    const now = talk.ports.clock.now();
    const restUntil = setback.restUntil(now);
    if (restUntil !== undefined) wakeup.at(restUntil);
    else if (setback.takeDoubt()) void setback.readAgain({ bench, stranded }).then(tick);
    else wakeup.at(beginWhatIsDue(talk, { bench, stranded }, now));
  }

  function pause(): void {
    setback.begin();
    tick();
  }

  return {
    isDriving: () => isDriving,
    start: async () => {
      questions.forget();
      talk.begun.clear();
      setback.takeDoubt();
      await restartFlights(talk, (attempt) => bench.isBusy(attempt.id));
      stranded.gather(bench.isBusy);
      isDriving = true;
      tick();
    },
    stop: async () => {
      isDriving = false;
      wakeup.at(undefined);
      await bench.idle();
    },
    pause,
    tick,
    carryOut: (target, details, operation) => {
      talk.begun.add(target.attempt);
      bench.begin(target, () => converse(talk, target, { details, operation }));
    },
    intend: (target, write) =>
      bench.free(target.attempt).then(() => (isDriving ? intend(talk, { bench, target }, write) : undefined)),
    hurry: () => {
      questions.hurry();
      tick();
    },
    ask: (target, attempt) => {
      if (!isDriving || wasJustAsked(talk, attempt) || bench.isBusy(target.attempt)) return;
      if (operationInFlight(attempt) !== undefined) tick();
      else bench.begin(target, () => send(talk, target, { kind: 'query' }));
    },
    idle: bench.idle,
  };
}

async function intend(
  talk: Talk,
  { bench, target }: { readonly bench: Workbench; readonly target: Target },
  write: () => Promise<Sent | undefined>,
): Promise<void> {
  const written = write();
  bench.begin(target, async () => {
    // What went wrong with the writing is told to whoever asked for it.
    const sent = await written.catch(() => undefined);
    if (sent === undefined) return;
    talk.begun.add(target.attempt);
    await converse(talk, target, sent);
  });
  await written;
}

interface Benches {
  readonly bench: Workbench;
  readonly stranded: Stranded;
}

/** Returns when the next thing is due, if any is. */
function beginWhatIsDue(talk: Talk, { bench, stranded }: Benches, now: number): number | undefined {
  let wakeAt: number | undefined;
  for (const { target, attempt } of liveAttempts(talk)) {
    if (bench.isBusy(attempt.id)) continue;
    if (operationInFlight(attempt) !== undefined) {
      if (stranded.has(attempt.id)) bench.begin(target, () => restart(talk, target));
      continue;
    }
    const step = stepOf(talk, attempt, now);
    if (step.do === 'wait') wakeAt = Math.min(wakeAt ?? step.until, step.until);
    else if (step.do !== 'rest') bench.begin(target, () => perform(talk, { target, attempt }, step));
  }
  return wakeAt;
}

/** A step that cannot be told is a mistake about this payment: it must not keep the others waiting. */
function stepOf(talk: Talk, attempt: Attempt, now: number): Step | Mistake {
  try {
    const step = nextStep(talk.questions.about(attempt), now);
    // Waiting for what lies behind would be a loop without rest.
    check(step.do !== 'wait' || step.until > now, 'INV-11 waits-for-what-comes', attempt.state);
    return step;
  } catch (error) {
    return { do: 'stop', error };
  }
}

interface Setback {
  /** A write was refused. */
  readonly begin: () => void;
  /** Until when nothing is tried; undefined when it is over. */
  readonly restUntil: (now: number) => number | undefined;
  /** Whether the storage may have kept what it refused: then the book is read again before anything else. Asked once. */
  readonly takeDoubt: () => boolean;
  /** Reads the book again, and begins another rest where the storage cannot be read or written. Never rejects. */
  readonly readAgain: (benches: Benches) => Promise<void>;
  /** The book is being read again: what is in memory may lack what the storage has kept. */
  readonly isReading: () => boolean;
}

function createSetback(talk: Talk): Setback {
  const { clock } = talk.ports;
  let until = 0;
  let isDoubtful = false;
  let isReading = false;

  function begin(): void {
    until = clock.now() + STORAGE_RETRY_MS;
    isDoubtful = true;
  }

  return {
    begin,
    // With a clock that was put back the end of the rest may lie years ahead: then it is over.
    restUntil: (now) => (until > now && until - now <= STORAGE_RETRY_MS ? until : undefined),
    takeDoubt: () => {
      const was = isDoubtful;
      isDoubtful = false;
      return was;
    },
    readAgain: async (benches) => {
      isReading = true;
      const isWell = await lookAgain(talk, benches).catch(() => false);
      isReading = false;
      if (!isWell) begin();
    },
    isReading: () => isReading,
  };
}

/** Reads the book again once nothing is under way; false where the storage cannot be written. Rejects where it cannot be read. */
async function lookAgain(talk: Talk, { bench, stranded }: Benches): Promise<boolean> {
  await bench.idle();
  await talk.book.reload();
  if (!(await talk.canWrite())) return false;
  talk.notify({ kind: 'storage_works' });
  await bench.stopAgain();
  stranded.gather(bench.isBusy);
  return true;
}

/** Attempts whose work is over, although their operation still counts as on its way: its answer could not be written. */
interface Stranded {
  readonly has: (attempt: string) => boolean;
  readonly workEnded: (attempt: string) => void;
  /** What could not be written down before is tried again when the storage works. */
  readonly gather: (isBusy: (attempt: string) => boolean) => void;
}

function createStranded(talk: Talk): Stranded {
  const ids = new Set<string>();
  const inFlight = (): readonly string[] =>
    liveAttempts(talk).flatMap(({ attempt }) =>
      operationInFlight(attempt) === undefined ? [] : [attempt.id],
    );
  return {
    has: (attempt) => ids.has(attempt),
    workEnded: (attempt) => {
      if (inFlight().includes(attempt)) ids.add(attempt);
      else ids.delete(attempt);
    },
    gather: (isBusy) => {
      for (const id of inFlight()) if (!isBusy(id)) ids.add(id);
    },
  };
}

function wasJustAsked({ questions, ports }: Talk, attempt: Attempt): boolean {
  const { askedAt } = questions.about(attempt);
  return askedAt !== undefined && ports.clock.now() < askedAt + ASK_GAP_MS;
}

interface Subject {
  readonly target: Target;
  readonly attempt: Attempt;
}

function liveAttempts(talk: Talk): readonly Subject[] {
  return [...talk.book.view().sales.values()]
    .filter((sale) => sale.live)
    .flatMap((sale) =>
      attemptsOf(sale).map((attempt) => ({ target: { sale: sale.number, attempt: attempt.id }, attempt })),
    );
}

/** Every operation that an earlier driver left on its way; those of this one still come to their own end. */
async function restartFlights(talk: Talk, isMine: (attempt: Attempt) => boolean): Promise<void> {
  for (const { target, attempt } of liveAttempts(talk)) {
    if (operationInFlight(attempt) !== undefined && !isMine(attempt)) await restart(talk, target);
  }
}

/** What was found instead of a step. */
interface Mistake {
  readonly do: 'stop';
  readonly error: unknown;
}

/** A step that something is done for. */
type Deed = Exclude<Step, { readonly do: 'wait' | 'rest' }> | Mistake;

/** The one interpreter of steps. */
async function perform(talk: Talk, { target, attempt }: Subject, step: Deed): Promise<void> {
  switch (step.do) {
    case 'stop':
      throw step.error;
    case 'send':
      return send(talk, target, { kind: step.operation });
    case 'send_refund': {
      const refund = attempt.refunds.find((one) => one.number === step.number);
      check(refund !== undefined, 'refund-known', step.number);
      const { number, amountMinor, requestedAt } = refund;
      const before = returnedMinor(attempt);
      return send(talk, target, {
        kind: step.operation,
        refund: { number, amountMinor, requestedAt, returnedMinor: before },
      });
    }
    case 'give_up':
      return settle(talk, target, {
        outcome: { news: { about: 'attempt', event: { type: 'DEADLINE' } }, neverLeft: true },
      });
    case 'return':
      await write(talk, target, returnFacts);
  }
}

/** Opens the one refund by which money goes back; decided on the newest book, since a person may just have asked for another. */
function returnFacts(sale: Sale, attempt: Attempt): readonly SaleFact[] {
  if (!isReturnDue(attempt) || attempt.refunds.some(isRefundOpen)) return [];
  const reason = attempt.state === 'late_paid' ? 'late' : 'surplus';
  const about = { sale: sale.number, attempt: attempt.id, number: returnNumber(attempt) };
  return [{ kind: 'refund.opened', body: { ...about, amountMinor: refundableMinor(attempt), reason } }];
}
