/** The part of the control interface that is a customer's phone: wallets, codes, scanning, agreeing. */

import { issueCode } from '../../world/codes.ts';
import { merchantOf } from '../../world/merchants.ts';
import { type Card, type Trade, touch, type Wallet, type World } from '../../world/model.ts';
import { confirm, orderView, type PhoneResult, pendingTrade, sayNo, scan } from '../../world/phone.ts';
import { walletById } from '../../world/wallets.ts';
import { type Context, ok, type Reply, type Route, refuse, route } from './route.ts';
import * as schemas from './schemas.ts';
import { REFUSAL_WORDS } from './words.ts';

export const PHONE_ROUTES: readonly Route[] = [
  route('GET /wallets', schemas.nothing, ({ world }) => ok(world.wallets.map(walletView))),
  route('GET /wallets/{id}', schemas.nothing, (context) =>
    withWallet(context, (wallet) => ok(phoneView(context.world, wallet, context.step.now))),
  ),
  route('PATCH /wallets/{id}', schemas.walletChange, (context, change) =>
    withWallet(context, (wallet) => {
      const { balanceMinor, limits, coupons, ...rest } = change;
      if (balanceMinor !== undefined) {
        wallet.openingMinor += balanceMinor - wallet.balanceMinor;
        wallet.balanceMinor = balanceMinor;
      }
      if (coupons) wallet.coupons = coupons;
      Object.assign(wallet.limits, limits);
      Object.assign(wallet, rest);
      if (change.state === 'normal') wallet.wrongPasswords = 0;
      touch(context.world);
      return ok(walletView(wallet));
    }),
  ),
  route('POST /wallets/{id}/payment-code', schemas.nothing, (context) =>
    withWallet(context, (wallet) => {
      const issued = issueCode(context.world, wallet, context.step.now);
      if (!issued) return refuse(409, 'no-payment-codes', 'This wallet shows no payment codes.');
      return ok({ code: issued.code, expiresAt: issued.expiresAt });
    }),
  ),
  route('POST /wallets/{id}/scan', schemas.scanned, (context, { content }) =>
    withWallet(context, (wallet) => {
      const result = scan(context.world, wallet, { content, now: context.step.now });
      return result.ok ? ok({ order: orderView(context.world, wallet, result.trade) }) : refusal(result);
    }),
  ),
  route('POST /wallets/{id}/confirm', schemas.confirmation, (context, { password, amountMinor }) =>
    withWallet(context, (wallet) => {
      const { world, step } = context;
      if (amountMinor !== undefined && pendingTrade(world, wallet)?.ask !== 'amount')
        return refuse(400, 'bad-request', 'amountMinor: only after a static code was scanned.');
      const result = confirm(world, wallet, { password, amountMinor, now: step.now });
      if (!result.ok) return refusal(result);
      // PayPal's customers only agree; the money moves when the shop captures.
      return ok({ paid: result.trade.payment !== null, bill: billView(world, result.trade) });
    }),
  ),
  route('POST /wallets/{id}/cancel', schemas.nothing, (context) =>
    withWallet(context, (wallet) => {
      const result = sayNo(context.world, wallet, context.step.now);
      return result.ok ? ok({ cancelled: true }) : refusal(result);
    }),
  ),
];

function withWallet(context: Context, act: (wallet: Wallet) => Reply): Reply {
  const wallet = walletById(context.world, context.parameters[0] ?? '');
  return wallet ? act(wallet) : refuse(404, 'unknown-wallet', 'There is no such customer.');
}

/** What a wallet says no with, and the figures that belong to it. */
function refusal({ ok: _, refusal: error, ...figures }: Extract<PhoneResult, { ok: false }>): Reply {
  return { status: 409, body: { error, message: REFUSAL_WORDS[error], ...figures } };
}

function walletView(wallet: Wallet): Record<string, unknown> {
  const { id, name, nameEn, rail, balanceMinor, currency, limits, password, state } = wallet;
  const { riskClass, phoneOffline, coupons, logonId } = wallet;
  const card = wallet.card && cardView(wallet.card);
  const common = { id, name, nameEn, rail, balanceMinor, currency, limits, password, state };
  return { ...common, riskClass, phoneOffline, coupons, logonId, card };
}

/** A card as it may be shown: never its number. */
function cardView({ brand, number, expMonth, expYear }: Card): Record<string, unknown> {
  return { brand, last4: number.slice(-4), expMonth, expYear };
}

/** Everything a phone's screen needs at once. */
function phoneView(world: World, wallet: Wallet, now: number): Record<string, unknown> {
  const pending = pendingTrade(world, wallet);
  const code = world.codes.filter((candidate) => candidate.walletId === wallet.id).at(-1);
  const bills = Object.values(world.trades)
    .filter((trade) => trade.walletId === wallet.id && (trade.payment || trade.declined))
    .sort((one, other) => other.createdAt - one.createdAt)
    .map((trade) => billView(world, trade));
  return {
    ...walletView(wallet),
    now,
    code: code ? { code: code.code, expiresAt: code.expiresAt, used: code.used } : null,
    pending: pending ? { kind: pending.ask, ...orderView(world, wallet, pending) } : null,
    bills,
  };
}

function billView(world: World, trade: Trade): Record<string, unknown> {
  return {
    orderNumber: trade.orderNumber,
    tradeNumber: trade.tradeNumber,
    merchant: merchantOf(world, trade.rail).name,
    subject: trade.subject,
    amountMinor: trade.amountMinor,
    paidMinor: trade.payment?.buyerPayMinor ?? 0,
    discountMinor: trade.payment ? trade.amountMinor - trade.payment.buyerPayMinor : 0,
    currency: trade.currency,
    at: trade.payment?.at ?? trade.createdAt,
    flow: trade.flow,
    paid: trade.payment !== null,
    declined: trade.declined,
    refunds: trade.refunds
      .filter(({ state }) => state === 'done')
      .map(({ kind, endsAt, amountMinor, platformMinor, shopMinor }) => ({
        kind,
        at: endsAt,
        amountMinor: amountMinor - platformMinor - shopMinor,
      })),
  };
}
