/** Sales read from the journal for lists and details, kept up to date with what the book tells. */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Sale } from '../../domain/sale.ts';
import { useApp } from '../context.ts';

export interface SalesRead {
  readonly sales: readonly Sale[];
  readonly isRead: boolean;
  /** The journal could not be read. */
  readonly hasFailed: boolean;
}

const NOTHING: SalesRead = { sales: [], isRead: false, hasFailed: false };

/** The newest `limit` sales, newest first; read again whenever the book grows. */
export function useRecent(limit: number): ReadonlySignal<SalesRead> {
  const { deps } = useApp();
  return useRead(() => deps.journal.recent(limit));
}

/** One sale, from the book in memory if it is there, else from the journal. */
export function useSale(number: number): ReadonlySignal<SalesRead> {
  const { deps } = useApp();
  return useRead(async () => {
    const sale = deps.view.value.sales.get(number) ?? (await deps.journal.saleByNumber(number));
    return sale === undefined ? [] : [sale];
  }, number);
}

function useRead(read: () => Promise<readonly Sale[]>, key = 0): ReadonlySignal<SalesRead> {
  const { deps } = useApp();
  const state = useMemo(() => signal<SalesRead>(NOTHING), [key]);
  useEffect(() => {
    let newest = 0;
    return effect(() => {
      const { seq } = deps.view.value.head;
      newest = seq;
      untracked(read).then(
        (sales) => {
          // An answer that was overtaken by a newer one says nothing any more.
          if (newest === seq) state.value = { sales, isRead: true, hasFailed: false };
        },
        () => {
          state.value = { ...state.peek(), isRead: true, hasFailed: true };
        },
      );
    });
  }, [state]);
  return state;
}
