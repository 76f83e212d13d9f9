/** Composition root of the service worker: what starts offline, and which listener answers first. */

import { addRoute, createHandlerBoundToURL, type PrecacheEntry, precache } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { openPracticeHost, type PracticeHost } from '../simulator/hosts/page.ts';
import { practiceRoutes } from '../simulator/hosts/worker.ts';
import { assembleTill, openShop } from './assemble.ts';
import type { Counter } from './counter/counter.ts';
import { openAttempt } from './domain/sale.ts';
import { SYNC_TAG } from './sync/background.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: every file the counter needs to start without a network, with its SHA-256. */
declare const __PRECACHE__: readonly PrecacheEntry[];
/** Put in by the build: whether this build holds the simulator. */
declare const __SIMULATOR__: boolean;
/** Put in by the build: the version of this program. */
declare const __VERSION__: string;

/** Pages that a navigation may open without a network, whatever its query says. */
function servePage(path: string, file: string): void {
  const answer = createHandlerBoundToURL(file);
  registerRoute(({ request, url }) => {
    return request.mode === 'navigate' && url.origin === self.location.origin && url.pathname === path;
  }, answer);
}

function serveShell(entries: readonly PrecacheEntry[]): void {
  // Without a list there is nothing to bind a page to, and binding would throw.
  if (entries.length === 0) return;
  precache([...entries]);
  servePage('/', '/index.html');
  if (__SIMULATOR__) {
    servePage('/simulator/', '/simulator/index.html');
    servePage('/simulator', '/simulator/index.html');
  }
  addRoute({ directoryIndex: '', cleanURLs: false });
}

function isSkipWaiting(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING';
}

// The page asks only when no payment is open (INV-16); nothing else makes this worker take over early.
self.addEventListener('message', (event) => {
  if (event.origin === self.location.origin && isSkipWaiting(event.data)) void self.skipWaiting();
});

// Without this the page of the very first visit would stay without a worker until its next load.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

/** The simulator for this worker, opened when it is first needed; a worker that was stopped opens it again. */
function practiceHost(): Promise<PracticeHost> {
  hosts.opening ??= openPracticeHost();
  return hosts.opening;
}

const PATIENCE_MS = 10_000;
const WORK_MS = 120_000;
const LOOK_MS = 1_000;

const sleep = (durationMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, durationMs));

function isOpen(counter: Counter): boolean {
  return [...counter.view().sales.values()].some((sale) => openAttempt(sale) !== undefined);
}

/** Settles what is open in the book that this device uses: asks, cancels, refunds; never pays (payment-model.md 4.5, rule 7). */
async function settle(): Promise<void> {
  const shop = openShop({ scope: self });
  const settings = await shop.settings.read();
  const parts = await assembleTill(
    {
      book: settings.book,
      version: __VERSION__,
      scope: self,
      realClock: { now: () => Date.now(), steady: () => performance.now() },
      // A browser with service workers has Web Crypto; and a worker cannot import later.
      loadShim: () => Promise.reject(new Error('no shim in a worker')),
      practice: __SIMULATOR__ && settings.book === 'practice' ? practiceHost : undefined,
      settings: () => settings,
      onChange: () => undefined,
      onNotice: () => undefined,
      onOnline: () => undefined,
      onAccounts: () => undefined,
      isSeen: () => false,
      onStorageEnd: () => undefined,
    },
    shop,
  );
  if ('kind' in parts) return;
  const { counter } = parts;
  // A page that is just closing gives the right to drive back in a moment; one that lives drives by itself.
  const isMine = await counter.driveIfFree(PATIENCE_MS);
  for (let waited = 0; isMine && isOpen(counter) && waited < WORK_MS; waited += LOOK_MS) await sleep(LOOK_MS);
  const isLeft = isMine && isOpen(counter);
  await counter.close();
  parts.end();
  // The browser wakes the worker again for a sync that was not brought to its end.
  if (isLeft) throw new Error('a payment is still open');
}

const hosts: { opening: Promise<PracticeHost> | undefined } = { opening: undefined };

self.addEventListener('sync', ((event: ExtendableEvent & { readonly tag: string }) => {
  if (event.tag === SYNC_TAG) event.waitUntil(settle());
}) as EventListener);

// Practice routes and live paths must be answered before the shell: the first listener that responds wins.
if (__SIMULATOR__) {
  const answer = practiceRoutes(
    { handle: async (request) => (await practiceHost()).handle(request) },
    self.location.origin,
  );
  self.addEventListener('fetch', (event) => {
    const response = answer(event.request);
    if (response !== undefined) event.respondWith(response);
  });
}
serveShell(__PRECACHE__);
