/** The second copy follows the journal, says how far it is, and holds its tongue where there is none. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Journal } from '../../../../src/ports.ts';
import { createMemoryJournal } from '../../../../src/store/memory-journal.ts';
import { type CopyState, createSecondCopy } from '../../../../src/store/mirror/second-copy.ts';
import { batchAfter, START, TILL } from '../support.ts';
import { createMemoryFolder, createMemoryPort, type MemoryFolder } from './folder.ts';

let folder: MemoryFolder;
let journal: Journal;
let states: CopyState[];
let head = START;

beforeEach(() => {
  folder = createMemoryFolder();
  journal = createMemoryJournal();
  states = [];
  head = START;
});

async function write(count: number): Promise<number> {
  for (let entry = 0; entry < count; entry += 1) {
    const batch = batchAfter(head);
    await journal.append(batch);
    head = batch.head;
  }
  return head.seq;
}

function follow(run: string, from = 0) {
  const copy = createSecondCopy(createMemoryPort(folder));
  return copy.follow({ journal, till: TILL, run, from, onState: (state) => states.push(state) });
}

const lines = () => [...folder.files.values()].join('').split('\n').length - 1;

describe('following', () => {
  test('writes every entry once, in order, in a file of its run, and ends with no lag', async () => {
    const followed = follow('run-1');
    followed.moved(await write(450));
    followed.moved(await write(3));
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'kept', seq: 453, lag: 0 }));
    expect([...folder.files.keys()]).toEqual(['T7K2.000001.run-1.jsonl']);
    expect(lines()).toBe(453);
    expect(states.slice(0, 2)).toEqual([
      { kind: 'kept', seq: 0, lag: 0 },
      { kind: 'kept', seq: 0, lag: 450 },
    ]);
  });

  test('begins behind what the copy holds already, in a new file', async () => {
    const first = follow('run-1');
    first.moved(await write(5));
    await vi.waitFor(() => expect(lines()).toBe(5));
    const second = follow('run-2', 5);
    second.moved(await write(2));
    await vi.waitFor(() => expect(lines()).toBe(7));
    expect([...folder.files.keys()]).toEqual(['T7K2.000001.run-1.jsonl', 'T7K2.000002.run-2.jsonl']);
    const [tail] = (await createSecondCopy(createMemoryPort(folder)).tails()) ?? [];
    expect(tail).toMatchObject({ till: TILL, epoch: 1, seq: 7 });
  });

  test('says so when it cannot write, and tries no more in this run', async () => {
    folder.failNext = true;
    const followed = follow('run-1');
    followed.moved(await write(1));
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'failed' }));
    followed.moved(await write(1));
    await new Promise((resolve) => setTimeout(resolve));
    expect(states.at(-1)).toEqual({ kind: 'failed' });
    expect(lines()).toBe(0);
  });

  test('is none where the browser has no worker, and failed where it has no place', async () => {
    const copy = createSecondCopy(undefined);
    copy.follow({ journal, till: TILL, run: 'r', from: 0, onState: (state) => states.push(state) }).moved(1);
    expect(states).toEqual([{ kind: 'none' }]);
    expect(await copy.tails()).toBeUndefined();
    await expect(copy.read(TILL)).rejects.toThrow();
    const nowhere = createSecondCopy(createMemoryPort(Promise.reject(new DOMException('', 'SecurityError'))));
    expect(await nowhere.tails()).toBeUndefined();
  });

  test('does not hold up a start: a worker that says nothing has no say', async () => {
    vi.useFakeTimers();
    const silent = createSecondCopy({ send: () => undefined, listen: () => undefined });
    const tails = silent.tails();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await tails).toBeUndefined();
    vi.useRealTimers();
  });

  test('a worker that ends leaves nobody waiting, and is not asked again', async () => {
    let end: () => void = () => undefined;
    let asked = 0;
    const copy = createSecondCopy({
      send: () => {
        asked += 1;
      },
      listen: (_, ended) => {
        end = ended;
      },
    });
    const reading = copy.read(TILL);
    end();
    await expect(reading).rejects.toThrow('ended');
    await expect(copy.read(TILL)).rejects.toThrow('did not start');
    expect(asked).toBe(1);
  });

  test('waits for the next entry where the journal cannot be read on yet', async () => {
    const followed = follow('run-1');
    const seq = await write(1);
    followed.moved(seq + 1);
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'kept', seq: 1, lag: 1 }));
    await write(2);
    followed.moved(seq + 2);
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'kept', seq: 3, lag: 0 }));
    expect(lines()).toBe(3);
    followed.moved(seq);
    expect(states.at(-1)).toEqual({ kind: 'kept', seq: 3, lag: 0 });
  });

  test('hears nothing that is not an answer', async () => {
    let hear: (message: unknown) => void = () => undefined;
    const copy = createSecondCopy({
      send: () => {
        for (const nonsense of [null, 'ok', { id: 1 }, { id: 2, ok: true, value: [] }, { id: 'x', ok: true }])
          hear(nonsense);
        hear({ id: 1, ok: true, value: [{ till: 7 }] });
      },
      listen: (heard) => {
        hear = heard;
      },
    });
    expect(await copy.tails()).toBeUndefined();
  });
});
