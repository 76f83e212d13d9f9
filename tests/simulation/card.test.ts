/** The real counter with a card reader that the simulated provider drives: paid, declined, lost, cancelled and refunded. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Attempt, chargedBy, faultOf } from '../../src/domain/attempt.ts';
import { attemptsOf } from '../../src/domain/sale.ts';
import { differences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

const VISA = 'card-cny-visa';
let outside: Outside;
let till: Till;

beforeEach(async () => {
  outside = await createOutside();
  till = await openTill(outside);
});

const attempt = (): Attempt => {
  const found = attemptsOf(till.sale()).at(-1);
  if (found === undefined) throw new Error('no attempt');
  return found;
};

async function charge(amountMinor = 1250): Promise<void> {
  await till.counter.present({ amount: yuan(amountMinor) }, 'card');
  await outside.time.settle();
}

const readerId = () => outside.credentials.card.readerId;
const hold = (how: 'tap' | 'insert' | 'swipe' = 'tap', wallet = VISA, pin?: string) =>
  outside.control(`readers/${readerId()}/present`, { wallet, how, ...(pin === undefined ? {} : { pin }) });
const arm = (name: string, operation: string, parameters: object = {}) =>
  outside.control('faults', { name, rail: 'card', operation, parameters });
const announced = () => till.notices.map(({ kind }) => kind);
const wait = (ms: number) => outside.time.pass(ms);
/** Long enough for the question after the quiet period. */
const untilQuiet = () => wait(600_000);

interface Intent {
  readonly status: string;
}
/** What the provider says of the attempt's order. */
async function intent(): Promise<Intent> {
  const path = `/practice/card/v1/payment_intents/${attempt().tradeNumber}`;
  const response = await outside.host.handle(new Request(`http://simulator${path}`));
  return (await response.json()) as Intent;
}

describe('a card that is held to the reader', () => {
  test('pays, and the counter says so by itself', async () => {
    await charge();
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'card' });
    expect(await hold()).toEqual({ result: 'approved' });
    await wait(3_000);
    expect(attempt()).toMatchObject({
      state: 'paid',
      evidence: 'provider_query',
      receipt: { totalMinor: 1250, payer: 'visa ****4242' },
      raw: { code: 'succeeded' },
    });
    expect(attempt().receipt?.tradeNumber).toMatch(/^ch_/);
    expect(attempt().tradeNumber).toMatch(/^pi_/);
    expect(announced().filter((kind) => kind === 'paid')).toHaveLength(1);
    expect(await differences(outside)).toEqual([]);
  });

  test('may be asked for its PIN while the counter goes on waiting', async () => {
    await charge(1_203);
    expect(await hold()).toEqual({ result: 'insert' });
    await wait(10_000);
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'card' });
    expect(await hold('insert')).toEqual({ result: 'pin' });
    expect(await hold('insert', VISA, '4711')).toEqual({ result: 'approved' });
    await wait(5_000);
    expect(attempt().state).toBe('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('cannot be swiped', async () => {
    await charge();
    expect(await hold('swipe')).toEqual({ result: 'unreadable' });
    await wait(5_000);
    expect(attempt().state).toBe('awaiting_payer');
  });

  test('leaves no card number in the journal', async () => {
    await charge();
    await hold();
    await wait(3_000);
    const journal = JSON.stringify([...outside.store.entries.values()]);
    expect(journal).toContain('4242');
    expect(journal).not.toContain('4242424242424242');
  });
});

