/** The models of one window, made and wired to each other and to the devices; ended together. */

import { computed, effect, type Signal, signal } from '@preact/signals';
import type { Camera } from '../devices/camera.ts';
import { type InstallOffer, watchInstall } from '../devices/install.ts';
import { createRepeatGuard } from '../devices/repeat-guard.ts';
import { createWakeLock } from '../devices/wake-lock.ts';
import { listenToWedge } from '../devices/wedge.ts';
import { hasProvider } from '../domain/rail.ts';
import type { App } from './context.ts';
import type { AppDeps } from './deps.ts';
import { createKeypad, type Key } from './models/keypad.ts';
import { createQrMaker } from './models/qr.ts';
import { createRouter, type Router } from './models/router.ts';
import { createArmed, startTicking } from './models/schedule.ts';
import type { Sounding } from './models/sounding.ts';
import { createSpeaker } from './models/speaker.ts';
import { isUnderWay } from './models/stage.ts';
import { createTill } from './models/till.ts';
import { createWords, type FirstReader } from './models/words.ts';

export interface AppModels {
  readonly app: App;
  readonly dispose: () => void;
}

export function createAppModels(given: AppDeps, first: FirstReader, target: Window): AppModels {
  const router = createRouter(target);
  const deps = asInDemos(given, router);
  const keypad = createKeypad(deps.currency);
  const till = createTill({
    deps,
    keypad,
    showSale: (number) => router.go({ screen: 'sale', number }),
    goHome: () => {
      if (router.route.value.screen !== 'demo') router.go({ screen: 'home' });
    },
    isHome: () => ['home', 'demo'].includes(router.route.value.screen),
    staysAtResult: () => router.route.value.screen === 'demo',
  });
  const words = createWords(deps.settings, first);
  const speaker = createSpeaker({ words, stage: till.stage });
  const ticking = startTicking(deps.now, deps.after);
  const armed = createArmed(deps.after);
  const isRepeat = createRepeatGuard();
  const install = signal<InstallOffer | undefined>(undefined);
  const sounding = signal<Sounding | undefined>(undefined);
  const scanTaker: App['scanTaker'] = signal(undefined);
  const app: App = {
    deps,
    router,
    keypad,
    till,
    words,
    speaker,
    now: ticking.now,
    qr: createQrMaker(),
    armed,
    camera: createCameraOnce(deps, isRepeat),
    scanTaker,
    install,
    sounding,
  };
  const ends = [
    ...startRules(app, target),
    listenToWedge(target, {
      isRepeat,
      onScan: ({ text }) => {
        const taker = scanTaker.peek();
        if (taker === undefined) void till.scanned(text);
        else taker(text);
      },
      onTyped: (character) => typed(app, character),
    }),
    watchInstall({ onOffer: (offer) => setOffer(install, offer) }, target),
    router.dispose,
    till.dispose,
    speaker.dispose,
    words.dispose,
    ticking.stop,
  ];
  return {
    app,
    dispose: () => {
      for (const end of ends) end();
    },
  };
}

/** A demo tells of one shop and one wallet, whatever this shop is and uses. */
function asInDemos(deps: AppDeps, { route }: Router): AppDeps {
  const isDemo = computed(() => route.value.screen === 'demo');
  return {
    ...deps,
    currency: computed(() => (isDemo.value ? 'CNY' : deps.currency.value)),
    usual: computed(() => (isDemo.value ? ['alipay'] : deps.usual.value)),
    keepUsual: (usual) => {
      if (!isDemo.peek()) deps.keepUsual(usual);
    },
  };
}

function setOffer(install: Signal<InstallOffer | undefined>, offer: InstallOffer | undefined): void {
  install.value = offer;
}

/** The camera and its decoder are a later load; the page has one camera only. */
function createCameraOnce(
  deps: AppDeps,
  isRepeat: ReturnType<typeof createRepeatGuard>,
): () => Promise<Camera> {
  let camera: Promise<Camera> | undefined;
  return () => {
    camera ??= import('../devices/camera.ts').then(({ createCamera }) =>
      createCamera({ nowMs: deps.now, isRepeat }),
    );
    return camera;
  };
}

const KEYS: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'];

/** A character typed by hand with no field in focus: the amount's, as long as the keypad is what stands there, or comes next. */
function typed({ keypad, till, router }: App, character: string): () => void {
  const kind = till.stage.value?.kind;
  const isResult = kind === 'paid' || kind === 'recorded';
  const isForKeypad = router.route.value.screen === 'home' && (kind === undefined || isResult);
  // A comma is where many layouts have the decimal key of the number block.
  const key = character === ',' || character === '。' ? '.' : character;
  if (!isForKeypad || till.sheet.value !== 'none') return () => undefined;
  // Any key ends a result, and counts for the next amount.
  if (isResult) till.next();
  if (!isKey(key)) return () => undefined;
  till.forgetProblem();
  return keypad.press(key);
}

function isKey(text: string): text is Key {
  return KEYS.includes(text);
}

/** What follows from the screen's changes by itself; each rule answers how to end it. */
function startRules({ deps, router, till, armed, words }: App, target: Window): readonly (() => void)[] {
  const wakeLock = createWakeLock(target.document);
  return [
    effect(() => {
      const { kind } = till.stage.value ?? {};
      void [kind, router.route.value, till.sheet.value, till.isFlipped.value];
      armed.hold();
    }),
    effect(() => {
      const kind = till.stage.value?.kind;
      if (kind !== undefined && isUnderWay(kind)) void wakeLock.hold();
      else wakeLock.release();
    }),
    effect(() => {
      target.document.documentElement.lang = words.first('cashier').language;
      target.document.documentElement.dataset['book'] = deps.book;
    }),
    deps.onNotice((notice) => {
      const settings = deps.settings.value;
      const isFirst =
        settings.welcome === 'hint' && notice.kind === 'paid' && hasProvider(notice.attempt.rail);
      // A demo pays by itself: nobody has learnt anything by hand yet.
      if (isFirst && router.route.peek().screen !== 'demo')
        void deps.saveSettings({ ...settings, welcome: 'card' });
      // Now there is something to keep (design of storage-persist): asked once, its answer stands in the settings.
      if (notice.kind === 'paid' && deps.persistence.value === 'unknown') void deps.askPersistence();
    }),
    wakeLock.dispose,
  ];
}

/** What is loaded behind the first paint: the other language, the QR encoder, sounds, practice's channel. The function ends it. */
export function loadBehind(app: App): () => void {
  const ends: (() => void)[] = [];
  let isEnded = false;
  const keep = (end: () => void): void => {
    if (isEnded) end();
    else ends.push(end);
  };
  /** What cannot be fetched now is not there until the next start; nothing that moves money depends on it. */
  const start = <M>(module: Promise<M>, begin: (found: M) => () => void): void => {
    module.then((found) => keep(begin(found))).catch(() => undefined);
  };
  app.qr.load().catch(() => undefined);
  void app.words.loadAll();
  import('./models/scanning.ts').catch(() => undefined);
  start(import('./models/usage.ts'), ({ startUsage }) => startUsage(app.deps));
  start(import('./models/sounding.ts'), ({ startSounding }) => {
    const sounding = startSounding(app);
    app.sounding.value = sounding;
    return sounding.dispose;
  });
  start(import('./models/customer-till.ts'), ({ startCustomerTill }) =>
    startCustomerTill(app, { id: window.crypto.randomUUID(), target: window }),
  );
  if (app.deps.book === 'practice')
    start(import('./models/practice.ts'), ({ startPractice }) => startPractice(app));
  return () => {
    isEnded = true;
    for (const end of ends) end();
  };
}
