/** `alipay.trade.refund` and `alipay.trade.fastpay.refund.query`: giving money back, once per request number. */

import { refundEnding } from '../../faults/refund-ending.ts';
import { formatBeijing } from '../../world/beijing.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import type { JsonObject, Refund, Trade, World } from '../../world/model.ts';
import { parseYuan, yuan } from '../../world/money.ts';
import { merchantShareMinor, refundTrade, returnedMinor } from '../../world/trades.ts';
import { badParameter, buyer, failure, identity, refundableMinor, success } from './answers.ts';
import { isKnown, locate, text } from './order.ts';

export function refund(world: World, content: JsonObject, now: number): JsonObject {
  const located = locate(world, content);
  if (!located.ok) return located.answer;
  const trade = located.value;
  const amountMinor = parseYuan(text(content, 'refund_amount'));
  if (amountMinor === undefined) return badParameter('refund_amount');
  if (amountMinor === 0) return failure('REFUND_FEE_ERROR');
  if (!isKnown(trade)) return failure('TRADE_NOT_EXIST');
  const number = text(content, 'out_request_no');
  if (number === '' && amountMinor !== trade.amountMinor) return badParameter('out_request_no');
  const requestNumber = number === '' ? trade.orderNumber : number;
  const earlier = find(trade, requestNumber);
  if (earlier) {
    if (earlier.amountMinor !== amountMinor) return failure('DISCORDANT_REPEAT_REQUEST');
    return describe(world, trade, { refund: earlier, isNew: false });
  }
  const refusal = refundRefusal(world, trade, amountMinor);
  if (refusal) return refusal;
  const reason = text(content, 'refund_reason');
  const ending = refundEnding(world, 'alipay', now);
  const made = refundTrade(world, trade, {
    requestNumber,
    kind: 'refund',
    amountMinor,
    reason,
    at: now,
    ending,
  });
  return describe(world, trade, { refund: made, isNew: true });
}

export function refundQuery(world: World, content: JsonObject): JsonObject {
  const located = locate(world, content);
  if (!located.ok) return located.answer;
  const trade = located.value;
  if (!isKnown(trade)) return failure('TRADE_NOT_EXIST');
  const requestNumber = text(content, 'out_request_no');
  if (requestNumber === '') return badParameter('out_request_no');
  const found = find(trade, requestNumber);
  // Nothing is told of a refund that is under way: it is as if it had not been received.
  if (found?.state !== 'done') return success({});
  const options = content['query_options'];
  const wantsTime = Array.isArray(options) && options.includes('gmt_refund_pay');
  return success({
    ...identity(trade),
    out_request_no: found.requestNumber,
    ...(found.reason === '' ? {} : { refund_reason: found.reason }),
    refund_amount: yuan(found.amountMinor),
    refund_status: 'REFUND_SUCCESS',
    total_amount: yuan(trade.amountMinor),
    ...(wantsTime ? { gmt_refund_pay: formatBeijing(found.endsAt) } : {}),
  });
}

function refundRefusal(world: World, trade: Trade, amountMinor: number): JsonObject | null {
  if (trade.status === 'finished') return failure('TRADE_HAS_FINISHED');
  if (trade.status === 'closed') return failure('TRADE_HAS_CLOSE');
  if (trade.payment === null) return failure('TRADE_STATUS_ERROR');
  if (amountMinor > refundableMinor(trade)) return failure('REFUND_AMT_NOT_EQUAL_TOTAL');
  const shareMinor = merchantShareMinor(trade, amountMinor);
  const isCovered = shopBalanceMinor(world, 'alipay', trade.currency) >= shareMinor;
  return isCovered ? null : failure('SELLER_BALANCE_NOT_ENOUGH');
}

/** A cancel's reversal is no refund that this query or a repeated refund would find. */
function find(trade: Trade, requestNumber: string): Refund | undefined {
  return trade.refunds.find(
    (candidate) => candidate.kind === 'refund' && candidate.requestNumber === requestNumber,
  );
}

/** `refund_fee` is all that was given back so far, not this refund's amount. */
function describe(
  world: World,
  trade: Trade,
  { refund: { state, endsAt }, isNew }: { readonly refund: Refund; readonly isNew: boolean },
): JsonObject {
  const isDone = state === 'done';
  return success({
    ...identity(trade),
    ...buyer(world, trade),
    fund_change: isNew && isDone ? 'Y' : 'N',
    ...(isDone ? { gmt_refund_pay: formatBeijing(endsAt) } : {}),
    refund_fee: yuan(returnedMinor(trade)),
  });
}
