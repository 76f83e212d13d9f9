/** What a row of the strictness tables is: a request that the real provider would refuse, and the provider's own words for it. */

import { type SimulatorServer, startSimulatorServer } from '../../../simulator/hosts/node/server.ts';
import type { Credentials } from '../../../simulator/world/credentials.ts';
import type { Rail } from '../../../simulator/world/model.ts';

/** A shop at the stand-alone simulator, over HTTP; every row gets a fresh world. */
export interface StrictShop {
  readonly url: string;
  readonly credentials: Credentials;
  readonly now: () => number;
  /** Sends a request to the simulator, whatever origin it was written for. */
  readonly host: { readonly handle: (request: Request) => Promise<Response> };
}

export interface BadRequest {
  readonly rail: Rail;
  readonly title: string;
  /** May prepare what it needs first: an order, a payment, a code. */
  readonly request: (shop: StrictShop) => Promise<Request> | Request;
  readonly expect: {
    readonly status: number;
    /** All of them stand in the body as it is sent. */
    readonly says: readonly string[];
  };
}

export async function openStrictShop(): Promise<{
  readonly shop: StrictShop;
  readonly server: SimulatorServer;
}> {
  const server = await startSimulatorServer({ port: 0, seed: 'strict' });
  const credentials = (await (await fetch(`${server.url}/_simulator/credentials`)).json()) as Credentials;
  const handle = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const body = method === 'GET' ? undefined : await request.arrayBuffer();
    return fetch(`${server.url}${pathname}${search}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  };
  return { server, shop: { url: server.url, credentials, now: Date.now, host: { handle } } };
}
