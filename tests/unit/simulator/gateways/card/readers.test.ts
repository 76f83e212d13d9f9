/** Card readers over the control interface: who may hold which card, and what phone and desk see. */

import { beforeEach, describe, expect, it } from 'vitest';
import { type CardShop, INTENT, openCardShop } from './shop.ts';

let shop: CardShop;

beforeEach(() => {
  shop = openCardShop();
});

const present = (body: object, reader = shop.readerId) =>
  shop.control(`POST /readers/${reader}/present`, body);

async function ask(form: Record<string, string> = INTENT): Promise<string> {
  const { body } = await shop.call('POST /v1/payment_intents', form);
  const id = String(body['id']);
  await shop.call(`POST /v1/terminal/readers/${shop.readerId}/process_payment_intent`, {
    payment_intent: id,
  });
  return id;
}

describe('what is seen', () => {
  it('is a reader at rest, one that asks, and what came of it', async () => {
    const seen = async () => (await shop.control('GET /readers')).body;
    expect(await seen()).toMatchObject([{ id: shop.readerId, online: true, asks: null, action: null }]);
    const id = await ask();
    expect(await seen()).toMatchObject([
      {
        asks: 'card',
        mayCancel: false,
        action: {
          status: 'in_progress',
          orderNumber: id,
          amountMinor: 1_250,
          currency: 'USD',
          merchant: '练习小店',
        },
      },
    ]);
    await present({ wallet: 'card-mastercard', how: 'insert' });
    expect(await seen()).toMatchObject([{ asks: 'pin', walletId: 'card-mastercard' }]);
    await present({ wallet: 'card-mastercard', how: 'insert', pin: '123456' });
    expect(await seen()).toMatchObject([{ asks: null, action: { status: 'succeeded', failureCode: null } }]);
  });
});

describe('what is refused', () => {
  it.each([
    ['an unknown reader', { wallet: 'card-visa', how: 'tap' }, 'tmr_nobody', 404, 'unknown-reader'],
    ['an unknown card', { wallet: 'card-nobody', how: 'tap' }, undefined, 404, 'unknown-wallet'],
    ['a wallet that is no card', { wallet: 'lin', how: 'tap' }, undefined, 409, 'not-a-card'],
    ['another way', { wallet: 'card-visa', how: 'throw' }, undefined, 400, 'bad-request'],
    [
      'a PIN that is none',
      { wallet: 'card-visa', how: 'insert', pin: 'secret' },
      undefined,
      400,
      'bad-request',
    ],
    ['a card number', { number: '4242424242424242', how: 'tap' }, undefined, 400, 'bad-request'],
  ])('%s', async (_, body, reader, status, error) => {
    await ask();
    expect(await present(body, reader)).toMatchObject({ status, body: { error } });
  });

  it('a card when nobody asks for one', async () => {
    expect(await present({ wallet: 'card-visa', how: 'tap' })).toMatchObject({
      status: 409,
      body: { error: 'reader-not-asking' },
    });
    expect(await shop.control(`POST /readers/${shop.readerId}/cancel`)).toMatchObject({ status: 409 });
    expect(await shop.control('POST /authentications/pi_nobody', { recognised: true })).toMatchObject({
      status: 409,
    });
  });
});

it('a tap after the reader asked for the chip changes nothing', async () => {
  await ask({ ...INTENT, amount: '1202' });
  expect((await present({ wallet: 'card-visa', how: 'tap' })).body).toEqual({ result: 'insert' });
  expect((await present({ wallet: 'card-visa', how: 'tap' })).body).toEqual({ result: 'insert' });
});

it('says in words why a card brought nothing', async () => {
  await ask();
  expect((await present({ wallet: 'card-lost', how: 'tap' })).body).toEqual({
    result: 'declined',
    declineCode: 'lost_card',
    message: 'The card was declined.',
  });
});
