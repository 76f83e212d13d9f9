/** What each call of v2 does: the same orders, payments and refunds as v3, in the words of v2. */

import { strike } from '../../../faults/armed.ts';
import { parseDateTime } from '../../../world/beijing.ts';
import type { Refund, Trade, World } from '../../../world/model.ts';
import { contractTrades, findTrade } from '../../../world/trades.ts';
import { dayOf, strikeTradeBill, type TradeBillType, tradeBill } from '../bill.ts';
import { whyNoBill, zipped } from '../bill-calls.ts';
import { chargeCode } from '../charge.ts';
import { detailOf, type TradeType } from '../detail.ts';
import { close, reverse } from '../ending.ts';
import { type Order, placeOrder } from '../orders.ts';
import { type Problem, wordsOf } from '../problems.ts';
import { findRefund, refund } from '../refunds.ts';
import { isKnown, stateOf } from '../transaction.ts';
import type { CallName } from './fields.ts';
import { paidFields, refundFields, refundList, tradeFields, type V2Fields } from './views.ts';

/** A close is refused sooner than this after the order. */
const CLOSE_AFTER_MS = 5 * 60_000;

/** One call, read. */
export interface V2Ask {
  readonly world: World;
  readonly now: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly signType: string;
}

export type V2Result =
  | { readonly ok: true; readonly fields: V2Fields }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly fields?: V2Fields }
  /** A file instead of XML. */
  | { readonly ok: true; readonly file: string | Uint8Array<ArrayBuffer> };

export const V2_CALLS: Readonly<Record<CallName, (ask: V2Ask) => V2Result>> = {
  micropay,
  unifiedorder: (ask) => {
    const placed = placeOrder(ask.world, { ...orderIn(ask, 'NATIVE'), ...lifeOf(ask) }, ask.now);
    if (!placed.ok) return refused(placed.problem);
    const content = placed.value.qr?.content ?? '';
    const prepayId = `wx${placed.value.tradeNumber}`;
    return fine({ trade_type: 'NATIVE', prepay_id: prepayId, code_url: content });
  },
  orderquery,
  reverse: reverseOrder,
  closeorder: (ask) => {
    const trade = findTrade(ask.world, 'wechatpay', get(ask, 'out_trade_no'));
    if (isKnown(trade) && ask.now < trade.createdAt + CLOSE_AFTER_MS) return refused('close-early');
    const closed = close(ask.world, trade, ask.now);
    return closed.ok ? fine({}) : refused(closed.problem);
  },
  refund: refundOrder,
  refundquery,
  downloadbill,
};

function micropay(ask: V2Ask): V2Result {
  const order = { ...orderIn(ask, 'MICROPAY'), notifyUrl: null, code: get(ask, 'auth_code') };
  const charged = chargeCode(ask.world, order, ask.now);
  if (!charged.ok) return refused(charged.problem);
  const trade = charged.value;
  return trade.payment === null
    ? { ok: false, code: 'USERPAYING', message: '需要用户输入支付密码' }
    : fine(paidFields(ask.world, trade));
}

function orderIn(ask: V2Ask, type: TradeType): Order {
  const device = get(ask, 'device_info');
  const attach = get(ask, 'attach');
  const notifyUrl = get(ask, 'notify_url');
  return {
    orderNumber: get(ask, 'out_trade_no'),
    description: get(ask, 'body'),
    amountMinor: Number(get(ask, 'total_fee')),
    notifyUrl: notifyUrl === '' ? null : notifyUrl,
    detail: {
      api: 'v2',
      type,
      asked: askedAs(type, ask.fields),
      nonce: get(ask, 'nonce_str'),
      attach: attach === '' ? null : attach,
      device: device === '' ? null : device,
      keyId: null,
      signType: ask.signType,
    },
  };
}

/** What has to be the same when it is asked again: all but what is fresh in every message. */
function askedAs(type: TradeType, fields: ReadonlyMap<string, string>): string {
  const fresh = ['sign', 'sign_type', 'nonce_str', 'spbill_create_ip'];
  const same = [...fields].filter(([name]) => !fresh.includes(name)).sort();
  return `v2 ${type} ${JSON.stringify(same)}`;
}

function lifeOf(ask: V2Ask): Pick<Order, 'expireAt'> {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(get(ask, 'time_expire'));
  const at = digits && parseDateTime(`${digits.slice(1, 4).join('-')} ${digits.slice(4).join(':')}`);
  return at === null || at === undefined ? {} : { expireAt: at };
}

