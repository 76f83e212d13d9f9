/** An exported file brought back: what it says first, what it refuses, and that it never writes over anything. */

import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/domain/json.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { type BackupParts, MOST_BYTES, readBackup } from '../../../src/store/backup.ts';
import { createConnection } from '../../../src/store/connection.ts';
import { exportBlob } from '../../../src/store/export.ts';
import { createIdbJournal } from '../../../src/store/journal.ts';
import { createMemoryJournal, createMemoryStore } from '../../../src/store/memory-journal.ts';
import { raiseEpoch } from '../../../src/store/restore.ts';
import { type BookSchema, bookDatabase } from '../../../src/store/schema.ts';
import { createTillNotes, type TillNotes } from '../../../src/store/till-note.ts';
import { verifyAll } from '../../../src/store/verify.ts';
import { batchAfter, bookConnection, freshDatabases, START, shopConnection, TILL } from './support.ts';

const clock = { now: () => 1_760_000_000_000 };

let notes: TillNotes;

beforeEach(() => {
  freshDatabases();
  notes = createTillNotes(shopConnection(), undefined);
});

function parts(more: Partial<BackupParts> = {}): BackupParts {
  return {
    connection: (book) => createConnection<BookSchema>(bookDatabase(book)),
    inUse: undefined,
    notes,
    clock,
    digest: sha256Hex,
    ...more,
  };
}

/** What a till of `count` entries exported. */
async function fileOf(count: number, book: 'practice' | 'live' = 'practice'): Promise<string> {
  const journal = createMemoryJournal(createMemoryStore());
  const drafts = Array.from({ length: count }, (_, index) => ({ kind: 'k', body: { index } }));
  const { head, ...batch } = batchAfter(START, { drafts });
  await journal.append({ ...batch, head });
  return (await exportBlob(journal, { book, head, clock })).text();
}

/** The device has the first `count` entries of it. */
async function keep(count: number): Promise<void> {
  const connection = bookConnection();
  const drafts = Array.from({ length: count }, (_, index) => ({ kind: 'k', body: { index } }));
  await createIdbJournal(connection).append(batchAfter(START, { drafts }));
  connection.close();
}

async function problemOf(text: string, more: Partial<BackupParts> = {}): Promise<string> {
  const reading = await readBackup(parts(more), new Blob([text]));
  return reading.ok ? 'none' : reading.problem;
}

async function bookNow(): Promise<{ readonly head: unknown; readonly damages: readonly unknown[] }> {
  const connection = bookConnection();
  const journal = createIdbJournal(connection);
  const { head = START } = await journal.read();
  const damages = await verifyAll(journal, head, { digest: sha256Hex });
  connection.close();
  return { head, damages };
}

describe('an exported file', () => {
  test('says what it would bring, changes nothing before a person wants it, and then brings all of it', async () => {
    await notes.write({ book: 'practice', till: TILL, seq: 8, notedAt: 1 });
    const reading = await readBackup(parts(), new Blob([await fileOf(5)]));
    expect(reading).toMatchObject({
      ok: true,
      backup: { book: 'practice', till: TILL, entries: 5, missing: 3, exportedAt: clock.now() },
    });
    expect((await bookNow()).head).toEqual(START);
    const brought = reading.ok && (await reading.backup.bringBack());
    expect(brought).toEqual({ ok: true, restored: { entries: 5, missing: 3 } });
    expect(await bookNow()).toMatchObject({ head: { till: TILL, seq: 5, epoch: 2 }, damages: [] });
    expect(await notes.read('practice')).toMatchObject({ till: TILL, seq: 5 });
  });

  test('adds only what is not there, and says so when that is nothing', async () => {
    await keep(3);
    const reading = await readBackup(parts(), new Blob([await fileOf(5)]));
    expect(reading).toMatchObject({ ok: true, backup: { entries: 2, missing: 0 } });
    expect(reading.ok && (await reading.backup.bringBack())).toMatchObject({ ok: true });
    expect(await bookNow()).toMatchObject({ head: { seq: 5 }, damages: [] });
    const again = await readBackup(parts(), new Blob([await fileOf(5)]));
    expect(again).toMatchObject({ ok: true, backup: { entries: 0 } });
  });

  test('of the live book comes back while practice is open', async () => {
    const reading = await readBackup(parts({ inUse: 'practice' }), new Blob([await fileOf(2, 'live')]));
    expect(reading.ok && (await reading.backup.bringBack())).toMatchObject({ ok: true });
    const connection = createConnection<BookSchema>(bookDatabase('live'));
    expect((await createIdbJournal(connection).read()).head).toMatchObject({ seq: 2 });
    connection.close();
  });

  test('goes on in a life that this device has not begun yet', async () => {
    await keep(1);
    const connection = bookConnection();
    await raiseEpoch(connection);
    await raiseEpoch(connection);
    connection.close();
    const reading = await readBackup(parts(), new Blob([await fileOf(2)]));
    expect(reading.ok && (await reading.backup.bringBack())).toMatchObject({ ok: true });
    expect((await bookNow()).head).toMatchObject({ seq: 2, epoch: 4 });
  });
});

