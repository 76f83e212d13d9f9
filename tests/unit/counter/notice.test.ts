/** What is said aloud stands in the book: a word that the book does not say is not said. */

import { describe, expect, test } from 'vitest';
import { checkNotice, type Notice } from '../../../src/counter/notice.ts';
import { attemptIn } from '../../support/attempts.ts';
import { saleWith, viewOf } from '../../support/sales.ts';

const paid = attemptIn('paid', { evidence: 'provider_query' });
const recorded = attemptIn('paid', { evidence: 'cashier_attested' });
const open = attemptIn('awaiting_payer');
const about = { sale: 1, attempt: 'A1' } as const;

const say = (notice: Notice, attempt = paid) => checkNotice(notice, viewOf(saleWith([attempt])).sales);

describe('a word', () => {
  test('is said when the book says it', () => {
    expect(() => {
      say({ kind: 'paid', sale: 1, attempt: paid });
      say({ kind: 'paid', sale: 1, attempt: paid }, attemptIn('reversed'));
      say({ kind: 'recorded', sale: 1, attempt: recorded }, recorded);
      say({ kind: 'not_paid', ...about }, attemptIn('declined'));
      say({ kind: 'late_money', ...about }, attemptIn('late_paid'));
      say({ kind: 'storage_failed' });
    }).not.toThrow();
  });

  test.each([
    ['INV-09 said-of-a-payment', { kind: 'not_paid', sale: 2, attempt: 'A1' }, paid],
    ['INV-09 said-of-a-payment', { kind: 'not_paid', sale: 1, attempt: 'A9' }, paid],
    ['INV-09 said-paid-as-written', { kind: 'paid', sale: 1, attempt: paid }, open],
    ['INV-09 said-paid-as-written', { kind: 'paid', sale: 1, attempt: paid }, recorded],
    ['INV-09 said-recorded-as-written', { kind: 'recorded', sale: 1, attempt: paid }, paid],
    ['INV-09 said-not_paid-as-written', { kind: 'not_paid', ...about }, open],
    ['INV-09 said-not_paid-as-written', { kind: 'not_paid', ...about }, paid],
    ['INV-09 said-late_money-as-written', { kind: 'late_money', ...about }, open],
  ] as const)('%s: else it is not', (rule, notice, attempt) => {
    expect(() => say(notice, attempt)).toThrow(rule);
  });
});
