/** A start with a second copy beside the book: what it finds, and what it brings back. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Head, isEntry } from '../../../../src/domain/journal.ts';
import { sha256Hex } from '../../../../src/signing/digest.ts';
import { createRandom } from '../../../../src/signing/random.ts';
import { createIdbJournal } from '../../../../src/store/journal.ts';
import { copyFileName, copyLine } from '../../../../src/store/mirror/copy-format.ts';
import { lookAtBook } from '../../../../src/store/mirror/look.ts';
import { createSecondCopy } from '../../../../src/store/mirror/second-copy.ts';
import { raiseEpoch } from '../../../../src/store/restore.ts';
import { createTillNotes } from '../../../../src/store/till-note.ts';
import { verifyAll } from '../../../../src/store/verify.ts';
import { batchAfter, bookConnection, freshDatabases, START, shopConnection, TILL } from '../support.ts';
import { createMemoryFolder, createMemoryPort, type MemoryFolder } from './folder.ts';

let folder: MemoryFolder;

beforeEach(() => {
  freshDatabases();
  folder = createMemoryFolder();
});

function start(isToRestore = false) {
  const connection = bookConnection();
  const shop = shopConnection();
  const secondCopy = createSecondCopy(createMemoryPort(folder));
  const parts = {
    book: 'practice',
    connection,
    shop,
    notes: createTillNotes(shop, undefined),
    clock: { now: () => 1 },
    random: createRandom(crypto),
    digest: sha256Hex,
    runId: 'run-now',
    alive: async () => new Set<string>(),
    journal: createIdbJournal(connection),
    secondCopy,
    tails: secondCopy.tails(),
  } as const;
  return { parts, looked: lookAtBook(parts, isToRestore) };
}

/** A book of `count` entries whose copy has the first `copied` of them. */
async function live(count: number, copied = count): Promise<Head> {
  const connection = bookConnection();
  const journal = createIdbJournal(connection);
  let head = START;
  for (let entry = 0; entry < count; entry += 1) {
    const batch = batchAfter(head);
    await journal.append(batch);
    head = batch.head;
  }
  const entries = (await journal.entries(1, copied + 1)).filter(isEntry).slice(0, copied);
  if (copied > 0) {
    const name = copyFileName({ till: TILL, ordinal: 1, run: 'run-before' });
    folder.files.set(name, entries.map((entry) => `${copyLine(entry)}\n`).join(''));
  }
  connection.close();
  return head;
}

const lose = () =>
  new Promise<void>((resolve) => {
    indexedDB.deleteDatabase('guitai-practice').onsuccess = () => resolve();
  });

describe('a start', () => {
  test('of a new till finds nothing in either', async () => {
    expect((await start().looked).finding).toEqual({ kind: 'first' });
  });

  test('of a book that its copy agrees with goes on behind it', async () => {
    const head = await live(5, 3);
    expect(await start().looked).toMatchObject({
      finding: { kind: 'ready', head, damages: [] },
      agreesUpTo: 3,
    });
  });

  test('of an empty book beside a copy is a loss, never a new till', async () => {
    await live(5);
    await lose();
    const { finding } = await start().looked;
    expect(finding).toMatchObject({ kind: 'lost', head: undefined, copy: { till: TILL, seq: 5 } });
  });

  test('of a book that ends before its copy is a loss', async () => {
    await live(5);
    await lose();
    const connection = bookConnection();
    const journal = createIdbJournal(connection);
    await journal.append(batchAfter(START));
    connection.close();
    const { finding } = await start().looked;
    expect(finding).toMatchObject({ kind: 'lost', head: { seq: 1 }, copy: { seq: 5 } });
  });

  test('of a book that says something else than its copy is damage, at that entry', async () => {
    await live(5, 3);
    const [[name, text] = ['', '']] = [...folder.files];
    folder.files.set(name, text.replaceAll('"number":3', '"number":9'));
    const { finding, agreesUpTo } = await start().looked;
    expect(finding).toMatchObject({ kind: 'ready', damages: [{ kind: 'rewritten', seq: 3 }] });
    expect(agreesUpTo).toBe(0);
  });

  test('of a till that went on with less does not miss the same again', async () => {
    await live(5);
    const connection = bookConnection();
    const journal = createIdbJournal(connection);
    await lose();
    const one = batchAfter(START);
    await journal.append(one);
    await raiseEpoch(connection);
    const head = (await journal.read()).head ?? START;
    await journal.append(batchAfter(head));
    connection.close();
    expect((await start().looked).finding).toMatchObject({
      kind: 'ready',
      head: { epoch: 2, seq: 2 },
      damages: [],
    });
  });

  test('of another till’s copy beside an empty book is a loss as well: of several the newest', async () => {
    await live(5, 3);
    const [[name, text] = ['', '']] = [...folder.files];
    folder.files.set(
      name.replace(TILL, 'OTHER'),
      text.replaceAll(TILL, 'OTHER').replaceAll('"at":176', '"at":177'),
    );
    await lose();
    expect((await start().looked).finding).toMatchObject({ kind: 'lost', copy: { till: 'OTHER' } });
  });

  test('of a lost book goes by what the device remembers of its till', async () => {
    await live(5, 3);
    await lose();
    const { parts: before } = start();
    await before.notes.write({ book: 'practice', till: TILL, seq: 5, notedAt: 1 });
    before.connection.close();
    expect((await start().looked).finding).toMatchObject({
      kind: 'lost',
      note: { seq: 5 },
      copy: { seq: 3 },
    });
  });

  test('of a book whose till nobody can name finds no copy of it', async () => {
    await live(2);
    const connection = bookConnection();
    await connection.use((database) => database.delete('meta', 'head'));
    connection.close();
    const { finding } = await start().looked;
    expect(finding).toMatchObject({ kind: 'lost', note: undefined, head: undefined });
    expect(finding).not.toHaveProperty('copy');
  });

  test('of a lost book that reaches as far as its copy has nothing to bring back', async () => {
    await live(3);
    const { parts: before } = start();
    await before.notes.write({ book: 'practice', till: TILL, seq: 9, notedAt: 1 });
    before.connection.close();
    const { finding } = await start().looked;
    expect(finding).toMatchObject({ kind: 'lost', note: { seq: 9 }, head: { seq: 3 } });
    expect(finding).not.toHaveProperty('copy');
  });

  test('of a book whose head is another than its entry says holds against nothing', async () => {
    await live(3);
    const connection = bookConnection();
    await connection.use((database) => database.delete('entries', 3));
    connection.close();
    expect((await start().looked).finding).toMatchObject({
      kind: 'ready',
      damages: [
        { kind: 'missing', seq: 3 },
        { kind: 'rewritten', seq: 3 },
      ],
    });
  });

  test('without storage does not ask the copy', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(await start().looked).toEqual({ finding: { kind: 'refused', refusal: 'denied' }, agreesUpTo: 0 });
    open.mockRestore();
  });

  test('does without a copy that cannot be read', async () => {
    const head = await live(2);
    folder.files.set(copyFileName({ till: TILL, ordinal: 9, run: 'x' }), 'nonsense');
    expect((await start().looked).finding).toMatchObject({ kind: 'ready', head });
  });
});

