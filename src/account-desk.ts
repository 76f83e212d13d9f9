/** The shop's accounts, as the settings screen sees them: what was entered, keys made, imported and shown, the choice of the book. */

import { ACCOUNT_NEEDS, type ProviderRail } from './domain/account.ts';
import { decimalSerial, readCertificate } from './signing/certificate.ts';
import {
  importMerchantKey,
  importProviderKey,
  type KeyParts,
  type KeyResult,
  makeMerchantKey,
  merchantPublicHalf,
  providerPublicHalves,
} from './signing/keys.ts';
import { hasOpeningKey, importOpeningKey } from './signing/opening-key.ts';
import { type Settings, settingsFrom } from './store/settings.ts';
import type { AccountDesk, KeyAnswer } from './ui/deps.ts';

export interface AccountDeskParts {
  /** The keys of the live book, whichever book is open: practice has its own, which are nobody's to set. */
  readonly keys: () => Promise<KeyParts>;
  readonly stored: () => Settings;
  /** Keeps the settings; another book makes the page start again. */
  readonly save: (settings: Settings) => Promise<void>;
  /** The rail has another key than before: whether its account works is to be found out anew. */
  readonly onKey: (rail: ProviderRail) => void;
}

export function createAccountDesk({ keys, stored, save, onKey }: AccountDeskParts): AccountDesk {
  const told = async <Answer extends { readonly ok: boolean }>(
    rail: ProviderRail,
    work: Promise<Answer>,
  ): Promise<Answer> => {
    const answer = await work;
    if (answer.ok) onKey(rail);
    return answer;
  };
  const change = async (fields: Partial<Settings>): Promise<void> => {
    await save(settingsFrom({ ...stored(), ...fields }));
  };
  return {
    read: async (rail) => {
      const { store } = await keys();
      return {
        entries: stored().accounts[rail] ?? {},
        merchantKey: await merchantPublicHalf(store, rail),
        providerKeys: await providerPublicHalves(store, rail),
        hasOpeningKey: await hasOpeningKey(store, rail),
      };
    },
    // What makes no sense is not kept: `settingsFrom` looks at every field.
    save: (rail, entries) => change({ accounts: { ...stored().accounts, [rail]: entries } }),
    makeKey: async (rail, replace) =>
      shown(await told(rail, makeMerchantKey(await keys(), rail, { replace }))),
    importKey: async (rail, key) => shown(await told(rail, importMerchantKey(await keys(), rail, key))),
    importProviderKey: async (rail, key) => told(rail, bringIn(await keys(), rail, key)),
    importOpeningKey: async (rail, text) => importOpeningKey(await keys(), rail, text),
    openBook: (book) => change({ book }),
  };
}

async function bringIn(
  keys: KeyParts,
  rail: ProviderRail,
  { text, keyId }: { readonly text: string; readonly keyId: string },
): Promise<KeyAnswer> {
  if (ACCOUNT_NEEDS[rail].keys !== 'named') return shown(await importProviderKey(keys, rail, { text }));
  const certificate = readCertificate(text);
  const id = keyId === '' && certificate !== undefined ? nameOf(rail, certificate) : keyId;
  if (id === '') return { ok: false, refusal: 'nameless' };
  if (certificate === undefined) return shown(await importProviderKey(keys, rail, { text, keyId: id }));
  const { publicKey, validUntil } = certificate;
  if (validUntil < keys.clock.now()) return { ok: false, refusal: 'expired' };
  return shown(await importProviderKey(keys, rail, { text: publicKey, keyId: id, validUntil }));
}

/** A certificate's serial number as the provider writes it in its answers. */
function nameOf(rail: ProviderRail, certificate: NonNullable<ReturnType<typeof readCertificate>>): string {
  return rail === 'unionpay' ? decimalSerial(certificate) : certificate.serial;
}

function shown(result: KeyResult): KeyAnswer {
  return result.ok ? { ok: true, key: result.publicHalf } : result;
}
