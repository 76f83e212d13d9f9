/** The page host: one world in IndexedDB for every page of a browser, with a clock that all of them share. */

import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { openPracticeHost, type PracticeHost } from '../../../../simulator/hosts/page.ts';
import { ask, call, control, NOON, pay, present, type Shop, scanAndPay } from '../merchant.ts';

const opened: PracticeHost[] = [];
let worlds = 0;

afterEach(() => {
  for (const host of opened.splice(0)) host.close();
});

function freshName(): string {
  worlds += 1;
  return `world-${worlds}`;
}

async function openPage(name: string): Promise<Shop & { readonly host: PracticeHost }> {
  const host = await openPracticeHost({ name, seed: 'test', now: () => NOON });
  opened.push(host);
  return { host, now: host.clock.now };
}

it('lets the counter take what the customer pays on a phone in another page', async () => {
  const name = freshName();
  const [till, phone] = [await openPage(name), await openPage(name)];
  const qr = await present(till, 'A1', '12.00');
  expect(await scanAndPay(phone, qr)).toMatchObject({ status: 200 });
  expect(await ask(till, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  expect((await control(phone, 'GET /audit')).body).toEqual({ findings: [] });
});

it('finds everything again after all pages were closed', async () => {
  const name = freshName();
  const before = await openPage(name);
  await pay(before, 'A1', '12.00');
  before.host.close();
  const after = await openPage(name);
  expect(await ask(after, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  expect((await control(after, 'GET /exchanges?after=1')).body).toMatchObject([
    { seq: 2, operation: 'query' },
  ]);
});

it('moves the clock of every page at once, the skew of the till included', async () => {
  const name = freshName();
  const [till, desk] = [await openPage(name), await openPage(name)];
  await control(desk, 'POST /clock', { advanceMs: 60_000 });
  await control(desk, 'POST /faults', { name: 'clock-skew', parameters: { skewMs: 5_000 } });
  expect(desk.host.clock.now()).toBe(NOON + 65_000);
  await vi.waitFor(() => expect(till.host.clock.now()).toBe(NOON + 65_000));
});

it('tells every page of a change, and of the till being offline', async () => {
  const name = freshName();
  const [till, desk] = [await openPage(name), await openPage(name)];
  const heard = vi.fn();
  const stop = till.host.onChange(heard);
  await control(desk, 'POST /faults', { name: 'offline' });
  await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  expect(till.host.online()).toBe(false);
  stop();
});

it('accepts a key that another page registered a moment ago', async () => {
  const { generateKeyPairSync } = await import('node:crypto');
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const name = freshName();
  const [till, other] = [await openPage(name), await openPage(name)];
  expect(await control(other, 'PUT /merchants/alipay/key', { publicKey })).toMatchObject({ status: 200 });
  const said = await call(till, 'alipay.trade.query', { out_trade_no: 'A1' }, { signWith: privateKey });
  expect(said.node).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
});

it('keeps many calls at once in order and charges each order once', async () => {
  const name = freshName();
  const [till, other] = [await openPage(name), await openPage(name)];
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => pay(index % 2 ? till : other, `A${index % 6}`, '1.00')),
  );
  const { body } = await control(till, 'GET /ledgers');
  const payments = (body as { providers: { orderNumber: string }[] }).providers.map(
    (entry) => entry.orderNumber,
  );
  expect(payments.toSorted()).toEqual(['A0', 'A1', 'A2', 'A3', 'A4', 'A5']);
});

it('starts afresh for every page after a reset', async () => {
  const name = freshName();
  const [till, desk] = [await openPage(name), await openPage(name)];
  await pay(till, 'A1', '12.00');
  await control(desk, 'POST /reset', { seed: 'again' });
  expect(await ask(till, 'query', { out_trade_no: 'A1' })).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
  expect((await control(till, 'GET /ledgers')).body).toMatchObject({ providers: [] });
  expect(await control(desk, 'GET /exchanges')).toMatchObject({ body: [{ seq: 1 }] });
});

it('keeps no more than the newest 500 messages', async () => {
  const till = await openPage(freshName());
  for (let index = 0; index < 505; index += 1) {
    await till.host.handle(new Request('http://simulator.test/gateway.do', { method: 'POST' }));
  }
  const { body } = await control(till, 'GET /exchanges');
  expect(body).toHaveLength(500);
  expect(body).toMatchObject({ 0: { seq: 6 }, 499: { seq: 505 } });
});

it('asks for a reload when the world belongs to a newer version', async () => {
  const name = freshName();
  const page = await openPage(name);
  const { openDB } = await import('idb');
  const db = await openDB(name, 1);
  await db.put('head', { ...(await db.get('head', 'world')), format: 99 }, 'world');
  db.close();
  expect(await control(page, 'GET /wallets')).toMatchObject({ status: 409, body: { error: 'newer-world' } });
});