describe('is refused', () => {
  test('when it is none, newer, changed, cut, or hostile', async () => {
    const whole = await fileOf(5);
    expect(await problemOf('hello')).toBe('not_an_export');
    expect(await problemOf('')).toBe('not_an_export');
    expect(await problemOf(whole.replace('"version":1', '"version":2'))).toBe('newer_format');
    expect(await problemOf(whole.replace('"index":2', '"index":9'))).toBe('damaged');
    expect(await problemOf(whole.split('\n').slice(0, -3).join('\n'))).toBe('damaged');
    expect(await problemOf(whole.replace('"index":2', '"__proto__":{"isAdmin":true}'))).toBe('damaged');
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
    expect(await problemOf(whole.replace('"index":2', `"index":${deep}`))).toBe('damaged');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('when it is larger than a journal can be, without reading it', async () => {
    const text = (): Promise<string> => Promise.reject(new Error('read'));
    const reading = await readBackup(parts(), { size: MOST_BYTES + 1, text });
    expect(reading).toEqual({ ok: false, problem: 'too_large' });
    expect(await readBackup(parts(), { size: 1, text })).toEqual({ ok: false, problem: 'not_an_export' });
  });

  test('of another till, and of the book in use', async () => {
    await notes.write({ book: 'practice', till: 'OTHER', seq: 1, notedAt: 1 });
    expect(await problemOf(await fileOf(2))).toBe('other_till');
    expect(await problemOf(await fileOf(2), { inUse: 'practice' })).toBe('in_use');
  });

  test('when this device has records that the file does not have', async () => {
    await keep(5);
    expect(await problemOf(await fileOf(3))).toBe('own_records');
    const other = (await fileOf(5)).replaceAll('"index"', '"other"');
    // A chain of its own, so that only the device's records speak against it.
    const [first = '', ...lines] = other.trimEnd().split('\n');
    let prev = '0'.repeat(64);
    const entries = lines.map((line) => {
      const entry = canonicalJson({ ...JSON.parse(line), prev });
      prev = sha256Hex(entry);
      return entry;
    });
    const header = canonicalJson({ ...JSON.parse(first), hash: prev });
    expect(await problemOf(`${[header, ...entries].join('\n')}\n`)).toBe('own_records');
    expect(await bookNow()).toMatchObject({ head: { seq: 5, epoch: 1 }, damages: [] });
  });

  test('when the storage fails, before or after the look', async () => {
    const broken = {
      ...bookConnection(),
      use: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    };
    expect(await problemOf(await fileOf(2), { connection: () => broken })).toBe('storage_failed');
    let isBroken = false;
    const connection: BackupParts['connection'] = (book) =>
      isBroken ? broken : createConnection<BookSchema>(bookDatabase(book));
    const reading = await readBackup(parts({ connection }), new Blob([await fileOf(2)]));
    isBroken = true;
    expect(reading.ok && (await reading.backup.bringBack())).toEqual({
      ok: false,
      problem: 'storage_failed',
    });
  });
});
