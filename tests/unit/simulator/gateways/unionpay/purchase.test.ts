/** Payments at the simulated UnionPay: accepted is not paid, the question tells, and no number pays twice. */

import { describe, expect, it } from 'vitest';
import { control, paymentCode, scanAndPay } from '../../merchant.ts';
import {
  ask,
  beijingTime,
  openUnionPayShop,
  pay,
  payForm,
  presentForm,
  queryForm,
  type UnionPayShop,
} from './shop.ts';

const LIN = 'unionpay-lin';
const WANG = 'unionpay-wang';
const outcome = async (shop: UnionPayShop, orderId: string, txnTime: string) =>
  ask(shop, queryForm(orderId, txnTime));

async function entries(shop: UnionPayShop) {
  const { body } = await control(shop, 'GET /ledgers');
  const { customers, merchants } = body as Record<string, readonly { amountMinor: number }[]>;
  return { customers, merchants };
}

describe('a payment by code', () => {
  it('is accepted, and the question tells that it was paid', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    const accepted = await pay(shop, 'PAY00001', '1850');
    expect(accepted).toMatchObject({ respCode: '00', orderId: 'PAY00001', txnAmt: '1850' });
    expect(accepted['queryId']).toMatch(/^20261123120000\d{7}$/);
    expect(accepted).not.toHaveProperty('origRespCode');
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({
      respCode: '00',
      origRespCode: '00',
      queryId: accepted['queryId'],
      txnAmt: '1850',
      currencyCode: '156',
      settleAmt: '1850',
      settleDate: '1123',
      accNo: expect.stringMatching(/^621700\*{6}\d{4}$/),
    });
    expect((await entries(shop)).customers).toMatchObject([{ amountMinor: 1850, account: LIN }]);
  });

  it('counts a payment after 23:00 to the next clearing day', async () => {
    const shop = await openUnionPayShop();
    shop.pass(11 * 3_600_000);
    const at = beijingTime(shop.now());
    await pay(shop, 'PAY00001', '100');
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ settleDate: '1124' });
  });

  it('waits for the password, and fails when the customer says no', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    for (const orderId of ['PAY00001', 'PAY00002']) {
      expect(await pay(shop, orderId, '100', WANG)).toMatchObject({ respCode: '00' });
      expect(await outcome(shop, orderId, at)).toMatchObject({ respCode: '00', origRespCode: '05' });
      const line = orderId === 'PAY00001' ? 'confirm' : 'cancel';
      await control(shop, `POST /wallets/${WANG}/${line}`, line === 'confirm' ? { password: '123456' } : {});
    }
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ origRespCode: '00' });
    const refused = await outcome(shop, 'PAY00002', at);
    expect(refused).toMatchObject({ origRespCode: '01' });
    expect(refused).not.toHaveProperty('settleAmt');
  });

  it('times out when the customer does nothing', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    await pay(shop, 'PAY00001', '100', WANG);
    shop.pass(180_000);
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ origRespCode: '69' });
  });

  it.each([
    [{ balanceMinor: 10 }, '64'],
    [{ state: 'frozen' }, '63'],
    [{ state: 'risk' }, '38'],
    [{ limits: { perPaymentMinor: 10 } }, '33'],
    [{ limits: { perDayMinor: 10 } }, '33'],
    [{ limits: { noPasswordBelowMinor: 0 }, phoneOffline: true }, '69'],
    [{ limits: { noPasswordBelowMinor: 0 }, state: 'locked' }, '67'],
  ])('is refused for a customer with %j', async (change, code) => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    expect((await control(shop, `PATCH /wallets/${LIN}`, change)).status).toBe(200);
    expect(await pay(shop, 'PAY00001', '1000')).toMatchObject({ respCode: code });
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ respCode: '00', origRespCode: code });
    expect((await entries(shop)).customers).toEqual([]);
  });

  it('needs a code that was shown, once, within its minute, by a UnionPay wallet', async () => {
    const shop = await openUnionPayShop();
    const tried = async (orderId: string, code: string) =>
      (await ask(shop, payForm(orderId, '100', code)))['respCode'];
    expect(await tried('PAY00001', '6288000000000000000')).toBe('61');
    expect(await tried('PAY00002', await paymentCode(shop, 'lin'))).toBe('61');
    const used = await paymentCode(shop, LIN);
    expect(await tried('PAY00003', used)).toBe('00');
    expect(await tried('PAY00004', used)).toBe('61');
    const old = await paymentCode(shop, LIN);
    shop.pass(60_000);
    expect(await tried('PAY00005', old)).toBe('61');
    expect(await outcome(shop, 'PAY00005', beijingTime(shop.now()))).toMatchObject({ respCode: '34' });
  });

  it('pays once: its number is used up, whatever else the message says', async () => {
    const shop = await openUnionPayShop();
    await pay(shop, 'PAY00001', '100');
    shop.pass(60_000);
    expect(await pay(shop, 'PAY00001', '100')).toMatchObject({ respCode: '12' });
    expect(await ask(shop, presentForm('PAY00001', '999'))).toMatchObject({ respCode: '12' });
    expect((await entries(shop)).customers).toHaveLength(1);
  });

  it.each([
    [-300_000, '00'],
    [300_000, '00'],
    [-301_000, '39'],
    [301_000, '39'],
  ])('may be %d ms off in time: %s', async (offMs, code) => {
    const shop = await openUnionPayShop();
    const form = payForm('PAY00001', '100', await paymentCode(shop, LIN));
    expect(await ask(shop, { ...form, txnTime: beijingTime(shop.now() + offMs) })).toMatchObject({
      respCode: code,
    });
  });
});

