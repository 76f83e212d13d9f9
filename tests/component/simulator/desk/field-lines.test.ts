/** A message's content as lines, however deep it was. */

import { expect, it } from 'vitest';
import { fieldLines } from '../../../../simulator/desk/field-lines.ts';

it('a message reads as one line for each value, named by the way to it', () => {
  expect(
    fieldLines({
      out_trade_no: 'A1',
      amount: { total: 100, currency: 'CNY' },
      items: [{ name: 'Tea' }, { name: 'Cake' }],
      note: null,
      missing: undefined,
      nothing: {},
      none: [],
    }),
  ).toEqual([
    ['out_trade_no', 'A1'],
    ['amount.total', '100'],
    ['amount.currency', 'CNY'],
    ['items.0.name', 'Tea'],
    ['items.1.name', 'Cake'],
    ['note', 'null'],
    ['nothing', '{}'],
    ['none', '[]'],
  ]);
});

it('JSON inside a field is opened, and what only looks like it stays as it is', () => {
  expect(fieldLines({ biz_content: '{"total_amount":"1.00"}', memo: '{not json' })).toEqual([
    ['biz_content.total_amount', '1.00'],
    ['memo', '{not json'],
  ]);
});
