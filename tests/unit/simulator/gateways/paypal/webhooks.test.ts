/** Webhooks of the simulated PayPal: subscribing, what is sent and how it is signed, and asking again. */

import { createPublicKey, createVerify } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createWebCrypto } from '../../../../../simulator/gateways/crypto.ts';
import { crc32 } from '../../../../../simulator/gateways/paypal/crc32.ts';
import { paypalNews } from '../../../../../simulator/gateways/paypal/news.ts';
import { rawMember } from '../../../../../simulator/gateways/paypal/raw-member.ts';
import { notificationTaken, takeDueNotifications } from '../../../../../simulator/world/notifications.ts';
import {
  at,
  type Fields,
  held,
  issueOf,
  makeOrder,
  openShop,
  orderBody,
  paid,
  type Said,
  type Shop,
} from './shop.ts';

const HOOKS = '/v1/notifications/webhooks';
const LISTENER = 'https://shop.example.com/paypal';
const ALL = [{ name: '*' }];
const crypto = createWebCrypto(globalThis.crypto);

interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const subscribe = (shop: Shop, url = LISTENER, types: readonly Fields[] = ALL): Promise<Said> =>
  shop.call(`POST ${HOOKS}`, { url, event_types: types });

/** What is due to be delivered now, as the courier would post it. */
function post(shop: Shop): Promise<readonly Letter[]> {
  const writings = shop.host.run((world, now) =>
    takeDueNotifications(world, now, () => paypalNews.gapsMs).map((due) => paypalNews.write(world, due, now)),
  );
  return Promise.all(writings.map((write) => write(crypto)));
}

const eventOf = ({ body }: Letter): Fields => JSON.parse(body) as Fields;

/** Checks a letter as a merchant's server would, with the certificate that the letter names. */
async function isGenuine(shop: Shop, letter: Letter, webhookId: string): Promise<boolean> {
  const { headers, body } = letter;
  const certificate = new URL(headers['paypal-cert-url'] ?? '');
  expect(certificate.protocol + certificate.hostname).toMatch(/^https:.*\.paypal\.com$/);
  const pem = (await shop.call(`GET ${certificate.pathname}`, undefined, { isAnonymous: true })).text;
  const sum = zlibCrc32(Buffer.from(body));
  const text = [headers['paypal-transmission-id'], headers['paypal-transmission-time'], webhookId, sum].join(
    '|',
  );
  return createVerify('RSA-SHA256')
    .update(text)
    .verify(createPublicKey(pem), headers['paypal-transmission-sig'] ?? '', 'base64');
}

describe('a subscription', () => {
  test('is made, shown, changed and ended; the first one has the id of the credentials', async () => {
    const shop = await openShop();
    const made = await subscribe(shop, LISTENER, [{ name: 'PAYMENT.CAPTURE.COMPLETED' }]);
    expect([made.status, made.fields['id'], made.fields['url']]).toEqual([201, shop.webhookId, LISTENER]);
    const path = `${HOOKS}/${shop.webhookId}`;
    expect((await shop.call(`GET ${path}`)).fields).toEqual(made.fields);
    expect((await shop.call(`GET ${HOOKS}`)).fields).toEqual({ webhooks: [made.fields] });
    const changed = await shop.call(`PATCH ${path}`, [
      { op: 'replace', path: '/url', value: 'http://127.0.0.1:9/x' },
      { op: 'replace', path: '/event_types', value: ALL },
    ]);
    expect([changed.status, changed.fields['url']]).toEqual([200, 'http://127.0.0.1:9/x']);
    expect((await shop.call(`GET ${path}/event-types`)).fields['event_types']).toHaveLength(12);
    expect((await shop.call(`DELETE ${path}`)).status).toBe(204);
    expect((await shop.call(`GET ${path}`)).status).toBe(404);
  });

  test.each<[string, Fields, string]>([
    ['no address', { event_types: ALL }, 'VALIDATION_ERROR'],
    ['no address at all', { url: 'listener', event_types: ALL }, 'VALIDATION_ERROR'],
    [
      'an address without protection',
      { url: 'http://shop.example.com/', event_types: ALL },
      'VALIDATION_ERROR',
    ],
    [
      'an endless address',
      { url: `https://a.example/${'x'.repeat(2_048)}`, event_types: ALL },
      'VALIDATION_ERROR',
    ],
    ['no events', { url: LISTENER }, 'VALIDATION_ERROR'],
    ['an empty list of events', { url: LISTENER, event_types: [] }, 'VALIDATION_ERROR'],
    ['an unknown event', { url: LISTENER, event_types: [{ name: 'PAYMENT.MADE' }] }, 'VALIDATION_ERROR'],
    [
      'an event that is only a name',
      { url: LISTENER, event_types: ['PAYMENT.CAPTURE.COMPLETED'] },
      'VALIDATION_ERROR',
    ],
  ])('with %s is refused', async (_, body, name) => {
    const shop = await openShop();
    const said = await shop.call(`POST ${HOOKS}`, body);
    expect([said.status, said.fields['name']]).toEqual([400, name]);
    expect(said.fields['details']).toHaveLength(1);
  });

  test('for one address is made once, and ten in all', async () => {
    const shop = await openShop();
    for (let index = 0; index < 10; index += 1)
      expect((await subscribe(shop, `${LISTENER}/${index}`)).status).toBe(201);
    expect((await subscribe(shop, `${LISTENER}/0`)).fields['name']).toBe('WEBHOOK_URL_ALREADY_EXISTS');
    expect((await subscribe(shop)).fields['name']).toBe('WEBHOOK_NUMBER_LIMIT_EXCEEDED');
    const change = (value: unknown, path = '/url', op = 'replace') =>
      shop.call(`PATCH ${HOOKS}/${shop.webhookId}`, [{ op, path, value }]);
    expect((await change(`${LISTENER}/1`)).fields['name']).toBe('WEBHOOK_URL_ALREADY_EXISTS');
    expect((await change(`${LISTENER}/0`)).fields['name']).toBe('WEBHOOK_PATCH_REQUEST_NO_CHANGE');
    expect((await change('x', '/id')).fields['name']).toBe('VALIDATION_ERROR');
    expect((await change('x', '/url', 'add')).fields['name']).toBe('VALIDATION_ERROR');
    expect((await change('x')).fields['name']).toBe('VALIDATION_ERROR');
  });
});

