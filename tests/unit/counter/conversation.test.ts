/** One operation from its intent to its consequences, at every provider, and when the book has changed meanwhile. */

import { describe, expect, test } from 'vitest';
import { converse, type Details, restart, send, settle, write } from '../../../src/counter/conversation.ts';
import { type Attempt, chargedBy } from '../../../src/domain/attempt.ts';
import { money } from '../../../src/domain/money.ts';
import { attemptsOf } from '../../../src/domain/sale.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { differences } from '../../support/audit.ts';
import { createOutside, openTill } from '../../support/headless.ts';
import { saleWith, viewOf } from '../../support/sales.ts';
import { knowing, saying, stubTalk } from './talk.ts';

const RAILS = ['alipay', 'wechatpay', 'unionpay', 'paypal', 'card'] as const;
type Rail = (typeof RAILS)[number];
const WALLETS = {
  alipay: 'lin',
  wechatpay: 'wechatpay-lin',
  unionpay: 'unionpay-lin',
  paypal: 'paypal-amy',
  card: 'card-visa',
} as const;

const target = { sale: 1, attempt: 'A1' };
const cancel = { kind: 'cancel' } as const;

/** What the customer does at each rail once the till has asked. */
async function pay(rail: Rail) {
  const outside = await createOutside(`whole-${rail}`);
  const currency = rail === 'paypal' || rail === 'card' ? 'USD' : 'CNY';
  const till = await openTill(outside, { currency });
  const attempt = (): Attempt => attemptsOf(till.sale()).at(-1) as Attempt;
  const wallet = WALLETS[rail];
  await till.counter.present({ amount: money(currency, 1250) }, rail);
  await outside.time.settle();
  if (rail === 'card') {
    const reader = outside.credentials.card.readerId;
    await outside.control(`readers/${reader}/present`, { wallet, how: 'tap' });
  } else {
    await outside.control(`wallets/${wallet}/scan`, { content: attempt().qr });
    await outside.control(`wallets/${wallet}/confirm`, {});
  }
  await outside.time.pass(10_000);
  return { outside, till, attempt };
}

describe('a whole payment', () => {
  test.each(RAILS)('by %s is asked for, paid and given back, and all books agree', async (rail) => {
    const { outside, till, attempt } = await pay(rail);
    expect(attempt().state).toBe('paid');
    const refund = { sale: 1, attempt: attempt().id, amountMinor: 250, reason: 'customer_wish' } as const;
    expect((await till.counter.refund(refund)).ok).toBe(true);
    await outside.time.pass(900_000);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded', amountMinor: 250 }]);
    expect(attempt().operations.every(({ state }) => state === 'done')).toBe(true);
    expect(chargedBy(attempt())).toBe('yes');
    expect(await differences(outside)).toEqual([]);
  });

  test('without a network is not unknown: nothing has left', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    await outside.control('faults', { name: 'offline', rail: 'alipay', operation: 'pay' });
    const { code } = await outside.control('wallets/lin/payment-code', {});
    await till.counter.payByCode({ amount: money('CNY', 1250) }, 'alipay', String(code));
    await outside.time.pass(900_000);
    const [attempt] = attemptsOf(till.sale());
    expect(attempt?.operations[0]).toMatchObject({ kind: 'pay', state: 'refused' });
    expect(await differences(outside)).toEqual([]);
  });
});

