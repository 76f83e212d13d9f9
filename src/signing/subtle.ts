/** Finds the platform's Web Crypto, also where it still stands under an old name, and says why there is none. */

export type SubtleResult =
  | { readonly ok: true; readonly subtle: SubtleCrypto }
  /** `insecure`: the page came over plain HTTP, where browsers hide Web Crypto. `missing`: the browser has none. */
  | { readonly ok: false; readonly refusal: 'insecure' | 'missing' };

/** As much of the global object as is looked at. */
export interface CryptoScope {
  readonly crypto?: { readonly subtle?: SubtleCrypto };
  readonly isSecureContext?: boolean;
}

/** `loadShim` brings the old browsers' Web Crypto up to date; it is fetched only where it is needed. */
export async function findSubtle(
  scope: CryptoScope,
  loadShim: () => Promise<unknown>,
): Promise<SubtleResult> {
  if (scope.crypto?.subtle !== undefined) return { ok: true, subtle: scope.crypto.subtle };
  if (scope.isSecureContext === false) return { ok: false, refusal: 'insecure' };
  try {
    await loadShim();
  } catch {
    return { ok: false, refusal: 'missing' };
  }
  const subtle = scope.crypto?.subtle;
  return subtle === undefined ? { ok: false, refusal: 'missing' } : { ok: true, subtle };
}
