/** What may happen to a trade of any rail: paid once, in its own currency, approved, held, and ended by time alone. */

import { describe, expect, it } from 'vitest';
import { apply } from '../../../../simulator/world/apply.ts';
import { audit } from '../../../../simulator/world/auditor.ts';
import { createWorld } from '../../../../simulator/world/create.ts';
import { accountIn, merchantOf, shopBalanceMinor } from '../../../../simulator/world/merchants.ts';
import type { Currency, Rail, Trade, Wallet, World } from '../../../../simulator/world/model.ts';
import { confirm, payAtOnce, scan } from '../../../../simulator/world/phone.ts';
import {
  approveTrade,
  authorizeTrade,
  closeTrade,
  createTrade,
  findTrade,
  payTrade,
  presentAgain,
  presentQr,
  refundTrade,
  tradeByKey,
} from '../../../../simulator/world/trades.ts';
import { walletById, walletRefusal } from '../../../../simulator/world/wallets.ts';
import { NOON } from '../merchant.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAYPAL_QR = 'https://www.sandbox.paypal.com/checkoutnow?token=5O190127TN364715T';

function open(rail: Rail, currency: Currency, amountMinor: number): { world: World; trade: Trade } {
  const world = createWorld('trades', NOON);
  const trade = createTrade(world, NOON, {
    rail,
    orderNumber: 'A1',
    flow: rail === 'card' ? 'card' : 'payment-qr',
    subject: 'Tea',
    amountMinor,
    currency,
    expiresAt: NOON + HOUR_MS,
    notifyUrl: null,
  });
  return { world, trade };
}

function customer(world: World, id: string): Wallet {
  const wallet = walletById(world, id);
  if (!wallet) throw new Error(`no customer ${id}`);
  return wallet;
}

const refund = (amountMinor: number) =>
  ({ requestNumber: `r${amountMinor}`, kind: 'refund', amountMinor, reason: '', at: NOON }) as const;

describe('money', () => {
  it.each<[Rail, Currency, string]>([
    ['wechatpay', 'CNY', 'wechatpay-lin'],
    ['unionpay', 'CNY', 'unionpay-lin'],
    ['paypal', 'USD', 'paypal-amy'],
    ['paypal', 'JPY', 'paypal-yuki'],
    ['paypal', 'EUR', 'paypal-max'],
    ['card', 'USD', 'card-visa'],
    ['card', 'CNY', 'card-cny-visa'],
  ])('of %s in %s moves and comes back in its own currency', (rail, currency, id) => {
    const { world, trade } = open(rail, currency, 1_250);
    const wallet = customer(world, id);
    const before = wallet.balanceMinor;
    payTrade(world, trade, { wallet, at: NOON });
    expect([wallet.balanceMinor, shopBalanceMinor(world, rail, currency)]).toEqual([before - 1_250, 1_250]);
    refundTrade(world, trade, refund(250));
    expect([wallet.balanceMinor, shopBalanceMinor(world, rail, currency)]).toEqual([before - 1_000, 1_000]);
    const entries = Object.values(trade.ledgers).flat();
    expect(new Set(entries.map((entry) => entry.currency))).toEqual(new Set([currency]));
    expect(audit(world)).toEqual([]);
  });

  it('is never converted: a wallet pays in its own currency or not at all', () => {
    const { world, trade } = open('paypal', 'EUR', 1_250);
    const amy = customer(world, 'paypal-amy');
    expect(walletRefusal(world, amy, { ...trade, now: NOON })).toBe('currency');
    expect(() => payTrade(world, trade, { wallet: amy, at: NOON })).toThrow('holds no EUR');
  });

  it('of two currencies is not set off against each other by the auditor', () => {
    const world = createWorld('trades', NOON);
    accountIn(merchantOf(world, 'card'), 'USD').balanceMinor += 100;
    accountIn(merchantOf(world, 'card'), 'CNY').balanceMinor -= 100;
    expect(audit(world)).toEqual(
      expect.arrayContaining(['USD: money was made or lost', 'CNY: money was made or lost']),
    );
  });
});

it('an order can stand under the provider’s own number, where the shop’s need not be unique', () => {
  const { world } = open('paypal', 'USD', 100);
  const order = {
    orderNumber: 'A1',
    flow: 'payment-qr',
    subject: '',
    amountMinor: 200,
    currency: 'USD',
  } as const;
  const more = {
    rail: 'paypal',
    expiresAt: NOON + HOUR_MS,
    notifyUrl: null,
    detail: { intent: 'CAPTURE' },
  } as const;
  const trade = createTrade(world, NOON, { ...order, ...more, key: 'paypal/5O1', tradeNumber: '5O1' });
  expect(tradeByKey(world, 'paypal/5O1')).toBe(trade);
  expect(trade).toMatchObject({ tradeNumber: '5O1', detail: { intent: 'CAPTURE' } });
  expect(findTrade(world, 'paypal', 'A1')).not.toBe(trade);
});

