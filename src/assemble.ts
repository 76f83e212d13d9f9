/** Puts a till together from its rooms, the same way for the page and for the worker: construction only, no decisions about money. */

import { type Accounts, liveAccounts, openPracticeAccounts, type PracticeDesk } from './accounts.ts';
import type { CounterOptions } from './counter/core.ts';
import { type Counter, createCounter } from './counter/counter.ts';
import { createId } from './counter/order-number.ts';
import { PROVIDER_RAILS } from './domain/account.ts';
import { check } from './domain/assert.ts';
import type { Damage } from './domain/journal.ts';
import { RAIL_FACTS, type RailName } from './domain/rail.ts';
import { MINUTE_MS } from './domain/timing.ts';
import type { Clock, Journal, Random, Signer, SteadyClock } from './ports.ts';
import { RAILS } from './providers/rails.ts';
import { sha256Hex } from './signing/digest.ts';
import { createKeyIntake } from './signing/intake.ts';
import type { KeyParts } from './signing/keys.ts';
import { createRandom } from './signing/random.ts';
import { createSigner, type SignerParts, type SignLimits } from './signing/signer.ts';
import { findSubtle } from './signing/subtle.ts';
import { createVerifier } from './signing/verifier.ts';
import { createConnection } from './store/connection.ts';
import { createIdbJournal } from './store/journal.ts';
import { createKeyStore } from './store/key-store.ts';
import { lookAtBook } from './store/mirror/look.ts';
import type { CopyState, SecondCopy } from './store/mirror/second-copy.ts';
import { cookiePlaces } from './store/note-cookie.ts';
import type { OpenRefusal } from './store/open.ts';
import { ensureProjections } from './store/projection.ts';
import { raiseEpoch } from './store/restore.ts';
import { createRunLocks, endRun } from './store/run-marker.ts';
import {
  type BookName,
  type BookSchema,
  bookDatabase,
  type Restored,
  SHOP_DATABASE,
  type ShopSchema,
} from './store/schema.ts';
import { createSettingsStore, type Settings } from './store/settings.ts';
import type { StartFinding } from './store/start-check.ts';
import { createTillNotes } from './store/till-note.ts';
import { after } from './sync/after.ts';
import { createWebLock } from './sync/lock.ts';
import { reachServer } from './sync/reach.ts';
import { openTillChannel } from './sync/till-channel.ts';
import { createAlarmClock } from './sync/wakeup.ts';
import { createWire } from './sync/wire.ts';

/** The simulator's host, as far as a till needs it. */
export interface PracticeGateway extends PracticeDesk {
  readonly clock: SteadyClock;
  readonly online: () => boolean;
}

export interface AssembleOptions {
  readonly book: BookName;
  readonly version: string;
  readonly scope: Pick<typeof globalThis, 'crypto' | 'isSecureContext' | 'location'> & {
    readonly navigator: { readonly locks: LockManager; readonly onLine: boolean };
    readonly caches?: CacheStorage;
    /** A page's; a worker has none. */
    readonly document?: { cookie: string };
    readonly fetch: typeof fetch;
  };
  /** Real time, for a live book. */
  readonly realClock: SteadyClock;
  /** Brings an old browser's Web Crypto up to date. */
  readonly loadShim: () => Promise<unknown>;
  /** The simulator; a live book gets none (S-71). */
  readonly practice: (() => Promise<PracticeGateway>) | undefined;
  readonly settings: () => Settings;
  readonly onChange: CounterOptions['onChange'];
  readonly onNotice: CounterOptions['onNotice'];
  /** What is known of the network, in a practice book the simulator's. */
  readonly onOnline: (isOnline: boolean) => void;
  /** The book has accounts for other rails than before. */
  readonly onAccounts: () => void;
  /** What a person has just brought back from an exported file. */
  readonly restored?: Restored;
  /** The journal's second copy, where this context keeps one. */
  readonly secondCopy?: SecondCopy;
  readonly onSecondCopy?: (state: CopyState) => void;
  /** Whether a person can see this context. */
  readonly isSeen: () => boolean;
  /** The storage ended while the till was running. */
  readonly onStorageEnd: (refusal: OpenRefusal | 'upgrade') => void;
}

