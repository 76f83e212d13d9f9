/** What a start finds after a good end, a crash and a loss. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Head } from '../../../src/domain/journal.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createRandom } from '../../../src/signing/random.ts';
import { StoreUnavailable } from '../../../src/store/connection.ts';
import { createIdbJournal } from '../../../src/store/journal.ts';
import { endRun } from '../../../src/store/run-marker.ts';
import { checkStart, type StartFinding, type StartParts } from '../../../src/store/start-check.ts';
import { createTillNotes, type NoteCaches } from '../../../src/store/till-note.ts';
import { batchAfter, bookConnection, freshDatabases, START, shopConnection, TILL } from './support.ts';

/** Cache Storage as a map: what is put is found again under its address. */
function memoryCaches(): NoteCaches {
  const kept = new Map<string, string>();
  return {
    open: async () => ({
      match: async (url) => {
        const body = kept.get(url);
        return body === undefined ? undefined : new Response(body);
      },
      put: async (url, response) => {
        kept.set(url, await response.text());
      },
      delete: async (url) => kept.delete(url),
    }),
  };
}

let caches: NoteCaches;
let written: number;

beforeEach(() => {
  freshDatabases();
  caches = memoryCaches();
  written = 0;
});

function parts(more: Partial<StartParts> = {}): StartParts {
  const shop = shopConnection();
  const random = createRandom(crypto);
  return {
    book: 'practice',
    connection: bookConnection(),
    shop,
    notes: createTillNotes(shop, caches),
    clock: { now: () => 1_760_000_000_000 },
    random: {
      bytes: (length) => {
        written += length;
        return random.bytes(length);
      },
    },
    digest: sha256Hex,
    runId: 'run-1',
    alive: async () => new Set(),
    ...more,
  };
}

/** A first start, `count` entries, and an end: by itself, or not. */
async function liveOnce(count: number, options: { readonly ends: boolean }): Promise<Head> {
  const here = parts();
  await checkStart(here);
  const journal = createIdbJournal(here.connection);
  let head = START;
  for (let entry = 0; entry < count; entry += 1) {
    const batch = batchAfter(head);
    await journal.append(batch);
    head = batch.head;
  }
  await here.notes.write({ book: 'practice', till: TILL, seq: head.seq, notedAt: 1 });
  if (options.ends) await here.connection.use((database) => endRun(database, here.runId));
  here.connection.close();
  return head;
}

const emptyBook = () =>
  new Promise<void>((resolve) => {
    indexedDB.deleteDatabase('guitai-practice').onsuccess = () => resolve();
  });

const again = (more: Partial<StartParts> = {}): Promise<StartFinding> =>
  checkStart(parts({ runId: 'run-2', ...more }));

