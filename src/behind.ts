/** What stands behind the screen: book, keys, gateway and settings. A composition root of its own, fetched while the keypad is already there. */

import type { Signal } from '@preact/signals';
import type { PracticeHost } from '../simulator/hosts/page.ts';
import { createAccountDesk } from './account-desk.ts';
import {
  type AssembledTill,
  type AssembleRefusal,
  assembleTill,
  createLiveKeys,
  openShop,
  type Word,
} from './assemble.ts';
import { openCopyPort } from './copy-port.ts';
import type { BookView } from './counter/book.ts';
import type { Notice } from './counter/notice.ts';
import type { Readiness } from './counter/probe.ts';
import { askForPersistence, persistenceNow } from './devices/storage-persist.ts';
import { watchForUpdate } from './devices/updates.ts';
import { check } from './domain/assert.ts';
import { type Damage, newHead } from './domain/journal.ts';
import { scrubCardNumbers } from './domain/pan.ts';
import { type RailName, railsFor } from './domain/rail.ts';
import { openAttempt } from './domain/sale.ts';
import type { SteadyClock } from './ports.ts';
import { sha256Hex } from './signing/digest.ts';
import { loadShim } from './signing/shim.ts';
import { createSideText } from './signing/side-text.ts';
import { type BackupReading, type BroughtBack, readBackup } from './store/backup.ts';
import { createConnection, StoreUnavailable } from './store/connection.ts';
import { exportBlob, exportFileName } from './store/export.ts';
import { createIdbJournal } from './store/journal.ts';
import { hasCopy } from './store/mirror/copy-folder.ts';
import { createSecondCopy, type SecondCopy } from './store/mirror/second-copy.ts';
import { type OpenRefusal, openRefusal } from './store/open.ts';
import { type BookSchema, bookDatabase, type Restored } from './store/schema.ts';
import { type Settings as StoredSettings, settingsFrom } from './store/settings.ts';
import { verifyAll, verifySteadily } from './store/verify.ts';
import type { AppDeps, Settings, TillState } from './ui/deps.ts';

declare const __SIMULATOR__: boolean;
declare const __VERSION__: string;

/** What the screen is already looking at; filled from here. */
export interface Front {
  readonly book: 'practice' | 'live';
  readonly realClock: SteadyClock;
  readonly settings: Signal<Settings>;
  readonly view: Signal<BookView>;
  readonly isDriving: Signal<boolean>;
  readonly till: Signal<TillState>;
  readonly accounts: Signal<AppDeps['accounts']['value']>;
  readonly readiness: Signal<AppDeps['readiness']['value']>;
  readonly usual: Signal<AppDeps['usual']['value']>;
  readonly isOnline: Signal<boolean>;
  readonly update: Signal<AppDeps['update']['value']>;
  readonly persistence: AppDeps['persistence'];
  readonly secondCopy: Signal<AppDeps['secondCopy']['value']>;
  readonly notify: (notice: Notice) => void;
  /** The till is there: its counter, its clock and its journal. */
  readonly arrived: (parts: AssembledTill) => void;
  /** The book that the device's settings name: what the next start begins with. */
  readonly nextBook: Signal<'practice' | 'live'>;
}

export type Behind = Pick<
  AppDeps,
  | 'saveSettings'
  | 'sideText'
  | 'exportJournal'
  | 'readBackup'
  | 'checkJournal'
  | 'recover'
  | 'askPersistence'
  | 'account'
  | 'practice'
  | 'probe'
>;

/** Opens the device and begins to open its book; what it finds goes to `front`. */
export async function openBehind(front: Front): Promise<Behind> {
  const shop = openShop({ scope: globalThis });
  const found = await readSettings(shop);
  const device: Device = {
    front,
    shop,
    secondCopy: createSecondCopy(openCopyPort(front.book)),
    stored: found.stored ?? settingsFrom({ ...front.settings.value, book: front.book }),
    unread: found.refusal,
    parts: undefined,
    isOpening: false,
    host: undefined,
  };
  // Which book is the shop's own stands in the settings: unread, none is opened, least of all the practice book.
  if (found.refusal === undefined) {
    followSettings(device);
    void openTill(device, 'ask');
  } else {
    front.till.value = stateOf({ kind: 'refused', refusal: found.refusal });
  }
  watchUpdates(front);
  void persistenceNow().then((now) => {
    if (now !== 'not_yet' && front.persistence.value === 'unknown') front.persistence.value = now;
  });
  addEventListener('pagehide', () => device.parts?.end());
  return {
    saveSettings: (next) => save(device, next),
    sideText: createSideText(crypto),
    exportJournal: () => exportJournal(device),
    readBackup: (file) => readFile(device, file),
    checkJournal: (progress) => checkJournal(device, progress),
    recover: (how) => openTill(device, how),
    probe: (rail) => probe(device, rail),
    askPersistence: () => askPersistence(front),
    account: createAccountDesk({
      keys: createLiveKeys({ scope: globalThis, loadShim, realClock: front.realClock }),
      stored: () => device.stored,
      save: async (next) => {
        refuseUnread(device);
        device.stored = next;
        await shop.settings.write(next);
        followSettings(device);
        followAccounts(device);
      },
      // Keys are the live book's, whichever is open; in practice nothing of theirs can be tested.
      onKey: (rail) => {
        if (front.book === 'live') void probe(device, rail);
      },
    }),
    ...(usesSimulator(front) ? { practice: { control: createControl(device) } } : {}),
  };
}

