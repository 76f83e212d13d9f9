/** The shop as each provider knows it: its ids, its keys, what it may do, and its money by currency. */

import { MERCHANT_PUBLIC_KEY } from './keys.ts';
import type { Currency, Merchant, MerchantAccount, Operation, Rail, World } from './model.ts';
import { seededText } from './random.ts';

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const UPPER = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const WALLET: readonly Operation[] = [
  'pay',
  'precreate',
  'query',
  'cancel',
  'close',
  'refund',
  'refund-query',
];

/** The shop's accounts in a fresh world. Alipay's ids are always the same; all others come from the seed. */
export function shopAccounts(seed: string): Merchant[] {
  const text = (label: string, length: number, alphabet: string) =>
    seededText(`${seed}/${label}`, length, alphabet);
  const cardAccount = `acct_1${text('card account', 15, ALNUM)}`;
  return [
    shop('alipay', ['2021000000000001', '2088000000000001'], {
      publicKeys: [MERCHANT_PUBLIC_KEY],
      permissions: [...WALLET, 'bill', 'certificates'],
    }),
    shop('wechatpay', [`wx${text('appid', 16, HEX)}`, `1900${text('mchid', 6, DIGITS)}`], {
      publicKeys: [MERCHANT_PUBLIC_KEY],
      permissions: [...WALLET, 'bill', 'certificates'],
    }),
    shop('unionpay', [`77729005${text('merId', 7, DIGITS)}`, ''], {
      publicKeys: [MERCHANT_PUBLIC_KEY],
      permissions: [...WALLET, 'bill'],
    }),
    shop('paypal', [`A${text('client', 79, ALNUM)}`, text('paypal account', 13, UPPER)], {
      currencies: ['USD'],
      permissions: [
        'precreate',
        'query',
        'capture',
        'authorize',
        'void',
        'refund',
        'refund-query',
        'webhooks',
        'bill',
      ],
    }),
    shop('card', [cardAccount, cardAccount], {
      currencies: ['CNY', 'USD'],
      permissions: ['pay', 'query', 'cancel', 'capture', 'reader', 'refund', 'refund-query', 'webhooks'],
    }),
  ];
}

/** The shop at this provider; every rail has one. */
export function merchantOf(world: World, rail: Rail): Merchant {
  const merchant = world.merchants.find((candidate) => candidate.rail === rail);
  if (!merchant) throw new Error(`no merchant for ${rail}`);
  return merchant;
}

/** The shop's account in a currency, made when it is first needed. The caller changes it, and touches the world. */
export function accountIn(merchant: Merchant, currency: Currency): MerchantAccount {
  const known = merchant.accounts.find((account) => account.currency === currency);
  if (known) return known;
  const account: MerchantAccount = { currency, balanceMinor: 0, openingMinor: 0 };
  merchant.accounts.push(account);
  return account;
}

/** What the shop has with this provider in a currency, minor units. */
export function shopBalanceMinor(world: World, rail: Rail, currency: Currency): number {
  const { accounts } = merchantOf(world, rail);
  return accounts.find((account) => account.currency === currency)?.balanceMinor ?? 0;
}

function shop(
  rail: Rail,
  [appId, sellerId]: readonly [string, string],
  {
    publicKeys = [],
    permissions,
    currencies = ['CNY'],
  }: {
    readonly publicKeys?: string[];
    readonly permissions: readonly Operation[];
    readonly currencies?: readonly Currency[];
  },
): Merchant {
  return {
    rail,
    name: '练习小店',
    appId,
    sellerId: sellerId === '' ? appId : sellerId,
    sellerEmail: 'shop@example.com',
    publicKeys: [...publicKeys],
    permissions: [...permissions],
    accounts: currencies.map((currency) => ({ currency, balanceMinor: 0, openingMinor: 0 })),
  };
}
