/** Signing what is answered, in the way of the version that was asked in; what was asked encrypted is answered so. */

import { GATEWAY_PRIVATE_KEY, MERCHANT_PRIVATE_KEY } from '../../world/keys.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Sealing, WireAnswer } from '../gateway.ts';
import { ALIPAY_CERT_SN, STRANGE_CERT_SN } from './certificates.ts';
import { encrypt } from './encryption.ts';

/** What sealing must know of the question, written into `Answer.sealAs`. */
export interface SealAs {
  readonly version: 'v2' | 'v3' | 'file';
  /** Asked in certificate mode: the answer names Alipay's certificate. */
  readonly isCertified?: boolean;
  readonly aesKey?: string | undefined;
}

interface How {
  readonly sealing: Sealing;
  readonly trace: string;
  readonly now: number;
}

export function writeSealAs(as: SealAs): string {
  return JSON.stringify(as);
}

export async function seal(answer: Answer, how: How, crypto: SimulatorCrypto): Promise<WireAnswer> {
  const as = JSON.parse(answer.sealAs ?? '{"version":"v2"}') as SealAs;
  if (as.version === 'file') {
    return { status: answer.status, headers: answer.headers ?? {}, body: answer.content ?? '' };
  }
  return as.version === 'v3'
    ? sealV3(answer, { ...how, as }, crypto)
    : sealV2(answer, { ...how, as }, crypto);
}

interface As extends How {
  readonly as: SealAs;
}

/** The signature covers the node's own value as it is sent, quotes of an encrypted one included, and comes last. */
async function sealV2(
  answer: Answer,
  { sealing, trace, as }: As,
  crypto: SimulatorCrypto,
): Promise<WireAnswer> {
  const plain = JSON.stringify(answer.fields);
  const node = as.aesKey === undefined ? plain : JSON.stringify(encrypt(as.aesKey, plain));
  const parts = [`"${answer.node}":${node}`];
  const number = certificateNumber(sealing, as);
  if (number !== undefined && answer.signed) parts.push(`"alipay_cert_sn":"${number}"`);
  if (answer.signed && sealing !== 'signature-missing') {
    const text = sealing === 'signature-bad' ? `${node} ` : node;
    parts.push(`"sign":"${await crypto.sign(keyFor(sealing), text)}"`);
  }
  const headers = { 'content-type': 'text/html;charset=utf-8', trace_id: trace };
  return { status: 200, headers, body: `{${parts.join(',')}}` };
}

/** Three lines are signed: time, nonce and body; all of it stands in headers. */
async function sealV3(answer: Answer, how: As, crypto: SimulatorCrypto): Promise<WireAnswer> {
  const { sealing, trace, now, as } = how;
  const plain = JSON.stringify(answer.fields);
  const isEncrypted = as.aesKey !== undefined && answer.status < 400;
  const body = as.aesKey !== undefined && isEncrypted ? encrypt(as.aesKey, plain) : plain;
  const headers: Record<string, string> = {
    'content-type': isEncrypted ? 'text/plain;charset=utf-8' : 'application/json;charset=utf-8',
    'alipay-trace-id': trace,
    ...(isEncrypted ? { 'alipay-encrypt-type': 'AES' } : {}),
  };
  if (!answer.signed) return { status: answer.status, headers, body };
  const timestamp = String(now);
  const nonce = trace.padStart(32, '0');
  const number = certificateNumber(sealing, as);
  const text = `${timestamp}\n${nonce}\n${body}\n${sealing === 'signature-bad' ? ' ' : ''}`;
  return {
    status: answer.status,
    headers: {
      ...headers,
      'alipay-timestamp': timestamp,
      'alipay-nonce': nonce,
      ...(number === undefined ? {} : { 'alipay-sn': number }),
      ...(sealing === 'signature-missing'
        ? {}
        : { 'alipay-signature': await crypto.sign(keyFor(sealing), text) }),
    },
    body,
  };
}

function certificateNumber(sealing: Sealing, { isCertified }: SealAs): string | undefined {
  if (sealing === 'key-unknown') return STRANGE_CERT_SN;
  return isCertified ? ALIPAY_CERT_SN : undefined;
}

function keyFor(sealing: Sealing): string {
  return sealing === 'key-unknown' ? MERCHANT_PRIVATE_KEY : GATEWAY_PRIVATE_KEY;
}
