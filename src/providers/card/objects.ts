/** Reading Stripe's JSON without believing its shape: what is missing or of another kind is nothing. */

import { isCurrency, isMinorAmount, type Money, money } from '../../domain/money.ts';
import type { RawWords } from '../../domain/operation.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Answers larger than this are refused unread; a list of a hundred refunds fits. */
const MAX_BYTES = 512 * 1024;
const MESSAGE_MAX = 200;

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

/** Text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The id of an object, whether it stands there itself or only by its id. */
export function idOf(value: unknown): string | undefined {
  return text(value) ?? text(asFields(value)?.['id']);
}

/** Stripe counts in the smallest unit, as we do, and writes currencies in lower case. */
export function amountOf(minor: unknown, currency: unknown): Money | 'unreadable' {
  const code = text(currency)?.toUpperCase();
  return isCurrency(code) && isMinorAmount(minor) ? money(code, minor) : 'unreadable';
}

/** What an error says; its code is the one for machines, or the kind of error where there is none. */
export function errorWords(error: Fields): RawWords {
  const code = text(error['code']) ?? text(error['type']) ?? '';
  return words(code, text(error['decline_code']) ?? text(error['param']), text(error['message']));
}

export function words(code: string, subCode?: string, message?: string): RawWords {
  return {
    code,
    ...(subCode === undefined ? {} : { subCode }),
    ...(message === undefined ? {} : { message: message.slice(0, MESSAGE_MAX) }),
  };
}
