/** What every rail's gateway is: it opens a call, lets it act on the world in one synchronous step, and seals an answer. */

import type { FaultName } from '../faults/catalogue.ts';
import type { JsonObject, Notification, Operation, Rail, RawCall, Trade, World } from '../world/model.ts';
import type { SimulatorCrypto } from './crypto.ts';

/** One thing the provider checked, for the desk. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
}

/** What the provider says, before it is signed and written down. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** What travels, in the order in which it is written; for the desk too. Null: an empty body. */
  readonly fields: JsonObject | null;
  /** False for what the provider answers before it knows whom to sign for, or where it never signs. */
  readonly signed: boolean;
  /** The name under which the fields travel, where the protocol wraps them (Alipay v2). */
  readonly node?: string;
  /** The body where it is no JSON of `fields` (XML, a form, a file); `fields` is then the desk's view of it. */
  readonly content?: string | Uint8Array<ArrayBuffer>;
  /** Beyond those that sealing adds. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What sealing must know beyond the body, in the gateway's own words: an encryption, a chosen key. */
  readonly sealAs?: string;
  /** What could only be checked with the world at hand, beside the call's own checks. */
  readonly checks?: readonly Check[];
}

/** A call that was read and whose signature was checked; nothing has happened yet. */
export interface OpenCall {
  readonly operation: Operation | null;
  readonly orderNumber: string | null;
  /** What was asked, for the desk: payment codes, secrets and card numbers masked. */
  readonly request: JsonObject;
  readonly checks: readonly Check[];
  readonly perform: (world: World, now: number) => Answer;
  /** Fault answers in the provider's own words. */
  readonly refuse: (
    fault: 'provider-busy' | 'rate-limited',
    code: string | undefined,
    moment: { readonly world: World; readonly now: number },
  ) => Answer;
}

/** How an answer is sealed: rightly, or as a fault wants it. */
export type Sealing = 'right' | 'signature-bad' | 'signature-missing' | 'key-unknown';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** News for the merchant's server that is due now; the host that can delivers it over HTTP. */
export interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a provider tells a merchant's server of what happened. */
export interface Newsroom {
  /** Gaps between deliveries until one is taken, milliseconds; after the last the provider gives up. */
  readonly gapsMs: readonly number[];
  /** How long the merchant's server may take to answer; five seconds unless told. */
  readonly patienceMs?: number;
  /** Writes one delivery as it is now; seals it in the same call. `now`: simulated time. */
  readonly write: (
    world: World,
    due: { readonly trade: Trade; readonly notification: Notification },
    now: number,
  ) => (crypto: SimulatorCrypto) => Promise<Letter>;
  /** Whether the merchant's server took it, by its answer. */
  readonly isTaken: (status: number, body: string) => boolean;
}

export interface Gateway {
  readonly rail: Rail;
  /** The real paths at which this gateway answers, as the start of a path or all of it; no two gateways share one. */
  readonly paths: readonly (string | RegExp)[];
  /** HTTP methods it answers; another gets 405. */
  readonly methods: readonly string[];
  /** Reads a call and checks its signature against the merchant's keys. Never rejects for anything a caller can send. */
  readonly open: (call: RawCall, publicKeys: readonly string[], crypto: SimulatorCrypto) => Promise<OpenCall>;
  /** A signed lie: another amount, currency or order. Undefined when the answer has nothing to lie about. */
  readonly tamper: (answer: Answer, fault: FaultName) => Answer | undefined;
  readonly seal: (
    answer: Answer,
    how: { readonly sealing: Sealing; readonly trace: string; readonly now: number },
    crypto: SimulatorCrypto,
  ) => Promise<WireAnswer>;
  /** Missing where the provider sends no news. */
  readonly news?: Newsroom;
}

/** Whether a gateway answers at a path. */
export function isServedBy(gateway: Pick<Gateway, 'paths'>, path: string): boolean {
  return gateway.paths.some((one) => (typeof one === 'string' ? path === one : one.test(path)));
}
