/** A call of v3 from its headers to its answer: read, checked as strictly as the real gateway does it, performed. */

import { wechatpayCredentials } from '../../world/credentials.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { JsonObject, RawCall, World } from '../../world/model.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, OpenCall } from '../gateway.ts';
import { type Speaker, speakerFor } from './answers.ts';
import { type Authorization, isTimely, readAuthorization, signedText } from './authorization.ts';
import { CALLS } from './calls.ts';
import { probeWanted } from './probe.ts';
import { statusOf } from './problems.ts';
import { type Found, findRoute } from './routes.ts';
import { isObject } from './shapes.ts';
import { isKnownKey, rotateIfArmed, withSigningKey } from './signing-key.ts';

const SIGN_ERROR = { status: 401, code: 'SIGN_ERROR', number: 268443699, signed: false };
/** Where the provider itself is, for callers that came some other way. */
const REAL_ORIGIN = 'https://api.mch.weixin.qq.com';
const BAD_REQUEST = { status: 400, code: 'INVALID_REQUEST', number: 0 };

interface Opened {
  readonly call: RawCall;
  readonly found: Found;
  readonly authorization: Authorization | undefined;
  readonly isAuthentic: boolean;
  readonly content: JsonObject | undefined;
  /** The value of `Wechatpay-Serial`. */
  readonly keyId: string | null;
}

export async function openV3(
  call: RawCall,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  const found = findRoute(call.method, call.path);
  const authorization = readAuthorization(call.headers['authorization']);
  const content = call.body === '' ? {} : contentOf(call.body);
  const keyId = call.headers['wechatpay-serial'] ?? null;
  const isAuthentic =
    authorization !== undefined && (await isSigned(call, authorization, { publicKeys, crypto }));
  const opened: Opened = { call, found, authorization, isAuthentic, content, keyId };
  const speak = speakerFor(keyId);
  const operation = found.kind === 'found' ? found.operation : null;
  return {
    operation,
    orderNumber: orderNumberIn(opened),
    request: forTheDesk(opened),
    checks: [
      { check: 'headers', ok: headersFlaw(opened) === undefined },
      { check: 'authorization', ok: authorization !== undefined },
      { check: 'signature', ok: isAuthentic },
    ],
    perform: (world, now) => {
      const answer = probeWanted(world, operation, perform(world, now, { opened, speak }));
      return withSigningKey({ world, now }, answer);
    },
    refuse: (fault, code, moment) => withSigningKey(moment, refuse(speak, fault, code)),
  };
}

/** Trouble of the provider's own, in its words. */
function refuse(speak: Speaker, fault: 'provider-busy' | 'rate-limited', code: string | undefined): Answer {
  if (fault === 'provider-busy') {
    const name = code ?? 'SYSTEM_ERROR';
    return speak.error({ status: statusOf(name), code: name, message: '系统繁忙，请稍后重试', number: 0 });
  }
  const words = { code: 'FREQUENCY_LIMITED', message: '请求频率超过限制', number: 268447840 };
  return speak.error({ status: 429, ...words });
}

function perform(
  world: World,
  now: number,
  { opened, speak }: { readonly opened: Opened; readonly speak: Speaker },
): Answer {
  const { call, found, authorization, content, keyId } = opened;
  const refusal = beforeBusiness(world, now, opened);
  if (refusal) return refusal;
  if (found.kind !== 'found' || authorization === undefined) return speak.problem('no-such-call');
  rotateIfArmed({ world, now }, found.operation);
  if (content === undefined) return speak.flaw({ field: '', issue: '请求体须为 JSON 对象' });
  return CALLS[found.name]({
    world,
    now,
    speak,
    content,
    number: found.number,
    query: new URLSearchParams(call.query),
    base: call.base ?? REAL_ORIGIN,
    keyId,
    nonce: `${authorization.timestamp} ${authorization.nonce_str}`,
  });
}

/** What the gateway says before it looks at what is asked: path, headers, signature, key, permission. */
function beforeBusiness(world: World, now: number, opened: Opened): Answer | undefined {
  const { found, authorization, isAuthentic, keyId } = opened;
  const { error, problem } = speakerFor(null);
  if (found.kind === 'unknown') return problem('no-such-call');
  if (found.kind === 'wrong-method') return problem('wrong-method');
  const flaw = headersFlaw(opened);
  if (flaw !== undefined) return error({ ...BAD_REQUEST, message: flaw, signed: false });
  const wechatpay = wechatpayCredentials(world);
  const unauthorized = (message: string) => error({ ...SIGN_ERROR, message });
  if (authorization === undefined) return unauthorized('Authorization 不合法');
  if (authorization.mchid !== wechatpay.mchid) return unauthorized('商户号不存在或与证书不匹配');
  if (authorization.serial_no !== wechatpay.merchantSerial) return unauthorized('商户证书序列号有误');
  if (!isTimely(authorization, now))
    return unauthorized('Http 头 Authorization 中的 timestamp 与当前时间相差不得超过 5 分钟');
  if (!isAuthentic) return unauthorized('签名错误，请检查后再试');
  const isOurKey = keyId === null || isKnownKey({ world, now }, keyId);
  if (!isOurKey) return error({ ...BAD_REQUEST, message: 'Wechatpay-Serial 不是有效的证书序列号或公钥 ID' });
  const isAllowed = merchantOf(world, 'wechatpay').permissions.includes(found.operation);
  return isAllowed ? undefined : problem('no-permission');
}

function headersFlaw({ call, found }: Pick<Opened, 'call' | 'found'>): string | undefined {
  const { accept = '', 'user-agent': agent = '', 'content-type': type = '' } = call.headers;
  if (accept === '' || agent === '') return 'Http 头缺少 Accept 或 User-Agent';
  const isDownload = found.kind === 'found' && found.name === 'download';
  if (!isDownload && !/application\/json|\*\/\*/.test(accept)) return 'Http 头 Accept 须为 application/json';
  if (call.method === 'POST' && !/^application\/json\s*(?:;|$)/i.test(type))
    return 'Http 头 Content-Type 须为 application/json';
  return undefined;
}

async function isSigned(
  call: RawCall,
  authorization: Authorization,
  { publicKeys, crypto }: { readonly publicKeys: readonly string[]; readonly crypto: SimulatorCrypto },
): Promise<boolean> {
  const text = signedText(call, authorization);
  for (const key of publicKeys) {
    if (await crypto.verify(key, text, authorization.signature)) return true;
  }
  return false;
}

function contentOf(body: string): JsonObject | undefined {
  try {
    const content: unknown = JSON.parse(body);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function orderNumberIn({ found, content }: Pick<Opened, 'found' | 'content'>): string | null {
  const named = content?.['out_trade_no'];
  if (typeof named === 'string') return named;
  const isByOrder = found.kind === 'found' && ['reverse', 'close', 'query'].includes(found.name);
  return isByOrder ? found.number : null;
}

/** What was asked, with no more of a payment code than its end. */
function forTheDesk({ call, content }: Opened): JsonObject {
  const payer = content?.['payer'];
  const code = isObject(payer) ? payer['auth_code'] : undefined;
  const masked = typeof code === 'string' ? { payer: { auth_code: `…${code.slice(-4)}` } } : {};
  return { ...Object.fromEntries(new URLSearchParams(call.query)), ...content, ...masked };
}
