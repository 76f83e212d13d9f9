/** Traces as they travel: unpacked out of a link or read from a file, and never more than a page can hold. */

/** A link's part behind `#trace=`; the simulation makes none longer than 30,000. */
const LONGEST_LINK = 40_000;
/** Bytes of JSON lines. */
const LARGEST_TRACE = 4 * 1024 * 1024;

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refusal: 'too_large' | 'unreadable' };

/** JSON lines out of raw deflate in base64url. A small link that would grow without end is stopped on the way. */
export async function unpack(packed: string): Promise<Unpacked> {
  if (packed.length > LONGEST_LINK) return { ok: false, refusal: 'too_large' };
  if (!/^[\w-]+$/.test(packed)) return { ok: false, refusal: 'unreadable' };
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return await readAll(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')));
  } catch {
    return { ok: false, refusal: 'unreadable' };
  }
}

/** A file that somebody chose. */
export async function readFile(file: Blob): Promise<Unpacked> {
  if (file.size > LARGEST_TRACE) return { ok: false, refusal: 'too_large' };
  try {
    return { ok: true, text: await file.text() };
  } catch {
    return { ok: false, refusal: 'unreadable' };
  }
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Unpacked> {
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { ok: true, text: text + decoder.decode() };
    size += value.length;
    if (size > LARGEST_TRACE) {
      await reader.cancel();
      return { ok: false, refusal: 'too_large' };
    }
    text += decoder.decode(value, { stream: true });
  }
}
