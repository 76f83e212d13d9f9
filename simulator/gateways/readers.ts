/** The card readers as phone and desk see them: what each asks for, and a card that is held to one. */

import type { Wallet, World } from '../world/model.ts';
import { authenticate } from './card/confirming.ts';
import { cancelAtReader, type Presented, present } from './card/presenting.ts';
import { dealById, type Reader, shelfOf } from './card/records.ts';
import { declineMessage } from './card/words.ts';

export interface ReaderSeen {
  readonly id: string;
  readonly label: string;
  readonly online: boolean;
  /** What it asks for now; null when it does not. */
  readonly asks: 'card' | 'insert' | 'pin' | null;
  /** The card that is in it while it asks for the PIN. */
  readonly walletId: string | null;
  readonly mayCancel: boolean;
  /** What it is about: the newest thing that it was told, asked for or over. */
  readonly action: {
    readonly type: string;
    readonly status: string;
    readonly failureCode: string | null;
    readonly since: number;
    readonly orderNumber: string;
    readonly amountMinor: number;
    readonly currency: string;
    readonly merchant: string;
  } | null;
}

export function readersSeen(world: World): ReaderSeen[] {
  return shelfOf(world).readers.map((reader) => readerSeen(world, reader));
}

function readerSeen(world: World, reader: Reader): ReaderSeen {
  const { id, label, isOnline, action } = reader;
  const deal = action?.intentId == null ? undefined : dealById(world, action.intentId);
  return {
    id,
    label,
    online: isOnline,
    asks: action?.asks ?? null,
    walletId: action?.walletId ?? null,
    mayCancel: action?.status === 'in_progress' && action.mayCustomerCancel,
    action:
      action && deal
        ? {
            type: action.type,
            status: action.status,
            failureCode: action.failureCode,
            since: action.startedAt,
            orderNumber: deal.trade.orderNumber,
            amountMinor: deal.intent.amountMinor,
            currency: deal.trade.currency,
            merchant: world.merchants.find(({ rail }) => rail === 'card')?.name ?? '',
          }
        : null,
  };
}

export function readerById(world: World, id: string): Reader | undefined {
  return shelfOf(world).readers.find((reader) => reader.id === id);
}

export interface Held {
  readonly wallet: Wallet;
  readonly how: 'tap' | 'insert' | 'swipe';
  readonly pin: string | undefined;
  readonly now: number;
}

/** What the reader answers, with the bank's reason as a person may read it. */
export type Answered =
  | { readonly result: Exclude<Presented['result'], 'declined' | 'not-asking'> }
  | { readonly result: 'declined'; readonly declineCode: string; readonly message: string }
  | { readonly result: 'not-asking' };

/** Somebody holds a card to a reader. */
export function holdTo(world: World, reader: Reader, { wallet, how, pin, now }: Held): Answered {
  const presented = present(world, reader, { wallet, how, pin, cause: byHand(now) });
  if (presented.result !== 'declined') return presented;
  const { decline } = presented;
  return { result: 'declined', declineCode: decline.declineCode, message: declineMessage(decline) };
}

/** The customer presses the reader's own cancel key; false where the shop gave it none. */
export function cancelBy(world: World, reader: Reader, now: number): boolean {
  return cancelAtReader(world, reader, byHand(now));
}

/** The holder of a card answers the bank's question in an online payment; false when nothing is asked. */
export function answerBank(
  world: World,
  intentId: string,
  { isRecognised, now }: { readonly isRecognised: boolean; readonly now: number },
): boolean {
  const deal = dealById(world, intentId);
  return deal !== undefined && authenticate(world, deal, { isRecognised, cause: byHand(now) });
}

function byHand(now: number): { now: number; requestId: null; idempotencyKey: null } {
  return { now, requestId: null, idempotencyKey: null };
}
