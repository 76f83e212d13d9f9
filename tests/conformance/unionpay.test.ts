/** UnionPay over HTTP, spoken as the official demo speaks it, and its notifications, checked with the certificate they carry. */

import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import {
  ask,
  beijingTime,
  type Form,
  payForm,
  presentForm,
  queryForm,
  refundForm,
  reverseForm,
  type UnionPayShop,
} from '../unit/simulator/gateways/unionpay/shop.ts';

const LIN = 'unionpay-lin';
let server: SimulatorServer;
let shop: Pick<UnionPayShop, 'host' | 'now' | 'credentials'>;

beforeEach(async () => {
  server = await startSimulatorServer({ port: 0, seed: 'conformance' });
  const { unionpay } = await control<{ unionpay: UnionPayShop['credentials'] }>('GET /credentials');
  const handle = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    return request.text().then((body) =>
      fetch(`${server.url}${pathname}${search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      }),
    );
  };
  shop = { host: { handle } as UnionPayShop['host'], now: Date.now, credentials: unionpay };
});

afterEach(() => server.close());

async function control<T>(line: string, body?: unknown): Promise<T> {
  const [method = 'GET', path = ''] = line.split(' ');
  const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(`${server.url}/_simulator${path}`, init)).json() as Promise<T>;
}

const said = (form: Form) => ask(shop as UnionPayShop, form);

describe('a shop that speaks as the demo does', () => {
  it('pays by code, asks, gives a part back and asks about that', async () => {
    const { code } = await control<{ code: string }>(`POST /wallets/${LIN}/payment-code`);
    const txnTime = beijingTime(Date.now());
    expect(await said({ ...payForm('HTTP0001', '1850', code), txnTime })).toMatchObject({ respCode: '00' });
    const paid = await said(queryForm('HTTP0001', txnTime));
    expect(paid).toMatchObject({ respCode: '00', origRespCode: '00', txnAmt: '1850' });
    const back = { ...refundForm('BACK0001', paid['queryId'] ?? '', '850'), txnTime };
    expect(await said(back)).toMatchObject({ respCode: '00' });
    expect(await said(queryForm('BACK0001', txnTime))).toMatchObject({ origRespCode: '00', txnAmt: '850' });
  });

  it('shows a QR, reverses it before anybody scans it, and finds nothing', async () => {
    const txnTime = beijingTime(Date.now());
    expect(await said({ ...presentForm('HTTP0001', '500'), txnTime })).toMatchObject({ respCode: '00' });
    expect(await said(reverseForm('HTTP0001', txnTime))).toMatchObject({ respCode: '00' });
    expect(await said(queryForm('HTTP0001', txnTime))).toMatchObject({ respCode: '34' });
  });
});

describe('notifications', () => {
  let merchant: Server;
  let address: string;
  let received: Form[];
  let status: number;

  beforeAll(async () => {
    merchant = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/notify`;
  });

  beforeEach(() => {
    received = [];
    status = 200;
  });

  afterAll(() => {
    merchant.close();
  });

  const arrived = (count: number) => expect.poll(() => received.length, { timeout: 10_000 }).toBe(count);

  /** By the simulator's clock, which the test moves. */
  async function payByCode(orderId: string): Promise<void> {
    const { code } = await control<{ code: string }>(`POST /wallets/${LIN}/payment-code`);
    const { now } = await control<{ now: number }>('GET /clock');
    const form = { ...payForm(orderId, '6000', code), backUrl: address, reqReserved: 'till 7 / 蛋糕 100%' };
    expect(await said({ ...form, txnTime: beijingTime(now) })).toMatchObject({ respCode: '00' });
  }

  it('come once the order is paid, signed over all they say', async () => {
    await payByCode('NEWS0001');
    await arrived(1);
    const [news = {}] = received;
    expect(news).toMatchObject({
      orderId: 'NEWS0001',
      respCode: '00',
      txnAmt: '6000',
      settleAmt: '6000',
      currencyCode: '156',
      reqReserved: 'till 7 / 蛋糕 100%',
    });
    expect(isSigned(news)).toBe(true);
    expect(isSigned({ ...news, txnAmt: '1' })).toBe(false);
  });

  it('are taken by a redirection too', async () => {
    status = 302;
    await payByCode('NEWS0001');
    await arrived(1);
    await control('POST /clock', { advanceMs: 60_000 });
    status = 200;
    await payByCode('NEWS0002');
    await arrived(2);
    expect(received.map(({ orderId }) => orderId)).toEqual(['NEWS0001', 'NEWS0002']);
  });

  it('come five times when nobody takes them, and no more', async () => {
    status = 500;
    await payByCode('NEWS0001');
    for (const [minutes, count] of [
      [0, 1],
      [1, 2],
      [2, 3],
      [4, 4],
      [8, 5],
    ] as const) {
      await control('POST /clock', { advanceMs: minutes * 60_000 });
      await arrived(count);
    }
    await control('POST /clock', { advanceMs: 24 * 3_600_000 });
    status = 200;
    await payByCode('NEWS0002');
    await arrived(6);
    expect(received.at(-1)).toMatchObject({ orderId: 'NEWS0002' });
  });
});

/** The demo's rule: the certificate that comes along, over the SHA-256 of the sorted rest. */
function isSigned(form: Form): boolean {
  const { signature = '', signPubKeyCert = '', ...rest } = form;
  const sorted = Object.entries({ ...rest, signPubKeyCert })
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const digest = createHash('sha256').update(sorted.join('&')).digest('hex');
  const { publicKey } = new X509Certificate(signPubKeyCert);
  return createVerify('RSA-SHA256').update(digest).verify(publicKey, signature, 'base64');
}
