/** The provider's public test cards: by number and by name, and how the bank behind each behaves. */

import type { Card } from '../../world/model.ts';

/** Why a bank says no: the provider's code, and where there is one the bank's own. */
export interface Decline {
  readonly code: string;
  readonly declineCode: string;
}

export interface TestCard {
  readonly number: string;
  /** `pm_card_<name>`, and the name that a simulated reader knows it by. */
  readonly name: string;
  readonly brand: Card['brand'];
  readonly funding?: 'debit' | 'prepaid';
  readonly decline?: Decline;
  /** `always`: asks its holder first, online and when tapped; `then-short`: and has no money afterwards. */
  readonly authentication?: 'always' | 'then-short';
  /** A PIN is asked for in person, whatever the amount; `when-tapped`: a tap is turned down first. */
  readonly pin?: 'always' | 'when-tapped';
  readonly afterwards?: 'disputed' | 'available' | 'refund-fails' | 'refund-pending';
}

const bank = (declineCode: string): Decline => ({ code: 'card_declined', declineCode });
const plain = (code: string): Decline => ({ code, declineCode: code });

const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', name: 'visa', brand: 'visa' },
  { number: '4000056655665556', name: 'visa_debit', brand: 'visa', funding: 'debit' },
  { number: '5555555555554444', name: 'mastercard', brand: 'mastercard' },
  { number: '5200828282828210', name: 'mastercard_debit', brand: 'mastercard', funding: 'debit' },
  { number: '5105105105105100', name: 'mastercard_prepaid', brand: 'mastercard', funding: 'prepaid' },
  { number: '378282246310005', name: 'amex', brand: 'amex' },
  { number: '6011111111111117', name: 'discover', brand: 'discover' },
  { number: '3056930009020004', name: 'diners', brand: 'diners' },
  { number: '3566002020360505', name: 'jcb', brand: 'jcb' },
  { number: '6200000000000005', name: 'unionpay', brand: 'unionpay' },
  { number: '4001007020000002', name: 'offline_pin_cvm', brand: 'visa', pin: 'always' },
  { number: '4000008260000075', name: 'offline_pin_sca_retry', brand: 'visa', pin: 'when-tapped' },
  { number: '4001000360000005', name: 'online_pin_cvm', brand: 'visa', pin: 'always' },
  { number: '4000002760000008', name: 'online_pin_sca_retry', brand: 'visa', pin: 'when-tapped' },
  { number: '4000000000000002', name: 'chargeDeclined', brand: 'visa', decline: bank('generic_decline') },
  {
    number: '4000000000009995',
    name: 'chargeDeclinedInsufficientFunds',
    brand: 'visa',
    decline: bank('insufficient_funds'),
  },
  { number: '4000000000009987', name: 'chargeDeclinedLostCard', brand: 'visa', decline: bank('lost_card') },
  {
    number: '4000000000009979',
    name: 'chargeDeclinedStolenCard',
    brand: 'visa',
    decline: bank('stolen_card'),
  },
  {
    number: '4000000000006975',
    name: 'chargeDeclinedVelocityLimitExceeded',
    brand: 'visa',
    decline: bank('card_velocity_exceeded'),
  },
  {
    number: '4000000000000069',
    name: 'chargeDeclinedExpiredCard',
    brand: 'visa',
    decline: plain('expired_card'),
  },
  {
    number: '4000000000000127',
    name: 'chargeDeclinedIncorrectCvc',
    brand: 'visa',
    decline: plain('incorrect_cvc'),
  },
  {
    number: '4000000000000119',
    name: 'chargeDeclinedProcessingError',
    brand: 'visa',
    decline: plain('processing_error'),
  },
  { number: '4100000000000019', name: 'radarBlock', brand: 'visa', decline: bank('fraudulent') },
  {
    number: '4000002760003184',
    name: 'authenticationRequired',
    brand: 'visa',
    authentication: 'always',
  },
  { number: '4000000000003220', name: 'threeDSecure2Required', brand: 'visa', authentication: 'always' },
  {
    number: '4000008260003178',
    name: 'authenticationRequiredChargeDeclinedInsufficientFunds',
    brand: 'visa',
    authentication: 'then-short',
  },
  { number: '4000000000000259', name: 'createDispute', brand: 'visa', afterwards: 'disputed' },
  { number: '4000000000000077', name: 'bypassPending', brand: 'visa', afterwards: 'available' },
  { number: '4000000000005126', name: 'refundFail', brand: 'visa', afterwards: 'refund-fails' },
  { number: '4000000000007726', name: 'pendingRefund', brand: 'visa', afterwards: 'refund-pending' },
];

/** Names that simulated readers use where online tests have another. */
const READER_NAMES: Readonly<Record<string, string>> = {
  charge_declined: 'chargeDeclined',
  charge_declined_insufficient_funds: 'chargeDeclinedInsufficientFunds',
  charge_declined_lost_card: 'chargeDeclinedLostCard',
  charge_declined_stolen_card: 'chargeDeclinedStolenCard',
  charge_declined_expired_card: 'chargeDeclinedExpiredCard',
  charge_declined_processing_error: 'chargeDeclinedProcessingError',
  refund_fail: 'refundFail',
};

/** What to do after the last two digits of an amount, in person and with a card that would pay (card-stripe.md 2.4). */
export const AMOUNT_DECLINES: Readonly<Record<number, Decline>> = {
  1: bank('call_issuer'),
  5: bank('generic_decline'),
  55: bank('incorrect_pin'),
  65: bank('withdrawal_count_limit_exceeded'),
  75: bank('pin_try_exceeded'),
};

/** Amounts for which a PIN is asked: the holder's own, or any four to twelve digits. */
export const AMOUNT_PINS: Readonly<Record<number, 'own' | 'any'>> = { 2: 'own', 3: 'any' };

export function testCard(number: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.number === number);
}

/** A card by `pm_card_visa` or by the name that a simulated reader knows. */
export function testCardNamed(name: string): TestCard | undefined {
  const plainName = name.replace(/^pm_card_/, '');
  const known = READER_NAMES[plainName] ?? plainName;
  return TEST_CARDS.find((card) => card.name === known);
}

/** The network of a number by its first digits. */
export function brandOf(number: string): Card['brand'] | undefined {
  if (/^4/.test(number)) return 'visa';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(6011|65|64[4-9])/.test(number)) return 'discover';
  if (/^(30|36|38|39)/.test(number)) return 'diners';
  if (/^35/.test(number)) return 'jcb';
  return /^62/.test(number) ? 'unionpay' : undefined;
}

/** The check digit (ISO/IEC 7812-1, annex B). */
export function passesLuhn(number: string): boolean {
  let total = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}
