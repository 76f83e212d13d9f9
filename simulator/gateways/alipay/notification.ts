/** The news that the provider posts to `notify_url` (`trade_status_sync`), as a signed form. */

import { formatBeijing } from '../../world/beijing.ts';
import { GATEWAY_PRIVATE_KEY } from '../../world/keys.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Notification, Trade, World } from '../../world/model.ts';
import { yuan } from '../../world/money.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Newsroom } from '../gateway.ts';
import { amounts, buyer, fundBills, identity } from './answers.ts';

const MINUTE_MS = 60_000;

/** Delivered until the merchant's server answers with the bytes `success`. */
export const alipayNews: Newsroom = {
  gapsMs: [4, 10, 10, 60, 120, 360, 900].map((minutes) => minutes * MINUTE_MS),
  write: (world, due, now) => {
    const fields = notificationFields(world, due, now);
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    return async (crypto) => ({
      url: due.notification.url,
      headers,
      body: await signedForm(fields, crypto),
    });
  },
  isTaken: (status, body) => status === 200 && body === 'success',
};

/** The form's fields without the signature, as they are at `now`; `notify_id` is the same in every delivery. */
function notificationFields(
  world: World,
  { trade, notification }: { readonly trade: Trade; readonly notification: Notification },
  now: number,
): Record<string, string> {
  const merchant = merchantOf(world, 'alipay');
  const { buyer_user_id: buyerId, ...rest } = buyer(world, trade);
  const fields: Record<string, unknown> = {
    app_id: merchant.appId,
    auth_app_id: merchant.appId,
    charset: 'utf-8',
    version: '1.0',
    sign_type: 'RSA2',
    notify_type: 'trade_status_sync',
    notify_id: notification.id,
    notify_time: formatBeijing(now),
    seller_id: merchant.sellerId,
    seller_email: merchant.sellerEmail,
    subject: trade.subject,
    gmt_create: formatBeijing(trade.createdAt),
    trade_status: statusOf(trade, notification),
    buyer_id: buyerId,
    ...rest,
    ...identity(trade),
    ...amounts(trade),
    ...paymentFields(trade),
    ...eventFields(notification),
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

/** The form's body. The signature leaves out `sign` and also `sign_type`, unlike the one of requests. */
async function signedForm(fields: Record<string, string>, crypto: SimulatorCrypto): Promise<string> {
  const text = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign_type' && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return new URLSearchParams({ ...fields, sign: await crypto.sign(GATEWAY_PRIVATE_KEY, text) }).toString();
}

function statusOf(trade: Trade, { event, refundedMinor }: Notification): string {
  if (event === 'closed') return 'TRADE_CLOSED';
  return refundedMinor === trade.amountMinor ? 'TRADE_CLOSED' : 'TRADE_SUCCESS';
}

function paymentFields(trade: Trade): Record<string, string> {
  if (!trade.payment) return {};
  const bills = fundBills(trade).map(({ amount, fund_channel }) => ({ amount, fundChannel: fund_channel }));
  return { gmt_payment: formatBeijing(trade.payment.at), fund_bill_list: JSON.stringify(bills) };
}

function eventFields({ event, at, refundedMinor, requestNumber }: Notification): Record<string, string> {
  if (event === 'closed') return { gmt_close: formatBeijing(at) };
  if (event === 'paid') return {};
  return {
    refund_fee: yuan(refundedMinor),
    gmt_refund: formatBeijing(at),
    ...(requestNumber === null ? {} : { out_biz_no: requestNumber }),
  };
}
