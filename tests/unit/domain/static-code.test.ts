/** The central bank's limits for paying by code, as the counter tells them and as it keeps to them. */

import { expect, test } from 'vitest';
import { RAIL_FACTS } from '../../../src/domain/rail.ts';
import { CODE_CLASSES, CODE_DAY_LIMITS_MINOR } from '../../../src/domain/static-code.ts';

test('a printed code takes ¥500 a day from one customer, and no single payment can be more', () => {
  expect(CODE_DAY_LIMITS_MINOR.D).toBe(50_000);
  expect(RAIL_FACTS.own_code.maxMinor).toBe(CODE_DAY_LIMITS_MINOR.D);
});

test('codes of the moment take ¥1,000 and ¥5,000, or as agreed, the surer the more', () => {
  expect(CODE_CLASSES.map((one) => CODE_DAY_LIMITS_MINOR[one])).toEqual([
    50_000,
    100_000,
    500_000,
    undefined,
  ]);
});
