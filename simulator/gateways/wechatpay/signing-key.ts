/** Which of the provider's keys an answer is signed under: the one the caller asked for, else the one in use; and its change. */

import { strike } from '../../faults/armed.ts';
import { wechatpayCredentials } from '../../world/credentials.ts';
import type { Operation, World } from '../../world/model.ts';
import { listedPlatformKeys, platformKeyOf, rotatePlatformKey } from '../../world/platform-keys.ts';
import type { Answer } from '../gateway.ts';
import { readSealAs, writeSealAs } from './answers.ts';

/** How long both certificates are given out unless the fault says: the provider's own day. */
const OVERLAP_MS = 86_400_000;

export interface Moment {
  readonly world: World;
  /** Simulated time. */
  readonly now: number;
}

/** Whether a caller may ask for this key: the public key's id, or a certificate that is given out now. */
export function isKnownKey({ world, now }: Moment, keyId: string): boolean {
  const isListed = listedPlatformKeys(world, now).some(({ serial }) => serial === keyId);
  return isListed || keyId === wechatpayCredentials(world).publicKeyId;
}

/** The name of the key to sign under. */
export function signingKey(moment: Moment, wish: string | null): string {
  return wish !== null && isKnownKey(moment, wish) ? wish : platformKeyOf(moment.world).serial;
}

/** The answer, to be sealed under the key that is right at this moment. */
export function withSigningKey(moment: Moment, answer: Answer): Answer {
  const as = readSealAs(answer.sealAs);
  if (as?.api !== 'v3') return answer;
  return { ...answer, sealAs: writeSealAs({ ...as, keyId: signingKey(moment, as.keyId) }) };
}

/** Fault `key-rotates`: from this message on the provider signs under its next key. */
export function rotateIfArmed({ world, now }: Moment, operation: Operation): void {
  const parameters = strike(world, 'key-rotates', { rail: 'wechatpay', operation });
  if (parameters !== undefined) rotatePlatformKey(world, now + (parameters.overlapMs ?? OVERLAP_MS));
}
