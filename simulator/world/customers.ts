/** The customers: whose wallets and cards there are at the start, and what each is good for trying out. */

import type { Card, Currency, Rail, Wallet } from './model.ts';
import { seedFrom } from './random.ts';

/** Minor units in one yuan, dollar or euro. */
const WHOLE = 100;

/** Every customer of a fresh world; within a rail the first one pays when nobody in particular does. */
export function customers(): Wallet[] {
  return [
    ...alipayCustomers(),
    ...wechatpayCustomers(),
    ...unionpayCustomers(),
    ...paypalCustomers(),
    ...cards(),
  ];
}

function alipayCustomers(): Wallet[] {
  return [
    alipay('lin', ['林小雨', 'Lin Xiaoyu'], { balanceMinor: 8_000 * WHOLE }),
    alipay('wang', ['王伟', 'Wang Wei'], { limits: limits(0), riskClass: 'B' }),
    alipay('chen', ['陈静', 'Chen Jing'], { coupons: coupons(), riskClass: 'C' }),
    alipay('zhao', ['赵敏', 'Zhao Min'], { balanceMinor: 12 * WHOLE + 50 }),
    alipay('ma', ['马超', 'Ma Chao'], { limits: limits(200, 100, 150) }),
    alipay('sun', ['孙丽', 'Sun Li'], { phoneOffline: true }),
    alipay('liu', ['刘洋', 'Liu Yang'], { state: 'frozen' }),
    alipay('he', ['何军', 'He Jun'], { state: 'risk' }),
    alipay('owner', ['店主', 'Shop owner'], { ownsShop: true }),
  ];
}

/** WeChat Pay asks for the password from 1000 yuan on. */
function wechatpayCustomers(): Wallet[] {
  return [
    wechatpay('lin', ['林小雨', 'Lin Xiaoyu'], { balanceMinor: 8_000 * WHOLE }),
    wechatpay('wang', ['王伟', 'Wang Wei'], { limits: limits(0), riskClass: 'B' }),
    wechatpay('chen', ['陈静', 'Chen Jing'], { coupons: coupons(), riskClass: 'C' }),
    wechatpay('zhao', ['赵敏', 'Zhao Min'], { balanceMinor: 12 * WHOLE + 50 }),
    wechatpay('ma', ['马超', 'Ma Chao'], { limits: limits(1_000, 100, 150) }),
    wechatpay('sun', ['孙丽', 'Sun Li'], { phoneOffline: true }),
    wechatpay('liu', ['刘洋', 'Liu Yang'], { state: 'frozen' }),
    wechatpay('owner', ['店主', 'Shop owner'], { ownsShop: true }),
  ];
}

function unionpayCustomers(): Wallet[] {
  return [
    unionpay('lin', ['林小雨', 'Lin Xiaoyu'], { balanceMinor: 8_000 * WHOLE }),
    unionpay('wang', ['王伟', 'Wang Wei'], { limits: limits(0), riskClass: 'B' }),
    unionpay('zhao', ['赵敏', 'Zhao Min'], { balanceMinor: 12 * WHOLE + 50 }),
  ];
}

/** They confirm in the app without a password. A frozen account is what PayPal calls restricted. */
function paypalCustomers(): Wallet[] {
  return [
    paypal('amy', ['艾米', 'Amy Carter'], { balanceMinor: 2_000 * WHOLE }),
    paypal('ben', ['本', 'Ben Novak'], { balanceMinor: 5 * WHOLE }),
    paypal('yuki', ['由纪', 'Yuki Tanaka'], { currency: 'JPY', balanceMinor: 300_000, limits: NO_LIMITS }),
    paypal('max', ['马克斯', 'Max Weber'], { currency: 'EUR' }),
    paypal('lou', ['露', 'Lou Martin'], { state: 'frozen' }),
  ];
}

/** The provider's public test numbers; declines by number are the card gateway's own. */
function cards(): Wallet[] {
  const poor = { balanceMinor: 0 };
  return [
    card('visa', ['Visa 卡', 'Visa card'], { number: '4242424242424242' }),
    card('mastercard', ['万事达卡(要密码)', 'Mastercard (asks for the PIN)'], {
      number: '5555555555554444',
      brand: 'mastercard',
      rest: { limits: limits(0, 1_000_000, 1_000_000) },
    }),
    card('amex', ['美国运通卡', 'American Express card'], { number: '378282246310005', brand: 'amex' }),
    card('declined', ['被拒的卡', 'Declined card'], { number: '4000000000000002' }),
    card('poor', ['余额不足的卡', 'Card without money'], { number: '4000000000009995', rest: poor }),
    card('lost', ['挂失的卡', 'Lost card'], { number: '4000000000009987' }),
    card('stolen', ['被盗的卡', 'Stolen card'], { number: '4000000000009979' }),
    card('expired', ['过期的卡', 'Expired card'], { number: '4000000000000069', expYear: 2024 }),
    card('unionpay', ['银联卡', 'UnionPay card'], {
      number: '6200000000000005',
      brand: 'unionpay',
      rest: { currency: 'CNY' },
    }),
    card('cny-visa', ['人民币 Visa 卡', 'Visa card in yuan'], {
      number: '4242424242424242',
      rest: { currency: 'CNY' },
    }),
  ];
}

