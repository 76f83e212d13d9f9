/** Registers the service worker and offers a new version of the counter, never while a payment is open (INV-16). */

import { Workbox } from 'workbox-window';

/** A newer version stands ready. Taking it reloads the counter. */
export interface UpdateOffer {
  /** Answers `busy` and changes nothing while a payment is open; the offer stays good. */
  readonly accept: () => 'reloading' | 'busy';
}

export interface UpdateWatch {
  /** Asks the server for a newer version, for example when a shift opens. Offline it does nothing. */
  readonly check: () => Promise<void>;
}

export interface UpdateOptions {
  /** False while any payment of this till is open. Asked at the moment of the offer's acceptance. */
  readonly mayUpdate: () => boolean;
  readonly onOffer: (offer: UpdateOffer) => void;
}

const workerPath = '/sw.js';

interface TrustedPolicies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (path: string) => string },
  ) => { readonly createScriptURL: (path: string) => unknown };
}

function trustedPolicies(scope: object): TrustedPolicies | undefined {
  return 'trustedTypes' in scope ? (scope.trustedTypes as TrustedPolicies) : undefined;
}

// Trusted Types let no plain string become a worker: the one policy admits the one path.
function trustedWorkerPath(): string {
  const rules = {
    createScriptURL: (path: string): string => {
      if (path !== workerPath) throw new TypeError('Only the counter’s own worker may be started.');
      return path;
    },
  };
  const policy = trustedPolicies(globalThis)?.createPolicy('guitai-worker', rules);
  // Where the platform has the types, `register` takes the trusted value; the library's types know strings only.
  return policy === undefined ? workerPath : (policy.createScriptURL(workerPath) as string);
}

/**
 * Starts the worker and calls `onOffer` when a newer one waits, or when another window of this till has already moved
 * on. Call it once, in the production build only. Answers undefined where the browser has no service workers.
 */
export function watchForUpdate(options: UpdateOptions): UpdateWatch | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  const hadController = navigator.serviceWorker.controller !== null;
  const workbox = new Workbox(trustedWorkerPath());
  let accepted = false;

  workbox.addEventListener('waiting', () => {
    options.onOffer({
      accept: () => {
        if (!options.mayUpdate()) return 'busy';
        accepted = true;
        workbox.messageSkipWaiting();
        return 'reloading';
      },
    });
  });
  workbox.addEventListener('controlling', () => {
    if (accepted) {
      location.reload();
      return;
    }
    // The first worker takes over a page that is as new as itself: nothing to offer then.
    if (!hadController) return;
    options.onOffer({
      accept: () => {
        if (!options.mayUpdate()) return 'busy';
        location.reload();
        return 'reloading';
      },
    });
  });
  // A refused or failed registration leaves a counter that works online; the install part says so.
  workbox.register().catch(() => undefined);
  return { check: () => workbox.update().catch(() => undefined) };
}
