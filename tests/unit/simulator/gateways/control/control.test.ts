/** The control interface: every call, its shape, and how it refuses what makes no sense. */

import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../../../../simulator/faults/catalogue.ts';
import { isPracticeCode } from '../../../../../simulator/world/codes.ts';
import { APP_ID, ask, call, control, NOON, openShop, pay, present, scanAndPay } from '../../merchant.ts';

function keyPair(bits = 2048): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

describe('credentials and keys', () => {
  it('gives what a merchant would have', async () => {
    const { body } = await control(openShop(), 'GET /credentials');
    const { alipay } = body as { alipay: Record<string, string> };
    expect(alipay).toMatchObject({ appId: APP_ID, sellerId: expect.stringMatching(/^2088\d{12}$/) });
    expect(alipay['merchantPrivateKey']).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPublicKey(alipay['gatewayPublicKey'] ?? '').asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it('registers a key made elsewhere, and the default one stays good', async () => {
    const shop = openShop();
    const { publicKey, privateKey } = keyPair();
    const registered = await control(shop, 'PUT /merchants/alipay/key', { publicKey });
    expect(registered).toMatchObject({ status: 200, body: { rail: 'alipay', appId: APP_ID } });
    for (const options of [{ signWith: privateKey }, {}]) {
      const said = await call(shop, 'alipay.trade.query', { out_trade_no: 'A1' }, options);
      expect(said.node).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
    }
  });

  it('keeps the newest eight registered keys', async () => {
    const shop = openShop();
    const first = keyPair();
    await control(shop, 'PUT /merchants/alipay/key', first.publicKey && { publicKey: first.publicKey });
    for (let count = 0; count < 8; count += 1) {
      await control(shop, 'PUT /merchants/alipay/key', { publicKey: keyPair().publicKey });
    }
    const said = await call(
      shop,
      'alipay.trade.query',
      { out_trade_no: 'A1' },
      { signWith: first.privateKey },
    );
    expect(said.node).toMatchObject({ sub_code: 'isv.invalid-signature' });
    // Nine keys of 2048 bits take their time where the machine is busy.
  }, 60_000);

  it('refuses what is no public key, one that is too short, and an unknown rail', async () => {
    const shop = openShop();
    for (const publicKey of ['', 'not a key', keyPair().privateKey, keyPair(1024).publicKey]) {
      const told = await control(shop, 'PUT /merchants/alipay/key', { publicKey });
      expect(told).toMatchObject({ status: 400, body: { error: 'bad-key', message: expect.any(String) } });
    }
    const told = await control(shop, 'PUT /merchants/cash/key', { publicKey: keyPair().publicKey });
    expect(told).toMatchObject({ status: 404, body: { error: 'unknown-rail' } });
  });
});

describe('wallets', () => {
  it('are listed with what a test needs to know', async () => {
    const { body } = await control(openShop(), 'GET /wallets');
    const ofAlipay = (body as { rail: string }[]).filter(({ rail }) => rail === 'alipay');
    expect(ofAlipay).toHaveLength(9);
    expect(ofAlipay).toMatchObject([
      {
        id: 'lin',
        name: '林小雨',
        nameEn: 'Lin Xiaoyu',
        rail: 'alipay',
        balanceMinor: 800_000,
        currency: 'CNY',
        limits: { noPasswordBelowMinor: 20_000, perPaymentMinor: 500_000, perDayMinor: 1_000_000 },
        password: '123456',
        state: 'normal',
        phoneOffline: false,
        coupons: [],
      },
      ...Array.from({ length: 8 }, () => ({ rail: 'alipay' })),
    ]);
  });

  it('show codes that a checker recognises as practice, good for a minute', async () => {
    const { body } = await control(openShop(), 'POST /wallets/lin/payment-code');
    const { code, expiresAt } = body as { code: string; expiresAt: number };
    expect(code).toMatch(/^2888\d{14}$/);
    expect(Number(code.slice(16))).toBe(97 - Number(BigInt(code.slice(0, 16)) % 97n));
    expect(isPracticeCode(code)).toBe(true);
    expect(expiresAt).toBe(NOON + 60_000);
  });

  it('show one phone with its code, its question and its bills', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '60.00', 'chen');
    await ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: '60.00', out_request_no: 'r1' });
    const content = await present(shop, 'A2', '9.00');
    await control(shop, 'POST /wallets/chen/scan', { content });
    expect((await control(shop, 'GET /wallets/chen')).body).toMatchObject({
      id: 'chen',
      now: NOON,
      code: { used: true, expiresAt: NOON + 60_000 },
      pending: { kind: 'scan', orderNumber: 'A2', payableMinor: 900, asksPassword: false },
      bills: [
        {
          orderNumber: 'A1',
          merchant: '练习小店',
          subject: '咖啡',
          amountMinor: 6_000,
          paidMinor: 5_300,
          discountMinor: 700,
          at: NOON,
          flow: 'payment-code',
          paid: true,
          declined: null,
          refunds: [{ kind: 'refund', amountMinor: 5_300, at: NOON }],
        },
      ],
    });
    expect((await control(shop, 'GET /wallets/lin')).body).toMatchObject({
      code: null,
      pending: null,
      bills: [],
    });
  });

  it('are changed by the desk, and the auditor still agrees', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    const change = {
      state: 'frozen',
      balanceMinor: 1_234,
      phoneOffline: true,
      password: '654321',
      limits: { perDayMinor: 7 },
      coupons: [{ id: 'c', name: '减1', payer: 'shop', amountMinor: 100, minimumMinor: 200 }],
    };
    expect((await control(shop, 'PATCH /wallets/lin', change)).body).toMatchObject({
      state: 'frozen',
      balanceMinor: 1_234,
      limits: { perDayMinor: 7, perPaymentMinor: 500_000 },
      coupons: [{ id: 'c', used: false }],
    });
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });

  it('are unlocked by setting them to normal', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '500.00');
    for (const _ of [1, 2, 3]) await control(shop, 'POST /wallets/lin/confirm', { password: '000000' });
    await control(shop, 'PATCH /wallets/lin', { state: 'normal' });
    await pay(shop, 'A2', '500.00');
    const again = await control(shop, 'POST /wallets/lin/confirm', { password: '000000' });
    expect(again.body).toMatchObject({ error: 'password-wrong', triesLeft: 2 });
  });

  it('answer in words when there is nothing to do, or no such customer', async () => {
    const shop = openShop();
    for (const line of ['POST /wallets/lin/confirm', 'POST /wallets/lin/cancel']) {
      expect(await control(shop, line)).toMatchObject({ status: 409, body: { error: 'nothing-to-confirm' } });
    }
    for (const line of ['GET /wallets/nobody', 'POST /wallets/nobody/payment-code']) {
      expect(await control(shop, line)).toMatchObject({ status: 404, body: { error: 'unknown-wallet' } });
    }
  });

  it('ask for the password before a large scanned order is paid', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '250.00');
    expect(await scanAndPay(shop, content)).toMatchObject({
      status: 409,
      body: { error: 'password-required' },
    });
    expect(await control(shop, 'POST /wallets/lin/confirm', { password: '123456' })).toMatchObject({
      status: 200,
      body: { paid: true, bill: { orderNumber: 'A1', paidMinor: 25_000 } },
    });
  });

  it('keep one order open: the one scanned last', async () => {
    const shop = openShop();
    await control(shop, 'POST /wallets/lin/scan', { content: await present(shop, 'A1', '1.00') });
    await control(shop, 'POST /wallets/lin/scan', { content: await present(shop, 'A2', '2.00') });
    await control(shop, 'POST /wallets/lin/confirm');
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
    });
    expect(await ask(shop, 'query', { out_trade_no: 'A2' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  });
});

