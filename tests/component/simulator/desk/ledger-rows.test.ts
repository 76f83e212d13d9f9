/** When the three ledgers agree about an order, when they differ, and when the till is still checking. */

import { describe, expect, it } from 'vitest';
import { byCurrency, ledgerRows } from '../../../../simulator/desk/ledger-rows.ts';
import type { LedgerEntry } from '../../../../simulator/world/model.ts';

function entry(part: Partial<LedgerEntry>): LedgerEntry {
  return {
    orderNumber: 'A1',
    kind: 'payment',
    amountMinor: 1_250,
    discountMinor: 0,
    currency: 'CNY',
    at: 100,
    account: 'x',
    ...part,
  };
}

const paid = { customers: [entry({})], providers: [entry({})], merchants: [entry({})] };
const row = { orderNumber: 'A1', kind: 'payment', amountMinor: 1_250, currency: 'CNY', at: 101 };

describe('three ledgers side by side', () => {
  it('agree when all have the same money for an order', () => {
    expect(ledgerRows(paid, [row])).toMatchObject([
      { orderNumber: 'A1', verdict: 'agree', at: 101, till: { netMinor: 1_250 } },
    ]);
  });

  it('differ while the till does not know of a charge', () => {
    expect(ledgerRows(paid, [])).toMatchObject([{ verdict: 'differ', till: { lines: [], netMinor: 0 } }]);
  });

  it('differ when the till says paid and nobody was charged', () => {
    const nothing = { customers: [], providers: [], merchants: [] };
    expect(ledgerRows(nothing, [row])).toMatchObject([{ verdict: 'differ' }]);
  });

  it('are being checked while the till says that it does not know', () => {
    expect(ledgerRows(paid, [{ ...row, state: 'unknown' }])).toMatchObject([
      { verdict: 'checking', till: { netMinor: 0 } },
    ]);
    expect(ledgerRows(paid, [{ ...row, state: 'paid' }])).toMatchObject([{ verdict: 'agree' }]);
  });

  it('agree on an order with a coupon, whose discount is shown', () => {
    const ledgers = {
      customers: [entry({ amountMinor: 1_050, discountMinor: 200 })],
      providers: [entry({})],
      merchants: [entry({})],
    };
    expect(ledgerRows(ledgers, [row])).toMatchObject([
      { verdict: 'agree', customer: { netMinor: 1_250, lines: [{ discountMinor: 200 }] } },
    ]);
  });

  it('count what went back, whichever sign the till gives it', () => {
    const back = { kind: 'refund', amountMinor: -250 } as const;
    const ledgers = {
      customers: [...paid.customers, entry(back)],
      providers: [...paid.providers, entry(back)],
      merchants: [...paid.merchants, entry(back)],
    };
    for (const amountMinor of [250, -250]) {
      const rows = ledgerRows(ledgers, [row, { ...row, kind: 'refund', amountMinor }]);
      expect(rows).toMatchObject([{ verdict: 'agree', till: { netMinor: 1_000 } }]);
    }
  });

  it('use the shop’s account at the provider until a till speaks', () => {
    expect(ledgerRows(paid, undefined)).toMatchObject([{ verdict: 'agree', till: { netMinor: 1_250 } }]);
  });

  it('keep currencies apart, also of one order number, and know whose order it is', () => {
    const dollars = entry({ currency: 'USD', account: 'paypal' });
    const ledgers = {
      customers: [entry({}), dollars],
      providers: [entry({}), dollars],
      merchants: [entry({}), dollars],
    };
    const rows = ledgerRows(ledgers, undefined);
    expect(rows).toMatchObject([
      { currency: 'CNY', verdict: 'agree', till: { netMinor: 1_250 } },
      { currency: 'USD', verdict: 'agree', till: { netMinor: 1_250 } },
    ]);
    expect(
      ledgerRows({ customers: [dollars], providers: [dollars], merchants: [] }, undefined),
    ).toMatchObject([{ rail: 'paypal', verdict: 'differ' }]);
    expect(byCurrency(rows).map(([currency, ofCurrency]) => [currency, ofCurrency.length])).toEqual([
      ['CNY', 1],
      ['USD', 1],
    ]);
  });

  it('show the latest order first', () => {
    const later = [entry({ orderNumber: 'A2', at: 900 })];
    const ledgers = {
      customers: [...paid.customers, ...later],
      providers: [...paid.providers, ...later],
      merchants: [...paid.merchants, ...later],
    };
    expect(ledgerRows(ledgers, undefined).map(({ orderNumber }) => orderNumber)).toEqual(['A2', 'A1']);
  });
});
