/** Whose money a test number is: the practice card with this number, or one that is made when it is first used. */

import { type Currency, touch, type Wallet, type World } from '../../world/model.ts';
import { brandOf } from './cards.ts';
import { type Method, newId } from './records.ts';

const ENOUGH_MINOR = 1_000_000_000;
const NO_LIMIT_MINOR = 100_000_000_000;

/** The wallet behind a number in a currency; test cards take any. */
export function walletBehind(world: World, number: string, currency: Currency): Wallet {
  const found = world.wallets.find(
    (wallet) => wallet.rail === 'card' && wallet.card?.number === number && wallet.currency === currency,
  );
  return found ?? issue(world, number, currency);
}

function issue(world: World, number: string, currency: Currency): Wallet {
  const last4 = number.slice(-4);
  const brand = brandOf(number) ?? 'visa';
  const wallet: Wallet = {
    id: `card-test-${last4}-${currency.toLowerCase()}-${world.wallets.length}`,
    rail: 'card',
    name: `测试卡 ${last4}`,
    nameEn: `Test card ${last4}`,
    userId: `card ${brand}`,
    logonId: `•••• ${last4}`,
    currency,
    balanceMinor: ENOUGH_MINOR,
    openingMinor: ENOUGH_MINOR,
    limits: {
      noPasswordBelowMinor: NO_LIMIT_MINOR,
      perPaymentMinor: NO_LIMIT_MINOR,
      perDayMinor: NO_LIMIT_MINOR,
    },
    password: '1234',
    wrongPasswords: 0,
    state: 'normal',
    riskClass: 'A',
    phoneOffline: false,
    ownsShop: false,
    coupons: [],
    card: { number, brand, expMonth: 12, expYear: 2034 },
  };
  world.wallets.push(wallet);
  touch(world);
  return wallet;
}

/** The card as a payment method; each presentation is one of its own. */
export function methodFor(
  world: World,
  { wallet, type, now }: { readonly wallet: Wallet; readonly type: Method['type']; readonly now: number },
): Method {
  return {
    id: newId(world, 'pm'),
    type,
    number: wallet.card?.number ?? '',
    expMonth: wallet.card?.expMonth ?? 12,
    expYear: wallet.card?.expYear ?? 2034,
    createdAt: now,
    metadata: {},
  };
}
