/** A shop at UnionPay for the simulator's tests: signs with Node's crypto and checks what comes back, apart from both programs. */

import { createHash, createSign, createVerify, X509Certificate } from 'node:crypto';
import { control, openShop, paymentCode, type Shop } from '../../merchant.ts';

export type Form = Record<string, string>;

export interface UnionPayShop extends Shop {
  readonly host: ReturnType<typeof openShop>['host'];
  readonly pass: (ms: number) => void;
  readonly credentials: {
    readonly merId: string;
    readonly certId: string;
    readonly merchantPrivateKey: string;
    readonly gatewayCertificate: string;
  };
}

export async function openUnionPayShop(seed = 'test'): Promise<UnionPayShop> {
  const shop = openShop(seed);
  const { body } = await control(shop, 'GET /credentials');
  return { ...shop, credentials: (body as { unionpay: UnionPayShop['credentials'] }).unionpay };
}

/** `yyyyMMddHHmmss` in Beijing. */
export function beijingTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll(/\D/g, '');
}

/** SHA-256 of the sorted pairs, in hexadecimal: what the key signs. */
export function digestOf(form: Form): string {
  const sorted = Object.keys(form)
    .filter((name) => name !== 'signature' && form[name] !== '')
    .sort()
    .map((name) => `${name}=${form[name]}`);
  return createHash('sha256').update(sorted.join('&')).digest('hex');
}

export interface CallOptions {
  readonly path?: string;
  readonly signWith?: string;
  /** Changes the message after it was signed. */
  readonly mend?: (form: Form) => void;
}

/** A message as a point of sale would post it; a field that is set to nothing is left out. */
export function buildMessage(shop: UnionPayShop, form: Form, options: CallOptions = {}): Request {
  const whole: Form = {
    version: '5.1.0',
    encoding: 'UTF-8',
    signMethod: '01',
    certId: shop.credentials.certId,
    bizType: '000000',
    accessType: '0',
    channelType: '08',
    merId: shop.credentials.merId,
    txnTime: beijingTime(shop.now()),
    ...form,
  };
  const sent = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== ''));
  const key = options.signWith ?? shop.credentials.merchantPrivateKey;
  sent['signature'] = createSign('RSA-SHA256').update(digestOf(sent)).sign(key, 'base64');
  options.mend?.(sent);
  const name = form['txnType'] === '00' ? 'queryTrans' : 'backTransReq';
  const path = options.path ?? `/gateway/api/${name}.do`;
  return new Request(`http://simulator.test${path}`, { method: 'POST', body: new URLSearchParams(sent) });
}

export interface Said {
  readonly status: number;
  readonly raw: string;
  readonly form: Form;
  readonly isVerified: boolean;
}

/** Reads an answer as the official demo does, and checks it against the certificate that it carries. */
export async function readAnswer(shop: UnionPayShop, response: Response): Promise<Said> {
  const raw = await response.text();
  const form: Form = {};
  for (const pair of raw.split('&'))
    form[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
  const { signature = '', signPubKeyCert = '' } = form;
  const isOurs = signPubKeyCert.trim() === shop.credentials.gatewayCertificate.trim();
  const isVerified =
    isOurs &&
    createVerify('RSA-SHA256')
      .update(digestOf(form))
      .verify(new X509Certificate(signPubKeyCert).publicKey, signature, 'base64');
  return { status: response.status, raw, form, isVerified };
}

export async function call(shop: UnionPayShop, form: Form, options: CallOptions = {}): Promise<Said> {
  return readAnswer(shop, await shop.host.handle(buildMessage(shop, form, options)));
}

/** The answer's fields. */
export async function ask(shop: UnionPayShop, form: Form): Promise<Form> {
  return (await call(shop, form)).form;
}

const NO_NEWS = 'http://www.specialUrl.com';

export function payForm(orderId: string, txnAmt: string, qrNo: string): Form {
  const money = { txnAmt, currencyCode: '156', backUrl: NO_NEWS };
  return { txnType: '01', txnSubType: '06', orderId, ...money, qrNo, termId: 'T7K20000' };
}

export function presentForm(orderId: string, txnAmt: string): Form {
  return { txnType: '01', txnSubType: '07', orderId, txnAmt, currencyCode: '156', backUrl: NO_NEWS };
}

export async function pay(
  shop: UnionPayShop,
  orderId: string,
  txnAmt: string,
  wallet = 'unionpay-lin',
): Promise<Form> {
  return ask(shop, payForm(orderId, txnAmt, await paymentCode(shop, wallet)));
}

export function queryForm(orderId: string, txnTime: string): Form {
  return { txnType: '00', txnSubType: '00', channelType: '', orderId, txnTime };
}

export function reverseForm(orderId: string, txnTime: string): Form {
  return { txnType: '99', txnSubType: '01', orderId, txnTime };
}

export function refundForm(orderId: string, origQryId: string, txnAmt: string): Form {
  return { txnType: '04', txnSubType: '00', orderId, origQryId, txnAmt, backUrl: NO_NEWS };
}

export function cancelForm(orderId: string, origQryId: string, txnAmt: string): Form {
  return { ...refundForm(orderId, origQryId, txnAmt), txnType: '31' };
}
