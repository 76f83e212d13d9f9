/** The envelope of an Alipay v2 answer: finds the signed bytes without believing, or even parsing, what they say. */

/** Members of the outer object as byte ranges of their values. */
export interface Members {
  readonly [name: string]: { readonly start: number; readonly end: number };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Answers larger than this are refused unread. */
const MAX_BYTES = 256 * 1024;

/**
 * The outer members of a JSON object, by position in the raw bytes, since the signature covers the inner object exactly
 * as it was sent (alipay-wechatpay.md 1.3). Nothing for anything but one whole object without doubled names.
 */
export function membersOf(bytes: Uint8Array): Members | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const members: Record<string, { start: number; end: number }> = Object.create(null);
  let at = skipSpaces(bytes, 0);
  if (bytes[at] !== OPEN_BRACE) return undefined;
  at = skipSpaces(bytes, at + 1);
  while (bytes[at] !== CLOSE_BRACE) {
    const nameEnd = bytes[at] === QUOTE ? endOfValue(bytes, at) : undefined;
    if (nameEnd === undefined) return undefined;
    const name = textOf(bytes.subarray(at + 1, nameEnd - 1));
    at = skipSpaces(bytes, nameEnd);
    if (bytes[at] !== COLON || name === undefined || name in members) return undefined;
    const start = skipSpaces(bytes, at + 1);
    const end = endOfValue(bytes, start);
    if (end === undefined) return undefined;
    members[name] = { start, end };
    at = skipSpaces(bytes, end);
    if (bytes[at] === COMMA) {
      at = skipSpaces(bytes, at + 1);
      if (bytes[at] !== QUOTE) return undefined;
    } else if (bytes[at] !== CLOSE_BRACE) return undefined;
  }
  return skipSpaces(bytes, at + 1) === bytes.length ? members : undefined;
}

/** UTF-8 text, or nothing when the bytes are not well formed. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function skipSpaces(bytes: Uint8Array, from: number): number {
  let at = from;
  while (SPACES.has(bytes[at] ?? 0)) at += 1;
  return at;
}

/** Where the JSON value that begins at `start` ends: a string, a bracketed value, or a bare word. */
function endOfValue(bytes: Uint8Array, start: number): number | undefined {
  const first = bytes[start];
  if (first === undefined) return undefined;
  if (first === QUOTE) return endOfString(bytes, start);
  if (!OPENING.has(first)) return endOfWord(bytes, start);
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function endOfString(bytes: Uint8Array, start: number): number | undefined {
  for (let at = start + 1; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  return undefined;
}

function endOfWord(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  while (at < bytes.length && !isDelimiter(bytes[at] ?? 0)) at += 1;
  return at > start ? at : undefined;
}

function isDelimiter(byte: number): boolean {
  return byte === COMMA || CLOSING.has(byte) || SPACES.has(byte);
}
