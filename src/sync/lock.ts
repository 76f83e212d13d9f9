/**
 * The right to drive, as a Web Lock: the browser gives it to one context of the till and takes it back when that one dies.
 * One that lives and stands still (frozen, asleep, hung) keeps it for ever: asked and silent, it loses it to whoever waits.
 */

import type { Lock as TurnLock } from '../ports.ts';
import type { TillChannel } from './till-channel.ts';

export interface LockHub {
  readonly lock: TurnLock;
  /** To be called when another context asks for the right. */
  readonly asked: () => void;
  /** To be called when the context that has the right has answered: it lives, and lets go when it can. */
  readonly answered: () => void;
  /** Nobody sees this context any more: it tells the others, goes on waiting in line, and asks no more. */
  readonly hide: () => void;
}

/** Whoever has the right and does not answer for so long has lost it: with the time to begin, less than five seconds. */
const SILENCE_MS = 3_000;

/** The next one in line may be hidden, or stand still, too: the one who wants it asks again until it has it. */
const ASK_AGAIN_MS = 500;
const ASK_AGAIN_TIMES = 60;

export interface WebLockParts {
  /** The platform's lock manager; every browser that this program supports has one in secure contexts. */
  readonly locks: Pick<LockManager, 'request'>;
  readonly name: string;
  readonly channel: Pick<TillChannel, 'askForTurn' | 'tellHere' | 'tellHidden'>;
  /** Whether a person can see this context: another one that is seen is told when it drives unseen. */
  readonly isSeen: () => boolean;
  /** Calls `work` after a while, unless it is taken back. */
  readonly after: (delayMs: number, work: () => void) => () => void;
}

/** Somebody in this context who wants the right, or has it. */
interface Claim {
  readonly onAsked: () => void;
  readonly onLost: () => void;
  readonly settle: (lease: { readonly release: () => void } | undefined) => void;
}

/** The asking: again and again until the right is here, and after a silence by taking it. */
interface Asking {
  readonly begin: () => void;
  /** Whoever has the right lives. */
  readonly answered: () => void;
  readonly end: () => void;
}

function createAsking({ channel, after }: WebLockParts, steal: () => void): Asking {
  let stopAsking: (() => void) | undefined;
  let stopDoubting: (() => void) | undefined;

  function doubt(): void {
    stopDoubting = after(SILENCE_MS, () => {
      stopDoubting = undefined;
      steal();
    });
  }

  function ask(times: number): void {
    channel.askForTurn();
    if (stopDoubting === undefined) doubt();
    stopAsking = times > 0 ? after(ASK_AGAIN_MS, () => ask(times - 1)) : undefined;
  }

  return {
    begin: () => {
      if (stopAsking === undefined) ask(ASK_AGAIN_TIMES);
      else channel.askForTurn();
    },
    answered: () => {
      if (stopDoubting === undefined) return;
      stopDoubting();
      doubt();
    },
    end: () => {
      stopAsking?.();
      stopDoubting?.();
      stopAsking = undefined;
      stopDoubting = undefined;
    },
  };
}

export function createWebLock(parts: WebLockParts): LockHub {
  const { locks, name, channel, isSeen, after } = parts;
  const waiting = new Set<Claim>();
  const holding = new Set<Claim>();
  const asking = createAsking(parts, steal);

  function drop(claim: Claim): undefined {
    if (waiting.delete(claim)) claim.settle(undefined);
  }

  /** For as long as this context keeps the right; nothing when nobody here waits for it any more. */
  function keep(claim: Claim): Promise<void> | undefined {
    if (!waiting.delete(claim)) return undefined;
    asking.end();
    holding.add(claim);
    if (!isSeen()) channel.tellHidden();
    return new Promise((resolve) => {
      claim.settle({
        release: () => {
          holding.delete(claim);
          resolve();
        },
      });
    });
  }

  /** The browser says that the right was taken away, or that it was not to be had in time. */
  function over(claim: Claim): void {
    if (holding.delete(claim)) claim.onLost();
    else drop(claim);
  }

  /** The fence of the journal protects what the one that stood still may do when it goes on (INV-18). */
  function steal(): void {
    const [claim] = waiting;
    if (claim === undefined) return;
    locks.request(name, { steal: true }, () => keep(claim)).catch(() => over(claim));
  }

  function claimOne(
    { withinMs, ...heard }: Parameters<TurnLock['acquire']>[0],
    settle: Claim['settle'],
  ): void {
    const claim: Claim = { ...heard, settle };
    waiting.add(claim);
    const granted = (lock: Lock | null): Promise<void> | undefined =>
      lock === null ? drop(claim) : keep(claim);
    locks.request(name, patience(withinMs, after), granted).catch(() => over(claim));
  }

  return {
    asked: () => {
      if (holding.size > 0) channel.tellHere();
      for (const { onAsked } of [...holding]) onAsked();
    },
    answered: asking.answered,
    hide: () => {
      asking.end();
      channel.tellHidden();
    },
    lock: {
      ask: () => {
        if (holding.size === 0) asking.begin();
      },
      acquire: (wanted) => new Promise((settle) => claimOne(wanted, settle)),
    },
  };
}

function patience(withinMs: number | undefined, after: WebLockParts['after']): LockOptions {
  if (withinMs === undefined) return {};
  if (withinMs === 0) return { ifAvailable: true };
  const giveUp = new AbortController();
  after(withinMs, () => giveUp.abort());
  return { signal: giveUp.signal };
}
