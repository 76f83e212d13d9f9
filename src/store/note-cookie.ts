/** A book's note in a cookie: what browsers leave when they make room and clear everything else that an origin has stored. */

import type { BookName } from './schema.ts';
import { type NotePlace, noteFrom } from './till-note.ts';

/** The page's own address and cookies; a worker has none. */
export interface CookieScope {
  readonly location: { readonly port: string; readonly protocol: string };
  readonly document?: { cookie: string };
}

/** The longest that browsers allow, some 400 days; every start begins it anew. */
const LIFE_SECONDS = 34_560_000;

/** Nothing where there are no cookies. The note names no person and no amount, and leaves for the counter's own host alone. */
export function cookiePlaces({ location, document: jar }: CookieScope): readonly NotePlace[] {
  if (jar === undefined) return [];
  // Cookies know no ports: two counters on one host must not take each other's note for their own.
  const nameOf = (book: BookName): string => `guitai-till-${location.port}-${book}`;
  const rules = `; Path=/; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}`;
  const keep = (book: BookName, text: string, lifeSeconds: number): void => {
    jar.cookie = `${nameOf(book)}=${encodeURIComponent(text)}; Max-Age=${lifeSeconds}${rules}`;
  };
  return [
    {
      read: async (book) => {
        const begin = `${nameOf(book)}=`;
        const found = jar.cookie.split('; ').find((pair) => pair.startsWith(begin));
        if (found === undefined) return undefined;
        return noteFrom(JSON.parse(decodeURIComponent(found.slice(begin.length))), book);
      },
      write: async ({ book, till, seq, notedAt }) =>
        keep(book, JSON.stringify({ till, seq, notedAt }), LIFE_SECONDS),
      forget: async (book) => keep(book, '', 0),
    },
  ];
}
