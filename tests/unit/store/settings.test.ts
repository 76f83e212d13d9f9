/** The settings of this device: defaults, what is kept, and what is not believed. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createSettingsStore, settingsFrom } from '../../../src/store/settings.ts';
import { freshDatabases, shopConnection } from './support.ts';

beforeEach(freshDatabases);

describe('the settings of this device', () => {
  const defaults = {
    language: undefined,
    customerLanguage: undefined,
    sound: true,
    voice: true,
    shopName: '',
    qrLifeMinutes: 2,
    welcome: 'hint',
    accounts: {},
    practiceCurrency: 'CNY',
    liveCurrency: 'CNY',
    hiddenRails: [],
    book: 'practice',
    cashRounding: { isOn: true, euroCoinMinor: 1 },
    ownCodes: {},
  };

  test('begin with practice, sound on and the browser’s language', async () => {
    expect(await createSettingsStore(shopConnection()).read()).toEqual(defaults);
  });

  test('are there after a restart', async () => {
    const settings = { ...settingsFrom({}), language: 'en' as const, sound: false, shopName: ' 早点铺 ' };
    await createSettingsStore(shopConnection()).write(settings);
    expect(await createSettingsStore(shopConnection()).read()).toEqual({ ...settings, shopName: '早点铺' });
  });

  test('are told from none at all', async () => {
    const store = createSettingsStore(shopConnection());
    expect(await store.isEmpty()).toBe(true);
    await store.write(settingsFrom({}));
    expect(await store.isEmpty()).toBe(false);
  });

  test('that make no sense take their default, the others stay', () => {
    const found = { language: 'xx', sound: 'yes', shopName: 'x'.repeat(61), book: 'live', unknown: 1 };
    expect(settingsFrom(found)).toEqual({ ...defaults, book: 'live' });
    expect(settingsFrom('nonsense')).toEqual(defaults);
    expect(settingsFrom(null)).toEqual(defaults);
  });

  test('keep how cash is rounded, and take no coin that there is not', () => {
    const chosen = { isOn: false, euroCoinMinor: 5 };
    expect(settingsFrom({ cashRounding: chosen }).cashRounding).toEqual(chosen);
    const odd = { isOn: 'no', euroCoinMinor: 3 };
    expect(settingsFrom({ cashRounding: odd }).cashRounding).toEqual(defaults.cashRounding);
    expect(settingsFrom({ cashRounding: 5 }).cashRounding).toEqual(defaults.cashRounding);
  });

  test('keep the shop’s own code of each book, and nothing that is none', () => {
    const code = { payload: 'wxp://f2f0', fingerprint: 'a'.repeat(64), setAt: 1_795_399_200_000 };
    const kept = { practice: { ...code, checkedAt: 1_795_399_300_000 }, live: code };
    expect(settingsFrom({ ownCodes: kept }).ownCodes).toEqual(kept);
    const odd = { practice: { ...code, payload: 'x'.repeat(1_025) }, live: { ...code, fingerprint: 'none' } };
    expect(settingsFrom({ ownCodes: odd }).ownCodes).toEqual({ practice: undefined, live: undefined });
  });

  test('keep what was entered for each provider, and nothing that could not be an id', () => {
    const accounts = {
      wechatpay: { appId: ' wx1 ', merchantId: '1900000001', certificateSerial: '5F0A' },
      paypal: { appId: '<script>' },
      barter: { appId: '1' },
    };
    const { wechatpay, paypal, ...others } = settingsFrom({ accounts }).accounts;
    expect(wechatpay).toMatchObject({ appId: 'wx1', merchantId: '1900000001', certificateSerial: '5F0A' });
    expect(paypal?.appId).toBeUndefined();
    expect(Object.keys(others)).not.toContain('barter');
  });

  test('of the time when there was only Alipay are taken over', () => {
    expect(settingsFrom({ alipayAppId: '2021000000000001' }).accounts.alipay?.appId).toBe('2021000000000001');
  });

  test('know currencies and ways to pay, and drop what they do not know', () => {
    const found = { practiceCurrency: 'EUR', liveCurrency: 'HKD', hiddenRails: ['voucher', 'barter'] };
    const { practiceCurrency, liveCurrency, hiddenRails } = settingsFrom(found);
    expect([practiceCurrency, liveCurrency, hiddenRails]).toEqual(['CNY', 'HKD', []]);
    expect(settingsFrom({ hiddenRails: ['voucher'] }).hiddenRails).toEqual(['voucher']);
  });
});
