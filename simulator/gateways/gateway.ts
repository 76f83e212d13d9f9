/** What every rail's gateway is: it opens a call, lets it act on the world in one synchronous step, and seals an answer. */

import type { FaultName } from '../faults/catalogue.ts';
import type { JsonObject, Operation, Rail, RawCall, World } from '../world/model.ts';
import type { SimulatorCrypto } from './crypto.ts';

/** One thing the provider checked, for the desk. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
}

/** What the provider says, before it is signed and written down. */
export interface Answer {
  readonly fields: JsonObject;
  /** The name under which the fields travel. */
  readonly node: string;
  /** False for what the provider answers before it knows whom to sign for. */
  readonly signed: boolean;
}

/** A call that was read and whose signature was checked; nothing has happened yet. */
export interface OpenCall {
  readonly operation: Operation | null;
  readonly orderNumber: string | null;
  /** What was asked, for the desk: payment codes masked. */
  readonly request: JsonObject;
  readonly checks: readonly Check[];
  readonly perform: (world: World, now: number) => Answer;
  /** Fault answers in the provider's own words. */
  readonly refuse: (fault: 'provider-busy' | 'rate-limited', code: string | undefined) => Answer;
}

/** How an answer is sealed: rightly, or as a fault wants it. */
export type Sealing = 'right' | 'signature-bad' | 'signature-missing' | 'key-unknown';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Gateway {
  readonly rail: Rail;
  /** Whether this rail answers at a path. */
  readonly serves: (path: string) => boolean;
  /** Reads a call and checks its signature against the merchant's keys. */
  readonly open: (call: RawCall, publicKeys: readonly string[], crypto: SimulatorCrypto) => Promise<OpenCall>;
  /** A signed lie: another amount, currency or order. Undefined when the answer has nothing to lie about. */
  readonly tamper: (answer: Answer, fault: FaultName) => Answer | undefined;
  readonly seal: (
    answer: Answer,
    how: { readonly sealing: Sealing; readonly trace: string },
    crypto: SimulatorCrypto,
  ) => Promise<WireAnswer>;
}
