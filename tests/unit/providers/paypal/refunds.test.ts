/** What becomes of a refund: told at once, found in its order, or refused (paypal.md 1.3). */

import { describe, expect, test } from 'vitest';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import { REFUND_REFUSALS, SET_UP_FAULTS } from '../../../../src/providers/paypal/faults.ts';
import { read } from '../../../../src/providers/paypal/replies.ts';
import { captureFields, type Fields, orderFields, orderOf, problem, usd } from './orders.ts';

function meaning(kind: OperationKind, fields: Fields, status = 200): string {
  const { event } = read({ status, bytes: new TextEncoder().encode(JSON.stringify(fields)) }, orderOf(kind));
  return `${event.type} ${'fault' in event ? event.fault : ''}`.trim();
}

const refused = (kind: OperationKind, issue: string, status = 422): string =>
  meaning(kind, problem('UNPROCESSABLE_ENTITY', issue), status);

describe('a refund', () => {
  const refund = (status: string, more: Fields = {}): Fields => ({
    id: '1JU08902781691411',
    status,
    amount: usd('5.00'),
    invoice_id: 'GTA1R1',
    custom_id: 'GTA1',
    ...more,
  });
  const inOrder = (...refunds: readonly Fields[]): Fields =>
    orderFields('COMPLETED', {}, { payments: { captures: [captureFields('PARTIALLY_REFUNDED')], refunds } });

  test.each([
    ['COMPLETED', 'SUCCEEDED'],
    ['PENDING', 'PENDING'],
    ['FAILED', 'FAILED refund_abnormal'],
    ['CANCELLED', 'FAILED refund_abnormal'],
    ['SOMETHING_NEW', 'NO_ANSWER provider_odd'],
  ])('%s is %s, told at once or found in its order', (status, expected) => {
    expect(meaning('refund', refund(status), 201)).toBe(expected);
    expect(
      meaning('refund_query', inOrder(refund('COMPLETED', { invoice_id: 'GTA1R0' }), refund(status))),
    ).toBe(expected);
  });

  test('of another amount, currency or number is none of ours', () => {
    for (const odd of [
      { amount: usd('5.01') },
      { amount: { currency_code: 'EUR', value: '5.00' } },
      { invoice_id: 'X' },
    ])
      expect(meaning('refund', refund('COMPLETED', odd), 201)).toBe('NO_ANSWER answer_mismatch');
    expect(meaning('refund', refund('COMPLETED', { amount: undefined }), 201)).toBe('NO_ANSWER provider_odd');
  });

  test('that is not in its order is not there yet', () => {
    expect(meaning('refund_query', inOrder())).toBe('ABSENT');
    expect(meaning('refund_query', inOrder(refund('COMPLETED', { invoice_id: 'GTA1R0' })))).toBe('ABSENT');
    expect(refused('refund_query', 'INVALID_RESOURCE_ID', 404)).toBe('ABSENT');
    expect(meaning('refund_query', {})).toBe('NO_ANSWER provider_odd');
  });

  test.each(Object.entries(REFUND_REFUSALS))('%s ends it: %s', (issue, fault) => {
    expect(refused('refund', issue)).toBe(`FAILED ${fault}`);
    expect(refused('refund_query', issue)).toMatch(/^NO_ANSWER/);
  });

  test.each(Object.entries(SET_UP_FAULTS))(
    '%s leaves it owed until the shop’s account is mended',
    (issue, fault) => {
      expect(refused('refund', issue)).toBe(`NEEDS_ACTION ${fault}`);
      expect(refused('refund', issue, 403)).toBe(`NO_ANSWER ${fault}`);
    },
  );

  test('waits for the shop’s balance', () => {
    expect(refused('refund', 'REFUND_FAILED_INSUFFICIENT_FUNDS')).toBe('NEEDS_ACTION refund_balance_short');
  });

  test('under a number that was used is asked about', () => {
    expect(refused('refund', 'DUPLICATE_INVOICE_ID')).toBe('PENDING');
    expect(refused('refund', 'PREVIOUS_REQUEST_IN_PROGRESS', 409)).toBe('PENDING');
  });
});
