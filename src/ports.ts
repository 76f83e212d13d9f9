/** The outside world on one page: every effect that the counter can have passes through one of these ports. */

import type { Drawer, DrawerMovement } from './domain/drawer.ts';
import type { Entry, Head } from './domain/journal.ts';
import type { Money } from './domain/money.ts';
import type { OperationKind } from './domain/operation.ts';
import type { RailName } from './domain/rail.ts';
import type { Sale } from './domain/sale.ts';

/** Epoch milliseconds. In a practice book this is the simulator's clock. Order never depends on it (INV-17). */
export interface Clock {
  readonly now: () => number;
}

/** A clock that also counts how long it has been running, which nobody can set: it never jumps, and begins anywhere. */
export interface SteadyClock extends Clock {
  readonly steady: () => number;
}

/** Cryptographic randomness (S-13). */
export interface Random {
  readonly bytes: (length: number) => Uint8Array;
}

/** A request as a rail builds it; `path` is the provider's own path, the adapter adds where it is reached. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

export type WireReply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: Uint8Array;
      /** How long the answer took, by a clock that nobody can set; milliseconds. */
      readonly tookMs?: number;
    }
  /** `offline` only when the request certainly never left. */
  | { readonly kind: 'no_reply'; readonly reason: 'timeout' | 'network' | 'offline' };

/** Sends one request to a rail's gateway. Never rejects, never repeats a request. */
export interface Wire {
  readonly send: (rail: RailName, request: WireRequest) => Promise<WireReply>;
}

export type SignRefusal = 'no_key' | 'over_limit' | 'unknown_operation' | 'too_many' | 'failed';
export type Signed =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly refusal: SignRefusal };

/** What a till signs for: an operation, or a look for a provider's keys, which belongs to no payment. */
export type SignedOperation = OperationKind | 'key_query';

/** Signs with the merchant's key for a rail, base64; told what it signs for, it refuses what is over its limits (S-11). */
export interface Signer {
  readonly sign: (command: {
    readonly rail: RailName;
    readonly operation: SignedOperation;
    readonly amount: Money | undefined;
    readonly text: string;
  }) => Promise<Signed>;
}

/** `unavailable` means the check itself failed, and counts as not verified (S-74). */
export type Verdict = 'valid' | 'invalid' | 'unknown_key' | 'unavailable';

/** Checks a provider's signature (base64) over the raw bytes that were received (S-33). */
export interface Verifier {
  readonly verify: (claim: {
    readonly rail: RailName;
    /** The provider's key id where the rail names one. */
    readonly keyId: string | undefined;
    readonly bytes: Uint8Array;
    readonly signature: string;
  }) => Promise<Verdict>;
}

/** A provider's certificate as it travels: sealed for this shop alone. */
export interface SealedCertificate {
  /** What the provider calls the key in it. */
  readonly keyId: string;
  /** As its characters stand, bytes of UTF-8. */
  readonly nonce: string;
  readonly associatedData: string;
  /** base64, the tag at its end. */
  readonly ciphertext: string;
}

/**
 * What came of a new provider key: `not_listed`, the provider gives out no such certificate; `refused`, what it gave out
 * proves nothing; `unavailable`, the check itself failed. Only `admitted` makes anything valid.
 */
export type KeyAdmission = 'admitted' | 'not_listed' | 'refused' | 'unavailable';

/** Takes in a provider's new key out of certificates that only this shop can open (S-34). Never rejects. */
export interface KeyIntake {
  /** Whether the shop has what it takes to open them. */
  readonly canOpen: (rail: RailName) => Promise<boolean>;
  readonly admit: (command: {
    readonly rail: RailName;
    /** The key that is wanted, as the provider names it. */
    readonly keyId: string;
    readonly certificates: readonly SealedCertificate[];
    /** The signature over the answer that brought them; it has to be by one of them. */
    readonly proof: { readonly keyId: string; readonly bytes: Uint8Array; readonly signature: string };
  }) => Promise<KeyAdmission>;
}

/** Free text kept beside the journal; the entry holds only `commitment`, so that erasing the text keeps the chain whole. */
export interface SideText {
  readonly commitment: string;
  readonly salt: string;
  readonly text: string;
}

/** One step of the journal: entries and the projections that follow from them, stored together or not at all. */
export interface Batch {
  /** The head this batch was computed on; its `seq` is the fence. */
  readonly after: Head;
  readonly head: Head;
  readonly entries: readonly Entry[];
  readonly sales: readonly Sale[];
  readonly texts: readonly SideText[];
  /** The cash drawer after the entries, where they changed it, and what was put in, taken out or counted by them. */
  readonly drawer?: Drawer;
  readonly movements?: readonly DrawerMovement[];
}

export type AppendResult =
  | { readonly ok: true }
  /** `fenced`: somebody else wrote first; read again. The others: nothing was written (INV-15). */
  | { readonly ok: false; readonly refusal: 'fenced' | 'full' | 'unavailable' };

export interface JournalState {
  readonly head: Head | undefined;
  /** Sales that are open or watched, by number. */
  readonly live: readonly Sale[];
  /** The number of the newest sale, 0 without any. */
  readonly newest: number;
  /** What should be in the cash drawer; none before it was first used. */
  readonly drawer?: Drawer | undefined;
}

/** The journal of one book. Reads may reject when the database is gone; `append` answers instead. */
export interface Journal {
  readonly read: () => Promise<JournalState>;
  /** Durable on disk (strict) once it resolves with `ok`. */
  readonly append: (batch: Batch) => Promise<AppendResult>;
  /** Whether something can be made durable now: writes a mark beside the journal and takes it away. Not there: tried by the next append. */
  readonly canWrite?: () => Promise<boolean>;
  /** The newest sales first, below sale number `before` if given. */
  readonly recent: (limit: number, before?: number) => Promise<readonly Sale[]>;
  readonly saleByOrderNumber: (orderNumber: string) => Promise<Sale | undefined>;
  readonly saleByNumber: (number: number) => Promise<Sale | undefined>;
  /** The newest movements of the cash drawer first, below entry `before` if given. */
  readonly movements: (limit: number, before?: number) => Promise<readonly DrawerMovement[]>;
  /** Stored entries with `seq` from `from` on, at most `limit`, in order, as found: damaged ones are not hidden. */
  readonly entries: (from: number, limit: number) => Promise<readonly unknown[]>;
  readonly text: (commitment: string) => Promise<SideText | undefined>;
}

/** The right to drive a book: at most one context of a till has it (INV-18). It ends by itself when its holder dies. */
export interface Lock {
  /**
   * Waits for the right, at most `withinMs` if given, and then has it until `release`. `onAsked` is called when another
   * context wants it; `onLost` when it was taken away, since this context had stood still and did not answer.
   */
  readonly acquire: (options: {
    readonly withinMs?: number;
    readonly onAsked: () => void;
    readonly onLost: () => void;
  }) => Promise<{ readonly release: () => void } | undefined>;
  /** Asks whoever has the right to let go; one that does not even answer loses it. */
  readonly ask: () => void;
}

/** Wakes the driver: `at` replaces the time asked for before; `undefined` asks for none. */
export interface Wakeup {
  readonly at: (time: number | undefined) => void;
}
