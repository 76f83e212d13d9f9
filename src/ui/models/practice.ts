/** Practice on one device: what the counter shows and what the simulated phone holds up, and the till's ledger for the desk. */

import { effect } from '@preact/signals';
import { openOptics, type TillLedgerRow } from '../../devices/optics.ts';
import { type Attempt, isOpen, mayShowQr } from '../../domain/attempt.ts';
import { hasProvider } from '../../domain/rail.ts';
import { attemptsOf, type Sale } from '../../domain/sale.ts';
import type { App } from '../context.ts';
import { restartClock } from './demo-world.ts';
import { keptCode } from './record.ts';

/** As many sales as the desk's three ledgers look back. */
const LEDGER_SALES = 200;
/** The ledger is told once things are quiet for this long. */
const LEDGER_PAUSE_MS = 200;

/** Starts it; the returned function ends it. */
export function startPractice({
  deps,
  till,
  scanTaker,
}: Pick<App, 'deps' | 'till' | 'scanTaker'>): () => void {
  const optics = openOptics((text) => {
    const taker = scanTaker.peek();
    if (taker === undefined) void till.scanned(text);
    else taker(text);
  });
  if (deps.practice !== undefined) void restartClock(deps.practice).catch(() => undefined);
  let shownOrder: string | undefined;
  const endShowing = effect(() => {
    const attempt = till.stage.value?.attempt;
    const content = attempt === undefined ? undefined : shownContent(attempt, deps);
    const order = content === undefined ? undefined : attempt?.orderNumber;
    if (order === shownOrder) return;
    shownOrder = order;
    if (attempt === undefined || content === undefined) return optics.show(undefined);
    const { amountMinor, currency } = attempt.amount;
    optics.show({ content, amountMinor, currency, orderNumber: attempt.orderNumber });
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

/** What a customer's phone reads from the screen: the order's QR, or the shop's own printed code. */
function shownContent(attempt: Attempt, deps: App['deps']): string | undefined {
  if (attempt.rail === 'own_code') return isOpen(attempt) ? keptCode(deps)?.payload : undefined;
  return mayShowQr(attempt) ? attempt.qr : undefined;
}

/**
 * What the till itself believes to hold: payments in, refunds out. Only what the simulated world can know of, which is what a
 * provider answers for and what is paid to the shop's own code.
 */
export function ledgerRows(sale: Sale): readonly TillLedgerRow[] {
  return attemptsOf(sale).flatMap((attempt) => {
    const { orderNumber, amount, rail } = attempt;
    if (!hasProvider(rail) && rail !== 'own_code') return [];
    const { currency } = amount;
    const marked = rail === 'own_code' ? { rail } : {};
    const isHeld = attempt.state === 'paid' || attempt.state === 'late_paid';
    const payment = {
      orderNumber,
      kind: 'payment',
      amountMinor: amount.amountMinor,
      currency,
      at: attempt.changedAt,
      ...marked,
    };
    const refunds = attempt.refunds
      .filter((refund) => refund.state === 'succeeded')
      .map((refund) => ({
        orderNumber,
        kind: 'refund',
        amountMinor: -refund.amountMinor,
        currency,
        at: refund.changedAt,
        ...marked,
      }));
    return isHeld ? [payment, ...refunds] : refunds;
  });
}