describe('when the book has changed since it was decided', () => {
  test('a cancel that nobody wants any more does not leave', async () => {
    const talk = stubTalk(saleWith([attemptIn('reversing', { reversalWanted: true })]));
    talk.rails = { alipay: knowing(saying({ type: 'CLOSED' })) };
    talk.held = viewOf(saleWith([attemptIn('unknown')]));
    await send(talk, target, cancel);
    expect(talk.facts).toEqual([]);
    await send(talk, target, { kind: 'close' });
    expect(talk.facts).toEqual([]);
  });

  test('a capture that was overtaken by a cancel does not leave', async () => {
    const talk = stubTalk(saleWith([attemptIn('approved', { rail: 'paypal' })]));
    talk.held = viewOf(saleWith([attemptIn('reversing', { rail: 'paypal', reversalWanted: true })]));
    await send(talk, target, { kind: 'capture' });
    expect(talk.facts).toEqual([]);
  });

  test('an intent that an unsure storage had kept is not followed by another', async () => {
    const talk = stubTalk(saleWith([attemptIn('reversing', { reversalWanted: true })]));
    const kept = { id: 'O1', kind: 'cancel', key: 'K1', sentAt: NOW, state: 'sent' } as const;
    talk.held = viewOf(saleWith([attemptIn('reversing', { reversalWanted: true, operations: [kept] })]));
    await send(talk, target, cancel);
    expect(talk.facts).toEqual([]);
  });

  test('nothing leaves without its intent, and the refusal is told', async () => {
    const talk = stubTalk(saleWith([attemptIn('reversing', { reversalWanted: true })]));
    talk.fails = true;
    await send(talk, target, cancel);
    expect([talk.facts, talk.refusals]).toEqual([[], ['storage']]);
  });

  test('of a sale or an attempt that is gone nothing is written', async () => {
    const talk = stubTalk(saleWith([attemptIn('unknown')]));
    const decide = () => [{ kind: 'sale.voided', body: { sale: 1 } }] as const;
    expect(await write(talk, { sale: 9, attempt: 'A1' }, decide)).toBe(true);
    expect(await write(talk, { sale: 1, attempt: 'A9' }, decide)).toBe(true);
    expect(talk.facts).toEqual([]);
    await expect(converse(talk, { sale: 9, attempt: 'A1' }, { details: cancel })).rejects.toThrow(
      'attempt-in-view',
    );
    await expect(converse(talk, { sale: 1, attempt: 'A9' }, { details: cancel })).rejects.toThrow(
      'attempt-in-view',
    );
  });

  test('what could not be written is told to nobody', async () => {
    const talk = stubTalk(saleWith([attemptIn('awaiting_payer')]));
    talk.fails = true;
    const news = { about: 'attempt', event: { type: 'EXPIRED' } } as const;
    await settle(talk, target, { outcome: { news, neverLeft: false } });
    expect([talk.told, talk.refusals]).toEqual([[], ['storage']]);
    talk.fails = false;
    await settle(talk, target, { outcome: { news, neverLeft: false } });
    expect(talk.told).toEqual(['not_paid']);
  });

  test('a cancel that never left is not unknown: it may leave again', async () => {
    const talk = stubTalk(saleWith([attemptIn('reversing', { reversalWanted: true })]));
    talk.rails = { alipay: knowing(saying({ type: 'CLOSED' })) };
    await send(talk, target, cancel);
    expect(talk.facts.at(-1)).toMatchObject({
      body: { event: { type: 'NO_ANSWER', fault: 'setup_app' }, answered: { outcome: 'refused' } },
    });
  });

  test('a cancel that had no answer is unknown', async () => {
    const talk = stubTalk(saleWith([attemptIn('reversing', { reversalWanted: true })]));
    const news = { about: 'attempt', event: { type: 'NO_ANSWER', fault: 'no_answer' } } as const;
    const sent = { details: cancel, operation: 'O1' };
    await settle(talk, target, { outcome: { news, neverLeft: false }, sent });
    expect(talk.facts).toMatchObject([{ body: { answered: { operationId: 'O1', outcome: 'unknown' } } }]);
  });

  test('a restart of what has landed meanwhile changes nothing', async () => {
    const talk = stubTalk(saleWith([attemptIn('unknown')]));
    await restart(talk, target);
    expect(talk.facts).toEqual([]);
  });
});

