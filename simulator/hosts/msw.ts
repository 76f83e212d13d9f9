/** MSW handlers around a memory host, for anybody's tests. */

import { HttpResponse, http, type RequestHandler } from 'msw';
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from './memory.ts';
import { isAnswered } from './shared/front.ts';

export interface SimulatorHandlers {
  /** For `setupServer(...handlers)`: the providers' real paths and `/_simulator/…`, on any origin. */
  readonly handlers: readonly RequestHandler[];
  readonly host: MemoryHost;
}

/** A simulated world behind MSW. A lost request or answer is a network error for the caller. */
export function createSimulatorHandlers(options: MemoryHostOptions): SimulatorHandlers {
  const host = createMemoryHost(options);
  const resolve = async ({ request }: { readonly request: Request }) => {
    try {
      return await host.handle(request);
    } catch {
      return HttpResponse.error();
    }
  };
  const isOurs = ({ request }: { readonly request: Request }) => isAnswered(new URL(request.url).pathname);
  return { host, handlers: [http.all(isOurs, resolve)] };
}
