/** Signs what the counter may send, and nothing else: the last guard between a mistake and a signed order (S-11). */

import type { Currency, Money } from '../domain/money.ts';
import type { RailName } from '../domain/rail.ts';
import type { Clock, Signed, SignedOperation, Signer, SignRefusal } from '../ports.ts';
import { bytesToBase64 } from './base64.ts';
import { type KeyStore, merchantKeyRef } from './keys.ts';

/** `no_amount`: the operation moves no money of its own choosing (a query, a cancel). Else the most per currency, minor units; a currency that is not listed is over the limit. */
export type OperationLimit = 'no_amount' | Readonly<Partial<Record<Currency, number>>>;

export interface SignLimits {
  /** An operation that is not listed is never signed. */
  readonly operations: Readonly<Partial<Record<SignedOperation, OperationLimit>>>;
  /** The most signatures in any 60 seconds. */
  readonly perMinute: number;
}

export interface SignerParts {
  readonly subtle: SubtleCrypto;
  readonly keys: Pick<KeyStore, 'get'>;
  readonly clock: Clock;
  readonly limits: SignLimits;
}

const MINUTE_MS = 60_000;

/** The Signer port with the merchant's key of each rail. Any exception is a refusal (S-74); a refusal costs no signature. */
export function createSigner(parts: SignerParts): Signer {
  const signedAt: number[] = [];
  return {
    sign: async (command) => {
      try {
        const over = refusalFor(parts.limits, command.operation, command.amount);
        if (over !== undefined) return refuse(over);
        if (!takeTurn(signedAt, parts)) return refuse('too_many');
        return await signWith(parts, command.rail, command.text);
      } catch {
        return refuse('failed');
      }
    },
  };
}

function refusalFor(
  limits: SignLimits,
  operation: SignedOperation,
  amount: Money | undefined,
): SignRefusal | undefined {
  const limit = Object.hasOwn(limits.operations, operation) ? limits.operations[operation] : undefined;
  if (limit === undefined) return 'unknown_operation';
  if (limit === 'no_amount') return undefined;
  const most = amount === undefined ? undefined : limit[amount.currency];
  // Written so that a NaN or a missing figure refuses.
  return amount !== undefined && most !== undefined && amount.amountMinor <= most ? undefined : 'over_limit';
}

/** Counts this signature against the last minute's. A clock that was put back forgets what lies ahead of it, else the till would stand still for as long. */
function takeTurn(signedAt: number[], { clock, limits }: SignerParts): boolean {
  const now = clock.now();
  const recent = signedAt.filter((at) => at <= now && now - at < MINUTE_MS);
  const isFree = recent.length < limits.perMinute;
  signedAt.splice(0, signedAt.length, ...recent, ...(isFree ? [now] : []));
  return isFree;
}

async function signWith(parts: SignerParts, rail: RailName, text: string): Promise<Signed> {
  // Read each time, 0.3 ms: a key that was removed in another tab must not sign once more.
  const record = await parts.keys.get(merchantKeyRef(rail));
  if (record === undefined) return refuse('no_key');
  const bytes = new TextEncoder().encode(text);
  const signature = await parts.subtle.sign(record.key.algorithm.name, record.key, bytes);
  return { ok: true, signature: bytesToBase64(new Uint8Array(signature)) };
}

function refuse(refusal: SignRefusal): Signed {
  return { ok: false, refusal };
}
