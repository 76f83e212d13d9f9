/** `alipay.data.dataservice.bill.downloadurl.query`: where a bill can be fetched for the next 30 seconds. */

import { strikeBill } from '../../faults/bill-flaws.ts';
import { DAY_MS } from '../../world/beijing.ts';
import { alipayCredentials } from '../../world/credentials.ts';
import type { JsonObject, World } from '../../world/model.ts';
import { hmacSha256 } from '../crypto.ts';
import { billFailure, success } from './answers.ts';
import { accountOf, datesOf, linesIn, type Period, paymentsIn, periodOf } from './bill.ts';
import { movementsIn } from './fund-bill.ts';
import { text } from './order.ts';

export const BILL_FILE_PATH = '/downloadBillFile.resource';
export const ADDRESS_LIFE_MS = 30_000;
const HOUR_MS = 3_600_000;
/** A day's bill is ready at nine the next morning, a month's on the third at nine. */
const READY_AFTER_MS = 9 * HOUR_MS;
/** When the practice shop signed up: 1 January 2020 in Beijing. */
const REGISTERED_AT = Date.UTC(2019, 11, 31, 16);
/** Kinds of bill there are, of which this gateway writes two. */
const KINDS = ['trade', 'signcustomer', 'merchant_act', 'trade_zft_merchant', 'settlementMerge'];
const WRITTEN = ['trade', 'signcustomer'] as const;

export type BillKind = (typeof WRITTEN)[number];

export function billAddress(
  world: World,
  { content, base }: { readonly content: JsonObject; readonly base: string },
  now: number,
): JsonObject {
  const asked = text(content, 'bill_type');
  if (!KINDS.includes(asked)) return billFailure('INVAILID_ARGUMENTS', 'bill_type');
  const kind = kindOf(asked);
  if (kind === undefined) return billFailure('TYPE_NOT_SUPPORTED', asked);
  const date = text(content, 'bill_date');
  const period = periodOf(date);
  if (period === undefined || period.from > now) return billFailure('INVAILID_ARGUMENTS', 'bill_date');
  if (period.from < REGISTERED_AT) return billFailure('BILL_DATE_BEFORE_REGISTRATION', date);
  if (now < readyAt(period)) return billFailure('BILL_NOT_EXIST', date);
  if (kind === 'trade') strikeBill(world, 'alipay', { ...period, payments: paymentsIn(world, period) });
  const rows = kind === 'trade' ? linesIn(world, period) : movementsIn(world, period);
  return success({
    bill_download_url: `${base}${BILL_FILE_PATH}?${addressQuery(world, { kind, date, period }, now)}`,
    ...(rows.length === 0 ? { bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' } : {}),
  });
}

export interface BillAsked {
  readonly kind: BillKind;
  readonly date: string;
}

/** The bill that an address is for while it is good; undefined when it is not, or no more. */
export function billOfAddress(world: World, query: URLSearchParams, now: number): BillAsked | undefined {
  const kind = kindOf(query.get('bizType') ?? '');
  const date = query.get('billDate') ?? '';
  const at = query.get('timestamp') ?? '';
  if (kind === undefined || query.get('token') !== tokenFor(world, { kind, date }, at)) return undefined;
  return now <= Number(at) + ADDRESS_LIFE_MS ? { kind, date } : undefined;
}

function kindOf(name: string): BillKind | undefined {
  return WRITTEN.find((kind) => kind === name);
}

function readyAt({ from, until }: Period): number {
  const isMonth = until - from > DAY_MS;
  return until + READY_AFTER_MS + (isMonth ? 2 * DAY_MS : 0);
}

function addressQuery(
  world: World,
  { kind, date, period }: BillAsked & { readonly period: Period },
  now: number,
): string {
  const timestamp = String(now);
  return new URLSearchParams({
    bizType: kind,
    userId: accountOf(world),
    fileType: 'csv.zip',
    bizDates: datesOf(period),
    downloadFileName: `${accountOf(world)}_${datesOf(period)}.csv.zip`,
    billDate: date,
    timestamp,
    token: tokenFor(world, { kind, date }, timestamp),
  }).toString();
}

function tokenFor(world: World, { kind, date }: BillAsked, timestamp: string): string {
  const { aesKey } = alipayCredentials(world);
  return hmacSha256(aesKey, `${kind} ${date} ${timestamp}`, 'hex').slice(0, 32);
}
