/** A live book: its own keys, its own provider behind the shop's proxy, nothing of practice; and no secret left anywhere. */

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from '../../simulator/world/credentials.ts';
import { openProfile, type Profile } from '../support/browser.ts';
import { type Counter, customer, openCounter } from '../support/counter.ts';
import { type LiveSite, startLiveSite } from '../support/live-shop.ts';
import { storedTexts } from '../support/storage-scan.ts';
import { damagesOf, readBook } from '../support/stored-book.ts';

let site: LiveSite;
let profile: Profile;
let counter: Counter;
let code = '';
const requested: string[] = [];

beforeAll(async () => {
  site = await startLiveSite();
  profile = await openProfile({ locale: 'en-GB' });
  profile.context.setDefaultTimeout(15_000);
  profile.context.on('request', (request) => requested.push(new URL(request.url()).pathname));
  counter = await openCounter(profile.context, site.origin);
});

afterAll(async () => {
  await profile.close();
  await site.stop();
});

async function go(hash: string): Promise<void> {
  await counter.page.goto(`${site.origin}/${hash}`);
}

/** Pastes a key into its field and takes it in. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  const form = page.locator('form').filter({ has: page.getByLabel(label, { exact: true }) });
  await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole('button').click();
}

async function setUp({ alipay }: Credentials): Promise<void> {
  const { page } = counter;
  const words = counter.words.till.account;
  await go('#/account');
  await page.getByLabel(words.fields.alipay.appId).fill(alipay.appId);
  await counter.press(words.save);
  await counter.read(words.saved);
  await paste(page, words.pasteProviderKey('Alipay'), alipay.gatewayPublicKey);
  await paste(page, words.pasteKey, alipay.merchantPrivateKey);
  await expect.poll(() => page.getByText(words.fingerprint).count()).toBe(2);
  expect(await page.getByLabel(words.pasteKey, { exact: true }).count()).toBe(0);
}

describe('practice', () => {
  it('takes a payment without a single request to the live paths', async () => {
    code = await customer(counter).code();
    await counter.chargeByCode('71', code);
    await counter.hear(counter.names.paid, '71.00');
    await counter.home();
    expect(requested.filter((path) => path.startsWith('/live'))).toEqual([]);
    expect(site.passedOn).toEqual([]);
  });

  it('leaves the customer’s payment code in no store of the counter', async () => {
    const texts = await storedTexts(counter.page);
    // The simulator is the provider and the customer's wallet: it must know its own codes.
    const counters = texts.filter(({ place }) => !place.startsWith('IndexedDB guitai-simulator/'));
    expect(counters.length).toBeGreaterThan(10);
    expect(counters.filter(({ text }) => text.includes(code))).toEqual([]);
  });
});

describe('live', () => {
  it('is set up with a key and opened', async () => {
    await setUp(await site.control<Credentials>('credentials'));
    await counter.press(counter.words.till.account.openLive);
    await counter.page.waitForEvent('load');
    requested.length = 0;
    await counter.press(counter.words.till.account.check);
    await counter.read(counter.words.till.account.ready);
  });

  it('takes a payment through the shop’s proxy, and asks nothing of practice', async () => {
    await go('#/');
    await counter.charge('72');
    await counter.hear(counter.names.waiting, '72.00');
    expect(await counter.page.locator('iframe').count()).toBe(0);
    const buyer = customer({ control: site.control });
    await buyer.scan();
    await buyer.confirm();
    await counter.hear(counter.names.paid, '72.00');
    await counter.home();
    expect(site.passedOn.length).toBeGreaterThan(2);
    expect(
      requested.filter((path) => path.startsWith('/practice') || path.startsWith('/_simulator')),
    ).toEqual([]);

    const book = await readBook(counter.page, 'live');
    expect(damagesOf(book)).toEqual([]);
    const { providers } = await site.control<{
      providers: readonly { orderNumber: string; amountMinor: number }[];
    }>('ledgers');
    expect(providers).toHaveLength(1);
    expect(book.sales.flatMap(({ orderNumbers }) => orderNumbers)).toContain(providers[0]?.orderNumber);
    expect(providers[0]?.amountMinor).toBe(7_200);
  });

  it('takes WeChat Pay once its numbers and keys are entered; a certificate names its own key', async () => {
    const { wechatpay } = await site.control<Credentials>('credentials');
    const { page } = counter;
    const words = counter.words.till.account;
    await go('#/account');
    await counter.press(/^WeChat Pay/);
    const entries = [
      [words.fields.wechatpay.appId, wechatpay.appid],
      [words.fields.wechatpay.merchantId, wechatpay.mchid],
      [words.fields.wechatpay.certificateSerial, wechatpay.merchantSerial],
    ] as const;
    for (const [label, value] of entries) await page.getByLabel(label).fill(value);
    await paste(page, words.pasteKey, wechatpay.merchantPrivateKey);
    await paste(page, words.pasteProviderKey('WeChat Pay'), wechatpay.platformCertificate);
    await counter.read(wechatpay.platformSerial);
    await counter.press(words.check);
    await counter.read(words.ready);
    await go('#/');
    await counter.type('74');
    await counter.press('WeChat Pay');
    const buyer = customer({ control: site.control }, 'wechatpay-lin');
    await buyer.scan();
    await buyer.confirm();
    await counter.hear(counter.names.paid, '74.00', 'WeChat Pay');
    await counter.home();
  });

  it('stops when the provider changes its key, until the APIv3 key is there: then it fetches the new one by itself', async () => {
    const words = counter.words.till.account;
    await site.control('faults', { name: 'key-rotates', rail: 'wechatpay' });
    await go('#/account');
    await counter.press(/^WeChat Pay/);
    await counter.press(words.check);
    await counter.page.getByText(counter.words.faults.key_sealed.happened).waitFor();
    const { wechatpay } = await site.control<Credentials>('credentials');
    await counter.page.getByText(new RegExp(wechatpay.platformSerial)).waitFor();
    await counter.page.getByLabel(words.openingKey.paste).fill(wechatpay.apiV3Key);
    await counter.press(words.openingKey.keep);
    await counter.read(words.openingKey.entered);
    await counter.press(words.check);
    await counter.read(words.ready);
    expect(site.passedOn.filter((path) => path === '/live/wechatpay/v3/certificates')).toHaveLength(1);
    await go('#/');
    await go('#/account');
    await counter.press(/^WeChat Pay/);
    await counter.read(wechatpay.platformSerial);
  });

  it('stops at a key that it does not know, and names it', async () => {
    const words = counter.words.till.account;
    await site.control('faults', { name: 'key-unknown', rail: 'wechatpay', times: 1 });
    await go('#/account');
    await counter.press(/^WeChat Pay/);
    await counter.press(words.check);
    await counter.page.getByText(/a key that is not known here: \w+/).waitFor();
    await counter.press(words.check);
    await counter.read(words.ready);
  });

  it('takes a card by the shop’s reader, whose secret stays with the proxy', async () => {
    const { card } = await site.control<Credentials>('credentials');
    const words = counter.words.till.account;
    await go('#/account');
    await counter.press(/^Card/);
    await counter.page.getByLabel(words.fields.card.readerId).fill(card.readerId);
    await counter.press(words.check);
    await counter.read(words.ready);
    await go('#/');
    await counter.type('75');
    await counter.press('Card');
    await counter.read(counter.words.waiting.presentCard);
    await site.control(`readers/${card.readerId}/present`, { wallet: 'card-cny-visa', how: 'tap' });
    await counter.hear(counter.names.paid, '75.00', 'Card');
    await counter.home();
  });

  it('offline refuses a wallet with the reason, and takes cash', async () => {
    await profile.context.setOffline(true);
    await counter.read(counter.words.counter.offlineHint);
    await counter.type('73');
    await counter.press(counter.names.charge);
    await counter.read(counter.words.till.refusals.offline);
    await counter.press(counter.names.cash);
    await counter.press(counter.words.cash.exact);
    await counter.hear(counter.names.paid, '73.00');
    await counter.home();
    await profile.context.setOffline(false);
  });

  it('takes a wallet although the browser says that it is offline, since the server answers', async () => {
    const { page } = counter;
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
      dispatchEvent(new Event('offline'));
    });
    await counter.chargeByCode('18', await customer({ control: site.control }).code());
    await counter.hear(counter.names.paid, '18.00');
    await counter.home();
    await page.evaluate(() => {
      Reflect.deleteProperty(navigator, 'onLine');
      dispatchEvent(new Event('online'));
    });
  });

  it('that gets a network’s login page for an answer says so, and hears “paid” once somebody logged in', async () => {
    const { page } = counter;
    const portal = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Wi-Fi</title>' };
    await page.context().route('**/live/**', async (route) => {
      await route.fetch();
      await route.fulfill(portal);
    });
    await counter.chargeByCode('19', await customer({ control: site.control }).code());
    await counter.hear(counter.names.checking, '19.00');
    await counter.read(counter.words.faults.network_login.happened);
    await page.context().unrouteAll({ behavior: 'wait' });
    await counter.hear(counter.names.paid, '19.00');
    await counter.home();
  });

  it('keeps its private key where nobody can read it', async () => {
    const { alipay } = await site.control<Credentials>('credentials');
    const lines = alipay.merchantPrivateKey.split('\n').filter((line) => /^[A-Za-z0-9+/=]{40,}$/.test(line));
    const der = lines.join('');
    const texts = await storedTexts(counter.page);
    const keys = texts.filter(({ place }) => /^IndexedDB guitai-(live|practice)\/keys$/.test(place));
    // Two of the live book; in practice one for each provider that wants signatures.
    expect(keys.filter(({ text }) => text.includes('private key extractable=false'))).toHaveLength(5);
    expect(texts.filter(({ text }) => text.includes('private key exported'))).toEqual([]);
    // The simulator of practice has the provider's own keys; the counter's stores may hold no private one.
    const counters = texts.filter(({ place }) => !place.startsWith('IndexedDB guitai-simulator/'));
    const secrets = [...lines.slice(1, -1), der, 'PRIVATE KEY-----\nMII', '"d":"'];
    const leaks = counters.filter(
      ({ place, text }) => !place.startsWith('cache ') && secrets.some((secret) => text.includes(secret)),
    );
    expect(leaks).toEqual([]);
    const cached = texts.filter(({ place }) => place.startsWith('cache '));
    expect(cached.filter(({ place, text }) => text.includes(der) && !place.endsWith('.js'))).toEqual([]);
  });
});
