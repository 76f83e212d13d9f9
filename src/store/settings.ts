/** The settings of this device: one small record, saved whole, checked field by field when it is read. */

import * as v from 'valibot';
import type { Connection } from './connection.ts';
import type { ShopSchema } from './schema.ts';

/** A field that is missing or no longer makes sense takes its default; the others stay. */
const SETTINGS = v.object({
  /** The cashier's language; `undefined` until somebody chooses: then the browser's. */
  language: v.fallback(v.optional(v.picklist(['zh-CN', 'en'])), undefined),
  /** The language of the customer's side of the screen. */
  customerLanguage: v.fallback(v.optional(v.picklist(['zh-CN', 'en'])), undefined),
  sound: v.fallback(v.optional(v.boolean(), true), true),
  voice: v.fallback(v.optional(v.boolean(), true), true),
  /** Printed on receipts and told to the provider as the order's subject. */
  shopName: v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60)), ''), ''),
  /** How long a payment QR may be paid, minutes. */
  qrLifeMinutes: v.fallback(v.optional(v.picklist([1, 2, 3, 4, 5]), 2), 2),
  /** The shop's application at Alipay, for the live book; its keys are kept apart. */
  alipayAppId: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\d{0,32}$/)), ''), ''),
  /** The first steps: a hint until the first payment, then a card, then nothing more. */
  welcome: v.fallback(v.optional(v.picklist(['hint', 'card', 'done']), 'hint'), 'hint'),
  /** The book that the counter opens with. */
  book: v.fallback(v.optional(v.picklist(['practice', 'live']), 'practice'), 'practice'),
});

export type Settings = v.InferOutput<typeof SETTINGS>;

export interface SettingsStore {
  /** The saved settings, defaults for what is not saved. Rejects with StoreUnavailable. */
  readonly read: () => Promise<Settings>;
  /** Replaces the whole record. Rejects when it cannot be saved. */
  readonly write: (settings: Settings) => Promise<void>;
}

const KEY = 'device';

/** Settings from whatever was found; anything that is no record at all gives the defaults. */
export function settingsFrom(found: unknown): Settings {
  const record = typeof found === 'object' && found !== null ? found : {};
  return v.parse(SETTINGS, record);
}

export function createSettingsStore(shop: Connection<ShopSchema>): SettingsStore {
  return {
    read: async () => settingsFrom(await shop.use((database) => database.get('settings', KEY))),
    write: async (settings) => {
      await shop.use((database) => {
        const transaction = database.transaction('settings', 'readwrite', { durability: 'strict' });
        return Promise.all([transaction.store.put(settingsFrom(settings), KEY), transaction.done]);
      });
    },
  };
}
