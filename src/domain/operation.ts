/** An operation: one message to a provider inside an attempt, in the journal before it leaves when it can move money. */

export const OPERATION_KINDS = [
  'pay',
  'present',
  'query',
  'cancel',
  'close',
  /** Takes what the payer approved (PayPal). */
  'capture',
  /** Tells the card reader to ask for a card. */
  'collect',
  'refund',
  'refund_query',
] as const;

export type OperationKind = (typeof OPERATION_KINDS)[number];

/** A provider's own words, kept verbatim. */
export interface RawWords {
  readonly code: string;
  readonly subCode?: string;
  readonly message?: string;
}

export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  /** The idempotency key: the order number, or the refund number. */
  readonly key: string;
  readonly sentAt: number;
  readonly state: 'sent' | 'done' | 'refused' | 'unknown';
  readonly answeredAt?: number;
  readonly raw?: RawWords;
}

/**
 * Whether the operation's intent must be durable before it leaves (INV-02). A question moves no money: it is journaled
 * when its answer brings news, not each time it is asked, since a QR on the screen asks forty times.
 */
export function movesMoney(kind: OperationKind): boolean {
  return kind !== 'query' && kind !== 'refund_query';
}
