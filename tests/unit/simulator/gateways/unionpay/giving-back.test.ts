/** Reversals, cancels and refunds at the simulated UnionPay: which ones, when, and that no money goes back twice. */

import { beforeEach, describe, expect, it } from 'vitest';
import { control, paymentCode, scanAndPay } from '../../merchant.ts';
import {
  ask,
  beijingTime,
  cancelForm,
  type Form,
  openUnionPayShop,
  pay,
  payForm,
  presentForm,
  queryForm,
  refundForm,
  reverseForm,
  type UnionPayShop,
} from './shop.ts';

const LIN = 'unionpay-lin';
const HOUR_MS = 3_600_000;
let shop: UnionPayShop;
let at: string;

beforeEach(async () => {
  shop = await openUnionPayShop();
  at = beijingTime(shop.now());
});

const outcome = (orderId: string) => ask(shop, queryForm(orderId, at));
const reverse = (orderId: string) => ask(shop, reverseForm(orderId, at));
const nets = async () => {
  const { body } = await control(shop, 'GET /ledgers');
  const books = body as Record<string, readonly { amountMinor: number }[]>;
  return Object.values(books).map((book) => book.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
};
const arm = (name: string, parameters: object = {}) =>
  control(shop, 'POST /faults', { name, rail: 'unionpay', parameters });

describe('a reversal', () => {
  it('gives back what was paid, once, and the purchase counts as failed though settled', async () => {
    const { queryId } = await pay(shop, 'PAY00001', '1000');
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '00', orderId: 'PAY00001' });
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '00' });
    expect(await outcome('PAY00001')).toMatchObject({ origRespCode: '01', queryId, settleAmt: '1000' });
    expect(await nets()).toEqual([0, 0, 0]);
  });

  it('ends a QR that nobody paid: no phone can pay it any more', async () => {
    const { qrCode = '' } = await ask(shop, presentForm('SHOW0001', '500'));
    expect(await reverse('SHOW0001')).toMatchObject({ respCode: '00' });
    const { body } = await control(shop, `POST /wallets/${LIN}/scan`, { content: qrCode });
    expect(body).toMatchObject({ error: 'order-closed' });
    expect(await outcome('SHOW0001')).toMatchObject({ respCode: '34' });
  });

  it('ends a payment for which the customer was typing the password', async () => {
    await pay(shop, 'PAY00001', '100', 'unionpay-wang');
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '00' });
    expect(await outcome('PAY00001')).toMatchObject({ respCode: '34' });
    const { status } = await control(shop, 'POST /wallets/unionpay-wang/confirm', { password: '123456' });
    expect(status).toBe(409);
  });

  it('of a number that nobody used makes sure that nobody can', async () => {
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '00' });
    expect(await pay(shop, 'PAY00001', '100')).toMatchObject({ respCode: '12' });
    expect(await outcome('PAY00001')).toMatchObject({ respCode: '34' });
    expect(await nets()).toEqual([0, 0, 0]);
  });

  it('must fit the purchase', async () => {
    await pay(shop, 'PAY00001', '100');
    const wrong = reverseForm('PAY00001', beijingTime(shop.now() + 1_000));
    expect(await ask(shop, wrong)).toMatchObject({ respCode: '36' });
  });

  it('is for the same clearing day only, which ends at 23:00', async () => {
    shop.pass(10 * HOUR_MS);
    at = beijingTime(shop.now());
    await pay(shop, 'PAY00001', '100');
    shop.pass(HOUR_MS - 1_000);
    await pay(shop, 'PAY00002', '100');
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '00' });
    const late = reverseForm('PAY00002', beijingTime(shop.now()));
    shop.pass(1_000);
    expect(await ask(shop, late)).toMatchObject({ respCode: '39' });
    expect(await nets()).toEqual([100, 100, 100]);
  });

  it('gives nothing back that the shop no longer has, or has given back in parts', async () => {
    const { queryId = '' } = await pay(shop, 'PAY00001', '1000');
    await ask(shop, refundForm('BACK00001', queryId, '400'));
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '35' });
    await pay(shop, 'PAY00002', '1000');
    await control(shop, 'PATCH /merchants/unionpay', { balanceMinor: 999 });
    expect(await reverse('PAY00002')).toMatchObject({ respCode: '64' });
  });

  it('does what faults tell it to', async () => {
    await ask(shop, presentForm('SHOW0001', '500'));
    await arm('paid-before-cancel');
    expect(await reverse('SHOW0001')).toMatchObject({ respCode: '00' });
    expect(await outcome('SHOW0001')).toMatchObject({ origRespCode: '01', settleAmt: '500' });

    await ask(shop, presentForm('SHOW0002', '500'));
    await arm('cancel-refused', { world: 'charged' });
    expect(await reverse('SHOW0002')).toMatchObject({ respCode: '35' });
    expect(await outcome('SHOW0002')).toMatchObject({ origRespCode: '00' });

    await ask(shop, presentForm('SHOW0003', '500'));
    await arm('paid-after-cancel');
    expect(await reverse('SHOW0003')).toMatchObject({ respCode: '00' });
    shop.pass(3_000);
    expect(await outcome('SHOW0003')).toMatchObject({ origRespCode: '00' });
    expect(await reverse('SHOW0003')).toMatchObject({ respCode: '00' });
    expect(await outcome('SHOW0003')).toMatchObject({ origRespCode: '01' });

    await ask(shop, presentForm('SHOW0004', '500'));
    await arm('paid-after-cancel', { world: 'not-charged' });
    await reverse('SHOW0004');
    shop.pass(3_000);
    expect(await outcome('SHOW0004')).toMatchObject({ respCode: '34' });
  });

  it('that overtook its purchase can be forgotten, as on a bad line', async () => {
    await control(shop, 'POST /faults', {
      name: 'out-of-order',
      rail: 'unionpay',
      operation: 'pay',
      parameters: { after: 'cancel', world: 'charged' },
    });
    await expect(pay(shop, 'PAY00001', '100')).rejects.toThrow();
    expect(await reverse('PAY00001')).toMatchObject({ respCode: '00' });
    expect(await outcome('PAY00001')).toMatchObject({ origRespCode: '00' });
  });
});

