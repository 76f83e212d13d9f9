/** The simulator as a server of its own, for anybody's point of sale: its worlds, its pages, over HTTP or HTTPS. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createWebCrypto } from '../../gateways/crypto.ts';
import type { TlsPair } from './certificate.ts';
import { startCourier } from './courier.ts';
import { bracketed, createGuard, isLoopback, namesOf } from './doors.ts';
import { type Keeper, keptWorlds, startKeeper } from './keeper.ts';
import { createPages } from './pages.ts';
import { createServe } from './serve.ts';
import { openWorlds } from './worlds.ts';

export interface SimulatorServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Where it listens; this machine alone by default. */
  readonly host?: string;
  readonly seed?: string;
  /** Further names that callers may use beside this machine's own; with a port, for that port alone. */
  readonly allowedHosts?: readonly string[];
  /** Serves HTTPS under this certificate. */
  readonly tls?: TlsPair;
  /** A file in which the worlds are kept over restarts. */
  readonly stateFile?: string;
  /** The folder of the built pages; without it there are no phone and no desk. */
  readonly siteFolder?: string;
  /** Told when the state could not be written. */
  readonly onStateFailure?: (error: unknown) => void;
}

export interface SimulatorServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the server; rejects when the port cannot be opened, or with `UnusableState`. */
export async function startSimulatorServer(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const { host: address = '127.0.0.1', seed = 'server', tls, stateFile, allowedHosts = [] } = options;
  const crypto = createWebCrypto(globalThis.crypto);
  const restored = keptWorlds(stateFile);
  const { servers, port } = await listen(options, address);
  const worlds = openWorlds({
    now: Date.now,
    crypto,
    seed,
    restored,
    onOpen: (host) => startCourier(host, crypto).stop,
  });
  let keeper: Keeper | undefined;
  const close = async () => {
    keeper?.close();
    worlds.close();
    await Promise.all(servers.map(closeServer));
  };
  try {
    if (stateFile !== undefined) {
      keeper = startKeeper(stateFile, worlds, options.onStateFailure ?? (() => undefined));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const scheme = tls ? 'https' : 'http';
  const guard = createGuard({ scheme, port, names: namesOf(address), allowed: allowedHosts });
  const pages = options.siteFolder === undefined ? undefined : createPages(options.siteFolder);
  const serve = createServe({ worlds, guard, scheme, pages });
  for (const server of servers) server.on('request', serve);
  return { url: `${scheme}://${nameFor(address)}:${port}`, close };
}

/** By which name this machine itself calls an address that is listened on. */
function nameFor(address: string): string {
  return isLoopback(address) || address === '0.0.0.0' || address === '::' ? '127.0.0.1' : bracketed(address);
}

/** Opens the port; on both loopback addresses, since `localhost` may mean either. */
async function listen(
  { port: asked, tls }: SimulatorServerOptions,
  address: string,
): Promise<{ readonly servers: readonly Server[]; readonly port: number }> {
  const create = (): Server =>
    tls ? createTlsServer({ key: tls.key, cert: tls.certificate }) : createServer();
  const first = await open(create(), asked, address);
  const port = portOf(first);
  if (address !== '127.0.0.1') return { servers: [first], port };
  try {
    return { servers: [first, await open(create(), port, '::1')], port };
  } catch {
    // A machine without IPv6, or somebody else on that address: IPv4 alone must do.
    return { servers: [first], port };
  }
}

async function open(server: Server, port: number, address: string): Promise<Server> {
  server.listen(port, address);
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
