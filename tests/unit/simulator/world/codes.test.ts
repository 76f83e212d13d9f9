/** Practice payment codes, and that they are told from others. */

import { expect, it } from 'vitest';
import { checkDigits, isPracticeCode, issueCode, redeemCode } from '../../../../simulator/world/codes.ts';
import { createWorld } from '../../../../simulator/world/create.ts';
import { NOON } from '../merchant.ts';

it('ends in 97 minus the remainder of the first sixteen digits', () => {
  for (const first16 of ['2888000000000000', '2888999999999999', '2888123456789012']) {
    expect(Number(checkDigits(first16))).toBe(97 - Number(BigInt(first16) % 97n));
    expect(isPracticeCode(first16 + checkDigits(first16))).toBe(true);
  }
});

it.each([
  '',
  '288800000000000000',
  '28880000000000001',
  '2888000000000000001',
  '278812345678901234',
  '2888 00000000000000',
])('does not take "%s" for one', (code) => {
  expect(isPracticeCode(code)).toBe(false);
});

it('never shows the same code twice and forgets old ones', () => {
  const world = createWorld('codes', NOON);
  const [wallet] = world.wallets;
  if (!wallet) throw new Error('no customer');
  const codes = Array.from(
    { length: 50 },
    (_, minute) => issueCode(world, wallet, NOON + minute * 60_000).code,
  );
  expect(new Set(codes).size).toBe(50);
  expect(world.codes.length).toBeLessThan(15);
});

it('is used up by the first payment', () => {
  const world = createWorld('codes', NOON);
  const [wallet] = world.wallets;
  if (!wallet) throw new Error('no customer');
  const { code } = issueCode(world, wallet, NOON);
  expect(redeemCode(world, code, NOON)).toMatchObject({ walletId: 'lin' });
  expect(redeemCode(world, code, NOON)).toBeNull();
});
