/** The three lines for the customer: what happened, whether they were charged, what they can do now; nothing of the shop's inside. */

import { faultOf } from '../../domain/attempt.ts';
import { FAULTS, type FaultCode } from '../../domain/fault.ts';
import type { Messages } from '../../i18n/messages.ts';
import { type ThreeLines, threeLines } from './lines.ts';
import type { Stage, StageKind } from './stage.ts';

/** Stages whose fault is told; in all others the till says what it is doing. */
const ENDED: readonly StageKind[] = ['not_paid', 'void'];

/** The customer's own doing, but what now is the cashier's. */
const CASHIER_ACTS: readonly FaultCode[] = ['payer_timeout', 'amount_over_limit'];

export function customerLines(t: Messages, stage: Stage): ThreeLines {
  const lines = { ...threeLines(t, stage, 'customer'), doNot: undefined };
  if (stage.kind === 'reversed') return { ...lines, now: t.customer.otherWay };
  if (!ENDED.includes(stage.kind)) return lines;
  const fault = stage.attempt === undefined ? undefined : faultOf(stage.attempt);
  if (fault === undefined) return { ...lines, now: t.customer.otherWay };
  const { cause } = FAULTS[fault];
  const isShops = cause === 'setup' || cause === 'security' || cause === 'till';
  const canAct = cause === 'customer' && !CASHIER_ACTS.includes(fault);
  return {
    ...lines,
    happened: isShops && fault !== 'canceled_by_cashier' ? t.customer.shopsTrouble : lines.happened,
    now: canAct ? lines.now : t.customer.otherWay,
  };
}
