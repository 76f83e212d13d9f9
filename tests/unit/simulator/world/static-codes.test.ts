/** Paying the code that hangs in the shop: the customer says how much, the law says how much a day, and the till hears nothing. */

import { describe, expect, it } from 'vitest';
import { tradeBill } from '../../../../simulator/gateways/wechatpay/bill.ts';
import { audit } from '../../../../simulator/world/auditor.ts';
import { beijingDay, nextBeijingMidnight } from '../../../../simulator/world/beijing.ts';
import { createWorld, resetWorld } from '../../../../simulator/world/create.ts';
import { ledgers } from '../../../../simulator/world/ledger.ts';
import type { Rail, RiskClass, Wallet, World } from '../../../../simulator/world/model.ts';
import { confirm, orderView, pendingTrade, sayNo, scan } from '../../../../simulator/world/phone.ts';
import { staticCodeOf, staticLeftMinor } from '../../../../simulator/world/static-codes.ts';
import { contractTrades, createTrade, payTrade } from '../../../../simulator/world/trades.ts';
import { walletById, walletRefusal } from '../../../../simulator/world/wallets.ts';
import { NOON } from '../merchant.ts';

const MINUTE_MS = 60_000;

function customer(world: World, id: string): Wallet {
  const wallet = walletById(world, id);
  if (!wallet) throw new Error(`no customer ${id}`);
  return wallet;
}

function open(id = 'lin'): { world: World; wallet: Wallet } {
  const world = createWorld('static', NOON);
  return { world, wallet: customer(world, id) };
}

function scanPrinted(world: World, wallet: Wallet, { rail = wallet.rail, now = NOON } = {}) {
  return scan(world, wallet, { content: staticCodeOf(world, rail).content, now });
}

/** Scans and pays in one go, with the password in case it is asked for. */
function payPrinted(world: World, wallet: Wallet, amountMinor: number, now = NOON) {
  scanPrinted(world, wallet, { now });
  return confirm(world, wallet, { amountMinor, password: '123456', now });
}

/** An order of the shop's till, paid by this wallet or not. */
function payOrder(world: World, wallet: Wallet, { amountMinor = 0, now = NOON }) {
  const { rail, currency } = wallet;
  const refusal = walletRefusal(world, wallet, { amountMinor, currency, now, flow: 'payment-qr' });
  if (refusal !== null) return refusal;
  const trade = createTrade(world, now, {
    ...({ rail, orderNumber: `A${world.serial}`, flow: 'payment-qr', subject: '' } as const),
    ...({ amountMinor, currency, expiresAt: now + MINUTE_MS, notifyUrl: null } as const),
  });
  payTrade(world, trade, { wallet, at: now });
  return null;
}

