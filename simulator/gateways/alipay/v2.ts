/** Version 2 of the interface, `/gateway.do`: system parameters, signature, certificate mode, encryption, then the method. */

import { alipayCredentials } from '../../world/credentials.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Json, JsonObject, RawCall, World } from '../../world/model.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, OpenCall } from '../gateway.ts';
import {
  badParameter,
  busy,
  forbidden,
  invalid,
  limited,
  missing,
  undecryptable,
  untrusted,
  wrong,
} from './answers.ts';
import { APP_CERT_SN, ROOT_CERT_SN } from './certificates.ts';
import { decrypt } from './encryption.ts';
import { act } from './methods.ts';
import { type Method, methodNamed } from './names.ts';
import { text } from './order.ts';
import {
  isTimely,
  readContent,
  readParameters,
  routingError,
  signedText,
  withoutCode,
} from './parameters.ts';
import { writeSealAs } from './sealing.ts';

export const GATEWAY_PATH = '/gateway.do';

/**
 * Errors before the merchant is known (routing, application, signature) come unsigned; everything after is signed.
 * All travel in the method's own node, since alipay-sdk does not read `error_response` when it checks signatures;
 * only a call without a method gets `error_response`.
 */
export async function openV2(
  call: RawCall,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  const parameters = readParameters(call);
  const method = methodNamed(parameters.get('method') ?? '');
  const error = routingError(call, parameters);
  const isAuthentic = error === null && (await isSigned(parameters, publicKeys, crypto));
  const isEncrypted = parameters.has('encrypt_type');
  const plain = isEncrypted ? undefined : readContent(parameters.get('biz_content') ?? '');
  const say = speaker(parameters);
  return {
    operation: method?.operation ?? null,
    orderNumber: plain ? text(plain, 'out_trade_no') || null : null,
    request: forTheDesk(parameters, plain),
    checks: [
      { check: 'parameters', ok: error === null },
      { check: 'signature', ok: isAuthentic },
    ],
    perform: (world, now) => perform({ call, parameters, method, error, isAuthentic, say }, world, now),
    refuse: (fault, code) => say.signed(fault === 'rate-limited' ? limited() : busy(code)),
  };
}

interface Speaker {
  readonly signed: (fields: JsonObject, aesKey?: string) => Answer;
  readonly unsigned: (fields: JsonObject) => Answer;
}

function speaker(parameters: ReadonlyMap<string, string>): Speaker {
  const name = parameters.get('method') ?? '';
  const node = /^[a-z]+(\.[a-z]+)+$/.test(name) ? `${name.replaceAll('.', '_')}_response` : 'error_response';
  const isCertified = parameters.has('app_cert_sn');
  return {
    signed: (fields, aesKey) => ({
      status: 200,
      fields,
      node,
      signed: true,
      sealAs: writeSealAs({ version: 'v2', isCertified, aesKey }),
    }),
    unsigned: (fields) => ({ status: 200, fields, node, signed: false }),
  };
}

interface Read {
  readonly call: RawCall;
  readonly parameters: ReadonlyMap<string, string>;
  readonly method: Method | undefined;
  readonly error: JsonObject | null;
  readonly isAuthentic: boolean;
  readonly say: Speaker;
}

function perform(read: Read, world: World, now: number): Answer {
  const { call, parameters, method, error, isAuthentic, say } = read;
  const merchant = merchantOf(world, 'alipay');
  if (error) return say.unsigned(error);
  if (parameters.get('app_id') !== merchant.appId) return say.unsigned(invalid('app-id'));
  if (!isAuthentic || method === undefined) return say.unsigned(invalid('signature'));
  const stranger = certificateError(parameters);
  if (stranger !== null) return say.signed(stranger);
  if (!isTimely(parameters.get('timestamp') ?? '', now)) return say.signed(invalid('timestamp'));
  const { aesKey, appAuthToken } = alipayCredentials(world);
  const token = parameters.get('app_auth_token') ?? '';
  if (token !== '' && token !== appAuthToken) return say.signed(untrusted('invalid-app-auth-token'));
  if (!merchant.permissions.includes(method.operation)) return say.signed(forbidden());
  const isEncrypted = parameters.has('encrypt_type');
  const written = parameters.get('biz_content') ?? '';
  const plain = isEncrypted ? decrypt(aesKey, written) : written;
  if (plain === undefined) return say.signed(undecryptable());
  const content = readContent(plain);
  if (!content) return say.signed(badParameter('biz_content'));
  const notifyUrl = parameters.get('notify_url') ?? '';
  const fields = act(world, { method, content, notifyUrl, base: call.base ?? '' }, now);
  return say.signed(fields, isEncrypted ? aesKey : undefined);
}

/** Certificate mode names two certificates, the application's and the root's; one alone is a mistake. */
function certificateError(parameters: ReadonlyMap<string, string>): JsonObject | null {
  const app = parameters.get('app_cert_sn') ?? '';
  const root = parameters.get('alipay_root_cert_sn') ?? '';
  if (app === '' && root === '') return null;
  if (app === '') return missing('app-cert-sn');
  if (root === '') return missing('alipay-root-cert-sn');
  if (app !== APP_CERT_SN) return wrong('app-cert-not-exist');
  return root === ROOT_CERT_SN ? null : invalid('alipay-root-cert-sn');
}

async function isSigned(
  parameters: ReadonlyMap<string, string>,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<boolean> {
  const sign = parameters.get('sign') ?? '';
  for (const key of publicKeys) {
    if (await crypto.verify(key, signedText(parameters), sign)) return true;
  }
  return false;
}

/** What was asked, without the signature and with no more of a payment code than its end. */
function forTheDesk(parameters: ReadonlyMap<string, string>, content: JsonObject | undefined): JsonObject {
  const rest = [...parameters].filter(([name]) => name !== 'sign' && name !== 'biz_content');
  const shown: Json = content === undefined ? (parameters.get('biz_content') ?? '') : withoutCode(content);
  return { ...Object.fromEntries(rest), biz_content: shown };
}
