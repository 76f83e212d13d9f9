/** The shim that brings an old browser's Web Crypto up to date; a file of its own, so that only those who need it fetch it. */

export function loadShim(): Promise<unknown> {
  return import('webcrypto-shim');
}
