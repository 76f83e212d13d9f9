/** Journal entries from facts, and the sales that follow from them. */

import { type Fact, factToDraft, saleAfter } from '../../src/domain/facts.ts';
import { type Entry, GENESIS } from '../../src/domain/journal.ts';
import type { Sale } from '../../src/domain/sale.ts';
import { NOW } from './attempts.ts';

/** The entry that states `fact` as number `seq`, one second after the one before. */
export function entryOf(seq: number, fact: Fact, more: Partial<Entry> = {}): Entry {
  return {
    v: 1,
    till: 'T7K2',
    epoch: 1,
    seq,
    prev: GENESIS,
    at: NOW + seq * 1_000,
    actor: 'cashier',
    ...factToDraft(fact),
    ...more,
  };
}

/** The sale after these facts, one entry each, from number 1 on or from what is given. */
export function saleFrom(facts: readonly Fact[], before?: Sale): Sale {
  let sale = before;
  let seq = before?.lastSeq ?? 0;
  for (const fact of facts) {
    seq += 1;
    sale = saleAfter(sale, entryOf(seq, fact));
  }
  if (sale === undefined) throw new Error('no facts, no sale');
  return sale;
}
