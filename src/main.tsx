/** Composition root of the page: construction and wiring only, no decisions. */

import { signal } from '@preact/signals';
import { createAccountDesk } from './account-desk.ts';
import { type AssembledTill, type AssembleRefusal, assembleTill, openShop } from './assemble.ts';
import type { BookView } from './counter/book.ts';
import type { Counter } from './counter/counter.ts';
import { createLateCounter } from './counter/late.ts';
import type { Notice } from './counter/notice.ts';
import { watchNetwork } from './devices/network.ts';
import { askForPersistence, persistenceNow } from './devices/storage-persist.ts';
import { watchForUpdate } from './devices/updates.ts';
import { watchVisibility } from './devices/visibility.ts';
import { newHead } from './domain/journal.ts';
import { openAttempt } from './domain/sale.ts';
import { loadShim } from './signing/shim.ts';
import { createSideText } from './signing/side-text.ts';
import { exportBlob, exportFileName } from './store/export.ts';
import { type Settings as StoredSettings, settingsFrom } from './store/settings.ts';
import { askForSync } from './sync/background.ts';
import { mountApp } from './ui/app.tsx';
import type { AppDeps, Settings, TillState } from './ui/deps.ts';

declare const __SIMULATOR__: boolean;
declare const __VERSION__: string;

const shop = openShop({ scope: globalThis });
const stored = signal<StoredSettings>(settingsFrom(undefined));
const settings = signal<Settings>(settingsOf(stored.value));
const view = signal<BookView>({ head: newHead(''), sales: new Map(), newest: 0 });
const isDriving = signal(false);
const till = signal<TillState>({ kind: 'opening' });
const readiness = signal<AppDeps['readiness']['value']>({});
const isOnline = signal(navigator.onLine);
const update = signal<AppDeps['update']['value']>(undefined);
const persistence = signal<AppDeps['persistence']['value']>('unknown');
const assembled = signal<AssembledTill | undefined>(undefined);
const noticeListeners = new Set<(notice: Notice) => void>();
let arrive: (parts: AssembledTill) => void = () => undefined;
const arriving = new Promise<AssembledTill>((resolve) => {
  arrive = resolve;
});
const counter: Counter = createLateCounter(arriving.then((parts) => parts.counter));

function settingsOf(from: StoredSettings): Settings {
  const own = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
  const language = from.language ?? own;
  return { ...from, language, customerLanguage: from.customerLanguage ?? language };
}

function stateOf(refusal: AssembleRefusal): TillState {
  if (refusal.kind !== 'refused') return refusal;
  const { refusal: reason } = refusal;
  if (reason === 'newer') return { kind: 'newer_book' };
  if (reason === 'blocked') return { kind: 'blocked' };
  return { kind: 'no_storage', reason: reason === 'unavailable' ? 'broken' : reason };
}

async function openTill(goOn: 'ask' | 'go_on'): Promise<void> {
  const { book } = stored.value;
  const usesSimulator = __SIMULATOR__ && book === 'practice';
  const parts = await assembleTill(
    {
      book,
      version: __VERSION__,
      scope: globalThis,
      loadShim,
      practice: usesSimulator
        ? async () => (await import('../simulator/hosts/page.ts')).openPracticeHost()
        : undefined,
      settings: () => stored.value,
      onChange: (next) => {
        view.value = next;
        isDriving.value = counter.isDriving();
      },
      onNotice: (notice) => {
        for (const listener of [...noticeListeners]) listener(notice);
      },
      onOnline: (online) => {
        isOnline.value = online;
      },
      onStorageEnd: (reason) => {
        till.value =
          reason === 'upgrade' ? { kind: 'blocked' } : stateOf({ kind: 'refused', refusal: reason });
      },
    },
    shop,
    goOn,
  );
  if ('kind' in parts) {
    till.value = stateOf(parts);
    return;
  }
  await parts.counter.open();
  assembled.value = parts;
  arrive(parts);
  till.value = { kind: 'ready' };
  readiness.value = { alipay: await parts.counter.probe('alipay') };
}

const account = createAccountDesk({
  parts: () => arriving,
  stored,
  save: (next) => shop.settings.write(next),
  reload: () => location.reload(),
});

function mount(): void {
  mountApp(document.getElementById('app') ?? document.body, {
    counter,
    view,
    isDriving,
    till,
    readiness,
    isOnline,
    settings,
    saveSettings: async (next) => {
      stored.value = { ...stored.value, ...next };
      settings.value = next;
      await shop.settings.write(stored.value);
    },
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    book: stored.value.book,
    currency: 'CNY',
    after: (delayMs, work) => {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
    now: () => assembled.value?.clock.now() ?? Date.now(),
    journal: {
      recent: async (limit, before) => (await arriving).journal.recent(limit, before),
      saleByOrderNumber: async (orderNumber) => (await arriving).journal.saleByOrderNumber(orderNumber),
      saleByNumber: async (number) => (await arriving).journal.saleByNumber(number),
      text: async (commitment) => (await arriving).journal.text(commitment),
    },
    sideText: createSideText(crypto),
    update,
    exportJournal: async () => {
      const { journal, clock } = await arriving;
      const { book } = stored.value;
      const { head } = view.value;
      return { name: exportFileName(book, head), content: await exportBlob(journal, { book, head, clock }) };
    },
    recover: () => openTill('go_on'),
    persistence,
    askPersistence: async () => {
      persistence.value = await askForPersistence();
    },
    account,
  });
}

function watch(): void {
  watchNetwork((online) => {
    if (stored.value.book === 'live') isOnline.value = online;
    if (online) counter.wake('online');
    else void askForSync(navigator.serviceWorker);
  });
  watchVisibility((isVisible) => {
    if (isVisible) counter.wake('visible');
    else void askForSync(navigator.serviceWorker);
  });
  addEventListener('pagehide', () => assembled.value?.end());
  if (!import.meta.env.PROD) return;
  watchForUpdate({
    mayUpdate: () => [...view.value.sales.values()].every((sale) => openAttempt(sale) === undefined),
    onOffer: (offer) => {
      update.value = { accept: () => void offer.accept() };
    },
  });
}

stored.value = await shop.settings.read().catch(() => stored.value);
settings.value = settingsOf(stored.value);
mount();
watch();
void persistenceNow().then((now) => {
  if (now !== 'not_yet' && persistence.value === 'unknown') persistence.value = now;
});
await openTill('ask');
