/** Reading an Alipay v2 call: parameters from query string and body, the text that was signed, and the system checks. */

import { parseDateTime } from '../../world/beijing.ts';
import type { JsonObject, RawCall } from '../../world/model.ts';
import { type ErrorFields, invalid, missing } from './answers.ts';
import { methodNamed } from './names.ts';
import { text } from './order.ts';

/** How far a request's time may be off. */
export const TIMESTAMP_WINDOW_MS = 5 * 60_000;

/** All parameters by name. Where one comes twice the query string wins, and the signature will not fit. */
export function readParameters(call: RawCall): ReadonlyMap<string, string> {
  return new Map([...new URLSearchParams(call.body), ...new URLSearchParams(call.query)]);
}

/** What the merchant signed: all but `sign`, empty ones dropped, sorted by name, values as they are. */
export function signedText(parameters: ReadonlyMap<string, string>): string {
  return [...parameters]
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The business content, or undefined when it is no JSON object. */
export function readContent(json: string): JsonObject | undefined {
  try {
    const content: unknown = JSON.parse(json);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong before the gateway has looked at the signature. */
export function routingError(call: RawCall, parameters: ReadonlyMap<string, string>): ErrorFields | null {
  const has = (name: string) => (parameters.get(name) ?? '') !== '';
  if (!has('method')) return missing('method');
  if (!has('app_id')) return missing('app-id');
  if (!has('sign_type')) return missing('signature-type');
  if (!has('sign')) return missing('signature');
  if (!has('timestamp')) return missing('timestamp');
  if (!has('version')) return missing('version');
  if (methodNamed(parameters.get('method') ?? '') === undefined) return invalid('method');
  if (parameters.get('version') !== '1.0') return invalid('version');
  if (parameters.get('sign_type') !== 'RSA2') return invalid('signature-type');
  if (has('format') && parameters.get('format')?.toUpperCase() !== 'JSON') return invalid('format');
  if (parameters.has('encrypt_type') && parameters.get('encrypt_type') !== 'AES')
    return invalid('encrypt-type');
  const charset = new URLSearchParams(call.query).get('charset') ?? '';
  if (charset.toLowerCase() !== 'utf-8') return invalid('charset');
  return null;
}

/** The time must be near the provider's, read in Beijing time or, as some SDKs write it, in UTC. */
export function isTimely(timestamp: string, now: number): boolean {
  return [parseDateTime(timestamp), parseDateTime(timestamp, 0)].some(
    (at) => at !== undefined && Math.abs(at - now) <= TIMESTAMP_WINDOW_MS,
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The content with no more of a payment code than its end. */
export function withoutCode(content: JsonObject): JsonObject {
  const code = text(content, 'auth_code');
  return code === '' ? content : { ...content, auth_code: `…${code.slice(-4)}` };
}
