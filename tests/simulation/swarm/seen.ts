/** What is seen of a run, as plain JSON lines in the order in which it happened: all that the auditor and the trace are made of. */

import { hashOf } from './random.ts';

/** The fields of every kind are flat, but for the `entry` that was written. `at`: true time, epoch milliseconds. */
export type Seen =
  /** An entry of the journal is in the store. */
  | {
      readonly t: 'entry';
      readonly till: string;
      readonly tab: number;
      readonly seq: number;
      readonly entry: object;
    }
  /** The tab was told that everything up to `seq` is durable. */
  | { readonly t: 'acknowledged'; readonly till: string; readonly tab: number; readonly seq: number }
  /** The tab was told that nothing was written; `keys`: what would have been allowed to leave. */
  | {
      readonly t: 'refused';
      readonly till: string;
      readonly tab: number;
      readonly refusal: string;
      readonly keys: string;
    }
  /** A message leaves the till. */
  | {
      readonly t: 'send';
      readonly n: number;
      readonly till: string;
      readonly tab: number;
      readonly rail: string;
      readonly method: string;
      readonly path: string;
      readonly body: string;
      readonly key: string;
    }
  /** What the tab heard of message `n`. */
  | { readonly t: 'heard'; readonly n: number; readonly what: string }
  /** A person's command, and what came of it. */
  | {
      readonly t: 'command';
      readonly till: string;
      readonly tab: number;
      readonly say: string;
      readonly sale: number;
    }
  | {
      readonly t: 'done';
      readonly till: string;
      readonly tab: number;
      readonly say: string;
      readonly outcome: string;
      readonly sale: number;
    }
  /** What the screen says about an attempt, whenever it says something new. */
  | {
      readonly t: 'word';
      readonly till: string;
      readonly tab: number;
      readonly sale: number;
      readonly order: string;
      readonly rail: string;
      readonly state: string;
      readonly charged: string;
      readonly qr: boolean;
    }
  /** The screen does not show this payment any more. */
  | { readonly t: 'gone'; readonly till: string; readonly tab: number; readonly order: string }
  /** What is said aloud: "paid", "not paid", that the storage fails. */
  | {
      readonly t: 'notice';
      readonly till: string;
      readonly tab: number;
      readonly kind: string;
      readonly sale: number;
      readonly order: string;
    }
  | { readonly t: 'lock'; readonly till: string; readonly tab: number; readonly does: 'has' | 'gives' }
  | { readonly t: 'tab'; readonly till: string; readonly tab: number; readonly does: string }
  /** Something was injected. */
  | { readonly t: 'fault'; readonly till: string; readonly kind: string; readonly what: string }
  /** A customer did something. */
  | { readonly t: 'customer'; readonly who: string; readonly does: string; readonly outcome: string }
  | { readonly t: 'phase'; readonly phase: 'healed' | 'settled' | 'reopened' | 'over' };

export type SeenAt = Seen & { readonly at: number };

export interface Notebook {
  readonly see: (seen: Seen) => void;
  readonly lines: readonly SeenAt[];
  /** How many faults were injected so far. */
  readonly faults: () => number;
  /** Over everything seen: the same seed and code give the same (INV-20). */
  readonly hash: () => string;
}

export function createNotebook(now: () => number): Notebook {
  const lines: SeenAt[] = [];
  let faults = 0;
  return {
    lines,
    faults: () => faults,
    see: (seen) => {
      if (seen.t === 'fault') faults += 1;
      lines.push({ at: now(), ...seen });
    },
    hash: () => {
      let hash = hashOf('');
      for (const line of lines)
        for (const value of Object.values(line))
          hash = hashOf(typeof value === 'object' ? JSON.stringify(value) : String(value), hash);
      return `${hash.toString(16).padStart(8, '0')}-${lines.length}`;
    },
  };
}
