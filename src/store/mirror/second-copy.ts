/** The second copy as the page sees it: it follows the journal entry by entry, and tells how far it is behind. */

import { isEntry } from '../../domain/journal.ts';
import type { Journal } from '../../ports.ts';
import { type CopyTail, copyLine } from './copy-format.ts';
import { type CopyWish, readAnswer, readTails, readTexts } from './copy-messages.ts';

/** The way to the worker. */
export interface CopyPort {
  readonly send: (message: unknown) => void;
  /** `ended`: the worker did not start, or broke down. */
  readonly listen: (heard: (message: unknown) => void, ended: () => void) => void;
}

/** How far the copy is: `none`, this browser has no place for one; `failed`, it could not be written. */
export type CopyState =
  | { readonly kind: 'none' | 'failed' }
  /** `lag` entries of the journal are not in it yet. */
  | { readonly kind: 'kept'; readonly seq: number; readonly lag: number };

export interface SecondCopy {
  /** The newest entry of every till that the copy holds; undefined where there is no copy, or it does not answer in time. */
  readonly tails: () => Promise<readonly CopyTail[] | undefined>;
  /** What the files of a till say, oldest first; rejects when they cannot be read. */
  readonly read: (till: string) => Promise<readonly string[]>;
  /** Begins to follow a journal. Never rejects. */
  readonly follow: (command: Following) => Followed;
}

export interface Following {
  readonly journal: Pick<Journal, 'entries'>;
  readonly till: string;
  readonly run: string;
  /** The copy holds everything up to this entry. */
  readonly from: number;
  readonly onState: (state: CopyState) => void;
}

export interface Followed {
  /** The journal has come to this entry. */
  readonly moved: (seq: number) => void;
}

/** A worker that has not answered by then has no say in how the till starts. */
const PATIENCE_MS = 2_000;
const CHUNK_LENGTH = 200;

/** `port`: undefined where no worker can be had. */
export function createSecondCopy(port: CopyPort | undefined): SecondCopy {
  const ask = port === undefined ? undefined : createAsk(port);
  return {
    tails: async () => {
      const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
      const tails = ask?.({ do: 'tails' })
        .then(readTails)
        .catch(() => undefined);
      return Promise.race([tails, late]);
    },
    read: async (till) => {
      if (ask === undefined) throw new Error('there is no second copy');
      return readTexts(await ask({ do: 'read', till }));
    },
    follow: (command) => follow(ask, command),
  };
}

type Ask = (wish: CopyWish) => Promise<unknown>;

function createAsk(port: CopyPort): Ask {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let isBroken = false;
  const heard = (message: unknown): void => {
    const answer = readAnswer(message);
    const one = answer && waiting.get(answer.id);
    if (answer === undefined || one === undefined) return;
    waiting.delete(answer.id);
    if (answer.ok) one.resolve(answer.value);
    else one.reject(new Error(answer.problem));
  };
  const ended = (): void => {
    isBroken = true;
    for (const { reject } of waiting.values()) reject(new Error('the worker of the second copy ended'));
    waiting.clear();
  };
  port.listen(heard, ended);
  return (wish) =>
    new Promise((resolve, reject) => {
      if (isBroken) return reject(new Error('the worker of the second copy did not start'));
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      port.send({ id: lastId, ...wish });
    });
}

function follow(ask: Ask | undefined, { journal, till, run, from, onState }: Following): Followed {
  if (ask === undefined) {
    onState({ kind: 'none' });
    return { moved: () => undefined };
  }
  let copied = from;
  let wanted = from;
  let begun: Promise<unknown> | undefined;
  let isAtWork = false;
  let hasFailed = false;

  const tell = (): void => onState({ kind: 'kept', seq: copied, lag: wanted - copied });
  const copyOn = async (): Promise<void> => {
    begun ??= ask({ do: 'begin', till, run });
    await begun;
    while (copied < wanted) {
      const found = (await journal.entries(copied + 1, CHUNK_LENGTH)).filter(isEntry);
      const last = found.at(-1);
      // Nothing more can be read, though the journal should go on: the next entry brings it here again.
      if (last === undefined) return;
      await ask({ do: 'append', lines: found.map(copyLine) });
      copied = last.seq;
      tell();
    }
  };
  const work = async (): Promise<void> => {
    isAtWork = true;
    try {
      await copyOn();
    } catch {
      // Tried again at the next start; until then the screen says that there is none.
      hasFailed = true;
      onState({ kind: 'failed' });
    } finally {
      isAtWork = false;
    }
  };
  tell();
  return {
    moved: (seq) => {
      if (hasFailed || seq <= wanted) return;
      wanted = seq;
      tell();
      if (!isAtWork) void work();
    },
  };
}
