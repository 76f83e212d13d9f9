/** Addresses of the screens: what is not on the list is home. */

import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute } from '../../../src/ui/routes.ts';

describe('the route of an address', () => {
  it.each([
    '#/',
    '#/recent',
    '#/attention',
    '#/sale/12',
    '#/sale/12/receipt',
    '#/customer',
    '#/settings',
    '#/account',
  ])('%s leads there and back', (hash) => {
    expect(hrefOf(parseRoute(hash))).toBe(hash);
  });

  it.each([
    '',
    '#',
    '#/nowhere',
    '#/sale/0',
    '#/sale/-1',
    '#/sale/01',
    '#/sale/1e3',
    '#/sale/9999999999999999',
    '#//evil',
    '#/recent/../x',
  ])('%s leads home', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'home' });
  });
});
