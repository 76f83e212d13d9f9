/** MSW handlers around a memory host, for anybody's tests. */

import { HttpResponse, http, type RequestHandler } from 'msw';
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from './memory.ts';

export interface SimulatorHandlers {
  /** For `setupServer(...handlers)`: the provider's real addresses and `/_simulator/…`, on any origin. */
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
  return { host, handlers: [http.all('*/gateway.do', resolve), http.all('*/_simulator/*', resolve)] };
}
