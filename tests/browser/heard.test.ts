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
async function openListened(
  language: 'en' | 'zh-CN',
  voices: readonly string[],
): Promise<Counter> {
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
    const log = await heard(counter, 6);
    expect(log.filter((one) => one !== 'silenced')).toEqual([...YES, ...YES, 'said: Alipay, three yuan']);
  });

  it('is notes only when it belongs to a sale that was put aside: the next customer stands there', async () => {
    const counter = await openListened('en', ['en-GB']);
    await counter.charge('12.5');
    const payer = customer(counter);
    await payer.scan();
    await counter.press(counter.words.waiting.park);
    await counter.home();
    await payer.confirm();
    expect(await heard(counter, 2)).toEqual(YES);
    await counter.read(counter.words.till.otherPaid(1));
    expect(await heardIn(counter.page)).toEqual(YES);
  });

  it('is not said when it is older than ten seconds, but stands in the list', async () => {
    const counter = await openListened('en', ['en-GB']);
    await counter.charge('12.5');
    const payer = customer(counter);
    await payer.scan();
    await counter.control('faults', { name: 'offline' });
    await counter.control('wallets/lin/confirm', {});
    await counter.page.evaluate(() => {
      // The voice is asked only after the notes; by then the till's clock has gone on.
      const speech = globalThis as unknown as { heard: string[] };
      speech.heard.length = 0;
    });
    await counter.control('faults', undefined, 'DELETE');
    await counter.control('clock', { advanceMs: 3_000 });
    await counter.hear(counter.names.paid);
    await counter.control('clock', { advanceMs: 30_000 });
    await counter.home();
    await counter.read(counter.names.paid);
    expect((await heardIn(counter.page)).filter((one) => one.startsWith('said'))).toHaveLength(1);
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
    expect(await heard(counter, 1)).toEqual(TICK);
    await counter.hearInTime(counter.names.paid);
    const log = await heard(counter, 3);
    expect(log.slice(0, 3)).toEqual([...TICK, ...YES]);
  });
});