export type AssembleRefusal =
  | { readonly kind: 'insecure' }
  | { readonly kind: 'refused'; readonly refusal: OpenRefusal }
  | {
      readonly kind: 'lost';
      readonly till: string;
      readonly entriesLeft: number;
      /** What the second copy could bring back; `failed`: it could not. */
      readonly copy?: { readonly entries: number; readonly missing: number } | 'failed';
    }
  | { readonly kind: 'damaged'; readonly damages: readonly Damage[] };

export interface AssembledTill {
  readonly counter: Counter;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: KeyParts;
  readonly till: string;
  /** What came back from the second copy, or from a file, at this start. */
  readonly restored: Restored | undefined;
  /** The rails that the book has an account for, as it stands. */
  readonly rails: Accounts['rails'];
  readonly isOnline: () => boolean;
  /** Nobody sees this page any more: one that is seen drives from now on. */
  readonly tellHidden: () => void;
  /** Takes the run marker away: the page goes on purpose. */
  readonly end: () => void;
}

/** The most signatures of one rail in any 60 seconds: ten a second, where a till needs one in three. */
const SIGN_PER_MINUTE = 600;

/** What may be signed at most for a rail, per operation: the rail's own limits, since a shop has set none. */
function signLimits(rail: RailName): SignLimits {
  const { currencies, maxMinor } = RAIL_FACTS[rail];
  const most = Object.fromEntries(currencies.map((currency) => [currency, maxMinor]));
  return {
    operations: {
      pay: most,
      present: most,
      refund: most,
      query: 'no_amount',
      cancel: 'no_amount',
      close: 'no_amount',
      refund_query: 'no_amount',
      key_query: 'no_amount',
    },
    perMinute: SIGN_PER_MINUTE,
  };
}

/** Each rail has a signer with its own limits: a mistake in one does not use up, or raise, another's. */
function createSigners(parts: Omit<SignerParts, 'limits'>): Signer {
  const signers = new Map(
    PROVIDER_RAILS.map((rail) => [rail as RailName, createSigner({ ...parts, limits: signLimits(rail) })]),
  );
  return {
    sign: async (command) =>
      (await signers.get(command.rail)?.sign(command)) ?? { ok: false, refusal: 'unknown_operation' },
  };
}

/** The databases and settings of this device, before any book is opened. */
export function openShop(options: Pick<AssembleOptions, 'scope'>) {
  const shop = createConnection<ShopSchema>(SHOP_DATABASE);
  const notes = createTillNotes(shop, options.scope.caches, cookiePlaces(options.scope));
  return { shop, settings: createSettingsStore(shop), notes };
}

/** The live book's keys, whichever book is open: they are set up before it is. Opened when first asked for; rejects without Web Crypto. */
export function createLiveKeys(
  options: Pick<AssembleOptions, 'scope' | 'loadShim' | 'realClock'>,
): () => Promise<KeyParts> {
  const connection = createConnection<BookSchema>(bookDatabase('live'));
  return async () => {
    const subtle = await findSubtle(options.scope, options.loadShim);
    check(subtle.ok, 'secure-context');
    return { subtle: subtle.subtle, store: createKeyStore(connection), clock: options.realClock };
  };
}

/** What a person has said about a book that is damaged or lost. */
export type Word = 'ask' | 'go_on' | 'restore';

