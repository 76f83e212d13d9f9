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

describe('payments to the code on the wall', () => {
  const paidTo = (orderNumber: string, amountMinor: number, at = 100) => {
    const line = entry({ orderNumber, amountMinor, at });
    return {
      customers: [line],
      providers: [{ ...line, account: 'alipay' }],
      merchants: [{ ...line, account: 'own_code/alipay' }],
    };
  };
  const both = (one: ReturnType<typeof paidTo>, other: ReturnType<typeof paidTo>) => ({
    customers: [...one.customers, ...other.customers],
    providers: [...one.providers, ...other.providers],
    merchants: [...one.merchants, ...other.merchants],
  });
  const taken = (orderNumber: string, amountMinor: number, at = 200) => ({
    ...{ orderNumber, amountMinor, at, kind: 'payment', currency: 'CNY', rail: 'own_code' },
  });

  it('stand beside what the cashier took down, found by the amount', () => {
    expect(ledgerRows(paidTo('P1', 1_250), [taken('T1', 1_250)])).toMatchObject([
      { orderNumber: 'P1', rail: 'alipay', isPrinted: true, verdict: 'agree', till: { netMinor: 1_250 } },
    ]);
  });

  it('of another amount than was taken down are a difference on both sides', () => {
    const rows = ledgerRows(paidTo('P1', 1_000), [taken('T1', 1_250)]);
    expect(rows.map(({ orderNumber, verdict }) => [orderNumber, verdict])).toEqual([
      ['T1', 'differ'],
      ['P1', 'differ'],
    ]);
  });

  it('of two customers with one amount are each taken down once', () => {
    const ledgers = both(paidTo('P1', 900, 100), paidTo('P2', 900, 150));
    const verdicts = (count: number) =>
      ledgerRows(ledgers, [taken('T1', 900), taken('T2', 900, 250)].slice(0, count)).map(
        ({ orderNumber, verdict }) => `${orderNumber} ${verdict}`,
      );
    expect(verdicts(2)).toEqual(['P2 agree', 'P1 agree']);
    expect(verdicts(1)).toEqual(['P1 agree', 'P2 differ']);
  });

  it('are not meant by a payment with an order number of its own', () => {
    const { rail: _, ...order } = taken('A1', 1_250);
    const rows = ledgerRows(both(paid, paidTo('P1', 1_250)), [order]);
    expect(rows.map(({ orderNumber, verdict }) => [orderNumber, verdict])).toEqual([
      ['A1', 'agree'],
      ['P1', 'differ'],
    ]);
  });
});

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

  it('wait for a refund that has left the shop’s account and not reached the customer', () => {
    const left = { ...paid, merchants: [...paid.merchants, entry({ kind: 'refund', amountMinor: -250 })] };
    expect(ledgerRows(left, undefined)).toMatchObject([{ verdict: 'checking', till: { netMinor: 1_000 } }]);
    const back = entry({ kind: 'refund-returned', amountMinor: 250 });
    const returned = { ...left, merchants: [...left.merchants, back] };
    expect(ledgerRows(returned, undefined)).toMatchObject([{ verdict: 'agree' }]);
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
