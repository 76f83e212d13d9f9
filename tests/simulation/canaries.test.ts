/** For each invariant one rule that is broken on purpose, from the outside: the auditor must notice, and name it. */

import { expect, test } from 'vitest';
import type { AttemptEvent } from '../../src/domain/attempt.ts';
import { isSameJson } from '../../src/domain/json.ts';
import type { Batch, Journal } from '../../src/ports.ts';
import type { Rail, Reading } from '../../src/providers/contract.ts';
import { RAILS } from '../../src/providers/rails.ts';
import { createMemoryStore, type MemoryStore } from '../../src/store/memory-journal.ts';
import type { FaultKind } from './swarm/mix.ts';
import { runSeed } from './swarm/run.ts';
import type { Sabotage } from './swarm/sabotage.ts';
import { loseAndRestore, type Restored } from './swarm/second-copy.ts';

/** As many seeds as a canary may need until somebody does what its broken rule is about. */
const MOST_SEEDS = 60;

async function isNamed(
  rule: string,
  sabotage: Sabotage,
  faults: readonly FaultKind[] = [],
): Promise<boolean> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { violations } = await runSeed(seed, { sabotage, faults });
    if (violations.some((one) => one.rule === rule)) return true;
  }
  return false;
}

type Change = (reading: Reading, order: Parameters<Rail['read']>[1]) => Reading;

/** Every rail's reading of an answer, changed. */
function misread(change: Change): Sabotage {
  const rails = Object.entries(RAILS).map(([name, rail]): [string, Rail] => [
    name,
    { ...rail, read: (verified, order) => change(rail.read(verified, order), order) },
  ]);
  return { rails: Object.fromEntries(rails) };
}

function withEvent(reading: Reading, event: AttemptEvent): Reading {
  return reading.about === 'attempt' ? { ...reading, event } : reading;
}

/** What the storage is given is changed on the way, once it is about what `isAbout` says. */
function miswrite(change: (batch: Batch) => Batch): Sabotage {
  return { journal: (kept) => ({ ...kept, append: (batch) => kept.append(change(batch)) }) };
}

const RECEIPT = { tradeNumber: 'T1', totalMinor: 1 };

test('INV-01: a cancel is taken as done without being asked for, so that a customer pays twice', async () => {
  const rails = Object.entries(RAILS).map(([name, rail]): [string, Rail] => {
    const build: Rail['build'] = (order, account) => {
      const claim = { orderNumber: order.orderNumber };
      const known: Reading = { about: 'attempt', event: { type: 'CLOSED' }, claim, raw: { code: '' } };
      const isEnd = order.kind === 'cancel' || order.kind === 'close';
      return isEnd || (order.kind === 'query' && order.isGivenUp === true)
        ? { known }
        : rail.build(order, account);
    };
    return [name, { ...rail, build }];
  });
  expect(await isNamed('INV-01', { rails: Object.fromEntries(rails) })).toBe(true);
});

test('INV-02: a write is answered before it is durable', async () => {
  const ports: Sabotage['ports'] = (given) => {
    let last: Promise<unknown> = Promise.resolve();
    const append: Journal['append'] = async (batch) => {
      last = last.then(() => given.journal.append(batch));
      return { ok: true };
    };
    return { ...given, journal: { ...given.journal, append } };
  };
  expect(await isNamed('INV-02', { ports })).toBe(true);
});

test('INV-03: a journal says "written" and keeps nothing of a payment', async () => {
  const journal: Sabotage['journal'] = (kept) => ({
    ...kept,
    append: async (batch) =>
      batch.entries.some(({ kind }) => kind === 'attempt.opened') ? { ok: true } : kept.append(batch),
  });
  expect(await isNamed('INV-03', { journal })).toBe(true);
});

test('INV-04: an order that waits for its customer is taken as paid', async () => {
  const sabotage = misread((reading, { amount }) =>
    reading.about === 'attempt' && reading.event.type === 'NEEDS_PAYER'
      ? withEvent(reading, { type: 'PAID', receipt: { ...RECEIPT, totalMinor: amount.amountMinor } })
      : reading,
  );
  expect(await isNamed('INV-04', sabotage)).toBe(true);
});

