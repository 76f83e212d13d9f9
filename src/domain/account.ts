/** What a shop enters for its account at each provider. No secrets: those that a browser must not hold are the proxy's (design.md 5). */

import type { RailName } from './rail.ts';

/** The ways to pay with a provider behind them, in the order of the list of rails. */
export const PROVIDER_RAILS = ['alipay', 'wechatpay', 'unionpay', 'paypal', 'card'] as const;

export type ProviderRail = (typeof PROVIDER_RAILS)[number];

export const ACCOUNT_FIELDS = [
  'appId',
  'merchantId',
  'certificateSerial',
  'publicKeyId',
  'readerId',
] as const;

export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** What was entered; a field that is missing or empty was not. */
export type AccountEntries = Readonly<Partial<Record<AccountField, string | undefined>>>;

export interface AccountNeeds {
  readonly required: readonly AccountField[];
  readonly optional: readonly AccountField[];
  /**
   * Keys in this browser: the shop's own to sign with and the provider's to check with. `named`: an answer says by which of
   * the provider's keys it was signed; `unnamed`: it may be any of them; `none`: nobody signs here.
   */
  readonly keys: 'none' | 'unnamed' | 'named';
  /** The provider gives out new keys by itself, sealed under a secret that the shop has chosen (WeChat Pay's APIv3 key). */
  readonly opensKeys?: true;
}

export const ACCOUNT_NEEDS: Readonly<Record<ProviderRail, AccountNeeds>> = {
  alipay: { required: ['appId'], optional: [], keys: 'unnamed' },
  wechatpay: {
    required: ['appId', 'merchantId', 'certificateSerial'],
    optional: ['publicKeyId'],
    keys: 'named',
    opensKeys: true,
  },
  unionpay: { required: ['merchantId', 'certificateSerial'], optional: [], keys: 'named' },
  paypal: { required: ['appId'], optional: [], keys: 'none' },
  card: { required: ['readerId'], optional: [], keys: 'none' },
};

export function isProviderRail(rail: RailName): rail is ProviderRail {
  return PROVIDER_RAILS.some((one) => one === rail);
}

/** Whether everything that the rail needs was entered. */
export function isAccountComplete(rail: ProviderRail, entries: AccountEntries): boolean {
  return ACCOUNT_NEEDS[rail].required.every((field) => (entries[field] ?? '') !== '');
}
