/** What a cookie remembers of a till when a browser has cleared everything else. */

import { beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createRandom } from '../../../src/signing/random.ts';
import { cookiePlaces } from '../../../src/store/note-cookie.ts';
import { checkStart } from '../../../src/store/start-check.ts';
import { createTillNotes } from '../../../src/store/till-note.ts';
import { bookConnection, freshDatabases, shopConnection, TILL } from './support.ts';

const NOTE = { book: 'live', till: TILL, seq: 7, notedAt: 1_760_000_000_000 } as const;

/** A jar as browsers keep it: assigning adds or removes one cookie, reading gives names and values alone. */
function createJar() {
  const kept = new Map<string, string>();
  const rules: string[] = [];
  return {
    rules,
    get cookie(): string {
      return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(line: string) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split('=', 2);
      rules.push(attributes.join('; '));
      if (attributes.includes('Max-Age=0')) kept.delete(name);
      else kept.set(name, value);
    },
  };
}

type Jar = ReturnType<typeof createJar>;

const at = (jar: Jar, port = '8443', protocol = 'https:') =>
  createTillNotes(shopConnection(), undefined, cookiePlaces({ location: { port, protocol }, document: jar }));

let jar: Jar;

beforeEach(() => {
  freshDatabases();
  jar = createJar();
});

/** As engines do it that make room: every store of the origin goes, cookies stay. */
function makeRoom(): void {
  freshDatabases();
}

describe('the note in the cookie', () => {
  test('is all that is left when the browser makes room, and an empty live book is lost, not new', async () => {
    await at(jar).write(NOTE);
    makeRoom();
    const shop = shopConnection();
    const found = await checkStart({
      book: 'live',
      connection: bookConnection(),
      shop,
      notes: createTillNotes(
        shop,
        undefined,
        cookiePlaces({ location: { port: '8443', protocol: 'https:' }, document: jar }),
      ),
      clock: { now: () => 1_760_000_001_000 },
      random: createRandom(crypto),
      digest: sha256Hex,
      runId: 'run-2',
      alive: async () => new Set(),
    });
    expect(found).toEqual({ kind: 'lost', note: NOTE, head: undefined });
  });

  test('is forgotten when a person begins anew', async () => {
    await at(jar).write(NOTE);
    await at(jar).forget('live');
    makeRoom();
    expect(await at(jar).read('live')).toBeUndefined();
    expect(jar.cookie).toBe('');
  });

  test('stands among other cookies, and each book and each port has its own', async () => {
    jar.cookie = 'session=a=b';
    await at(jar).write(NOTE);
    jar.cookie = 'later=1';
    makeRoom();
    expect(await at(jar).read('live')).toEqual(NOTE);
    expect(await at(jar).read('practice')).toBeUndefined();
    expect(await at(jar, '').read('live')).toBeUndefined();
  });

  test('goes to the own host alone, on a secure connection only where there is one', async () => {
    await at(jar).write(NOTE);
    await at(jar, '80', 'http:').write(NOTE);
    expect(jar.rules).toEqual([
      'Max-Age=34560000; Path=/; SameSite=Strict; Secure',
      'Max-Age=34560000; Path=/; SameSite=Strict',
    ]);
  });

  test.each(['', '%', '7', encodeURIComponent('{"till":1,"seq":1,"notedAt":1}')])(
    'that makes no sense is none: %j',
    async (value) => {
      jar.cookie = `guitai-till-8443-live=${value}`;
      expect(await at(jar).read('live')).toBeUndefined();
    },
  );

  test('is none where there are no cookies, as in a worker', () => {
    expect(cookiePlaces({ location: { port: '', protocol: 'https:' } })).toEqual([]);
  });
});
