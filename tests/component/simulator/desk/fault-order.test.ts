/** From the form of a fault to the order that arms it. */

import { describe, expect, it } from 'vitest';
import {
  EMPTY_FORM,
  hasRail,
  operationsAt,
  operationsOf,
  orderFrom,
  railsOf,
} from '../../../../simulator/desk/fault-order.ts';
import { OPERATIONS, RAILS } from '../../../../simulator/world/model.ts';

describe('the order that the form of a fault makes', () => {
  it('leaves everything at its default when nothing is filled in', () => {
    expect(orderFrom('reply-lost', EMPTY_FORM)).toEqual({ name: 'reply-lost' });
  });

  it('turns seconds and minutes into milliseconds', () => {
    expect(orderFrom('reply-slow', { ...EMPTY_FORM, details: { delay: '12.5' } })).toEqual({
      name: 'reply-slow',
      parameters: { delayMs: 12_500 },
    });
    expect(orderFrom('key-rotates', { ...EMPTY_FORM, details: { overlap: '90' } })).toEqual({
      name: 'key-rotates',
      parameters: { overlapMs: 5_400_000 },
    });
    expect(orderFrom('clock-skew', { ...EMPTY_FORM, details: { skew: '-10' } })).toEqual({
      name: 'clock-skew',
      parameters: { skewMs: -600_000 },
    });
  });

  it('takes a fee in hundredths of a per cent', () => {
    expect(orderFrom('fee-changed', { ...EMPTY_FORM, details: { rate: '60' } })).toEqual({
      name: 'fee-changed',
      parameters: { basisPoints: 60 },
    });
  });

  it('offers only the providers at which a fault can happen', () => {
    const kind = { hop: 'provider', times: 1, worlds: false } as const;
    expect(railsOf({ name: 'offline', ...kind })).toEqual(RAILS);
    expect(railsOf({ name: 'refund-fails', ...kind, rails: ['card'] })).toEqual(['card']);
  });

  it('says in which world, at which step and how often', () => {
    expect(
      orderFrom('reply-lost', {
        rail: 'card',
        operation: 'pay',
        times: '3',
        world: 'not-charged',
        details: {},
      }),
    ).toEqual({
      name: 'reply-lost',
      rail: 'card',
      operation: 'pay',
      times: 3,
      parameters: { world: 'not-charged' },
    });
  });

  it('takes no word that the simulator does not know', () => {
    const details = { as: 'perhaps', answer: 'third', after: 'lunch' };
    expect(
      orderFrom('query-lags', { rail: 'coins', operation: 'sing', times: 'x', world: 'other', details }),
    ).toEqual({
      name: 'query-lags',
    });
  });

  it('aims only at steps where a fault can strike', () => {
    expect(operationsOf({ name: 'offline', hop: 'till', times: null, worlds: false }, '')).toEqual([]);
    expect(
      operationsOf(
        {
          name: 'cancel-refused',
          hop: 'provider',
          operations: ['cancel', 'void'],
          times: 1,
          worlds: true,
        },
        'alipay',
      ),
    ).toEqual(['cancel']);
  });

  it('names a provider only where one can be struck alone', () => {
    const kind = { times: null, worlds: false } as const;
    expect(hasRail({ name: 'offline', hop: 'till', ...kind })).toBe(false);
    expect(hasRail({ name: 'reply-lost', hop: 'link', ...kind })).toBe(true);
  });

  it('offers what a provider knows, and everything while none is chosen', () => {
    expect(operationsAt('paypal')).toContain('capture');
    expect(operationsAt('alipay')).not.toContain('capture');
    expect(operationsAt('')).toEqual(OPERATIONS);
  });
});
