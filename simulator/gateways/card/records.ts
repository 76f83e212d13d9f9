/** What the card gateway remembers: an intent and all that came of it in the trade's detail, the rest on the rail's shelf. */

import { cardCredentials } from '../../world/credentials.ts';
import type { JsonObject, Trade, World } from '../../world/model.ts';
import { drawText } from '../../world/random.ts';
import { tradeByKey } from '../../world/trades.ts';
import type { PinKind, Way } from './bank.ts';

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export interface Method {
  readonly id: string;
  readonly type: 'card' | 'card_present';
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly createdAt: number;
  metadata: Record<string, string>;
}

export interface Charge {
  readonly id: string;
  readonly at: number;
  readonly amountMinor: number;
  readonly method: Method;
  readonly way: Way;
  readonly pin: PinKind;
  /** Null when the bank declined. */
  capturedMinor: number | null;
  capturedAt: number | null;
  /** Until when a hold can be captured. */
  readonly captureBefore: number | null;
  /** A hold that was given up or has lapsed. */
  released: boolean;
  readonly decline: { readonly code: string; readonly declineCode: string } | null;
  readonly transaction: string;
}

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

export interface CardRefund {
  readonly id: string;
  readonly at: number;
  readonly charge: string;
  readonly amountMinor: number;
  readonly reason: string | null;
  metadata: Record<string, string>;
  status: RefundStatus;
  pendingReason: 'processing' | 'insufficient_funds' | null;
  /** Why it fails; of a pending one, why it is going to. */
  failureReason: string | null;
  /** When a pending one is settled by itself; null while the shop does not have the money. */
  dueAt: number | null;
  readonly transaction: string;
  /** By which the money came back to the shop. */
  failureTransaction: string | null;
}

/** A PaymentIntent; its amount is what was asked for, the trade's amount what was captured in the end. */
export interface Intent {
  readonly id: string;
  readonly createdAt: number;
  status: IntentStatus;
  amountMinor: number;
  tipMinor: number;
  captureMethod: string;
  readonly confirmationMethod: string;
  methodTypes: readonly string[];
  readonly hasAutomaticMethods: boolean;
  readonly secret: string;
  description: string | null;
  metadata: Record<string, string>;
  receiptEmail: string | null;
  descriptor: string | null;
  descriptorSuffix: string | null;
  setupFutureUsage: string | null;
  returnUrl: string | null;
  method: Method | null;
  lastError: JsonObject | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  charges: Charge[];
  refunds: CardRefund[];
  /** Frozen when they happened, oldest first. */
  events: JsonObject[];
}

/** An intent with the trade that it is; money and currency stand there. */
export interface Deal {
  readonly trade: Trade;
  readonly intent: Intent;
}

export type ReaderActionType =
  | 'process_payment_intent'
  | 'collect_payment_method'
  | 'confirm_payment_intent'
  | 'refund_payment'
  | 'set_reader_display';

export interface ReaderAction {
  readonly type: ReaderActionType;
  status: 'in_progress' | 'succeeded' | 'failed';
  failureCode: string | null;
  failureMessage: string | null;
  /** What the reader's own screen asks for. */
  asks: 'card' | 'insert' | 'pin' | null;
  /** The card that is in it while it asks for the PIN. */
  walletId: string | null;
  readonly startedAt: number;
  readonly intentId: string | null;
  readonly mayCustomerCancel: boolean;
  /** What the request said beyond the intent, as it is shown again. */
  readonly said: JsonObject;
  refundId: string | null;
}

export interface Reader {
  readonly id: string;
  label: string;
  readonly deviceType: string;
  readonly serialNumber: string;
  readonly location: string;
  isOnline: boolean;
  metadata: Record<string, string>;
  action: ReaderAction | null;
}

export interface KeptAnswer {
  readonly key: string;
  readonly at: number;
  readonly request: string;
  /** Of the request that it was first given to. */
  readonly requestId: string;
  status: number;
  body: string;
}

/** A subscription; `id`, `url` and `events` are what the world reads, and an endpoint that is off has no events. */
export interface Endpoint {
  readonly id: string;
  url: string;
  events: readonly string[];
  enabledEvents: readonly string[];
  isDisabled: boolean;
  readonly secret: string;
  readonly createdAt: number;
  readonly apiVersion: string | null;
  description: string | null;
  metadata: Record<string, string>;
}

export interface Shelf {
  readers: Reader[];
  methods: Method[];
  keys: KeptAnswer[];
  webhooks: Endpoint[];
}

const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHELF_PARTS = ['readers', 'methods', 'keys', 'webhooks'] as const;

/** A fresh id such as `pi_3…`. */
export function newId(world: World, prefix: string, length = 24): string {
  return `${prefix}_${drawText(world, length, ALNUM)}`;
}

/** The shelf of the rail; laid out, with the one reader of a fresh world, when it is first needed. */
export function shelfOf(world: World): Shelf {
  const kept = world.shelves.card as unknown as Shelf | undefined;
  if (kept && SHELF_PARTS.every((part) => Array.isArray(kept[part]))) return kept;
  const shelf: Shelf = { readers: [firstReader(world)], methods: [], keys: [], webhooks: [] };
  world.shelves.card = shelf as unknown as JsonObject;
  return shelf;
}

function firstReader(world: World): Reader {
  return {
    id: cardCredentials(world).readerId,
    label: 'Practice reader',
    deviceType: 'simulated_wisepos_e',
    serialNumber: 'simulated-wpe-0001',
    location: 'tml_practice',
    isOnline: true,
    metadata: {},
    action: null,
  };
}

export function dealById(world: World, id: string): Deal | undefined {
  const trade = tradeByKey(world, `card/${id}`);
  return trade && { trade, intent: intentOf(trade) };
}

/** All intents, the newest first. */
export function dealsOf(world: World): Deal[] {
  return Object.values(world.trades)
    .filter((trade) => trade.rail === 'card')
    .map((trade) => ({ trade, intent: intentOf(trade) }))
    .reverse();
}

function intentOf(trade: Trade): Intent {
  return trade.detail as unknown as Intent;
}

export function detailOf(intent: Intent): JsonObject {
  return intent as unknown as JsonObject;
}

/** The newest charge that the bank let through. */
export function paidCharge({ charges }: Intent): Charge | undefined {
  return charges.findLast((charge) => charge.decline === null);
}

/** What was given back of it, or is about to be. */
export function returnedMinor({ refunds }: Intent): number {
  return refunds.reduce((total, refund) => total + (refund.status === 'failed' ? 0 : refund.amountMinor), 0);
}

/** Seconds, as the provider counts. */
export function seconds(at: number): number {
  return Math.floor(at / 1_000);
}
