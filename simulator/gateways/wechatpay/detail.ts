/** What WeChat Pay alone knows about a trade, kept as the trade's `detail`. */

import { type Trade, touch, type World } from '../../world/model.ts';

export type TradeType = 'NATIVE' | 'JSAPI' | 'MICROPAY';

/** A refund beyond what the world keeps of it. */
export type RefundDetail = {
  /** The provider's number. */
  readonly id: string;
};

export type Detail = {
  /** Which interface placed the order: its news are written likewise. */
  readonly api: 'v2' | 'v3';
  readonly type: TradeType;
  /** What was asked for, to be the same when it is asked again. */
  readonly asked: string;
  /** Names the message that asked last: the same message twice is answered twice alike. */
  readonly nonce: string;
  readonly attach: string | null;
  readonly device: string | null;
  /** By whose key the shop wants its answers, and its news, signed: a header's value. */
  readonly keyId: string | null;
  /** v2: how its news are signed. */
  readonly signType: string | null;
  /** By the merchant's refund number. */
  readonly refunds: Readonly<Record<string, RefundDetail>>;
};

/** A trade of this rail always has one; a reversed number that was never used has none. */
export function detailOf(trade: Trade): Detail {
  return trade.detail as Detail;
}

export function changeDetail(world: World, trade: Trade, change: Partial<Detail>): void {
  trade.detail = { ...trade.detail, ...change };
  touch(world, trade);
}