describe('a cancel', () => {
  const cancel = (orderId: string, origQryId = '', txnAmt = '1000') =>
    ask(shop, cancelForm(orderId, origQryId, txnAmt));

  it('gives a whole payment back under a number of its own; the purchase stays what it was', async () => {
    const { queryId = '' } = await pay(shop, 'PAY00001', '1000');
    const done = await cancel('CANC00001', queryId);
    expect(done).toMatchObject({ respCode: '00', origQryId: queryId });
    expect(done['queryId']).not.toBe(queryId);
    expect(await outcome('CANC00001')).toMatchObject({ origRespCode: '00', txnAmt: '1000' });
    expect(await outcome('PAY00001')).toMatchObject({ origRespCode: '00' });
    expect(await nets()).toEqual([0, 0, 0]);
  });

  it.each([
    ['under a number that was used', (id: string) => cancelForm('PAY00001', id, '1000'), '12'],
    ['of a part', (id: string) => cancelForm('CANC00001', id, '999'), '36'],
    ['of a payment nobody made', () => cancelForm('CANC00001', '202611231200009999999', '1000'), '35'],
  ])('%s is refused', async (_what, form, code) => {
    const { queryId = '' } = await pay(shop, 'PAY00001', '1000');
    expect(await ask(shop, form(queryId))).toMatchObject({ respCode: code });
  });

  it('is refused on another clearing day, after a refund, and a second time', async () => {
    const { queryId: first = '' } = await pay(shop, 'PAY00001', '1000');
    const { queryId: second = '' } = await pay(shop, 'PAY00002', '1000');
    const { queryId: third = '' } = await pay(shop, 'PAY00003', '1000');
    await ask(shop, refundForm('BACK00001', first, '1'));
    expect(await cancel('CANC00001', first)).toMatchObject({ respCode: '35' });
    expect(await cancel('CANC00002', second)).toMatchObject({ respCode: '00' });
    expect(await cancel('CANC00003', second)).toMatchObject({ respCode: '35' });
    shop.pass(11 * HOUR_MS);
    expect(await cancel('CANC00004', third)).toMatchObject({ respCode: '39' });
  });
});

