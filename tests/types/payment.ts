/** What the compiler must refuse about payments: words, order and who may do what. */

import type { Attempt, AttemptEvent, AttemptState } from '../../src/domain/attempt.ts';
import type { SaleFact } from '../../src/domain/facts.ts';
import type { FaultCode } from '../../src/domain/fault.ts';
import { money } from '../../src/domain/money.ts';
import type { Step } from '../../src/domain/next-step.ts';
import type { RailName } from '../../src/domain/rail.ts';
import { type RefundEvent, refuseRefund } from '../../src/domain/refund.ts';
import type { Sale } from '../../src/domain/sale.ts';
import type { Batch } from '../../src/ports.ts';

declare const attempt: Attempt;
declare const sale: Sale;
declare const batch: Batch;

// @ts-expect-error what a till does by itself is never to charge
export const charging: Step = { do: 'send', operation: 'pay' };
// @ts-expect-error nor to show a payment QR
export const presenting: Step = { do: 'send', operation: 'present' };
// @ts-expect-error a refund leaves under its number, not as a plain operation
export const refunding: Step = { do: 'send', operation: 'refund' };
// @ts-expect-error a refund that leaves must say which
export const nameless: Step = { do: 'send_refund', operation: 'refund' };

// @ts-expect-error a refusal must say why
export const unexplained: AttemptEvent = { type: 'DECLINED' };
// @ts-expect-error silence must say why, too
export const silent: AttemptEvent = { type: 'NO_ANSWER' };
// @ts-expect-error only faults from the list may be told
export const invented: FaultCode = 'gremlins';
// @ts-expect-error a refund that failed must say why
export const failed: RefundEvent = { type: 'FAILED' };
// @ts-expect-error there is no fifteenth state
export const fifteenth: AttemptState = 'refunded';
// @ts-expect-error a rail that the counter does not have
export const rail: RailName = 'wx';

// @ts-expect-error a refund is an amount of money, not a number
export const bareRefund = refuseRefund(attempt, 500);
// @ts-expect-error a sale is not an attempt of it
export const wholeSale = refuseRefund(sale, money('CNY', 500));
// @ts-expect-error a fact about an attempt says which
export const unattached: SaleFact = { kind: 'attempt.changed', body: { sale: 1, event: { type: 'CANCEL' } } };
// @ts-expect-error a kind of fact that nobody can read
export const unreadable: SaleFact = { kind: 'sale.exploded', body: { sale: 1 } };

// @ts-expect-error an attempt is never changed in place
attempt.state = 'paid';
// @ts-expect-error nor is what it has done
attempt.operations.push();
// @ts-expect-error the journal is never rewritten
batch.entries.pop();
