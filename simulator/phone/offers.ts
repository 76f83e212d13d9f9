/** Which order a counter offers to a phone, and with whose wallet it is paid. */

import type { PayableQr, PhoneView, WalletView } from '../parts/client.ts';
import type { ShownQr } from '../parts/optics.ts';

/** What can be paid by one tap on the scan button: shown by the counter and still payable. */
export type Offer = Pick<
  PayableQr,
  'content' | 'merchant' | 'amountMinor' | 'currency' | 'orderNumber' | 'rail'
>;

/** The counter's QR as something to pay, if the provider would still take the payment and nobody else is at it. */
export function offerOf(
  shown: ShownQr | undefined,
  qrs: readonly PayableQr[],
  view: PhoneView | undefined,
): Offer | undefined {
  const payable = qrs.find((qr) => qr.orderNumber === shown?.orderNumber);
  const isTaken = payable !== undefined && payable.scannedBy !== null && payable.scannedBy !== view?.id;
  return shown && payable && !isTaken ? { ...payable, content: shown.content } : undefined;
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