describe('what can move money does not leave', () => {
  const reversing = attemptIn('reversing', { reversalWanted: true });

  test('without its intent in the journal, under its own key (INV-02)', async () => {
    const talk = stubTalk(saleWith([reversing]));
    talk.rails = { alipay: knowing(saying({ type: 'CLOSED' })) };
    const intent = {
      id: 'O1',
      kind: 'cancel',
      key: reversing.orderNumber,
      sentAt: 1,
      state: 'sent',
    } as const;
    const leaves = (details: Details, operation?: string) =>
      converse(talk, target, { details, ...(operation === undefined ? {} : { operation }) });
    await expect(leaves(cancel)).rejects.toThrow('intent-first: cancel');
    await expect(leaves(cancel, 'O1')).rejects.toThrow('intent-first');
    talk.shown = viewOf(saleWith([{ ...reversing, operations: [{ ...intent, key: 'other' }] }]));
    await expect(leaves(cancel, 'O1')).rejects.toThrow('intent-first');
    talk.shown = viewOf(saleWith([{ ...reversing, operations: [intent] }]));
    await expect(leaves({ kind: 'close' }, 'O1')).rejects.toThrow('intent-first');
    await leaves(cancel, 'O1');
    await leaves({ kind: 'query' });
    expect(talk.facts).not.toEqual([]);
  });

  test('from a window whose right to drive was taken away meanwhile (INV-18): the rest is left to the one that has it', async () => {
    const talk = stubTalk(saleWith([reversing]));
    const built: string[] = [];
    const rail = knowing(saying({ type: 'CLOSED' }));
    talk.rails = {
      alipay: {
        ...rail,
        build: (order, account) => {
          built.push(order.kind);
          return rail.build(order, account);
        },
      },
    };
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    talk.holds = false;
    await send(talk, target, cancel);
    expect(built).toEqual([]);
    expect(talk.facts.map(({ kind }) => kind)).toEqual(['operation.sent']);
    await converse(talk, target, { details: { kind: 'query' } });
    expect(built).toEqual(['query']);
  });
});

test('an intent that another turn has taken for left behind does not leave any more: it is asked about', async () => {
  const intent = {
    id: 'O1',
    kind: 'present',
    key: 'GT',
    sentAt: NOW,
    answeredAt: NOW,
    state: 'unknown',
  } as const;
  const attempt = attemptIn('unknown', { operations: [{ ...intent, key: attemptIn('new').orderNumber }] });
  const talk = stubTalk(saleWith([attempt]));
  talk.rails = { alipay: knowing(saying({ type: 'PAID' })) };
  talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
  await converse(talk, target, { details: { kind: 'present' }, operation: 'O1' });
  expect(talk.facts).toEqual([]);
});

describe('what follows an answer', () => {
  const approved = knowing(saying({ type: 'APPROVED' }));
  const account = () => ({ appId: 'a', shopName: 's', tillId: 't' });

  test.each([
    ['by itself, for a payment that this very till began', true, 'approved', ['capture']],
    ['not, for one that was begun before a restart', false, 'approved', []],
    ['not, when the payer is no longer waiting for it', true, 'processing', []],
  ] as const)('the capture leaves %s', async (_, isBegun, state, kinds) => {
    const talk = stubTalk(saleWith([attemptIn(state, { rail: 'paypal' })]));
    talk.account = account;
    if (isBegun) talk.begun.add('A1');
    const left: string[] = [];
    const { questions } = talk;
    talk.questions = { ...questions, left: (_id, kind) => void left.push(kind) };
    const build = approved.build;
    talk.rails = {
      paypal: {
        ...approved,
        build: (order, shop) =>
          order.kind === 'capture' ? { known: saying({ type: 'PENDING' }) } : build(order, shop),
        followUp: ({ type }) => (type === 'APPROVED' ? 'capture' : undefined),
      },
    };
    await converse(talk, target, { details: { kind: 'query' } });
    expect(left).toEqual(['query', ...kinds]);
  });

  test('an answer about a refund that nobody asked for is a mistake of ours', async () => {
    const talk = stubTalk(saleWith([attemptIn('paid')]));
    const news = { about: 'refund', event: { type: 'SUCCEEDED' } } as const;
    await expect(settle(talk, target, { outcome: { news, neverLeft: false } })).rejects.toThrow(
      'refund-named',
    );
  });
});