describe('the code on the wall', () => {
  it('asks the customer for the amount, and the money stands in all three ledgers', () => {
    const { world, wallet } = open();
    const scanned = scanPrinted(world, wallet);
    if (!scanned.ok) throw new Error(scanned.refusal);
    expect(scanned.trade).toMatchObject({ ask: 'amount', flow: 'static-code' });
    expect(orderView(world, wallet, scanned.trade)).toMatchObject({
      merchant: '练习小店',
      amountMinor: null,
      payableMinor: null,
    });
    expect(confirm(world, wallet, { now: NOON })).toEqual({ ok: false, refusal: 'amount-required' });
    expect(confirm(world, wallet, { amountMinor: 1_250, now: NOON })).toMatchObject({ ok: true });
    expect(wallet.balanceMinor).toBe(800_000 - 1_250);
    const { customers, providers, merchants } = ledgers(world);
    expect(customers).toMatchObject([{ account: 'lin', amountMinor: 1_250, kind: 'payment' }]);
    expect(providers).toMatchObject([{ account: 'alipay', amountMinor: 1_250 }]);
    expect(merchants).toMatchObject([{ account: 'own_code/alipay', amountMinor: 1_250 }]);
    expect(audit(world)).toEqual([]);
  });

  it('pays into an account of its own: the contract with the provider knows nothing of it', () => {
    const { world, wallet } = open('wechatpay-lin');
    payPrinted(world, wallet, 1_250);
    expect(staticCodeOf(world, 'wechatpay').balanceMinor).toBe(1_250);
    expect(world.merchants.flatMap(({ accounts }) => accounts.map((one) => one.balanceMinor))).toEqual(
      world.merchants.flatMap(({ accounts }) => accounts.map(() => 0)),
    );
    expect(contractTrades(world, 'wechatpay')).toEqual([]);
    expect(tradeBill(world, beijingDay(NOON), 'ALL')).toBeUndefined();
  });

  it.each<[Rail, string]>([
    ['alipay', 'wechatpay-lin'],
    ['alipay', 'paypal-amy'],
    ['wechatpay', 'lin'],
    ['wechatpay', 'unionpay-lin'],
  ])('of %s cannot be read by another wallet (%s)', (rail, id) => {
    const { world, wallet } = open(id);
    expect(scanPrinted(world, wallet, { rail }).ok).toBe(false);
    expect(pendingTrade(world, wallet)).toBeUndefined();
  });

  it.each([
    ['owner', 'own-account'],
    ['sun', 'phone-offline'],
  ])('is not paid by %s', (id, refusal) => {
    const { world, wallet } = open(id);
    expect(scanPrinted(world, wallet)).toEqual({ ok: false, refusal });
  });

  it('stays the same when the world begins afresh, and its account is empty again', () => {
    const { world } = open();
    const contents = () => world.staticCodes.map(({ content }) => content);
    const before = contents();
    expect(before.every((content) => content.includes('practice'))).toBe(true);
    payPrinted(world, customer(world, 'lin'), 100);
    resetWorld(world, 'other', NOON);
    expect(contents()).toEqual(before);
    expect(staticCodeOf(world, 'alipay').balanceMinor).toBe(0);
  });

  it('can be paid by several customers at once, each their own amount', () => {
    const { world } = open();
    const [lin, zhao] = [customer(world, 'lin'), customer(world, 'zhao')];
    scanPrinted(world, lin);
    scanPrinted(world, zhao);
    expect(confirm(world, zhao, { amountMinor: 1_000, now: NOON })).toMatchObject({ ok: true });
    expect(confirm(world, lin, { amountMinor: 2_000, now: NOON })).toMatchObject({ ok: true });
    expect(staticCodeOf(world, 'alipay').balanceMinor).toBe(3_000);
    expect(audit(world)).toEqual([]);
  });

  it('leaves nothing when the customer turns away, scans again, or types for too long', () => {
    const { world, wallet } = open();
    scanPrinted(world, wallet);
    sayNo(world, wallet, NOON);
    expect(pendingTrade(world, wallet)).toBeUndefined();
    scanPrinted(world, wallet);
    scanPrinted(world, wallet);
    const left = Object.values(world.trades).filter(({ ask }) => ask !== null);
    expect(left).toHaveLength(1);
    expect(ledgers(world).customers).toEqual([]);
  });

  it('takes no coupon, and asks for the password as any payment does', () => {
    const { world, wallet } = open('chen');
    scanPrinted(world, wallet);
    expect(confirm(world, wallet, { amountMinor: 30_000, now: NOON })).toEqual({
      ok: false,
      refusal: 'password-required',
    });
    expect(pendingTrade(world, wallet)).toMatchObject({ ask: 'amount', amountMinor: 30_000 });
    expect(confirm(world, wallet, { password: '123456', now: NOON })).toMatchObject({
      ok: true,
      trade: { payment: { buyerPayMinor: 30_000, platformMinor: 0, shopMinor: 0 } },
    });
    expect(wallet.coupons.every(({ used }) => !used)).toBe(true);
  });

  it('is not paid by a wallet without enough money, and nothing stays open', () => {
    const { world, wallet } = open('zhao');
    scanPrinted(world, wallet);
    expect(confirm(world, wallet, { amountMinor: 1_251, now: NOON })).toEqual({
      ok: false,
      refusal: 'balance',
    });
    expect(pendingTrade(world, wallet)).toBeUndefined();
  });
});

