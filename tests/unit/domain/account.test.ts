/** What a shop has to enter for each provider before a way to pay can be used. */

import { describe, expect, test } from 'vitest';
import {
  ACCOUNT_NEEDS,
  isAccountComplete,
  isProviderRail,
  PROVIDER_RAILS,
} from '../../../src/domain/account.ts';
import { hasProvider, RAIL_NAMES } from '../../../src/domain/rail.ts';

describe('an account', () => {
  test('is there for every way to pay with a provider, and for no other', () => {
    for (const rail of RAIL_NAMES) expect(isProviderRail(rail)).toBe(hasProvider(rail));
  });

  test('is complete once everything that is needed was entered', () => {
    for (const rail of PROVIDER_RAILS) {
      const { required } = ACCOUNT_NEEDS[rail];
      const all = Object.fromEntries(required.map((field) => [field, '1']));
      expect(isAccountComplete(rail, all)).toBe(true);
      expect(isAccountComplete(rail, {})).toBe(false);
      for (const field of required) expect(isAccountComplete(rail, { ...all, [field]: '' })).toBe(false);
    }
  });

  test('of WeChat Pay does without the id of its public key: then platform certificates are used', () => {
    const entries = { appId: 'wx1', merchantId: '1900000001', certificateSerial: '5F' };
    expect(isAccountComplete('wechatpay', entries)).toBe(true);
  });
});