test('INV-05: an order that was paid is taken as closed', async () => {
  const sabotage = misread((reading) =>
    reading.event.type === 'PAID' ? withEvent(reading, { type: 'CLOSED' }) : reading,
  );
  expect(await isNamed('INV-05', sabotage)).toBe(true);
});

test('INV-06: a payment that is over is written down as waiting again', async () => {
  const sabotage = miswrite((batch) => ({
    ...batch,
    entries: batch.entries.map((entry) => {
      const isAnswer = entry.kind === 'attempt.changed' && entry.body['answered'] !== undefined;
      return isAnswer ? { ...entry, body: { ...entry.body, event: { type: 'CAPTURE' } } } : entry;
    }),
  }));
  expect(await isNamed('INV-06', sabotage)).toBe(true);
});

test('INV-07: an old entry is written over', async () => {
  const journal: Sabotage['journal'] = (kept, store) => ({
    ...kept,
    append: async (batch) => {
      const first = store.entries.get(1);
      if (batch.entries.length > 1 && first !== undefined)
        store.entries.set(1, { ...first, actor: 'somebody else' });
      return kept.append(batch);
    },
  });
  expect(await isNamed('INV-07', { journal })).toBe(true);
});

test('INV-08: a refund is believed whatever the provider says of it', async () => {
  const rails = Object.entries(RAILS).map(([name, rail]): [string, Rail] => {
    const read: Rail['read'] = (verified, order) => {
      const reading = rail.read(verified, order);
      const isDone = order.kind === 'query' && reading.event.type === 'PAID';
      if (isDone && order.isGivenUp === true) return withEvent(reading, { type: 'REVERSED' });
      return reading.about === 'refund' ? { ...reading, event: { type: 'SUCCEEDED' } } : reading;
    };
    return [name, { ...rail, read }];
  });
  expect(await isNamed('INV-08', { rails: Object.fromEntries(rails) }, ['provider'])).toBe(true);
});

test('INV-09: a disk forgets what it had acknowledged', async () => {
  const journal: Sabotage['journal'] = (kept, store) => ({
    ...kept,
    append: async (batch) => {
      const result = await kept.append(batch);
      if (batch.entries.some(({ kind }) => kind === 'sale.opened')) store.entries.delete(batch.head.seq);
      return result;
    },
  });
  expect(await isNamed('INV-09', { journal })).toBe(true);
});

test('INV-10: a restart forgets that a payment was over', async () => {
  const ports: Sabotage['ports'] = (given) => {
    const read: Journal['read'] = async () => {
      const state = await given.journal.read();
      const newest = await given.journal.saleByNumber(state.newest);
      const forgotten =
        newest === undefined
          ? []
          : [{ ...newest, live: true, isVoid: false, tenders: newest.tenders.map(unpaid) }];
      return {
        ...state,
        live: [...state.live.filter(({ number }) => number !== state.newest), ...forgotten],
      };
    };
    return { ...given, journal: { ...given.journal, read } };
  };
  expect(await isNamed('INV-10', { ports })).toBe(true);
});

type TenderOf = NonNullable<Awaited<ReturnType<Journal['saleByNumber']>>>['tenders'][number];

function unpaid(tender: TenderOf): TenderOf {
  return {
    ...tender,
    attempts: tender.attempts.map((one) => ({ ...one, state: one.state === 'paid' ? 'unknown' : one.state })),
  };
}

test('INV-11: nobody is ever woken', async () => {
  const ports: Sabotage['ports'] = (given) => ({ ...given, wakeup: { at: () => undefined } });
  expect(await isNamed('INV-11', { ports })).toBe(true);
});

test('INV-14: an amount is half a cent', async () => {
  const sabotage = miswrite((batch) => ({
    ...batch,
    entries: batch.entries.map((entry) =>
      entry.kind === 'sale.opened' ? { ...entry, body: { ...entry.body, dueMinor: 0.5 } } : entry,
    ),
  }));
  expect(await isNamed('INV-14', sabotage)).toBe(true);
});

