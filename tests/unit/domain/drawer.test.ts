/** What should be in the cash drawer, told by the journal alone. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DRAWER_REASONS,
  type Drawer,
  type DrawerMove,
  type DrawerMoved,
  EMPTY_ACCOUNT,
  expectedMinor,
  refuseMovement,
} from '../../../src/domain/drawer.ts';
import type { Fact } from '../../../src/domain/facts.ts';
import { createDrawerLog, foldEntries } from '../../../src/domain/rebuild.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import { NOW } from '../../support/attempts.ts';
import { entryOf } from '../../support/entries.ts';

function told(facts: readonly Fact[]) {
  const sales = new Map<number, Sale>();
  const log = createDrawerLog();
  const entries = facts.map((fact, index) => entryOf(index + 1, fact));
  expect(foldEntries(sales, entries, log)).toEqual({ ok: true });
  return log;
}

const expected = (drawer: Drawer, currency: 'CNY' | 'USD' = 'CNY'): number =>
  expectedMinor(drawer[currency] ?? EMPTY_ACCOUNT);

const moved = (movement: DrawerMove, amountMinor: number, more: Partial<DrawerMoved> = {}): Fact => ({
  kind: 'drawer.moved',
  body: { movement, currency: 'CNY', amountMinor, ...more },
});

/** A sale in cash over `dueMinor`, paid with a note. */
function cashSale(sale: number, dueMinor: number, roundingMinor = 0): readonly Fact[] {
  const rounded = roundingMinor === 0 ? {} : { roundingMinor };
  const cash = { tenderedMinor: 10_000, changeMinor: 10_000 - dueMinor - roundingMinor, ...rounded };
  const about = { sale, attempt: `A${sale}` };
  return [
    { kind: 'sale.opened', body: { sale, currency: 'CNY', dueMinor } },
    {
      kind: 'attempt.opened',
      body: {
        ...about,
        tender: `N${sale}`,
        rail: 'cash',
        presentation: 'cash',
        orderNumber: `GT${sale}`,
        amountMinor: dueMinor,
        deadlineAt: NOW,
        expiresAt: NOW,
      },
    },
    { kind: 'attempt.changed', body: { ...about, event: { type: 'PAID', cash } } },
  ];
}

function handedBack(sale: number, amountMinor: number, roundingMinor = 0): readonly Fact[] {
  const about = { sale, attempt: `A${sale}`, number: `GT${sale}R1` };
  return [
    { kind: 'refund.opened', body: { ...about, amountMinor, roundingMinor, reason: 'customer_wish' } },
    { kind: 'refund.changed', body: { ...about, event: { type: 'SENT' } } },
    { kind: 'refund.changed', body: { ...about, event: { type: 'SUCCEEDED' } } },
  ];
}

/** The same sale on a bank's terminal. */
function terminalSale(sale: number, dueMinor: number): readonly Fact[] {
  return cashSale(sale, dueMinor).map((fact): Fact => {
    if (fact.kind === 'attempt.opened')
      return { ...fact, body: { ...fact.body, rail: 'bank_terminal', presentation: 'record' } };
    if (fact.kind !== 'attempt.changed') return fact;
    const event = { type: 'PAID', attested: { by: 'cashier' } } as const;
    return { ...fact, body: { ...fact.body, event, evidence: 'cashier_attested' } };
  });
}