interface Device {
  readonly front: Front;
  readonly shop: ReturnType<typeof openShop>;
  readonly secondCopy: SecondCopy;
  stored: StoredSettings;
  /** Why the settings could not be read: then what is stored is not known, and must not be written over. */
  readonly unread: OpenRefusal | undefined;
  parts: AssembledTill | undefined;
  /** A till is being put together: there is never a second one beside it. */
  isOpening: boolean;
  host: Promise<PracticeHost> | undefined;
}

type FoundSettings =
  | { readonly stored: StoredSettings; readonly refusal?: undefined }
  | { readonly stored?: undefined; readonly refusal: OpenRefusal };

async function readSettings(shop: ReturnType<typeof openShop>): Promise<FoundSettings> {
  try {
    const stored = await shop.settings.read();
    return { stored: (await hasLostBook(shop)) ? { ...stored, book: 'live' } : stored };
  } catch (error) {
    return { refusal: refusalIn(error) };
  }
}

/** Settings go with the databases, and with them which book was the shop's own: a live one that left a copy or a note is asked about. */
async function hasLostBook({ settings, notes }: ReturnType<typeof openShop>): Promise<boolean> {
  if (!(await settings.isEmpty())) return false;
  return (await hasCopy(navigator.storage, 'live')) || (await notes.read('live')) !== undefined;
}

async function askPersistence({ persistence }: Front): Promise<void> {
  persistence.value = await askForPersistence();
}

function refuseUnread({ unread }: Device): void {
  if (unread !== undefined) throw new StoreUnavailable(unread);
}

function usesSimulator({ book }: Front): boolean {
  return __SIMULATOR__ && book === 'practice';
}

/** The screen began with a hint; the saved settings decide. Another book is another page. */
function followSettings({ front, stored }: Device): void {
  const own = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
  const language = stored.language ?? own;
  front.settings.value = { ...stored, language, customerLanguage: stored.customerLanguage ?? language };
  front.nextBook.value = stored.book;
  if (stored.book !== front.book) location.reload();
}

/** The rails that the open book can use by now. */
function followAccounts({ front, parts }: Device): void {
  if (parts !== undefined) front.accounts.value = parts.rails();
}

/** Tests the account and keeps what came of it; without a till nothing can be asked. */
async function probe({ front, parts }: Device, rail: RailName): Promise<Readiness> {
  if (parts === undefined) return { state: 'not_ready', fault: 'storage_failed' };
  const readiness = await parts.counter.probe(rail);
  front.readiness.value = { ...front.readiness.value, [rail]: readiness };
  return readiness;
}

/**
 * The way to pay that Charge stands for is tested; in a live book the others after it, one at a time. Practice
 * brought its accounts along a moment ago, and every question there would use up a fault that somebody armed.
 */
async function probeUsual(device: Device): Promise<void> {
  const { front } = device;
  const { practiceCurrency, liveCurrency } = front.settings.value;
  const taking = railsFor(front.book === 'live' ? liveCurrency : practiceCurrency);
  const rails = front.accounts.value.filter((rail) => taking.includes(rail));
  const usual = front.usual.value.find((rail) => rails.includes(rail)) ?? rails[0];
  const rest = front.book === 'live' ? rails.filter((rail) => rail !== usual) : [];
  for (const rail of [...(usual === undefined ? [] : [usual]), ...rest]) await probe(device, rail);
}

/** No text that a person typed is kept with a card number in it (S-50). */
async function save(device: Device, wanted: Settings): Promise<void> {
  refuseUnread(device);
  const before = device.front.settings.value;
  const next = { ...wanted, shopName: scrubCardNumbers(wanted.shopName) };
  device.stored = { ...device.stored, ...next };
  device.front.settings.value = next;
  await device.shop.settings.write(device.stored);
  const isOtherShop =
    next.practiceCurrency !== before.practiceCurrency || next.liveCurrency !== before.liveCurrency;
  if (isOtherShop) await probeUsual(device);
}

/** The one simulator of this page, opened when it is first needed. */
function practiceHost(device: Device): Promise<PracticeHost> {
  device.host ??= import('../simulator/hosts/page.ts').then(({ openPracticeHost }) => openPracticeHost());
  return device.host;
}

/** The control interface in this page, without a worker in between. */
function createControl(device: Device): NonNullable<AppDeps['practice']>['control'] {
  return async (path, body, method) => {
    const host = await practiceHost(device);
    const verb = method ?? (body === undefined ? 'GET' : 'POST');
    const init = body === undefined ? { method: verb } : { method: verb, body: JSON.stringify(body) };
    const response = await host.handle(new Request(`${location.origin}/_simulator/${path}`, init));
    return response.json();
  };
}