describe('the desk', () => {
  it('lists orders that can be paid by scan', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00', { qr_code_timeout_express: '2m' });
    await scanAndPay(shop, await present(shop, 'A2', '5.00'));
    const order = {
      rail: 'alipay',
      orderNumber: 'A1',
      content,
      link: `http://simulator.test/simulator/#scan=${encodeURIComponent(content)}`,
      amountMinor: 500,
      currency: 'CNY',
      subject: '咖啡',
    };
    expect((await control(shop, 'GET /payment-qrs')).body).toEqual([
      { ...order, merchant: '练习小店', scannedBy: null, expiresAt: NOON + 120_000 },
    ]);
    await control(shop, 'POST /wallets/lin/scan', { content });
    expect((await control(shop, 'GET /payment-qrs')).body).toMatchObject([
      { scannedBy: 'lin', expiresAt: NOON + 3 * 3_600_000 },
    ]);
  });

  it('moves the clock for everybody, and lets it run faster', async () => {
    const shop = openShop();
    expect((await control(shop, 'POST /clock', { advanceMs: 60_000 })).body).toEqual({
      now: NOON + 60_000,
      offsetMs: 60_000,
      factor: 1,
      tillNow: NOON + 60_000,
      tillSkewMs: 0,
      tillOnline: true,
    });
    await control(shop, 'POST /clock', { factor: 10 });
    shop.pass(1_000);
    expect((await control(shop, 'GET /clock')).body).toMatchObject({ now: NOON + 70_000, factor: 10 });
    await control(shop, 'POST /clock', { factor: 0 });
    shop.pass(1_000);
    expect(shop.host.clock.now()).toBe(NOON + 70_000);
  });

  it('shows the messages as the provider saw them, with payment codes masked', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    await call(shop, 'alipay.trade.query', { out_trade_no: 'A1' }, { parameters: { version: '9' } });
    const { body } = await control(shop, 'GET /exchanges?after=0');
    expect(body).toMatchObject([
      {
        seq: 1,
        at: NOON,
        rail: 'alipay',
        operation: 'pay',
        orderNumber: 'A1',
        path: '/gateway.do',
        request: {
          method: 'alipay.trade.pay',
          biz_content: { auth_code: expect.stringMatching(/^…\d{4}$/) },
        },
        checks: [
          { check: 'parameters', ok: true },
          { check: 'signature', ok: true },
        ],
        faults: [],
        arrival: 'arrived',
        answer: { alipay_trade_pay_response: { code: '10000' } },
      },
      { seq: 2, checks: [{ check: 'parameters', ok: false }, { ok: false }] },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/2888\d{14}/);
    expect((await control(shop, 'GET /exchanges?after=1')).body).toHaveLength(1);
    expect(await control(shop, 'GET /exchanges?after=x')).toMatchObject({ status: 400 });
  });

  it('starts a fresh world from a seed', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    await control(shop, 'POST /faults', { name: 'offline' });
    await control(shop, 'POST /clock', { advanceMs: 1_000 });
    const { version } = shop.host.world();
    expect((await control(shop, 'POST /reset', { seed: 'again' })).body).toEqual({
      seed: 'again',
      birth: 2,
      version: version + 1,
    });
    expect((await control(shop, 'GET /clock')).body).toMatchObject({ offsetMs: 0, tillOnline: true });
    expect((await control(shop, 'GET /ledgers')).body).toEqual({
      customers: [],
      providers: [],
      merchants: [],
    });
    expect((await control(shop, 'GET /exchanges')).body).toEqual([]);
    const { body } = await control(shop, 'POST /reset');
    expect(body).toMatchObject({ birth: 3 });
    expect((await control(shop, 'GET /version')).body).toMatchObject({ format: 3, birth: 3, exchanges: 0 });
  });

  it('shows the whole catalogue of faults', async () => {
    const { body } = await control(openShop(), 'GET /faults/catalogue');
    expect((body as { name: string }[]).map(({ name }) => name)).toEqual(Object.keys(FAULTS));
  });

  it('limits what the shop may do', async () => {
    const shop = openShop();
    expect((await control(shop, 'PATCH /merchants/alipay', { balanceMinor: 5 })).body).toMatchObject({
      rail: 'alipay',
      balanceMinor: 5,
    });
    const { body } = await control(shop, 'GET /merchants');
    expect((body as unknown[])[0]).toMatchObject({ rail: 'alipay', balanceMinor: 5, name: '练习小店' });
  });
});

