/** Reading PayPal's JSON without believing its shape: what is missing or of another kind is nothing. */

export type Fields = Readonly<Record<string, unknown>>;

/** Answers larger than this are refused unread. */
const MAX_BYTES = 256 * 1024;

/** The JSON object in the bytes, or nothing for anything else. */
export function fieldsOf(bytes: Uint8Array): Fields | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  try {
    return asFields(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The objects of a list; none when it is no list. */
export function listOf(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) return [];
  return value.map(asFields).filter((one) => one !== undefined);
}

/** Text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
