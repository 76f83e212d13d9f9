/** Routes for a service worker: `/practice/<rail>/<real path>` and `/_simulator/…` of its own origin. */

import type { PracticeHost } from './page.ts';
import { isServed } from './shared/front.ts';

/** Answers a request that belongs to the simulator; undefined for all others. Losses reject, which a page sees as a network error. */
export function practiceRoutes(
  host: Pick<PracticeHost, 'handle'>,
  origin: string = globalThis.location.origin,
): (request: Request) => Promise<Response> | undefined {
  return (request) => {
    const url = new URL(request.url);
    if (url.origin !== origin || !isServed(url.pathname)) return undefined;
    return host.handle(request);
  };
}
