/** Which order a counter offers to a phone, and with whose wallet it is paid. */

import type { PayableQr, PhoneView, StaticCodeView, WalletView } from '../parts/client.ts';
import type { ShownQr } from '../parts/optics.ts';

/** What can be paid by one tap on the scan button: shown by the counter and still payable. */
export interface Offer extends Pick<PayableQr, 'content' | 'merchant' | 'currency' | 'rail'> {
  /** Null for a static code: the customer says how much. */
  readonly amountMinor: number | null;
  /** Null for a sticker that hangs in the shop. */
  readonly orderNumber: string | null;
}

/** What is payable by scan just now: the orders of tills, and what hangs in the shop. */
export interface Payable {
  readonly qrs: readonly PayableQr[];
  readonly staticCodes: readonly StaticCodeView[];
}

/** The counter's QR as something to pay, if the provider would still take the payment and nobody else is at it. */
export function offerOf(
  shown: ShownQr | undefined,
  { qrs, staticCodes }: Payable,
  view: PhoneView | undefined,
): Offer | undefined {
  const printed = staticCodes.find(({ content }) => content === shown?.content);
  if (shown && printed) return { ...stickerOf(printed), orderNumber: shown.orderNumber };
  const payable = qrs.find((qr) => qr.orderNumber === shown?.orderNumber);
  const isTaken = payable !== undefined && payable.scannedBy !== null && payable.scannedBy !== view?.id;
  return shown && payable && !isTaken ? { ...payable, content: shown.content } : undefined;
}

/** A static code as it can be scanned from the wall. */
export function stickerOf({ content, merchant, currency, rail }: StaticCodeView): Offer {
  return { content, merchant, currency, rail, amountMinor: null, orderNumber: null };
}

/**
 * The wallet for an order: the one in hand, the same person's of that kind and currency, or any that could pay. Where
 * there is none, one of that kind, which then says itself why it does not pay.
 */
export function walletFor(
  order: Offer,
  current: PhoneView | undefined,
  wallets: readonly WalletView[],
): string | undefined {
  if (current?.rail === order.rail && current.currency === order.currency) return current.id;
  const ofRail = wallets.filter(({ rail }) => rail === order.rail);
  const fitting = ofRail.filter(
    ({ currency, state, phoneOffline }) => currency === order.currency && state === 'normal' && !phoneOffline,
  );
  const person = current && personOf(current.id);
  const own = fitting.find(({ id }) => personOf(id) === person) ?? fitting[0];
  if (own !== undefined) return own.id;
  return current?.rail === order.rail ? current.id : ofRail[0]?.id;
}

/** `wechatpay-lin` and `lin` are one person. */
function personOf(walletId: string): string {
  return walletId.replace(/^[a-z]+-/, '');
}
