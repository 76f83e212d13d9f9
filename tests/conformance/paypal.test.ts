/** PayPal's own server SDK, unmodified, against the stand-alone simulator over HTTPS: orders, payments, refunds, errors. */

import {
  AuthorizationStatus,
  CaptureStatus,
  CheckoutPaymentIntent,
  OrderStatus,
  OrdersController,
  PatchOp,
  PaymentsController,
  type PurchaseUnitRequest,
  RefundStatus,
} from '@paypal/paypal-server-sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPaypalShop, type PaypalShop, refusal, usd } from './paypal-shop.ts';

const ALL = 'return=representation';

let shop: PaypalShop;

beforeEach(async () => {
  shop = await openPaypalShop();
});

afterEach(() => shop.server.close());

async function make(
  intent = CheckoutPaymentIntent.Capture,
  unit: Partial<PurchaseUnitRequest> = {},
  key?: string,
) {
  const made = await shop.orders.createOrder({
    body: {
      intent,
      purchaseUnits: [{ amount: usd('12.50'), customId: 'GT1', ...unit }],
      paymentSource: { paypal: { experienceContext: { brandName: 'Corner shop' } } },
    },
    ...(key === undefined ? {} : { paypalRequestId: key }),
  });
  return { ...made.result, id: made.result.id ?? '', httpStatus: made.statusCode };
}

async function pay(unit: Partial<PurchaseUnitRequest> = {}): Promise<{ id: string; captureId: string }> {
  const { id } = await make(CheckoutPaymentIntent.Capture, unit);
  await shop.approve(id);
  const { result } = await shop.orders.captureOrder({ id, prefer: ALL });
  return { id, captureId: result.purchaseUnits?.[0]?.payments?.captures?.[0]?.id ?? '' };
}

async function hold(): Promise<{ id: string; authorizationId: string }> {
  const { id } = await make(CheckoutPaymentIntent.Authorize, { amount: usd('100.00') });
  await shop.approve(id);
  const { result } = await shop.orders.authorizeOrder({ id, prefer: ALL });
  return { id, authorizationId: result.purchaseUnits?.[0]?.payments?.authorizations?.[0]?.id ?? '' };
}

const findings = async () => (await shop.control('GET /audit'))['findings'];

describe('an order', () => {
  test('is made, approved on the phone, and captured', async () => {
    const { id, status, links, httpStatus } = await make();
    expect([httpStatus, status]).toEqual([201, OrderStatus.PayerActionRequired]);
    expect(links?.find(({ rel }) => rel === 'payer-action')?.href).toContain(`token=${id}`);
    await shop.approve(id);
    const approved = await shop.orders.getOrder({ id });
    expect(approved.result.status).toBe(OrderStatus.Approved);
    expect(approved.result.paymentSource?.paypal?.emailAddress).toBe('amy@example.com');
    const { result, statusCode } = await shop.orders.captureOrder({ id, prefer: ALL });
    expect([statusCode, result.status]).toEqual([201, OrderStatus.Completed]);
    const [capture] = result.purchaseUnits?.[0]?.payments?.captures ?? [];
    expect(capture).toMatchObject({
      status: CaptureStatus.Completed,
      amount: usd('12.50'),
      finalCapture: true,
      customId: 'GT1',
      sellerReceivableBreakdown: {
        grossAmount: usd('12.50'),
        paypalFee: usd('0.38'),
        netAmount: usd('12.12'),
      },
    });
    const shown = await shop.payments.getCapturedPayment({ captureId: capture?.id ?? '' });
    expect(shown.result).toMatchObject({
      status: CaptureStatus.Completed,
      supplementaryData: { relatedIds: { orderId: id } },
    });
    expect(await findings()).toEqual([]);
  });

  test('made again under its key is the same one, in its latest state', async () => {
    const first = await make(CheckoutPaymentIntent.Capture, {}, 'GT1');
    await shop.approve(first.id);
    const again = await make(CheckoutPaymentIntent.Capture, {}, 'GT1');
    expect([again.httpStatus, again.id, again.status]).toEqual([200, first.id, OrderStatus.Approved]);
  });

  test('without a source is changed, and its source confirmed', async () => {
    const made = await shop.orders.createOrder({
      body: { intent: CheckoutPaymentIntent.Capture, purchaseUnits: [{ amount: usd('5.00') }] },
      prefer: ALL,
    });
    const id = made.result.id ?? '';
    expect(made.result).toMatchObject({ status: OrderStatus.Created, intent: CheckoutPaymentIntent.Capture });
    const changed = await shop.orders.patchOrder({
      id,
      body: [
        {
          op: PatchOp.Replace,
          path: "/purchase_units/@reference_id=='default'/amount",
          value: { currency_code: 'USD', value: '6.00' },
        },
      ],
    });
    expect(changed.statusCode).toBe(204);
    const confirmed = await shop.orders.confirmOrder({
      id,
      body: { paymentSource: { paypal: {} } },
      prefer: ALL,
    });
    expect(confirmed.result.status).toBe(OrderStatus.PayerActionRequired);
    expect(confirmed.result.purchaseUnits?.[0]?.amount).toEqual(usd('6.00'));
  });

  test('in yen has no decimals', async () => {
    const yen = { currencyCode: 'JPY', value: '1250' };
    const { id } = await make(CheckoutPaymentIntent.Capture, { amount: yen });
    await shop.approve(id, 'paypal-yuki');
    const { result } = await shop.orders.captureOrder({ id, prefer: ALL });
    expect(result.purchaseUnits?.[0]?.payments?.captures?.[0]?.amount).toEqual(yen);
    const wrong = make(CheckoutPaymentIntent.Capture, { amount: { currencyCode: 'JPY', value: '12.50' } });
    expect(await refusal(wrong)).toMatchObject({ status: 422, issue: 'DECIMALS_NOT_SUPPORTED' });
  });
});

