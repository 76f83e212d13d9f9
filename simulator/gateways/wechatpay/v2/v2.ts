/** A call of v2: XML with a keyed digest, as most tills in use speak it. Client certificates are not asked for. */

import { wechatpayCredentials } from '../../../world/credentials.ts';
import { merchantOf } from '../../../world/merchants.ts';
import type { JsonObject, Operation, RawCall, World } from '../../../world/model.ts';
import { seededText } from '../../../world/random.ts';
import type { Answer, OpenCall, WireAnswer } from '../../gateway.ts';
import { type SealAs, writeSealAs } from '../answers.ts';
import type { How } from '../seal.ts';
import { V2_CALLS, type V2Result } from './calls.ts';
import { type CallName, fieldProblem } from './fields.ts';
import { SIGN_TYPES, signatureOf } from './sign.ts';
import { readXml, writeXml } from './xml.ts';

const OPERATIONS: Readonly<Record<CallName, Operation>> = {
  micropay: 'pay',
  unifiedorder: 'precreate',
  orderquery: 'query',
  reverse: 'cancel',
  closeorder: 'close',
  refund: 'refund',
  refundquery: 'refund-query',
  downloadbill: 'bill',
};

export const V2_PATH =
  /^\/(?:pay\/(?:micropay|unifiedorder|orderquery|closeorder|refundquery|downloadbill)|secapi\/pay\/(?:reverse|refund))$/;

export function openV2(call: RawCall): OpenCall {
  const name = (call.path.split('/').at(-1) ?? '') as CallName;
  const operation = OPERATIONS[name];
  const fields = readXml(call.body);
  /** Known once the call has acted on a world. */
  let seal: V2Seal | undefined;
  return {
    operation,
    orderNumber: fields?.get('out_trade_no') ?? null,
    request: forTheDesk(fields),
    checks: [{ check: 'xml', ok: fields !== undefined }],
    perform: (world, now) => {
      const { apiV2Key } = wechatpayCredentials(world);
      seal = { apiV2Key, signType: fields?.get('sign_type') || 'MD5' };
      return perform(world, now, { name, operation, fields, call });
    },
    refuse: (fault, code) => {
      if (fault === 'rate-limited' || seal === undefined) return failed('请求过于频繁，请稍后再试');
      const words = { err_code: code ?? 'SYSTEMERROR', err_code_des: '系统超时' };
      return answered({ result_code: 'FAIL', ...words }, seal);
    },
  };
}

interface V2Seal {
  readonly apiV2Key: string;
  readonly signType: string;
}

interface V2Call {
  readonly name: CallName;
  readonly operation: Operation;
  readonly fields: ReadonlyMap<string, string> | undefined;
  readonly call: RawCall;
}

function perform(world: World, now: number, { name, operation, fields, call }: V2Call): Answer {
  const { appid, mchid, apiV2Key } = wechatpayCredentials(world);
  if (call.method !== 'POST') return failed('请使用 post 方法');
  if (fields === undefined) return failed('XML 格式错误');
  const signType = fields.get('sign_type') || 'MD5';
  const checks = [{ check: 'signature', ok: false }];
  if (!SIGN_TYPES.includes(signType)) return failed('sign_type 不支持', checks);
  if (fields.get('appid') !== appid) return failed('appid 不存在', checks);
  if (fields.get('mch_id') !== mchid) return failed('mch_id 不存在或与 appid 不匹配', checks);
  if (fields.get('sign') !== signatureOf(fields, { key: apiV2Key, signType }))
    return failed('签名错误，请检查后再试', checks);
  const common = { appid, mch_id: mchid };
  const seal = { apiV2Key, signType };
  const result: V2Result = merchantOf(world, 'wechatpay').permissions.includes(operation)
    ? (problemOf(name, fields) ?? V2_CALLS[name]({ world, now, fields, signType }))
    : { ok: false, code: 'NOAUTH', message: '商户无此接口权限' };
  const done = result.ok
    ? 'file' in result
      ? fileOf(result.file)
      : answered({ ...common, result_code: 'SUCCESS', ...result.fields }, seal)
    : refusal(name, { ...common, ...result.fields }, { result, seal });
  return { ...done, checks: [{ check: 'signature', ok: true }] };
}

