/** Which message an armed fault strikes: the next one it can, of its rail and operation, and payments before anything else. */

import { describe, expect, it } from 'vitest';
import { armFault, strike } from '../../../../simulator/faults/armed.ts';
import { createWorld } from '../../../../simulator/world/create.ts';
import { NOON } from '../merchant.ts';

const world = () => createWorld('faults', NOON);

describe('a fault without an operation', () => {
  it.each(['token', 'bill', 'certificates', 'webhooks'] as const)(
    'passes by %s, which a till needs beside payments',
    (operation) => {
      const shop = world();
      armFault(shop, { name: 'reply-lost' });
      expect(strike(shop, 'reply-lost', { rail: 'paypal', operation })).toBeUndefined();
      expect(strike(shop, 'reply-lost', { rail: 'paypal', operation: 'capture' })).toEqual({});
    },
  );

  it('strikes a message that nobody understands', () => {
    const shop = world();
    armFault(shop, { name: 'status-500' });
    expect(strike(shop, 'status-500', { rail: 'card' })).toEqual({});
  });

  it('strikes everything when it is the till’s own', () => {
    const shop = world();
    armFault(shop, { name: 'offline' });
    expect(strike(shop, 'offline', { rail: 'paypal', operation: 'token' })).toEqual({});
  });
});

it('a fault that names such an operation strikes it', () => {
  const shop = world();
  armFault(shop, { name: 'reply-lost', operation: 'token' });
  expect(strike(shop, 'reply-lost', { rail: 'paypal', operation: 'capture' })).toBeUndefined();
  expect(strike(shop, 'reply-lost', { rail: 'paypal', operation: 'token' })).toEqual({});
});

it('a fault of one rail leaves the others alone', () => {
  const shop = world();
  armFault(shop, { name: 'reply-lost', rail: 'wechatpay' });
  expect(strike(shop, 'reply-lost', { rail: 'alipay', operation: 'pay' })).toBeUndefined();
  expect(strike(shop, 'reply-lost', { rail: 'wechatpay', operation: 'pay' })).toEqual({});
});

it.each([
  ['paid-before-cancel', 'void', 'capture'],
  ['cancel-refused', 'void', 'close'],
  ['out-of-order', 'reader', 'query'],
] as const)('%s can strike %s, and never %s', (name, possible, impossible) => {
  const shop = world();
  armFault(shop, { name });
  expect(strike(shop, name, { rail: 'card', operation: impossible })).toBeUndefined();
  expect(strike(shop, name, { rail: 'card', operation: possible })).toEqual({});
});