/** Opens the book; whatever stands in the way is said on the screen, never waited for in silence (INV-15). */
async function openTill(device: Device, word: Word, restored?: Restored): Promise<void> {
  const { front } = device;
  // Tapped twice, a way back would otherwise put together two tills that write into one book.
  if (device.isOpening) return;
  device.isOpening = true;
  try {
    const parts = await assemble(device, word, restored);
    if ('kind' in parts) {
      front.till.value = stateOf(parts);
      return;
    }
    device.parts = parts;
    await parts.counter.open();
    followAccounts(device);
    front.arrived(parts);
    front.till.value =
      parts.restored === undefined ? { kind: 'ready' } : { kind: 'restored', ...parts.restored };
    // A live book holds keys before its first payment, and a browser that makes room asks nobody.
    if (front.book === 'live' && front.persistence.value === 'unknown') void askPersistence(front);
    device.isOpening = false;
    await probeUsual(device);
  } catch (error) {
    front.till.value = stateOf({ kind: 'refused', refusal: refusalIn(error) });
    if (!(error instanceof StoreUnavailable || error instanceof DOMException)) throw error;
  } finally {
    device.isOpening = false;
  }
}

function refusalIn(error: unknown): OpenRefusal {
  if (!(error instanceof StoreUnavailable)) return openRefusal(error);
  return error.refusal === 'lost' ? 'unavailable' : error.refusal;
}

function assemble(
  device: Device,
  word: Word,
  restored: Restored | undefined,
): ReturnType<typeof assembleTill> {
  const { front, shop } = device;
  return assembleTill(
    {
      book: front.book,
      version: __VERSION__,
      scope: globalThis,
      realClock: front.realClock,
      loadShim,
      practice: usesSimulator(front) ? () => practiceHost(device) : undefined,
      settings: () => device.stored,
      onChange: (view) => {
        front.view.value = view;
        front.isDriving.value = device.parts?.counter.isDriving() ?? false;
      },
      onNotice: front.notify,
      onOnline: (isOnline) => {
        front.isOnline.value = isOnline;
      },
      onAccounts: () => followAccounts(device),
      secondCopy: device.secondCopy,
      ...(restored === undefined ? {} : { restored }),
      onSecondCopy: (state) => {
        front.secondCopy.value = state;
      },
      isSeen: () => !document.hidden,
      onStorageEnd: (reason) => {
        // Whoever upgrades is the newer one; this window is the one that has to be opened again.
        const refusal = reason === 'upgrade' ? 'newer' : reason;
        front.till.value = stateOf({ kind: 'refused', refusal });
      },
    },
    shop,
    word,
  );
}

function stateOf(refusal: AssembleRefusal): TillState {
  if (refusal.kind !== 'refused') return refusal;
  const { refusal: reason } = refusal;
  if (reason === 'newer') return { kind: 'newer_book' };
  if (reason === 'blocked') return { kind: 'blocked' };
  return { kind: 'no_storage', reason: reason === 'unavailable' ? 'broken' : reason };
}

/** Of a till that did not open because its book is damaged, too: it is the file that is needed then. */
async function exportJournal(device: Device): Promise<{ readonly name: string; readonly content: Blob }> {
  const { book, realClock } = device.front;
  const journal = device.parts?.journal ?? createIdbJournal(createConnection(bookDatabase(book)));
  const clock = device.parts?.clock ?? realClock;
  const { head = newHead('') } = await journal.read();
  return { name: exportFileName(book, head), content: await exportBlob(journal, { book, head, clock }) };
}

/** An exported file, looked at; the book on the screen is opened again once it is back. */
async function readFile(device: Device, file: Blob): Promise<BackupReading> {
  const { front, shop, parts } = device;
  const reading = await readBackup(
    {
      connection: (book) => createConnection<BookSchema>(bookDatabase(book)),
      inUse: parts === undefined ? undefined : front.book,
      notes: shop.notes,
      clock: front.realClock,
      digest: sha256Hex,
    },
    file,
  );
  if (!reading.ok || reading.backup.book !== front.book) return reading;
  const { backup } = reading;
  const bringBack = async (): Promise<BroughtBack> => {
    const brought = await backup.bringBack();
    if (brought.ok) await openTill(device, 'ask', brought.restored);
    return brought;
  };
  return { ok: true, backup: { ...backup, bringBack } };
}

/** All of the open book; payments may go on meanwhile. */
async function checkJournal(
  { parts }: Device,
  progress: (checked: number, total: number) => void,
): Promise<readonly Damage[]> {
  check(parts !== undefined, 'check-before-open');
  const { journal, till } = parts;
  const { head: present = newHead(till) } = await journal.read();
  const { damages } = await verifySteadily(journal, present, (head) =>
    verifyAll(journal, head, { digest: sha256Hex, progress }),
  );
  return damages;
}

/** A new version is offered only while no payment is open (INV-16). */
function watchUpdates({ view, update }: Front): void {
  if (!import.meta.env.PROD) return;
  watchForUpdate({
    mayUpdate: () => [...view.value.sales.values()].every((sale) => openAttempt(sale) === undefined),
    onOffer: (offer) => {
      update.value = { accept: () => void offer.accept() };
    },
  });
}
