/** What the driver does by itself: after a storage that failed, after a restart, and when money has to go back. */

import { describe, expect, test } from 'vitest';
import { createDriver } from '../../../src/counter/driver.ts';
import { check } from '../../../src/domain/assert.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { refundIn, saleWith, viewOf } from '../../support/sales.ts';
import { knowing, type StubTalk, saying, stubTalk } from './talk.ts';

const target = { sale: 1, attempt: 'A1' };
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await soon();
};
const flight: Operation = { id: 'O1', kind: 'present', key: 'K1', sentAt: NOW, state: 'sent' };

let talk: StubTalk;
let wake: { at: number | undefined };

function driverOf(...attempts: readonly Attempt[]) {
  talk = stubTalk(saleWith(attempts));
  const mine: typeof wake = { at: undefined };
  wake = mine;
  return createDriver(talk, {
    at: (time) => {
      mine.at = time;
    },
  });
}

const events = () => talk.facts.map((fact) => ('event' in fact.body ? fact.body.event.type : fact.kind));

describe('a driver that starts', () => {
  test('makes what was on its way unknown, and that only', async () => {
    const driver = driverOf(
      attemptIn('submitting', { operations: [flight] }),
      attemptIn('canceled', { id: 'A2', watched: true }),
    );
    await driver.start();
    expect(talk.facts[0]).toMatchObject({
      kind: 'attempt.changed',
      body: { attempt: 'A1', event: { type: 'RESTART' }, answered: { outcome: 'unknown' } },
    });
    expect(talk.facts.every(({ body }) => 'attempt' in body && body.attempt === 'A1')).toBe(true);
  });

  test('makes a refund that was on its way unknown', async () => {
    const refunds = [refundIn('sent', { number: 'R1' }), refundIn('succeeded', { number: 'R0' })];
    const operations: Operation[] = [{ ...flight, kind: 'refund', key: 'R1' }];
    const driver = driverOf(attemptIn('paid', { refunds, operations }));
    await driver.start();
    expect(talk.facts[0]).toMatchObject({
      kind: 'refund.changed',
      body: { number: 'R1', event: { type: 'RESTART' }, answered: { outcome: 'unknown' } },
    });
  });

  test('wakes for the next thing that is due, and for nothing once it has stopped', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'), attemptIn('canceled', { id: 'A2' }));
    await driver.start();
    expect(wake.at).toBe(NOW + 3_000);
    await driver.stop();
    expect(wake.at).toBeUndefined();
    driver.tick();
    expect(wake.at).toBeUndefined();
  });

  test('has nothing to wake for where nothing is due', async () => {
    const driver = driverOf(attemptIn('paid'));
    await driver.start();
    expect([wake.at, talk.facts]).toEqual([undefined, []]);
  });

  test('leaves sales that are over alone', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    talk.shown = viewOf(saleWith([attemptIn('awaiting_payer')], { live: false }));
    await driver.start();
    expect(wake.at).toBeUndefined();
  });
});

describe('after a storage that failed', () => {
  test('nothing is tried for five seconds, then the book is read again', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    await driver.start();
    driver.pause();
    expect(wake.at).toBe(NOW + 5_000);
    talk.clock = NOW + 4_999;
    driver.tick();
    await settle();
    expect(talk.reloads).toBe(0);
    talk.clock = NOW + 5_000;
    driver.tick();
    await settle();
    expect(talk.reloads).toBe(1);
    driver.tick();
    await settle();
    expect(talk.reloads).toBe(1);
  });

  test('with the clock put back the rest is over, or it could last for years', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    await driver.start();
    driver.pause();
    talk.clock = NOW - 3_600_000;
    driver.tick();
    await settle();
    expect(talk.reloads).toBe(1);
  });

  test('a storage that still takes nothing is rested on again, and nobody is told that it works', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    await driver.start();
    driver.pause();
    talk.writes = false;
    talk.clock = NOW + 5_000;
    driver.tick();
    await settle();
    expect([talk.reloads, wake.at, talk.told]).toEqual([1, NOW + 10_000, []]);
    talk.writes = true;
    talk.clock = NOW + 10_000;
    driver.tick();
    await settle();
    expect(talk.told).toEqual(['storage_works']);
  });

  test('a book that cannot be read is rested on again', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    await driver.start();
    driver.pause();
    talk.fails = true;
    talk.clock = NOW + 5_000;
    driver.tick();
    await settle();
    expect(talk.reloads).toBe(1);
    expect(wake.at).toBe(NOW + 10_000);
  });

  test('what could not be written down of an answer is made unknown when the storage works again', async () => {
    const driver = driverOf();
    await driver.start();
    talk.shown = viewOf(saleWith([attemptIn('submitting', { operations: [flight] })]));
    driver.tick();
    await settle();
    // On its way in this very window, as far as anybody knows: it comes to its own end.
    expect(talk.facts).toEqual([]);
    driver.pause();
    talk.clock = NOW + 5_000;
    driver.tick();
    await settle();
    expect(events()[0]).toBe('RESTART');
  });

  test('what is still being worked on is not taken for left behind', async () => {
    const driver = driverOf(attemptIn('submitting', { operations: [flight] }));
    talk.hangs = true;
    talk.rails = { alipay: knowing(saying({ type: 'NO_ANSWER', fault: 'no_answer' })) };
    driver.carryOut(target, { kind: 'present' }, 'O1');
    await settle();
    talk.hangs = false;
    await driver.start();
    driver.pause();
    talk.clock = NOW + 5_000;
    driver.tick();
    await settle();
    expect(talk.facts).toEqual([]);
  });
});

