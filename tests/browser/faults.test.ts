/** Twelve things that go wrong, with what stands on the screen: what happened, whether money was taken, what now. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultCode } from '../../src/domain/fault.ts';
import { customer, openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice, readBook } from '../support/stored-book.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop({ language: 'zh-CN' });
});

afterAll(async () => {
  await shop.close();
});

beforeEach(async () => {
  await shop.counter.control('faults', undefined, 'DELETE');
});

interface Arming {
  readonly operation?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const arm = (name: string, how: Arming = {}): Promise<unknown> =>
  shop.counter.control('faults', { name, ...how });
const advance = (advanceMs: number): Promise<unknown> => shop.counter.control('clock', { advanceMs });

/** The next question stays without an answer until the clock is moved, so that the amber screen stands still. */
const holdQuestions = (): Promise<unknown> => arm('reply-slow', { operation: 'query' });
const SLOW_MS = 20_000;

async function payByCode(amount: string): Promise<void> {
  await shop.counter.chargeByCode(amount, await customer(shop.counter).code());
}

/** Amber: nobody knows yet, and the screen says what not to do. */
async function readChecking(fault: FaultCode, amount: string): Promise<void> {
  const { hear, read, names, words } = shop.counter;
  await hear(names.checking, amount);
  await read(words.faults[fault].happened);
  await read(words.result.doNotScan);
  await read(words.result.doNotHandOver);
}

interface Lines {
  readonly happened: string;
  readonly charged: string;
  readonly now: string;
}

async function readLines({ happened, charged, now }: Lines): Promise<void> {
  for (const line of [happened, charged, now]) await shop.counter.read(line);
}

/** Ends the sale on the failure screen; the next customer can be served. */
async function endSale(): Promise<void> {
  await shop.counter.press(shop.counter.words.till.end);
  await shop.counter.home();
}

async function paidAndReady(amount: string): Promise<void> {
  await shop.counter.hear(shop.counter.names.paid, amount);
  await shop.counter.home();
  await expectAgreement(shop.counter);
  await expectNothingSentTwice(shop.counter);
}

describe('the customer was charged, and the till did not hear it', () => {
  it.each<readonly [string, FaultCode]>([
    ['reply-lost', 'no_answer'],
    ['reply-html', 'network_login'],
    ['provider-busy', 'provider_busy'],
    ['signature-bad', 'answer_forged'],
    ['amount-wrong', 'answer_mismatch'],
  ])('%s: amber with the reason, then paid by the provider’s own word', async (name, fault) => {
    await arm(name, { operation: 'pay' });
    await holdQuestions();
    await payByCode('2');
    await readChecking(fault, '2.00');
    await shop.counter.struckThenAdvance(SLOW_MS);
    await paidAndReady('2.00');
  });

  it('signature-bad and amount-wrong are kept as incidents', async () => {
    const { sales } = await readBook(shop.counter.page);
    const causes = sales.flatMap(({ incidents }) => incidents.map(({ cause }) => cause));
    expect(causes).toEqual(expect.arrayContaining(['answer_forged', 'answer_mismatch']));
  });

  it('reply-slow: it waits, says so, and takes the answer when it comes', async () => {
    await arm('reply-slow', { operation: 'pay' });
    await payByCode('3');
    await shop.counter.hear(shop.counter.names.waiting, '3.00');
    await shop.counter.read(shop.counter.words.waiting.sending);
    await shop.counter.struckThenAdvance(SLOW_MS);
    await paidAndReady('3.00');
  });
});

describe('the customer was not charged', () => {
  it('request-lost: the QR never came, so the payment is closed before another may begin', async () => {
    const { counter } = shop;
    await arm('request-lost', { operation: 'precreate' });
    await counter.charge('4');
    await counter.hearInTime(counter.names.notPaid, '4.00');
    await counter.read(counter.words.charged.no);
    await expectAgreement(counter);
    await endSale();
  });

  it('offline: nothing was sent, and cash is one tap away', async () => {
    const { counter } = shop;
    await arm('offline');
    await counter.read(counter.words.counter.offline);
    await counter.charge('5');
    await counter.hear(counter.names.notPaid, '5.00');
    await readLines({ ...counter.words.faults.offline, charged: counter.words.charged.no });
    await counter.press(counter.names.cash);
    await counter.press(counter.words.cash.exact);
    await paidAndReady('5.00');
  });

  it('clock-skew: the device’s clock is named; once it is right the payment is closed', async () => {
    const { counter } = shop;
    await arm('clock-skew');
    await counter.charge('6');
    await readChecking('clock_wrong', '6.00');
    await counter.control('faults', undefined, 'DELETE');
    await counter.hearInTime(counter.names.notPaid, '6.00');
    await expectAgreement(counter);
    await endSale();
  });

  it('cancel-refused: it is closed instead, and nothing was charged', async () => {
    const { counter } = shop;
    await counter.charge('7');
    await customer(counter).scan();
    await arm('cancel-refused');
    await counter.press(counter.names.cancel);
    await counter.hear(counter.words.states.reversing, '7.00');
    await counter.hearInTime(counter.names.notPaid, '7.00');
    await readLines({ ...counter.words.faults.canceled_by_cashier, charged: counter.words.charged.no });
    await expectAgreement(counter);
    await endSale();
  });
});

describe('a cancel crosses the customer’s payment', () => {
  it('paid-before-cancel: what was paid goes back the same way', async () => {
    const { counter } = shop;
    await counter.charge('8');
    await customer(counter).scan();
    await arm('paid-before-cancel');
    await counter.press(counter.names.cancel);
    await counter.hear(counter.names.reversed, '8.00');
    await readLines({
      happened: counter.words.till.reversedHappened,
      charged: counter.words.till.wentBack,
      now: counter.words.faults.canceled_by_cashier.now,
    });
    await expectAgreement(counter);
    await endSale();
  });

  it('paid-after-cancel: late money is noticed, and goes back when the cashier says so', async () => {
    const { counter } = shop;
    await counter.charge('9');
    await customer(counter).scan();
    await arm('paid-after-cancel');
    await counter.press(counter.names.cancel);
    await counter.hear(counter.names.notPaid, '9.00');
    await advance(8 * 60_000);
    await counter.hear(counter.words.states.latePaid, '9.00');
    await readLines({
      happened: counter.words.till.lateHappened(counter.words.rails.alipay),
      charged: counter.words.charged.yes,
      now: counter.words.till.lateNow,
    });
    await counter.press(counter.words.attention.giveBack);
    await counter.hear(counter.names.reversed, '9.00');
    await endSale();
    await expectAgreement(counter);
  });
});
