/** The messages this gateway takes: which fields each must have, and what a value may look like. */

import type { Operation } from '../../world/model.ts';
import type { Verdict } from './codes.ts';
import type { Form } from './form.ts';
import { readTime } from './times.ts';

export type Kind = 'pay' | 'present' | 'query' | 'reverse' | 'cancel' | 'refund';

interface Message {
  readonly kind: Kind;
  readonly operation: Operation;
  readonly path: string;
  /** Beyond the common ones. */
  readonly required: readonly string[];
}

export const TRANSACTION_PATH = '/gateway/api/backTransReq.do';
export const QUERY_PATH = '/gateway/api/queryTrans.do';

const MONEY = ['txnAmt', 'currencyCode', 'backUrl'];
/** By `txnType/txnSubType`. */
const MESSAGES: Readonly<Record<string, Message>> = {
  '01/06': {
    kind: 'pay',
    operation: 'pay',
    path: TRANSACTION_PATH,
    required: [...MONEY, 'channelType', 'qrNo', 'termId'],
  },
  '01/07': {
    kind: 'present',
    operation: 'precreate',
    path: TRANSACTION_PATH,
    required: [...MONEY, 'channelType'],
  },
  '00/00': { kind: 'query', operation: 'query', path: QUERY_PATH, required: [] },
  '99/01': { kind: 'reverse', operation: 'cancel', path: TRANSACTION_PATH, required: ['channelType'] },
  '31/00': {
    kind: 'cancel',
    operation: 'cancel',
    path: TRANSACTION_PATH,
    required: ['channelType', 'origQryId', 'txnAmt', 'backUrl'],
  },
  '04/00': {
    kind: 'refund',
    operation: 'refund',
    path: TRANSACTION_PATH,
    required: ['channelType', 'txnAmt', 'backUrl'],
  },
};

const COMMON = [
  'version',
  'encoding',
  'signMethod',
  'certId',
  'signature',
  'txnType',
  'txnSubType',
  'bizType',
  'accessType',
  'merId',
  'orderId',
  'txnTime',
];

/** What a value must look like wherever its field stands; in the answer none of it can be taken for another field. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  version: /^5\.1\.0$/,
  encoding: /^UTF-8$/i,
  signMethod: /^01$/,
  certId: /^\d{1,20}$/,
  signature: /^[A-Za-z0-9+/]{1,1024}={0,2}$/,
  txnType: /^\d\d$/,
  txnSubType: /^\d\d$/,
  bizType: /^000000$/,
  accessType: /^0$/,
  channelType: /^0[78]$/,
  merId: /^[0-9A-Za-z]{15}$/,
  orderId: /^[0-9A-Za-z]{8,40}$/,
  txnTime: /^\d{14}$/,
  txnAmt: /^[1-9]\d{0,11}$/,
  currencyCode: /^156$/,
  qrNo: /^\d{1,20}$/,
  termId: /^[0-9A-Za-z]{8}$/,
  backUrl: /^https?:\/\/[^\s&]{1,240}$/,
  payTimeout: /^\d{14}$/,
  origQryId: /^\d{21}$/,
  origOrderId: /^[0-9A-Za-z]{8,40}$/,
  origTxnTime: /^\d{14}$/,
  orderDesc: /^[^&=]{1,64}$/,
  reqReserved: /^[^&={}[\]"']{1,1024}$/,
};
const TIMES = ['txnTime', 'payTimeout', 'origTxnTime'];

/** Which message a form is; undefined for none of those this gateway knows. */
export function messageOf(form: Form): Message | undefined {
  const key = `${form['txnType']}/${form['txnSubType']}`;
  return Object.hasOwn(MESSAGES, key) ? MESSAGES[key] : undefined;
}

/** What is wrong with the fields every message has. They are looked at before the signature, which one of them is. */
export function commonFault(form: Form): Verdict | null {
  return fieldsFault(form, COMMON, COMMON);
}

/** What is wrong with the rest of a message, or with where it was posted. */
export function messageFault(form: Form, path: string): Verdict | null {
  const message = messageOf(form);
  if (message === undefined) return { code: '10', about: 'txnType' };
  if (message.path !== path) return { code: '10', about: 'txnType' };
  const fault = fieldsFault(form, message.required, Object.keys(SHAPES));
  if (fault !== null) return fault;
  const hasOriginal = form['origQryId'] || (form['origOrderId'] && form['origTxnTime']);
  return message.kind === 'refund' && !hasOriginal ? { code: '13', about: 'origQryId' } : null;
}

/** The field's value when it looks right, so that it can be repeated in an answer. */
export function goodValue(form: Form, name: string): string | undefined {
  const value = form[name];
  return value !== undefined && isGood(name, value) ? value : undefined;
}

function fieldsFault(form: Form, required: readonly string[], looked: readonly string[]): Verdict | null {
  const missing = required.find((name) => (form[name] ?? '') === '');
  if (missing !== undefined) return { code: '13', about: missing };
  const bad = looked.find((name) => (form[name] ?? '') !== '' && !isGood(name, form[name] ?? ''));
  return bad === undefined ? null : { code: '10', about: bad };
}

function isGood(name: string, value: string): boolean {
  const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
  return shape?.test(value) === true && (!TIMES.includes(name) || readTime(value) !== undefined);
}
