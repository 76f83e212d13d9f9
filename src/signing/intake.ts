/**
 * Takes in a provider's new key out of certificates that were sealed for this shop (S-34). That one opens under the shop's
 * own secret shows that the provider made it for this merchant; no chain is checked, since no provider publishes its root.
 */

import type { KeyAdmission, KeyIntake, SealedCertificate } from '../ports.ts';
import { base64ToBytes } from './base64.ts';
import { readCertificate } from './certificate.ts';
import { type KeyParts, keepFetchedKey, RSA_SHA256 } from './keys.ts';
import { hasOpeningKey, openingKeyRef, openSealed } from './opening-key.ts';
import { parsePublicKey } from './pem.ts';

type Admit = Parameters<KeyIntake['admit']>[0];

/** The KeyIntake port. Any exception is `unavailable`, or "no", which admit nothing (S-74). */
export function createKeyIntake(parts: KeyParts): KeyIntake {
  return {
    canOpen: (rail) => hasOpeningKey(parts.store, rail).catch(() => false),
    admit: (command) => admit(parts, command).catch(() => 'unavailable'),
  };
}

async function admit(parts: KeyParts, command: Admit): Promise<KeyAdmission> {
  const { rail, keyId, certificates, proof } = command;
  const secret = await parts.store.get(openingKeyRef(rail));
  if (secret === undefined) return 'unavailable';
  const wanted = certificates.find((one) => one.keyId === keyId);
  if (wanted === undefined) return 'not_listed';
  const signer = certificates.find((one) => one.keyId === proof.keyId);
  const found = await openCertificate(parts, secret.key, wanted);
  const signedBy = signer === wanted ? found : signer && (await openCertificate(parts, secret.key, signer));
  if (found === undefined || signedBy === undefined) return 'refused';
  const signature = base64ToBytes(proof.signature);
  const bytes = new Uint8Array(proof.bytes);
  if (signature === undefined) return 'refused';
  const isSigned = await parts.subtle.verify(RSA_SHA256.name, signedBy.key, signature, bytes);
  if (!isSigned) return 'refused';
  await keepFetchedKey(parts, rail, { keyId, ...found });
  return 'admitted';
}

interface OpenedCertificate {
  readonly key: CryptoKey;
  readonly publicBytes: Uint8Array<ArrayBuffer>;
  readonly validUntil: number;
}

/** The key in a certificate that is really named as the list says, good at this time, and made to sign answers with. */
async function openCertificate(
  { subtle, clock }: KeyParts,
  secret: CryptoKey,
  sealed: SealedCertificate,
): Promise<OpenedCertificate | undefined> {
  const text = await openSealed(subtle, secret, sealed);
  const certificate = text === undefined ? undefined : readCertificate(text);
  if (certificate === undefined || certificate.serial !== sealed.keyId) return undefined;
  const { validFrom, validUntil, isAuthority } = certificate;
  const now = clock.now();
  if (isAuthority || now < validFrom || now > validUntil) return undefined;
  const parsed = parsePublicKey(certificate.publicKey);
  if (!parsed.ok) return undefined;
  const { publicBytes } = parsed.key;
  const key = await subtle.importKey('spki', publicBytes, RSA_SHA256, true, ['verify']);
  return { key, publicBytes, validUntil };
}
