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
  WECHATPAY_PLATFORM_CERTIFICATE,
  WECHATPAY_PLATFORM_SERIAL,
} from './certificates.ts';
import { identitySeed } from './create.ts';
import { GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY, WECHATPAY_PUBLIC_MODE_PUBLIC_KEY } from './keys.ts';
import { merchantOf } from './merchants.ts';
import type { World } from './model.ts';
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
  const seed = identitySeed(world.seed);
  const text = (label: string, length: number, alphabet = ALNUM) =>
    seededText(`${seed}/${label}`, length, alphabet);
  const alipay = merchantOf(world, 'alipay');
  const wechatpay = merchantOf(world, 'wechatpay');
  const paypal = merchantOf(world, 'paypal');
  return {
    alipay: {
      appId: alipay.appId,
      sellerId: alipay.sellerId,
      merchantPrivateKey: MERCHANT_PRIVATE_KEY,
      gatewayPublicKey: GATEWAY_PUBLIC_KEY,
      appCertificate: ALIPAY_APP_CERTIFICATE,
      gatewayCertificate: ALIPAY_PUBLIC_CERTIFICATE,
      rootCertificate: ALIPAY_ROOT_CERTIFICATE,
      // 16 bytes are 22 characters, of which the last carries two bits.
      aesKey: `${text('alipay aes', 21)}${text('alipay aes end', 1, 'AQgw')}==`,
      appAuthToken: `202611BB${text('alipay token', 32, HEX)}`,
    },
    wechatpay: {
      appid: wechatpay.appId,
      mchid: wechatpay.sellerId,
      merchantSerial: WECHATPAY_MERCHANT_SERIAL,
      merchantPrivateKey: MERCHANT_PRIVATE_KEY,
      merchantCertificate: WECHATPAY_MERCHANT_CERTIFICATE,
      apiV3Key: text('api v3', 32),
      apiV2Key: text('api v2', 32),
      platformSerial: WECHATPAY_PLATFORM_SERIAL,
      platformCertificate: WECHATPAY_PLATFORM_CERTIFICATE,
      publicKeyId: `PUB_KEY_ID_01${wechatpay.sellerId}${text('public key', 16, DIGITS)}`,
      publicKey: WECHATPAY_PUBLIC_MODE_PUBLIC_KEY,
    },
    unionpay: {
      merId: merchantOf(world, 'unionpay').appId,
      certId: UNIONPAY_MERCHANT_CERT_ID,
      merchantPrivateKey: MERCHANT_PRIVATE_KEY,
      merchantCertificate: UNIONPAY_MERCHANT_CERTIFICATE,
      gatewayCertId: UNIONPAY_GATEWAY_CERT_ID,
      gatewayPublicKey: GATEWAY_PUBLIC_KEY,
      gatewayCertificate: UNIONPAY_GATEWAY_CERTIFICATE,
    },
    paypal: {
      clientId: paypal.appId,
      clientSecret: `E${text('paypal secret', 79)}`,
      webhookId: text('paypal webhook', 17, UPPER),
      webhookCertificate: PAYPAL_WEBHOOK_CERTIFICATE,
      merchantId: paypal.sellerId,
    },
    card: {
      account: merchantOf(world, 'card').appId,
      secretKey: `sk_test_${text('card secret', 32)}`,
      webhookSecret: `whsec_${text('card webhooks', 32)}`,
      readerId: `tmr_${text('card reader', 14)}`,
    },
  };
}