describe('a capture', () => {
  test('is refused before the approval, and a second time, but told again under its key', async () => {
    const { id } = await make();
    expect(await refusal(shop.orders.captureOrder({ id }))).toMatchObject({
      status: 422,
      issue: 'ORDER_NOT_APPROVED',
    });
    await shop.approve(id);
    const first = await shop.orders.captureOrder({ id, paypalRequestId: 'GT1C0', prefer: ALL });
    const again = await shop.orders.captureOrder({ id, paypalRequestId: 'GT1C0', prefer: ALL });
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.result).toEqual(first.result);
    expect(await refusal(shop.orders.captureOrder({ id }))).toMatchObject({
      status: 422,
      name: 'UNPROCESSABLE_ENTITY',
      issue: 'ORDER_ALREADY_CAPTURED',
    });
    expect(await findings()).toEqual([]);
  });

  test('that is declined can be paid with other money', async () => {
    const { id } = await make();
    await shop.approve(id, 'paypal-ben');
    expect(await refusal(shop.orders.captureOrder({ id }))).toMatchObject({
      status: 422,
      issue: 'INSTRUMENT_DECLINED',
    });
    await shop.approve(id);
    expect((await shop.orders.captureOrder({ id })).result.status).toBe(OrderStatus.Completed);
  });

  test('of a restricted payer is refused', async () => {
    const { id } = await make();
    await shop.approve(id, 'paypal-lou');
    expect(await refusal(shop.orders.captureOrder({ id }))).toMatchObject({
      issue: 'PAYER_ACCOUNT_RESTRICTED',
    });
  });

  test('whose answer was lost is found by asking', async () => {
    const { id } = await make();
    await shop.approve(id);
    await shop.control('POST /faults', { name: 'reply-lost', operation: 'capture' });
    await expect(shop.orders.captureOrder({ id })).rejects.toThrow();
    const { result } = await shop.orders.getOrder({ id });
    expect(result.purchaseUnits?.[0]?.payments?.captures?.[0]?.status).toBe(CaptureStatus.Completed);
  });
});

describe('a hold', () => {
  test('is captured in parts, and refunded', async () => {
    const { authorizationId } = await hold();
    const found = await shop.payments.getAuthorizedPayment({ authorizationId });
    expect(found.result.status).toBe(AuthorizationStatus.Created);
    const part = await shop.payments.captureAuthorizedPayment({
      authorizationId,
      body: { amount: usd('30.00') },
      prefer: ALL,
    });
    expect(part.result).toMatchObject({
      status: CaptureStatus.Completed,
      amount: usd('30.00'),
      finalCapture: false,
    });
    const rest = await shop.payments.captureAuthorizedPayment({
      authorizationId,
      body: { finalCapture: true },
      prefer: ALL,
    });
    expect(rest.result.amount).toEqual(usd('70.00'));
    const late = shop.payments.captureAuthorizedPayment({ authorizationId });
    expect(await refusal(late)).toMatchObject({ status: 422, issue: 'AUTHORIZATION_ALREADY_CAPTURED' });
    const refund = await shop.payments.refundCapturedPayment({
      captureId: part.result.id ?? '',
      prefer: ALL,
    });
    expect(refund.result).toMatchObject({ status: RefundStatus.Completed, amount: usd('30.00') });
    expect(await findings()).toEqual([]);
  });

  test('is voided, once', async () => {
    const { authorizationId } = await hold();
    expect((await shop.payments.voidPayment({ authorizationId })).statusCode).toBe(204);
    expect(await refusal(shop.payments.voidPayment({ authorizationId }))).toMatchObject({
      issue: 'PREVIOUSLY_VOIDED',
    });
    const other = await hold();
    const { result } = await shop.payments.voidPayment({
      authorizationId: other.authorizationId,
      prefer: ALL,
    });
    expect(result?.status).toBe(AuthorizationStatus.Voided);
  });

  test('is repeated after its days of honour', async () => {
    const { authorizationId } = await hold();
    expect(await refusal(shop.payments.reauthorizePayment({ authorizationId }))).toMatchObject({
      issue: 'REAUTHORIZATION_NOT_SUPPORTED',
    });
    await shop.control('POST /clock', { advanceMs: 4 * 86_400_000 });
    // The SDK keeps its token by the clock of this machine, which did not move.
    const fresh = new PaymentsController(shop.client());
    const { result } = await fresh.reauthorizePayment({ authorizationId, prefer: ALL });
    expect(result.status).toBe(AuthorizationStatus.Created);
  });
});

