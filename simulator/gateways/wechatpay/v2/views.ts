/** What v2 tells of a trade and of its refunds. */

import { formatBeijing } from '../../../world/beijing.ts';
import type { Trade, World } from '../../../world/model.ts';
import { detailOf } from '../detail.ts';
import { partsOf, REFUND_STATUS, type Refunded } from '../refunds.ts';
import { openidOf, stateOf, stateWords, type TradeState } from '../transaction.ts';

export type V2Fields = Readonly<Record<string, string>>;

/** `20261123100000`, in Beijing. */
export function compact(at: number): string {
  return formatBeijing(at).replace(/\D/g, '');
}

/** A paid trade, as a payment by code answers and as news tell it. */
export function paidFields(world: World, trade: Trade): V2Fields {
  const { payment } = trade;
  if (payment === null) return {};
  const { type, attach, device } = detailOf(trade);
  const couponMinor = payment.platformMinor + payment.shopMinor;
  return {
    ...(device === null ? {} : { device_info: device }),
    openid: openidOf(world, trade),
    is_subscribe: 'N',
    trade_type: type,
    bank_type: 'OTHERS',
    total_fee: String(trade.amountMinor),
    ...(payment.shopMinor > 0 ? { settlement_total_fee: String(payment.receiptMinor) } : {}),
    fee_type: 'CNY',
    cash_fee: String(payment.buyerPayMinor),
    cash_fee_type: 'CNY',
    ...(couponMinor > 0 ? { coupon_fee: String(couponMinor) } : {}),
    transaction_id: trade.tradeNumber,
    out_trade_no: trade.orderNumber,
    ...(attach === null ? {} : { attach }),
    time_end: compact(payment.at),
  };
}

/** A trade in any state; `as`: a state to tell of instead, without what it does not know yet. */
export function tradeFields(world: World, trade: Trade, as?: TradeState): V2Fields {
  const state = as ?? stateOf(trade);
  const told =
    trade.payment === null || as !== undefined
      ? { out_trade_no: trade.orderNumber, total_fee: String(trade.amountMinor) }
      : paidFields(world, trade);
  return { ...told, trade_state: state, trade_state_desc: stateWords(state) };
}

/** A refund that was just taken. */
export function refundFields({ trade, refund }: Refunded): V2Fields {
  const { payerMinor, settlementMinor } = partsOf(refund);
  return {
    ...tradeOf(trade),
    out_refund_no: refund.requestNumber,
    refund_id: detailOf(trade).refunds[refund.requestNumber]?.id ?? '',
    refund_fee: String(refund.amountMinor),
    settlement_refund_fee: String(settlementMinor),
    cash_refund_fee: String(payerMinor),
    coupon_refund_fee: String(refund.amountMinor - payerMinor),
  };
}

/** Refunds of one trade, each field with its number behind it. */
export function refundList(trade: Trade, refunds: Trade['refunds']): V2Fields {
  const list = refunds.flatMap((refund, index) => {
    const detail = detailOf(trade).refunds[refund.requestNumber];
    const { settlementMinor } = partsOf(refund);
    return Object.entries({
      out_refund_no: refund.requestNumber,
      refund_id: detail?.id ?? '',
      refund_channel: 'ORIGINAL',
      refund_fee: String(refund.amountMinor),
      settlement_refund_fee: String(settlementMinor),
      refund_status: REFUND_STATUS[refund.state],
      refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
      // Spelled so in the real interface.
      refund_recv_accout: '支付用户零钱',
      ...(refund.state === 'done' ? { refund_success_time: formatBeijing(refund.endsAt) } : {}),
    }).map(([name, value]) => [`${name}_${index}`, value]);
  });
  return { ...tradeOf(trade), refund_count: String(refunds.length), ...Object.fromEntries(list) };
}

function tradeOf(trade: Trade): V2Fields {
  return {
    transaction_id: trade.tradeNumber,
    out_trade_no: trade.orderNumber,
    total_fee: String(trade.amountMinor),
    settlement_total_fee: String(trade.payment?.receiptMinor ?? 0),
    fee_type: 'CNY',
    cash_fee: String(trade.payment?.buyerPayMinor ?? 0),
  };
}
