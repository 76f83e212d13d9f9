/** The settings of this device: one small record, saved whole, checked field by field when it is read. */

import * as v from 'valibot';
import { ACCOUNT_FIELDS, type AccountField, PROVIDER_RAILS, type ProviderRail } from '../domain/account.ts';
import { type Currency, isCurrency } from '../domain/money.ts';
import { isRailName, type RailName } from '../domain/rail.ts';
import type { Connection } from './connection.ts';
import type { ShopSchema } from './schema.ts';

/** A payload is never longer than a scan. */
const OWN_CODE = v.fallback(
  v.optional(
    v.object({
      payload: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
      fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      setAt: v.pipe(v.number(), v.safeInteger()),
      checkedAt: v.optional(v.pipe(v.number(), v.safeInteger())),
    }),
  ),
  undefined,
);

const NO_ROUNDING_CHOSEN = { isOn: true, euroCoinMinor: 1 } as const;

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
  /** What the owner entered for the live book's account at each provider; keys are kept apart, secrets not at all. */
  accounts: v.fallback(v.optional(v.object(entriesByRail()), {}), {}),
  /** What new sales are in: the practice shop's, and the live shop's. */
  practiceCurrency: v.fallback(v.optional(v.picklist(['CNY', 'USD']), 'CNY'), 'CNY'),
  liveCurrency: v.fallback(v.optional(v.custom<Currency>(isCurrency), 'CNY'), 'CNY'),
  /** Ways to pay that this shop does not want on its panel. */
  hiddenRails: v.fallback(v.optional(v.pipe(v.array(v.custom<RailName>(isRailName)), v.readonly()), []), []),
  /** The first steps: a hint until the first payment, then a card, then nothing more. */
  welcome: v.fallback(v.optional(v.picklist(['hint', 'card', 'done']), 'hint'), 'hint'),
  /** Whether cash is rounded to the smallest coin, and which that is for the euro. */
  cashRounding: v.fallback(
    v.optional(
      v.object({
        isOn: v.fallback(v.boolean(), true),
        euroCoinMinor: v.fallback(v.picklist([1, 5]), 1),
      }),
      NO_ROUNDING_CHOSEN,
    ),
    NO_ROUNDING_CHOSEN,
  ),
  /** The shop's own printed collection code in each book. */
  ownCodes: v.fallback(v.optional(v.object({ practice: OWN_CODE, live: OWN_CODE }), {}), {}),
  /** The book that the counter opens with. */
  book: v.fallback(v.optional(v.picklist(['practice', 'live']), 'practice'), 'practice'),
});

export type Settings = v.InferOutput<typeof SETTINGS>;

export interface SettingsStore {
  /** The saved settings, defaults for what is not saved. Rejects with StoreUnavailable. */
  readonly read: () => Promise<Settings>;
  /** Whether nothing was ever saved: a new device, or one that lost its databases. Rejects with StoreUnavailable. */
  readonly isEmpty: () => Promise<boolean>;
  /** Replaces the whole record. Rejects when it cannot be saved. */
  readonly write: (settings: Settings) => Promise<void>;
}

const KEY = 'device';

/** An id as providers give them out: short, and without anything that could be markup or another header's line. */
function entry() {
  return v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.regex(/^[\w.@+/=-]{0,128}$/))), undefined);
}

function entriesByRail() {
  const entries = v.object(
    Object.fromEntries(ACCOUNT_FIELDS.map((field) => [field, entry()])) as Record<
      AccountField,
      ReturnType<typeof entry>
    >,
  );
  const one = v.fallback(v.optional(entries), undefined);
  return Object.fromEntries(PROVIDER_RAILS.map((rail) => [rail, one])) as Record<ProviderRail, typeof one>;
}

/** Settings from whatever was found; anything that is no record at all gives the defaults. */
export function settingsFrom(found: unknown): Settings {
  const record = typeof found === 'object' && found !== null ? found : {};
  return v.parse(SETTINGS, withAccounts(record));
}

/** Before there were several rails, Alipay's application stood in a field of its own. */
function withAccounts(record: object): object {
  if (!('alipayAppId' in record) || 'accounts' in record) return record;
  return { ...record, accounts: { alipay: { appId: record.alipayAppId } } };
}

export function createSettingsStore(shop: Connection<ShopSchema>): SettingsStore {
  return {
    read: async () => settingsFrom(await shop.use((database) => database.get('settings', KEY))),
    isEmpty: async () => (await shop.use((database) => database.getKey('settings', KEY))) === undefined,
    write: async (settings) => {
      await shop.use((database) => {
        const transaction = database.transaction('settings', 'readwrite', { durability: 'strict' });
        return Promise.all([transaction.store.put(settingsFrom(settings), KEY), transaction.done]);
      });
    },
  };
}
