/** What the screen of a tab says about every payment, written down whenever it says something new. */

import type { BookView } from '../../../src/counter/book.ts';
import type { Notice } from '../../../src/counter/notice.ts';
import { type Attempt, chargedBy, mayShowQr } from '../../../src/domain/attempt.ts';
import { attemptsOf, type Sale } from '../../../src/domain/sale.ts';
import type { Notebook } from './seen.ts';

export interface Screen {
  readonly show: (view: BookView) => void;
  readonly announce: (notice: Notice) => void;
}

/** `isSeen` is false for a tab that is dead: nobody sees or hears it. */
export function createScreen(
  { notebook, till, tab }: { readonly notebook: Notebook; readonly till: string; readonly tab: number },
  isSeen: () => boolean,
): Screen {
  const shown = new Map<number, Sale>();
  const said = new Map<string, string>();

  function say(sale: Sale, attempt: Attempt): void {
    const { orderNumber: order, rail, state } = attempt;
    const charged = chargedBy(attempt);
    const qr = mayShowQr(attempt);
    const words = `${state} ${charged} ${qr}`;
    if (said.get(attempt.id) === words) return;
    said.set(attempt.id, words);
    notebook.see({ t: 'word', till, tab, sale: sale.number, order, rail, state, charged, qr });
  }

  function leave(sale: Sale): void {
    shown.delete(sale.number);
    for (const { id, orderNumber: order } of attemptsOf(sale))
      if (said.delete(id)) notebook.see({ t: 'gone', till, tab, order });
  }

  return {
    show: ({ sales }) => {
      if (!isSeen()) return;
      for (const [number, sale] of shown) if (!sales.has(number)) leave(sale);
      for (const [number, sale] of sales) {
        if (shown.get(number) === sale) continue;
        shown.set(number, sale);
        for (const attempt of attemptsOf(sale)) say(sale, attempt);
      }
    },
    announce: (notice) => {
      if (!isSeen()) return;
      const sale = 'sale' in notice ? notice.sale : 0;
      const order =
        'attempt' in notice && typeof notice.attempt === 'object' ? notice.attempt.orderNumber : '';
      notebook.see({
        t: 'notice',
        till,
        tab,
        kind: notice.kind,
        sale,
        order,
      });
    },
  };
}
