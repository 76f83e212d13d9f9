/** What the gateway keeps of an order beside its trade: PayPal's own view, as JSON in `trade.detail`. */

import type { Json, JsonObject, Trade, World } from '../../world/model.ts';
import { touch } from '../../world/model.ts';
import { draw, drawText } from '../../world/random.ts';
import { refundedMinor, tradeByKey } from '../../world/trades.ts';

export interface RefundRecord extends JsonObject {
  readonly id: string;
  readonly amountMinor: number;
  readonly at: number;
  readonly invoiceId: string | null;
  readonly customId: string | null;
  readonly note: string | null;
}

export interface CaptureRecord extends JsonObject {
  readonly id: string;
  readonly at: number;
  /** As captured; a trade's own amount is the same. */
  readonly amountMinor: number;
  readonly invoiceId: string | null;
  readonly customId: string | null;
  readonly note: string | null;
  readonly isFinal: boolean;
  /** Why PayPal has not let the money through at once, if it has not. */
  readonly pendingReason: string | null;
  readonly refunds: readonly RefundRecord[];
}

export interface AuthorizationRecord extends JsonObject {
  readonly id: string;
  /** The authorization that this one repeats. */
  readonly parentId: string | null;
  readonly at: number;
  readonly validUntil: number;
  readonly amountMinor: number;
  readonly capturedMinor: number;
  readonly captures: number;
  readonly isClosed: boolean;
  readonly isVoided: boolean;
}

/** An order; its payment is the trade's own where the intent is CAPTURE. */
export interface OrderRecord extends JsonObject {
  readonly kind: 'order';
  readonly intent: 'CAPTURE' | 'AUTHORIZE';
  /** The purchase unit as it is shown. */
  readonly unit: JsonObject;
  /** Whether PayPal was named as the source of the money: it decides the link and the first status. */
  readonly isForPaypal: boolean;
  readonly context: JsonObject;
  readonly updatedAt: number | null;
  /** Captures and authorizations that were declined. */
  readonly declines: number;
  readonly capture: CaptureRecord | null;
  readonly authorizations: readonly AuthorizationRecord[];
}

/** A capture of an authorization: a payment of its own, and so a trade of its own. */
export interface CapturedPart extends JsonObject {
  readonly kind: 'capture';
  readonly orderId: string;
  readonly authorizationId: string;
  readonly capture: CaptureRecord;
}

const UPPER = '0123456789ABCDEFGHJKLMNPRSTUVWXY';

/** Ids as PayPal's: 17 characters, upper case. */
export function newId(world: World): string {
  return `${1 + draw(world, 9)}${drawText(world, 15, UPPER)}${drawText(world, 1, 'ABCDEFGHJKLMNPRSTUVWXY')}`;
}

export function orderOf(trade: Trade): OrderRecord {
  return trade.detail as OrderRecord;
}

export function partOf(trade: Trade): CapturedPart {
  return trade.detail as CapturedPart;
}

function isOrder(trade: Trade): boolean {
  return trade.rail === 'paypal' && trade.detail['kind'] === 'order';
}

function isPart(trade: Trade): boolean {
  return trade.rail === 'paypal' && trade.detail['kind'] === 'capture';
}

export function keyOf(id: string): string {
  return `paypal/${id}`;
}

/** The order of an id, unless it has lapsed unpaid: PayPal forgets those. */
export function findOrder(world: World, id: string): Trade | undefined {
  const trade = tradeByKey(world, keyOf(id));
  if (trade === undefined || !isOrder(trade)) return undefined;
  const { authorizations, capture } = orderOf(trade);
  const wasUsed = authorizations.length > 0 || capture !== null;
  const isForgotten = trade.status === 'closed' && trade.payment === null && !wasUsed;
  return isForgotten ? undefined : trade;
}

export interface FoundCapture {
  /** The trade whose payment it is. */
  readonly trade: Trade;
  readonly order: Trade;
  readonly capture: CaptureRecord;
  readonly authorizationId: string | null;
}

export function findCapture(world: World, id: string): FoundCapture | undefined {
  return allCaptures(world).find(({ capture }) => capture.id === id);
}

export function allCaptures(world: World): FoundCapture[] {
  return Object.values(world.trades).flatMap((trade): FoundCapture[] => {
    if (isOrder(trade)) {
      const { capture } = orderOf(trade);
      return capture === null ? [] : [{ trade, order: trade, capture, authorizationId: null }];
    }
    if (!isPart(trade)) return [];
    const { capture, orderId, authorizationId } = partOf(trade);
    const order = tradeByKey(world, keyOf(orderId));
    return order === undefined ? [] : [{ trade, order, capture, authorizationId }];
  });
}

/** The captures of one order, in the order in which they were made. */
export function capturesOf(world: World, order: Trade): readonly FoundCapture[] {
  const { intent, capture } = orderOf(order);
  if (intent === 'CAPTURE')
    return capture === null ? [] : [{ trade: order, order, capture, authorizationId: null }];
  return allCaptures(world)
    .filter((found) => found.order === order)
    .sort((one, other) => one.capture.at - other.capture.at);
}

export interface FoundAuthorization {
  readonly order: Trade;
  readonly authorization: AuthorizationRecord;
}

export function findAuthorization(world: World, id: string): FoundAuthorization | undefined {
  for (const order of Object.values(world.trades)) {
    if (!isOrder(order)) continue;
    const authorization = orderOf(order).authorizations.find((one) => one.id === id);
    if (authorization !== undefined) return { order, authorization };
  }
  return undefined;
}

export interface FoundRefund extends FoundCapture {
  readonly refund: RefundRecord;
}

export function findRefund(world: World, id: string): FoundRefund | undefined {
  for (const found of allCaptures(world)) {
    const refund = found.capture.refunds.find((one) => one.id === id);
    if (refund !== undefined) return { ...found, refund };
  }
  return undefined;
}

/** Changes what is kept of an order. */
export function changeOrder(world: World, trade: Trade, change: Partial<OrderRecord>): void {
  trade.detail = { ...orderOf(trade), ...(change as Record<string, Json | undefined>) };
  touch(world, trade);
}

export function changeAuthorization(world: World, order: Trade, changed: AuthorizationRecord): void {
  const authorizations = orderOf(order).authorizations.map((one) => (one.id === changed.id ? changed : one));
  changeOrder(world, order, { authorizations });
}

/** Changes what is kept of a capture, in the trade whose payment it is. */
export function changeCapture(world: World, { trade }: FoundCapture, capture: CaptureRecord): void {
  trade.detail = { ...trade.detail, capture };
  touch(world, trade);
}

/** What is left to refund of a capture. */
export function refundableMinor({ trade }: FoundCapture): number {
  return trade.payment === null ? 0 : trade.amountMinor - refundedMinor(trade);
}
