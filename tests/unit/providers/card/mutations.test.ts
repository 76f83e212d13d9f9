/** Whatever is changed in an answer of Stripe, the rail neither stumbles nor makes money out of it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimFault } from '../../../../src/domain/claim.ts';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import { open, read } from '../../../../src/providers/card/replies.ts';
import { type Fields, failed, INTENT, orderOf, READER, REFUND, SUCCEEDED } from './orders.ts';

const KINDS: readonly OperationKind[] = [
  'present',
  'collect',
  'query',
  'cancel',
  'close',
  'refund',
  'refund_query',
];
const ANSWERS: readonly Fields[] = [
  INTENT,
  SUCCEEDED,
  READER,
  REFUND,
  failed('payment_intent_unexpected_state', { payment_intent: SUCCEEDED }),
  { object: 'list', data: [REFUND], has_more: false },
];
const ATTEMPT = { orderNumber: 'GTA1', amount: money('USD', 1250) };

/** An answer in which one value, at any depth, is something else. */
const mutated = fc
  .tuple(fc.constantFrom(...ANSWERS), fc.nat(200), fc.jsonValue({ maxDepth: 1 }))
  .map(([answer, position, value]) => {
    let seen = 0;
    return JSON.stringify(answer, (_, found: unknown) => {
      seen += 1;
      return seen === position + 2 ? value : found;
    });
  });

describe('an answer that was changed', () => {
  test('is read without stumbling, at every operation', () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom(...KINDS), fc.nat(3), (text, kind, answeredBefore) => {
        const order = orderOf(kind, { answeredBefore });
        const opened = open({ status: 200, headers: {}, bytes: new TextEncoder().encode(text) });
        if (opened.kind !== 'channel') return;
        const { event } = read({ status: 200, bytes: opened.content }, order);
        expect(typeof event.type).toBe('string');
      }),
      { numRuns: 3_000 },
    );
  });

  test('is paid only for this order and the whole amount', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { event, claim } = read(
          { status: 200, bytes: new TextEncoder().encode(text) },
          orderOf('query'),
        );
        if (event.type !== 'PAID' || claimFault(ATTEMPT, claim, true) !== undefined) return;
        const said = JSON.parse(text) as typeof SUCCEEDED;
        expect(said).toMatchObject({
          status: 'succeeded',
          amount_received: 1250,
          currency: 'usd',
          metadata: { order: 'GTA1' },
        });
      }),
      { numRuns: 3_000 },
    );
  });

  test('of any bytes at all is never money', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 100, max: 599 }), (bytes, status) => {
        expect(open({ status, headers: {}, bytes }).kind).toBe('unsigned');
      }),
    );
  });
});
