/** News for the shop's server: encrypted and signed for v3, signed XML for v2. Payments by code have none. */

import { strike } from '../../faults/armed.ts';
import type { FaultName } from '../../faults/catalogue.ts';
import { wechatpayCredentials } from '../../world/credentials.ts';
import type { JsonObject, Notification, Trade, World } from '../../world/model.ts';
import { seededText } from '../../world/random.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Letter, Newsroom, Sealing } from '../gateway.ts';
import { detailOf } from './detail.ts';
import { isProbeArmed } from './probe.ts';
import { findRefund } from './refunds.ts';
import { signatureHeaders } from './seal.ts';
import { signingKey } from './signing-key.ts';
import { identity, instant, refundFields, transaction } from './transaction.ts';
import { signed } from './v2/v2.ts';
import { paidFields } from './v2/views.ts';
import { writeXml } from './v2/xml.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** alipay-wechatpay.md 2.3: fifteen deliveries after the first. */
const GAPS_MS = [
  15 * SECOND_MS,
  15 * SECOND_MS,
  30 * SECOND_MS,
  3 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  30 * MINUTE_MS,
  30 * MINUTE_MS,
  30 * MINUTE_MS,
  60 * MINUTE_MS,
  3 * HOUR_MS,
  3 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  6 * HOUR_MS,
];

/** Faults of the signature strike news when they name the operation `webhooks`. */
const SEALINGS = [
  'signature-bad',
  'signature-missing',
  'key-unknown',
] as const satisfies readonly FaultName[];
const PLACE = { rail: 'wechatpay', operation: 'webhooks' } as const;

interface Due {
  readonly trade: Trade;
  readonly notification: Notification;
}

export const wechatpayNews: Newsroom = {
  gapsMs: GAPS_MS,
  write: (world, due, now) => {
    const isProbe = isProbeArmed(world, 'webhooks');
    const sealing: Sealing = SEALINGS.find((name) => strike(world, name, PLACE)) ?? 'right';
    const trace = `${due.notification.id}/${due.notification.attempts}`;
    if (detailOf(due.trade).api === 'v2') return writeV2(world, due, { sealing, trace });
    return writeV3(world, due, { now, sealing, trace, isProbe });
  },
  // v2 shops answer in XML, and may say no with 200.
  isTaken: (status, body) =>
    (status === 200 || status === 204) && !/<return_code>\s*(?:<!\[CDATA\[)?\s*FAIL/.test(body),
};

interface Wish {
  readonly now: number;
  readonly sealing: Sealing;
  readonly trace: string;
  readonly isProbe: boolean;
}

function writeV3(world: World, due: Due, wish: Wish): (crypto: SimulatorCrypto) => Promise<Letter> {
  const { trade, notification } = due;
  const { apiV3Key } = wechatpayCredentials(world);
  const { content, original, summary } = contentOf(world, due);
  const nonce = seededText(`${wish.trace}/cipher`, 12, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const keyId = signingKey({ world, now: wish.now }, detailOf(trade).keyId);
  return async (crypto) => {
    const ciphertext = await crypto.aesGcmEncrypt({
      key: apiV3Key,
      nonce,
      associatedData: original,
      text: JSON.stringify(content),
    });
    const body = JSON.stringify({
      id: `EV-${notification.id}`,
      create_time: instant(notification.at),
      resource_type: 'encrypt-resource',
      event_type: notification.event,
      summary,
      resource: {
        original_type: original,
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext,
        associated_data: original,
        nonce,
      },
    });
    const as = { keyId, isProbe: wish.isProbe };
    const how = { sealing: wish.sealing, trace: wish.trace, now: wish.now };
    const signature =
      wish.sealing === 'signature-missing' ? {} : await signatureHeaders(body, { how, as }, crypto);
    const headers = { 'content-type': 'application/json; charset=utf-8', ...signature };
    return { url: notification.url, headers, body };
  };
}

/** What is told: the payment as it was when it came, or the refund that has ended. */
function contentOf(
  world: World,
  { trade, notification }: Due,
): { readonly content: JsonObject; readonly original: string; readonly summary: string } {
  const refunded =
    notification.requestNumber === null ? undefined : findRefund(world, notification.requestNumber);
  if (!refunded)
    return { content: transaction(world, trade, 'SUCCESS'), original: 'transaction', summary: '支付成功' };
  const { status, channel: _, funds_account: __, ...fields } = refundFields(refunded);
  const { mchid } = identity(world);
  const summary = status === 'SUCCESS' ? '退款成功' : '退款异常';
  return { content: { mchid, ...fields, refund_status: status }, original: 'refund', summary };
}

function writeV2(
  world: World,
  { trade, notification }: Due,
  { sealing, trace }: Pick<Wish, 'sealing' | 'trace'>,
): (crypto: SimulatorCrypto) => Promise<Letter> {
  const { apiV2Key, appid, mchid } = wechatpayCredentials(world);
  const fields = {
    return_code: 'SUCCESS',
    appid,
    mch_id: mchid,
    nonce_str: seededText(`${trace}/nonce`, 32, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    result_code: 'SUCCESS',
    ...paidFields(world, trade),
  };
  const as = { api: 'v2', apiV2Key, signType: detailOf(trade).signType ?? 'MD5' } as const;
  const body = writeXml(signed(fields, { how: { sealing }, as }));
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  return async () => ({ url: notification.url, headers, body });
}
