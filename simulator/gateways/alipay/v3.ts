/** Version 3 of the interface, `/v3/alipay/…`: the Authorization header over the raw request, then the method of the path. */

import { alipayCredentials } from '../../world/credentials.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Json, JsonObject, RawCall, World } from '../../world/model.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, OpenCall } from '../gateway.ts';
import { busy, forbidden, invalid, limited, missing, undecryptable, untrusted, wrong } from './answers.ts';
import { APP_CERT_SN, ROOT_CERT_SN } from './certificates.ts';
import { decrypt } from './encryption.ts';
import { act } from './methods.ts';
import { type Method, methodAt } from './names.ts';
import { text } from './order.ts';
import { readContent, TIMESTAMP_WINDOW_MS, withoutCode } from './parameters.ts';
import { writeSealAs } from './sealing.ts';

export const V3_PATHS = /^\/v3\/alipay\//;
const SCHEME = 'ALIPAY-SHA256withRSA ';

export async function openV3(
  call: RawCall,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  const method = methodAt(call.method, call.path);
  const authorization = readAuthorization(call);
  const error = method === undefined ? invalid('method') : authorizationError(call, authorization);
  const isAuthentic = error === null && (await isSigned(call, authorization, { publicKeys, crypto }));
  const isEncrypted = isToldEncrypted(call);
  const plain = isEncrypted ? undefined : contentOf(call, call.body);
  const isCertified = authorization.fields['app_cert_sn'] !== undefined;
  const say = (fields: JsonObject, more: { readonly signed?: boolean; readonly aesKey?: string } = {}) =>
    toV3(fields, { isCertified, ...more });
  return {
    operation: method?.operation ?? null,
    orderNumber: plain ? text(plain, 'out_trade_no') || null : null,
    request: forTheDesk(call, authorization.fields, plain),
    checks: [
      { check: 'authorization', ok: error === null },
      { check: 'signature', ok: isAuthentic },
    ],
    perform: (world, now) => {
      const merchant = merchantOf(world, 'alipay');
      if (error) return say(error, { signed: false });
      if (authorization.fields['app_id'] !== merchant.appId) return say(invalid('app-id'), { signed: false });
      if (!isAuthentic || method === undefined) return say(invalid('signature'), { signed: false });
      return perform({ call, method, authorization, say }, world, now);
    },
    refuse: (fault, code) => say(fault === 'rate-limited' ? limited() : busy(code)),
  };
}

interface Read {
  readonly call: RawCall;
  readonly method: Method;
  readonly authorization: Authorization;
  readonly say: (
    fields: JsonObject,
    more?: { readonly signed?: boolean; readonly aesKey?: string },
  ) => Answer;
}

function perform({ call, method, authorization, say }: Read, world: World, now: number): Answer {
  const stranger = certificateError(call, authorization);
  if (stranger !== null) return say(stranger);
  const at = Number(authorization.fields['timestamp']);
  if (Math.abs(at - now) > TIMESTAMP_WINDOW_MS) return say(invalid('timestamp'));
  const { aesKey, appAuthToken } = alipayCredentials(world);
  const token = call.headers['alipay-app-auth-token'];
  if (token !== undefined && token !== appAuthToken) return say(untrusted('invalid-app-auth-token'));
  if (!merchantOf(world, 'alipay').permissions.includes(method.operation)) return say(forbidden());
  const isEncrypted = isToldEncrypted(call);
  if (isEncrypted && call.headers['alipay-encrypt-type'] !== 'AES') return say(invalid('encrypt-type'));
  const body = isEncrypted ? decrypt(aesKey, call.body) : call.body;
  if (body === undefined) return say(undecryptable());
  const content = contentOf(call, body);
  if (content === undefined) return say(wrong('illegal-json'));
  const notifyUrl = text(content, 'notify_url');
  const fields = act(world, { method, content, notifyUrl, base: call.base ?? '' }, now);
  return say(fields, isEncrypted ? { aesKey } : {});
}

interface Authorization {
  /** What was signed of the header: all before `,sign=`. */
  readonly signed: string;
  readonly sign: string;
  readonly fields: Readonly<Record<string, string>>;
}

function readAuthorization({ headers }: RawCall): Authorization {
  const header = headers['authorization'] ?? '';
  const rest = header.startsWith(SCHEME) ? header.slice(SCHEME.length) : '';
  const cut = rest.lastIndexOf(',sign=');
  const signed = cut < 0 ? rest : rest.slice(0, cut);
  const pairs = signed.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return { signed, sign: cut < 0 ? '' : rest.slice(cut + 6), fields: Object.fromEntries(pairs) };
}

