/** `alipay.trade.query`: what became of a trade. */

import { strike } from '../../faults/armed.ts';
import { formatBeijing } from '../../world/beijing.ts';
import type { JsonObject, Trade, World } from '../../world/model.ts';
import { amounts, buyer, failure, fundBills, identity, success, tradeStatus } from './answers.ts';
import { isKnown, locate } from './order.ts';

export function query(world: World, content: JsonObject): JsonObject {
  const located = locate(world, content);
  if (!located.ok) return located.answer;
  const trade = located.value;
  if (!isKnown(trade)) return failure('TRADE_NOT_EXIST');
  if (trade.status === 'waiting') return describe(world, trade);
  const lag = strike(world, 'query-lags', { rail: 'alipay', operation: 'query' });
  if (!lag) return describe(world, trade);
  if (lag.as === 'absent') return failure('TRADE_NOT_EXIST');
  return describe(world, { ...trade, status: 'waiting', payment: null });
}

function describe(world: World, trade: Trade): JsonObject {
  return success({
    ...identity(trade),
    ...buyer(world, trade),
    ...amounts(trade),
    ...(trade.payment
      ? { fund_bill_list: fundBills(trade), send_pay_date: formatBeijing(trade.payment.at) }
      : {}),
    trade_status: tradeStatus(trade),
  });
}
