/** The book as the counter holds it: one change after another, what is durable and nothing else, and no more in memory than is needed. */

import { describe, expect, test } from 'vitest';
import { createBook } from '../../../src/counter/book.ts';
import type { Fact } from '../../../src/domain/facts.ts';
import { isEntry } from '../../../src/domain/journal.ts';
import type { Journal } from '../../../src/ports.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createFaultyJournal } from '../../../src/store/faulty-journal.ts';
import { createMemoryJournal } from '../../../src/store/memory-journal.ts';
import { NOW } from '../../support/attempts.ts';

const bookOver = (journal: Journal, shift?: () => string | undefined, preface?: () => readonly Fact[]) =>
  createBook({
    till: 'T7K2',
    actor: () => 'cashier',
    journal,
    clock: { now: () => NOW },
    digest: sha256Hex,
    onChange: () => undefined,
    ...(shift === undefined ? {} : { shift }),
    ...(preface === undefined ? {} : { preface }),
  });

const opened = (sale: number): Fact => ({
  kind: 'sale.opened',
  body: { sale, currency: 'CNY', dueMinor: 100 },
});
const voided = (sale: number): Fact => ({ kind: 'sale.voided', body: { sale } });
const just =
  (...facts: readonly Fact[]) =>
  () => ({ facts });

describe('a change', () => {
  test('that the storage refuses has not happened', async () => {
    const book = bookOver(
      createFaultyJournal(createMemoryJournal(), (nth) => (nth === 1 ? 'full' : undefined)),
    );
    expect(await book.change(just(opened(1)))).toEqual({ ok: false, refusal: 'storage' });
    expect(book.view().newest).toBe(0);
    expect(await book.change(just(opened(1)))).toMatchObject({ ok: true });
    expect(book.view().newest).toBe(1);
  });

  test('that is a mistake of ours holds up no other', async () => {
    const book = bookOver(createMemoryJournal());
    const wrong = book.change(just(voided(7)));
    const right = book.change(just(opened(1)));
    await expect(wrong).rejects.toThrow('fact-sale-known');
    expect(await right).toMatchObject({ ok: true });
  });

  test('is stamped with the shift, while there is one', async () => {
    const journal = createMemoryJournal();
    let shift: string | undefined = 'S1';
    const book = bookOver(journal, () => shift);
    await book.change(just(opened(1)));
    shift = undefined;
    await book.change(just(opened(2)));
    const entries = (await journal.entries(1, 10)).filter(isEntry);
    expect(entries.map((entry) => entry.shift)).toEqual(['S1', undefined]);
    expect(book.view().sales.get(1)?.shift).toBe('S1');
  });
});

describe('what a window has to say first', () => {
  const begun: Fact = { kind: 'run.started', body: { version: '1', end: 'unclean' } };
  const kindsIn = async (journal: Journal) =>
    (await journal.entries(1, 10)).filter(isEntry).map(({ kind }) => kind);

  test('goes before everything else, once, also where the storage refused it at first', async () => {
    const memory = createMemoryJournal();
    const refusing = createFaultyJournal(memory, (nth) => (nth <= 2 ? 'full' : undefined));
    const book = bookOver(refusing, undefined, () => [begun]);
    expect(await book.change(just())).toEqual({ ok: false, refusal: 'storage' });
    expect(await book.change(just(opened(1)))).toEqual({ ok: false, refusal: 'storage' });
    await book.reload();
    await book.change(just(opened(1)));
    await book.change(just());
    await book.change(just(opened(2)));
    expect(await kindsIn(memory)).toEqual(['run.started', 'sale.opened', 'sale.opened']);
  });

  test('is not said again where the storage had kept what it refused', async () => {
    const memory = createMemoryJournal();
    const unsure: Journal = {
      ...memory,
      append: async (batch) => {
        await memory.append(batch);
        return { ok: false, refusal: 'unavailable' };
      },
    };
    const book = bookOver(unsure, undefined, () => [begun]);
    await book.change(just());
    await book.reload();
    await book.change(just(opened(1)));
    expect(await kindsIn(memory)).toEqual(['run.started', 'sale.opened']);
  });
});

describe('in memory', () => {
  test('stay the newest sales and those that are open; older ones are brought back when they are wanted', async () => {
    const book = bookOver(createMemoryJournal());
    await book.change(just(opened(1)));
    for (let sale = 2; sale <= 60; sale += 1) await book.change(just(opened(sale), voided(sale)));
    const kept = [...book.view().sales.keys()];
    expect(kept).toContain(1);
    expect(kept).not.toContain(2);
    expect(kept).toContain(60);
    expect(kept.length).toBeLessThanOrEqual(52);
    expect(await book.fetch(2)).toMatchObject({ number: 2, isVoid: true });
    expect(book.view().sales.has(2)).toBe(true);
    expect(await book.fetch(99)).toBeUndefined();
  });
});
