/** Cash in the coins that there are: only what completes the sale is rounded, and a refund takes coins out of the drawer. */

import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/counter/book.ts';
import { type CashCommand, decideCash, decideRefund } from '../../../src/counter/commands.ts';
import { money } from '../../../src/domain/money.ts';
import { factsByRule } from '../../../src/domain/rules.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { createOutside, openTill, yuan } from '../../support/headless.ts';
import { saleWith, viewOf } from '../../support/sales.ts';

const cash: CashCommand = {
  tenderedMinor: 2_000,
  ids: { tender: 'N9', attempt: 'A9', orderNumber: 'GTA9' },
  now: NOW,
  asManager: false,
  coinMinor: 10,
};

function givenIn(decision: Decision<string>): unknown {
  if ('refusal' in decision) return decision.refusal;
  const fact = decision.facts.at(-1);
  return fact?.kind === 'attempt.changed' && fact.body.event.type === 'PAID' ? fact.body.event.cash : fact;
}

describe('taking cash', () => {
  const amount = { amount: money('CNY', 1_253) };
  const rest = saleWith([attemptIn('paid', { amount: yuan(1_000) })], { due: yuan(2_253) });

  test.each<[string, Decision<string>, unknown]>([
    [
      'is rounded to the smallest coin',
      decideCash(viewOf(), amount, cash),
      { tenderedMinor: 2_000, changeMinor: 750, roundingMinor: -3 },
    ],
    [
      'is not where the exact amount is handed over',
      decideCash(viewOf(), amount, { ...cash, tenderedMinor: 1_253 }),
      { tenderedMinor: 1_253, changeMinor: 0 },
    ],
    [
      'is not where the shop does not round',
      decideCash(viewOf(), amount, { ...cash, coinMinor: 1 }),
      { tenderedMinor: 2_000, changeMinor: 747 },
    ],
    [
      'is not where something is still owed afterwards',
      decideCash(viewOf(), { ...amount, partMinor: 253 }, { ...cash, tenderedMinor: 300 }),
      { tenderedMinor: 300, changeMinor: 47 },
    ],
    [
      'is where it is the last leg',
      decideCash(viewOf(rest), { sale: 1 }, cash),
      { tenderedMinor: 2_000, changeMinor: 750, roundingMinor: -3 },
    ],
    [
      'is where the last leg is named by its amount',
      decideCash(viewOf(rest), { sale: 1, partMinor: 1_253 }, cash),
      { tenderedMinor: 2_000, changeMinor: 750, roundingMinor: -3 },
    ],
    [
      'a coin less than the rounded amount is short',
      decideCash(viewOf(), amount, { ...cash, tenderedMinor: 1_240 }),
      'short_cash',
    ],
  ])('%s', (_, decision, expected) => {
    expect(givenIn(decision)).toEqual(expected);
  });
});

describe('handing cash back', () => {
  const attempt = attemptIn('paid', {
    rail: 'cash',
    presentation: 'cash',
    amount: yuan(1_253),
    cash: { tenderedMinor: 2_000, changeMinor: 750, roundingMinor: -3 },
  });
  const sale = saleWith([attempt], { due: yuan(1_253) });
  const refund = { sale: 1, attempt: attempt.id, reason: 'customer_wish', coinMinor: 10 } as const;

  test.each<[string, number, number | undefined]>([
    ['all of it is what was taken', 1_253, -3],
    ['a part is in coins', 501, -1],
    ['a part that coins make up is not rounded', 500, undefined],
  ])('%s', (_, amountMinor, roundingMinor) => {
    const decision = decideRefund(viewOf(sale), { ...refund, amountMinor });
    if (!('facts' in decision)) throw new Error(decision.refusal);
    const [opened] = decision.facts;
    expect({ roundingMinor: undefined, ...opened?.body }).toMatchObject({ amountMinor, roundingMinor });
  });

  test('what goes back by a wallet is never rounded', () => {
    const decision = decideRefund(viewOf(saleWith([attemptIn('paid')])), {
      ...refund,
      attempt: 'A1',
      amountMinor: 501,
    });
    expect('facts' in decision && decision.facts[0]?.body).not.toHaveProperty('roundingMinor');
  });

  test('an ended sale gives back what was taken and no more', () => {
    const ended = { ...sale, due: yuan(5_000), isVoid: true, abandoned: [attempt.id] };
    expect(factsByRule(ended)[0]?.body).toMatchObject({ amountMinor: 1_253, roundingMinor: -3 });
  });
});

describe('in the whole counter', () => {
  test('the sale is settled, the rounding stands in the journal, and the drawer holds what was taken', async () => {
    const till = await openTill(await createOutside());
    await till.counter.takeCash({ amount: yuan(1_253) }, { tenderedMinor: 2_000, coinMinor: 10 });
    const [attempt] = till.sale().tenders[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ state: 'paid', cash: { changeMinor: 750, roundingMinor: -3 } });
    expect(till.sale().live).toBe(false);
    expect(till.counter.view().drawer.CNY).toMatchObject({ soldMinor: 1_253, roundingMinor: -3 });
    await till.counter.refund({
      sale: 1,
      attempt: attempt?.id ?? '',
      amountMinor: 1_253,
      reason: 'returned_goods',
      coinMinor: 10,
    });
    expect(till.counter.view().drawer.CNY).toMatchObject({ handedBackMinor: 1_250 });
  });
});
