/** The shop's account at Alipay, as the settings screen sees it: keys made, imported and shown, and the choice of the book. */

import {
  importMerchantKey,
  importProviderKey,
  type KeyParts,
  makeMerchantKey,
  merchantPublicHalf,
  providerPublicHalves,
} from './signing/keys.ts';
import { type Settings, settingsFrom } from './store/settings.ts';
import type { AccountDesk } from './ui/deps.ts';

export interface AccountDeskParts {
  /** The keys of the live book, whichever book is open: practice has its own, which are nobody's to set. */
  readonly keys: () => Promise<KeyParts>;
  readonly stored: () => Settings;
  /** Keeps the settings; another book makes the page start again. */
  readonly save: (settings: Settings) => Promise<void>;
}

export function createAccountDesk({ keys, stored, save }: AccountDeskParts): AccountDesk {
  const change = async (fields: Partial<Settings>): Promise<void> => {
    await save(settingsFrom({ ...stored(), ...fields }));
  };
  return {
    read: async () => {
      const { store } = await keys();
      return {
        appId: stored().alipayAppId,
        merchantKey: await merchantPublicHalf(store, 'alipay'),
        providerKeys: await providerPublicHalves(store, 'alipay'),
      };
    },
    saveAppId: (appId) => change({ alipayAppId: appId }),
    makeKey: async (replace) => shown(await makeMerchantKey(await keys(), 'alipay', { replace })),
    importKey: async (text, replace) =>
      shown(await importMerchantKey(await keys(), 'alipay', { text, replace })),
    importProviderKey: async (text) => shown(await importProviderKey(await keys(), 'alipay', { text })),
    openBook: (book) => change({ book }),
  };
}

function shown(
  result: Awaited<ReturnType<typeof makeMerchantKey>>,
): Awaited<ReturnType<AccountDesk['makeKey']>> {
  return result.ok ? { ok: true, key: result.publicHalf } : result;
}
