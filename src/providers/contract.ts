/** What every rail provides: pure functions between an operation and the provider's bytes. README.md tells how to add one. */

import type { AttemptEvent } from '../domain/attempt.ts';
import type { FaultCode } from '../domain/fault.ts';
import type { Money } from '../domain/money.ts';
import type { OperationKind, RawWords } from '../domain/operation.ts';
import type { Presentation, RailName } from '../domain/rail.ts';
import type { RefundEvent } from '../domain/refund.ts';
import type { WireRequest } from '../ports.ts';

/** The shop's account at a provider, as far as requests name it. No secrets. */
export interface RailAccount {
  readonly appId: string;
  readonly shopName: string;
  readonly tillId: string;
}

/** One operation, with all that a request needs to say. */
export interface Order {
  readonly kind: OperationKind;
  readonly presentation: Presentation;
  readonly orderNumber: string;
  readonly amount: Money;
  readonly now: number;
  /** How long the customer may pay, for `present`. */
  readonly lifeMs?: number;
  /** The customer's payment code, for `pay`: a secret, in memory only. */
  readonly paymentCode?: string;
  readonly refund?: { readonly number: string; readonly amountMinor: number };
}

export interface Built {
  readonly request: WireRequest;
  /** What the merchant's key signs. */
  readonly textToSign: string;
}

/** What `open` found in the raw bytes, before anything in them is believed. */
export type Opened =
  | {
      readonly kind: 'signed';
      /** The exact bytes that the signature covers. */
      readonly bytes: Uint8Array;
      readonly signature: string;
      readonly keyId: string | undefined;
    }
  /** No signature: `fault` says what to make of it; `answer_forged` where a signature had to be. */
  | { readonly kind: 'unsigned'; readonly fault: FaultCode; readonly raw?: RawWords };

/** What the provider claims about the order; compared with the attempt before it counts. */
export interface Claim {
  readonly orderNumber: string | undefined;
  /** Only where the answer states money. */
  readonly amount?: Money | 'unreadable';
}

/** A verified answer, in the words of the model. */
export type Reading =
  | { readonly about: 'attempt'; readonly event: AttemptEvent; readonly claim: Claim; readonly raw: RawWords }
  | { readonly about: 'refund'; readonly event: RefundEvent; readonly claim: Claim; readonly raw: RawWords };

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

export interface Rail {
  readonly name: RailName;
  readonly build: (order: Order, account: RailAccount) => Built;
  readonly attach: (request: WireRequest, signature: string) => WireRequest;
  readonly open: (answer: Answer, order: Order) => Opened;
  /** Called with the verified bytes only. An answer that makes no sense is `provider_odd`, never a guess. */
  readonly read: (verified: Uint8Array, order: Order) => Reading;
}
