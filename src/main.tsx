/** Composition root of the page: the screen first, then everything behind it. Wiring only, no decisions. */

import { computed, effect, signal } from '@preact/signals';
import type { AssembledTill } from './assemble.ts';
import type { Behind, Front } from './behind.ts';
import type { BookView } from './counter/book.ts';
import type { Counter } from './counter/counter.ts';
import { createLateCounter } from './counter/late.ts';
import type { Notice } from './counter/notice.ts';
import { watchNetwork } from './devices/network.ts';
import { readHint, writeHint } from './devices/start-hint.ts';
import { watchVisibility } from './devices/visibility.ts';
import { PROVIDER_RAILS } from './domain/account.ts';
import { check } from './domain/assert.ts';
import { newHead } from './domain/journal.ts';
import { openAttempt } from './domain/sale.ts';
import { after } from './sync/after.ts';
import { askForSync } from './sync/background.ts';
import { reachServer } from './sync/reach.ts';
import { mountApp } from './ui/app.tsx';
import type { AppDeps } from './ui/deps.ts';
import { parseRoute } from './ui/routes.ts';

/** Put in by the build: whether this build holds the simulator. */
declare const __SIMULATOR__: boolean;

/** What the page has by now: filled as it arrives. */
interface Here {
  parts: AssembledTill | undefined;
  behind: Behind | undefined;
}

function start(): void {
  const hint = readHint(localStorage, navigator.language);
  const listeners = new Set<(notice: Notice) => void>();
  const here: Here = {
    parts: undefined,
    behind: undefined,
  };
  let arrive: (parts: AssembledTill) => void = () => undefined;
  const arriving = new Promise<AssembledTill>((resolve) => {
    arrive = resolve;
  });

  const front: Front = {
    book: hint.book,
    realClock: { now: () => Date.now(), steady: () => performance.now() },
    settings: signal(hint.settings),
    view: signal<BookView>({ head: newHead(''), sales: new Map(), newest: 0, drawer: {} }),
    isDriving: signal(false),
    till: signal<AppDeps['till']['value']>({ kind: 'opening' }),
    // As the last start found it; a first one in practice finds the simulator's accounts everywhere.
    accounts: signal(hint.accounts ?? (hint.book === 'practice' ? PROVIDER_RAILS : [])),
    readiness: signal<AppDeps['readiness']['value']>({}),
    usual: signal(hint.usual),
    isOnline: signal(navigator.onLine),
    update: signal<AppDeps['update']['value']>(undefined),
    persistence: signal<AppDeps['persistence']['value']>('unknown'),
    secondCopy: signal<AppDeps['secondCopy']['value']>(undefined),
    notify: (notice) => {
      for (const listener of [...listeners]) listener(notice);
    },
    arrived: (parts) => {
      here.parts = parts;
      arrive(parts);
    },
    nextBook: signal(hint.book),
  };

  const counter = createLateCounter(arriving.then((parts) => parts.counter));
  let mounted: () => void = () => undefined;
  // The screen must be there first: what stands behind it would take its share of a slow line.
  const opening = new Promise<void>((resolve) => {
    mounted = resolve;
  })
    .then(() => import('./behind.ts'))
    .then(({ openBehind }) => openBehind(front));
  void opening.then((behind) => {
    here.behind = behind;
  });

  watch(front, counter, here);
  rememberStart(front);
  const deps = depsOf({ front, counter, here, arriving, opening, listeners });
  void mountApp(document.getElementById('app') ?? document.body, deps).then(mounted);
}

/** Keeps for the next start how its first picture looks. */
function rememberStart({ book, nextBook, settings, usual, accounts }: Front): void {
  effect(() => {
    const isSame = nextBook.value === book;
    writeHint(localStorage, {
      book: nextBook.value,
      settings: settings.value,
      usual: usual.value,
      accounts: isSame ? accounts.value : undefined,
    });
  });
}

