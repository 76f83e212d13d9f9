/** The simulated UnionPay gateway, full channel 5.1.0: payment codes and payment QRs of 云闪付, signed like its answers. */

import type { FaultName } from '../../faults/catalogue.ts';
import {
  UNIONPAY_GATEWAY_CERTIFICATE,
  UNIONPAY_MERCHANT_CERT_ID,
  UNIONPAY_MERCHANT_CERTIFICATE,
} from '../../world/certificates.ts';
import { GATEWAY_PRIVATE_KEY, MERCHANT_PRIVATE_KEY } from '../../world/keys.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { JsonObject, RawCall, World } from '../../world/model.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Gateway, OpenCall, Sealing, WireAnswer } from '../gateway.ts';
import { message, type Verdict } from './codes.ts';
import { type Form, readForm, signedText, writePairs } from './form.ts';
import { cancel, refund, reverse } from './giving-back.ts';
import {
  commonFault,
  goodValue,
  type Kind,
  messageFault,
  messageOf,
  QUERY_PATH,
  TRANSACTION_PATH,
} from './messages.ts';
import { unionpayNews } from './notification.ts';
import { pay, present } from './purchase.ts';
import { query } from './query.ts';

export const unionpayGateway: Gateway = {
  rail: 'unionpay',
  paths: [TRANSACTION_PATH, QUERY_PATH],
  methods: ['POST'],
  open,
  tamper,
  seal,
  news: unionpayNews,
};

/** What every answer repeats of its question. */
const ECHOED = [
  'version',
  'encoding',
  'signMethod',
  'txnType',
  'txnSubType',
  'bizType',
  'accessType',
  'merId',
  'orderId',
  'txnTime',
  'txnAmt',
  'currencyCode',
  'reqReserved',
];
const NO_FORM: Form = {};

/** UnionPay signs all that it says, also to those it does not know: every answer names its code. */
async function open(
  call: RawCall,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  const read = readForm(call.body);
  const form = read ?? NO_FORM;
  const known = messageOf(form);
  const fault = read === undefined ? { code: '10', about: 'form' } : commonFault(form);
  const isAuthentic = fault === null && (await isSigned(form, publicKeys, crypto));
  const perform = (world: World, now: number): Answer => {
    const refused = fault ?? strangerFault(world, form, isAuthentic) ?? messageFault(form, call.path);
    if (refused !== null || known === undefined) return answer(form, refused ?? { code: '10' });
    const { permissions } = merchantOf(world, 'unionpay');
    if (!permissions.includes(known.operation)) return answer(form, { code: '43', about: 'txnType' });
    return answer(form, act(world, { kind: known.kind, form }, now));
  };
  return {
    operation: known?.operation ?? null,
    orderNumber: goodValue(form, 'orderId') ?? null,
    request: forTheDesk(form),
    checks: [
      { check: 'fields', ok: fault === null && messageFault(form, call.path) === null },
      { check: 'signature', ok: isAuthentic },
    ],
    perform,
    refuse: (busy, code) => answer(form, { code: busy === 'rate-limited' ? '37' : (code ?? '06') }),
  };
}

function act(
  world: World,
  { kind, form }: { readonly kind: Kind; readonly form: Form },
  now: number,
): Verdict & { readonly fields?: Form } {
  switch (kind) {
    case 'pay':
      return pay(world, form, now);
    case 'present':
      return present(world, form, now);
    case 'query':
      return query(world, form);
    case 'reverse':
      return reverse(world, form, now);
    case 'cancel':
      return cancel(world, form, now);
    case 'refund':
      return refund(world, form, now);
  }
}

/** What keeps a message from counting as the merchant's. */
function strangerFault(world: World, form: Form, isAuthentic: boolean): Verdict | null {
  if (form['merId'] !== merchantOf(world, 'unionpay').appId) return { code: '31', about: 'merId' };
  if (form['certId'] !== UNIONPAY_MERCHANT_CERT_ID) return { code: '11', about: 'certId' };
  return isAuthentic ? null : { code: '11', about: 'signature' };
}

async function isSigned(
  form: Form,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<boolean> {
  const text = signedText(form);
  for (const key of publicKeys) {
    if (await crypto.verify(key, text, form['signature'] ?? '')) return true;
  }
  return false;
}

function answer(form: Form, { fields = {}, ...verdict }: Verdict & { readonly fields?: Form }): Answer {
  const echo = ECHOED.map((name) => [name, goodValue(form, name)] as const);
  return {
    status: 200,
    signed: true,
    fields: {
      ...Object.fromEntries(echo.filter(([, value]) => value !== undefined)),
      ...fields,
      respCode: verdict.code,
      respMsg: message(verdict),
    },
  };
}

/** What was asked, without the signature and with no more of a payment code than its end. */
function forTheDesk(form: Form): JsonObject {
  const { signature: _, qrNo, ...rest } = form;
  return { ...rest, ...(qrNo === undefined ? {} : { qrNo: `…${qrNo.slice(-4)}` }) };
}

function tamper(told: Answer, fault: FaultName): Answer | undefined {
  const { txnAmt, orderId } = told.fields ?? {};
  const lie = (fields: JsonObject): Answer => ({ ...told, fields: { ...told.fields, ...fields } });
  if (fault === 'amount-wrong' && typeof txnAmt === 'string')
    return lie({ txnAmt: String(Number(txnAmt) + 1) });
  if (fault === 'currency-wrong' && typeof txnAmt === 'string') return lie({ currencyCode: '840' });
  if (fault === 'order-wrong' && typeof orderId === 'string')
    return lie({ orderId: `${orderId.slice(0, 39)}X` });
  return undefined;
}

/** The certificate of the key travels with the answer and is signed with it. */
async function seal(
  told: Answer,
  { sealing }: { readonly sealing: Sealing },
  crypto: SimulatorCrypto,
): Promise<WireAnswer> {
  const isStranger = sealing === 'key-unknown';
  const form: Record<string, string> = {};
  for (const [name, value] of Object.entries(told.fields ?? {})) form[name] = String(value);
  form['signPubKeyCert'] = isStranger ? UNIONPAY_MERCHANT_CERTIFICATE : UNIONPAY_GATEWAY_CERTIFICATE;
  if (sealing !== 'signature-missing') {
    const text = signedText(sealing === 'signature-bad' ? { ...form, respMsg: '' } : form);
    form['signature'] = await crypto.sign(isStranger ? MERCHANT_PRIVATE_KEY : GATEWAY_PRIVATE_KEY, text);
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/html;charset=UTF-8' },
    body: writePairs(form),
  };
}
