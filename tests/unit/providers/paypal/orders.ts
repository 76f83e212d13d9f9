/** PayPal's answers for tests, as plainly as the provider writes them. */

import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { NOW } from '../../../support/attempts.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const ORDER_ID = '5O190127TN364715T';
export const CAPTURE_ID = '3C679366HH908993F';

/** An operation of a payment of 12.50 dollars. */
export function orderOf(kind: OperationKind, more: Partial<Order> = {}): Order {
  return {
    kind,
    presentation: 'payment_qr',
    orderNumber: 'GTA1',
    amount: money('USD', 1250),
    now: NOW,
    nonce: '00',
    answeredBefore: 0,
    ...(kind === 'present' ? { lifeMs: 120_000 } : { tradeNumber: ORDER_ID }),
    ...(kind === 'refund' || kind === 'refund_query'
      ? { paymentNumber: CAPTURE_ID, refund: { number: 'GTA1R1', amountMinor: 500 } }
      : {}),
    ...more,
  };
}

export const usd = (value: string): Fields => ({ currency_code: 'USD', value });

export const LINK = `https://www.paypal.com/checkoutnow?token=${ORDER_ID}`;

/** An order without any payment in it. */
export function orderFields(status: string, more: Fields = {}, unit: Fields = {}): Fields {
  return {
    id: ORDER_ID,
    status,
    intent: 'CAPTURE',
    purchase_units: [
      { reference_id: 'default', amount: usd('12.50'), custom_id: 'GTA1', invoice_id: 'GTA1', ...unit },
    ],
    links: [{ href: LINK, rel: 'payer-action', method: 'GET' }],
    ...more,
  };
}

export function captureFields(status: string, more: Fields = {}): Fields {
  return {
    id: CAPTURE_ID,
    status,
    amount: usd('12.50'),
    custom_id: 'GTA1',
    invoice_id: 'GTA1',
    create_time: '2026-11-23T10:00:00Z',
    ...more,
  };
}

/** A completed order with these captures in it; it is COMPLETED whatever became of them. */
export function captured(...captures: readonly Fields[]): Fields {
  return orderFields('COMPLETED', {}, { payments: { captures } });
}

/** PayPal's error envelope. */
export function problem(name: string, issue?: string): Fields {
  const details = issue === undefined ? [] : [{ issue, description: `About ${issue}` }];
  return { name, message: `About ${name}`, debug_id: 'f90e1d2c3b4a5', details, links: [] };
}
