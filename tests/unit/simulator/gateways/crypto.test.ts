/** Signatures and encryption of the simulator against Node's own, and the stand-ins that seeded simulation uses instead. */

import { createDecipheriv, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createStandInCrypto,
  createWebCrypto,
  hmacSha256,
  type SimulatorCrypto,
} from '../../../../simulator/gateways/crypto.ts';
import { MERCHANT_PRIVATE_KEY, MERCHANT_PUBLIC_KEY } from '../../../../simulator/world/keys.ts';

const web = createWebCrypto(globalThis.crypto);
const standIn = createStandInCrypto([{ publicKey: MERCHANT_PUBLIC_KEY, privateKey: MERCHANT_PRIVATE_KEY }]);
const both: readonly (readonly [string, SimulatorCrypto])[] = [
  ['Web Crypto', web],
  ['the stand-in', standIn],
];

it('authenticates text as Node does', () => {
  const code = createHmac('sha256', 'whsec_付款').update('1700000000.{"id":"evt_1"}');
  expect(hmacSha256('whsec_付款', '1700000000.{"id":"evt_1"}', 'hex')).toBe(code.digest('hex'));
  // A published pair: the SDK of the card provider makes the same of it.
  expect(hmacSha256('whsec_test_secret', '1700000000.{"id":"evt_1"}', 'hex')).toBe(
    '248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a',
  );
  expect(Buffer.from(hmacSha256('key', 'text', 'base64'), 'base64')).toHaveLength(32);
});

it('seals with AES-GCM what Node can open', async () => {
  const key = '0123456789abcdef0123456789abcdef';
  const [nonce, associatedData] = ['abcdefghijkl', 'certificate'];
  const sealed = Buffer.from(
    await web.aesGcmEncrypt({ key, nonce, associatedData, text: '微信 pay' }),
    'base64',
  );
  const open = createDecipheriv('aes-256-gcm', key, nonce);
  open.setAAD(Buffer.from(associatedData)).setAuthTag(sealed.subarray(-16));
  expect(open.update(sealed.subarray(0, -16), undefined, 'utf8') + open.final('utf8')).toBe('微信 pay');
});

describe.each(both)('%s', (_, crypto) => {
  it('verifies what it signed, and nothing else', async () => {
    const signature = await crypto.sign(MERCHANT_PRIVATE_KEY, '12.50 元');
    expect(await crypto.verify(MERCHANT_PUBLIC_KEY, '12.50 元', signature)).toBe(true);
    expect(await crypto.verify(MERCHANT_PUBLIC_KEY, '12.51 元', signature)).toBe(false);
    expect(await crypto.verify(MERCHANT_PUBLIC_KEY, '12.50 元', 'not base64 !')).toBe(false);
  });
});

it('tells an RSA key from what is none', async () => {
  expect(await web.isPublicKey(MERCHANT_PUBLIC_KEY)).toBe(true);
  expect(await web.isPublicKey(MERCHANT_PRIVATE_KEY)).toBe(false);
  expect(await web.isPublicKey('')).toBe(false);
});
