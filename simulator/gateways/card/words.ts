/** What the card gateway says to people: one short sentence for every decline. */

import type { Decline } from './cards.ts';

const DECLINES: Readonly<Record<string, string>> = {
  insufficient_funds: 'There is not enough money on the card.',
  expired_card: 'The card has expired.',
  incorrect_cvc: "The card's security code is wrong.",
  processing_error: 'Something went wrong while the card was processed. Try again.',
  incorrect_pin: 'The PIN is wrong.',
  pin_try_exceeded: 'A wrong PIN was typed too often.',
  card_velocity_exceeded: "The amount is over the card's limit.",
  withdrawal_count_limit_exceeded: 'The card has been used too often.',
  currency_not_supported: 'The card does not support this currency.',
  online_or_offline_pin_required: 'The card wants its PIN.',
  offline_pin_required: 'The card wants its PIN.',
  authentication_required: 'The bank wants the holder to be asked.',
  call_issuer: 'The bank wants to be called.',
  payment_intent_authentication_failure: 'The holder was asked and could not be recognised.',
};

export function declineMessage({ declineCode }: Decline): string {
  return DECLINES[declineCode] ?? 'The card was declined.';
}
