/** Practice on one device: what the counter shows and what the simulated phone holds up, and the till's ledger for the desk. */

import { effect } from '@preact/signals';
import { openOptics, type TillLedgerRow } from '../../devices/optics.ts';
import { mayShowQr } from '../../domain/attempt.ts';
import { attemptsOf, type Sale } from '../../domain/sale.ts';
import type { AppDeps } from '../deps.ts';
import { restartClock } from './demo-world.ts';
import type { Till } from './till.ts';

/** As many sales as the desk's three ledgers look back. */
const LEDGER_SALES = 200;
/** The ledger is told once things are quiet for this long. */
const LEDGER_PAUSE_MS = 200;

/** Starts it; the returned function ends it. */
export function startPractice(deps: AppDeps, till: Till): () => void {
  const optics = openOptics((code) => void till.scanned(code));
  if (deps.practice !== undefined) void restartClock(deps.practice).catch(() => undefined);
  let shownOrder: string | undefined;
  const endShowing = effect(() => {
    const attempt = till.stage.value?.attempt;
    const isShown = attempt !== undefined && mayShowQr(attempt) && attempt.qr !== undefined;
    const order = isShown ? attempt.orderNumber : undefined;
    if (order === shownOrder) return;
    shownOrder = order;
    if (!isShown || attempt.qr === undefined) return optics.show(undefined);
    const { amountMinor, currency } = attempt.amount;
    optics.show({ content: attempt.qr, amountMinor, currency, orderNumber: attempt.orderNumber });
  });
  let cancel = (): void => undefined;
  const endTelling = effect(() => {
    if (deps.view.value.head.seq === 0) return;
    cancel();
    cancel = deps.after(LEDGER_PAUSE_MS, () => {
      deps.journal.recent(LEDGER_SALES).then(
        (sales) => optics.tellLedger(sales.flatMap(ledgerRows)),
        () => undefined,
      );
    });
  });
  return () => {
    endShowing();
    endTelling();
    cancel();
    optics.close();
  };
}

/** What the till itself believes to hold: payments in, refunds out. */
export function ledgerRows(sale: Sale): readonly TillLedgerRow[] {
  return attemptsOf(sale).flatMap((attempt) => {
    const { orderNumber, amount } = attempt;
    const { currency } = amount;
    const isHeld = attempt.state === 'paid' || attempt.state === 'late_paid';
    const payment = {
      orderNumber,
      kind: 'payment',
      amountMinor: amount.amountMinor,
      currency,
      at: attempt.changedAt,
    };
    const refunds = attempt.refunds
      .filter((refund) => refund.state === 'succeeded')
      .map((refund) => ({
        orderNumber,
        kind: 'refund',
        amountMinor: -refund.amountMinor,
        currency,
        at: refund.changedAt,
      }));
    return isHeld ? [payment, ...refunds] : refunds;
  });
}
