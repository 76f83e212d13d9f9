/** What every rail provides: pure functions between an operation and the provider's bytes. README.md tells how to add one. */

import type { AttemptEvent, PayerDetail } from '../domain/attempt.ts';
import type { FaultCode } from '../domain/fault.ts';
import type { Money } from '../domain/money.ts';
import type { OperationKind, RawWords } from '../domain/operation.ts';
import type { Presentation, RailName } from '../domain/rail.ts';
import type { RefundEvent } from '../domain/refund.ts';
import type { SealedCertificate, WireRequest } from '../ports.ts';

/** The shop's account at a provider, as far as requests name it. No secrets. */
export interface RailAccount {
  /** The application or client id; for a card reader's account the shop's own name of it. */
  readonly appId: string;
  /** WeChat Pay `mchid`, UnionPay `merId`. */
  readonly merchantId?: string;
  /** The serial number of the merchant's certificate, where requests name it. */
  readonly certificateSerial?: string;
  /** The provider's public key by whose id it is to sign its answers (WeChat Pay `PUB_KEY_ID_…`); else by certificate. */
  readonly publicKeyId?: string;
  /** Where the provider may send news, of shops that have a server. */
  readonly notifyUrl?: string;
  /** The card reader that this till drives. */
  readonly readerId?: string;
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
  /** When the attempt was opened, the same in all its operations: UnionPay tells orders apart by number and time. */
  readonly openedAt?: number;
  /** 32 hexadecimal digits, fresh for each request. */
  readonly nonce: string;
  /** How many operations of this kind were answered before: a new try after a refusal needs a key of its own. */
  readonly answeredBefore: number;
  /** How long the customer may pay, for `present`. */
  readonly lifeMs?: number;
  /** The customer's payment code, for `pay`: a secret, in memory only. */
  readonly paymentCode?: string;
  /** What the payer was last said to be doing. */
  readonly payerDetail?: PayerDetail;
  /** The payment is not wanted any more: what nobody but this till could still charge is closed (PayPal). */
  readonly isGivenUp?: boolean;
  /** A capture left and was not refused: it may still be on its way, or newer than what a look at the order finds (PayPal). */
  readonly mayBeCaptured?: boolean;
  /** The provider's own number of this order, once it has said one. */
  readonly tradeNumber?: string;
  /** The provider's number of the payment, once it was paid. */
  readonly paymentNumber?: string;
  readonly refund?: {
    readonly number: string;
    readonly amountMinor: number;
    /** When the refund was asked for, the same in every try. */
    readonly requestedAt?: number;
    /** What had certainly gone back of this payment before, minor units; 0 unless told. */
    readonly returnedMinor?: number;
  };
}

/** How a request shows whose it is. `proxy`: what stands before the provider adds the secret (design.md 5). */
export type Authentication = 'signature' | 'token' | 'proxy';

/** How an answer is known to be the provider's. `channel`: it is not signed; TLS and our own origin vouch for it. */
export type Proof = 'signature' | 'channel';

export interface BuiltRequest {
  readonly request: WireRequest;
  /** What the merchant's key signs; there where the rail signs, and only there. */
  readonly textToSign?: string;
}

export type Built =
  | BuiltRequest
  /** Nothing need be asked: what follows from what the till knows, such as an order whose link nobody ever saw. */
  | { readonly known: Reading };

/** What `open` found in the raw bytes, before anything in them is believed. */
export type Opened =
  | {
      readonly kind: 'signed';
      /** The exact bytes that the signature covers. */
      readonly bytes: Uint8Array;
      readonly signature: string;
      readonly keyId: string | undefined;
      /** What `read` gets once the signature is valid, where the signature covers more than it; else `bytes`. */
      readonly content?: Uint8Array;
    }
  /** Of a provider that does not sign; believed only where the rail's proof is the channel. */
  | { readonly kind: 'channel'; readonly content: Uint8Array }
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
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** An answer whose origin is proven. */
export interface Verified {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** A token that stands for the merchant for a while (OAuth 2.0 client credentials). */
export interface TokenStep {
  readonly build: (account: RailAccount) => WireRequest;
  readonly read: (
    answer: Answer,
  ) => { readonly token: string; readonly lifeMs: number } | { readonly fault: FaultCode };
}

/** How a provider's new key is looked up: in certificates that it seals for the shop (WeChat Pay `/v3/certificates`). */
export interface KeyStep {
  /** `listed`: it can be looked up; `entered`: only the owner can enter it; nothing for what is no name of a key. */
  readonly kindOf: (keyId: string) => 'listed' | 'entered' | undefined;
  readonly build: (account: RailAccount, when: Pick<Order, 'now' | 'nonce'>) => BuiltRequest;
  /** As a rail's `open`: finds the signed bytes, and believes nothing. */
  readonly open: (answer: Answer, when: Pick<Order, 'now'>) => Opened;
  /**
   * The certificates in an answer, still sealed. Called before anything is proven: the keys to prove it by are inside.
   * Nothing for what is no such list.
   */
  readonly read: (bytes: Uint8Array) => readonly SealedCertificate[] | undefined;
}

export interface Rail {
  readonly name: RailName;
  readonly authentication: Authentication;
  readonly proof: Proof;
  readonly build: (order: Order, account: RailAccount) => Built;
  /** Puts the signature or the token into the request; not called where a proxy authenticates. */
  readonly attach: (request: WireRequest, credential: string) => WireRequest;
  readonly open: (answer: Answer, order: Order) => Opened;
  /** Called with proven bytes only. An answer that makes no sense is `provider_odd`, never a guess. */
  readonly read: (verified: Verified, order: Order) => Reading;
  /**
   * What to send next, by itself, after this news, while the till that began the payment is still at it: the capture of
   * what the payer approved, the word to the card reader. Never sent again after a restart (payment-model.md 4.5, 7).
   */
  readonly followUp?: (event: AttemptEvent) => 'capture' | 'collect' | undefined;
  /** There where `authentication` is `token`. */
  readonly token?: TokenStep;
  /** There where the provider changes its keys by itself. */
  readonly keys?: KeyStep;
}
