/** The practice shop's account at every provider, from the credentials that the simulator gives out. */

import * as v from 'valibot';
import { hasProvider, type RailName } from '../domain/rail.ts';
import type { RailAccount } from '../providers/contract.ts';
import { importMerchantKey, importProviderKey, type KeyParts } from '../signing/keys.ts';

const text = v.pipe(v.string(), v.nonEmpty());

const CREDENTIALS = v.object({
  alipay: v.object({ appId: text, merchantPrivateKey: text, gatewayPublicKey: text }),
  wechatpay: v.object({
    appid: text,
    mchid: text,
    merchantSerial: text,
    merchantPrivateKey: text,
    publicKeyId: text,
    publicKey: text,
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

/** Brings the keys in and answers with the account of each rail. Rejects when a credential is missing or no key. */
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
  await importProviderKey(keys, 'wechatpay', { text: wechatpay.publicKey, keyId: wechatpay.publicKeyId });
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
      publicKeyId: wechatpay.publicKeyId,
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
