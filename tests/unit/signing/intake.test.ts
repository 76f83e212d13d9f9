/** How a provider's new key comes in: out of a certificate sealed for this shop, named as it says, good now, in an answer that one of them signed. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyAdmission } from '../../../src/ports.ts';
import { createKeyIntake } from '../../../src/signing/intake.ts';
import { importProviderKey, type KeyStore, providerPublicHalves } from '../../../src/signing/keys.ts';
import { importOpeningKey } from '../../../src/signing/opening-key.ts';
import { createVerifier } from '../../../src/signing/verifier.ts';
import { OPENSSL_CERTIFICATES } from './openssl-certificates.ts';
import { ANSWER, proofBy, SECRET, SERIALS, sealed, sealText } from './sealed.ts';
import { brokenKeyStore, keyParts, memoryKeyStore, publicPem, rsaPair } from './support.ts';

const IN_2027 = Date.UTC(2027, 0, 1);
const AFTER_THE_END = Date.UTC(2031, 10, 22, 9);
const BEFORE_THE_BEGINNING = Date.UTC(2026, 10, 23, 8);

async function shop(store: KeyStore = memoryKeyStore()) {
  const parts = keyParts(store);
  parts.now = IN_2027;
  await importOpeningKey(parts, 'wechatpay', SECRET);
  const intake = createKeyIntake(parts);
  type Command = Parameters<typeof intake.admit>[0];
  const admit = (command: Partial<Command> = {}): Promise<KeyAdmission> =>
    intake.admit({
      rail: 'wechatpay',
      keyId: SERIALS.second,
      certificates: [sealed('second'), sealed('first')],
      proof: proofBy('second'),
      ...command,
    });
  const known = async () => (await providerPublicHalves(parts.store, 'wechatpay')).map(({ keyId }) => keyId);
  const verify = (name: 'first' | 'second') =>
    createVerifier({ subtle: parts.subtle, keys: parts.store, clock: parts.clock }).verify({
      rail: 'wechatpay',
      ...proofBy(name),
    });
  return { parts, intake, admit, known, verify };
}

describe('a new key', () => {
  test('is taken in when the answer that brought it was signed with it', async () => {
    const { admit, known, verify } = await shop();
    expect(await verify('second')).toBe('unknown_key');
    expect(await admit()).toBe('admitted');
    expect(await known()).toEqual([SERIALS.second]);
    expect(await verify('second')).toBe('valid');
  });

  test('is taken in when another of the certificates signed the answer', async () => {
    const { admit, verify } = await shop();
    expect(await admit({ proof: proofBy('first') })).toBe('admitted');
    expect(await verify('second')).toBe('valid');
    expect(await verify('first')).toBe('unknown_key');
  });

  test('stays beside those that are still good, however many, until its own end', async () => {
    const { parts, admit, known, verify } = await shop();
    await importProviderKey(parts, 'wechatpay', { text: publicPem(rsaPair()), keyId: 'OLD' });
    await importProviderKey(parts, 'wechatpay', { text: publicPem(rsaPair()), keyId: 'PUB_KEY_ID_1' });
    await admit();
    await admit({ keyId: SERIALS.first });
    expect((await known()).sort()).toEqual([SERIALS.second, SERIALS.first, 'OLD', 'PUB_KEY_ID_1'].sort());
    parts.now = AFTER_THE_END;
    expect(await verify('second')).toBe('unknown_key');
    const certificates = [sealed('late'), sealed('second')];
    expect(await admit({ keyId: SERIALS.late, certificates })).toBe('refused');
    expect(await verify('first')).toBe('unknown_key');
  });

  test('takes those with it that have ended', async () => {
    const { parts, admit, known } = await shop();
    const over = { text: publicPem(rsaPair()), keyId: 'OVER', validUntil: IN_2027 - 1 };
    await importProviderKey(parts, 'wechatpay', over);
    expect(await known()).toEqual(['OVER']);
    await admit();
    expect(await known()).toEqual([SERIALS.second]);
  });

  test('that an owner enters makes no room by throwing out what was fetched', async () => {
    const { parts, admit, known } = await shop();
    await admit();
    for (const keyId of ['K1', 'K2', 'K3']) {
      parts.now += 1;
      await importProviderKey(parts, 'wechatpay', { text: publicPem(rsaPair()), keyId });
    }
    expect((await known()).sort()).toEqual([SERIALS.second, 'K2', 'K3'].sort());
  });
});

describe('nothing is taken in', () => {
  const curve = sealed('curve');
  const lie = { ...sealed('first'), keyId: SERIALS.second };

  test.each<[string, Parameters<Awaited<ReturnType<typeof shop>>['admit']>[0], KeyAdmission]>([
    ['that the provider does not list', { keyId: SERIALS.late }, 'not_listed'],
    ['out of an empty list', { certificates: [] }, 'not_listed'],
    ['whose certificate has another number', { certificates: [lie, sealed('first')] }, 'refused'],
    ['that was sealed for another shop', { certificates: [sealed('second', 'x'.repeat(32))] }, 'refused'],
    [
      'in an answer that somebody else signed',
      { proof: { ...proofBy('first'), keyId: SERIALS.second } },
      'refused',
    ],
    [
      'in an answer signed by none of the list',
      { certificates: [sealed('second')], proof: proofBy('first') },
      'refused',
    ],
    [
      'in an answer whose bytes were changed',
      { proof: { ...proofBy('second'), bytes: ANSWER.slice(1) } },
      'refused',
    ],
    ['without a signature', { proof: { ...proofBy('second'), signature: '' } }, 'refused'],
    ['with half a signature', { proof: { ...proofBy('second'), signature: 'AAA' } }, 'refused'],
    [
      'that vouches for other certificates',
      { keyId: SERIALS.authority, certificates: [sealed('authority'), sealed('second')] },
      'refused',
    ],
    ['that is no RSA key', { keyId: SERIALS.curve, certificates: [curve, sealed('second')] }, 'refused'],
    [
      'that is too short',
      { keyId: SERIALS.short, certificates: [sealed('short'), sealed('second')] },
      'refused',
    ],
    [
      'that is no certificate',
      { certificates: [{ keyId: SERIALS.second, ...sealText('hello') }] },
      'refused',
    ],
    [
      'whose nonce is too long',
      { certificates: [{ ...sealed('second'), nonce: '0123456789abc' }] },
      'refused',
    ],
    [
      'that was sealed as something else',
      { certificates: [{ ...sealed('second'), associatedData: 'transaction' }] },
      'refused',
    ],
  ])('%s', async (_, command, expected) => {
    const { admit, known } = await shop();
    expect(await admit(command)).toBe(expected);
    expect(await known()).toEqual([]);
  });

  test.each([
    ['whose time is over', AFTER_THE_END],
    ['whose time has not come', BEFORE_THE_BEGINNING],
  ])('%s', async (_, now) => {
    const { parts, admit, known } = await shop();
    parts.now = now;
    expect(await admit()).toBe('refused');
    expect(await known()).toEqual([]);
  });

  test('when one bit of what was sealed is another', async () => {
    const { admit, known } = await shop();
    const whole = Buffer.from(sealed('second').ciphertext, 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length * 8 - 1 }), async (bit) => {
        const flipped = Buffer.from(whole);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const changed = { ...sealed('second'), ciphertext: flipped.toString('base64') };
        expect(await admit({ certificates: [changed] })).toBe('refused');
      }),
      { numRuns: 200 },
    );
    expect(await known()).toEqual([]);
  });

  test('even from somebody who knows the shop’s secret, when a byte of the certificate that signs is another', async () => {
    const { admit, verify } = await shop();
    const lines = OPENSSL_CERTIFICATES.second.trim().split('\n');
    const der = Buffer.from(lines.slice(1, -1).join(''), 'base64');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: der.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const flipped = Buffer.from(der);
          flipped[at] = (flipped[at] ?? 0) ^ change;
          const text = `${lines[0]}\n${flipped.toString('base64')}\n${lines.at(-1)}\n`;
          const outcome = await admit({ certificates: [{ keyId: SERIALS.second, ...sealText(text) }] });
          // What is not the key, its name or its time (the issuer's words, its signature) nobody can check without the issuer.
          if (outcome === 'admitted') expect(await verify('second')).toBe('valid');
          else expect(['refused', 'unavailable']).toContain(outcome);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('without the shop’s secret, or without a store', async () => {
    const bare = createKeyIntake(keyParts());
    expect(await bare.canOpen('wechatpay')).toBe(false);
    const command = { rail: 'wechatpay', keyId: SERIALS.second, certificates: [sealed('second')] } as const;
    expect(await bare.admit({ ...command, proof: proofBy('second') })).toBe('unavailable');
    const broken = createKeyIntake(keyParts(brokenKeyStore()));
    expect(await broken.canOpen('wechatpay')).toBe(false);
    expect(await broken.admit({ ...command, proof: proofBy('second') })).toBe('unavailable');
  });
});
