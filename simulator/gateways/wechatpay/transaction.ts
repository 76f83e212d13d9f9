/** What WeChat Pay tells of a trade and of a refund, in the words of v3. */

import { formatBeijing } from '../../world/beijing.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { JsonObject, Refund, Trade, World } from '../../world/model.ts';
import { walletById } from '../../world/wallets.ts';
import { detailOf } from './detail.ts';
import { partsOf, type Refunded } from './refunds.ts';

export type TradeState = 'SUCCESS' | 'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR';

const STATE_WORDS: Readonly<Record<TradeState, string>> = {
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  NOTPAY: '订单未支付',
  CLOSED: '订单已关闭',
  REVOKED: '订单已撤销',
  USERPAYING: '需要用户输入支付密码',
  PAYERROR: '支付失败，请撤销订单',
};

/** Whether a query knows the order at all: a reversed number that was never used is none. */
export function isKnown(trade: Trade | undefined): trade is Trade {
  return trade !== undefined && trade.flow !== 'unknown';
}

export function stateOf(trade: Trade): TradeState {
  if (trade.payment !== null) {
    if (trade.refunds.some(({ kind }) => kind === 'reversal')) return 'REVOKED';
    return trade.refunds.length > 0 ? 'REFUND' : 'SUCCESS';
  }
  const isByCode = trade.flow === 'payment-code';
  if (trade.cancelled) return 'REVOKED';
  if (trade.status === 'closed') return isByCode ? 'PAYERROR' : 'CLOSED';
  return isByCode ? 'USERPAYING' : 'NOTPAY';
}

export function stateWords(state: TradeState): string {
  return STATE_WORDS[state];
}

/** `2026-11-23T10:00:00+08:00`. */
export function instant(at: number): string {
  return `${formatBeijing(at).replace(' ', 'T')}+08:00`;
}

export function identity(world: World): { appid: string; mchid: string } {
  const { appId, sellerId } = merchantOf(world, 'wechatpay');
  return { appid: appId, mchid: sellerId };
}

/** The trade as a question about it is answered; `as`: a state to tell of instead, without what it does not know yet. */
export function transaction(world: World, trade: Trade, as?: TradeState): JsonObject {
  const state = as ?? stateOf(trade);
  const { attach, device } = detailOf(trade);
  const isPaid = trade.payment !== null && state !== 'NOTPAY' && state !== 'USERPAYING';
  return {
    ...identity(world),
    out_trade_no: trade.orderNumber,
    ...(isPaid ? { transaction_id: trade.tradeNumber, trade_type: detailOf(trade).type } : {}),
    trade_state: state,
    trade_state_desc: STATE_WORDS[state],
    ...(isPaid ? paymentFields(world, trade) : { amount: { total: trade.amountMinor, currency: 'CNY' } }),
    ...(isPaid && attach !== null ? { attach } : {}),
    ...(device === null ? {} : { scene_info: { device_id: device } }),
  };
}

function paymentFields(world: World, trade: Trade): JsonObject {
  const { payment } = trade;
  if (payment === null) return {};
  const promotions = promotionsOf(trade);
  return {
    bank_type: 'OTHERS',
    success_time: instant(payment.at),
    payer: { openid: openidOf(world, trade) },
    amount: {
      total: trade.amountMinor,
      payer_total: payment.buyerPayMinor,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
    ...(promotions.length > 0 ? { promotion_detail: promotions } : {}),
  };
}

export function openidOf(world: World, trade: Trade): string {
  return (trade.walletId === null ? undefined : walletById(world, trade.walletId)?.userId) ?? '';
}

/** Coupons: the provider's is paid out to the shop (`CASH`), the shop's own is not (`NOCASH`). */
function promotionsOf(trade: Trade): JsonObject[] {
  const { platformMinor = 0, shopMinor = 0 } = trade.payment ?? {};
  return [
    { id: '1001', name: '微信支付立减', type: 'CASH', platform: platformMinor, shop: 0 },
    { id: '1002', name: '商家优惠', type: 'NOCASH', platform: 0, shop: shopMinor },
  ]
    .filter(({ platform, shop }) => platform + shop > 0)
    .map(({ id, name, type, platform, shop }) => ({
      coupon_id: id,
      name,
      scope: 'GLOBAL',
      type,
      amount: platform + shop,
      stock_id: `${id}00`,
      wechatpay_contribute: platform,
      merchant_contribute: shop,
      other_contribute: 0,
      currency: 'CNY',
    }));
}

/** `ABNORMAL`: the customer's bank did not take it, and the shop has to finish it at the provider. */
const REFUND_STATUS: Readonly<Record<Refund['state'], string>> = {
  pending: 'PROCESSING',
  done: 'SUCCESS',
  failed: 'ABNORMAL',
};

/** A refund as it stands: on its way at first, then done, or come back. */
export function refundFields(refunded: Refunded): JsonObject {
  const { trade, refund } = refunded;
  const { payment } = trade;
  const { id = '' } = detailOf(trade).refunds[refund.requestNumber] ?? {};
  const { payerMinor, settlementMinor } = partsOf(refund);
  const promotions = refundPromotions(refunded);
  return {
    refund_id: id,
    out_refund_no: refund.requestNumber,
    transaction_id: trade.tradeNumber,
    out_trade_no: trade.orderNumber,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(refund.state === 'done' ? { success_time: instant(refund.endsAt) } : {}),
    create_time: instant(refund.at),
    status: REFUND_STATUS[refund.state],
    funds_account: 'AVAILABLE',
    amount: {
      total: trade.amountMinor,
      refund: refund.amountMinor,
      payer_total: payment?.buyerPayMinor ?? 0,
      payer_refund: payerMinor,
      settlement_refund: settlementMinor,
      settlement_total: payment?.receiptMinor ?? 0,
      discount_refund: refund.amountMinor - payerMinor,
      currency: 'CNY',
    },
    ...(promotions.length > 0 ? { promotion_detail: promotions } : {}),
  };
}

function refundPromotions(refunded: Refunded): JsonObject[] {
  const { trade, refund } = refunded;
  const { platformMinor = 0, shopMinor = 0 } = trade.payment ?? {};
  const { payerMinor, settlementMinor } = partsOf(refund);
  return [
    { id: '1001', type: 'COUPON', amount: platformMinor, refund: settlementMinor - payerMinor },
    { id: '1002', type: 'DISCOUNT', amount: shopMinor, refund: refund.amountMinor - settlementMinor },
  ]
    .filter(({ amount }) => amount > 0)
    .map((one) => ({
      promotion_id: one.id,
      scope: 'GLOBAL',
      type: one.type,
      amount: one.amount,
      refund_amount: one.refund,
    }));
}
