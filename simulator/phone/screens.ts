/** The screens a phone can be on, and what each has to tell. */

import type { BillView, CardAnswer, OrderView } from '../parts/client.ts';
import type { RefusalKind } from '../words/phone-words.ts';

export type Result =
  | { readonly kind: 'paid'; readonly bill: BillView }
  /** The payer agreed, and the shop has still to take the money. */
  | { readonly kind: 'approved'; readonly bill: BillView }
  | { readonly kind: 'refused'; readonly refusal: RefusalKind; readonly order: Ordered | undefined };

/** What was to be paid, to whom. */
export type Ordered = Pick<OrderView, 'merchant' | 'amountMinor' | 'currency'>;

/** What the reader said to a card, or that it did not say anything to it. */
export type CardAtReaderAnswer = CardAnswer | 'not-asking' | 'no-answer' | 'cancelled';

/** What a customer may pay to static codes in a day, and what is left of it today. */
export interface OverLimit {
  readonly limitMinor: number;
  readonly leftMinor: number;
}

export type Screen =
  | { readonly name: 'home' | 'customers' | 'code' | 'scan' | 'confirm' | 'bills' }
  /** Holding a card to the reader; `answer`: what the reader said last. */
  | { readonly name: 'card'; readonly answer: CardAtReaderAnswer | undefined }
  /** How much to pay to a static code; `over`: more was typed than it may take of this customer today. */
  | { readonly name: 'amount'; readonly over: OverLimit | undefined }
  | { readonly name: 'password'; readonly triesLeft: number | undefined }
  | { readonly name: 'result'; readonly result: Result };