describe('a refund', () => {
  let queryId: string;
  const refund = (orderId: string, txnAmt: string, more: Form = {}) =>
    ask(shop, { ...refundForm(orderId, queryId, txnAmt), ...more });

  beforeEach(async () => {
    queryId = (await pay(shop, 'PAY00001', '1000'))['queryId'] ?? '';
  });

  it('goes back in parts, each under its own number, which the question finds', async () => {
    expect(await refund('BACK00001', '300')).toMatchObject({ respCode: '00', origQryId: queryId });
    expect(await refund('BACK00002', '700')).toMatchObject({ respCode: '00' });
    expect(await outcome('BACK00001')).toMatchObject({ respCode: '00', origRespCode: '00', txnAmt: '300' });
    expect(await outcome('BACK00002')).toMatchObject({ origRespCode: '00', txnAmt: '700' });
    expect(await ask(shop, queryForm('BACK00002', beijingTime(shop.now() + 1_000)))).toMatchObject({
      respCode: '34',
    });
    expect(await outcome('PAY00001')).toMatchObject({ origRespCode: '00' });
    expect(await nets()).toEqual([0, 0, 0]);
  });

  it('moves nothing a second time, with the same and with another amount', async () => {
    await refund('BACK00001', '300');
    expect(await refund('BACK00001', '300')).toMatchObject({ respCode: '12' });
    expect(await refund('BACK00001', '200')).toMatchObject({ respCode: '12' });
    expect(await nets()).toEqual([700, 700, 700]);
  });

  it('names its payment by UnionPay’s number, or by the shop’s with its time', async () => {
    const named = { origQryId: '', origOrderId: 'PAY00001', origTxnTime: at };
    expect(await refund('BACK00001', '300', named)).toMatchObject({ respCode: '00' });
    expect(await refund('BACK00002', '300', { ...named, origTxnTime: '20261123115959' })).toMatchObject({
      respCode: '35',
    });
    expect(await refund('BACK00003', '300', { origQryId: '' })).toMatchObject({
      respCode: '13',
      respMsg: '交易要素缺失[origQryId]',
    });
  });

  it.each([
    ['more than was paid', { txnAmt: '1001' }, '33'],
    ['under the number of a payment', { orderId: 'PAY00001' }, '12'],
    ['of a payment nobody made', { origQryId: '202611231200009999999' }, '35'],
  ])('%s is refused', async (_what, more, code) => {
    expect(await refund('BACK00001', '1000', more)).toMatchObject({ respCode: code });
  });

  it('waits for the shop’s balance', async () => {
    await control(shop, 'PATCH /merchants/unionpay', { balanceMinor: 999 });
    expect(await refund('BACK00001', '1000')).toMatchObject({ respCode: '64' });
    await control(shop, 'PATCH /merchants/unionpay', { balanceMinor: 1000 });
    expect(await refund('BACK00001', '1000')).toMatchObject({ respCode: '00' });
  });

  it('is over after eleven months', async () => {
    shop.pass(330 * 24 * HOUR_MS);
    expect(await refund('BACK00001', '1000')).toMatchObject({ respCode: '39' });
  });

  it('of what was never paid is refused', async () => {
    await ask(shop, presentForm('SHOW0001', '500'));
    const named = { origQryId: '', origOrderId: 'SHOW0001', origTxnTime: at };
    expect(await refund('BACK00001', '500', named)).toMatchObject({ respCode: '35' });
  });

  it('under a number keeps that number from any payment', async () => {
    await refund('BACK00001', '300');
    const code = await paymentCode(shop, LIN);
    expect(await ask(shop, payForm('BACK00001', '100', code))).toMatchObject({ respCode: '12' });
  });
});

it('leaves the books agreeing, whatever came', async () => {
  const { qrCode = '' } = await ask(shop, presentForm('SHOW0001', '500'));
  await scanAndPay(shop, qrCode, LIN);
  await reverse('SHOW0001');
  const { queryId = '' } = await pay(shop, 'PAY00001', '1000');
  await ask(shop, refundForm('BACK00001', queryId, '400'));
  const { body } = await control(shop, 'GET /audit');
  expect(body).toEqual({ findings: [] });
});
