/** A card meets a reader: tapped, inserted with its PIN, or swiped in vain. */

import { type JsonObject, touch, type Wallet, type World } from '../../world/model.ts';
import { anyWallet } from '../../world/wallets.ts';
import { judge, type Verdict, type Way } from './bank.ts';
import type { Decline } from './cards.ts';
import { approve, decline } from './charging.ts';
import { type Cause, emit } from './events.ts';
import { readerView } from './reader-view.ts';
import { type Deal, dealById, type Method, type Reader, type ReaderAction, shelfOf } from './records.ts';
import { createRefund } from './refunding.ts';
import { methodView } from './views.ts';
import { methodFor } from './wallets.ts';
import { declineMessage } from './words.ts';

export interface Presentation {
  readonly wallet: Wallet;
  readonly how: 'tap' | 'insert' | 'swipe';
  readonly pin?: string | undefined;
  readonly cause: Cause;
}

/** What came of it, as whoever holds the card sees it. */
export type Presented =
  | { readonly result: 'approved' | 'collected' | 'refunded' }
  | { readonly result: 'declined'; readonly decline: Decline }
  /** The reader goes on asking: for the chip, for the PIN, or, after a swipe, for anything but a swipe. */
  | { readonly result: 'insert' | 'pin' | 'unreadable' }
  | { readonly result: 'not-asking' };

/** The reader that asks for a card for this intent. */
export function readerAsking(world: World, intentId: string): Reader | undefined {
  return shelfOf(world).readers.find(
    ({ action }) => action?.status === 'in_progress' && action.intentId === intentId && action.asks !== null,
  );
}

export function present(world: World, reader: Reader, presentation: Presentation): Presented {
  const { action } = reader;
  const deal = action?.intentId == null ? undefined : dealById(world, action.intentId);
  const isAsking = action?.status === 'in_progress' && action.asks !== null;
  if (!action || !deal || !isAsking) return { result: 'not-asking' };
  const { how } = presentation;
  if (how === 'swipe') return { result: 'unreadable' };
  if (how === 'tap' && action.asks === 'insert') return { result: 'insert' };
  touch(world);
  switch (action.type) {
    case 'process_payment_intent':
      return pay(world, { reader, action, deal }, { ...presentation, how });
    case 'collect_payment_method':
      return collect(world, { reader, action, deal }, presentation);
    default:
      return giveBack(world, { reader, action, deal }, presentation);
  }
}

interface Scene {
  readonly reader: Reader;
  readonly action: ReaderAction;
  readonly deal: Deal;
}

function pay(
  world: World,
  scene: Scene,
  { wallet, how, pin, cause }: Presentation & { readonly how: Way },
): Presented {
  const method = methodFor(world, { wallet, type: 'card_present', now: cause.now });
  const verdict = bankOf(world, scene.deal, { method, wallet, way: how, pin, now: cause.now });
  return settleVerdict(world, scene, { verdict, wallet, method, way: how, cause });
}

interface AtTheBank {
  readonly method: Method;
  readonly wallet: Wallet;
  readonly way: Way;
  readonly pin: string | undefined;
  readonly now: number;
}

function bankOf(
  world: World,
  { trade, intent }: Deal,
  { method, wallet, way, pin, now }: AtTheBank,
): Verdict {
  return judge(world, {
    wallet,
    number: method.number,
    amountMinor: intent.amountMinor,
    currency: trade.currency,
    now,
    way,
    pin,
  });
}

interface Judged {
  readonly verdict: Verdict;
  readonly wallet: Wallet;
  readonly method: Method;
  readonly way: Way;
  readonly cause: Cause;
}

function settleVerdict(
  world: World,
  scene: Scene,
  { verdict, wallet, method, way, cause }: Judged,
): Presented {
  const { deal, action } = scene;
  const presented = { wallet, method, way, cause };
  switch (verdict.kind) {
    case 'approved':
      approve(world, deal, { ...presented, pin: verdict.pin });
      endAction(world, scene, cause);
      return { result: 'approved' };
    case 'asks':
      action.asks = verdict.for;
      action.walletId = verdict.for === 'pin' ? wallet.id : null;
      // The bank turned the tap down, and the intent shows it while the reader goes on asking.
      if (verdict.decline) decline(world, deal, { ...presented, decline: verdict.decline });
      return { result: verdict.for };
    case 'declined':
      decline(world, deal, { ...presented, decline: verdict.decline });
      failAction(world, scene, { failure: failureOf(verdict.decline), cause });
      return { result: 'declined', decline: verdict.decline };
    default:
      return { result: 'insert' };
  }
}