describe('a refund', () => {
  test('of a part, of the rest, and of more than there is', async () => {
    const { captureId } = await pay();
    const refund = (value: string, key?: string) =>
      shop.payments.refundCapturedPayment({
        captureId,
        body: { amount: usd(value) },
        prefer: ALL,
        ...(key === undefined ? {} : { paypalRequestId: key }),
      });
    const part = await refund('5.00', 'GT1R1');
    expect([part.statusCode, part.result.status]).toEqual([201, RefundStatus.Completed]);
    const again = await refund('5.00', 'GT1R1');
    expect([again.statusCode, again.result.id]).toEqual([200, part.result.id]);
    expect(await refusal(refund('7.51'))).toMatchObject({ status: 422, issue: 'REFUND_AMOUNT_EXCEEDED' });
    expect((await shop.payments.getCapturedPayment({ captureId })).result.status).toBe(
      CaptureStatus.PartiallyRefunded,
    );
    const rest = await shop.payments.refundCapturedPayment({ captureId, prefer: ALL });
    expect(rest.result).toMatchObject({
      amount: usd('7.50'),
      sellerPayableBreakdown: { totalRefundedAmount: usd('12.50') },
    });
    expect(await refusal(refund('0.01'))).toMatchObject({ issue: 'CAPTURE_FULLY_REFUNDED' });
    expect((await shop.payments.getRefund({ refundId: rest.result.id ?? '' })).result.id).toBe(
      rest.result.id,
    );
    expect(await findings()).toEqual([]);
  });
});

describe('errors', () => {
  test('come in PayPal’s envelope, with a number for its support', async () => {
    const unknown = await refusal(shop.orders.getOrder({ id: '5O190127TN364715T' }));
    expect(unknown).toMatchObject({ status: 404, name: 'RESOURCE_NOT_FOUND', issue: 'INVALID_RESOURCE_ID' });
    expect(unknown.debugId).toMatch(/^[0-9a-f]{13}$/);
    const wrong = make(CheckoutPaymentIntent.Capture, {
      amount: { ...usd('10.00'), breakdown: { itemTotal: usd('9.00') } },
    });
    expect(await refusal(wrong)).toMatchObject({ status: 422, issue: 'AMOUNT_MISMATCH' });
    expect(
      await refusal(make(CheckoutPaymentIntent.Capture, { description: 'x'.repeat(128) })),
    ).toMatchObject({
      status: 400,
      name: 'INVALID_REQUEST',
      issue: 'INVALID_STRING_LENGTH',
    });
  });

  test('can be ordered by the mock header', async () => {
    const paypalMockResponse = '{"mock_application_codes":"INSTRUMENT_DECLINED"}';
    const { id } = await make();
    expect(await refusal(shop.orders.captureOrder({ id, paypalMockResponse }))).toMatchObject({
      issue: 'INSTRUMENT_DECLINED',
    });
    const refund = shop.payments.refundCapturedPayment({
      captureId: 'X',
      paypalMockResponse: '{"mock_application_codes":"TRANSACTION_DISPUTED"}',
    });
    expect(await refusal(refund)).toMatchObject({ status: 422, issue: 'TRANSACTION_DISPUTED' });
  });

  test('a wrong secret opens nothing', async () => {
    const credentials = { oAuthClientId: shop.clientId, oAuthClientSecret: 'wrong' };
    const orders = new OrdersController(shop.client({ clientCredentialsAuthCredentials: credentials }));
    expect(await refusal(orders.getOrder({ id: 'X' }))).toMatchObject({
      status: 401,
      name: 'invalid_client',
    });
  });
});

test('the day’s transactions and the balances are reported', async () => {
  const { captureId } = await pay({ invoiceId: 'I1' });
  await shop.control('POST /clock', { advanceMs: 3 * 3_600_000 });
  const { now } = await shop.control<{ now: number }>('GET /clock');
  const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString();
  const { result } = await shop.reports.searchTransactions({ startDate: day(-1), endDate: day(1) });
  expect(result.transactionDetails?.map((one) => one.transactionInfo?.transactionId)).toEqual([captureId]);
  const balances = await shop.reports.searchBalances({});
  expect(balances.result.balances).toMatchObject([{ currency: 'USD', totalBalance: usd('12.50') }]);
});
