/** What a merchant would have after signing up with each provider: ids, keys, secrets and certificates, from the seed. */

import {
  ALIPAY_APP_CERTIFICATE,
  ALIPAY_PUBLIC_CERTIFICATE,
  ALIPAY_ROOT_CERTIFICATE,
  PAYPAL_WEBHOOK_CERTIFICATE,
  UNIONPAY_GATEWAY_CERT_ID,
  UNIONPAY_GATEWAY_CERTIFICATE,
  UNIONPAY_MERCHANT_CERT_ID,
  UNIONPAY_MERCHANT_CERTIFICATE,
  WECHATPAY_MERCHANT_CERTIFICATE,
  WECHATPAY_MERCHANT_SERIAL,
} from './certificates.ts';
import { identitySeed } from './create.ts';
import { GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY, WECHATPAY_PUBLIC_MODE_PUBLIC_KEY } from './keys.ts';
import { merchantOf } from './merchants.ts';
import type { World } from './model.ts';
import { platformKeyOf } from './platform-keys.ts';
import { seededText } from './random.ts';

/** Keys as PKCS#8 and SPKI PEM, certificates as PEM. Names on the wire: design of `GET /_simulator/credentials`. */
export interface Credentials {
  readonly alipay: {
    readonly appId: string;
    readonly sellerId: string;
    readonly merchantPrivateKey: string;
    readonly gatewayPublicKey: string;
    /** Certificate mode: the application's, Alipay's and the root certificate. */
    readonly appCertificate: string;
    readonly gatewayCertificate: string;
    readonly rootCertificate: string;
    /** Content encryption: AES-128, base64. */
    readonly aesKey: string;
    /** The shop's leave for a service provider to call in its name. */
    readonly appAuthToken: string;
  };
  readonly wechatpay: {
    readonly appid: string;
    readonly mchid: string;
    /** Hexadecimal, upper case. */
    readonly merchantSerial: string;
    readonly merchantPrivateKey: string;
    readonly merchantCertificate: string;
    /** 32 characters, used as bytes. */
    readonly apiV3Key: string;
    readonly apiV2Key: string;
    /** Of the key that is used now. */
    readonly platformSerial: string;
    readonly platformCertificate: string;
    readonly publicKeyId: string;
    readonly publicKey: string;
  };
  readonly unionpay: {
    readonly merId: string;
    /** Decimal, of the merchant's certificate. */
    readonly certId: string;
    readonly merchantPrivateKey: string;
    readonly merchantCertificate: string;
    readonly gatewayCertId: string;
    readonly gatewayPublicKey: string;
    readonly gatewayCertificate: string;
  };
  readonly paypal: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Of the one subscription that a fresh world's application has, and what it is signed under. */
    readonly webhookId: string;
    readonly webhookCertificate: string;
    readonly merchantId: string;
  };
  readonly card: {
    readonly account: string;
    readonly secretKey: string;
    readonly webhookSecret: string;
    readonly readerId: string;
  };
}

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const UPPER = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The shop's credentials at all providers; always the same for one seed. */
export function credentialsOf(world: World): Credentials {
  return {
    alipay: alipayCredentials(world),
    wechatpay: wechatpayCredentials(world),
    unionpay: unionpayCredentials(world),
    paypal: paypalCredentials(world),
    card: cardCredentials(world),
  };
}

export function alipayCredentials(world: World): Credentials['alipay'] {
  const merchant = merchantOf(world, 'alipay');
  const secret = secretsOf(world);
  return {
    appId: merchant.appId,
    sellerId: merchant.sellerId,
    merchantPrivateKey: MERCHANT_PRIVATE_KEY,
    gatewayPublicKey: GATEWAY_PUBLIC_KEY,
    appCertificate: ALIPAY_APP_CERTIFICATE,
    gatewayCertificate: ALIPAY_PUBLIC_CERTIFICATE,
    rootCertificate: ALIPAY_ROOT_CERTIFICATE,
    // 16 bytes are 22 characters, of which the last carries two bits.
    aesKey: `${secret('alipay aes', 21)}${secret('alipay aes end', 1, 'AQgw')}==`,
    appAuthToken: `202611BB${secret('alipay token', 32, HEX)}`,
  };
}

export function wechatpayCredentials(world: World): Credentials['wechatpay'] {
  const merchant = merchantOf(world, 'wechatpay');
  const secret = secretsOf(world);
  const platform = platformKeyOf(world);
  return {
    appid: merchant.appId,
    mchid: merchant.sellerId,
    merchantSerial: WECHATPAY_MERCHANT_SERIAL,
    merchantPrivateKey: MERCHANT_PRIVATE_KEY,
    merchantCertificate: WECHATPAY_MERCHANT_CERTIFICATE,
    apiV3Key: secret('api v3', 32),
    apiV2Key: secret('api v2', 32),
    platformSerial: platform.serial,
    platformCertificate: platform.certificate,
    publicKeyId: `PUB_KEY_ID_01${merchant.sellerId}${secret('public key', 16, DIGITS)}`,
    publicKey: WECHATPAY_PUBLIC_MODE_PUBLIC_KEY,
  };
}

export function unionpayCredentials(world: World): Credentials['unionpay'] {
  const merchant = merchantOf(world, 'unionpay');
  return {
    merId: merchant.appId,
    certId: UNIONPAY_MERCHANT_CERT_ID,
    merchantPrivateKey: MERCHANT_PRIVATE_KEY,
    merchantCertificate: UNIONPAY_MERCHANT_CERTIFICATE,
    gatewayCertId: UNIONPAY_GATEWAY_CERT_ID,
    gatewayPublicKey: GATEWAY_PUBLIC_KEY,
    gatewayCertificate: UNIONPAY_GATEWAY_CERTIFICATE,
  };
}

export function paypalCredentials(world: World): Credentials['paypal'] {
  const merchant = merchantOf(world, 'paypal');
  const secret = secretsOf(world);
  return {
    clientId: merchant.appId,
    clientSecret: `E${secret('paypal secret', 79)}`,
    webhookId: secret('paypal webhook', 17, UPPER),
    webhookCertificate: PAYPAL_WEBHOOK_CERTIFICATE,
    merchantId: merchant.sellerId,
  };
}

export function cardCredentials(world: World): Credentials['card'] {
  const merchant = merchantOf(world, 'card');
  const secret = secretsOf(world);
  return {
    account: merchant.appId,
    secretKey: cardSecretKey(world),
    webhookSecret: `whsec_${secret('card webhooks', 32)}`,
    readerId: `tmr_${secret('card reader', 14)}`,
  };
}

/** Read at every call of the card gateway. */
export function cardSecretKey(world: World): string {
  return `sk_test_${secretsOf(world)('card secret', 32)}`;
}

function secretsOf(world: World): (label: string, length: number, alphabet?: string) => string {
  const seed = identitySeed(world.seed);
  return (label, length, alphabet = ALNUM) => seededText(`${seed}/${label}`, length, alphabet);
}
