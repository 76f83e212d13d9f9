/** Whose call it is: the `Authorization` header of v3, its five fields in any order, and the five lines that are signed. */

import type { RawCall } from '../../world/model.ts';

/** How far a call's time may be off. */
export const WINDOW_MS = 5 * 60_000;

const SCHEME = /^WECHATPAY2-SHA256-RSA2048 +(\S.*)$/;
const NAMES = ['mchid', 'nonce_str', 'signature', 'timestamp', 'serial_no'] as const;

export type Authorization = Readonly<Record<(typeof NAMES)[number], string>>;

/** The fields of the header; undefined when there is none, or one is missing, doubled or strange. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const list = SCHEME.exec(header ?? '')?.[1];
  if (list === undefined || !/^(?:\w+="[^"]*"(?: *, *|$))+$/.test(list)) return undefined;
  const fields = [...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);
  const found = Object.fromEntries(fields) as Record<string, string>;
  const isWhole =
    fields.length === NAMES.length && NAMES.every((name) => Object.hasOwn(found, name) && found[name] !== '');
  return isWhole ? (found as Authorization) : undefined;
}

/** Method, path with query as they came, time, nonce, body: each line with its end. */
export function signedText(call: RawCall, { timestamp, nonce_str }: Authorization): string {
  const path = call.query === '' ? call.path : `${call.path}?${call.query}`;
  return [call.method, path, timestamp, nonce_str, call.body].map((line) => `${line}\n`).join('');
}

export function isTimely({ timestamp }: Authorization, now: number): boolean {
  return /^\d{1,11}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now) <= WINDOW_MS;
}
