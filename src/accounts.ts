/** The shop's account at each provider: the simulator's own in a practice book, what the owner entered in a live one. */

import * as v from 'valibot';
import {
  ACCOUNT_NEEDS,
  isAccountComplete,
  isProviderRail,
  PROVIDER_RAILS,
  type ProviderRail,
} from './domain/account.ts';
import { check } from './domain/assert.ts';
import type { RailName } from './domain/rail.ts';
import type { RailAccount } from './providers/contract.ts';
import { RAILS } from './providers/rails.ts';
import { readCertificate } from './signing/certificate.ts';
import {
  importProviderKey,
  type KeyParts,
  makeMerchantKey,
  merchantPublicHalf,
  providerPublicHalves,
  shareMerchantKey,
} from './signing/keys.ts';
import { hasOpeningKey, importOpeningKey } from './signing/opening-key.ts';
import type { Settings } from './store/settings.ts';

export interface Accounts {
  readonly of: (rail: RailName) => RailAccount | undefined;
  /** The rails that there is an account and an adapter for. */
  readonly rails: () => readonly RailName[];
}

type Ids = Omit<RailAccount, 'shopName' | 'tillId'>;

/** Whose till it is; the name may change while it runs. */
export interface Shop {
  readonly shopName: () => string;
  readonly till: string;
}

function accountsFrom(idsOf: (rail: ProviderRail) => Ids | undefined, { shopName, till }: Shop): Accounts {
  const of: Accounts['of'] = (rail) => {
    const ids = isProviderRail(rail) && RAILS[rail] !== undefined ? idsOf(rail) : undefined;
    return ids === undefined ? undefined : { ...ids, shopName: shopName() || ids.appId, tillId: till };
  };
  return { of, rails: () => PROVIDER_RAILS.filter((rail) => of(rail) !== undefined) };
}

/** What the owner has entered by now; a rail with something missing has no account. */
export function liveAccounts(settings: () => Settings, shop: Shop): Accounts {
  return accountsFrom((rail) => {
    const { appId, merchantId, certificateSerial, publicKeyId, readerId } = settings().accounts[rail] ?? {};
    if (!isAccountComplete(rail, settings().accounts[rail] ?? {})) return undefined;
    return {
      appId: appId ?? merchantId ?? readerId ?? '',
      ...(merchantId === undefined ? {} : { merchantId }),
      ...(certificateSerial === undefined ? {} : { certificateSerial }),
      ...(publicKeyId === undefined || publicKeyId === '' ? {} : { publicKeyId }),
      ...(readerId === undefined ? {} : { readerId }),
    };
  }, shop);
}

/** The simulator's host, as far as accounts need it. */
export interface PracticeDesk {
  readonly handle: (request: Request) => Promise<Response>;
  readonly onChange: (listener: (news: { readonly birth: number }) => void) => () => void;
}

export interface PracticeParts {
  readonly practice: PracticeDesk;
  readonly keys: KeyParts;
  readonly origin: string;
  readonly shop: Shop;
  /** A fresh world gave the shop other accounts. */
  readonly onChanged: () => void;
}

const text = v.pipe(v.string(), v.nonEmpty());

const CREDENTIALS = v.object({
  alipay: v.object({ appId: text, gatewayPublicKey: text }),
  wechatpay: v.object({
    appid: text,
    mchid: text,
    merchantSerial: text,
    apiV3Key: text,
    platformCertificate: text,
  }),
  unionpay: v.object({ merId: text, certId: text, gatewayCertId: text, gatewayPublicKey: text }),
  paypal: v.object({ clientId: text }),
  card: v.object({ account: text, readerId: text }),
});

const MERCHANTS = v.array(v.object({ name: v.string() }));

type Credentials = v.InferOutput<typeof CREDENTIALS>;

/**
 * The practice shop's accounts: a key made in this browser and known to the simulator, and the simulator's keys known here.
 * Told again at every start and for every fresh world, which knows nothing of this till.
 */
