/** EMVCo merchant-presented codes: tag, length and value read strictly, and the checksum (qr-codes.md 3.1). */

/** One object of a code: a tag of two digits and what stands in it. */
export interface EmvObject {
  readonly tag: string;
  readonly value: string;
}

export type EmvRefusal =
  /** The checksum does not match, or is not the last object: misread, or changed by hand. */
  | 'checksum'
  /** Not a row of tag, length and value, a tag twice, or no beginning. */
  | 'shape';

export type EmvCode =
  | { readonly ok: true; readonly objects: readonly EmvObject[] }
  | { readonly ok: false; readonly refusal: EmvRefusal };

/** Whether the text claims to be such a code: `000201`, and `000202` as DuitNow writes it. */
export function isEmvCode(text: string): boolean {
  return /^00020[12]/.test(text);
}

/** The objects of a whole code, in its own order. The checksum is taken over UTF-8 bytes, lengths count characters. */
export function readEmvCode(text: string): EmvCode {
  // Small letters are against the specification, and printed all the same.
  const isWhole = /6304[0-9A-F]{4}$/i.test(text) && text.slice(-4).toUpperCase() === crc16(text.slice(0, -4));
  if (!isWhole) return { ok: false, refusal: 'checksum' };
  const objects = readEmvObjects(text);
  const hasFrame = isEmvCode(text) && objects?.at(-1)?.tag === '63';
  return objects === undefined || !hasFrame ? { ok: false, refusal: 'shape' } : { ok: true, objects };
}

/** The objects in a row, or in a template's value; nothing when it is no such row. */
export function readEmvObjects(text: string): readonly EmvObject[] | undefined {
  const characters = [...text];
  const objects: EmvObject[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < characters.length; ) {
    const head = characters.slice(at, at + 4).join('');
    if (!/^\d{4}$/.test(head)) return undefined;
    const tag = head.slice(0, 2);
    const length = Number(head.slice(2));
    const value = characters.slice(at + 4, at + 4 + length);
    if (length === 0 || value.length < length || seen.has(tag)) return undefined;
    seen.add(tag);
    objects.push({ tag, value: value.join('') });
    at += 4 + length;
  }
  return objects;
}

/** The value of a tag. */
export function emvValue(objects: readonly EmvObject[], tag: string): string | undefined {
  return objects.find((object) => object.tag === tag)?.value;
}

/** CRC-16, polynomial 1021, initial FFFF, not reflected, over the UTF-8 bytes; four upper-case hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