describe('the drawer', () => {
  test('is empty before it is used', () => {
    expect(told([]).drawer).toEqual({});
    expect(expected({})).toBe(0);
  });

  test('holds the float and what was sold, less what was handed back and taken out', () => {
    const { drawer } = told([
      moved('float', 20_000),
      ...cashSale(1, 1_253, -3),
      ...cashSale(2, 1_257, 3),
      ...handedBack(2, 500),
      moved('paid_in', 1_000, { reason: 'more_change' }),
      moved('paid_out', 15_000, { reason: 'to_bank' }),
      moved('no_sale', 0, { reason: 'give_change' }),
    ]);
    expect(drawer.CNY).toEqual({
      startMinor: 0,
      soldMinor: 2_510,
      roundingMinor: 0,
      handedBackMinor: 500,
      putInMinor: 21_000,
      takenOutMinor: 15_000,
      openings: 1,
    });
    expect(expected(drawer)).toBe(20_000 + 1_250 + 1_260 - 500 + 1_000 - 15_000);
  });

  test('holds what was rounded, and gives back what was rounded', () => {
    const { drawer } = told([...cashSale(1, 1_253, -3), ...handedBack(1, 1_253, -3)]);
    expect(expected(drawer)).toBe(0);
    expect(drawer.CNY).toMatchObject({ soldMinor: 1_253, roundingMinor: -3, handedBackMinor: 1_250 });
  });

  test('knows nothing of a bank’s terminal', () => {
    expect(told([...terminalSale(1, 1_250), ...handedBack(1, 500)]).drawer).toEqual({});
  });

  test('is what was counted, from the count on; the list keeps what should have been there', () => {
    const log = told([
      moved('float', 20_000),
      ...cashSale(1, 1_250),
      moved('count', 21_200, { note: 'c0ffee' }),
      ...cashSale(2, 1_000),
    ]);
    expect(log.drawer.CNY).toEqual({
      ...EMPTY_ACCOUNT,
      countedAt: NOW + 5_000,
      startMinor: 21_200,
      soldMinor: 1_000,
    });
    expect(log.movements).toEqual([
      {
        seq: 1,
        at: NOW + 1_000,
        actor: 'cashier',
        movement: 'float',
        currency: 'CNY',
        amountMinor: 20_000,
        expectedMinor: 0,
      },
      {
        seq: 5,
        at: NOW + 5_000,
        actor: 'cashier',
        movement: 'count',
        currency: 'CNY',
        amountMinor: 21_200,
        note: 'c0ffee',
        expectedMinor: 21_250,
      },
    ]);
  });

  test('keeps the currencies apart', () => {
    const { drawer } = told([
      moved('float', 20_000),
      moved('float', 5_000, { currency: 'USD' }),
      moved('count', 4_900, { currency: 'USD' }),
    ]);
    expect(expected(drawer)).toBe(20_000);
    expect(expected(drawer, 'USD')).toBe(4_900);
  });

  test('may fall below nothing when more is taken out than anybody wrote down', () => {
    expect(expected(told([moved('paid_out', 500, { reason: 'expense' })]).drawer)).toBe(-500);
  });

  test('is the sum of its movements and sales, in whatever order they come', () => {
    const anyStep = fc.oneof(
      fc.record({
        what: fc.constantFrom('float', 'paid_in', 'paid_out'),
        minor: fc.integer({ min: 1, max: 9_000 }),
      }),
      fc.record({
        what: fc.constantFrom('count', 'sale', 'sale and back'),
        minor: fc.integer({ min: 1, max: 9_000 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
        let wanted = 0;
        const facts = steps.flatMap(({ what, minor }, index): readonly Fact[] => {
          if (what === 'count') wanted = minor;
          else if (what === 'paid_out') wanted -= minor;
          else if (what !== 'sale and back') wanted += minor;
          if (what === 'sale') return cashSale(index + 1, minor);
          if (what === 'sale and back')
            return [...cashSale(index + 1, minor), ...handedBack(index + 1, minor)];
          return [moved(what as DrawerMove, minor)];
        });
        expect(expected(told(facts).drawer)).toBe(wanted);
      }),
    );
  });
});

describe('a movement', () => {
  const of = (movement: DrawerMove, amountMinor: number, reason?: string) =>
    refuseMovement({
      movement,
      currency: 'CNY',
      amountMinor,
      ...(reason === undefined ? {} : { reason }),
    } as DrawerMoved);

  test('with a reason of its list is taken', () => {
    for (const [movement, reasons] of Object.entries(DRAWER_REASONS)) {
      const amountMinor = movement === 'no_sale' ? 0 : 100;
      if (reasons.length === 0) expect(of(movement as DrawerMove, amountMinor)).toBeUndefined();
      for (const reason of reasons) expect(of(movement as DrawerMove, amountMinor, reason)).toBeUndefined();
    }
    expect(of('count', 0)).toBeUndefined();
  });

  test.each<[string, ReturnType<typeof of>, string]>([
    ['of nothing', of('paid_in', 0, 'other'), 'drawer_amount'],
    ['of less than nothing', of('float', -1), 'drawer_amount'],
    ['of a fraction', of('float', 1.5), 'drawer_amount'],
    ['with money where none moves', of('no_sale', 100, 'look'), 'drawer_amount'],
    ['without a reason', of('paid_out', 100), 'drawer_reason'],
    ['with the reason of another', of('paid_in', 100, 'to_bank'), 'drawer_reason'],
    ['with a reason where none belongs', of('count', 100, 'other'), 'drawer_reason'],
  ])('%s is refused', (_, refusal, wanted) => {
    expect(refusal).toBe(wanted);
  });
});
