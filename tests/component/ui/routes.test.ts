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
    '#/drawer',
    '#/own-code',
    '#/demo',
    '#/demo/qr?seed=1',
    '#/demo/late-money?seed=my.shop-2',
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

  it('a demo without a seed has the usual one, and one that does not exist leads to the list', () => {
    expect(parseRoute('#/demo/refund')).toEqual({ screen: 'demo', name: 'refund', seed: '1' });
    expect(parseRoute('#/demo/')).toEqual({ screen: 'demos' });
    expect(parseRoute('#/demo/nothing?seed=1')).toEqual({ screen: 'demos' });
    expect(parseRoute('#/demo/qr?seed=<b>')).toEqual({ screen: 'home' });
  });
});
