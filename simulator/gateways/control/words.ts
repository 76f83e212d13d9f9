/** What the control interface says when something is refused; the phone and the desk have their own words for people. */

import type { PhoneRefusal } from '../../world/phone.ts';

export const REFUSAL_WORDS: Readonly<Record<PhoneRefusal, string>> = {
  'not-a-payment-qr': 'This is not a payment QR of this wallet.',
  'unknown-order': 'The provider does not know this payment QR.',
  'order-closed': 'This order is closed or has expired.',
  'already-paid': 'This order is paid already.',
  'taken-by-another': 'Another customer is paying this order.',
  'nothing-to-confirm': 'There is nothing to confirm.',
  'amount-required': 'A static code names no amount: say how much.',
  'static-code-limit': 'The amount is over what a customer may pay to static codes in a day.',
  'password-required': 'The wallet asks for the password.',
  'password-wrong': 'The password is wrong.',
  locked: 'The wallet is locked after three wrong passwords.',
  frozen: 'The account is frozen.',
  risk: 'The provider refuses the payment as risky.',
  'own-account': 'The shop cannot pay itself.',
  'per-payment-limit': 'The amount is over the limit for one payment.',
  'day-limit': 'The amount is over the limit for today.',
  balance: 'There is not enough money in the wallet.',
  'phone-offline': 'The phone has no network.',
  currency: 'The wallet holds another currency.',
  'customer-cancelled': 'The customer said no.',
};
