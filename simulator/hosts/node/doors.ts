/** Who may talk to the stand-alone simulator: by which names it is called, and pages of which origin may call it. */

import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '::1'];
const EVERYWHERE = ['0.0.0.0', '::'];

/** Whether only this machine can reach an address that is listened on. */
export function isLoopback(address: string): boolean {
  return LOOPBACK_NAMES.includes(address) || address.startsWith('127.');
}

/**
 * The names under which a simulator that listens on an address is called. A name from outside is none of them, even one
 * that somebody lets point to this machine (DNS rebinding).
 */
export function namesOf(address: string): string[] {
  if (isLoopback(address)) return [...new Set([...LOOPBACK_NAMES, address])];
  if (!EVERYWHERE.includes(address)) return [...LOOPBACK_NAMES, address];
  const own = hostname().toLowerCase();
  return [...new Set([...LOOPBACK_NAMES, own, `${own}.local`, ...networkAddresses()])];
}

/** This machine's addresses on its networks. */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address }) => !address.includes('%'))
    .map(({ address }) => address);
}

export interface Doors {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  /** This machine's own. */
  readonly names: readonly string[];
  /** Further ones, such as a provider's that leads here. With a port they stand for that port, else for any way here. */
  readonly allowed?: readonly string[];
}

/** Decides by a request's `Host` and `Origin`. */
export function createGuard(doors: Doors): (host: string, origin?: string) => boolean {
  const { scheme, port, names, allowed = [] } = doors;
  const isStandard = port === (scheme === 'https' ? 443 : 80);
  const own = [...names, ...allowed.filter((name) => !hasPort(name))].map(bracketed);
  const pages = [...own.map((name) => `${name}:${port}`), ...(isStandard ? own : [])];
  const origins = new Set(pages.map((host) => `${scheme}://${host}`));
  const hosts = new Set([...pages, ...allowed].map((host) => host.toLowerCase()));
  return (host, origin) => hosts.has(host.toLowerCase()) && (origin === undefined || origins.has(origin));
}

/** The name alone, of a name with or without a port. */
export function nameAlone(name: string): string {
  return hasPort(name) ? name.replace(/:\d+$/, '') : name;
}

function hasPort(name: string): boolean {
  return /^[^:]+:\d+$/.test(name);
}

/** A name as it stands in an address. */
export function bracketed(name: string): string {
  return isIP(name) === 6 ? `[${name}]` : name;
}
