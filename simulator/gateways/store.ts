/** Where a host keeps its world: a port of one synchronous step at a time. */

import type { JsonObject, Operation, Rail, World } from '../world/model.ts';
import type { Check } from './gateway.ts';

/** One message, as the provider saw it. */
export interface Exchange {
  readonly seq: number;
  /** Simulated time. */
  readonly at: number;
  readonly rail: Rail;
  readonly operation: Operation | null;
  readonly orderNumber: string | null;
  readonly method: string;
  readonly path: string;
  readonly request: JsonObject;
  readonly checks: readonly Check[];
  /** Faults that struck this message. */
  readonly faults: readonly string[];
  /** `never-arrived`: the provider did not see it; `late`: it came after others; `repeated`: it came a second time. */
  readonly arrival: 'arrived' | 'never-arrived' | 'late' | 'repeated';
  /** The HTTP status of the answer, before any fault on the way back; null: there was none. */
  readonly status: number | null;
  /** What the provider answered, before signing and before any fault on the way back; null: nothing. */
  readonly answer: JsonObject | null;
}

/** What a command may use beside the world. */
export interface Step {
  /** Simulated time, epoch milliseconds. */
  readonly now: number;
  readonly realNow: number;
  /** Writes a message down, in the same transaction. */
  readonly record: (exchange: Exchange) => void;
}

/** As many messages as are kept. */
export const EXCHANGES_KEPT = 500;

export interface WorldStore {
  /** Runs one synchronous command on the world in one read-write transaction. If it throws nothing is kept. */
  readonly transact: <R>(command: (world: World, step: Step) => R) => Promise<R>;
  /** The merchant's keys; `fresh` reads them again instead of trusting what this host saw last. */
  readonly publicKeys: (rail: Rail, fresh: boolean) => Promise<readonly string[]>;
  /** Messages after a number, oldest first. */
  readonly exchanges: (after: number) => Promise<readonly Exchange[]>;
}