/** Looks at the book and puts the till together; `word` opens a damaged or lost book on a person's word. */
export async function assembleTill(
  options: AssembleOptions,
  shopParts: ReturnType<typeof openShop>,
  word: Word = 'ask',
): Promise<AssembledTill | AssembleRefusal> {
  const { scope, book, secondCopy } = options;
  // Asked first, since its worker has to start; the book is read meanwhile.
  const tails = secondCopy?.tails();
  const subtle = await findSubtle(scope, options.loadShim);
  if (!subtle.ok) return { kind: 'insecure' };
  const { shop, notes } = shopParts;
  const connection = createConnection<BookSchema>(bookDatabase(book), (news) => {
    if (news.kind === 'refused') options.onStorageEnd(news.refusal);
    if (news.kind !== 'closed') return;
    if (news.reason === 'upgrade') options.onStorageEnd('upgrade');
    // Nothing may be written before somebody has looked whether the second copy has the records.
    if (news.reason === 'deleted') options.onStorageEnd('unavailable');
  });
  const random = createRandom(scope.crypto);
  const runId = createId(random);
  const runs = createRunLocks(scope.navigator.locks);
  const practice = await options.practice?.();
  const clock = practice?.clock ?? options.realClock;
  const parts = { book, connection, shop, notes, clock, random, digest: sha256Hex, runId, alive: runs.alive };
  // Held before anything is written, so that no other window takes this run for one that crashed.
  runs.hold(runId);
  const journal = createIdbJournal(connection);
  const looked = await lookAtBook({ ...parts, journal, secondCopy, tails }, word === 'restore');
  const { finding, agreesUpTo, restored = options.restored } = looked;
  const refusal = refusalOf(finding, word);
  if (
    refusal !== undefined &&
    !(word === 'go_on' && (refusal.kind === 'damaged' || refusal.kind === 'lost'))
  ) {
    return refusal;
  }
  // Only now: what was found must still be known, since it is written into the book that goes on.
  if (word === 'go_on') await notes.forget(book);
  if (finding.kind === 'lost') await raiseEpoch(connection);
  if ((await ensureProjections(connection, journal)) === 'newer')
    return { kind: 'refused', refusal: 'newer' };
  const till =
    (finding.kind === 'ready' || finding.kind === 'lost' ? finding.head?.till : undefined) ??
    createId(random);
  const keys: KeyParts = { subtle: subtle.subtle, store: createKeyStore(connection), clock };
  const accounts = await openAccounts(options, { practice, keys, till });
  const remember = (seq: number) => notes.write({ book, till, seq, notedAt: clock.now() });
  const copied = secondCopy?.follow({
    journal,
    till,
    run: runId,
    from: agreesUpTo,
    onState: options.onSecondCopy ?? (() => undefined),
  });
  const wired = wire(options, {
    ...{ journal, clock, random, keys, till, finding, restored, practice, accounts, remember },
    copy: (seq) => copied?.moved(seq),
  });
  return {
    ...wired,
    journal,
    clock,
    random,
    keys,
    till,
    restored,
    rails: accounts.rails,
    end: () => void connection.use((database) => endRun(database, runId)).catch(() => undefined),
  };
}

interface Wiring {
  readonly journal: Journal;
  readonly clock: SteadyClock;
  readonly random: Random;
  readonly keys: KeyParts;
  readonly till: string;
  readonly finding: StartFinding;
  readonly restored: Restored | undefined;
  readonly practice: PracticeGateway | undefined;
  readonly accounts: Accounts;
  readonly remember: (seq: number) => Promise<void>;
  /** The journal has come to this entry: the second copy follows. */
  readonly copy: (seq: number) => void;
}

