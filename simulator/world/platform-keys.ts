/** The keys under which WeChat Pay signs, one after another: a few fixed pairs, in an order that begins where the seed says. */

import { WECHATPAY_PLATFORM_CERTIFICATES } from './certificates.ts';
import { identitySeed } from './create.ts';
import { WECHATPAY_PLATFORM_PRIVATE_KEYS } from './keys.ts';
import { type JsonObject, touch, type World } from './model.ts';
import { seedFrom } from './random.ts';

export interface PlatformKey {
  /** Of its certificate, hexadecimal: how the provider names the key. */
  readonly serial: string;
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
}

/** All that any world has: RSA keys take a script too long to make, so the seed only chooses among these. */
export const PLATFORM_KEYS: readonly PlatformKey[] = WECHATPAY_PLATFORM_CERTIFICATES.map(
  ({ serial, certificate }, at) => ({
    serial,
    certificate,
    privateKey: WECHATPAY_PLATFORM_PRIVATE_KEYS[at] ?? '',
  }),
);

/** The last change of keys, on the rail's shelf. */
interface Rotation extends JsonObject {
  /** How many there were. */
  readonly rotations: number;
  /** Until when the key before is listed too, simulated time. */
  readonly overlapUntil: number;
}

/** What the provider signs under now; after as many changes as there are keys the first comes again. */
export function platformKeyOf(world: World): PlatformKey {
  return keyAfter(world, rotationOf(world).rotations);
}

/** The keys whose certificates the provider gives out, the newest first: for a while after a change two. */
export function listedPlatformKeys(world: World, now: number): readonly PlatformKey[] {
  const { rotations, overlapUntil } = rotationOf(world);
  const current = keyAfter(world, rotations);
  return rotations > 0 && now < overlapUntil ? [current, keyAfter(world, rotations - 1)] : [current];
}

/** The provider signs under another key from now on. */
export function rotatePlatformKey(world: World, overlapUntil: number): void {
  const rotation: Rotation = { rotations: rotationOf(world).rotations + 1, overlapUntil };
  world.shelves.wechatpay = { ...world.shelves.wechatpay, ...rotation };
  touch(world);
}

function rotationOf(world: World): Rotation {
  return { rotations: 0, overlapUntil: 0, ...(world.shelves.wechatpay as Partial<Rotation> | undefined) };
}

function keyAfter(world: World, rotations: number): PlatformKey {
  const first = seedFrom(`${identitySeed(world.seed)}/platform key`);
  const key = PLATFORM_KEYS[(first + rotations) % PLATFORM_KEYS.length];
  if (key === undefined) throw new Error('there are platform keys');
  return key;
}