describe('the day limit', () => {
  it.each<RiskClass>(['A', 'B', 'C'])(
    'of static codes is ¥500 for a customer of class %s too',
    (riskClass) => {
      const { world, wallet } = open();
      wallet.riskClass = riskClass;
      expect(payPrinted(world, wallet, 30_000)).toMatchObject({ ok: true });
      expect(payPrinted(world, wallet, 20_001)).toEqual({
        ok: false,
        refusal: 'static-code-limit',
        limitMinor: 50_000,
        leftMinor: 20_000,
      });
      // The amount can be mended without scanning again.
      expect(confirm(world, wallet, { amountMinor: 20_000, password: '123456', now: NOON })).toMatchObject({
        ok: true,
      });
      expect(staticLeftMinor(world, wallet, NOON)).toBe(0);
      expect(payPrinted(world, wallet, 1)).toMatchObject({ refusal: 'static-code-limit', leftMinor: 0 });
      expect(audit(world)).toEqual([]);
    },
  );

  it('begins anew at midnight in Beijing, and is each customer’s own', () => {
    const { world, wallet } = open();
    const midnight = nextBeijingMidnight(NOON);
    expect(payPrinted(world, wallet, 50_000, midnight - MINUTE_MS)).toMatchObject({ ok: true });
    expect(payPrinted(world, wallet, 1, midnight - 1)).toMatchObject({ refusal: 'static-code-limit' });
    expect(payPrinted(world, customer(world, 'wang'), 50_000, midnight - 1)).toMatchObject({ ok: true });
    expect(payPrinted(world, wallet, 50_000, midnight)).toMatchObject({ ok: true });
  });

  it('counts static codes alone: orders of the till stand beside it, and it beside them', () => {
    const { world, wallet } = open();
    expect(payOrder(world, wallet, { amountMinor: 60_000 })).toBeNull();
    expect(staticLeftMinor(world, wallet, NOON)).toBe(50_000);
    expect(payPrinted(world, wallet, 50_000)).toMatchObject({ ok: true });
    expect(payOrder(world, wallet, { amountMinor: 60_000 })).toBeNull();
  });

  it.each<[RiskClass, number]>([
    ['C', 100_000],
    ['B', 500_000],
  ])('of orders is by class: %s may pay %i fen a day', (riskClass, limitMinor) => {
    const { world, wallet } = open();
    wallet.riskClass = riskClass;
    expect(payPrinted(world, wallet, 50_000)).toMatchObject({ ok: true });
    expect(payOrder(world, wallet, { amountMinor: limitMinor })).toBeNull();
    expect(payOrder(world, wallet, { amountMinor: 1 })).toBe('day-limit');
    expect(payOrder(world, wallet, { amountMinor: limitMinor, now: nextBeijingMidnight(NOON) })).toBe(
      riskClass === 'B' ? 'balance' : null,
    );
  });

  it('of orders of a customer of class A is what the wallet says', () => {
    const { world, wallet } = open();
    wallet.balanceMinor = wallet.openingMinor = 2_000_000;
    expect(payOrder(world, wallet, { amountMinor: 500_000 })).toBeNull();
    expect(payOrder(world, wallet, { amountMinor: 500_000 })).toBeNull();
    expect(payOrder(world, wallet, { amountMinor: 1 })).toBe('day-limit');
  });
});

it('the auditor finds money that the account behind the code does not have', () => {
  const { world, wallet } = open();
  payPrinted(world, wallet, 1_250);
  staticCodeOf(world, 'alipay').balanceMinor = 1_000;
  expect(audit(world).join('\n')).toContain('own_code/alipay has 1000, not 1250');
  expect(audit(world).join('\n')).toContain('made or lost');
});
