/** The counter's page for tests: the real screens over the real counter and the simulated gateway, in virtual time. */

import { computed, signal } from '@preact/signals';
import { act, cleanup, render, screen } from '@testing-library/preact';
import type { BookView } from '../../../src/counter/book.ts';
import type { Notice } from '../../../src/counter/notice.ts';
import { PROVIDER_RAILS } from '../../../src/domain/account.ts';
import { newHead } from '../../../src/domain/journal.ts';
import type { RailName } from '../../../src/domain/rail.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createMemoryJournal } from '../../../src/store/memory-journal.ts';
import { Root } from '../../../src/ui/app.tsx';
import { createAppModels } from '../../../src/ui/app-models.ts';
import type { App } from '../../../src/ui/context.ts';
import type { AppDeps, Settings, TillState } from '../../../src/ui/deps.ts';
import { loadReader } from '../../../src/ui/models/words.ts';
import { preloadScreens } from '../../../src/ui/screens.tsx';
import { createOutside, type Outside, openTill, type Till } from '../../support/headless.ts';

export interface CounterPage {
  readonly app: App;
  readonly outside: Outside;
  readonly till: Till;
  /** What a test may turn from outside. */
  readonly knobs: {
    readonly till: { value: TillState };
    readonly isOnline: { value: boolean };
    readonly settings: { value: Settings };
    readonly accounts: { value: readonly RailName[] };
    readonly readiness: { value: AppDeps['readiness']['value'] };
  };
  /** Lets virtual time pass and the page follow. */
  readonly pass: (durationMs: number) => Promise<void>;
  /** Presses a button by its name, after the short while in which buttons do not listen. */
  readonly press: (name: string | RegExp) => Promise<void>;
  readonly type: (keys: string) => Promise<void>;
  /** The whole text of the page, for sentences wherever they stand. */
  readonly text: () => string;
  readonly live: () => string;
  readonly close: () => void;
}

export interface PageOptions {
  readonly language?: 'zh-CN' | 'en';
  readonly book?: 'practice' | 'live';
  readonly hash?: string;
  /** The practice shop's. */
  readonly currency?: 'CNY' | 'USD';
  /** The rails that there is an account for; all of them unless told. */
  readonly accounts?: readonly RailName[];
  /** What a page before this one left behind: provider, customers and disk. */
  readonly outside?: Outside;
  readonly account?: Partial<AppDeps['account']>;
  readonly readBackup?: AppDeps['readBackup'];
  readonly checkJournal?: AppDeps['checkJournal'];
}

export async function openCounterPage(options: PageOptions = {}): Promise<CounterPage> {
  const { language = 'en', book = 'practice', hash = '' } = options;
  location.hash = hash;
  await preloadScreens();
  const outside = options.outside ?? (await createOutside());
  const view = signal<BookView>({ head: newHead('T7K2'), sales: new Map(), newest: 0, drawer: {} });
  const listeners = new Set<(notice: Notice) => void>();
  const till = await openTill(outside, {
    onChange: (next) => {
      view.value = next;
    },
    onNotice: (notice) => {
      for (const listener of [...listeners]) listener(notice);
    },
  });
  const settings = signal<Settings>({
    language,
    customerLanguage: language,
    sound: false,
    voice: false,
    shopName: 'Corner shop',
    qrLifeMinutes: 2,
    welcome: 'hint',
    practiceCurrency: options.currency ?? 'CNY',
    liveCurrency: 'CNY',
    hiddenRails: [],
    cashRounding: { isOn: true, euroCoinMinor: 1 },
    ownCodes: {},
  });
  const state = signal<TillState>({ kind: 'ready' });
  const isOnline = signal(true);
  const accounts = signal<readonly RailName[]>(options.accounts ?? PROVIDER_RAILS);
  const readiness = signal<AppDeps['readiness']['value']>({ alipay: { state: 'ready' } });
  const usual = signal<readonly RailName[]>([]);
  const journal = createMemoryJournal(outside.store);
  const deps: AppDeps = {
    counter: till.counter,
    view,
    isDriving: signal(true),
    till: state,
    accounts,
    readiness,
    usual,
    keepUsual: (next) => {
      usual.value = next;
    },
    probe: async (rail) => {
      const found = await till.counter.probe(rail);
      readiness.value = { ...readiness.value, [rail]: found };
      return found;
    },
    isOnline,
    settings,
    saveSettings: async (next) => {
      settings.value = next;
    },
    onNotice: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    book,
    currency: computed(() => settings.value.practiceCurrency),
    now: outside.host.clock.now,
    after: (delayMs, work) => outside.time.at(outside.time.now() + delayMs, work),
    journal,
    sideText: (text) => ({ commitment: sha256Hex(text), salt: 's', text }),
    update: signal(undefined),
    exportJournal: async () => ({ name: 'journal.jsonl', content: new Blob([]) }),
    readBackup: options.readBackup ?? (async () => ({ ok: false, problem: 'not_an_export' })),
    checkJournal: options.checkJournal ?? (async () => []),
    recover: async () => undefined,
    goOn: () => undefined,
    secondCopy: signal({ kind: 'kept', seq: 1, lag: 0 }),
    isHardened: true,
    persistence: signal('persisted'),
    askPersistence: async () => undefined,
    account: { ...noAccount, ...options.account },
    ...(book === 'practice' ? { practice: practiceOf(outside, till, isOnline) } : {}),
  };
  const { app, dispose } = createAppModels(deps, await loadReader(language), window);
  await app.words.loadAll();
  await app.qr.load();
  render(<Root app={app} />);
  const pass = (durationMs: number): Promise<void> => act(() => outside.time.pass(durationMs));
  await pass(400);
  return {
    app,
    outside,
    till,
    knobs: { till: state, isOnline, settings, accounts, readiness },
    pass,
    press: async (name) => {
      await pass(350);
      await act(() => screen.getByRole('button', { name }).click());
      await pass(0);
    },
    type: async (keys) => {
      for (const key of keys) await act(() => screen.getByRole('button', { name: key }).click());
    },
    text: () => document.body.textContent ?? '',
    live: () => screen.getByTestId('live').textContent ?? '',
    close: () => {
      cleanup();
      dispose();
      till.kill();
    },
  };
}

/** The control interface as a page has it: after each call the till looks at clock and network again. */
function practiceOf(
  outside: Outside,
  till: Till,
  isOnline: { value: boolean },
): NonNullable<AppDeps['practice']> {
  return {
    control: async (path, body, method) => {
      const answer = await outside.control(path, body, method);
      isOnline.value = outside.host.online();
      till.counter.wake('timer');
      return answer;
    },
  };
}

const noAccount: AppDeps['account'] = {
  read: async () => ({ entries: {}, merchantKey: undefined, providerKeys: [], hasOpeningKey: false }),
  save: async () => undefined,
  makeKey: async () => ({ ok: false, refusal: 'failed' }),
  importKey: async () => ({ ok: false, refusal: 'failed' }),
  importProviderKey: async () => ({ ok: false, refusal: 'failed' }),
  importOpeningKey: async () => ({ ok: true }),
  openBook: async () => undefined,
};