type Names = readonly [string, string];

interface Account {
  readonly id: string;
  readonly rail: Rail;
  readonly names: Names;
  readonly userId: string;
  readonly logonId: string;
}

function alipay(person: string, names: Names, rest: Partial<Wallet>): Wallet {
  const tail = tailOf(person);
  const logonId = `138****${tail.slice(-4)}`;
  return wallet({ id: person, rail: 'alipay', names, userId: `208800${tail}`, logonId }, rest);
}

function wechatpay(person: string, names: Names, rest: Partial<Wallet>): Wallet {
  const id = `wechatpay-${person}`;
  // As an openid: 28 characters beginning with `o`.
  const userId = `oPractice0${tailOf(id)}${tailOf(person)}`.slice(0, 28);
  return wallet(
    { id, rail: 'wechatpay', names, userId, logonId: '' },
    { limits: limits(1_000, 5_000, 10_000), ...rest },
  );
}

function unionpay(person: string, names: Names, rest: Partial<Wallet>): Wallet {
  const id = `unionpay-${person}`;
  const tail = tailOf(id);
  const logonId = `621700******${tail.slice(-4)}`;
  return wallet({ id, rail: 'unionpay', names, userId: `UP${tail}`, logonId }, rest);
}

function paypal(person: string, names: Names, rest: Partial<Wallet>): Wallet {
  const id = `paypal-${person}`;
  const userId = seedFrom(id).toString(36).toUpperCase().padStart(13, 'Q');
  const logonId = `${person}@example.com`;
  const currency: Currency = 'USD';
  return wallet(
    { id, rail: 'paypal', names, userId, logonId },
    { currency, limits: limits(10_000, 10_000, 10_000), ...rest },
  );
}

function card(
  id: string,
  names: Names,
  {
    number,
    brand = 'visa',
    expYear = 2034,
    rest = {},
  }: {
    readonly number: string;
    readonly brand?: Card['brand'];
    readonly expYear?: number;
    readonly rest?: Partial<Wallet>;
  },
): Wallet {
  const last4 = number.slice(-4);
  return wallet(
    { id: `card-${id}`, rail: 'card', names, userId: `card ${brand}`, logonId: `•••• ${last4}` },
    {
      currency: 'USD',
      balanceMinor: 20_000 * WHOLE,
      limits: NO_LIMITS,
      ...rest,
      card: { number, brand, expMonth: 12, expYear },
    },
  );
}

const NO_LIMITS: Wallet['limits'] = {
  noPasswordBelowMinor: 100_000_000_000,
  perPaymentMinor: 100_000_000_000,
  perDayMinor: 100_000_000_000,
};

/** In whole yuan or dollars. */
function limits(noPasswordBelow: number, perPayment = 5_000, perDay = 10_000): Wallet['limits'] {
  return {
    noPasswordBelowMinor: noPasswordBelow * WHOLE,
    perPaymentMinor: perPayment * WHOLE,
    perDayMinor: perDay * WHOLE,
  };
}

function coupons(): Wallet['coupons'] {
  return [
    {
      id: 'platform-2',
      name: '满20减2',
      payer: 'platform',
      amountMinor: 2 * WHOLE,
      minimumMinor: 20 * WHOLE,
      used: false,
    },
    {
      id: 'shop-5',
      name: '店铺满50减5',
      payer: 'shop',
      amountMinor: 5 * WHOLE,
      minimumMinor: 50 * WHOLE,
      used: false,
    },
  ];
}

function tailOf(text: string): string {
  return String(seedFrom(text)).padStart(10, '0');
}

function wallet({ id, rail, names, userId, logonId }: Account, rest: Partial<Wallet>): Wallet {
  const balanceMinor = rest.balanceMinor ?? 3_000 * WHOLE;
  const [name, nameEn] = names;
  return {
    id,
    rail,
    name,
    nameEn,
    userId,
    logonId,
    currency: 'CNY',
    openingMinor: balanceMinor,
    limits: limits(200),
    password: '123456',
    wrongPasswords: 0,
    state: 'normal',
    riskClass: 'A',
    phoneOffline: false,
    ownsShop: false,
    coupons: [],
    card: null,
    ...rest,
    balanceMinor,
  };
}