describe('what is sent', () => {
  test('follows the payment, in PayPal’s words, to who asked for it', async () => {
    const shop = await openShop();
    await subscribe(shop);
    await subscribe(shop, `${LISTENER}/2`, [{ name: 'PAYMENT.CAPTURE.REFUNDED' }]);
    const { order, capture } = await paid(shop);
    await shop.call(`POST /v2/payments/captures/${capture}/refund`);
    const { authorization } = await held(shop);
    await shop.call(`POST /v2/payments/authorizations/${authorization}/void`);
    const letters = await post(shop);
    const told = letters.map((letter) => [letter.url === LISTENER ? 1 : 2, eventOf(letter)['event_type']]);
    expect(told).toEqual([
      [1, 'CHECKOUT.ORDER.APPROVED'],
      [1, 'PAYMENT.CAPTURE.COMPLETED'],
      [1, 'CHECKOUT.ORDER.COMPLETED'],
      [1, 'PAYMENT.CAPTURE.REFUNDED'],
      [2, 'PAYMENT.CAPTURE.REFUNDED'],
      [1, 'CHECKOUT.ORDER.APPROVED'],
      [1, 'PAYMENT.AUTHORIZATION.CREATED'],
      [1, 'PAYMENT.AUTHORIZATION.VOIDED'],
    ]);
    const [approved, captured] = letters.map(eventOf);
    expect(approved).toMatchObject({
      resource_type: 'checkout-order',
      resource: { id: order, status: 'APPROVED' },
    });
    expect(at(approved, 'resource', 'purchase_units', 0, 'payments')).toBeUndefined();
    expect(captured).toMatchObject({
      id: expect.stringMatching(/^WH-[0-9A-Z]{17}-[0-9A-Z]{17}$/),
      event_version: '1.0',
      resource_type: 'capture',
      resource: { id: capture, status: 'COMPLETED', custom_id: 'GTA1' },
    });
  });

  test('tells of what is pending, and then of how it ended', async () => {
    const shop = await openShop();
    await subscribe(shop);
    const arm = (name: string, parameters = {}) => shop.control('POST /faults', { name, parameters });
    await arm('capture-pending');
    await paid(shop);
    await arm('capture-pending', { world: 'not-charged' });
    await paid(shop);
    const { capture } = await paid(shop);
    for (const name of ['refund-pending', 'refund-fails']) {
      await arm(name);
      const amount = { amount: { currency_code: 'USD', value: '1.00' } };
      await shop.call(`POST /v2/payments/captures/${capture}/refund`, amount);
    }
    const told = async () =>
      (await post(shop))
        .map(eventOf)
        .filter(({ event_type: type }) => !/ORDER|paid/.test(String(type)))
        .map((event) => `${event['event_type']} ${at(event, 'resource', 'status')}`);
    expect(await told()).toEqual([
      'PAYMENT.CAPTURE.PENDING PENDING',
      'PAYMENT.CAPTURE.PENDING PENDING',
      'PAYMENT.CAPTURE.COMPLETED COMPLETED',
      'PAYMENT.REFUND.PENDING PENDING',
      'PAYMENT.REFUND.PENDING PENDING',
    ]);
    shop.pass(60_000);
    // Beside what was not taken at first.
    expect((await told()).filter((one) => !one.endsWith('PENDING'))).toEqual([
      'PAYMENT.CAPTURE.COMPLETED COMPLETED',
      'PAYMENT.CAPTURE.DENIED DECLINED',
      'PAYMENT.CAPTURE.COMPLETED COMPLETED',
      'PAYMENT.CAPTURE.REFUNDED COMPLETED',
      'PAYMENT.REFUND.FAILED FAILED',
    ]);
  });

  test('is signed for its subscription, and only for that one', async () => {
    const shop = await openShop();
    await subscribe(shop);
    await paid(shop);
    const [letter] = await post(shop);
    if (letter === undefined) throw new Error('nothing was sent');
    expect(letter.headers['paypal-auth-algo']).toBe('SHA256withRSA');
    expect(await isGenuine(shop, letter, shop.webhookId)).toBe(true);
    expect(await isGenuine(shop, letter, 'ANOTHER')).toBe(false);
    expect(
      await isGenuine(shop, { ...letter, body: letter.body.replace('12.50', '12.51') }, shop.webhookId),
    ).toBe(false);
  });

  test('is sent again until it is taken, twenty-five times in three days', async () => {
    const shop = await openShop();
    await subscribe(shop, LISTENER, [{ name: 'PAYMENT.CAPTURE.COMPLETED' }]);
    await paid(shop);
    const sent: Letter[] = [];
    for (const gap of [0, ...paypalNews.gapsMs]) {
      shop.pass(gap);
      sent.push(...(await post(shop)));
    }
    shop.pass(86_400_000);
    expect(await post(shop)).toEqual([]);
    expect(sent).toHaveLength(26);
    expect(paypalNews.gapsMs.reduce((total, gap) => total + gap)).toBe(3 * 86_400_000);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers['paypal-transmission-id'])).size).toBe(26);
    expect([200, 204, 299].every((status) => paypalNews.isTaken(status, ''))).toBe(true);
    expect([199, 300, 302, 404, 500].some((status) => paypalNews.isTaken(status, ''))).toBe(false);
  });

  test('is not sent again once it is taken', async () => {
    const shop = await openShop();
    await subscribe(shop, LISTENER, [{ name: 'PAYMENT.CAPTURE.COMPLETED' }]);
    await paid(shop);
    await post(shop);
    shop.host.run((world, now) => {
      const [trade] = Object.values(world.trades);
      const [notification] = trade?.notifications ?? [];
      notificationTaken(world, { key: trade?.key ?? '', id: notification?.id ?? '', url: LISTENER }, now);
    });
    shop.pass(86_400_000);
    expect(await post(shop)).toEqual([]);
  });
});

