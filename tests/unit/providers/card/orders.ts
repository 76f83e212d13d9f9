/** Orders and answers of the card rail for its tests, as plain as possible. */

import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Order, RailAccount } from '../../../../src/providers/contract.ts';
import { NOW } from '../../../support/attempts.ts';

export const ACCOUNT: RailAccount = {
  appId: 'acct_1',
  readerId: 'tmr_1',
  shopName: '街角小店',
  tillId: 'T7K2',
};

export const orderOf = (kind: OperationKind, more: Partial<Order> = {}): Order => ({
  kind,
  presentation: 'card_reader',
  orderNumber: 'GTA1',
  amount: money('USD', 1250),
  openedAt: NOW,
  now: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
  isGivenUp: false,
  mayBeCaptured: false,
  ...(kind === 'present' ? {} : { tradeNumber: 'pi_1' }),
  ...(kind === 'refund' || kind === 'refund_query' ? { refund: { number: 'GTA1R1', amountMinor: 500 } } : {}),
  ...more,
});

/** A cancel whose turn it is to go to the reader. */
export const toReader = (kind: 'cancel' | 'close' = 'cancel'): Order => orderOf(kind, { answeredBefore: 1 });

export type Fields = Readonly<Record<string, unknown>>;

export const INTENT: Fields = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 1250,
  amount_received: 0,
  currency: 'usd',
  metadata: { order: 'GTA1' },
  status: 'requires_payment_method',
  last_payment_error: null,
  latest_charge: null,
  cancellation_reason: null,
};

export const CHARGE: Fields = {
  id: 'ch_1',
  object: 'charge',
  created: 1_795_399_200,
  refunded: false,
  payment_method_details: { card_present: { brand: 'visa', last4: '4242' } },
};

export const SUCCEEDED: Fields = {
  ...INTENT,
  status: 'succeeded',
  amount_received: 1250,
  latest_charge: CHARGE,
};

export const declinedBy = (error: Fields): Fields => ({
  ...INTENT,
  last_payment_error: { type: 'card_error', ...error },
});

export const READER: Fields = {
  id: 'tmr_1',
  object: 'terminal.reader',
  action: {
    type: 'process_payment_intent',
    status: 'in_progress',
    process_payment_intent: { payment_intent: 'pi_1' },
  },
};

export const REFUND: Fields = {
  id: 're_1',
  object: 'refund',
  amount: 500,
  currency: 'usd',
  payment_intent: 'pi_1',
  status: 'succeeded',
  metadata: { order: 'GTA1', refund: 'GTA1R1' },
};

export const failed = (code: string | undefined, more: Fields = {}): Fields => ({
  error: { type: 'invalid_request_error', message: 'No.', ...(code === undefined ? {} : { code }), ...more },
});
