/** The journal in memory keeps the contract of every journal. */

import { createMemoryJournal, createMemoryStore } from '../../../src/store/memory-journal.ts';
import { describeJournal } from './journal-contract.ts';

describeJournal('the journal in memory', () => {
  const store = createMemoryStore();
  return {
    journal: () => createMemoryJournal(store),
    damage: async (seq, value) => {
      if (value === undefined) store.entries.delete(seq);
      else store.entries.set(seq, value);
    },
  };
});
