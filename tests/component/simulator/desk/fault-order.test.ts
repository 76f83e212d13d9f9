/** From the form of a fault to the order that arms it. */

import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, operationsOf, orderFrom } from '../../../../simulator/desk/fault-order.ts';

describe('the order that the form of a fault makes', () => {
  it('leaves everything at its default when nothing is filled in', () => {
    expect(orderFrom('reply-lost', EMPTY_FORM)).toEqual({ name: 'reply-lost' });
  });

  it('turns seconds and minutes into milliseconds', () => {
    expect(orderFrom('reply-slow', { ...EMPTY_FORM, details: { delay: '12.5' } })).toEqual({
      name: 'reply-slow',
      parameters: { delayMs: 12_500 },
    });
    expect(orderFrom('clock-skew', { ...EMPTY_FORM, details: { skew: '-10' } })).toEqual({
      name: 'clock-skew',
      parameters: { skewMs: -600_000 },
    });
  });

  it('says in which world, at which step and how often', () => {
    expect(
      orderFrom('reply-lost', { operation: 'pay', times: '3', world: 'not-charged', details: {} }),
    ).toEqual({
      name: 'reply-lost',
      operation: 'pay',
      times: 3,
      parameters: { world: 'not-charged' },
    });
  });

  it('takes no word that the simulator does not know', () => {
    const details = { as: 'perhaps', answer: 'third', after: 'lunch' };
    expect(orderFrom('query-lags', { operation: 'sing', times: 'x', world: 'other', details })).toEqual({
      name: 'query-lags',
    });
  });

  it('aims only at steps where a fault can strike', () => {
    expect(operationsOf({ name: 'offline', hop: 'till', times: null, worlds: false })).toEqual([]);
    expect(
      operationsOf({
        name: 'cancel-refused',
        hop: 'provider',
        operations: ['cancel'],
        times: 1,
        worlds: true,
      }),
    ).toEqual(['cancel']);
  });
});
