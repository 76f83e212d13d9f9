/** The question about a transaction (00/00): a purchase, a refund or a cancel, by its number and its time. */

import { strike } from '../../faults/armed.ts';
import type { Refund, World } from '../../world/model.ts';
import { findTrade } from '../../world/trades.ts';
import { message, type Verdict } from './codes.ts';
import type { Form } from './form.ts';
import { findReturn, outcomeOf, paymentFields, txnTimeOf } from './transactions.ts';

export type Asked = Verdict & { readonly fields?: Form };

const UNKNOWN: Asked = { code: '34' };

/** What became of a refund; accepting it says nothing of that. */
const OUTCOMES: Readonly<Record<Refund['state'], Verdict>> = {
  pending: { code: '05' },
  done: { code: '00' },
  failed: { code: '01', about: 'refund' },
};

/** `00` says that the transaction is known; `origRespCode` says what became of it. */
export function query(world: World, form: Form): Asked {
  const orderId = form['orderId'] ?? '';
  const known = findReturn(world, orderId);
  if (known !== undefined) {
    if (known.txnTime !== form['txnTime']) return UNKNOWN;
    const txnAmt = String(known.refund.amountMinor);
    return tell(OUTCOMES[known.refund.state], { queryId: known.queryId, txnAmt, currencyCode: '156' });
  }
  const trade = findTrade(world, 'unionpay', orderId);
  if (trade === undefined || txnTimeOf(trade) !== form['txnTime']) return UNKNOWN;
  const outcome = outcomeOf(trade);
  if (outcome === null) return UNKNOWN;
  const isSettled = outcome.code !== '05';
  const lag = isSettled ? strike(world, 'query-lags', { rail: 'unionpay', operation: 'query' }) : undefined;
  if (lag?.as === 'absent') return UNKNOWN;
  if (lag) return tell({ code: '05' }, {});
  return tell(outcome, paymentFields(world, trade));
}

function tell(outcome: Verdict, fields: Form): Asked {
  return {
    code: '00',
    fields: { origRespCode: outcome.code, origRespMsg: message(outcome), ...fields },
  };
}