function problemOf(name: CallName, fields: ReadonlyMap<string, string>): V2Result | undefined {
  const problem = fieldProblem(name, fields);
  return problem && { ok: false, ...problem };
}

/** A bill that is not there is told without a signature and under another name (`error_code`). */
function refusal(
  name: CallName,
  common: Readonly<Record<string, string>>,
  {
    result,
    seal,
  }: {
    readonly result: { readonly code: string; readonly message: string };
    readonly seal: V2Seal;
  },
): Answer {
  const { code, message } = result;
  if (name === 'downloadbill') {
    const fields = { return_code: 'FAIL', return_msg: message, error_code: code };
    return { status: 200, fields, signed: false, sealAs: writeSealAs({ api: 'v2', ...seal }) };
  }
  return answered({ ...common, result_code: 'FAIL', err_code: code, err_code_des: message }, seal);
}

function answered(fields: Readonly<Record<string, string>>, seal: V2Seal): Answer {
  return {
    status: 200,
    fields: { return_code: 'SUCCESS', return_msg: 'OK', ...fields },
    signed: true,
    sealAs: writeSealAs({ api: 'v2', ...seal }),
  };
}

/** Refused before the provider knows to whom it speaks: not signed. */
function failed(message: string, checks: Answer['checks'] = []): Answer {
  const fields = { return_code: 'FAIL', return_msg: message };
  const sealAs = writeSealAs({ api: 'v2', apiV2Key: '', signType: 'MD5' });
  return { status: 200, fields, signed: false, checks, sealAs };
}

function fileOf(file: string | Uint8Array<ArrayBuffer>): Answer {
  const isText = typeof file === 'string';
  const headers = { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/x-gzip' };
  const sealAs = writeSealAs({ api: 'v2', apiV2Key: '', signType: 'MD5' });
  const fields = { lines: isText ? file.split('\r\n').length - 1 : null };
  return { status: 200, fields, signed: false, content: file, headers, sealAs };
}

/** The XML, with the signature over all of its fields that say something. */
export function sealV2(
  answer: Answer,
  { how, as }: { readonly how: How; readonly as: Extract<SealAs, { api: 'v2' }> },
): WireAnswer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...answer.headers };
  if (answer.content !== undefined) return { status: answer.status, headers, body: answer.content };
  const told = Object.entries(answer.fields ?? {}).map(([name, value]) => [name, String(value)] as const);
  if (!answer.signed) return { status: answer.status, headers, body: writeXml(Object.fromEntries(told)) };
  const nonce = seededText(`${how.trace}/nonce`, 32, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const fields = Object.fromEntries([...told, ['nonce_str', nonce]]);
  return { status: answer.status, headers, body: writeXml(signed(fields, { how, as })) };
}

/** The fields and their signature, right or as a fault wants it. */
export function signed(
  fields: Readonly<Record<string, string>>,
  { how, as }: { readonly how: Pick<How, 'sealing'>; readonly as: Extract<SealAs, { api: 'v2' }> },
): Record<string, string> {
  if (how.sealing === 'signature-missing') return { ...fields };
  const key = how.sealing === 'key-unknown' ? `${as.apiV2Key}?` : as.apiV2Key;
  const covered = how.sealing === 'signature-bad' ? { ...fields, nonce_str: '' } : fields;
  return { ...fields, sign: signatureOf(Object.entries(covered), { key, signType: as.signType }) };
}

/** What was asked, without the signature and with no more of a payment code than its end. */
function forTheDesk(fields: ReadonlyMap<string, string> | undefined): JsonObject {
  const shown = [...(fields ?? [])]
    .filter(([name]) => name !== 'sign')
    .map(([name, value]) => [name, name === 'auth_code' ? `…${value.slice(-4)}` : value]);
  return Object.fromEntries(shown);
}