describe('money that has to go back', () => {
  const returning = (state: 'paid' | 'late_paid') => attemptIn(state, { returnWanted: true });

  test.each([
    ['late', 'late_paid'],
    ['surplus', 'paid'],
  ] as const)('goes by one refund, as %s', async (reason, state) => {
    const driver = driverOf(returning(state));
    await driver.start();
    await settle();
    expect(talk.facts[0]).toMatchObject({
      kind: 'refund.opened',
      body: { sale: 1, attempt: 'A1', amountMinor: 1250, reason },
    });
  });

  test.each([
    ['has been given back', attemptIn('paid')],
    [
      'is being given back',
      attemptIn('paid', { returnWanted: true, refunds: [refundIn('new', { amountMinor: 1 })] }),
    ],
  ])('does not go twice when by then it %s', async (_, held) => {
    const driver = driverOf(returning('paid'));
    talk.held = viewOf(saleWith([held]));
    await driver.start();
    await settle();
    expect(talk.facts.filter(({ kind }) => kind === 'refund.opened')).toEqual([]);
  });

  test('is sent under its number', async () => {
    const driver = driverOf(attemptIn('paid', { refunds: [refundIn('new', { number: 'R7' })] }));
    talk.rails = {
      alipay: knowing({ ...saying({ type: 'ABSENT' }), about: 'refund', event: { type: 'PENDING' } }),
    };
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    await driver.start();
    await settle();
    expect(talk.facts[0]).toMatchObject({
      kind: 'operation.sent',
      body: { operationKind: 'refund', key: 'R7' },
    });
    expect(talk.facts[1]).toMatchObject({
      kind: 'refund.changed',
      body: { number: 'R7', event: { type: 'SENT' } },
    });
  });

  test('of a rail that cannot be had it is told why', async () => {
    const driver = driverOf(attemptIn('paid', { refunds: [refundIn('unknown', { number: 'R7' })] }));
    talk.rails = { alipay: knowing(saying({ type: 'CLOSED' })) };
    talk.clock = NOW + 10_000;
    await driver.start();
    await settle();
    expect(talk.facts[0]).toMatchObject({
      body: { number: 'R7', event: { type: 'NO_ANSWER', fault: 'setup_app' } },
    });
  });
});

describe('a watch over a closed order', () => {
  test('that a till begins after the quiet period, or under a clock that was put forward, ends when it has seen that period', async () => {
    const driver = driverOf(attemptIn('canceled', { evidence: 'provider_query' }));
    talk.rails = { alipay: knowing(saying({ type: 'CLOSED' })) };
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    const beganAt = NOW + 3_600_000;
    talk.clock = beganAt;
    await driver.start();
    await settle();
    while (talk.facts.length === 0 && wake.at !== undefined) {
      talk.clock = wake.at;
      driver.tick();
      await settle();
    }
    expect(events()).toEqual(['CLOSED']);
    expect(talk.clock - beganAt).toBeGreaterThanOrEqual(300_000 - 1_000);
    expect(talk.clock - beganAt).toBeLessThan(600_000);
  });
});

