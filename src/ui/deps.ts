/** What the screens are given by the composition root: the counter, what it tells, and the devices; nothing is created here. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { BookView } from '../counter/book.ts';
import type { RefundCommand } from '../counter/commands.ts';
import type { CounterOptions } from '../counter/core.ts';
import type { Counter } from '../counter/counter.ts';
import type { Notice } from '../counter/notice.ts';
import type { Readiness } from '../counter/probe.ts';
import type { ScreenSettings } from '../devices/start-hint.ts';
import type { AccountEntries, ProviderRail } from '../domain/account.ts';
import type { Damage } from '../domain/journal.ts';
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
  | {
      readonly kind: 'lost';
      readonly till: string;
      readonly entriesLeft: number;
      /** What the second copy could bring back; `failed`: it was tried and could not be done. */
      readonly copy?: { readonly entries: number; readonly missing: number } | 'failed';
    }
  /** The book came back from its second copy; it is open as soon as somebody has read this. */
  | { readonly kind: 'restored'; readonly entries: number; readonly missing: number }
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
  /** The ways to pay with a provider for which this book has an account. */
  readonly accounts: ReadonlySignal<readonly RailName[]>;
  readonly readiness: ReadonlySignal<Partial<Record<RailName, Readiness>>>;
  /** Saves nothing: asks the provider whether the rail is set up, and keeps the answer in `readiness`. */
  readonly probe: (rail: RailName) => Promise<Readiness>;
  /** The ways to pay in the order of their use, learnt from the journal and kept for the next start. */
  readonly usual: ReadonlySignal<readonly RailName[]>;
  readonly keepUsual: (usual: readonly RailName[]) => void;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly settings: ReadonlySignal<Settings>;
  readonly saveSettings: (settings: Settings) => Promise<void>;
  readonly onNotice: (listener: (notice: Notice) => void) => () => void;
  readonly book: 'practice' | 'live';
  /** Whether the host sends the security headers; without them the pages carry a weaker copy of the policy themselves (S-03). */
  readonly isHardened: boolean;
  /** What a new sale is in: the shop's in a live book, the practice shop's in practice. A sale has one, and nothing is converted. */
  readonly currency: ReadonlySignal<Currency>;
  /** Epoch milliseconds by the till's clock, which in a practice book is the simulator's. */
  readonly now: () => number;
  /** Runs work once after real milliseconds; the returned function calls it off. `setTimeout` in a page, by hand in tests. */
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly journal: Pick<
    CounterOptions['ports']['journal'],
    'recent' | 'saleByOrderNumber' | 'saleByNumber' | 'movements' | 'text'
  >;
  /** Makes the side text for a note or a reason, salted. */
  readonly sideText: (text: string) => NonNullable<RefundCommand['note']>;
  /** A new version is ready; `accept` starts it. Nothing while a payment is open (INV-16). */
  readonly update: ReadonlySignal<{ readonly accept: () => void } | undefined>;
  /** The journal as a file, made when asked for; also of a book that is not opened because it is damaged. */
  readonly exportJournal: () => Promise<{ readonly name: string; readonly content: Blob }>;
  /** Reads an exported file and says what it would bring back; nothing is changed before `bringBack`. */
  readonly readBackup: (file: Blob) => Promise<BackupReading>;
  /** Checks every entry of the open book against its chain; `progress` hears how far it is. */
  readonly checkJournal: (progress: (checked: number, total: number) => void) => Promise<readonly Damage[]>;
  /**
   * The way back on a person's word: `restore` brings back what the second copy holds; with `go_on` an empty book begins
   * anew and a hurt one goes on. Either is written into it.
   */
  readonly recover: (how: 'restore' | 'go_on') => Promise<void>;
  /** The person has read what was restored. */
  readonly goOn: () => void;
  /** How far the journal's second copy is; undefined before the book is open. */
  readonly secondCopy: ReadonlySignal<
    | { readonly kind: 'none' | 'failed' }
    | { readonly kind: 'kept'; readonly seq: number; readonly lag: number }
    | undefined
  >;
  /** Asks the browser to keep the data; its answer is shown. */
  readonly persistence: Signal<'unknown' | 'persisted' | 'denied' | 'unsupported' | 'unanswered'>;
  readonly askPersistence: () => Promise<void>;
  /** The shop's accounts: entries, keys, and the choice of the book. */
  readonly account: AccountDesk;
  /** The simulator's control interface, in a practice book only: `path` is what follows `/_simulator/`. */
  readonly practice?: {
    readonly control: (path: string, body?: unknown, method?: string) => Promise<unknown>;
  };
}

/** Why an exported file cannot be brought back. */
export type BackupProblem =
  | 'too_large'
  | 'not_an_export'
  | 'newer_format'
  | 'damaged'
  | 'other_till'
  | 'in_use'
  | 'own_records'
  | 'storage_failed';

/** What an exported file would bring back. */
export interface Backup {
  readonly book: 'practice' | 'live';
  readonly till: string;
  /** How many entries it adds. */
  readonly entries: number;
  /** How many later entries this device remembers that the file does not have. */
  readonly missing: number;
  /** Epoch milliseconds. */
  readonly exportedAt: number;
  /** Brings it back, and opens the book if it is the one of this page. */
  readonly bringBack: () => Promise<
    | { readonly ok: true; readonly restored: { readonly entries: number } }
    | { readonly ok: false; readonly problem: BackupProblem }
  >;
}

export type BackupReading =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly problem: BackupProblem };

/** What may be shown of a key. */
export interface ShownKey {
  /** What the provider calls it, where it names its keys. */
  readonly keyId: string;
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
        /** The provider names its keys, and this one came without a name. */
        | 'nameless'
        /** The certificate around it is over. */
        | 'expired'
        | 'failed';
    };

/** The live book's account at one provider, as far as it may be shown. */
export interface ShownAccount {
  readonly entries: AccountEntries;
  readonly merchantKey: ShownKey | undefined;
  /** Newest first: at most two that were entered, so that a change of keys has an overlap, and what the provider gave out (S-34). */
  readonly providerKeys: readonly ShownKey[];
  /** Whether the provider's new keys can be opened here. */
  readonly hasOpeningKey: boolean;
}

/** The shop's accounts in its live book, whichever book is open: what was entered, and the keys on this device. */
export interface AccountDesk {
  readonly read: (rail: ProviderRail) => Promise<ShownAccount>;
  readonly save: (rail: ProviderRail, entries: AccountEntries) => Promise<void>;
  /** A key pair made in this browser; the private half cannot be read by anybody. Replaces one only when told to. */
  readonly makeKey: (rail: ProviderRail, replace: boolean) => Promise<KeyAnswer>;
  /** PKCS#8 or PKCS#1 PEM or bare base64; the caller wipes its field. */
  readonly importKey: (
    rail: ProviderRail,
    key: { readonly text: string; readonly replace: boolean },
  ) => Promise<KeyAnswer>;
  /** A public key, or a certificate with one in it, which then names itself; `keyId` where the provider names its keys. */
  readonly importProviderKey: (
    rail: ProviderRail,
    key: { readonly text: string; readonly keyId: string },
  ) => Promise<KeyAnswer>;
  /** The secret that opens what the provider seals for the shop; it cannot be read again, and the caller wipes its field. */
  readonly importOpeningKey: (
    rail: ProviderRail,
    text: string,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: 'not_a_key' | 'failed' }>;
  /** Opens the other book: the page starts again. */
  readonly openBook: (book: 'practice' | 'live') => Promise<void>;
}
