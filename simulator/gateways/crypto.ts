/** Signatures as the gateways need them; a port, so that a seeded simulation can do without real ones. */

export interface SimulatorCrypto {
  /** RSA-SHA256 over UTF-8 text; `signature` in base64, the key as SPKI PEM. A bad key or signature is `false`. */
  readonly verify: (publicKey: string, text: string, signature: string) => Promise<boolean>;
  /** base64; the key as PKCS#8 PEM. */
  readonly sign: (privateKey: string, text: string) => Promise<string>;
  /** Whether text is an SPKI PEM of an RSA key of at least 2048 bits. */
  readonly isPublicKey: (publicKey: string) => Promise<boolean>;
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** The platform's Web Crypto, in a page, a worker or Node. Keys are imported once. */
export function createWebCrypto(platform: Crypto): SimulatorCrypto {
  const keys = new Map<string, Promise<CryptoKey>>();
  const key = (pem: string, usage: 'sign' | 'verify') => {
    const known = keys.get(pem);
    if (known) return known;
    const format = usage === 'sign' ? 'pkcs8' : 'spki';
    const imported = platform.subtle.importKey(format, fromBase64(pemBody(pem)), RSA, false, [usage]);
    keys.set(pem, imported);
    return imported;
  };
  return {
    verify: async (publicKey, text, signature) => {
      try {
        const bytes = fromBase64(signature);
        return await platform.subtle.verify(RSA, await key(publicKey, 'verify'), bytes, utf8(text));
      } catch {
        return false;
      }
    },
    sign: async (privateKey, text) => {
      const signature = await platform.subtle.sign(RSA, await key(privateKey, 'sign'), utf8(text));
      return btoa(String.fromCharCode(...new Uint8Array(signature)));
    },
    isPublicKey: async (publicKey) => {
      try {
        const { algorithm } = await platform.subtle.importKey(
          'spki',
          fromBase64(pemBody(publicKey)),
          RSA,
          false,
          ['verify'],
        );
        return 'modulusLength' in algorithm && Number(algorithm.modulusLength) >= 2048;
      } catch {
        return false;
      }
    },
  };
}

/**
 * A stand-in for seeded simulation: deterministic, quick, and no protection whatever. A signature is a digest of the
 * pair's public key and the text; both sides of a pair are named by `pairs`.
 */
export function createStandInCrypto(
  pairs: readonly { readonly publicKey: string; readonly privateKey: string }[],
): SimulatorCrypto {
  return {
    verify: async (publicKey, text, signature) => standInSignature(publicKey, text) === signature,
    sign: async (privateKey, text) => {
      const pair = pairs.find((candidate) => candidate.privateKey === privateKey);
      return standInSignature(pair?.publicKey ?? privateKey, text);
    },
    isPublicKey: async (publicKey) => publicKey !== '',
  };
}

/** The stand-in's signature of `text`, shaped like base64. */
export function standInSignature(publicKey: string, text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  const whole = `${publicKey}\n${text}`;
  for (let index = 0; index < whole.length; index += 1) {
    const unit = whole.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + index), 0x85ebca6b);
  }
  return btoa(
    `stand-in ${(high >>> 0).toString(16).padStart(8, '0')}${(low >>> 0).toString(16).padStart(8, '0')}`,
  );
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function pemBody(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
