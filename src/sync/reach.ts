/** Whether the shop's own server answers: what is asked when the browser says that there is no network, since it may be wrong (F-25). */

import { timeLimit } from './time-limit.ts';

/** Longer is no network that a payment could use. */
const PATIENCE_MS = 3_000;

/** A gateway path: no worker and no cache ever answers it. */
const PATH = '/live/';

/** Resolves to true for any answer at all, whatever its status: only the way there counts. Never rejects. */
export async function reachServer(scope: {
  readonly fetch: typeof fetch;
  readonly location: { readonly origin: string };
}): Promise<boolean> {
  const { signal, clear } = timeLimit(PATIENCE_MS);
  try {
    await scope.fetch(scope.location.origin + PATH, {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      signal,
    });
    return true;
  } catch {
    return false;
  } finally {
    clear();
  }
}