describe('what a start finds', () => {
  test('nothing anywhere is a first start', async () => {
    expect(await checkStart(parts())).toEqual({ kind: 'first' });
    expect(written).toBe(0);
  });

  test('a book that was closed properly is as it was left', async () => {
    const head = await liveOnce(3, { ends: true });
    expect(await again()).toEqual({ kind: 'ready', head, endedCleanly: true, damages: [] });
    expect(written).toBe(0);
  });

  test('after a crash the log is rotated with more than four megabytes, and only once', async () => {
    const head = await liveOnce(3, { ends: false });
    expect(await again()).toEqual({ kind: 'ready', head, endedCleanly: false, damages: [] });
    expect(written).toBeGreaterThan(4 * 1024 * 1024);
    const left = await shopConnection().use((database) => database.getAllKeys('scratch'));
    expect(left).toEqual([]);
    const after = written;
    expect(await again({ runId: 'run-2' })).toMatchObject({ endedCleanly: true });
    expect(written).toBe(after);
  });

  test('a crash during the rotation has it done again at the next start', async () => {
    await liveOnce(1, { ends: false });
    const broken = parts({
      runId: 'run-2',
      random: {
        bytes: () => {
          throw new DOMException('stopped', 'UnknownError');
        },
      },
    });
    expect(await checkStart(broken)).toEqual({ kind: 'refused', refusal: 'unavailable' });
    expect(await again({ runId: 'run-3' })).toMatchObject({ kind: 'ready', endedCleanly: false });
  });

  test('what another window writes while this one starts is neither damage nor loss', async () => {
    const head = await liveOnce(3, { ends: true });
    const { notes, ...rest } = parts({ runId: 'run-2' });
    const slow = {
      ...notes,
      read: async (book: 'practice' | 'live') => {
        const note = await notes.read(book);
        const batch = batchAfter(head);
        await createIdbJournal(bookConnection()).append(batch);
        await notes.write({ book, till: TILL, seq: batch.head.seq, notedAt: 1 });
        return note;
      },
    };
    expect(await checkStart({ ...rest, notes: slow })).toMatchObject({ kind: 'ready', damages: [] });
  });

  test('another tab that is open is no crash', async () => {
    await liveOnce(1, { ends: false });
    expect(await again({ alive: async () => new Set(['run-1']) })).toMatchObject({ endedCleanly: true });
  });

  test('a damaged entry among the newest is found', async () => {
    await liveOnce(5, { ends: true });
    await bookConnection().use(async (database) => {
      const entry = await database.get('entries', 4);
      if (entry !== undefined) await database.put('entries', { ...entry, actor: 'somebody else' });
    });
    expect(await again()).toMatchObject({ kind: 'ready', damages: [{ kind: 'rewritten', seq: 4 }] });
  });

  test('an entry with half a character in it is damage, and no reason not to start', async () => {
    await liveOnce(5, { ends: true });
    await bookConnection().use(async (database) => {
      const entry = await database.get('entries', 4);
      if (entry !== undefined) await database.put('entries', { ...entry, actor: 'cashier\ud800' });
    });
    expect(await again()).toMatchObject({ kind: 'ready', damages: [{ kind: 'damaged', seq: 4 }] });
  });

  test('damage that a person went on with is not asked about again, other damage is', async () => {
    const head = await liveOnce(5, { ends: true });
    const connection = bookConnection();
    const rewrite = (seq: number): Promise<unknown> =>
      connection.use(async (database) => {
        const entry = await database.get('entries', seq);
        if (entry !== undefined) await database.put('entries', { ...entry, actor: 'somebody else' });
      });
    await rewrite(4);
    const drafts = [{ kind: 'book.damaged', body: { damage: 'rewritten', seq: 4 } }];
    await createIdbJournal(connection).append(batchAfter(head, { drafts }));
    expect(await again()).toMatchObject({ kind: 'ready', damages: [] });
    await rewrite(3);
    expect(await again({ runId: 'run-3' })).toMatchObject({ damages: [{ kind: 'rewritten', seq: 3 }] });
  });

  test('an emptied book on a till that is known is lost, not new', async () => {
    await liveOnce(3, { ends: true });
    await emptyBook();
    const note = { book: 'practice', till: TILL, seq: 3, notedAt: 1 };
    expect(await again()).toEqual({ kind: 'lost', note, head: undefined });
    expect(await again({ runId: 'run-3' })).toMatchObject({ kind: 'lost' });
  });

  test('the whole of IndexedDB emptied is still noticed by the note in the cache', async () => {
    await liveOnce(3, { ends: true });
    freshDatabases();
    expect(await again()).toMatchObject({ kind: 'lost', note: { till: TILL, seq: 3 } });
  });

  test('the cache emptied is no loss', async () => {
    await liveOnce(3, { ends: true });
    caches = memoryCaches();
    expect(await again()).toMatchObject({ kind: 'ready' });
  });

  test('a book that is shorter than it was is lost', async () => {
    const head = await liveOnce(3, { ends: true });
    await parts().notes.write({ book: 'practice', till: TILL, seq: 9, notedAt: 1 });
    expect(await again()).toMatchObject({ kind: 'lost', head, note: { seq: 9 } });
  });

  test("another till's book is not taken over silently", async () => {
    await liveOnce(1, { ends: true });
    await parts().notes.write({ book: 'practice', till: 'OTHER', seq: 1, notedAt: 2 });
    freshDatabases();
    await liveOnce(1, { ends: true });
    caches = memoryCaches();
    await createTillNotes(shopConnection(), caches).write({
      book: 'practice',
      till: 'OTHER',
      seq: 1,
      notedAt: 2,
    });
    expect(await again()).toMatchObject({ kind: 'lost', note: { till: 'OTHER' } });
  });

  test('entries without a head are lost, not new', async () => {
    await liveOnce(2, { ends: true });
    await bookConnection().use((database) => database.delete('meta', 'head'));
    await parts().notes.forget('practice');
    expect(await again()).toEqual({ kind: 'lost', note: undefined, head: undefined });
  });

  test('a till that was told to begin anew is a first start', async () => {
    await liveOnce(3, { ends: true });
    await parts().notes.forget('practice');
    await emptyBook();
    expect(await again()).toEqual({ kind: 'first' });
  });

  test('the live book does not know what the practice book remembers', async () => {
    await liveOnce(3, { ends: true });
    expect(await parts().notes.read('live')).toBeUndefined();
  });

  test('a storage that is denied is said so', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(await checkStart(parts())).toEqual({ kind: 'refused', refusal: 'denied' });
    open.mockRestore();
  });

  test.each([
    ['no room', new DOMException('', 'QuotaExceededError'), 'full'],
    ['an engine in trouble', new DOMException('', 'DataError'), 'unavailable'],
    ['a book that shrank while it was open', new StoreUnavailable('lost'), 'unavailable'],
    ['a newer version', new StoreUnavailable('newer'), 'newer'],
  ])('%s is said so', async (_, error, refusal) => {
    const alive = () => Promise.reject(error);
    expect(await checkStart(parts({ alive }))).toEqual({ kind: 'refused', refusal });
  });

  test('what is no entry any more accepts no damage', async () => {
    await liveOnce(5, { ends: true });
    await bookConnection().use(async (database) => {
      await database.put('entries', { seq: 3, torn: true } as never);
      await database.put('entries', { seq: 5, kind: 'book.damaged', body: { seq: 3 } } as never);
    });
    expect(await again()).toMatchObject({
      damages: [
        { kind: 'damaged', seq: 3 },
        { kind: 'damaged', seq: 5 },
      ],
    });
  });

  test('without Cache Storage, or with one that fails, the other note does', async () => {
    const shop = shopConnection();
    const note = { book: 'practice', till: TILL, seq: 3, notedAt: 1 } as const;
    const broken: NoteCaches = { open: () => Promise.reject(new DOMException('', 'SecurityError')) };
    for (const notes of [createTillNotes(shop, undefined), createTillNotes(shop, broken)]) {
      await notes.write(note);
      expect(await notes.read('practice')).toEqual(note);
      await notes.forget('practice');
      expect(await notes.read('practice')).toBeUndefined();
    }
  });

  test('a note that is no note is none', async () => {
    const drawer = await caches.open('guitai-till');
    const notes = createTillNotes(shopConnection(), caches);
    for (const nonsense of [
      '7',
      'null',
      '{}',
      '{"till":7,"seq":1,"notedAt":1}',
      '{"till":"T","seq":0.5,"notedAt":1}',
      '{"till":"T","seq":1}',
      '<html>',
    ]) {
      await drawer.put('/.guitai/till/practice', new Response(nonsense));
      expect(await notes.read('practice'), nonsense).toBeUndefined();
    }
    await drawer.put('/.guitai/till/practice', new Response('{"till":"T","seq":1,"notedAt":2,"more":3}'));
    expect(await notes.read('practice')).toEqual({ book: 'practice', till: 'T', seq: 1, notedAt: 2 });
  });

  test('a mistake of ours is not called a storage failure', async () => {
    const alive = async () => {
      throw new TypeError('mistake');
    };
    await expect(checkStart(parts({ alive }))).rejects.toThrow(TypeError);
  });
});