describe('at PayPal', () => {
  it('the customer agrees, no money moves, and the shop takes it afterwards', () => {
    const { world, trade } = open('paypal', 'USD', 1_250);
    presentQr(world, trade, { content: PAYPAL_QR, expiresAt: NOON + HOUR_MS });
    const amy = customer(world, 'paypal-amy');
    expect(scan(world, amy, { content: PAYPAL_QR, now: NOON })).toMatchObject({ ok: true });
    expect(confirm(world, amy, { password: undefined, now: NOON })).toMatchObject({ ok: true });
    expect(trade).toMatchObject({ status: 'approved', walletId: 'paypal-amy', payment: null });
    payTrade(world, trade, { wallet: amy, at: NOON });
    expect(trade.status).toBe('paid');
    expect(audit(world)).toEqual([]);
  });

  it('a customer whose money does not reach may agree; another one may try after the shop was refused', () => {
    const { world, trade } = open('paypal', 'USD', 1_250);
    presentQr(world, trade, { content: PAYPAL_QR, expiresAt: NOON + HOUR_MS });
    const ben = customer(world, 'paypal-ben');
    scan(world, ben, { content: PAYPAL_QR, now: NOON });
    expect(confirm(world, ben, { password: undefined, now: NOON })).toMatchObject({ ok: true });
    expect(walletRefusal(world, ben, { ...trade, now: NOON })).toBe('balance');
    presentAgain(world, trade);
    expect(scan(world, customer(world, 'paypal-amy'), { content: PAYPAL_QR, now: NOON })).toMatchObject({
      ok: true,
    });
  });

  it('an approval that nobody uses ends by itself', () => {
    const { world, trade } = open('paypal', 'USD', 1_250);
    const amy = customer(world, 'paypal-amy');
    approveTrade(world, trade, { wallet: amy, at: NOON, until: NOON + 3 * HOUR_MS });
    apply(world, NOON + 3 * HOUR_MS - 1, () => undefined);
    expect(trade.status).toBe('approved');
    apply(world, NOON + 3 * HOUR_MS, () => undefined);
    expect(trade).toMatchObject({ status: 'closed', closedAt: NOON + 3 * HOUR_MS });
  });

  it('a customer in a hurry only approves', () => {
    const { world, trade } = open('paypal', 'USD', 1_250);
    expect(payAtOnce(world, trade, NOON)).toBe(false);
    expect(trade).toMatchObject({ status: 'approved', walletId: 'paypal-amy' });
  });
});

describe('a hold', () => {
  const held = () => {
    const { world, trade } = open('card', 'USD', 1_500_000);
    const visa = customer(world, 'card-visa');
    authorizeTrade(world, trade, { wallet: visa, at: NOON, until: NOON + 2 * DAY_MS });
    return { world, trade, visa };
  };

  it('keeps the money back without moving it', () => {
    const { world, trade, visa } = held();
    expect(visa.balanceMinor).toBe(2_000_000);
    const more = { amountMinor: 500_001, currency: 'USD', now: NOON } as const;
    expect(walletRefusal(world, visa, more)).toBe('balance');
    expect(walletRefusal(world, visa, { ...more, amountMinor: 500_000 })).toBeNull();
    expect(Object.values(trade.ledgers).flat()).toEqual([]);
    expect(audit(world)).toEqual([]);
  });

  it('is captured in part, and the rest is free again', () => {
    const { world, trade, visa } = held();
    payTrade(world, trade, { wallet: visa, at: NOON, amountMinor: 1_000_000 });
    expect([trade.amountMinor, visa.balanceMinor]).toEqual([1_000_000, 1_000_000]);
    expect(walletRefusal(world, visa, { amountMinor: 1_000_000, currency: 'USD', now: NOON })).toBeNull();
    expect(audit(world)).toEqual([]);
  });

  it('ends when it is voided, or by itself', () => {
    const voided = held();
    closeTrade(voided.world, voided.trade, NOON);
    const lapsed = held();
    apply(lapsed.world, NOON + 2 * DAY_MS, () => undefined);
    for (const { world, trade, visa } of [voided, lapsed]) {
      expect(trade.status).toBe('closed');
      expect(walletRefusal(world, visa, { amountMinor: 2_000_000, currency: 'USD', now: NOON })).toBeNull();
    }
  });
});