interface Wiring {
  readonly front: Front;
  readonly counter: Counter;
  readonly here: Here;
  readonly arriving: Promise<AssembledTill>;
  readonly opening: Promise<Behind>;
  readonly listeners: Set<(notice: Notice) => void>;
}

/** What the screens are given: what is there already, and what waits for the rest to arrive. */
function depsOf({ front, counter, here, arriving, opening, listeners }: Wiring): AppDeps {
  return {
    ...front,
    counter,
    isHardened: globalThis.crossOriginIsolated,
    currency: computed(() =>
      front.book === 'live' ? front.settings.value.liveCurrency : front.settings.value.practiceCurrency,
    ),
    keepUsual: (usual) => {
      front.usual.value = usual;
    },
    probe: async (rail) => (await opening).probe(rail),
    now: () => here.parts?.clock.now() ?? Date.now(),
    after,
    onNotice: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    journal: {
      recent: async (limit, before) => (await arriving).journal.recent(limit, before),
      saleByOrderNumber: async (orderNumber) => (await arriving).journal.saleByOrderNumber(orderNumber),
      saleByNumber: async (number) => (await arriving).journal.saleByNumber(number),
      movements: async (limit, before) => (await arriving).journal.movements(limit, before),
      text: async (commitment) => (await arriving).journal.text(commitment),
    },
    sideText: (text) => {
      check(here.behind !== undefined, 'side-text-before-open');
      return here.behind.sideText(text);
    },
    saveSettings: async (settings) => (await opening).saveSettings(settings),
    exportJournal: async () => (await opening).exportJournal(),
    readBackup: async (file) => (await opening).readBackup(file),
    checkJournal: async (progress) => (await opening).checkJournal(progress),
    recover: async (how) => (await opening).recover(how),
    goOn: () => {
      front.till.value = { kind: 'ready' };
    },
    askPersistence: async () => (await opening).askPersistence(),
    account: {
      read: async (rail) => (await opening).account.read(rail),
      save: async (rail, entries) => (await opening).account.save(rail, entries),
      makeKey: async (rail, replace) => (await opening).account.makeKey(rail, replace),
      importKey: async (rail, key) => (await opening).account.importKey(rail, key),
      importProviderKey: async (rail, key) => (await opening).account.importProviderKey(rail, key),
      importOpeningKey: async (rail, text) => (await opening).account.importOpeningKey(rail, text),
      openBook: async (book) => (await opening).account.openBook(book),
    },
    ...(__SIMULATOR__ && front.book === 'practice'
      ? { practice: { control: async (...call) => (await opening).practice?.control(...call) } }
      : {}),
  };
}

function watch(front: Front, counter: Counter, here: Here): void {
  // Only with something to settle: a worker that is woken for nothing keeps a new version waiting.
  const leaveToWorker = (): void => {
    const isOpen = [...front.view.value.sales.values()].some((sale) => openAttempt(sale) !== undefined);
    if (isOpen) void askForSync(navigator.serviceWorker);
  };
  watchNetwork(
    (online) => {
      if (front.book === 'live') front.isOnline.value = online;
      if (online) counter.wake('online');
      else leaveToWorker();
    },
    { reach: async () => front.book === 'live' && (await reachServer(window)) },
  );
  watchVisibility((isVisible) => {
    if (isVisible) counter.wake('visible');
    else {
      here.parts?.tellHidden();
      leaveToWorker();
    }
  });
}

/** The customer's window opens no book and drives nothing: it follows the till that stands beside it. */
function startCustomer(): void {
  const { book, settings } = readHint(localStorage, navigator.language);
  const root = document.getElementById('app') ?? document.body;
  void import('./ui/screens/customer/customer.tsx').then(({ mountCustomer }) =>
    mountCustomer(root, { book, settings, now: () => Date.now(), after, target: window }),
  );
}

if (parseRoute(location.hash).screen === 'customer') startCustomer();
else start();
