/** A fresh world: its customers, the shop and the provider, all from a seed. */

import { MERCHANT_PUBLIC_KEY } from './keys.ts';
import { type Merchant, type Wallet, WORLD_FORMAT, type World } from './model.ts';
import { seedFrom } from './random.ts';

const YUAN = 100;

/** A world as it is before anything happened. `realNow`: epoch milliseconds at which simulated time is real time. */
export function createWorld(seed: string, realNow: number): World {
  return {
    format: WORLD_FORMAT,
    birth: 1,
    seed,
    version: 1,
    random: seedFrom(seed),
    serial: 0,
    exchanges: 0,
    clock: { realAt: realNow, simulatedAt: realNow, factor: 1 },
    wallets: customers(),
    merchants: [alipayMerchant()],
    codes: [],
    faults: [],
    held: [],
    trades: {},
    nextDueAt: null,
    promotionMinor: 0,
  };
}

/** Starts a world afresh in place; versions go on growing, so that nobody takes the new world for an old one. */
export function resetWorld(world: World, seed: string, realNow: number): void {
  const { birth, version } = world;
  Object.assign(world, createWorld(seed, realNow));
  world.birth = birth + 1;
  world.version = version + 1;
}

function alipayMerchant(): Merchant {
  return {
    rail: 'alipay',
    name: '练习小店',
    appId: '2021000000000001',
    sellerId: '2088000000000001',
    sellerEmail: 'shop@example.com',
    publicKeys: [MERCHANT_PUBLIC_KEY],
    permissions: ['pay', 'precreate', 'query', 'cancel', 'close', 'refund', 'refund-query'],
    balanceMinor: 0,
    openingMinor: 0,
  };
}

function customers(): Wallet[] {
  return [
    customer('lin', ['林小雨', 'Lin Xiaoyu'], { balanceMinor: 8_000 * YUAN }),
    customer('wang', ['王伟', 'Wang Wei'], {
      limits: { noPasswordBelowMinor: 0, perPaymentMinor: 5_000 * YUAN, perDayMinor: 10_000 * YUAN },
    }),
    customer('chen', ['陈静', 'Chen Jing'], {
      coupons: [
        {
          id: 'platform-2',
          name: '满20减2',
          payer: 'platform',
          amountMinor: 2 * YUAN,
          minimumMinor: 20 * YUAN,
          used: false,
        },
        {
          id: 'shop-5',
          name: '店铺满50减5',
          payer: 'shop',
          amountMinor: 5 * YUAN,
          minimumMinor: 50 * YUAN,
          used: false,
        },
      ],
    }),
    customer('zhao', ['赵敏', 'Zhao Min'], { balanceMinor: 12 * YUAN + 50 }),
    customer('ma', ['马超', 'Ma Chao'], {
      limits: { noPasswordBelowMinor: 200 * YUAN, perPaymentMinor: 100 * YUAN, perDayMinor: 150 * YUAN },
    }),
    customer('sun', ['孙丽', 'Sun Li'], { phoneOffline: true }),
    customer('liu', ['刘洋', 'Liu Yang'], { state: 'frozen' }),
    customer('he', ['何军', 'He Jun'], { state: 'risk' }),
    customer('owner', ['店主', 'Shop owner'], { ownsShop: true }),
  ];
}

function customer(id: string, [name, nameEn]: readonly [string, string], rest: Partial<Wallet>): Wallet {
  const tail = String(seedFrom(id)).padStart(10, '0');
  const balanceMinor = rest.balanceMinor ?? 3_000 * YUAN;
  return {
    id,
    rail: 'alipay',
    name,
    nameEn,
    userId: `208800${tail}`,
    logonId: `138****${tail.slice(-4)}`,
    currency: 'CNY',
    openingMinor: balanceMinor,
    limits: { noPasswordBelowMinor: 200 * YUAN, perPaymentMinor: 5_000 * YUAN, perDayMinor: 10_000 * YUAN },
    password: '123456',
    wrongPasswords: 0,
    state: 'normal',
    phoneOffline: false,
    ownsShop: false,
    coupons: [],
    ...rest,
    balanceMinor,
  };
}
