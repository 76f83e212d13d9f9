/** The shop's account at Alipay, as the settings screen sees it: keys made, imported and shown, and the choice of the book. */

import type { AssembledTill } from './assemble.ts';
import {
  importMerchantKey,
  importProviderKey,
  makeMerchantKey,
  merchantPublicHalf,
  providerPublicHalves,
} from './signing/keys.ts';
import { type Settings, settingsFrom } from './store/settings.ts';
import type { AccountDesk } from './ui/deps.ts';

export interface AccountDeskParts {
  readonly parts: () => Promise<AssembledTill>;
  readonly stored: () => Settings;
  /** Keeps the settings; another book makes the page start again. */
  readonly save: (settings: Settings) => Promise<void>;
}

export function createAccountDesk({ parts, stored, save }: AccountDeskParts): AccountDesk {
  const change = async (fields: Partial<Settings>): Promise<void> => {
    await save(settingsFrom({ ...stored(), ...fields }));
  };
  return {
    read: async () => {
      const { keys } = await parts();
      return {
        appId: stored().alipayAppId,
        merchantKey: await merchantPublicHalf(keys.store, 'alipay'),
        providerKeys: await providerPublicHalves(keys.store, 'alipay'),
      };
    },
    saveAppId: (appId) => change({ alipayAppId: appId }),
    makeKey: async (replace) => shown(await makeMerchantKey((await parts()).keys, 'alipay', { replace })),
    importKey: async (text, replace) =>
      shown(await importMerchantKey((await parts()).keys, 'alipay', { text, replace })),
    importProviderKey: async (text) =>
      shown(await importProviderKey((await parts()).keys, 'alipay', { text })),
    openBook: (book) => change({ book }),
  };
}

function shown(
  result: Awaited<ReturnType<typeof makeMerchantKey>>,
): Awaited<ReturnType<AccountDesk['makeKey']>> {
  return result.ok ? { ok: true, key: result.publicHalf } : result;
}
