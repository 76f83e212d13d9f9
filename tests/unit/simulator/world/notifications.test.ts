/** News for the merchant's server: when it is due, how often it comes, and the faults that strike it. */

import { describe, expect, it } from 'vitest';
import { alipayNews } from '../../../../simulator/gateways/alipay/notification.ts';
import {
  notificationTaken,
  queueNotification,
  takeDueNotifications,
} from '../../../../simulator/world/notifications.ts';
import { createTrade } from '../../../../simulator/world/trades.ts';
import { call, control, type Fields, openShop, payContent, paymentCode, scanAndPay } from '../merchant.ts';

type TestShop = ReturnType<typeof openShop>;

async function arm(shop: TestShop, fault: Fields): Promise<void> {
  expect((await control(shop, 'POST /faults', fault)).status).toBe(200);
}

describe('news for the merchant’s server', () => {
  async function payWithNews(shop: TestShop): Promise<void> {
    const content = { out_trade_no: 'A1', total_amount: '5.00', subject: '咖啡' };
    const parameters = { notify_url: 'http://shop.test/notify' };
    const said = await call(shop, 'alipay.trade.precreate', content, { parameters });
    await scanAndPay(shop, String(said.node['qr_code']));
  }
  const due = (shop: TestShop) =>
    shop.host.run((world, now) =>
      takeDueNotifications(world, now, () => alipayNews.gapsMs).map(({ trade, notification }) => ({
        key: trade.key,
        id: notification.id,
        url: notification.url,
      })),
    );
  const taken = (shop: TestShop, news: { key: string; id: string; url: string }) =>
    shop.host.run((world, now) => notificationTaken(world, news, now));

  it('comes at once, and again with the same id and growing gaps until it is taken', async () => {
    const shop = openShop();
    await payWithNews(shop);
    const ids = new Set<string>();
    for (const minutes of [0, 4, 10, 10, 60, 120, 360, 900]) {
      shop.pass(minutes * 60_000 - 1);
      if (minutes > 0) expect(due(shop)).toEqual([]);
      shop.pass(1);
      const [news] = due(shop);
      if (news) ids.add(news.id);
    }
    expect(ids.size).toBe(1);
    shop.pass(30 * 86_400_000);
    expect(due(shop)).toEqual([]);
  });

  it('stops once it is taken', async () => {
    const shop = openShop();
    await payWithNews(shop);
    for (const news of due(shop)) taken(shop, news);
    shop.pass(86_400_000);
    expect(due(shop)).toEqual([]);
  });

  it('notification-late', async () => {
    const shop = openShop();
    await arm(shop, { name: 'notification-late', parameters: { delayMs: 30_000 } });
    await payWithNews(shop);
    shop.pass(29_999);
    expect(due(shop)).toEqual([]);
    shop.pass(1);
    expect(due(shop)).toHaveLength(1);
  });

  it('notification-twice', async () => {
    const shop = openShop();
    await arm(shop, { name: 'notification-twice' });
    await payWithNews(shop);
    const [first] = due(shop);
    if (first) taken(shop, first);
    expect(due(shop)).toEqual([first]);
    if (first) taken(shop, first);
    expect(due(shop)).toEqual([]);
  });

  it('notification-never', async () => {
    const shop = openShop();
    await arm(shop, { name: 'notification-never' });
    await payWithNews(shop);
    shop.pass(30 * 86_400_000);
    expect(due(shop)).toEqual([]);
    expect((await control(shop, 'GET /faults')).body).toEqual([]);
  });

  it('does not come for payment codes', async () => {
    const shop = openShop();
    const content = payContent('A1', '5.00', await paymentCode(shop));
    await call(shop, 'alipay.trade.pay', content, { parameters: { notify_url: 'http://shop.test/notify' } });
    expect(due(shop)).toEqual([]);
  });
});

describe('subscriptions', () => {
  const subscribed = (webhooks: Fields[]) => {
    const shop = openShop();
    shop.host.run((world) => {
      world.shelves.paypal = { webhooks } as never;
    });
    return shop;
  };
  const tell = (shop: TestShop, event: string, more: { url?: string } = {}) =>
    shop.host.run((world, now) => {
      const order = { rail: 'paypal', orderNumber: 'A1', flow: 'payment-qr', subject: '' } as const;
      const money = { amountMinor: 100, currency: 'USD', expiresAt: now + 60_000 } as const;
      const trade = createTrade(world, now, { ...order, ...money, notifyUrl: null });
      queueNotification(world, trade, { event, at: now, body: { id: 'WH-1' }, ...more });
      return trade.notifications;
    });
  const all = { id: 'W1', url: 'https://one.test/', events: ['*'] };
  const some = { id: 'W2', url: 'https://two.test/', events: ['PAYMENT.CAPTURE.COMPLETED'] };

  it('get the events they asked for, under one id', () => {
    const news = tell(subscribed([all, some]), 'PAYMENT.CAPTURE.COMPLETED');
    expect(news.map(({ url }) => url)).toEqual([all.url, some.url]);
    expect(new Set(news.map(({ id }) => id)).size).toBe(1);
    expect(news).toMatchObject([{ body: { id: 'WH-1' } }, { event: 'PAYMENT.CAPTURE.COMPLETED' }]);
    expect(tell(subscribed([all, some]), 'PAYMENT.CAPTURE.DENIED').map(({ url }) => url)).toEqual([all.url]);
    expect(tell(subscribed([]), 'PAYMENT.CAPTURE.DENIED')).toEqual([]);
  });

  it('are passed by where the news has an address of its own', () => {
    const news = tell(subscribed([all]), 'REFUND.SUCCESS', { url: 'https://refunds.test/' });
    expect(news.map(({ url }) => url)).toEqual(['https://refunds.test/']);
  });

  it('are served one by one: what one has taken still comes to the other', () => {
    const shop = subscribed([all, some]);
    tell(shop, 'PAYMENT.CAPTURE.COMPLETED');
    const due = () => shop.host.run((world, now) => takeDueNotifications(world, now, () => [60_000]));
    const [first] = due();
    if (!first) throw new Error('nothing is due');
    const { trade, notification } = first;
    shop.host.run((world, now) => {
      notificationTaken(world, { key: trade.key, id: notification.id, url: notification.url }, now);
    });
    shop.pass(60_000);
    expect(due().map((one) => one.notification.url)).toEqual([some.url]);
  });

  it('show in the list of notifications', async () => {
    const shop = subscribed([all]);
    tell(shop, 'PAYMENT.CAPTURE.COMPLETED');
    expect((await control(shop, 'GET /notifications')).body).toMatchObject([
      { rail: 'paypal', orderNumber: 'A1', event: 'PAYMENT.CAPTURE.COMPLETED', url: all.url, attempts: 0 },
    ]);
  });
});
