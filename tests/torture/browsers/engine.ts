/** What a trial needs of a browser, whichever it is: start a profile at an address, run a function in the page, kill it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export const ENGINES = ['chromium', 'firefox', 'webkitgtk'] as const;

export type EngineName = (typeof ENGINES)[number];

/** The browser was killed: whoever waits for something on its screen has nothing to wait for any more. */
export class BrowserGone extends Error {
  constructor() {
    super('The browser is gone.');
    this.name = 'BrowserGone';
  }
}

/** What can be handed to a page and back. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

export interface Running {
  /**
   * Runs a function inside the page and brings its result back. The function must stand alone: only its text travels.
   * Rejects when the page is not there, or is another one before the result has come.
   */
  readonly run: <Args extends readonly Plain[], Result>(
    work: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ) => Promise<Result>;
  /** True from the moment in which it is killed or closed. */
  readonly isGone: () => boolean;
  /** SIGKILL to the whole process group: nothing is written any more. */
  readonly kill: () => Promise<void>;
  /** Ends it as the system does at shutdown, and waits until it is gone. */
  readonly close: () => Promise<void>;
  /** Closes the databases under the page without touching what is in them; undefined where there is no honest way. */
  readonly forceClose: (() => Promise<void>) | undefined;
  /** Ends the running service worker, as browsers do with idle ones; undefined where there is no way. */
  readonly stopWorker: (() => Promise<void>) | undefined;
  /** Freezes the page, as a browser does to save power, and gives back how it wakes; undefined where there is no way. */
  readonly freezePage: (() => Promise<() => Promise<void>>) | undefined;
  /** Stops every process of the browser where it is, and gives back how they go on. */
  readonly suspend: () => () => void;
}

export interface Engine {
  readonly name: EngineName;
  /** A sentence that says what is missing, or nothing when the engine can be started. */
  readonly missing: () => Promise<string | undefined>;
  /** Opens the profile in `folder` at `url`. */
  readonly start: (folder: string, url: string) => Promise<Running>;
  /** Begins to open it, however far that gets, as on a disk without room, and gives back how it is killed. */
  readonly startUnseen: (folder: string, url: string) => Promise<() => Promise<void>>;
  /** Has the browser promise the address that its data stays, as it does for an installed counter; undefined where no room is ever made. */
  readonly promiseToKeep?: (folder: string, origin: string) => void;
  /** Ends what the engine needed beside its browsers. */
  readonly stop: () => Promise<void>;
}

/** One expression for every engine: the result travels as JSON text. */
function expressionOf(work: (...args: never[]) => unknown, args: readonly Plain[]): string {
  return `(async () => JSON.stringify((await (${work.toString()})(...${JSON.stringify(args)})) ?? null))()`;
}

/** A child that leads a process group of its own, so that only that group is meant when it is killed. */
export function spawnGroup(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(program, args, { detached: true, stdio: 'ignore', env: { ...process.env, ...env } });
}

/** What `connect` gives; a browser that cannot be reached is not left behind. */
export async function orEnd<Result>(child: ChildProcess, connect: Promise<Result>): Promise<Result> {
  try {
    return await connect;
  } catch (error) {
    await endGroup(child, 'SIGKILL');
    throw error;
  }
}

/** How a browser is killed that nobody talks to. */
export function killerOf(child: ChildProcess): () => Promise<void> {
  return () => endGroup(child, 'SIGKILL');
}

// A detached child leads its own process group, and only that group is meant.
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

/** Ends a group and waits for its leader; a group that is gone already is left alone. */
async function endGroup(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
  await Promise.race([gone, sleep(PATIENCE_MS, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) {
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }
}

const PATIENCE_MS = 10_000;

/** How long a browser may take to start on a machine that has other things to do. */
export const START_PATIENCE_MS = 90_000;

/** Rejects when `work` takes longer; what it does goes on, nobody waits for it. */
export function within<Result>(what: string, timeoutMs: number, work: Promise<Result>): Promise<Result> {
  const limit = sleep(timeoutMs, undefined, { ref: false }).then((): never => {
    throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
  });
  return Promise.race([work, limit]);
}

/** Asks again and again until there is an answer; a browser that is gone ends it at once. */
export async function eventually<Result>(
  what: string,
  ask: () => Result | undefined | Promise<Result | undefined>,
  timeoutMs = 30_000,
): Promise<Result> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const answer = await attempt(ask);
    if (answer !== undefined) return answer;
    if (performance.now() > until) throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
    await sleep(40);
  }
}

async function attempt<Result>(
  ask: () => Result | undefined | Promise<Result | undefined>,
): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BrowserGone) throw error;
    return undefined;
  }
}

export interface Ends {
  /** What `run` is, until the browser is gone. */
  readonly run: (expression: string) => Promise<string>;
  readonly child: ChildProcess;
  /** Lets go of the connection to it. */
  readonly leave: () => void | Promise<void>;
  readonly abilities: Pick<Running, 'forceClose' | 'stopWorker' | 'freezePage'>;
}

/** The part that is the same for every engine. */
export function runningOf({ run, child, leave, abilities }: Ends): Running {
  let isGone = false;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    isGone = true;
    await endGroup(child, signal);
    await leave();
  };
  return {
    run: async (work, ...args) => {
      if (isGone) throw new BrowserGone();
      const text = await run(expressionOf(work, args)).catch((error: unknown) => {
        throw isGone ? new BrowserGone() : error;
      });
      return JSON.parse(text);
    },
    isGone: () => isGone,
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
    suspend: () => {
      signalGroup(child, 'SIGSTOP');
      return () => signalGroup(child, 'SIGCONT');
    },
    ...abilities,
  };
}