function wire(
  options: AssembleOptions,
  parts: Wiring,
): Pick<AssembledTill, 'counter' | 'isOnline' | 'tellHidden'> {
  const { scope, book, isSeen } = options;
  const { journal, clock, random, keys, till, finding, practice } = parts;
  const isOnline = (): boolean => (practice === undefined ? scope.navigator.onLine : practice.online());
  const channel = openTillChannel(book, {
    onChanged: () => void counter.refresh().catch(() => undefined),
    onAsked: () => hub.asked(),
    onHere: () => hub.answered(),
    // The window that is seen drives.
    onHidden: () => isSeen() && counter.wake('visible'),
  });
  const name = `guitai-${book}-driver`;
  const hub = createWebLock({ locks: scope.navigator.locks, name, channel, isSeen, after });
  const alarm = createAlarmClock(clock, () => counter.wake('timer'));
  const prefix = book === 'live' ? '/live' : '/practice';
  let toldSeq = 0;
  const counter = createCounter({
    ports: {
      clock,
      random,
      journal,
      digest: sha256Hex,
      lock: hub.lock,
      wakeup: alarm.wakeup,
      wire: createWire({
        send: practice?.handle ?? ((request) => scope.fetch(request)),
        urlOf: (rail, path) => `${scope.location.origin}${prefix}/${rail}${path}`,
        elapsedMs: options.realClock.steady,
        isReachable: () => isOnline() || (practice === undefined && reachServer(scope)),
      }),
      signer: createSigners({ subtle: keys.subtle, keys: keys.store, clock }),
      verifier: createVerifier({ subtle: keys.subtle, keys: keys.store, clock }),
      intake: createKeyIntake(keys),
    },
    rails: RAILS,
    account: parts.accounts.of,
    till,
    book,
    currency: book === 'live' ? options.settings().liveCurrency : options.settings().practiceCurrency,
    version: options.version,
    damage: damageOf(finding),
    restored: parts.restored,
    lastEnd: finding.kind === 'ready' ? (finding.endedCleanly ? 'clean' : 'unclean') : 'first',
    actor: () => 'cashier',
    qrLifeMs: () => options.settings().qrLifeMinutes * MINUTE_MS,
    onChange: (view) => {
      if (counter.isDriving() && view.head.seq > toldSeq) {
        if (toldSeq === 0) void parts.remember(view.head.seq);
        toldSeq = view.head.seq;
        channel.tellChanged(toldSeq);
      }
      if (counter.isDriving()) parts.copy(view.head.seq);
      options.onChange(view);
    },
    onTurn: () => parts.copy(counter.view().head.seq),
    onNotice: options.onNotice,
  });
  options.onOnline(isOnline());
  practice?.onChange(() => {
    options.onOnline(isOnline());
    alarm.look();
    counter.wake('timer');
  });
  return { counter, isOnline, tellHidden: hub.hide };
}

/** The shop's account at each provider: the simulator's own in a practice book, what the owner entered in a live one. */
function openAccounts(
  options: AssembleOptions,
  { practice, keys, till }: Pick<Wiring, 'practice' | 'keys' | 'till'>,
): Promise<Accounts> | Accounts {
  const shop = { shopName: () => options.settings().shopName, till };
  if (practice === undefined) return liveAccounts(options.settings, shop);
  const { origin } = options.scope.location;
  return openPracticeAccounts({ practice, keys, origin, shop, onChanged: options.onAccounts });
}

/** What a restoring would bring back, as far as the last entries tell. */
function promiseOf({ copy, note, head }: Extract<StartFinding, { kind: 'lost' }>) {
  const seq = copy?.seq ?? 0;
  return { entries: seq - (head?.seq ?? 0), missing: Math.max(0, (note?.seq ?? 0) - seq) };
}

/** What a person went on with although it was wrong: written down, so that nobody has to remember it. */
function damageOf(finding: StartFinding): CounterOptions['damage'] {
  if (finding.kind === 'lost') return { damage: 'lost', seq: finding.note?.seq ?? 0 };
  const first = finding.kind === 'ready' ? finding.damages[0] : undefined;
  return first === undefined ? undefined : { damage: first.kind, seq: first.seq };
}

function refusalOf(finding: StartFinding, word: Word): AssembleRefusal | undefined {
  switch (finding.kind) {
    case 'refused':
      return { kind: 'refused', refusal: finding.refusal };
    case 'lost':
      return {
        kind: 'lost',
        till: finding.note?.till ?? finding.head?.till ?? finding.copy?.till ?? '',
        entriesLeft: finding.head?.seq ?? 0,
        ...(finding.copy === undefined ? {} : { copy: word === 'restore' ? 'failed' : promiseOf(finding) }),
      };
    case 'ready':
      return finding.damages.length === 0 ? undefined : { kind: 'damaged', damages: finding.damages };
    default:
      return undefined;
  }
}
