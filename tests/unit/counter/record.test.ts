/** Record-only rails: shown, then confirmed or not by the cashier, and never more than the cashier's word. */

import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/counter/book.ts';
import { decideShowRecord, decideTakenRecord } from '../../../src/counter/record.ts';
import { money } from '../../../src/domain/money.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { createOutside, openTill, yuan } from '../../support/headless.ts';
import { saleWith, viewOf } from '../../support/sales.ts';

const command = {
  rail: 'own_code',
  ids: { tender: 'N9', attempt: 'A9', orderNumber: 'GTA9' },
  now: NOW,
} as const;

function words(decision: Decision<string>): string {
  if ('refusal' in decision) return decision.refusal;
  return decision.facts.map((fact) => ('event' in fact.body ? fact.body.event.type : fact.kind)).join(', ');
}

describe('what is decided', () => {
  const one = { sale: 1 };
  const fresh = { amount: money('CNY', 1250) };
  const shown = saleWith([attemptIn('new', { id: 'R1', rail: 'own_code', presentation: 'record' })]);

  test.each<[string, Decision<string>, string]>([
    ['shown to the customer', decideShowRecord(viewOf(), fresh, command), 'sale.opened, attempt.opened'],
    ['shown while it is shown', decideShowRecord(viewOf(shown), one, command), 'attempt_open'],
    [
      'over the ¥500 of a printed code',
      decideShowRecord(viewOf(), { amount: money('CNY', 50_001) }, command),
      'over_limit',
    ],
    ['in dollars', decideShowRecord(viewOf(), { amount: money('USD', 100) }, command), 'currency'],
    [
      'confirmed in one step',
      decideTakenRecord(viewOf(), fresh, { ...command, by: 'cashier' }),
      'sale.opened, attempt.opened, PAID',
    ],
    [
      'confirmed after it was shown',
      decideTakenRecord(viewOf(shown), one, { ...command, by: 'cashier' }),
      'PAID',
    ],
    [
      'confirmed while a wallet is still unknown',
      decideTakenRecord(viewOf(saleWith([attemptIn('unknown')])), one, { ...command, by: 'cashier' }),
      'attempt_open',
    ],
  ])('%s', (_, decision, expected) => {
    expect(words(decision)).toBe(expected);
  });
});

describe('in the whole counter', () => {
  test('it settles the sale on the cashier’s word, is never announced as paid, and asks nobody', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    await till.counter.showRecord({ amount: yuan(1250) }, 'own_code');
    expect(till.sale().tenders[0]?.attempts[0]).toMatchObject({ state: 'new', presentation: 'record' });
    await outside.time.pass(600_000);
    expect(till.sale().tenders[0]?.attempts[0]?.state).toBe('new');
    await till.counter.takeRecord({ sale: 1 }, 'own_code', { by: 'Chen' });
    expect(till.sale().tenders[0]?.attempts).toMatchObject([
      { state: 'paid', evidence: 'cashier_attested', attestedBy: 'Chen', operations: [] },
    ]);
    expect(till.notices.map((notice) => notice.kind)).toEqual(['recorded']);
  });

  test('the number of the slip is kept with it, and what is no number is refused', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    const amount = { amount: yuan(1250) };
    const said = (reference: string) => ({ by: 'Chen', reference });
    const { takeRecord } = till.counter;
    expect(await takeRecord(amount, 'bank_terminal', said('4242 4242 4242 4242'))).toMatchObject({
      refusal: 'reference',
    });
    expect(await takeRecord(amount, 'bank_terminal', said('see slip'))).toMatchObject({
      refusal: 'reference',
    });
    await takeRecord(amount, 'bank_terminal', said('000123'));
    expect(till.sale().tenders[0]?.attempts[0]).toMatchObject({ attestedBy: 'Chen', reference: '000123' });
  });

  test('what was not received is canceled, and another way pays', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    await till.counter.showRecord({ amount: yuan(1250) }, 'own_code');
    await till.counter.cancel(1);
    expect(till.sale().tenders[0]?.attempts[0]).toMatchObject({ state: 'canceled', watched: false });
    await till.counter.takeCash({ sale: 1 }, { tenderedMinor: 1250 });
    expect(till.sale().live).toBe(false);
  });

  test('a split that is ended gives the cash back', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    await till.counter.takeCash({ amount: yuan(1250), partMinor: 500 }, { tenderedMinor: 500 });
    await till.counter.takeRecord({ sale: 1, partMinor: 250 }, 'voucher', { by: 'Chen' });
    expect(till.sale().tenders.map(({ rail, amount }) => [rail, amount.amountMinor])).toEqual([
      ['cash', 500],
      ['voucher', 250],
    ]);
    await till.counter.voidSale(1);
    for (const { attempts } of till.sale().tenders)
      expect(attempts[0]?.refunds).toMatchObject([{ state: 'succeeded', reason: 'abandoned' }]);
    expect(till.sale().live).toBe(false);
  });
});
