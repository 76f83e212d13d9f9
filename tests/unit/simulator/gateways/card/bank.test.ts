/** How banks answer for each test card and each amount, online, tapped and inserted. */

import { beforeEach, describe, expect, it } from 'vitest';
import { adviceOn, judge, type Payment, type Way } from '../../../../../simulator/gateways/card/bank.ts';
import { passesLuhn, testCard, testCardNamed } from '../../../../../simulator/gateways/card/cards.ts';
import { walletBehind } from '../../../../../simulator/gateways/card/wallets.ts';
import { createWorld } from '../../../../../simulator/world/create.ts';
import type { World } from '../../../../../simulator/world/model.ts';

let world: World;

beforeEach(() => {
  world = createWorld('bank', 0);
});

function verdict(number: string, way: Way, more: Partial<Payment> = {}): string {
  const wallet = walletBehind(world, number, 'USD');
  const said = judge(world, { wallet, number, amountMinor: 1_000, currency: 'USD', now: 0, way, ...more });
  switch (said.kind) {
    case 'approved':
      return said.pin === 'none' ? 'approved' : `approved by ${said.pin} PIN`;
    case 'declined':
      return said.decline.declineCode;
    case 'asks':
      return `asks for ${said.for}`;
    default:
      return said.kind;
  }
}

describe('by number', () => {
  it.each([
    ['4242424242424242', 'approved', 'approved', 'approved'],
    ['378282246310005', 'approved', 'approved', 'approved'],
    ['4000000000000002', 'generic_decline', 'generic_decline', 'generic_decline'],
    ['4000000000009995', 'insufficient_funds', 'insufficient_funds', 'insufficient_funds'],
    ['4000000000009987', 'lost_card', 'lost_card', 'lost_card'],
    ['4000000000009979', 'stolen_card', 'stolen_card', 'stolen_card'],
    ['4000000000006975', 'card_velocity_exceeded', 'card_velocity_exceeded', 'card_velocity_exceeded'],
    ['4000000000000069', 'expired_card', 'expired_card', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error', 'processing_error', 'processing_error'],
    ['4100000000000019', 'fraudulent', 'fraudulent', 'fraudulent'],
    ['4000000000003220', 'authenticates', 'authentication_required', 'approved'],
    ['4000008260003178', 'authenticates', 'authentication_required', 'approved'],
    ['4001007020000002', 'approved', 'asks for insert', 'asks for pin'],
    ['4000002760000008', 'approved', 'asks for insert', 'asks for pin'],
  ])('%s is %s online, %s tapped, %s inserted', (number, online, tapped, inserted) => {
    expect([verdict(number, 'online'), verdict(number, 'tap'), verdict(number, 'insert')]).toEqual([
      online,
      tapped,
      inserted,
    ]);
  });

  it('a holder who was asked is believed, and may still have no money', () => {
    expect(verdict('4000000000003220', 'online', { isAuthenticated: true })).toBe('approved');
    expect(verdict('4000008260003178', 'online', { isAuthenticated: true })).toBe('insufficient_funds');
  });

  it('every test card has a right check digit, except that none is made for a wrong one', () => {
    expect(passesLuhn('4242424242424241')).toBe(false);
    for (const name of ['visa', 'pm_card_amex', 'charge_declined_lost_card', 'unionpay']) {
      expect(passesLuhn(testCardNamed(name)?.number ?? '1')).toBe(true);
    }
    expect(testCard('4242424242424241')).toBeUndefined();
  });
});

describe('by amount, in person', () => {
  it.each([
    [1_001, 'call_issuer'],
    [1_005, 'generic_decline'],
    [1_055, 'incorrect_pin'],
    [1_065, 'withdrawal_count_limit_exceeded'],
    [1_075, 'pin_try_exceeded'],
    [1_000, 'approved'],
  ])('%i: %s', (amountMinor, expected) => {
    expect(verdict('4242424242424242', 'tap', { amountMinor })).toBe(expected);
    expect(verdict('4242424242424242', 'online', { amountMinor })).toBe('approved');
  });

  it('02 wants the holder’s own PIN, 03 any', () => {
    const pay = (amountMinor: number, pin?: string) =>
      verdict('4242424242424242', 'insert', { amountMinor, pin });
    expect([pay(1_002), pay(1_002, '0000'), pay(1_002, '123456')]).toEqual([
      'asks for pin',
      'incorrect_pin',
      'approved by offline PIN',
    ]);
    expect([pay(1_003), pay(1_003, '0000')]).toEqual(['asks for pin', 'approved by online PIN']);
    expect(verdict('4242424242424242', 'tap', { amountMinor: 1_002 })).toBe('asks for insert');
  });
});

describe('by wallet', () => {
  it('a card that asks from its limit on is tapped below it', () => {
    const wallet = walletBehind(world, '4242424242424242', 'USD');
    wallet.limits.noPasswordBelowMinor = 5_000;
    expect(verdict('4242424242424242', 'tap', { amountMinor: 4_900 })).toBe('approved');
    expect(verdict('4242424242424242', 'tap', { amountMinor: 5_000 })).toBe('asks for insert');
  });

  it.each([
    ['frozen', 'restricted_card'],
    ['risk', 'fraudulent'],
  ] as const)('%s is %s', (state, expected) => {
    walletBehind(world, '4242424242424242', 'USD').state = state;
    expect(verdict('4242424242424242', 'tap')).toBe(expected);
  });

  it('without enough money, over its limits or in another currency it says so', () => {
    const wallet = walletBehind(world, '4242424242424242', 'USD');
    wallet.balanceMinor = 500;
    expect(verdict('4242424242424242', 'tap')).toBe('insufficient_funds');
    wallet.limits.perPaymentMinor = 100;
    expect(verdict('4242424242424242', 'tap')).toBe('card_velocity_exceeded');
    expect(verdict('4242424242424242', 'tap', { currency: 'EUR' })).toBe('currency_not_supported');
  });
});

it('networks and provider advise what to do', () => {
  expect(adviceOn('insufficient_funds')).toEqual({ networkCode: '51', advice: 'try_again_later' });
  expect(adviceOn('stolen_card')).toEqual({ networkCode: '43', advice: 'do_not_try_again' });
  expect(adviceOn('expired_card')).toEqual({ networkCode: '54', advice: 'confirm_card_data' });
  expect(adviceOn('something_else')).toEqual({ networkCode: null, advice: null });
});