function authorizationError(call: RawCall, { fields, sign }: Authorization): JsonObject | null {
  const header = call.headers['authorization'] ?? '';
  if (header === '') return missing('signature');
  if (!header.startsWith(SCHEME)) return invalid('signature-type');
  if (!fields['app_id']) return missing('app-id');
  if (!fields['nonce']) return invalid('parameter');
  if (!fields['timestamp']) return missing('timestamp');
  if (!/^\d{13}$/.test(fields['timestamp'])) return invalid('timestamp');
  if (sign === '') return missing('signature');
  const type = call.headers['content-type'] ?? '';
  const isJson =
    /^application\/json\b/i.test(type) || (isToldEncrypted(call) && /^text\/plain\b/i.test(type));
  return call.method === 'POST' && call.body !== '' && !isJson ? invalid('format') : null;
}

/** Path and query count as they came over the wire, never as they could be written too. */
async function isSigned(
  call: RawCall,
  authorization: Authorization,
  { publicKeys, crypto }: { readonly publicKeys: readonly string[]; readonly crypto: SimulatorCrypto },
): Promise<boolean> {
  const target = call.query === '' ? call.path : `${call.path}?${call.query}`;
  const token = call.headers['alipay-app-auth-token'];
  const lines = [
    authorization.signed,
    call.method,
    target,
    call.body,
    ...(token === undefined ? [] : [token]),
  ];
  const signed = lines.map((line) => `${line}\n`).join('');
  for (const key of publicKeys) {
    if (await crypto.verify(key, signed, authorization.sign)) return true;
  }
  return false;
}

function isToldEncrypted({ headers }: RawCall): boolean {
  return headers['alipay-encrypt-type'] !== undefined;
}

/** Certificate mode is told twice: by the application's certificate in the header's text, the root's in one of its own. */
function certificateError({ headers }: RawCall, { fields }: Authorization): JsonObject | null {
  const app = fields['app_cert_sn'];
  const root = headers['alipay-root-cert-sn'];
  if (app === undefined && root === undefined) return null;
  if (app === undefined) return missing('app-cert-sn');
  if (root === undefined) return missing('alipay-root-cert-sn');
  if (app !== APP_CERT_SN) return wrong('app-cert-not-exist');
  return root === ROOT_CERT_SN ? null : invalid('alipay-root-cert-sn');
}

/** A question's fields stand in the query string, where lists are repeated or joined; all others in a JSON body. */
function contentOf(call: RawCall, body: string): JsonObject | undefined {
  if (call.method !== 'GET') return body === '' ? {} : readContent(body);
  const content: Record<string, Json> = {};
  for (const [name, value] of new URLSearchParams(call.query)) {
    if (name !== 'query_options') content[name] = value;
    else content[name] = [...((content[name] as Json[] | undefined) ?? []), ...listOf(value)];
  }
  return content;
}

function listOf(value: string): Json[] {
  try {
    const list: unknown = JSON.parse(value);
    if (Array.isArray(list)) return list as Json[];
  } catch {
    // Not JSON: words joined by commas.
  }
  return value.split(',');
}

/** The same words as in version 2: without the codes of success, and errors as one code, a sentence and a link. */
function toV3(
  fields: JsonObject,
  how: { readonly isCertified: boolean; readonly signed?: boolean; readonly aesKey?: string },
): Answer {
  const { signed = true, isCertified, aesKey } = how;
  const { code, msg, sub_code: subCode, sub_msg: subMessage, ...rest } = fields;
  const sealAs = writeSealAs({ version: 'v3', isCertified, aesKey });
  if (code === '10000' || code === '10003') return { status: 200, fields: rest, signed, sealAs };
  const name = String(subCode ?? '').replace(/^(?:isv|aop|isp)\./, '');
  const links = [{ link: 'https://open.alipay.com/api/errCheck', desc: '解决方案' }];
  return {
    status: statusOf(String(code), name),
    fields: { code: name, message: String(subMessage ?? msg ?? ''), links },
    signed,
    sealAs,
  };
}

function statusOf(code: string, name: string): number {
  if (code === '20001' || name.endsWith('-signature')) return 401;
  if (code === '20000' || name.endsWith('SYSTEM_ERROR')) return 500;
  if (code === '40005') return 429;
  return code === '40006' ? 403 : 400;
}

/** What was asked, without the signature and with no more of a payment code than its end. */
function forTheDesk(
  call: RawCall,
  authorization: Authorization['fields'],
  content: JsonObject | undefined,
): JsonObject {
  const shown: Json = content === undefined ? call.body : withoutCode(content);
  return { ...authorization, target: `${call.method} ${call.path}`, content: shown };
}