describe('bringing back', () => {
  test('gives the whole book back, in another life of the till', async () => {
    const head = await live(5);
    await lose();
    const { parts, looked } = start(true);
    expect(await looked).toMatchObject({ finding: { kind: 'ready' }, restored: { entries: 5, missing: 0 } });
    const state = await parts.journal.read();
    expect(state.head).toEqual({ ...head, epoch: 2 });
    expect(await verifyAll(parts.journal, { ...head, epoch: 2 }, { digest: sha256Hex })).toEqual([]);
  });

  test('adds what the book lacks, and counts what nobody has', async () => {
    await live(5, 4);
    const { parts: before } = start();
    await before.notes.write({ book: 'practice', till: TILL, seq: 6, notedAt: 1 });
    before.connection.close();
    await lose();
    const connection = bookConnection();
    await createIdbJournal(connection).append(batchAfter(START));
    connection.close();
    const { parts, looked } = start(true);
    expect((await looked).restored).toEqual({ entries: 3, missing: 2 });
    expect((await parts.journal.entries(1, 10)).length).toBe(4);
    parts.connection.close();
    // The next start does not miss it again.
    expect((await start().looked).finding.kind).toBe('ready');
  });

  test('is told of by the next start, too, until something is written: the one before may have ended right then', async () => {
    await live(5);
    await lose();
    const first = start(true);
    await first.looked;
    first.parts.connection.close();
    const second = start();
    expect((await second.looked).restored).toEqual({ entries: 5, missing: 0 });
    const { head = START } = await second.parts.journal.read();
    await createIdbJournal(second.parts.connection).append(batchAfter(head));
    second.parts.connection.close();
    expect(await start().looked).not.toHaveProperty('restored');
  });

  test('leaves a book alone that holds something else', async () => {
    await live(5);
    await lose();
    const connection = bookConnection();
    const journal = createIdbJournal(connection);
    await journal.append(batchAfter(START, { drafts: [{ kind: 'sale_opened', body: { number: 77 } }] }));
    connection.close();
    const { parts, looked } = start(true);
    expect((await looked).finding.kind).toBe('lost');
    expect((await parts.journal.entries(1, 10)).length).toBe(1);
    expect((await parts.journal.read()).head?.epoch).toBe(1);
  });

  test('leaves a book alone that holds what is no entry', async () => {
    await live(5);
    await lose();
    const connection = bookConnection();
    await createIdbJournal(connection).append(batchAfter(START));
    await connection.use((database) => database.put('entries', { seq: 2, torn: true } as never));
    connection.close();
    const { parts, looked } = start(true);
    expect(await looked).not.toHaveProperty('restored');
    expect(await parts.journal.entries(2, 10)).toEqual([{ seq: 2, torn: true }]);
  });

  test('goes on in another life only where there was one', async () => {
    const connection = bookConnection();
    await raiseEpoch(connection);
    expect((await createIdbJournal(connection).read()).head).toBeUndefined();
    connection.close();
  });

  test('of nothing leaves everything as it was', async () => {
    const head = await live(2, 0);
    expect((await start(true).looked).finding).toMatchObject({ kind: 'ready', head });
  });
});
