/** What the page's address says, and keeping it true, so that a reload or a shared link opens the same. */

import { type Language, languageFrom } from '../words/language.ts';

export interface Address {
  readonly language: Language;
  /** The customer whose phone it is. */
  readonly walletId: string | undefined;
  /** Beside the counter, as a frame. */
  readonly isDocked: boolean;
  /** Talk to a stand-alone simulator instead of the one in this page. */
  readonly isServer: boolean;
}

/** Where the page stands: the phone, the desk, or a payment QR that a camera app opened as a link. */
export type Place =
  | { readonly name: 'phone' }
  /** `scenario`: the name of one, or one as JSON, to be played there. */
  | { readonly name: 'desk'; readonly scenario?: string }
  /** A run of the simulation, told row by row; `packed` in the link itself, or to be chosen as a file. */
  | { readonly name: 'trace'; readonly packed?: string }
  | { readonly name: 'scan'; readonly content: string };

export function readAddress(search: string, spoken: string): Address {
  const query = new URLSearchParams(search);
  return {
    language: languageFrom(query.get('lang'), spoken),
    walletId: query.get('wallet') ?? undefined,
    isDocked: query.get('docked') === '1',
    isServer: query.get('server') === '1',
  };
}

export function readPlace(hash: string): Place {
  if (hash === '#desk') return { name: 'desk' };
  if (hash === '#trace') return { name: 'trace' };
  const packed = /^#trace=(.+)$/.exec(hash)?.[1];
  if (packed !== undefined) return { name: 'trace', packed };
  const scenario = /^#scenario=(.+)$/.exec(hash)?.[1];
  if (scenario !== undefined) return { name: 'desk', scenario: decoded(scenario) };
  const scanned = /^#scan=(.+)$/.exec(hash)?.[1];
  if (scanned === undefined) return { name: 'phone' };
  return { name: 'scan', content: decoded(scanned) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The same query with one value changed. */
export function withQuery(search: string, name: string, value: string): string {
  const query = new URLSearchParams(search);
  query.set(name, value);
  return `?${query}`;
}
