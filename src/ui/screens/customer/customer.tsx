/** The customer's window: the same book, seen from the other side of the counter. It shows, and never acts. */

import { useComputed } from '@preact/signals';
import { frontSale } from '../../../counter/front-sale.ts';
import { newestAttempt, type Sale } from '../../../domain/sale.ts';
import { SideContext, useApp, useReader } from '../../context.ts';
import { stageOf } from '../../models/stage.ts';
import { CustomerSide } from '../../parts/customer-side.tsx';

/** A result stays this long for the customer to read. */
const RESULT_SHOWN_MS = 8_000;

export function CustomerScreen() {
  const { deps, now } = useApp();
  const { t } = useReader();
  const sale = useComputed(() => {
    const view = deps.view.value;
    return frontSale(view) ?? lately([...view.sales.values()], now.value - RESULT_SHOWN_MS);
  }).value;
  return (
    <main class="screen customer-screen">
      <h1 class="visually-hidden">{t.till.customerWindow}</h1>
      <SideContext.Provider value="customer">
        <CustomerSide stage={sale === undefined ? undefined : stageOf(sale)} />
      </SideContext.Provider>
    </main>
  );
}

/** The sale that came to an end most lately, if that was after `since`. */
function lately(sales: readonly Sale[], since: number): Sale | undefined {
  return sales
    .filter((sale) => !sale.parked && !sale.isVoid && (newestAttempt(sale)?.changedAt ?? 0) > since)
    .sort((left, right) => left.lastSeq - right.lastSeq)
    .at(-1);
}