export async function openPracticeAccounts(parts: PracticeParts): Promise<Accounts> {
  const { practice, shop, onChanged } = parts;
  const made = await makeMerchantKey(parts.keys, 'alipay');
  check(made.ok || made.refusal === 'exists', 'practice-key-made');
  let opened = await openShop(parts);
  let known: number | undefined;
  practice.onChange(({ birth }) => {
    const isFresh = known !== undefined && birth !== known;
    known = birth;
    if (!isFresh) return;
    void openShop(parts).then((next) => {
      opened = next;
      onChanged();
    });
  });
  return accountsFrom((rail) => opened.ids[rail], {
    ...shop,
    shopName: () => shop.shopName() || opened.name,
  });
}

/** What a rail signs with is registered, and what its provider signs with brought in, before it can be used. */
async function openShop(
  parts: PracticeParts,
): Promise<{ readonly ids: Readonly<Record<ProviderRail, Ids>>; readonly name: string }> {
  const [found, merchants] = await Promise.all([control(parts, 'credentials'), control(parts, 'merchants')]);
  const credentials = v.parse(CREDENTIALS, found);
  const signing = PROVIDER_RAILS.filter((rail) => ACCOUNT_NEEDS[rail].keys !== 'none');
  await Promise.all(signing.map((rail) => registerKey(parts, rail)));
  for (const key of providerKeysOf(credentials)) await bringIn(parts.keys, key);
  await bringSecretIn(parts.keys, 'wechatpay', credentials.wechatpay.apiV3Key);
  return { ids: idsOf(credentials), name: v.parse(MERCHANTS, merchants)[0]?.name ?? '' };
}

async function control(
  { practice, origin }: PracticeParts,
  path: string,
  init?: RequestInit,
): Promise<unknown> {
  const response = await practice.handle(new Request(`${origin}/_simulator/${path}`, init));
  return response.json();
}

async function registerKey(parts: PracticeParts, rail: ProviderRail): Promise<void> {
  if (rail !== 'alipay') await shareMerchantKey(parts.keys, 'alipay', rail);
  const publicKey = (await merchantPublicHalf(parts.keys.store, rail))?.pem;
  await control(parts, `merchants/${rail}/key`, { method: 'PUT', body: JSON.stringify({ publicKey }) });
}

interface ProviderKey {
  readonly rail: ProviderRail;
  readonly text: string;
  readonly keyId?: string;
  readonly validUntil?: number;
}

/** WeChat Pay signs under its platform certificate here: that is what it changes by itself, so that practice can show it. */
function providerKeysOf({ alipay, wechatpay, unionpay }: Credentials): readonly ProviderKey[] {
  const platform = readCertificate(wechatpay.platformCertificate);
  check(platform !== undefined, 'practice-certificate');
  return [
    { rail: 'alipay', text: alipay.gatewayPublicKey },
    {
      rail: 'wechatpay',
      text: platform.publicKey,
      keyId: platform.serial,
      validUntil: platform.validUntil,
    },
    { rail: 'unionpay', text: unionpay.gatewayPublicKey, keyId: unionpay.gatewayCertId },
  ];
}

/** Written only when it is not there yet: a durable write at every start would make each start wait for the disk. */
async function bringIn(keys: KeyParts, { rail, text: pem, ...named }: ProviderKey): Promise<void> {
  const bare = pem.replaceAll(/-----[^-]*-----|\s/g, '');
  const known = await providerPublicHalves(keys.store, rail);
  const isKnown = known.some(
    ({ base64, keyId }) => base64 === bare && (named.keyId === undefined || keyId === named.keyId),
  );
  if (!isKnown) await importProviderKey(keys, rail, { text: pem, ...named });
}

/** One that is there already cannot be compared with the world's: it is written again, and nobody waits for the disk. */
async function bringSecretIn(keys: KeyParts, rail: ProviderRail, secret: string): Promise<void> {
  const isThere = await hasOpeningKey(keys.store, rail);
  const written = importOpeningKey(keys, rail, secret);
  if (!isThere) await written;
}

function idsOf({
  alipay,
  wechatpay,
  unionpay,
  paypal,
  card,
}: Credentials): Readonly<Record<ProviderRail, Ids>> {
  return {
    alipay: { appId: alipay.appId },
    wechatpay: {
      appId: wechatpay.appid,
      merchantId: wechatpay.mchid,
      certificateSerial: wechatpay.merchantSerial,
    },
    unionpay: { appId: unionpay.merId, merchantId: unionpay.merId, certificateSerial: unionpay.certId },
    paypal: { appId: paypal.clientId },
    card: { appId: card.account, readerId: card.readerId },
  };
}