test('INV-15: a storage that refuses is taken as one that wrote', async () => {
  const ports: Sabotage['ports'] = (given) => ({
    ...given,
    journal: {
      ...given.journal,
      append: async (batch) => {
        const result = await given.journal.append(batch);
        return !result.ok && result.refusal !== 'fenced' ? { ok: true } : result;
      },
    },
  });
  expect(await isNamed('INV-15', { ports }, ['storage'])).toBe(true);
});

test('INV-17: of two versions of a sale the one with the later clock wins', async () => {
  const journal: Sabotage['journal'] = (kept, store) => {
    let newestAt = 0;
    return {
      ...kept,
      append: (batch) => {
        const at = batch.entries[0]?.at ?? 0;
        const sales =
          at < newestAt ? batch.sales.map((sale) => store.sales.get(sale.number) ?? sale) : batch.sales;
        newestAt = Math.max(newestAt, at);
        return kept.append({ ...batch, sales });
      },
    };
  };
  expect(await isNamed('INV-17', { journal }, ['clock', 'crash'])).toBe(true);
});

test('INV-18: every tab is given the right to drive', async () => {
  const ports: Sabotage['ports'] = (given) => ({
    ...given,
    lock: { ask: () => undefined, acquire: async () => ({ release: () => undefined }) },
  });
  expect(await isNamed('INV-18', { ports }, ['tabs'])).toBe(true);
});

/** A lost book comes back, and then something of it is not as it should be. */
function misrestore(change: (store: MemoryStore, restored: Restored) => Restored | undefined): Sabotage {
  return {
    restore: (store, from) => {
      const restored = loseAndRestore(store, from);
      return restored === undefined ? undefined : change(store, restored);
    },
  };
}

function inLife(store: MemoryStore, byEpochs: number): void {
  if (store.head !== undefined) store.head = { ...store.head, epoch: store.head.epoch + byEpochs };
}

test('INV-07: each tab goes on in a life before that of the last one', async () => {
  const { restore } = misrestore((store, restored) => {
    inLife(store, 100);
    return restored;
  });
  let tabs = 0;
  const ports: Sabotage['ports'] = (given) => {
    tabs += 1;
    const earlier = tabs;
    const read: Journal['read'] = async () => {
      const { head, ...state } = await given.journal.read();
      return { ...state, head: head && { ...head, epoch: Math.max(1, head.epoch - earlier) } };
    };
    return { ...given, journal: { ...given.journal, read } };
  };
  expect(await isNamed('INV-07', { ...(restore && { restore }), ports }, ['wipe', 'crash'])).toBe(true);
});

test('INV-19: an emptied book begins as a new till', async () => {
  const restore: Sabotage['restore'] = (store) => {
    Object.assign(store, createMemoryStore());
    return undefined;
  };
  expect(await isNamed('INV-19', { restore }, ['wipe', 'crash'])).toBe(true);
});

test('INV-19: a book that came back goes on in the life that was lost', async () => {
  const sabotage = misrestore((store, restored) => {
    inLife(store, -1);
    return restored;
  });
  expect(await isNamed('INV-19', sabotage, ['wipe', 'crash'])).toBe(true);
});

test('INV-19: a book comes back, and nobody is told', async () => {
  expect(
    await isNamed(
      'INV-19',
      misrestore(() => undefined),
      ['wipe', 'crash'],
    ),
  ).toBe(true);
});

test('INV-19: a book comes back, and it is not said that nothing came', async () => {
  const sabotage = misrestore((_, restored) => ({ ...restored, entries: 0 }));
  expect(await isNamed('INV-19', sabotage, ['wipe', 'crash'])).toBe(true);
});

test('INV-20: chance comes in past the seed', async () => {
  const ports: Sabotage['ports'] = (given) => ({
    ...given,
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
  });
  const hashes = [await runSeed(1, { sabotage: { ports } }), await runSeed(1, { sabotage: { ports } })].map(
    ({ hash }) => hash,
  );
  expect(isSameJson(hashes[0], hashes[1])).toBe(false);
  expect((await runSeed(1)).hash()).toBe((await runSeed(1)).hash());
});

test('nothing is noticed where nothing is broken', async () => {
  const { violations } = await runSeed(1, { sabotage: misread((reading) => reading) });
  expect(violations).toEqual([]);
});
