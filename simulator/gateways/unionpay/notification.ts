/** The news that UnionPay posts to `backUrl` once an order is paid: a signed form, percent-encoded unlike its answers. */

import { UNIONPAY_GATEWAY_CERTIFICATE } from '../../world/certificates.ts';
import { GATEWAY_PRIVATE_KEY } from '../../world/keys.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Newsroom } from '../gateway.ts';
import { message } from './codes.ts';
import { signedText } from './form.ts';
import { paymentFields, txnTimeOf } from './transactions.ts';

const MINUTE_MS = 60_000;

/** Five deliveries in all, until the merchant's server answers with status 200 (302 counts too). The gaps are assumed. */
export const unionpayNews: Newsroom = {
  gapsMs: [1, 2, 4, 8].map((minutes) => minutes * MINUTE_MS),
  patienceMs: 10_000,
  write: (world, { trade, notification }) => {
    const form: Record<string, string> = {
      version: '5.1.0',
      encoding: 'UTF-8',
      signMethod: '01',
      txnType: '01',
      txnSubType: String(trade.detail['txnSubType'] ?? ''),
      bizType: '000000',
      accessType: '0',
      merId: merchantOf(world, 'unionpay').appId,
      orderId: trade.orderNumber,
      txnTime: txnTimeOf(trade),
      ...paymentFields(world, trade),
      reqReserved: String(trade.detail['reqReserved'] ?? ''),
      respCode: '00',
      respMsg: message({ code: '00' }),
      signPubKeyCert: UNIONPAY_GATEWAY_CERTIFICATE,
    };
    return async (crypto) => {
      const signature = await crypto.sign(GATEWAY_PRIVATE_KEY, signedText(form));
      const sent = Object.entries({ ...form, signature }).filter(([, value]) => value !== '');
      return {
        url: notification.url,
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body: new URLSearchParams(sent).toString(),
      };
    };
  },
  isTaken: (status) => status === 200 || status === 302,
};