describe('asking PayPal whether a signature is its own', () => {
  async function sent() {
    const shop = await openShop();
    await subscribe(shop);
    await paid(shop);
    const [letter] = await post(shop);
    if (letter === undefined) throw new Error('nothing was sent');
    const { headers, body } = letter;
    const question = {
      auth_algo: headers['paypal-auth-algo'],
      cert_url: headers['paypal-cert-url'],
      transmission_id: headers['paypal-transmission-id'],
      transmission_sig: headers['paypal-transmission-sig'],
      transmission_time: headers['paypal-transmission-time'],
      webhook_id: shop.webhookId,
    };
    const verify = async (more: Fields = {}, event = body) => {
      const asked = JSON.stringify({ ...question, ...more });
      const raw = `${asked.slice(0, -1)}, "webhook_event" : ${event} }`;
      return shop.call('POST /v1/notifications/verify-webhook-signature', undefined, { raw });
    };
    return { verify, body, shop };
  }

  test('it is, for the very bytes that were sent', async () => {
    const { verify, body } = await sent();
    expect((await verify()).fields).toEqual({ verification_status: 'SUCCESS' });
    const spaced = JSON.stringify(JSON.parse(body), null, 2);
    expect((await verify({}, spaced)).fields).toEqual({ verification_status: 'FAILURE' });
  });

  test('it is not, when anything of it was changed', async () => {
    const { verify, body } = await sent();
    const failed = { verification_status: 'FAILURE' };
    for (const more of [
      { transmission_id: 'another' },
      { transmission_time: '2026-11-23T12:00:01Z' },
      { transmission_sig: btoa('nonsense') },
      { transmission_sig: '???' },
      { webhook_id: '0AA00000AA000000A' },
      { auth_algo: 'SHA1withRSA' },
    ])
      expect((await verify(more)).fields, JSON.stringify(more)).toEqual(failed);
    expect((await verify({}, body.replace('12.50', '1.250'))).fields).toEqual(failed);
  });

  test('without all that belongs to it the question is not one', async () => {
    const { verify, shop } = await sent();
    const said = await verify({ transmission_id: undefined });
    expect([said.status, said.fields['name']]).toEqual([400, 'VALIDATION_ERROR']);
    const raw = '{"webhook_id":';
    expect(
      issueOf(await shop.call('POST /v1/notifications/verify-webhook-signature', undefined, { raw })),
    ).toBe('MALFORMED_REQUEST_JSON');
  });
});