describe('a payment QR', () => {
  it('is no transaction until somebody begins to pay', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    const { qrCode = '', respCode } = await ask(shop, presentForm('SHOW0001', '500'));
    expect(respCode).toBe('00');
    expect(qrCode).toMatch(/^https:\/\/qr\.95516\.com\/00010000\/62\d{30}$/);
    expect(await outcome(shop, 'SHOW0001', at)).toMatchObject({ respCode: '34' });
    await control(shop, `POST /wallets/${LIN}/scan`, { content: qrCode });
    expect(await outcome(shop, 'SHOW0001', at)).toMatchObject({ respCode: '00', origRespCode: '05' });
    expect((await control(shop, `POST /wallets/${LIN}/confirm`, {})).status).toBe(200);
    expect(await outcome(shop, 'SHOW0001', at)).toMatchObject({ origRespCode: '00', settleAmt: '500' });
    const { merchants } = await entries(shop);
    expect(merchants).toMatchObject([{ amountMinor: 500 }]);
  });

  it('dies when the order says so', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    const payTimeout = beijingTime(shop.now() + 60_000);
    const { qrCode = '' } = await ask(shop, { ...presentForm('SHOW0001', '500'), payTimeout });
    shop.pass(60_000);
    const { status, body } = await scanAndPay(shop, qrCode, LIN);
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: 'nothing-to-confirm' });
    expect(await outcome(shop, 'SHOW0001', at)).toMatchObject({ respCode: '34' });
  });

  it.each([0, -1_000])('cannot have died %d ms from now', async (lifeMs) => {
    const shop = await openUnionPayShop();
    const payTimeout = beijingTime(shop.now() + lifeMs);
    expect(await ask(shop, { ...presentForm('SHOW0001', '500'), payTimeout })).toMatchObject({
      respCode: '10',
      respMsg: '报文格式错误[payTimeout]',
    });
  });

  it('tells of discounts: what the shop gets and who bears the rest', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    const coupon = { name: '满5减1', minimumMinor: 500, used: false };
    const coupons = [
      { ...coupon, id: 'a', payer: 'platform', amountMinor: 100 },
      { ...coupon, id: 'b', payer: 'shop', amountMinor: 50 },
    ];
    await control(shop, `PATCH /wallets/${LIN}`, { coupons });
    await pay(shop, 'PAY00001', '500');
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({
      txnAmt: '500',
      settleAmt: '450',
      couponInfo: '[{"type":"DD01","offstAmt":"100"},{"type":"CP01","offstAmt":"50"}]',
    });
  });
});

describe('the question', () => {
  it('names an order by number and time together', async () => {
    const shop = await openUnionPayShop();
    await pay(shop, 'PAY00001', '100');
    expect(await outcome(shop, 'PAY00001', beijingTime(shop.now() + 1_000))).toMatchObject({
      respCode: '34',
    });
  });

  it('may know less than there is, under the fault for it', async () => {
    const shop = await openUnionPayShop();
    const at = beijingTime(shop.now());
    await pay(shop, 'PAY00001', '100');
    const arm = (parameters: object) =>
      control(shop, 'POST /faults', { name: 'query-lags', rail: 'unionpay', times: 1, parameters });
    await arm({});
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ respCode: '00', origRespCode: '05' });
    await arm({ as: 'absent' });
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ respCode: '34' });
    expect(await outcome(shop, 'PAY00001', at)).toMatchObject({ origRespCode: '00' });
  });
});
