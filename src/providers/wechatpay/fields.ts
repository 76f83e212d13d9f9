/** The JSON of a WeChat Pay answer, read without trusting its shape. */

import type { RawWords } from '../../domain/operation.ts';

export type Fields = Readonly<Record<string, unknown>>;

const MESSAGE_LENGTH = 200;

/** A JSON object in well-formed UTF-8; nothing for anything else. */
export function fieldsOf(bytes: Uint8Array): Fields | undefined {
  try {
    return objectIn(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

export function objectIn(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** A text that says something. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A field of this name that the object itself has, not one that every object inherits. */
export function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The provider's own words: its code, or the state it tells, and the HTTP status beside it. */
export function rawWords(fields: Fields, status: number): RawWords {
  const code =
    textIn(own(fields, 'code')) ?? textIn(own(fields, 'trade_state')) ?? textIn(own(fields, 'status'));
  const message = textIn(own(fields, 'message')) ?? textIn(own(fields, 'trade_state_desc'));
  return {
    code: code ?? '',
    subCode: String(status),
    ...(message === undefined ? {} : { message: message.slice(0, MESSAGE_LENGTH) }),
  };
}
