/** The fields that describe an order, read as strictly as the provider reads them. */

import { nextBeijingMidnight, parseDateTime } from '../../world/beijing.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Json, JsonObject, Trade, World } from '../../world/model.ts';
import { parseYuan } from '../../world/money.ts';
import { contractTrades, findTrade } from '../../world/trades.ts';
import { badParameter, failure } from './answers.ts';

/** 100 000 000 yuan, in fen. */
const HIGHEST_AMOUNT_MINOR = 10_000_000_000;
const ORDER_LIFE_MS = 3 * 3_600_000;
const LONGEST_LIFE_MS = 15 * 86_400_000;
const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

export interface Order {
  readonly orderNumber: string;
  readonly subject: string;
  readonly amountMinor: number;
  readonly expiresAt: number;
  /** What the order says of the place where it was made; bills repeat it. */
  readonly detail: JsonObject;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly answer: JsonObject };

/** A field as text. Numbers are taken as they were written in JSON; nothing else is text. */
export function text(content: JsonObject, name: string): string {
  const value: Json | undefined = content[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Order number, subject, amount, expiry and place of a new order. */
export function readOrder(world: World, content: JsonObject, now: number): Read<Order> {
  const orderNumber = text(content, 'out_trade_no');
  if (!/^\w{1,64}$/.test(orderNumber)) return bad('out_trade_no');
  const subject = text(content, 'subject');
  if (subject === '' || subject.length > 256) return bad('subject');
  const amountMinor = parseYuan(text(content, 'total_amount'));
  if (amountMinor === undefined || amountMinor === 0) return bad('total_amount');
  if (amountMinor > HIGHEST_AMOUNT_MINOR) return { ok: false, answer: failure('TOTAL_FEE_EXCEED') };
  const sellerId = text(content, 'seller_id');
  if (sellerId !== '' && sellerId !== merchantOf(world, 'alipay').sellerId)
    return { ok: false, answer: failure('SELLER_NOT_EXIST') };
  const expiry = readExpiry(content, now);
  if (!expiry.ok) return expiry;
  const detail = {
    storeId: text(content, 'store_id'),
    operatorId: text(content, 'operator_id'),
    terminalId: text(content, 'terminal_id'),
  };
  return { ok: true, value: { orderNumber, subject, amountMinor, expiresAt: expiry.value, detail } };
}

/** When a duration such as `90m`, `2h`, `1d` or `1c` (until midnight) is over; undefined when it is none. */
export function readDuration(duration: string, now: number): number | undefined {
  if (duration === '1c') return nextBeijingMidnight(now);
  const match = /^(\d{1,5})([mhd])$/.exec(duration);
  const lifeMs = match ? Number(match[1]) * (UNITS_MS[match[2] ?? ''] ?? 0) : 0;
  return lifeMs < 60_000 || lifeMs > LONGEST_LIFE_MS ? undefined : now + lifeMs;
}

/** The trade that `trade_no` or else `out_trade_no` names; undefined when there is none. */
export function locate(world: World, content: JsonObject): Read<Trade | undefined> {
  const tradeNumber = text(content, 'trade_no');
  const orderNumber = text(content, 'out_trade_no');
  if (tradeNumber !== '') {
    const trade = contractTrades(world, 'alipay').find((candidate) => candidate.tradeNumber === tradeNumber);
    return { ok: true, value: trade };
  }
  if (!/^\w{1,64}$/.test(orderNumber)) return bad('out_trade_no');
  return { ok: true, value: findTrade(world, 'alipay', orderNumber) };
}

/** Whether the provider's query and refund know this trade: a QR that nobody scanned is no trade yet. */
export function isKnown(trade: Trade | undefined): trade is Trade {
  return trade !== undefined && trade.status !== 'presented' && trade.status !== 'dead';
}

function readExpiry(content: JsonObject, now: number): Read<number> {
  let expiresAt = now + ORDER_LIFE_MS;
  const duration = text(content, 'timeout_express');
  if (duration !== '') {
    const at = readDuration(duration, now);
    if (at === undefined) return bad('timeout_express');
    expiresAt = at;
  }
  const absolute = text(content, 'time_expire');
  if (absolute !== '') {
    const at = parseDateTime(absolute);
    if (at === undefined || at > now + LONGEST_LIFE_MS) return bad('time_expire');
    if (at <= now) return { ok: false, answer: failure('NOW_TIME_AFTER_EXPIRE_TIME_ERROR') };
    expiresAt = duration === '' ? at : Math.min(expiresAt, at);
  }
  return { ok: true, value: expiresAt };
}

function bad(name: string): { readonly ok: false; readonly answer: JsonObject } {
  return { ok: false, answer: badParameter(name) };
}
