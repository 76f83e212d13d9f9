/** Which screen the window shows, kept in its address, so that back, reload and a second window work as people expect. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { hrefOf, parseRoute, type Route } from '../routes.ts';

export interface Router {
  readonly route: ReadonlySignal<Route>;
  readonly go: (route: Route) => void;
  readonly dispose: () => void;
}

export function createRouter(target: Window): Router {
  const route = signal(parseRoute(target.location.hash));
  const onHashChange = (): void => {
    route.value = parseRoute(target.location.hash);
  };
  target.addEventListener('hashchange', onHashChange);
  return {
    route,
    go: (next) => {
      target.location.hash = hrefOf(next);
      // The event comes a moment later; the screen must not wait for it.
      route.value = next;
    },
    dispose: () => target.removeEventListener('hashchange', onHashChange),
  };
}
