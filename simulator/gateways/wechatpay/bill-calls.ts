/** Asking for a bill, and downloading it under an address that is good for some minutes. */

import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { gzipSync } from 'fflate';
import { beijingDay, DAY_MS, nextBeijingMidnight } from '../../world/beijing.ts';
import { wechatpayCredentials } from '../../world/credentials.ts';
import type { World } from '../../world/model.ts';
import { base64FromBytes, bytesFromBase64, textBytes } from '../bytes.ts';
import { hmacSha256 } from '../crypto.ts';
import type { Answer } from '../gateway.ts';
import { dayOf, fundBill, READY_MS, strikeTradeBill, type TradeBillType, tradeBill } from './bill.ts';
import type { Ask } from './calls.ts';

/** Bills are kept for three months. */
const KEPT_DAYS = 92;
const LINK_LIFE_MS = 5 * 60_000;

type Kind = TradeBillType | 'BASIC';

/** Why there is no bill of a day to be had now. */
export function whyNoBill(
  day: number | undefined,
  now: number,
): 'bill-date-wrong' | 'bill-creating' | undefined {
  if (day === undefined) return 'bill-date-wrong';
  const age = beijingDay(now) - day;
  if (age < 0 || age > KEPT_DAYS) return 'bill-date-wrong';
  if (age === 0) return 'bill-creating';
  const readyAt = nextBeijingMidnight(now) - DAY_MS + READY_MS;
  return age === 1 && now < readyAt ? 'bill-creating' : undefined;
}

export function askForTradeBill(ask: Ask): Answer {
  const type = ask.query.get('bill_type') ?? 'ALL';
  if (type !== 'ALL' && type !== 'SUCCESS' && type !== 'REFUND')
    return ask.speak.flaw({ field: 'bill_type', issue: '可选值：ALL、SUCCESS、REFUND', location: 'query' });
  return askFor(ask, type);
}

/** The shop has a basic account only: the others' bills are always empty. */
export function askForFundBill(ask: Ask): Answer {
  const account = ask.query.get('account_type') ?? 'BASIC';
  if (!['BASIC', 'OPERATION', 'FEES'].includes(account)) {
    const issue = '可选值：BASIC、OPERATION、FEES';
    return ask.speak.flaw({ field: 'account_type', issue, location: 'query' });
  }
  return account === 'BASIC' ? askFor(ask, 'BASIC') : ask.speak.problem('bill-none');
}

function askFor({ world, now, speak, query, base }: Ask, kind: Kind): Answer {
  const zip = query.get('tar_type');
  if (zip !== null && zip !== 'GZIP')
    return speak.flaw({ field: 'tar_type', issue: '可选值：GZIP', location: 'query' });
  const date = query.get('bill_date');
  if (date === null) return speak.flaw({ field: 'bill_date', issue: '缺少必填参数', location: 'query' });
  const day = dayOf(date);
  const problem = whyNoBill(day, now);
  if (problem || day === undefined) return speak.problem(problem ?? 'bill-date-wrong');
  if (kind !== 'BASIC') strikeTradeBill(world, day, kind);
  const bill = billOf(world, { kind, day });
  if (bill === undefined) return speak.problem('bill-none');
  const token = tokenFor(world, [kind, String(day), String(now)].join('.'));
  return speak.ok({
    hash_type: 'SHA1',
    // Of the bill itself, not of what it is packed in.
    hash_value: bytesToHex(sha1(textBytes(bill))),
    download_url: `${base}/v3/billdownload/file?token=${token}${zip === null ? '' : '&tartype=gzip'}`,
  });
}

/** The file itself: the one answer that is not signed, since its digest was. */
export function download({ world, now, speak, query }: Ask): Answer {
  const asked = readToken(world, query.get('token') ?? '', now);
  const bill = asked && billOf(world, asked);
  if (bill === undefined) return speak.problem('bill-link-over');
  const isZipped = query.get('tartype') === 'gzip';
  return {
    status: 200,
    fields: { lines: bill.split('\r\n').length - 1 },
    signed: false,
    content: isZipped ? zipped(bill) : bill,
    headers: { 'content-type': isZipped ? 'application/x-gzip' : 'text/plain; charset=utf-8' },
    sealAs: speak.nothing().sealAs ?? '',
  };
}

export function zipped(bill: string): Uint8Array<ArrayBuffer> {
  // Without a time in it, so that the same bill is always the same file.
  return new Uint8Array(gzipSync(textBytes(bill), { mtime: 0 }));
}

function billOf(
  world: World,
  { kind, day }: { readonly kind: Kind; readonly day: number },
): string | undefined {
  return kind === 'BASIC' ? fundBill(world, day) : tradeBill(world, day, kind);
}

function tokenFor(world: World, text: string): string {
  const mark = hmacSha256(wechatpayCredentials(world).apiV3Key, text, 'hex').slice(0, 32);
  return base64FromBytes(textBytes(`${text}.${mark}`))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

function readToken(
  world: World,
  token: string,
  now: number,
): { readonly kind: Kind; readonly day: number } | undefined {
  if (!/^[\w-]+$/.test(token) || token.length % 4 === 1) return undefined;
  const text = new TextDecoder().decode(bytesFromBase64(token.replaceAll('-', '+').replaceAll('_', '/')));
  const [kind = '', day = '', at = ''] = text.split('.');
  if (tokenFor(world, [kind, day, at].join('.')) !== token || now > Number(at) + LINK_LIFE_MS)
    return undefined;
  return { kind: kind as Kind, day: Number(day) };
}