/** The card is only read: the shop looks at it and confirms afterwards. */
function collect(world: World, scene: Scene, { wallet, cause }: Presentation): Presented {
  const { deal, action } = scene;
  deal.intent.method = methodFor(world, { wallet, type: 'card_present', now: cause.now });
  deal.intent.status = 'requires_confirmation';
  touch(world, deal.trade);
  action.walletId = wallet.id;
  endAction(world, scene, cause);
  return { result: 'collected' };
}

/** Confirms what was collected: the card is still at the reader. */
export function confirmCollected(
  world: World,
  scene: Scene,
  { wallet, cause }: { readonly wallet: Wallet; readonly cause: Cause },
): void {
  const { method } = scene.deal.intent;
  if (!method) return;
  const how = { method, wallet, way: 'insert', pin: wallet.password, now: cause.now } as const;
  const verdict = bankOf(world, scene.deal, how);
  settleVerdict(world, scene, { verdict, wallet, method, way: 'insert', cause });
}

function giveBack(world: World, scene: Scene, { cause }: Presentation): Presented {
  const { action } = scene;
  const asked = (action.said['refund_payment'] ?? {}) as JsonObject;
  const { amount } = asked;
  const values = { payment_intent: scene.deal.intent.id, ...(typeof amount === 'number' ? { amount } : {}) };
  const answer = createRefund(world, values, cause);
  if (answer.status !== 200) {
    const failure = { code: 'refund_failed', message: 'The refund was refused.' };
    failAction(world, scene, { failure, cause });
    return { result: 'declined', decline: { code: failure.code, declineCode: failure.code } };
  }
  action.refundId = String(answer.body['id']);
  endAction(world, scene, cause);
  return { result: 'refunded' };
}

export function endAction(world: World, { reader, action, deal }: Scene, cause: Cause): void {
  action.status = 'succeeded';
  action.asks = null;
  emit(world, deal, {
    type: 'terminal.reader.action_succeeded',
    object: readerView(reader, methodShown(deal)),
    cause,
  });
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

export function failAction(
  world: World,
  { reader, action, deal }: Scene,
  { failure, cause }: { readonly failure: Failure; readonly cause: Cause },
): void {
  action.status = 'failed';
  action.failureCode = failure.code;
  action.failureMessage = failure.message;
  action.asks = null;
  emit(world, deal, { type: 'terminal.reader.action_failed', object: readerView(reader), cause });
}

function failureOf(why: Decline): Failure {
  return { code: why.code, message: declineMessage(why) };
}

function methodShown({ intent }: Deal): JsonObject | undefined {
  return intent.method ? methodView(intent.method) : undefined;
}

/** Somebody taps the first card that would do, right now. False when no reader asks, or no such card is there. */
export function tapAnyCard(world: World, deal: Deal, cause: Cause): boolean {
  const reader = readerAsking(world, deal.intent.id);
  const wallet = anyWallet(world, 'card', deal.trade.currency);
  if (!reader || !wallet) return false;
  return present(world, reader, { wallet, how: 'insert', pin: wallet.password, cause }).result === 'approved';
}

/** The customer gives up at the reader, where the shop lets them. */
export function cancelAtReader(world: World, reader: Reader, cause: Cause): boolean {
  const { action } = reader;
  const deal = action?.intentId == null ? undefined : dealById(world, action.intentId);
  if (!action || !deal || action.status !== 'in_progress' || !action.mayCustomerCancel) return false;
  const failure = { code: 'customer_canceled', message: 'The customer canceled at the reader.' };
  failAction(world, { reader, action, deal }, { failure, cause });
  touch(world);
  return true;
}
