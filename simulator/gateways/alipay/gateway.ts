/** The simulated Alipay gateway, `POST /gateway.do` version 2: as strict as the real one, and signed like it. */

import type { FaultName } from '../../faults/catalogue.ts';
import { GATEWAY_PRIVATE_KEY, MERCHANT_PRIVATE_KEY } from '../../world/keys.ts';
import type { Json, JsonObject, Operation, RawCall, World } from '../../world/model.ts';
import { parseYuan, yuan } from '../../world/money.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Gateway, OpenCall, Sealing, WireAnswer } from '../gateway.ts';
import { badParameter, busy, forbidden, invalid, limited } from './answers.ts';
import { cancel, close } from './cancel.ts';
import { text } from './order.ts';
import { isTimely, methodOf, readContent, readParameters, routingError, signedText } from './parameters.ts';
import { pay } from './pay.ts';
import { precreate } from './precreate.ts';
import { query } from './query.ts';
import { refund, refundQuery } from './refund.ts';

/** The serial number of a certificate that no merchant was given: fault `key-unknown`. */
const STRANGE_CERTIFICATE = '00000000000000000000000000badc0de';

export const alipayGateway: Gateway = {
  rail: 'alipay',
  serves: (path) => path === '/gateway.do',
  open,
  tamper,
  seal,
};

/**
 * Errors before the merchant is known (routing, application, signature) come unsigned; everything after is signed.
 * All travel in the method's own node, since alipay-sdk does not read `error_response` when it checks signatures;
 * only a call without a method gets `error_response`.
 */
async function open(
  call: RawCall,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  const parameters = readParameters(call);
  const content = readContent(parameters);
  const operation = methodOf(parameters);
  const error = routingError(call, parameters);
  const isAuthentic = error === null && (await isSigned(parameters, publicKeys, crypto));
  const method = parameters.get('method') ?? '';
  const node = /^[a-z]+(\.[a-z]+)+$/.test(method)
    ? `${method.replaceAll('.', '_')}_response`
    : 'error_response';
  const signed = (fields: JsonObject): Answer => ({ fields, node, signed: true });
  const unsigned = (fields: JsonObject): Answer => ({ fields, node, signed: false });
  const perform = (world: World, now: number): Answer => {
    const merchant = world.merchants.find((candidate) => candidate.rail === 'alipay');
    if (error) return unsigned(error);
    if (!merchant || parameters.get('app_id') !== merchant.appId) return unsigned(invalid('app-id'));
    if (!isAuthentic || operation === null) return unsigned(invalid('signature'));
    if (!isTimely(parameters.get('timestamp') ?? '', now)) return signed(invalid('timestamp'));
    if (!merchant.permissions.includes(operation)) return signed(forbidden());
    if (!content) return signed(badParameter('biz_content'));
    return signed(act(world, { operation, content, notifyUrl: parameters.get('notify_url') ?? '' }, now));
  };
  return {
    operation,
    orderNumber: content ? text(content, 'out_trade_no') || null : null,
    request: forTheDesk(parameters, content),
    checks: [
      { check: 'parameters', ok: error === null },
      { check: 'signature', ok: isAuthentic },
    ],
    perform,
    refuse: (fault, code) => signed(fault === 'rate-limited' ? limited() : busy(code)),
  };
}

interface Asked {
  readonly operation: Operation;
  readonly content: JsonObject;
  readonly notifyUrl: string;
}

function act(world: World, asked: Asked, now: number): JsonObject {
  const { operation, content } = asked;
  switch (operation) {
    case 'pay':
      return pay(world, content, now);
    case 'precreate':
      return precreate(world, asked, now);
    case 'query':
      return query(world, content);
    case 'cancel':
      return cancel(world, content, now);
    case 'close':
      return close(world, content, now);
    case 'refund':
      return refund(world, content, now);
    case 'refund-query':
      return refundQuery(world, content);
  }
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
  const code = content ? text(content, 'auth_code') : '';
  const masked: Record<string, Json | undefined> = { ...content };
  if (code !== '') masked['auth_code'] = `…${code.slice(-4)}`;
  return { ...Object.fromEntries(rest), biz_content: masked };
}

function tamper(answer: Answer, fault: FaultName): Answer | undefined {
  const { fields } = answer;
  const amount = fields['total_amount'] ?? fields['refund_fee'] ?? fields['refund_amount'];
  if (fault === 'amount-wrong' && typeof amount === 'string') {
    const wrong = yuan((parseYuan(amount) ?? 0) + 1);
    const names = ['total_amount', 'refund_fee', 'refund_amount'].filter((name) => name in fields);
    return { ...answer, fields: { ...fields, ...Object.fromEntries(names.map((name) => [name, wrong])) } };
  }
  if (fault === 'currency-wrong' && typeof amount === 'string') {
    return {
      ...answer,
      fields: { ...fields, pay_currency: 'USD', trans_currency: 'USD', settle_currency: 'USD' },
    };
  }
  if (fault === 'order-wrong' && typeof fields['out_trade_no'] === 'string') {
    return { ...answer, fields: { ...fields, out_trade_no: `${fields['out_trade_no'].slice(0, 60)}X` } };
  }
  return undefined;
}

/** The signature covers the node's own text as it is sent, and comes last. */
async function seal(
  answer: Answer,
  how: { readonly sealing: Sealing; readonly trace: string },
  crypto: SimulatorCrypto,
): Promise<WireAnswer> {
  const node = JSON.stringify(answer.fields);
  const parts = [`"${answer.node}":${node}`];
  if (how.sealing === 'key-unknown') parts.push(`"alipay_cert_sn":"${STRANGE_CERTIFICATE}"`);
  if (answer.signed && how.sealing !== 'signature-missing') {
    const key = how.sealing === 'key-unknown' ? MERCHANT_PRIVATE_KEY : GATEWAY_PRIVATE_KEY;
    const text = how.sealing === 'signature-bad' ? `${node} ` : node;
    parts.push(`"sign":"${await crypto.sign(key, text)}"`);
  }
  const headers = { 'content-type': 'text/html;charset=utf-8', trace_id: how.trace };
  return { status: 200, headers, body: `{${parts.join(',')}}` };
}