describe('what makes no sense is refused in words', () => {
  it.each([
    ['POST /faults', { name: 'earthquake' }, /name/],
    ['POST /faults', { name: 'offline', times: 0 }, /times/],
    ['POST /faults', { name: 'offline', colour: 'red' }, /colour/],
    ['POST /faults', { name: 'reply-slow', parameters: { delayMs: -1 } }, /delayMs/],
    ['POST /faults', undefined, /./],
    ['POST /clock', { advanceMs: -1 }, /./],
    ['POST /clock', {}, /./],
    ['POST /reset', { seed: 1 }, /seed/],
    ['POST /wallets/lin/scan', { content: '' }, /content/],
    ['PATCH /wallets/lin', { balanceMinor: 1.5 }, /balanceMinor/],
    ['PATCH /wallets/lin', { password: '12' }, /password/],
    ['PUT /merchants/alipay/key', {}, /publicKey/],
  ])('%s %j', async (line, body, message) => {
    expect(await control(openShop(), line, body)).toMatchObject({
      status: 400,
      body: { error: 'bad-request', message: expect.stringMatching(message) },
    });
  });

  it('a body that is no JSON, a call that does not exist, a method that does not fit', async () => {
    const shop = openShop();
    const url = 'http://simulator.test/_simulator/faults';
    const response = await shop.host.handle(new Request(url, { method: 'POST', body: '{' }));
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'bad-request' }]);
    expect(await control(shop, 'GET /nothing')).toMatchObject({ status: 404, body: { error: 'not-found' } });
    expect(await control(shop, 'DELETE /wallets')).toMatchObject({
      status: 405,
      body: { error: 'method-not-allowed', message: expect.stringContaining('GET') },
    });
  });
});

it('a card never shows its number', async () => {
  const { body } = await control(openShop(), 'GET /wallets');
  expect(JSON.stringify(body)).not.toMatch(/\d{13,}/);
  expect(body).toContainEqual(
    expect.objectContaining({
      id: 'card-visa',
      card: { brand: 'visa', last4: '4242', expMonth: 12, expYear: 2034 },
    }),
  );
});

it('a wallet without payment codes shows none', async () => {
  expect(await control(openShop(), 'POST /wallets/paypal-amy/payment-code')).toMatchObject({
    status: 409,
    body: { error: 'no-payment-codes' },
  });
});
