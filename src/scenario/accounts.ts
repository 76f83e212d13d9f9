/** The practice shop's account at every provider, from the credentials that the simulator gives out. */

import * as v from 'valibot';
import { hasProvider, type RailName } from '../domain/rail.ts';
import type { RailAccount } from '../providers/contract.ts';
import { readCertificate } from '../signing/certificate.ts';
import { importMerchantKey, importProviderKey, type KeyParts } from '../signing/keys.ts';
import { importOpeningKey } from '../signing/opening-key.ts';

const text = v.pipe(v.string(), v.nonEmpty());

const CREDENTIALS = v.object({
  alipay: v.object({ appId: text, merchantPrivateKey: text, gatewayPublicKey: text }),
  wechatpay: v.object({
    appid: text,
    mchid: text,
    merchantSerial: text,
    merchantPrivateKey: text,
    apiV3Key: text,
    platformCertificate: text,
  }),
  unionpay: v.object({
    merId: text,
    certId: text,
    merchantPrivateKey: text,
    gatewayCertId: text,
    gatewayPublicKey: text,
  }),
  paypal: v.object({ clientId: text }),
  card: v.object({ readerId: text }),
});

/**
 * Brings the keys in and answers with the account of each rail. Rejects when a credential is missing or no key. WeChat Pay
 * signs under its certificates here, which it changes by itself.
 */
export async function openPracticeAccounts(
  credentials: unknown,
  keys: KeyParts,
  shop: Pick<RailAccount, 'shopName' | 'tillId'>,
): Promise<(rail: RailName) => RailAccount | undefined> {
  const { alipay, wechatpay, unionpay, paypal, card } = v.parse(CREDENTIALS, credentials);
  const merchants = { alipay, wechatpay, unionpay } as const;
  for (const rail of ['alipay', 'wechatpay', 'unionpay'] as const) {
    await importMerchantKey(keys, rail, { text: merchants[rail].merchantPrivateKey });
  }
  await importProviderKey(keys, 'alipay', { text: alipay.gatewayPublicKey });
  const platform = readCertificate(wechatpay.platformCertificate);
  if (platform === undefined) throw new Error('the platform certificate is none');
  const { publicKey, serial, validUntil } = platform;
  await importProviderKey(keys, 'wechatpay', { text: publicKey, keyId: serial, validUntil });
  await importOpeningKey(keys, 'wechatpay', wechatpay.apiV3Key);
  await importProviderKey(keys, 'unionpay', {
    text: unionpay.gatewayPublicKey,
    keyId: unionpay.gatewayCertId,
  });
  const ids: Readonly<Partial<Record<RailName, Omit<RailAccount, 'shopName' | 'tillId'>>>> = {
    alipay: { appId: alipay.appId },
    wechatpay: {
      appId: wechatpay.appid,
      merchantId: wechatpay.mchid,
      certificateSerial: wechatpay.merchantSerial,
    },
    unionpay: { appId: unionpay.merId, merchantId: unionpay.merId, certificateSerial: unionpay.certId },
    paypal: { appId: paypal.clientId },
    card: { appId: card.readerId, readerId: card.readerId },
  };
  return (rail) => {
    const known = ids[rail];
    return known === undefined || !hasProvider(rail) ? undefined : { ...known, ...shop };
  };
}
