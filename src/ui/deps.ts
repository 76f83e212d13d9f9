/** What the screens are given by the composition root: the counter, what it tells, and the devices; nothing is created here. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { BookView } from '../counter/book.ts';
import type { RefundCommand } from '../counter/commands.ts';
import type { CounterOptions } from '../counter/core.ts';
import type { Counter } from '../counter/counter.ts';
import type { Notice } from '../counter/notice.ts';
import type { Readiness } from '../counter/probe.ts';
import type { ScreenSettings } from '../devices/start-hint.ts';
import type { Currency } from '../domain/money.ts';
import type { RailName } from '../domain/rail.ts';

/** How far the till has come with opening its book, and what stands in the way. */
export type TillState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** Not https and not localhost: no keys, no worker. */
  | { readonly kind: 'insecure' }
  /** The browser gives no database: private window, denied, or broken. */
  | { readonly kind: 'no_storage'; readonly reason: 'denied' | 'full' | 'broken' }
  /** Another window holds an older version of the database open. */
  | { readonly kind: 'blocked' }
  /** The book was written by a newer version of this program. */
  | { readonly kind: 'newer_book' }
  /** This device had a till, but its database is empty, or ends earlier than it should (INV-19). */
  | { readonly kind: 'lost'; readonly till: string; readonly entriesLeft: number }
  /** The chain does not verify: which entries, and what is wrong with them. */
  | {
      readonly kind: 'damaged';
      readonly damages: readonly { readonly kind: string; readonly seq: number }[];
    };

export type Settings = ScreenSettings;

export interface AppDeps {
  readonly counter: Counter;
  /** The book as it stands, updated after every change, by this window or another. */
  readonly view: ReadonlySignal<BookView>;
  readonly isDriving: ReadonlySignal<boolean>;
  readonly till: ReadonlySignal<TillState>;
  readonly readiness: ReadonlySignal<Partial<Record<RailName, Readiness>>>;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly settings: ReadonlySignal<Settings>;
  readonly saveSettings: (settings: Settings) => Promise<void>;
  readonly onNotice: (listener: (notice: Notice) => void) => () => void;
  readonly book: 'practice' | 'live';
  /** Whether the host sends the security headers; without them the pages carry a weaker copy of the policy themselves (S-03). */
  readonly isHardened: boolean;
  readonly currency: Currency;
  /** Epoch milliseconds by the till's clock, which in a practice book is the simulator's. */
  readonly now: () => number;
  /** Runs work once after real milliseconds; the returned function calls it off. `setTimeout` in a page, by hand in tests. */
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly journal: Pick<
    CounterOptions['ports']['journal'],
    'recent' | 'saleByOrderNumber' | 'saleByNumber' | 'text'
  >;
  /** Makes the side text for a note or a reason, salted. */
  readonly sideText: (text: string) => NonNullable<RefundCommand['note']>;
  /** A new version is ready; `accept` starts it. Nothing while a payment is open (INV-16). */
  readonly update: ReadonlySignal<{ readonly accept: () => void } | undefined>;
  /** The journal as a file, made when asked for; also of a book that is not opened because it is damaged. */
  readonly exportJournal: () => Promise<{ readonly name: string; readonly content: Blob }>;
  /** The way back on a person's word: an empty book begins anew, a hurt one goes on; the loss is written into it. */
  readonly recover: () => Promise<void>;
  /** Asks the browser to keep the data; its answer is shown. */
  readonly persistence: Signal<'unknown' | 'persisted' | 'denied' | 'unsupported' | 'unanswered'>;
  readonly askPersistence: () => Promise<void>;
  /** The shop's account at Alipay: its keys and its book. */
  readonly account: AccountDesk;
  /** The simulator's control interface, in a practice book only: `path` is what follows `/_simulator/`. */
  readonly practice?: {
    readonly control: (path: string, body?: unknown, method?: string) => Promise<unknown>;
  };
}

/** What may be shown of a key. */
export interface ShownKey {
  readonly pem: string;
  /** Without lines and labels, as Alipay's console takes it. */
  readonly base64: string;
  readonly fingerprint: string;
}

export type KeyAnswer =
  | { readonly ok: true; readonly key: ShownKey }
  | {
      readonly ok: false;
      readonly refusal:
        | 'not_a_key'
        | 'public_not_private'
        | 'private_not_public'
        | 'encrypted'
        | 'too_short'
        | 'not_rsa'
        | 'certificate'
        | 'truncated'
        | 'exists'
        | 'failed';
    };

export interface AccountDesk {
  readonly read: () => Promise<{
    readonly appId: string;
    readonly merchantKey: ShownKey | undefined;
    readonly providerKeys: readonly ShownKey[];
  }>;
  readonly saveAppId: (appId: string) => Promise<void>;
  /** A key pair made in this browser; the private half cannot be read by anybody. Replaces one only when told to. */
  readonly makeKey: (replace: boolean) => Promise<KeyAnswer>;
  /** PKCS#8 or PKCS#1 PEM or bare base64; the caller wipes its field. */
  readonly importKey: (text: string, replace: boolean) => Promise<KeyAnswer>;
  readonly importProviderKey: (text: string) => Promise<KeyAnswer>;
  /** Opens the other book: the page starts again. */
  readonly openBook: (book: 'practice' | 'live') => Promise<void>;
}
