/** The facts of the journal: the sale that each makes, and that an impossible story is never believed. */

import { describe, expect, test } from 'vitest';
import type { AttemptEvent } from '../../../src/domain/attempt.ts';
import { type Fact, factToDraft, type SaleFact, saleAfter, saleFactOf } from '../../../src/domain/facts.ts';
import { money } from '../../../src/domain/money.ts';
import type { RefundEvent } from '../../../src/domain/refund.ts';
import { attemptsOf, type Sale } from '../../../src/domain/sale.ts';
import { NOW } from '../../support/attempts.ts';
import { entryOf, saleFrom } from '../../support/entries.ts';

const about = { sale: 1, attempt: 'A1' };
const opened: SaleFact = { kind: 'sale.opened', body: { sale: 1, currency: 'CNY', dueMinor: 1250 } };
const begun: SaleFact = {
  kind: 'attempt.opened',
  body: {
    ...about,
    tender: 'N1',
    rail: 'alipay',
    presentation: 'payment_qr',
    orderNumber: 'GTA1',
    amountMinor: 1250,
    deadlineAt: NOW + 120_000,
    expiresAt: NOW + 120_000,
  },
};
const sent: SaleFact = {
  kind: 'operation.sent',
  body: { ...about, operation: 'O1', operationKind: 'present', key: 'GTA1' },
};
const changed = (event: AttemptEvent, more: object = {}): SaleFact => ({
  kind: 'attempt.changed',
  body: { ...about, event, ...more },
});
const paid = changed(
  { type: 'PAID', receipt: { tradeNumber: 'T1', totalMinor: 1250 } },
  { evidence: 'provider_query' },
);
const refundOpened = (number: string, amountMinor: number, more: object = {}): SaleFact => ({
  kind: 'refund.opened',
  body: { ...about, number, amountMinor, reason: 'customer_wish', ...more },
});
const refundChanged = (number: string, event: RefundEvent, more: object = {}): SaleFact => ({
  kind: 'refund.changed',
  body: { ...about, number, event, ...more },
});

const only = (sale: Sale) => {
  const [attempt] = attemptsOf(sale);
  if (attempt === undefined) throw new Error('no attempt');
  return attempt;
};

describe('a sale', () => {
  test('is opened with what is owed, its number, and when', () => {
    const sale = saleAfter(undefined, entryOf(7, opened));
    expect(sale).toEqual({
      till: 'T7K2',
      number: 1,
      id: 'T7K2-1',
      due: money('CNY', 1250),
      openedAt: NOW + 7_000,
      tenders: [],
      parked: false,
      isVoid: false,
      incidents: [],
      lastSeq: 7,
      live: true,
      orderNumbers: [],
    });
  });

  test('keeps its shift and the commitment to its note', () => {
    const noted = { ...opened, body: { ...opened.body, note: 'c0ffee' } };
    expect(saleAfter(undefined, entryOf(1, noted, { shift: 'S1' }))).toMatchObject({
      shift: 'S1',
      note: 'c0ffee',
    });
  });

  test('is put aside, taken up, ended', () => {
    const parked = saleFrom([opened, { kind: 'sale.parked', body: { sale: 1, parked: true } }]);
    expect(parked.parked).toBe(true);
    const back = saleFrom([{ kind: 'sale.parked', body: { sale: 1, parked: false } }], parked);
    expect(back.parked).toBe(false);
    const ended = saleFrom([{ kind: 'sale.voided', body: { sale: 1 } }], parked);
    expect(ended).toMatchObject({ isVoid: true, live: false });
  });

  test('remembers what comes next until it comes, or is taken back', () => {
    const next = { rail: 'cash', presentation: 'cash' } as const;
    const wanted = saleFrom([opened, { kind: 'sale.next', body: { sale: 1, next } }]);
    expect(wanted.next).toEqual(next);
    expect(saleFrom([{ kind: 'sale.next', body: { sale: 1 } }], wanted).next).toBeUndefined();
    expect(saleFrom([begun], wanted).next).toBeUndefined();
  });

  test('is released on a manager’s word, which says who and when', () => {
    const sale = saleFrom([opened, begun, { kind: 'sale.attested', body: { ...about, by: 'Chen' } }]);
    expect(sale.attestation).toEqual({ by: 'Chen', at: NOW + 3_000, attemptId: 'A1' });
  });

  test('keeps its incidents, with and without an attempt', () => {
    const what = { sale: 1, cause: 'contradiction', detail: 'paid+DECLINED' } as const;
    const sale = saleFrom([
      opened,
      { kind: 'incident.opened', body: what },
      { kind: 'incident.opened', body: { ...what, attempt: 'A1' } },
    ]);
    expect(sale.incidents).toEqual([
      { at: NOW + 2_000, cause: 'contradiction', detail: 'paid+DECLINED' },
      { at: NOW + 3_000, cause: 'contradiction', detail: 'paid+DECLINED', attemptId: 'A1' },
    ]);
  });
});

