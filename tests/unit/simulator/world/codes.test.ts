/** Practice payment codes, and that they are told from others. */

import { describe, expect, it } from 'vitest';
import {
  type CodeRail,
  checkDigits,
  isPracticeCode,
  issueCode,
  practiceRail,
  redeemCode,
} from '../../../../simulator/world/codes.ts';
import { createWorld } from '../../../../simulator/world/create.ts';
import { walletById } from '../../../../simulator/world/wallets.ts';
import { NOON } from '../merchant.ts';

it('ends in 97 minus the remainder of the digits before', () => {
  for (const others of ['2888000000000000', '1388999999999999', '62881234567890123']) {
    expect(Number(checkDigits(others))).toBe(97 - Number(BigInt(others) % 97n));
    expect(isPracticeCode(others + checkDigits(others))).toBe(true);
  }
});

describe.each<[CodeRail, string, RegExp]>([
  ['alipay', 'lin', /^2888\d{14}$/],
  ['wechatpay', 'wechatpay-lin', /^1388\d{14}$/],
  ['unionpay', 'unionpay-lin', /^6288\d{15}$/],
])('a code of %s', (rail, id, shape) => {
  const world = createWorld('codes', NOON);
  const wallet = walletById(world, id);
  if (!wallet) throw new Error('no such customer');
  const code = issueCode(world, wallet, NOON)?.code ?? '';

  it('looks like the wallet’s own and says whose it is', () => {
    expect(code).toMatch(shape);
    expect(practiceRail(code)).toBe(rail);
    expect(isPracticeCode(code, rail)).toBe(true);
  });

  it('is none of another wallet', () => {
    for (const other of ['alipay', 'wechatpay', 'unionpay'] as const) {
      expect(isPracticeCode(code, other)).toBe(other === rail);
    }
  });
});

it.each([
  '',
  '288800000000000000',
  '28880000000000001',
  '2888000000000000001',
  '278812345678901234',
  '2888 00000000000000',
  '2888００００００００００００００',
])('does not take "%s" for one', (code) => {
  expect(isPracticeCode(code)).toBe(false);
});

it.each(['paypal-amy', 'card-visa'])('is not shown by %s', (id) => {
  const world = createWorld('codes', NOON);
  const wallet = walletById(world, id);
  expect(wallet && issueCode(world, wallet, NOON)).toBeNull();
});

it('never shows the same code twice and forgets old ones', () => {
  const world = createWorld('codes', NOON);
  const [wallet] = world.wallets;
  if (!wallet) throw new Error('no customer');
  const codes = Array.from(
    { length: 50 },
    (_, minute) => issueCode(world, wallet, NOON + minute * 60_000)?.code,
  );
  expect(new Set(codes).size).toBe(50);
  expect(world.codes.length).toBeLessThan(15);
});

it('is used up by the first payment', () => {
  const world = createWorld('codes', NOON);
  const [wallet] = world.wallets;
  if (!wallet) throw new Error('no customer');
  const code = issueCode(world, wallet, NOON)?.code ?? '';
  expect(redeemCode(world, code, NOON)).toMatchObject({ walletId: 'lin' });
  expect(redeemCode(world, code, NOON)).toBeNull();
});