function orderquery(ask: V2Ask): V2Result {
  const trade = tradeIn(ask);
  if (!isKnown(trade)) return refused('order-unknown');
  const state = stateOf(trade);
  if (state === 'NOTPAY' || state === 'USERPAYING') return fine(tradeFields(ask.world, trade));
  const lag = strike(ask.world, 'query-lags', { rail: 'wechatpay', operation: 'query' });
  if (lag?.as === 'absent') return refused('order-unknown');
  const waiting = trade.flow === 'payment-code' ? 'USERPAYING' : 'NOTPAY';
  return fine(tradeFields(ask.world, trade, lag ? waiting : undefined));
}

/** `recall`: whether to send it again. */
function reverseOrder(ask: V2Ask): V2Result {
  const orderNumber = get(ask, 'out_trade_no');
  const trade = tradeIn(ask);
  if (trade === undefined && orderNumber === '') return refused('order-unknown');
  const reversed = reverse(ask.world, { trade, orderNumber }, ask.now);
  if (reversed.ok && reversed.value.refusedWith === undefined) return fine({ recall: 'N' });
  const code = reversed.ok ? (reversed.value.refusedWith ?? '') : wordsOf(reversed.problem).v2;
  const message = reversed.ok ? '撤销失败' : wordsOf(reversed.problem).message;
  const isTransient = !reversed.ok && ['payer-types', 'reverse-early'].includes(reversed.problem);
  const recall = isTransient || code.replace('_', '') === 'SYSTEMERROR' ? 'Y' : 'N';
  return { ok: false, code, message, fields: { recall } };
}

function refundOrder(ask: V2Ask): V2Result {
  const refunded = refund(
    ask.world,
    {
      trade: tradeIn(ask),
      order: {
        number: get(ask, 'out_refund_no'),
        amountMinor: Number(get(ask, 'refund_fee')),
        totalMinor: Number(get(ask, 'total_fee')),
        reason: get(ask, 'refund_desc'),
        // News of v2 refunds are encrypted in a way that no browser offers (AES-ECB): they are asked for.
        notifyUrl: null,
      },
    },
    ask.now,
  );
  return refunded.ok ? fine(refundFields(refunded.value)) : refused(refunded.problem);
}

function refundquery(ask: V2Ask): V2Result {
  const number = get(ask, 'out_refund_no');
  const id = get(ask, 'refund_id');
  const trade = number === '' ? tradeIn(ask) : findRefund(ask.world, number)?.trade;
  const byId = id === '' ? undefined : tradeOfRefund(ask.world, id);
  const found = trade ?? byId;
  const isAsked = ({ requestNumber, kind }: Refund) =>
    kind === 'refund' &&
    (number === '' || requestNumber === number) &&
    (id === '' || (found !== undefined && detailOf(found).refunds[requestNumber]?.id === id));
  const refunds = found?.refunds.filter(isAsked) ?? [];
  if (found === undefined || refunds.length === 0) return refused('refund-unknown');
  return fine(refundList(found, refunds));
}

function downloadbill(ask: V2Ask): V2Result {
  const [year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(get(ask, 'bill_date'))?.slice(1) ?? [];
  const day = dayOf(`${year}-${month}-${date}`);
  const problem = whyNoBill(day, ask.now);
  if (problem || day === undefined) return refused(problem ?? 'bill-date-wrong');
  const type = (get(ask, 'bill_type') || 'ALL') as TradeBillType;
  strikeTradeBill(ask.world, day, type);
  const bill = tradeBill(ask.world, day, type);
  if (bill === undefined) return refused('bill-none');
  return { ok: true, file: get(ask, 'tar_type') === 'GZIP' ? zipped(bill) : bill };
}

/** The trade that `transaction_id` or else `out_trade_no` names. */
function tradeIn(ask: V2Ask): Trade | undefined {
  const id = get(ask, 'transaction_id');
  if (id === '') return findTrade(ask.world, 'wechatpay', get(ask, 'out_trade_no'));
  return tradesOf(ask.world).find((trade) => trade.tradeNumber === id && trade.payment !== null);
}

function tradeOfRefund(world: World, refundId: string): Trade | undefined {
  return tradesOf(world)
    .filter(isKnown)
    .find((trade) => Object.values(detailOf(trade).refunds).some(({ id }) => id === refundId));
}

function tradesOf(world: World): Trade[] {
  return contractTrades(world, 'wechatpay');
}

function get({ fields }: Pick<V2Ask, 'fields'>, name: string): string {
  return fields.get(name) ?? '';
}

function fine(fields: V2Fields): V2Result {
  return { ok: true, fields };
}

function refused(problem: Problem): V2Result {
  const { v2, message } = wordsOf(problem);
  return { ok: false, code: v2, message };
}
