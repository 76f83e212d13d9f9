/** `alipay.data.dataservice.bill.downloadurl.query`: where a bill can be fetched for the next 30 seconds. */

import { DAY_MS } from '../../world/beijing.ts';
import { credentialsOf } from '../../world/credentials.ts';
import type { JsonObject, World } from '../../world/model.ts';
import { hmacSha256 } from '../crypto.ts';
import { billFailure, success } from './answers.ts';
import { accountOf, datesOf, linesIn, type Period, periodOf } from './bill.ts';
import { text } from './order.ts';

export const BILL_FILE_PATH = '/downloadBillFile.resource';
export const ADDRESS_LIFE_MS = 30_000;
const HOUR_MS = 3_600_000;
/** A day's bill is ready at nine the next morning, a month's on the third at nine. */
const READY_AFTER_MS = 9 * HOUR_MS;
/** When the practice shop signed up: 1 January 2020 in Beijing. */
const REGISTERED_AT = Date.UTC(2019, 11, 31, 16);
/** Kinds of bill there are, of which this gateway writes one. */
const KINDS = ['trade', 'signcustomer', 'merchant_act', 'trade_zft_merchant', 'settlementMerge'];

export function billAddress(
  world: World,
  { content, base }: { readonly content: JsonObject; readonly base: string },
  now: number,
): JsonObject {
  const kind = text(content, 'bill_type');
  if (!KINDS.includes(kind)) return billFailure('INVAILID_ARGUMENTS', 'bill_type');
  if (kind !== 'trade') return billFailure('TYPE_NOT_SUPPORTED', kind);
  const date = text(content, 'bill_date');
  const period = periodOf(date);
  if (period === undefined || period.from > now) return billFailure('INVAILID_ARGUMENTS', 'bill_date');
  if (period.from < REGISTERED_AT) return billFailure('BILL_DATE_BEFORE_REGISTRATION', date);
  if (now < readyAt(period)) return billFailure('BILL_NOT_EXIST', date);
  const isEmpty = linesIn(world, period).length === 0;
  return success({
    bill_download_url: `${base}${BILL_FILE_PATH}?${addressQuery(world, { date, period }, now)}`,
    ...(isEmpty ? { bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' } : {}),
  });
}

/** The date that an address is for while it is good; undefined when it is not, or no more. */
export function dateOfAddress(world: World, query: URLSearchParams, now: number): string | undefined {
  const date = query.get('billDate') ?? '';
  const at = query.get('timestamp') ?? '';
  const isOurs = query.get('token') === tokenFor(world, date, at);
  return isOurs && now <= Number(at) + ADDRESS_LIFE_MS ? date : undefined;
}

function readyAt({ from, until }: Period): number {
  const isMonth = until - from > DAY_MS;
  return until + READY_AFTER_MS + (isMonth ? 2 * DAY_MS : 0);
}

function addressQuery(
  world: World,
  { date, period }: { readonly date: string; readonly period: Period },
  now: number,
): string {
  const timestamp = String(now);
  return new URLSearchParams({
    bizType: 'trade',
    userId: accountOf(world),
    fileType: 'csv.zip',
    bizDates: datesOf(period),
    downloadFileName: `${accountOf(world)}_${datesOf(period)}.csv.zip`,
    billDate: date,
    timestamp,
    token: tokenFor(world, date, timestamp),
  }).toString();
}

function tokenFor(world: World, date: string, timestamp: string): string {
  return hmacSha256(credentialsOf(world).alipay.aesKey, `bill ${date} ${timestamp}`, 'hex').slice(0, 32);
}
