/** The cash drawer as a cashier uses it: every opening stands in the journal, and the balance needs no reading of it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideDrawer } from '../../../src/counter/drawer.ts';
import { expectedMinor } from '../../../src/domain/drawer.ts';
import type { Entry } from '../../../src/domain/journal.ts';
import { createDrawerLog, foldEntries } from '../../../src/domain/rebuild.ts';
import type { Journal } from '../../../src/ports.ts';
import { createMemoryJournal } from '../../../src/store/memory-journal.ts';
import { createOutside, openTill, type Till, yuan } from '../../support/headless.ts';
import { anyLife, live } from '../../support/random-book.ts';

const note = { commitment: 'c0ffee', salt: 's', text: 'coins from the bank' };
const expected = (till: Till): number => {
  const account = till.counter.view().drawer.CNY;
  return account === undefined ? 0 : expectedMinor(account);
};

describe('what is decided', () => {
  test('a movement is written down, and the cashier’s own words only by their commitment', () => {
    expect(
      decideDrawer({ movement: 'paid_in', currency: 'CNY', amountMinor: 500, reason: 'more_change', note }),
    ).toEqual({
      facts: [
        {
          kind: 'drawer.moved',
          body: {
            movement: 'paid_in',
            currency: 'CNY',
            amountMinor: 500,
            reason: 'more_change',
            note: 'c0ffee',
          },
        },
      ],
      texts: [note],
    });
  });

  test('what makes no sense is refused with its reason', () => {
    expect(decideDrawer({ movement: 'paid_out', currency: 'CNY', amountMinor: 0, reason: 'other' })).toEqual({
      refusal: 'drawer_amount',
    });
    expect(decideDrawer({ movement: 'no_sale', currency: 'CNY', amountMinor: 0 })).toEqual({
      refusal: 'drawer_reason',
    });
  });
});

describe('a day at the drawer', () => {
  test('is told by the journal, kept without reading it, and found again after a restart', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    const { counter } = till;
    await counter.moveDrawer({ movement: 'float', currency: 'CNY', amountMinor: 20_000 });
    await counter.takeCash({ amount: yuan(1_253) }, { tenderedMinor: 2_000, coinMinor: 10 });
    await counter.moveDrawer({
      movement: 'no_sale',
      currency: 'CNY',
      amountMinor: 0,
      reason: 'give_change',
      note,
    });
    await counter.takeRecord({ amount: yuan(5_000) }, 'bank_terminal', { by: 'cashier' });
    await counter.moveDrawer({
      movement: 'paid_out',
      currency: 'CNY',
      amountMinor: 1_000,
      reason: 'expense',
    });
    expect(expected(till)).toBe(20_000 + 1_250 - 1_000);

    const entries = [...outside.store.entries.values()] as Entry[];
    const log = createDrawerLog();
    foldEntries(new Map(), entries, log);
    expect(counter.view().drawer).toEqual(log.drawer);
    expect(outside.store.movements).toEqual(log.movements);
    expect(outside.store.texts.get('c0ffee')).toEqual(note);
    expect(JSON.stringify(entries)).not.toContain('coins from the bank');

    till.kill();
    const memory = createMemoryJournal(outside.store);
    let reads = 0;
    const counting: Journal = {
      ...memory,
      entries: async (...range) => {
        reads += 1;
        return memory.entries(...range);
      },
    };
    const again = await openTill(outside, { wrapJournal: () => counting });
    expect(expected(again)).toBe(20_250);
    await again.counter.moveDrawer({ movement: 'count', currency: 'CNY', amountMinor: 20_200 });
    expect(expected(again)).toBe(20_200);
    expect(reads).toBe(0);
    expect((await memory.movements(1))[0]).toMatchObject({ movement: 'count', expectedMinor: 20_250 });
  });

  test('whatever a shop goes through, the balance that is kept is what the journal tells', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        const { book, store } = await live(life, () => undefined);
        const log = createDrawerLog();
        foldEntries(new Map(), [...store.entries.values()] as Entry[], log);
        expect(store.drawer ?? {}).toEqual(log.drawer);
        expect(book.view().drawer).toEqual(log.drawer);
      }),
      { numRuns: 60 },
    );
  });

  test('a movement that is refused changes nothing', async () => {
    const till = await openTill(await createOutside());
    const before = till.counter.view().head;
    expect(await till.counter.moveDrawer({ movement: 'float', currency: 'CNY', amountMinor: 0 })).toEqual({
      ok: false,
      refusal: 'drawer_amount',
    });
    expect(till.counter.view().head).toEqual(before);
  });
});

describe('the shop’s own printed code', () => {
  test('stands in the journal by its fingerprint: when it was set, changed and looked at', async () => {
    const outside = await createOutside();
    const { counter } = await openTill(outside);
    const first = await counter.setOwnCode('wxp://f2f0first');
    if (!first.ok) throw new Error(first.refusal);
    const second = await counter.setOwnCode('wxp://f2f0second', first.fingerprint);
    if (!second.ok) throw new Error(second.refusal);
    const checked = await counter.checkOwnCode('wxp://f2f0first', second.fingerprint);
    expect(checked).toEqual(first);
    const entries = [...outside.store.entries.values()] as Entry[];
    expect(entries.slice(-3).map(({ kind, body }) => ({ kind, body }))).toEqual([
      { kind: 'own_code.set', body: { code: first.fingerprint } },
      { kind: 'own_code.set', body: { code: second.fingerprint, was: first.fingerprint } },
      { kind: 'own_code.checked', body: { code: first.fingerprint, own: second.fingerprint } },
    ]);
    expect(first.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(entries)).not.toContain('wxp://');
  });
});
