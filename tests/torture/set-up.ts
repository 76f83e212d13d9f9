/** A profile in which the live book is set up, made once for each engine and copied for each trial. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '../../simulator/world/credentials.ts';
import { en } from '../../src/i18n/en.ts';
import type { LiveSite } from '../support/live-shop.ts';
import { type Engine, eventually } from './browsers/engine.ts';
import { type Cashier, openedCounter } from './cashier.ts';
import * as page from './page.ts';
import { amountText } from './plan.ts';
import { WORDS } from './words.ts';

const account = en.till.account;

/** Paid in cash before every trial, so that the journal has a past; less than any trial's amount. */
const EARLIER_MINOR = 505;

export interface Template {
  /** Puts a fresh copy into a folder that is there. */
  readonly copyInto: (folder: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Opens the counter, enters the accounts of four providers, opens the live book, sells once, and ends the browser. */
export async function createTemplate(engine: Engine, site: LiveSite): Promise<Template> {
  const folder = await createFolder();
  const begunAtMs = Date.now();
  const till = await openedCounter(await engine.start(folder, `${site.origin}/`), 'any', begunAtMs);
  await eventually(
    'the worker',
    async () => (await till.browser.run(page.isControlled)) || undefined,
    60_000,
  );
  await enterAccounts(till, await site.control<Credentials>('credentials'));
  await till.press(WORDS.openLive);
  // The page is opened anew in the other book.
  await till.read(account.openPractice, 60_000);
  await openedCounter(till.browser, 'live', begunAtMs);
  await till.go('#/');
  await till.home();
  await till.type(amountText(EARLIER_MINOR));
  await till.press(WORDS.cash);
  await till.press(WORDS.exact);
  await till.hear(WORDS.paid, amountText(EARLIER_MINOR));
  await till.home();
  // Engines write their preferences and the worker's registration a while later, if they are not killed.
  await sleep(1_500);
  await till.browser.close();
  return {
    copyInto: (to) => copyProfile(folder, to),
    remove: () => removeProfile(folder),
  };
}

/** Without the locks of the browser that is gone, which are no plain files. */
function copyProfile(from: string, to: string): Promise<void> {
  const isLock = (path: string): boolean => /\/(Singleton\w+|lock|\.parentlock)$/.test(path);
  return cp(from, to, { recursive: true, filter: (path) => !isLock(path) });
}

export function createFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'guitai-torture-'));
}

export async function removeProfile(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The accounts of four providers, with all keys. Beside each name stands whether the account works. */
export async function enterAccounts(till: Cashier, credentials: Credentials): Promise<void> {
  const { alipay, wechatpay, unionpay, card } = credentials;
  const { fields } = account;
  await till.go('#/account');
  await enter(till, [[fields.alipay.appId, alipay.appId]]);
  await pasteKeys(till, WORDS.rails.alipay, [alipay.merchantPrivateKey, alipay.gatewayPublicKey]);
  await till.press(WORDS.rails.wechatpay, 'part');
  await enter(till, [
    [fields.wechatpay.appId, wechatpay.appid],
    [fields.wechatpay.merchantId, wechatpay.mchid],
    [fields.wechatpay.certificateSerial, wechatpay.merchantSerial],
  ]);
  await pasteKeys(till, WORDS.rails.wechatpay, [wechatpay.merchantPrivateKey, wechatpay.platformCertificate]);
  await till.press(WORDS.rails.unionpay, 'part');
  await enter(till, [
    [fields.unionpay.merchantId, unionpay.merId],
    [fields.unionpay.certificateSerial, unionpay.certId],
  ]);
  await pasteKeys(till, WORDS.rails.unionpay, [unionpay.merchantPrivateKey, unionpay.gatewayCertificate]);
  await till.press(WORDS.rails.card, 'part');
  await enter(till, [[fields.card.readerId, card.readerId]]);
}

async function enter(till: Cashier, entries: readonly (readonly [string, string])[]): Promise<void> {
  for (const [label, text] of entries) await till.fill(label, text);
  const [first] = entries;
  const label = first?.[0] ?? '';
  await till.submit(label);
  // A live book tests what was entered, and without its keys that cannot go well.
  await eventually('the answer', async () => {
    const said = await till.browser.run(page.readStatus, label);
    return (said !== '' && said !== account.testing) || undefined;
  });
}

/** The provider's key first: once the shop's own is in, its field is gone. */
async function pasteKeys(
  till: Cashier,
  rail: string,
  [own, theirs]: readonly [string, string],
): Promise<void> {
  await paste(till, WORDS.pasteProviderKey(rail), theirs);
  await paste(till, WORDS.pasteKey, own);
  await eventually('both keys', async () => {
    const screen = await till.browser.run(page.readScreen);
    return screen.split(account.fingerprint).length > 2 || undefined;
  });
}

async function paste(till: Cashier, label: string, text: string): Promise<void> {
  await till.fill(label, text);
  await till.submit(label);
}
