/** Reads everything that a page has stored, in whatever place, as text to be searched for secrets. */

import type { Page } from 'playwright';

export interface StoredText {
  /** Such as `IndexedDB guitai-live/keys`. */
  readonly place: string;
  /** Strings as they are, bytes as Latin-1 and as Base64, keys as what their export says. */
  readonly text: string;
}

/** All databases, caches, local and session storage of the page's origin. */
export function storedTexts(page: Page): Promise<readonly StoredText[]> {
  return page.evaluate(collect);
}

// Runs in the page.
async function collect(): Promise<StoredText[]> {
  const found: StoredText[] = [];
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const latin1 = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  };
  const ofBytes = (bytes: Uint8Array): string => `${latin1(bytes)} ${btoa(latin1(bytes))}`;
  const ofKey = async (key: CryptoKey): Promise<string> => {
    const formats = ['pkcs8', 'jwk', 'spki', 'raw'] as const;
    const exported = await Promise.all(
      formats.map((format) =>
        crypto.subtle.exportKey(format as 'pkcs8', key).then(
          (value) => `${key.type} key exported as ${format}: ${JSON.stringify(value)}`,
          () => '',
        ),
      ),
    );
    return `${key.type} key extractable=${key.extractable} ${exported.join(' ')}`;
  };
  const textOf = async (value: unknown): Promise<string> => {
    if (value instanceof CryptoKey) return ofKey(value);
    if (value instanceof ArrayBuffer) return ofBytes(new Uint8Array(value));
    if (ArrayBuffer.isView(value))
      return ofBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    if (value instanceof Blob) return value.text();
    if (typeof value !== 'object' || value === null) return String(value);
    const parts = await Promise.all(
      Object.entries(value).map(async ([name, inner]) => `${name}: ${await textOf(inner)}`),
    );
    return parts.join('\n');
  };
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await done(database.transaction(store).objectStore(store).getAll());
      for (const value of values)
        found.push({ place: `IndexedDB ${name}/${store}`, text: await textOf(value) });
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = (await (await cache.match(request))?.text()) ?? '';
      found.push({ place: `cache ${name} ${request.url}`, text });
    }
  }
  for (const [place, storage] of Object.entries({ localStorage, sessionStorage })) {
    for (const [name, value] of Object.entries(storage)) found.push({ place, text: `${name}: ${value}` });
  }
  return found;
}
