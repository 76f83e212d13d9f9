/** Orders at UnionPay for tests, and answers to them as UnionPay would write them. */

import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { Order } from '../../../../src/providers/contract.ts';

/** 23 November 2026, 10:00:00 in Beijing. */
export const NOW = Date.UTC(2026, 10, 23, 2, 0, 0);
export const CODE = '6220835931895481436';
export const QR = 'https://qr.95516.com/00010000/62220000000000000000000000000001';
export const ACCOUNT = {
  appId: '777290000000001',
  merchantId: '777290000000001',
  certificateSerial: '68747055815',
  shopName: '街角小店 & Co',
  tillId: 'T7K2',
};

export const orderOf = (kind: OperationKind, more: Partial<Order> = {}): Order => ({
  kind,
  presentation: 'payment_code',
  orderNumber: 'GT0A1',
  amount: money('CNY', 1250),
  now: NOW + 5_000,
  openedAt: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
  lifeMs: 120_000,
  paymentCode: CODE,
  paymentNumber: '202611231000001234567',
  refund: { number: 'GT0A1R1', amountMinor: 500, requestedAt: NOW + 3_600_000 },
  ...more,
});

const TYPES: Readonly<Record<string, string>> = {
  cancel: '99',
  refund: '04',
  query: '00',
  refund_query: '00',
};

/** What every answer to this order has in it. */
export function answerTo(order: Order, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const isRefund = order.kind === 'refund' || order.kind === 'refund_query';
  return {
    txnType: TYPES[order.kind] ?? '01',
    orderId: isRefund ? (order.refund?.number ?? '') : order.orderNumber,
    respCode: '00',
    respMsg: '成功[0000000]',
    ...more,
  };
}

/** A payment that succeeded, as a question about it finds it. */
export const PAID = {
  origRespCode: '00',
  queryId: '202611231000001234567',
  txnAmt: '1250',
  currencyCode: '156',
  settleAmt: '1250',
};

export function textOf(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
