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
    alipayAppId: '',
    book: 'practice',
  };

  test('begin with practice, sound on and the browser’s language', async () => {
    expect(await createSettingsStore(shopConnection()).read()).toEqual(defaults);
  });

  test('are there after a restart', async () => {
    const settings = { ...settingsFrom({}), language: 'en' as const, sound: false, shopName: ' 早点铺 ' };
    await createSettingsStore(shopConnection()).write(settings);
    expect(await createSettingsStore(shopConnection()).read()).toEqual({ ...settings, shopName: '早点铺' });
  });

  test('that make no sense take their default, the others stay', () => {
    const found = { language: 'xx', sound: 'yes', shopName: 'x'.repeat(61), book: 'live', unknown: 1 };
    expect(settingsFrom(found)).toEqual({ ...defaults, book: 'live' });
    expect(settingsFrom('nonsense')).toEqual(defaults);
    expect(settingsFrom(null)).toEqual(defaults);
  });
});
