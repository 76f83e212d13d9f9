/** Answers bent in every way: none makes the rail stumble, and none but the whole truth is a payment. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimFault } from '../../../../src/domain/claim.ts';
import { OPERATION_KINDS, type OperationKind } from '../../../../src/domain/operation.ts';
import { open, read } from '../../../../src/providers/paypal/replies.ts';
import { captured, captureFields, orderFields, orderOf } from './orders.ts';

const KINDS = OPERATION_KINDS.filter((kind) => kind !== 'pay' && kind !== 'collect');
const PAID = new TextEncoder().encode(JSON.stringify(captured(captureFields('COMPLETED'))));

function understand(bytes: Uint8Array, kind: OperationKind, status = 200): string {
  const order = orderOf(kind);
  const opened = open({ status, headers: {}, bytes });
  if (opened.kind !== 'channel') return 'unsigned';
  const { event, claim } = read({ status, bytes: opened.content }, order);
  const isMoney = event.type === 'PAID';
  return claimFault(order, claim, isMoney) === undefined ? event.type : 'mismatch';
}

test('any bytes, any JSON, any status', () => {
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc
      .object({
        key: fc.constantFrom(
          'id',
          'status',
          'purchase_units',
          'payments',
          'captures',
          'amount',
          'links',
          'details',
          'name',
          'error',
        ),
      })
      .map((value) => new TextEncoder().encode(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(
      bodies,
      fc.constantFrom(...KINDS),
      fc.integer({ min: 100, max: 599 }),
      (bytes, kind, status) => {
        expect(understand(bytes, kind, status)).not.toBe('PAID');
      },
    ),
    { numRuns: 500 },
  );
});

test('one byte of a paid order changed: it is paid for this order and amount still, or not at all', () => {
  for (let at = 0; at < PAID.length; at += 1) {
    for (const bit of [1, 4, 16]) {
      const bent = PAID.slice();
      bent[at] = (bent[at] ?? 0) ^ bit;
      const text = new TextDecoder().decode(bent);
      const isSame = /"value":"12.50"},"custom_id":"GTA1"/.test(text) && text.includes('"USD"');
      if (understand(bent, 'query') === 'PAID') expect(isSame, text).toBe(true);
    }
  }
});

test('an order that is cut short is no order', () => {
  for (let length = 0; length < PAID.length; length += 1)
    expect(understand(PAID.slice(0, length), 'query')).toBe('unsigned');
});

test('deep nesting and long lists are borne', () => {
  const many = Array.from({ length: 2_000 }, () => captureFields('DECLINED'));
  const bytes = new TextEncoder().encode(JSON.stringify(captured(...many)));
  expect(['unsigned', 'DECLINED']).toContain(understand(bytes, 'query'));
  const deep = new TextEncoder().encode(`{"purchase_units":${'['.repeat(5_000)}${']'.repeat(5_000)}}`);
  expect(understand(deep, 'query')).toBe('NO_ANSWER');
  expect(understand(new TextEncoder().encode(JSON.stringify(orderFields('APPROVED'))), 'query')).toBe(
    'APPROVED',
  );
});