describe('what ends by time alone', () => {
  it('an order that nobody scanned: at Alipay it was never there, elsewhere it is closed', () => {
    for (const [rail, status] of [
      ['alipay', 'dead'],
      ['wechatpay', 'closed'],
    ] as const) {
      const { world, trade } = open(rail, 'CNY', 100);
      presentQr(world, trade, { content: 'weixin://wxpay/bizpayurl?pr=1', expiresAt: NOON + HOUR_MS });
      apply(world, NOON + HOUR_MS, () => undefined);
      expect(trade.status).toBe(status);
    }
  });

  it.each<[Rail, number | null]>([
    ['alipay', 90],
    ['wechatpay', 365],
    ['paypal', 180],
    ['card', null],
  ])('refunds at %s: after %s days', (rail, days) => {
    const currency = rail === 'paypal' || rail === 'card' ? 'USD' : 'CNY';
    const { world, trade } = open(rail, currency, 100);
    const wallet = world.wallets.find((one) => one.rail === rail && one.currency === currency);
    if (wallet) payTrade(world, trade, { wallet, at: NOON });
    apply(world, NOON + (days ?? 1_000) * DAY_MS - 1, () => undefined);
    expect(trade.status).toBe('paid');
    apply(world, NOON + (days ?? 1_000) * DAY_MS, () => undefined);
    expect(trade.status).toBe(days === null ? 'paid' : 'finished');
  });
});

describe('a phone', () => {
  const shown = (rail: Rail, content: string) => {
    const { world, trade } = open(rail, rail === 'paypal' ? 'USD' : 'CNY', 100);
    presentQr(world, trade, { content, expiresAt: NOON + HOUR_MS });
    return world;
  };
  const codes: readonly (readonly [Rail, string])[] = [
    ['alipay', 'https://qr.alipay.com/bax00001'],
    ['wechatpay', 'weixin://wxpay/bizpayurl?pr=NwY5Mz9&groupid=00'],
    ['unionpay', 'https://qr.95516.com/00010000/6222000000000001'],
    ['paypal', PAYPAL_QR],
  ];

  it.each(codes)('with %s reads its own QR, and no other wallet reads it', (rail, content) => {
    for (const other of ['lin', 'wechatpay-lin', 'unionpay-lin', 'paypal-amy', 'card-visa']) {
      const world = shown(rail, content);
      const wallet = customer(world, other);
      const result = scan(world, wallet, { content, now: NOON });
      if (wallet.rail === rail) expect(result).toMatchObject({ ok: true });
      else expect(result).toEqual({ ok: false, refusal: 'not-a-payment-qr' });
    }
  });

  it('with another currency says so before anything is agreed', () => {
    const world = shown('paypal', PAYPAL_QR);
    expect(scan(world, customer(world, 'paypal-max'), { content: PAYPAL_QR, now: NOON })).toEqual({
      ok: false,
      refusal: 'currency',
    });
  });
});

describe('a refund that takes its time', () => {
  function paidTrade(): { world: World; trade: Trade; wallet: Wallet } {
    const { world, trade } = open('wechatpay', 'CNY', 1_250);
    const wallet = customer(world, 'wechatpay-lin');
    payTrade(world, trade, { wallet, at: NOON });
    return { world, trade, wallet };
  }
  const shopMinor = (world: World) => shopBalanceMinor(world, 'wechatpay', 'CNY');
  const later = (as: 'done' | 'failed') => ({ ending: { at: NOON + HOUR_MS, as } });

  it('leaves the shop at once and reaches the customer at its end, in one world or over a restart', () => {
    const { world, trade, wallet } = paidTrade();
    const before = wallet.balanceMinor;
    refundTrade(world, trade, { ...refund(1_250), ...later('done') });
    expect([wallet.balanceMinor, shopMinor(world), trade.status]).toEqual([before, 0, 'paid']);
    expect(audit(world)).toEqual([]);
    const copy = JSON.parse(JSON.stringify(world)) as World;
    apply(copy, copy.clock.realAt + HOUR_MS, () => undefined);
    expect(customer(copy, wallet.id).balanceMinor).toBe(before + 1_250);
    expect(findTrade(copy, 'wechatpay', 'A1')).toMatchObject({ status: 'closed', closedAt: NOON + HOUR_MS });
    expect(audit(copy)).toEqual([]);
  });

  it('and fails comes back to the shop, says so in its ledger, and can be given once more', () => {
    const { world, trade, wallet } = paidTrade();
    const before = wallet.balanceMinor;
    refundTrade(world, trade, { ...refund(1_250), ...later('failed') });
    apply(world, world.clock.realAt + HOUR_MS, () => undefined);
    expect([wallet.balanceMinor, shopMinor(world), trade.status]).toEqual([before, 1_250, 'paid']);
    expect(
      trade.ledgers.merchants.map(({ kind, amountMinor, at }) => [kind, amountMinor, at - NOON]),
    ).toEqual([
      ['payment', 1_250, 0],
      ['refund', -1_250, 0],
      ['refund-returned', 1_250, HOUR_MS],
    ]);
    expect(trade.ledgers.customers).toHaveLength(1);
    refundTrade(world, trade, { ...refund(1_250), requestNumber: 'again' });
    expect([wallet.balanceMinor, trade.status]).toEqual([before + 1_250, 'closed']);
    expect(audit(world)).toEqual([]);
  });
});
