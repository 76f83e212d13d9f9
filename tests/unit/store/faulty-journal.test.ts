/** The storage that fails on purpose fails as it says. */

import { describe, expect, test } from 'vitest';
import { createFaultyJournal, type StorageFault } from '../../../src/store/faulty-journal.ts';
import { createMemoryJournal } from '../../../src/store/memory-journal.ts';
import { batchAfter, START } from './support.ts';

const settled = (promise: Promise<unknown>) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 5, 'silent'))]);

describe('a storage that fails on purpose', () => {
  const outcomes: readonly (readonly [StorageFault, unknown, number])[] = [
    ['full', { ok: false, refusal: 'full' }, 0],
    ['unavailable', { ok: false, refusal: 'unavailable' }, 0],
    ['unsure', { ok: false, refusal: 'unavailable' }, 1],
    ['drop', { ok: true }, 0],
    ['freeze_before', 'silent', 0],
    ['freeze_after', 'silent', 1],
  ];
  test.each(outcomes)('%s answers %o and keeps %i entries', async (fault, answer, kept) => {
    const inner = createMemoryJournal();
    const journal = createFaultyJournal(inner, () => fault);
    expect(await settled(journal.append(batchAfter(START)))).toEqual(answer);
    expect(await journal.entries(1, 10)).toHaveLength(kept);
  });

  test('only the appends that are asked to fail do', async () => {
    const journal = createFaultyJournal(createMemoryJournal(), (nth) => (nth === 2 ? 'full' : undefined));
    const first = batchAfter(START);
    const second = batchAfter(first.head);
    expect(await journal.append(first)).toEqual({ ok: true });
    expect(await journal.append(second)).toEqual({ ok: false, refusal: 'full' });
    expect(await journal.append(second)).toEqual({ ok: true });
  });
});
