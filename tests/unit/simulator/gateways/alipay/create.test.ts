/** `alipay.trade.create` of the simulated Alipay: an order that one customer's wallet has open at once. */

import { beforeEach, describe, expect, it } from 'vitest';
import { ask, control, type Fields, openShop } from '../../merchant.ts';

type TestShop = ReturnType<typeof openShop>;
let shop: TestShop;
let buyer: string;

beforeEach(async () => {
  shop = openShop();
  buyer = shop.host.run((world) => world.wallets.find(({ id }) => id === 'lin')?.userId ?? '');
});

const create = (more: Fields = {}) =>
  ask(shop, 'create', { out_trade_no: 'A1', subject: '茶', total_amount: '12.50', buyer_id: buyer, ...more });
const status = async () => (await ask(shop, 'query', { out_trade_no: 'A1' }))['trade_status'];

describe('an order for one customer', () => {
  it('is known at once, and paid on that customer’s phone', async () => {
    expect(await create()).toMatchObject({
      code: '10000',
      out_trade_no: 'A1',
      trade_no: expect.stringMatching(/^\d{28}$/),
    });
    expect(await status()).toBe('WAIT_BUYER_PAY');
    expect((await control(shop, 'POST /wallets/lin/confirm', {})).status).toBe(200);
    expect(await status()).toBe('TRADE_SUCCESS');
    expect(await create()).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_SUCCESS' });
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });

  it('is the same when it is asked for again, and another one is refused', async () => {
    const first = await create();
    expect(await create()).toEqual(first);
    expect(await create({ total_amount: '12.51' })).toMatchObject({ sub_code: 'ACQ.CONTEXT_INCONSISTENT' });
  });

  it('can be closed before it is paid', async () => {
    await create();
    expect(await ask(shop, 'close', { out_trade_no: 'A1' })).toMatchObject({ code: '10000' });
    expect(await create()).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' });
  });

  it.each([
    [{ buyer_id: '' }, 'ACQ.INVALID_PARAMETER'],
    [{ buyer_id: '12' }, 'ACQ.INVALID_PARAMETER'],
    [{ buyer_id: '2088999999999999' }, 'ACQ.BUYER_NOT_EXIST'],
    [{ total_amount: '0' }, 'ACQ.INVALID_PARAMETER'],
    [{ product_code: 'ANY' }, 'ACQ.INVALID_PARAMETER'],
  ])('with %o is refused with %s', async (more, code) => {
    expect(await create(more)).toMatchObject({ code: '40004', sub_code: code });
  });
});
