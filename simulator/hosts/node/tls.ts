/** The certificate under which the stand-alone simulator serves HTTPS: a fresh one, or one kept in a file. */

import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { makeCertificate, type TlsPair } from './certificate.ts';

const DAY_MS = 86_400_000;

/**
 * The kept certificate while it is good for these names for another day; else a fresh one, kept in its place. The file
 * can be given to clients as one to trust (`NODE_EXTRA_CA_CERTS`); the key stands beside it, for its owner alone.
 */
export function certificateFor(names: readonly string[], now: number, file?: string): TlsPair {
  const kept = file === undefined ? undefined : readPair(file);
  if (kept && isGood(kept, names, now)) return kept;
  const fresh = makeCertificate(names, now);
  if (file !== undefined) {
    writeFileSync(`${file}.key`, fresh.key, { mode: 0o600 });
    writeFileSync(file, fresh.certificate);
  }
  return fresh;
}

function readPair(file: string): TlsPair | undefined {
  if (!existsSync(file) || !existsSync(`${file}.key`)) return undefined;
  return { certificate: readFileSync(file, 'utf8'), key: readFileSync(`${file}.key`, 'utf8') };
}

function isGood({ certificate }: TlsPair, names: readonly string[], now: number): boolean {
  try {
    const read = new X509Certificate(certificate);
    const isCurrent = Date.parse(read.validFrom) <= now && Date.parse(read.validTo) > now + DAY_MS;
    return isCurrent && names.every((name) => read.checkHost(name) ?? read.checkIP(name));
  } catch {
    return false;
  }
}
