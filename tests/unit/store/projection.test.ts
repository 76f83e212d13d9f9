/** The stored sales are what the journal says, whatever version of the program stored them. */

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Entry, type Head, newHead } from '../../../src/domain/journal.ts';
import { createDrawerLog, foldEntries } from '../../../src/domain/rebuild.ts';
import { attemptsOf, type Sale } from '../../../src/domain/sale.ts';
import { createIdbJournal } from '../../../src/store/journal.ts';
import { ensureProjections } from '../../../src/store/projection.ts';
import { batchAfter, bookConnection, freshDatabases } from './support.ts';

const path = new URL('../domain/fixtures/entries-v1.json', import.meta.url);
const fixture = JSON.parse(readFileSync(path, 'utf8')) as { head: Head; entries: Entry[] };

beforeEach(freshDatabases);

async function bookWithoutSales() {
  const connection = bookConnection();
  const journal = createIdbJournal(connection);
  const { head, entries } = fixture;
  const written = await journal.append({ after: newHead(head.till), head, entries, sales: [], texts: [] });
  expect(written).toEqual({ ok: true });
  return { connection, journal };
}

const statesOf = (sale: Sale): string =>
  attemptsOf(sale)
    .map((attempt) => attempt.state)
    .join(' ');

describe('a journal of version 1', () => {
  test('folds into six sales as they stood when it was written', () => {
    const sales = new Map<number, Sale>();
    expect(foldEntries(sales, fixture.entries)).toEqual({ ok: true });
    expect([...sales.values()].map(statesOf)).toEqual([
      'paid',
      'paid',
      'declined paid',
      'canceled',
      'paid',
      'awaiting_payer',
    ]);
    expect(sales.get(1)?.tenders[0]?.attempts[0]?.refunds).toMatchObject([
      { amountMinor: 500, state: 'succeeded' },
    ]);
  });

  test('gets its sales back when another version stored them, and keeps them afterwards', async () => {
    const { connection, journal } = await bookWithoutSales();
    expect(await ensureProjections(connection, journal)).toBe('rebuilt');
    expect((await journal.recent(10)).map((sale) => sale.number)).toEqual([6, 5, 4, 3, 2, 1]);
    expect((await journal.read()).live.map((sale) => sale.number)).toContain(6);
    expect(await ensureProjections(connection, journal)).toBe('kept');
  });

  test('tells what is in the cash drawer, although it says nothing of drawers and of rounding', async () => {
    const { connection, journal } = await bookWithoutSales();
    await ensureProjections(connection, journal);
    const log = createDrawerLog();
    foldEntries(new Map(), fixture.entries, log);
    expect(log.drawer.CNY?.soldMinor).toBeGreaterThan(0);
    expect(log.drawer.CNY).toMatchObject({ roundingMinor: 0, handedBackMinor: 0, openings: 0 });
    expect((await journal.read()).drawer).toEqual(log.drawer);
    expect(await journal.movements(10)).toEqual([]);
  });

  test('gets its drawer back with every movement', async () => {
    const { connection, journal } = await bookWithoutSales();
    const { head } = fixture;
    const body = { movement: 'float', currency: 'CNY', amountMinor: 20_000 };
    await journal.append(batchAfter(head, { drafts: [{ kind: 'drawer.moved', body }] }));
    await ensureProjections(connection, journal);
    expect((await journal.read()).drawer?.CNY?.putInMinor).toBe(20_000);
    expect(await journal.movements(10)).toMatchObject([{ seq: head.seq + 1, movement: 'float' }]);
  });

  test('that holds an entry of a newer program is left alone', async () => {
    const { connection, journal } = await bookWithoutSales();
    const newer = { entries: async () => fixture.entries.map((entry) => ({ ...entry, v: 2 })) };
    expect(await ensureProjections(connection, newer)).toBe('newer');
    expect(await journal.recent(10)).toEqual([]);
  });
});