describe('a card that brings nothing', () => {
  test.each([
    [1_201, VISA, 'tap', 'card_declined', 'call_issuer'],
    [1_255, VISA, 'tap', 'card_pin', 'incorrect_pin'],
    [1_265, VISA, 'tap', 'limit_reached', 'withdrawal_count_limit_exceeded'],
    [1_250, 'card-poor', 'tap', 'balance_short', 'insufficient_funds'],
    [1_250, 'card-lost', 'tap', 'card_declined', 'lost_card'],
    [1_250, 'card-stolen', 'tap', 'card_declined', 'stolen_card'],
    [1_250, 'card-expired', 'tap', 'card_declined', 'expired_card'],
    [1_250, 'card-visa', 'tap', 'card_unsupported', 'currency_not_supported'],
  ] as const)('for %i with %s by %s is told as %s %s', async (amountMinor, wallet, how, fault, subCode) => {
    await charge(amountMinor);
    expect(await hold(how, wallet)).toMatchObject({ result: 'declined', declineCode: subCode });
    await wait(3_000);
    expect(attempt()).toMatchObject({ state: 'declined', fault });
    expect(announced()).toContain('not_paid');
    await untilQuiet();
    // Afterwards the order was ended at the provider; the reason, and the bank's own words, stay.
    expect(attempt().raw).toMatchObject({ subCode });
    expect(faultOf(attempt())).toBe(fault);
    expect(await differences(outside)).toEqual([]);
  });

  test('leaves nothing behind that another reader could take, and the next card pays', async () => {
    await charge();
    await hold('tap', 'card-declined');
    await wait(10_000);
    expect(attempt().state).toBe('declined');
    expect(await intent()).toMatchObject({ status: 'canceled' });
    await till.counter.present({ sale: 1 }, 'card');
    await outside.time.settle();
    await hold();
    await wait(3_000);
    expect(attempt().state).toBe('paid');
    await untilQuiet();
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a cancel while the reader waits', () => {
  test('stops the reader, then ends the order, within seconds', async () => {
    await charge();
    await till.counter.cancel(1);
    await wait(1_000);
    expect(attempt()).toMatchObject({ state: 'canceled' });
    expect(attempt().operations.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'present done',
      'collect done',
      'cancel done',
      'cancel done',
      'cancel done',
    ]);
    expect(await intent()).toMatchObject({ status: 'canceled' });
    expect(await hold()).toMatchObject({ error: 'reader-not-asking' });
    await untilQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('at the moment of the tap: the money goes back', async () => {
    await charge();
    await arm('paid-before-cancel', 'cancel');
    await till.counter.cancel(1);
    await wait(60_000);
    expect(attempt()).toMatchObject({ state: 'reversed', reversalWanted: true });
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded', amountMinor: 1250, reason: 'late' }]);
    expect(announced()).not.toContain('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('does not touch the next customer, who is at the same reader already', async () => {
    await charge();
    const first = attempt().orderNumber;
    await till.counter.park(1, true);
    await charge(900);
    await wait(50_000);
    // The first one gives up by itself after two minutes; the second has not paid yet.
    await till.counter.cancel(1);
    await wait(5_000);
    expect(attemptsOf(till.sale(1))[0]).toMatchObject({ orderNumber: first, state: 'canceled' });
    expect(await hold()).toEqual({ result: 'approved' });
    await wait(5_000);
    expect(attemptsOf(till.sale(2))[0]).toMatchObject({ state: 'paid' });
    await untilQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('comes by itself when nobody holds a card to it for two minutes', async () => {
    await charge();
    await wait(125_000);
    expect(attempt()).toMatchObject({ state: 'canceled', reversalCause: 'deadline' });
    expect(faultOf(attempt())).toBe('payer_timeout');
  });

  test('waits while a card is in the reader, and then follows what became of it', async () => {
    await charge(1_203);
    await hold('insert');
    await till.counter.cancel(1);
    await wait(5_000);
    expect(attempt().state).toBe('reversing');
    expect(await hold('insert', VISA, '4711')).toEqual({ result: 'approved' });
    await wait(10_000);
    expect(attempt()).toMatchObject({ state: 'late_paid' });
    expect(announced()).not.toContain('paid');
    // Nobody paid another way: a person decides.
    await till.counter.returnLate(1);
    await wait(10_000);
    expect(attempt()).toMatchObject({ state: 'reversed', refunds: [{ state: 'succeeded' }] });
    expect(await differences(outside)).toEqual([]);
  });
});

describe('what is lost on the way', () => {
  test.each(['request-lost', 'reply-lost', 'reply-html', 'status-500', 'provider-busy'])(
    'the making of the order (%s): nobody was asked for a card, so the sale is free at once',
    async (name) => {
      await arm(name, 'pay');
      await charge();
      await wait(20_000);
      expect(attempt()).toMatchObject({ state: 'canceled' });
      expect(attempt().operations.map(({ kind }) => kind)).toEqual(['present']);
      await untilQuiet();
      expect(await differences(outside)).toEqual([]);
    },
  );

  test.each(['reply-lost', 'reply-truncated', 'status-500'])(
    'the reader’s word (%s): it asks all the same, and the payment is found',
    async (name) => {
      await arm(name, 'reader');
      await charge();
      await wait(5_000);
      expect(await hold()).toEqual({ result: 'approved' });
      await wait(5_000);
      expect(attempt().state).toBe('paid');
      expect(await differences(outside)).toEqual([]);
    },
  );

  test('the word to the reader itself: it is never said twice, and the order ends unpaid', async () => {
    await arm('request-lost', 'reader');
    await charge();
    await wait(30_000);
    expect(await hold()).toMatchObject({ error: 'reader-not-asking' });
    await wait(120_000);
    expect(attempt().state).toBe('canceled');
    expect(attempt().operations.filter(({ kind }) => kind === 'collect')).toHaveLength(1);
  });

  test.each(['request-lost', 'reply-lost', 'reply-html', 'provider-busy', 'rate-limited'])(
    'the question (%s): it is asked again',
    async (name) => {
      await charge();
      await arm(name, 'query');
      await hold();
      await wait(15_000);
      expect(attempt().state).toBe('paid');
    },
  );

  test.each(['request-lost', 'reply-lost', 'status-500', 'provider-busy', 'cancel-refused'])(
    'the cancel (%s): it is said again until the order has ended',
    async (name) => {
      await charge();
      await arm(name, 'cancel', { world: 'not-charged' });
      await till.counter.cancel(1);
      await wait(40_000);
      expect(attempt().state).toBe('canceled');
      await untilQuiet();
      expect(await differences(outside)).toEqual([]);
    },
  );

  test('with the till: a restart asks, and never tells the reader again', async () => {
    await charge();
    till.kill();
    till = await openTill(outside);
    await outside.time.settle();
    await hold();
    await wait(5_000);
    expect(attempt().state).toBe('paid');
    expect(attempt().operations.filter(({ kind }) => kind === 'collect')).toHaveLength(1);
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a reader that does not answer', () => {
  test.each(['terminal_reader_offline', 'terminal_reader_busy'])(
    '%s: nobody is asked for a card',
    async (code) => {
      await arm('reader-unavailable', 'reader', { code });
      await charge();
      expect(attempt()).toMatchObject({ state: 'declined', fault: 'reader_unavailable', raw: { code } });
      expect(await hold()).toMatchObject({ error: 'reader-not-asking' });
      await untilQuiet();
      expect((await intent()).status).toBe('canceled');
      expect(await differences(outside)).toEqual([]);
    },
  );

  test('that may have heard all the same is asked about before anything is said', async () => {
    await arm('reader-unavailable', 'reader', { code: 'terminal_reader_timeout' });
    await charge();
    expect(chargedBy(attempt())).toBe('checking');
    expect(faultOf(attempt())).toBe('reader_unavailable');
    await wait(180_000);
    await untilQuiet();
    expect(chargedBy(attempt())).toBe('no');
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a reader that is not there', () => {
  test('is told at once, and the order does not stay open', async () => {
    await outside.control(`readers/${readerId()}`, { online: false }, 'PATCH');
    await charge();
    expect(attempt()).toMatchObject({ state: 'declined', fault: 'reader_unavailable' });
    await wait(10_000);
    expect(await intent()).toMatchObject({ status: 'canceled' });
    await untilQuiet();
    expect(faultOf(attempt())).toBe('reader_unavailable');
    expect(await differences(outside)).toEqual([]);
  });
});

describe('refunds', () => {
  async function paid(): Promise<void> {
    await charge();
    await hold();
    await wait(3_000);
  }
  const refund = (amountMinor: number) =>
    till.counter.refund({ sale: 1, attempt: attempt().id, amountMinor, reason: 'returned_goods' });

  test('go back to the card, in parts', async () => {
    await paid();
    await refund(400);
    await wait(1_000);
    await refund(850);
    await wait(1_000);
    expect(attempt().refunds.map(({ state, amountMinor }) => [state, amountMinor])).toEqual([
      ['succeeded', 400],
      ['succeeded', 850],
    ]);
    expect(attempt().state).toBe('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test.each(['request-lost', 'reply-lost', 'provider-busy'])('under %s give back once', async (name) => {
    await paid();
    await arm(name, 'refund');
    await refund(1_250);
    await wait(60_000);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });

  test('that the shop has no money for are owed, and come through when it has', async () => {
    await paid();
    await outside.control('merchants/card', { balanceMinor: 0, currency: 'CNY' }, 'PATCH');
    await refund(1_250);
    await wait(30_000);
    expect(attempt().refunds).toMatchObject([{ state: 'pending' }]);
    await outside.control('merchants/card', { balanceMinor: 5_000, currency: 'CNY' }, 'PATCH');
    await wait(60_000);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a provider that lies', () => {
  test.each(['amount-wrong', 'currency-wrong', 'order-wrong'])(
    '%s is never taken for money',
    async (name) => {
      await charge();
      await arm(name, 'query');
      await hold();
      await wait(3_000);
      expect(attempt().state).not.toBe('paid');
      await wait(10_000);
      expect(attempt().state).toBe('paid');
      expect(await lies(outside, till.counter.view().sales.values(), chargedBy)).toEqual([]);
      expect(await differences(outside)).toEqual([]);
    },
  );
});