describe('a question that somebody asks for', () => {
  test('leaves at once, but not again within three seconds, and not while the window does not drive', async () => {
    const attempt = attemptIn('awaiting_payer');
    const driver = driverOf(attempt);
    let asked = 0;
    talk.rails = {
      alipay: {
        ...knowing(saying({ type: 'PENDING' })),
        build: () => {
          asked += 1;
          return { known: saying({ type: 'PENDING' }) };
        },
      },
    };
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    driver.ask(target, attempt);
    await settle();
    expect(asked).toBe(0);
    await driver.start();
    driver.ask(target, attempt);
    driver.ask(target, attempt);
    await settle();
    expect(asked).toBe(1);
    talk.clock = NOW + 2_999;
    driver.ask(target, attempt);
    await settle();
    expect(asked).toBe(1);
    talk.clock = NOW + 3_000;
    driver.ask(target, attempt);
    await driver.idle();
    expect(asked).toBe(2);
  });

  test('ends first what an unwritten answer has left under way', async () => {
    const driver = driverOf(attemptIn('submitting', { operations: [flight] }));
    await driver.start();
    const left = attemptIn('submitting', { operations: [flight] });
    talk.shown = viewOf(saleWith([left]));
    talk.facts.length = 0;
    driver.ask(target, left);
    await settle();
    expect(events().includes('NO_ANSWER')).toBe(false);
  });

  test('leaves sooner once the network is back', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    talk.questions.left('A1', 'query', NOW);
    for (let silence = 0; silence < 10; silence += 1) talk.questions.ended('A1', 'query', false);
    const before = talk.questions.about(attemptIn('awaiting_payer')).unanswered;
    driver.hurry();
    expect([before, talk.questions.about(attemptIn('awaiting_payer')).unanswered]).toEqual([10, 0]);
  });
});

describe('a broken invariant', () => {
  test('INV-11 waits-for-what-comes: a wait without an end stops its own payment, and the others are asked about', async () => {
    const other = attemptIn('awaiting_payer', { id: 'A2', orderNumber: 'GTA2' });
    const driver = driverOf(attemptIn('awaiting_payer', { changedAt: Number.NaN }), other);
    talk.clock = NOW + 3_000;
    await driver.start();
    await settle();
    const told = talk.facts.map(({ body }) => ('attempt' in body ? body.attempt : ''));
    expect(talk.facts[0]).toMatchObject({
      body: { attempt: 'A1', event: { type: 'FREEZE', rule: 'INV-11 waits-for-what-comes' } },
    });
    expect(told.slice(0, 3)).toEqual(['A1', 'A1', 'A2']);
    expect(told.lastIndexOf('A1')).toBe(1);
  });

  test('that cannot even be written down stops nothing but its payment', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    talk.throws = true;
    talk.clock = NOW + 3_000;
    await driver.start();
    await driver.idle();
    talk.throws = false;
    driver.ask(target, attemptIn('awaiting_payer'));
    await driver.idle();
    expect(talk.facts).toEqual([]);
  });

  test('freezes its own payment with an incident and leaves the rest working', async () => {
    const [bad, good] = [
      attemptIn('awaiting_payer'),
      attemptIn('awaiting_payer', { id: 'A2', orderNumber: 'GTA2' }),
    ];
    const driver = driverOf(bad, good);
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    talk.rails = {
      alipay: {
        ...knowing(saying({ type: 'EXPIRED' })),
        build: ({ orderNumber }) => {
          check(orderNumber !== bad.orderNumber, 'a-rule');
          return { known: saying({ type: 'EXPIRED' }) };
        },
      },
    };
    talk.clock = NOW + 3_000;
    await driver.start();
    await settle();
    const about = (id: string) =>
      talk.facts.filter((fact) => 'attempt' in fact.body && fact.body.attempt === id);
    expect(about('A1')).toMatchObject([
      { kind: 'attempt.changed', body: { event: { type: 'FREEZE', rule: 'a-rule' } } },
      { kind: 'incident.opened', body: { cause: 'frozen', detail: 'a-rule' } },
    ]);
    expect(about('A2')[0]).toMatchObject({ body: { event: { type: 'EXPIRED' } } });
    const written = talk.facts.length;
    talk.clock = NOW + 60_000;
    driver.tick();
    await settle();
    expect(about('A1')).toHaveLength(2);
    expect(talk.facts.length).toBeGreaterThan(written);
  });

  test('any other mistake is told as unexpected, and stops the payment even where that cannot be written', async () => {
    const driver = driverOf(attemptIn('awaiting_payer'));
    let built = 0;
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    talk.rails = {
      alipay: {
        ...knowing(saying({ type: 'EXPIRED' })),
        build: () => {
          built += 1;
          throw new TypeError('mistake');
        },
      },
    };
    talk.fails = true;
    talk.clock = NOW + 3_000;
    await driver.start();
    await settle();
    talk.fails = false;
    talk.clock = NOW + 60_000;
    driver.tick();
    await settle();
    expect(built).toBe(1);
    expect(talk.refusals).toEqual(['storage']);
    const other = driverOf(attemptIn('awaiting_payer'));
    talk.rails = {};
    talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
    talk.clock = NOW + 3_000;
    await other.start();
    await settle();
    expect(talk.facts[0]).toMatchObject({ body: { event: { type: 'FREEZE', rule: 'rail-known' } } });
  });
});