describe('events', () => {
  test('are listed, newest first, shown, and sent again', async () => {
    const shop = await openShop();
    await subscribe(shop);
    await paid(shop);
    await post(shop);
    shop.pass(1_000);
    await makeOrder(shop, orderBody('1.00'));
    const list = await shop.call(
      'GET /v1/notifications/webhooks-events?event_type=PAYMENT.CAPTURE.COMPLETED',
    );
    expect([list.status, list.fields['count']]).toEqual([200, 1]);
    const id = String(at(list.fields, 'events', 0, 'id'));
    expect((await shop.call(`GET /v1/notifications/webhooks-events/${id}`)).fields).toEqual(
      at(list.fields, 'events', 0),
    );
    const again = await shop.call(`POST /v1/notifications/webhooks-events/${id}/resend`, {
      webhook_ids: [shop.webhookId],
    });
    expect(again.status).toBe(202);
    expect((await post(shop)).map(eventOf)).toMatchObject([{ id }]);
    expect((await shop.call('GET /v1/notifications/webhooks-events?page_size=2')).fields['count']).toBe(2);
    for (const query of ['page_size=0', 'page_size=301', 'start_time=yesterday'])
      expect((await shop.call(`GET /v1/notifications/webhooks-events?${query}`)).status, query).toBe(400);
    const later = 'start_time=2026-11-23T12:00:01Z';
    expect((await shop.call(`GET /v1/notifications/webhooks-events?${later}`)).fields['count']).toBe(0);
    expect((await shop.call('GET /v1/notifications/webhooks-events/WH-X')).status).toBe(404);
    expect((await shop.call('POST /v1/notifications/webhooks-events/WH-X/resend')).status).toBe(404);
  });

  test('on trial are sent to any address, signed for no subscription', async () => {
    const shop = await openShop();
    const url = 'http://localhost:4649/trial';
    const tried = await shop.call('POST /v1/notifications/simulate-event', {
      url,
      event_type: 'PAYMENT.REFUND.FAILED',
    });
    expect(tried.status).toBe(202);
    const [letter] = await post(shop);
    if (letter === undefined) throw new Error('nothing was sent');
    expect([letter.url, eventOf(letter)['event_type']]).toEqual([url, 'PAYMENT.REFUND.FAILED']);
    expect(await isGenuine(shop, letter, 'WEBHOOK_ID')).toBe(true);
    await subscribe(shop);
    await shop.call('POST /v1/notifications/simulate-event', {
      webhook_id: shop.webhookId,
      event_type: 'PAYMENT.CAPTURE.DENIED',
    });
    const [known] = await post(shop);
    expect(known !== undefined && (await isGenuine(shop, known, shop.webhookId))).toBe(true);
    for (const body of [
      { url },
      { url, event_type: 'X' },
      { url: 'nowhere', event_type: 'PAYMENT.CAPTURE.DENIED' },
    ])
      expect((await shop.call('POST /v1/notifications/simulate-event', body)).status).toBe(400);
    const unknown = { webhook_id: 'X', event_type: 'PAYMENT.CAPTURE.DENIED' };
    expect((await shop.call('POST /v1/notifications/simulate-event', unknown)).status).toBe(404);
  });
});

test('the sum of the bytes is that of zlib, for any bytes', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(3_421_780_262);
  for (const text of ['', 'a', '{}', '柜台', 'x'.repeat(10_000)])
    expect(crc32(new TextEncoder().encode(text)), text).toBe(zlibCrc32(Buffer.from(text)));
});

test('a member of JSON is found as it was written', () => {
  const found = (text: string) => rawMember(text, 'e');
  expect(found('{"a":{"e":1},"e": {"b" : "}\\"" } }')).toBe('{"b" : "}\\"" }');
  expect(found(' {"x":[1,{"e":2}],"e":[1, 2]}')).toBe('[1, 2]');
  expect(found('{"e":"a\\"b","f":1}')).toBe('"a\\"b"');
  expect(found('{"e":12}')).toBe('12');
  expect(found('{"e" : null , "f":1}')).toBe('null');
  for (const text of ['', '[]', '{}', '{"f":1}', '"e"', '{"e"', '{e:1}', '{"a" 1,"e":2}'])
    expect(found(text), text).toBeUndefined();
});
