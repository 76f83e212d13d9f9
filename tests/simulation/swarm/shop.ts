/** What is outside of every till: the simulated providers, their customers, and the keys that the shop has from them. */

import { createStandInCrypto, standInSignature } from '../../../simulator/gateways/crypto.ts';
import { createMemoryHost, type MemoryHost } from '../../../simulator/hosts/memory.ts';
import { type Credentials, credentialsOf } from '../../../simulator/world/credentials.ts';
import {
  GATEWAY_PRIVATE_KEY,
  GATEWAY_PUBLIC_KEY,
  MERCHANT_PRIVATE_KEY,
  MERCHANT_PUBLIC_KEY,
  WECHATPAY_PUBLIC_MODE_PRIVATE_KEY,
  WECHATPAY_PUBLIC_MODE_PUBLIC_KEY,
} from '../../../simulator/world/keys.ts';
import type { Trade, World } from '../../../simulator/world/model.ts';
import type { KeyIntake, Signer, Verifier } from '../../../src/ports.ts';
import { createIntake, providerKey } from '../../support/headless.ts';
import type { SwarmTime } from './time.ts';

export interface Shop {
  readonly host: MemoryHost;
  readonly credentials: Credentials;
  readonly signer: Signer;
  readonly verifier: Verifier;
  readonly intake: KeyIntake;
  readonly tradeOf: (orderNumber: string) => Trade | undefined;
  readonly world: () => World;
}

const PAIRS = [
  { publicKey: MERCHANT_PUBLIC_KEY, privateKey: MERCHANT_PRIVATE_KEY },
  { publicKey: GATEWAY_PUBLIC_KEY, privateKey: GATEWAY_PRIVATE_KEY },
  { publicKey: WECHATPAY_PUBLIC_MODE_PUBLIC_KEY, privateKey: WECHATPAY_PUBLIC_MODE_PRIVATE_KEY },
];

export function createShop(time: SwarmTime, seed: string): Shop {
  const host = createMemoryHost({
    now: time.now,
    // What follows the stroke leaves the shop's ids and secrets as they are.
    seed: `swarm/${seed}`,
    crypto: createStandInCrypto(PAIRS),
    wait: (delayMs, signal) => waitFor(time, delayMs, signal),
  });
  const world = host.world;
  const credentials = credentialsOf(world());
  const known = new Set([credentials.wechatpay.platformSerial, credentials.wechatpay.publicKeyId]);
  const keys = { credentials, known };
  const decoder = new TextDecoder();
  const tradeOf = (orderNumber: string): Trade | undefined =>
    Object.values(world().trades).find((trade) => trade.orderNumber === orderNumber);
  return {
    host,
    credentials,
    world,
    tradeOf,
    signer: {
      sign: async ({ text }) => ({ ok: true, signature: standInSignature(MERCHANT_PUBLIC_KEY, text) }),
    },
    verifier: {
      verify: async ({ rail, bytes, signature, keyId }) => {
        const key = providerKey(keys, rail, keyId);
        if (key === undefined) return 'unknown_key';
        return standInSignature(key, decoder.decode(bytes)) === signature ? 'valid' : 'invalid';
      },
    },
    intake: createIntake(keys),
  };
}

function waitFor(time: SwarmTime, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const takeBack = time.at(time.now() + delayMs, resolve);
    signal.addEventListener('abort', () => {
      takeBack();
      reject(signal.reason);
    });
  });
}
