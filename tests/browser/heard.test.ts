/** What is heard at the counter, in a real browser: sounds and voice, once and never for another customer. */

import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../support/browser.ts';
import { type Counter, customer, openCounter, openShop, type Shop } from '../support/counter.ts';
import { heardIn, listenIn } from '../support/heard.ts';

const YES = ['note: 1047', 'note: 1319'];
const NO = ['note: 196'];
const TICK = ['note: 740'];

let shop: Shop;

afterEach(async () => {
  await shop.close();
});

/** A shop whose pages are listened to; its first page was opened before and is left alone. */
async function openListened(language: 'en' | 'zh-CN', voices: readonly string[]): Promise<Counter> {
  shop = await openShop({ language });
  await listenIn(shop.profile.context, voices);
  await shop.counter.page.close();
  return openCounter(shop.profile.context, shop.site.origin, { language });
}

async function pay(counter: Counter, amount: string, id = 'lin'): Promise<void> {
  await counter.charge(amount);
  const payer = customer(counter, id);
  await payer.scan();
  await payer.confirm();
  await counter.hear(counter.names.paid);
}

/** Everything that was heard, once it is as long as this. */
async function heard(counter: Counter, count: number): Promise<readonly string[]> {
  await until(`${count} things to be heard`, async () => (await heardIn(counter.page)).length >= count);
  return heardIn(counter.page);
}

describe('a payment that came in', () => {
  it('is two short high notes, and then the way and the amount: in Chinese', async () => {
    const counter = await openListened('zh-CN', ['zh-CN', 'en-US']);
    await pay(counter, '12.5');
    expect(await heard(counter, 3)).toEqual([...YES, 'said: 支付宝到账十二元五角']);
  });

  it('is the same in English, once in one window though another shows it too, and not again after a reload', async () => {
    const counter = await openListened('en', ['en-GB']);
    const other = await openCounter(shop.profile.context, shop.site.origin);
    await other.page.mouse.click(5, 5);
    await counter.page.bringToFront();
    await pay(counter, '12.5');
    expect(await heard(counter, 3)).toEqual([...YES, 'said: Alipay, twelve fifty']);
    await counter.page.reload();
    await counter.home();
    await counter.page.mouse.click(5, 5);
    // The next payment is heard; the last one is not heard again, here or there.
    await pay(counter, '3');
    expect(await heard(counter, 3)).toEqual([...YES, 'said: Alipay, three yuan']);
    expect((await heardIn(other.page)).filter((one) => one.startsWith('said'))).toEqual([]);
  });

  it('is notes only on a device without a voice of the language', async () => {
    const counter = await openListened('en', ['fr-FR']);
    await pay(counter, '12.5');
    await counter.home();
    await pay(counter, '3');
    expect(await heard(counter, 4)).toEqual([...YES, ...YES]);
  });

  it('is notes only with the voice switched off by one tap, and said again after another', async () => {
    const counter = await openListened('en', ['en-GB']);
    const voice = counter.button(counter.words.settings.voice);
    await voice.click();
    await pay(counter, '12.5');
    await counter.home();
    await voice.click();
    await pay(counter, '3');
    const sounded = async () => (await heardIn(counter.page)).filter((one) => one !== 'silenced');
    await until('the second to be said', async () => (await sounded()).length >= 5);
    expect(await sounded()).toEqual([...YES, ...YES, 'said: Alipay, three yuan']);
  });

  it('is notes only when it belongs to a sale that was put aside: the next customer stands there', async () => {
    const counter = await openListened('en', ['en-GB']);
    await counter.control('faults', { name: 'reply-lost', operation: 'pay' });
    await counter.control('faults', { name: 'request-lost', operation: 'query', times: 50 });
    await counter.chargeByCode('12.5', await customer(counter).code());
    await counter.hear(counter.names.checking);
    await counter.press(counter.words.waiting.park);
    await counter.home();
    await counter.control('faults', undefined, 'DELETE');
    await counter.control('clock', { advanceMs: 15_000 });
    expect(await heard(counter, 3)).toEqual([...TICK, ...YES]);
    await counter.read(counter.words.till.otherPaid(1));
    await counter.home();
    await pay(counter, '3');
    expect(await heard(counter, 6)).toEqual([...TICK, ...YES, ...YES, 'said: Alipay, three yuan']);
  });

  it('is one plain note when it was only written down on the cashier’s word', async () => {
    const counter = await openListened('en', ['en-GB']);
    await counter.type('20');
    await counter.press(counter.words.rails.bank_terminal);
    await counter.press(counter.words.record.received);
    expect(await heard(counter, 1)).toEqual(['note: 523']);
    await counter.home();
    expect(await heardIn(counter.page)).toEqual(['note: 523']);
  });
});

describe('a payment that did not come in', () => {
  it('is one long low note', async () => {
    const counter = await openListened('en', ['en-GB']);
    await counter.chargeByCode('50', await customer(counter, 'zhao').code());
    await counter.hear(counter.names.notPaid);
    expect(await heard(counter, 1)).toEqual(NO);
  });

  it('is a tick while nobody knows, and then what it turned out to be', async () => {
    const counter = await openListened('en', ['en-GB']);
    await counter.control('faults', { name: 'reply-lost', operation: 'pay' });
    await counter.chargeByCode('12.5', await customer(counter).code());
    await counter.hear(counter.names.checking);
    await counter.hearInTime(counter.names.paid);
    expect((await heard(counter, 3)).slice(0, 3)).toEqual([...TICK, ...YES]);
  });
});
