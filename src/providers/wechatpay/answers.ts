/** WeChat Pay v3 answers before they are believed: the bytes that the signature covers, in headers and body (2.2). */

import { REQUEST_TIMEOUT_MS, SECOND_MS } from '../../domain/timing.ts';
import type { Answer, Opened, Order } from '../contract.ts';
import { troubleFault } from './faults.ts';
import { fieldsOf, rawWords } from './fields.ts';

/** How far the provider's time may be from the till's (2.1). */
const WINDOW_MS = 300 * SECOND_MS;

/** Sent now and then to see whether a shop checks at all: a signature that is wrong on purpose (2.2). */
const PROBE = 'WECHATPAY/SIGNTEST/';

/** The signed bytes of an answer, or what one is that is not signed, or too old to be the answer to this request. */
export function open(answer: Answer, order: Pick<Order, 'now' | 'presentation'>): Opened {
  const { headers, bytes } = answer;
  const timestamp = headers['wechatpay-timestamp'];
  const nonce = headers['wechatpay-nonce'];
  const signature = headers['wechatpay-signature'];
  const keyId = headers['wechatpay-serial'];
  if (!timestamp || !nonce || !signature || !keyId) return unsigned(answer);
  // No forgery, and no word about the order either: the true answer comes when it is asked for again.
  if (signature.startsWith(PROBE)) return { kind: 'unsigned', fault: 'answer_garbled' };
  if (!isTimely(timestamp, order))
    return { kind: 'unsigned', fault: isFine(answer) ? 'answer_forged' : 'clock_wrong', ...rawOf(answer) };
  return { kind: 'signed', bytes: signedBytes(timestamp, nonce, bytes), signature, keyId, content: bytes };
}

/** An old answer to another question would be signed as well; the time is the only thing that tells them apart. */
function isTimely(timestamp: string, order: Pick<Order, 'now' | 'presentation'>): boolean {
  const at = /^\d{10}$/.test(timestamp) ? Number(timestamp) * SECOND_MS : Number.NaN;
  const patienceMs = REQUEST_TIMEOUT_MS[order.presentation];
  return at >= order.now - WINDOW_MS && at <= order.now + WINDOW_MS + patienceMs;
}

function signedBytes(timestamp: string, nonce: string, body: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${timestamp}\n${nonce}\n`);
  const signed = new Uint8Array(head.length + body.length + 1);
  signed.set(head);
  signed.set(body, head.length);
  signed[signed.length - 1] = 0x0a;
  return signed;
}

/** Without a signature: what stands between till and provider spoke, or the provider before it knew whom it spoke to. */
function unsigned(answer: Answer): Opened {
  const { status } = answer;
  if (status === 429) return { kind: 'unsigned', fault: 'provider_limited', ...rawOf(answer) };
  if (status >= 500) return { kind: 'unsigned', fault: 'provider_busy', ...rawOf(answer) };
  const fields = fieldsOf(answer.bytes);
  if (fields === undefined && status !== 204) return { kind: 'unsigned', fault: 'answer_garbled' };
  if (isFine(answer)) return { kind: 'unsigned', fault: 'answer_forged', ...rawOf(answer) };
  const { code, message } = rawWords(fields ?? {}, status);
  return { kind: 'unsigned', fault: troubleFault({ status, code, message }), ...rawOf(answer) };
}

function isFine({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function rawOf({ bytes, status }: Answer): Pick<Extract<Opened, { kind: 'unsigned' }>, 'raw'> {
  const fields = fieldsOf(bytes);
  return fields === undefined ? {} : { raw: rawWords(fields, status) };
}
