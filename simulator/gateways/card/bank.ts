/** The bank behind a card: whether it lets a payment through, and what it wants first. */

import type { Currency, Refusal, Wallet, World } from '../../world/model.ts';
import { asksPassword, tryPassword, walletRefusal } from '../../world/wallets.ts';
import { AMOUNT_DECLINES, AMOUNT_PINS, type Decline, testCard } from './cards.ts';

/** How a card meets the shop. */
export type Way = 'online' | 'tap' | 'insert';

/** How a holder proved to be one, as a charge tells it. */
export type PinKind = 'none' | 'online' | 'offline';

export type Verdict =
  | { readonly kind: 'approved'; readonly pin: PinKind }
  | { readonly kind: 'declined'; readonly decline: Decline }
  /** The reader asks for the card to be inserted, or for its PIN; a tap that was turned down leaves a trace. */
  | { readonly kind: 'asks'; readonly for: 'insert' | 'pin'; readonly decline: Decline | null }
  /** The holder has to be asked elsewhere (3-D Secure). */
  | { readonly kind: 'authenticates' };

export interface Payment {
  readonly wallet: Wallet;
  readonly number: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly now: number;
  readonly way: Way;
  readonly pin?: string | undefined;
  /** The holder was asked and agreed. */
  readonly isAuthenticated?: boolean;
}

/** What a wallet's own refusal is called by banks. */
const WALLET_DECLINES: Readonly<Record<Refusal, string>> = {
  frozen: 'restricted_card',
  risk: 'fraudulent',
  'own-account': 'transaction_not_allowed',
  'per-payment-limit': 'card_velocity_exceeded',
  'day-limit': 'withdrawal_count_limit_exceeded',
  balance: 'insufficient_funds',
  'phone-offline': 'issuer_not_available',
  locked: 'pin_try_exceeded',
  currency: 'currency_not_supported',
  'customer-cancelled': 'generic_decline',
};
/** What banks answer on the card networks, for shops that read it. */
const NETWORK_CODES: Readonly<Record<string, string>> = {
  call_issuer: '01',
  generic_decline: '05',
  transaction_not_allowed: '57',
  currency_not_supported: '57',
  lost_card: '41',
  stolen_card: '43',
  insufficient_funds: '51',
  expired_card: '54',
  incorrect_pin: '55',
  fraudulent: '59',
  card_velocity_exceeded: '61',
  restricted_card: '62',
  online_or_offline_pin_required: '70',
  withdrawal_count_limit_exceeded: '65',
  pin_try_exceeded: '75',
  issuer_not_available: '91',
  processing_error: '96',
};
const NEVER_AGAIN = ['lost_card', 'stolen_card', 'fraudulent', 'restricted_card', 'pin_try_exceeded'];
const LATER = [
  'insufficient_funds',
  'card_velocity_exceeded',
  'processing_error',
  'issuer_not_available',
  'call_issuer',
];

/** What the networks and the provider advise after a decline. */
export function adviceOn(declineCode: string): { networkCode: string | null; advice: string | null } {
  const advice = NEVER_AGAIN.includes(declineCode)
    ? 'do_not_try_again'
    : LATER.includes(declineCode)
      ? 'try_again_later'
      : declineCode === 'expired_card' || declineCode === 'incorrect_cvc'
        ? 'confirm_card_data'
        : null;
  return { networkCode: NETWORK_CODES[declineCode] ?? null, advice };
}

/** The number decides the kind of card; in person the amount's last two digits decide the rest, and then the wallet. */
export function judge(world: World, payment: Payment): Verdict {
  const card = testCard(payment.number);
  if (card?.decline) return declined(card.decline);
  return payment.way === 'online' ? judgeOnline(world, payment) : judgeInPerson(world, payment);
}

function judgeOnline(world: World, payment: Payment): Verdict {
  const { authentication } = testCard(payment.number) ?? {};
  if (authentication && !payment.isAuthenticated) return { kind: 'authenticates' };
  if (authentication === 'then-short') return declined(named('insufficient_funds'));
  return walletVerdict(world, payment) ?? { kind: 'approved', pin: 'none' };
}

function judgeInPerson(world: World, payment: Payment): Verdict {
  const { wallet, amountMinor, way } = payment;
  const card = testCard(payment.number);
  const hundredths = amountMinor % 100;
  if (card?.authentication && way === 'tap') return declined(named('authentication_required'));
  const byAmount = AMOUNT_DECLINES[hundredths];
  if (byAmount) return declined(byAmount);
  const refusal = walletVerdict(world, payment);
  if (refusal) return refusal;
  const mustType =
    card?.pin !== undefined || AMOUNT_PINS[hundredths] !== undefined || asksPassword(wallet, amountMinor);
  if (!mustType) return { kind: 'approved', pin: 'none' };
  if (way === 'tap') return { kind: 'asks', for: 'insert', decline: named('online_or_offline_pin_required') };
  return judgePin(world, payment, hundredths);
}

function judgePin(world: World, { wallet, number, pin }: Payment, hundredths: number): Verdict {
  if (wallet.state === 'locked') return declined(named('pin_try_exceeded'));
  if (pin === undefined) return { kind: 'asks', for: 'pin', decline: null };
  const wanted = AMOUNT_PINS[hundredths];
  if (wanted === 'any' && /^\d{4,12}$/.test(pin)) return { kind: 'approved', pin: 'online' };
  const tried = tryPassword(world, wallet, pin);
  if (tried !== 'right') return declined(named(tried === 'locked' ? 'pin_try_exceeded' : 'incorrect_pin'));
  const isOffline = wanted === 'own' || testCard(number)?.name.startsWith('offline') === true;
  return { kind: 'approved', pin: isOffline ? 'offline' : 'online' };
}

function walletVerdict(world: World, { wallet, amountMinor, currency, now }: Payment): Verdict | null {
  const refusal = walletRefusal(world, wallet, { amountMinor, currency, now });
  return refusal === null ? null : declined(named(WALLET_DECLINES[refusal]));
}

function named(declineCode: string): Decline {
  return { code: 'card_declined', declineCode };
}

function declined(decline: Decline): Verdict {
  return { kind: 'declined', decline };
}