describe('an attempt', () => {
  test('stands in its tender, with its order number to be found by', () => {
    const parked = saleFrom([opened, { kind: 'sale.parked', body: { sale: 1, parked: true } }, begun]);
    expect(parked).toMatchObject({ parked: false, orderNumbers: ['GTA1'], tenders: [{ id: 'N1' }] });
    const again = { ...begun, body: { ...begun.body, attempt: 'A2', orderNumber: 'GTA2' } } as SaleFact;
    const other = {
      ...begun,
      body: { ...begun.body, attempt: 'A3', tender: 'N2', rail: 'cash', orderNumber: 'GTA3' },
    } as SaleFact;
    const sale = saleFrom([other, changed({ type: 'CANCEL' }), again], parked);
    expect(sale.tenders.map(({ id, attempts }) => `${id} ${attempts.length}`)).toEqual(['N1 2', 'N2 1']);
    expect(sale.orderNumbers).toEqual(['GTA1', 'GTA3', 'GTA2']);
  });

  test('is submitted by its first operation; a cancel is only noted', () => {
    const sale = saleFrom([opened, begun, sent]);
    expect(only(sale)).toMatchObject({ state: 'submitting', submittedAt: NOW + 3_000 });
    expect(only(sale).operations).toEqual([
      { id: 'O1', kind: 'present', key: 'GTA1', sentAt: NOW + 3_000, state: 'sent' },
    ]);
    const cancel = { ...sent.body, operation: 'O2', operationKind: 'cancel' as const };
    const canceling = saleFrom([changed({ type: 'CANCEL' }), { kind: 'operation.sent', body: cancel }], sale);
    expect(only(canceling)).toMatchObject({ state: 'submitting', reversalWanted: true });
    expect(only(canceling).operations).toHaveLength(2);
    const pay = { ...sent.body, operationKind: 'pay' as const };
    expect(only(saleFrom([opened, begun, { kind: 'operation.sent', body: pay }])).state).toBe('submitting');
  });

  test('is submitted again by the capture of what the payer agreed to', () => {
    const order = { ...begun, body: { ...begun.body, rail: 'paypal' } } as SaleFact;
    const agreed = changed({ type: 'APPROVED' }, { evidence: 'provider_query' });
    const capture = { ...sent.body, operation: 'O2', operationKind: 'capture' as const };
    const sale = saleFrom([opened, order, sent, agreed, { kind: 'operation.sent', body: capture }]);
    expect(only(sale)).toMatchObject({ state: 'submitting' });
    expect(only(sale).operations).toMatchObject([{ id: 'O1' }, { id: 'O2', kind: 'capture', state: 'sent' }]);
  });

  test('keeps the provider’s words with the operation that they answer', () => {
    const raw = { code: '40004', subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' };
    const answered = { operationId: 'O1', outcome: 'refused', raw };
    const sale = saleFrom([
      opened,
      begun,
      sent,
      changed({ type: 'DECLINED', fault: 'balance_short' }, { answered, evidence: 'provider_answer' }),
    ]);
    expect(only(sale)).toMatchObject({ state: 'declined', raw, evidence: 'provider_answer' });
    expect(only(sale).operations).toMatchObject([{ state: 'refused', answeredAt: NOW + 4_000, raw }]);
  });

  test('an answer without words leaves the earlier words, and other operations, alone', () => {
    const answered = { operationId: 'O9', outcome: 'unknown' };
    const sale = saleFrom([
      opened,
      begun,
      sent,
      changed({ type: 'NO_ANSWER', fault: 'no_answer' }, { answered }),
    ]);
    expect(only(sale).operations).toMatchObject([{ id: 'O1', state: 'sent' }]);
    const own = { operationId: 'O1', outcome: 'unknown' };
    const known = saleFrom([
      opened,
      begun,
      sent,
      changed({ type: 'NO_ANSWER', fault: 'no_answer' }, { answered: own }),
    ]);
    expect(only(known).operations).toMatchObject([{ id: 'O1', state: 'unknown' }]);
    expect(only(known).raw).toBeUndefined();
  });

  test('after a restart nothing counts as on its way, and what was answered stays so', () => {
    const answered = { operationId: 'O1', outcome: 'done' };
    const cancel = { ...sent.body, operation: 'O2', operationKind: 'cancel' as const };
    const sale = saleFrom([
      opened,
      begun,
      sent,
      changed({ type: 'NEEDS_PAYER', detail: 'qr_shown' }, { answered, evidence: 'provider_answer' }),
      changed({ type: 'CANCEL' }),
      { kind: 'operation.sent', body: cancel },
      changed({ type: 'RESTART' }),
    ]);
    expect(only(sale).operations.map(({ id, state }) => `${id} ${state}`)).toEqual(['O1 done', 'O2 unknown']);
    expect(only(sale).state).toBe('reversing');
  });
});

describe('a refund', () => {
  const settled = saleFrom([opened, begun, sent, paid]);

  test('is opened, sent, and comes to its end with the provider’s words', () => {
    const raw = { code: '10000' };
    const sale = saleFrom(
      [
        refundOpened('GTA1R1', 500, { note: 'c0ffee' }),
        refundChanged('GTA1R1', { type: 'SENT' }),
        refundChanged(
          'GTA1R1',
          { type: 'SUCCEEDED' },
          { answered: { operationId: 'O1', outcome: 'done', raw } },
        ),
      ],
      settled,
    );
    expect(only(sale).refunds).toMatchObject([
      { number: 'GTA1R1', amountMinor: 500, note: 'c0ffee', state: 'succeeded', tries: 1, raw },
    ]);
    expect(only(sale).state).toBe('paid');
    expect(sale.live).toBe(false);
  });

  test('after a restart the refund on its way is unknown; others stay', () => {
    const sale = saleFrom(
      [
        refundOpened('GTA1R1', 500),
        refundChanged('GTA1R1', { type: 'SENT' }),
        refundChanged('GTA1R1', { type: 'FAILED', fault: 'refund_window_over' }),
        refundOpened('GTA1R2', 500),
        refundChanged('GTA1R2', { type: 'SENT' }),
        refundChanged('GTA1R2', { type: 'RESTART' }),
      ],
      settled,
    );
    expect(only(sale).refunds.map(({ state }) => state)).toEqual(['failed', 'unknown']);
    expect(only(sale).operations.every(({ state }) => state !== 'sent')).toBe(true);
  });

  test('late money that went back whole makes the attempt reversed; in part it does not', () => {
    const late = saleFrom([
      opened,
      begun,
      sent,
      changed({ type: 'CANCEL' }),
      changed({ type: 'CLOSED' }, { evidence: 'provider_answer' }),
      { ...paid, body: { ...paid.body } } as SaleFact,
    ]);
    expect(only(late).state).toBe('late_paid');
    const part = saleFrom(
      [
        refundOpened('GTA1R1', 500),
        refundChanged('GTA1R1', { type: 'SENT' }),
        refundChanged('GTA1R1', { type: 'SUCCEEDED' }),
      ],
      late,
    );
    expect(only(part).state).toBe('late_paid');
    const whole = saleFrom(
      [
        refundOpened('GTA1R0', 750),
        refundChanged('GTA1R0', { type: 'SENT' }),
        refundChanged('GTA1R0', { type: 'SUCCEEDED' }),
      ],
      part,
    );
    expect(only(whole).state).toBe('reversed');
  });
});

describe('facts about the book', () => {
  test.each<Fact>([
    { kind: 'book.opened', body: { book: 'practice', currency: 'CNY' } },
    { kind: 'run.started', body: { version: '1.0.0', end: 'first' } },
    { kind: 'book.damaged', body: { damage: 'lost', seq: 1 } },
  ])('$kind is about no sale', (fact) => {
    const entry = entryOf(1, fact);
    expect(saleFactOf(entry)).toBeUndefined();
    expect(() => saleAfter(undefined, entry)).toThrow('fact-kind');
  });

  test('a fact becomes an entry and the same fact again', () => {
    expect(factToDraft(opened)).toEqual({ kind: opened.kind, body: opened.body });
    expect(saleFactOf(entryOf(1, opened))).toEqual(opened);
  });
});

describe('an impossible story is never believed', () => {
  const sale = saleFrom([opened, begun, sent]);
  const settled = saleFrom([paid], sale);
  const unknownKind = { kind: 'sale.exploded', body: { sale: 1 } } as unknown as Fact;

  test.each<[string, Sale | undefined, readonly Fact[], string]>([
    ['a sale opened twice', sale, [opened], 'fact-sale-new'],
    ['something about a sale that is not there', undefined, [begun], 'fact-sale-known'],
    ['a kind that nobody knows', sale, [unknownKind], 'fact-kind'],
    ['an attempt that is not there', saleFrom([opened]), [sent], 'sale-attempt-known'],
    [
      'a tender that changes its rail',
      sale,
      [{ ...begun, body: { ...begun.body, attempt: 'A2', rail: 'cash' } } as Fact],
      'tender-rail',
    ],
    ['sent twice', sale, [sent], 'fact-legal-path'],
    ['money kept that never came', sale, [changed({ type: 'ATTACH' })], 'fact-legal-path'],
    ['paid without proof', sale, [changed({ type: 'PAID' })], 'paid-needs-proof'],
    [
      'declined after it was paid',
      settled,
      [changed({ type: 'DECLINED', fault: 'balance_short' }, { evidence: 'provider_query' })],
      'fact-legal-path',
    ],
    [
      'one refund number used twice',
      settled,
      [refundOpened('R1', 1), refundOpened('R1', 1)],
      'refund-number-new',
    ],
    [
      'more back than came in',
      settled,
      [refundOpened('R1', 1_000), refundOpened('R2', 251)],
      'refunds-within-captured',
    ],
    ['a refund that nobody opened', settled, [refundChanged('R1', { type: 'SENT' })], 'refund-known'],
    [
      'a refund that is back before it left',
      settled,
      [refundOpened('R1', 1), refundChanged('R1', { type: 'SUCCEEDED' })],
      'refund-legal-path',
    ],
    [
      'a sale that owes less than nothing',
      undefined,
      [{ kind: 'sale.opened', body: { sale: 1, currency: 'CNY', dueMinor: -1 } }],
      'money-amount',
    ],
  ])('%s', (_, before, facts, rule) => {
    expect(() => saleFrom(facts, before)).toThrow(rule);
  });

  test('an old entry told again', () => {
    expect(() => saleAfter(sale, entryOf(sale.lastSeq, paid))).toThrow('fact-order');
  });
});

describe('the provider’s words', () => {
  const submitted = [opened, begun, sent];
  const declined = changed(
    { type: 'DECLINED', fault: 'card_declined' },
    { evidence: 'provider_query', raw: { code: 'requires_payment_method', subCode: 'lost_card' } },
  );

  test('are kept where they came by a question', () => {
    expect(only(saleFrom([...submitted, declined])).raw).toEqual({
      code: 'requires_payment_method',
      subCode: 'lost_card',
    });
  });

  test('about a decline stay, whatever is said of the closed order', () => {
    const closed = changed({ type: 'CLOSED' }, { evidence: 'provider_answer', raw: { code: 'canceled' } });
    expect(only(saleFrom([...submitted, declined, closed])).raw).toMatchObject({ subCode: 'lost_card' });
    const again = changed(
      { type: 'DECLINED', fault: 'card_pin' },
      { evidence: 'provider_query', raw: { code: 'again' } },
    );
    expect(only(saleFrom([...submitted, declined, again])).raw).toEqual({ code: 'again' });
    const wordless = changed({ type: 'DECLINED', fault: 'card_declined' }, { evidence: 'provider_query' });
    expect(only(saleFrom([...submitted, wordless, changed({ type: 'CLOSED' })])).raw).toBeUndefined();
  });
});

describe('a story that cannot be', () => {
  const again = (more: object): SaleFact =>
    ({ ...begun, body: { ...begun.body, attempt: 'A2', ...more } }) as SaleFact;

  test('two attempts that could both be paid for one thing', () => {
    const twice = [opened, begun, again({ orderNumber: 'GTA2' })];
    expect(() => saleFrom(twice)).toThrow('one-open-attempt: N1');
  });

  test('two attempts under one order number', () => {
    const twice = [opened, begun, again({ tender: 'N2' })];
    expect(() => saleFrom(twice)).toThrow('order-number-new: GTA1');
  });

  test.each([0, -1, 0.5, Number.NaN, 2 ** 53])('a refund of %d', (amountMinor) => {
    const settled = saleFrom([opened, begun, sent, paid]);
    expect(() => saleFrom([refundOpened('R1', amountMinor)], settled)).toThrow('refund-amount');
  });
});
