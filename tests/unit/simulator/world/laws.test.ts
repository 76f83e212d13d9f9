/** Laws of the simulated world that hold whatever anybody does: money is conserved, and nobody is charged twice. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armFault } from '../../../../simulator/faults/armed.ts';
import { cancel, close } from '../../../../simulator/gateways/alipay/cancel.ts';
import { pay as payAt } from '../../../../simulator/gateways/alipay/pay.ts';
import { precreate } from '../../../../simulator/gateways/alipay/precreate.ts';
import { query } from '../../../../simulator/gateways/alipay/query.ts';
import { refund } from '../../../../simulator/gateways/alipay/refund.ts';
import { createStandInCrypto } from '../../../../simulator/gateways/crypto.ts';
import { createMemoryHost } from '../../../../simulator/hosts/memory.ts';
import { apply } from '../../../../simulator/world/apply.ts';
import { audit } from '../../../../simulator/world/auditor.ts';
import { issueCode } from '../../../../simulator/world/codes.ts';
import { createWorld } from '../../../../simulator/world/create.ts';
import { GATEWAY_PRIVATE_KEY, GATEWAY_PUBLIC_KEY } from '../../../../simulator/world/keys.ts';
import type { Wallet, World } from '../../../../simulator/world/model.ts';
import { confirm, sayNo, scan } from '../../../../simulator/world/phone.ts';
import { ask, control, type Fields, NOON, openShop, pay, present } from '../merchant.ts';

const orders = ['A', 'B', 'C'];
const order = fc.constantFrom(...orders);
const amount = fc.constantFrom('0.01', '9.99', '20.00', '55.00', '200.00', '2999.99');
const customer = fc.nat({ max: 8 });
const passMs = fc.constantFrom(0, 1, 3_000, 60_000, 7_200_000, 43_200_000, 90 * 86_400_000);

type Act =
  | { act: 'pay'; order: string; amount: string; customer: number }
  | { act: 'precreate'; order: string; amount: string }
  | { act: 'scan-printed'; amountMinor: number; customer: number }
  | { act: 'scan' | 'confirm' | 'say-no'; order: string; customer: number }
  | { act: 'query' | 'cancel' | 'close'; order: string }
  | { act: 'refund'; order: string; amount: string; request: string }
  | { act: 'fault'; name: 'paid-before-cancel' | 'paid-after-cancel' | 'cancel-refused' | 'query-lags' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('pay' as const), order, amount, customer }),
  fc.record({ act: fc.constant('precreate' as const), order, amount }),
  fc.record({
    act: fc.constantFrom('scan' as const, 'confirm' as const, 'say-no' as const),
    order,
    customer,
  }),
  fc.record({
    act: fc.constant('scan-printed' as const),
    amountMinor: fc.constantFrom(1, 12_50, 49_999, 50_000, 50_001),
    customer,
  }),
  fc.record({ act: fc.constantFrom('query' as const, 'cancel' as const, 'close' as const), order }),
  fc.record({ act: fc.constant('refund' as const), order, amount, request: fc.constantFrom('r1', 'r2') }),
  fc.record({
    act: fc.constant('fault' as const),
    name: fc.constantFrom(
      'paid-before-cancel' as const,
      'paid-after-cancel' as const,
      'cancel-refused' as const,
      'query-lags' as const,
    ),
  }),
);
const story = fc.array(fc.record({ step: act, passMs }), { maxLength: 60 });

function payPrinted(
  world: World,
  { wallet, amountMinor, now }: { wallet: Wallet; amountMinor: number; now: number },
): unknown {
  const printed = world.staticCodes.find(({ rail }) => rail === wallet.rail)?.content ?? 'nothing';
  scan(world, wallet, { content: printed, now });
  return confirm(world, wallet, { password: '123456', amountMinor, now });
}

function perform(world: World, step: Act, now: number): unknown {
  if (step.act === 'fault') return armFault(world, { name: step.name });
  const wallet = 'customer' in step ? world.wallets[step.customer] : undefined;
  if (step.act === 'scan-printed') return wallet && payPrinted(world, { wallet, ...step, now });
  const content: Fields = { out_trade_no: step.order, subject: 'x', scene: 'bar_code' };
  if (step.act === 'pay' && wallet) {
    const auth_code = issueCode(world, wallet, now)?.code;
    return payAt(world, { ...content, total_amount: step.amount, auth_code } as never, now);
  }
  if (step.act === 'precreate') {
    return precreate(
      world,
      { content: { ...content, total_amount: step.amount } as never, notifyUrl: '' },
      now,
    );
  }
  if (step.act === 'scan' && wallet) {
    const shown = world.trades[`alipay/${step.order}`]?.qr?.content ?? 'nothing';
    return scan(world, wallet, { content: shown, now });
  }
  if (step.act === 'confirm' && wallet) return confirm(world, wallet, { password: '123456', now });
  if (step.act === 'say-no' && wallet) return sayNo(world, wallet, now);
  if (step.act === 'refund') {
    const more = { refund_amount: step.amount, out_request_no: step.request };
    return refund(world, { ...content, ...more } as never, now);
  }
  if (step.act === 'query') return query(world, content as never);
  return step.act === 'cancel' ? cancel(world, content as never, now) : close(world, content as never, now);
}

function play(steps: readonly { step: Act; passMs: number }[], each: (world: World) => void): World {
  const world = createWorld('laws', NOON);
  let at = NOON;
  for (const { step, passMs: passed } of steps) {
    at += passed;
    apply(world, at, (draft, now) => perform(draft, step, now));
    each(world);
  }
  return world;
}

describe('whatever customers, shop and provider do in whatever order', () => {
  it('the ledgers agree, nobody is charged twice and no money is made or lost', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (world) => expect(audit(world)).toEqual([]));
      }),
      { numRuns: 400 },
    );
  });

  it('the world is plain data: it goes on just the same after it was written down and read', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const world = play(steps, () => undefined);
        expect(JSON.parse(JSON.stringify(world))).toEqual(world);
      }),
      { numRuns: 100 },
    );
  });

  it('every change of a trade shows in its version', () => {
    fc.assert(
      fc.property(story, (steps) => {
        let before: Record<string, string> = {};
        let version = 0;
        play(steps, (world) => {
          for (const trade of Object.values(world.trades)) {
            const text = JSON.stringify({ ...trade, version: 0 });
            if (text !== before[trade.key]) expect(trade.version).toBeGreaterThan(version);
          }
          version = world.version;
          before = Object.fromEntries(
            Object.values(world.trades).map((trade) => [trade.key, JSON.stringify({ ...trade, version: 0 })]),
          );
        });
      }),
      { numRuns: 200 },
    );
  });
});

it('the auditor bites: money that appears, a second charge and a ledger that differs are found', async () => {
  const spoiled = async (spoil: (world: World) => void) => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    const world = shop.host.world();
    spoil(world);
    return audit(world).join('\n');
  };
  const trade = (world: World) => world.trades['alipay/A1'];
  expect(await spoiled((world) => Object.assign(world.wallets[0] ?? {}, { balanceMinor: 1 }))).toContain(
    'lin has 1',
  );
  expect(
    await spoiled((world) => Object.assign(world.merchants[0]?.accounts[0] ?? {}, { balanceMinor: 1 })),
  ).toContain('made or lost');
  expect(
    await spoiled((world) => {
      const book = trade(world)?.ledgers.customers;
      const [entry] = book ?? [];
      if (entry) book?.push({ ...entry });
    }),
  ).toContain('charged 2 times');
  expect(await spoiled((world) => trade(world)?.ledgers.providers.splice(0))).toContain('three ledgers say');
  expect(await spoiled((world) => Object.assign(trade(world) ?? {}, { status: 'closed' }))).toContain(
    'money is kept',
  );
});

describe('the same seed tells the same story', () => {
  async function tell(seed: string): Promise<string> {
    let at = NOON;
    const crypto = createStandInCrypto([{ publicKey: GATEWAY_PUBLIC_KEY, privateKey: GATEWAY_PRIVATE_KEY }]);
    const host = createMemoryHost({ now: () => at, seed, crypto });
    const shop = { host, now: () => at };
    const told = [
      (await control(shop, 'POST /wallets/lin/payment-code')).body,
      await present({ ...openShop(seed) }, 'A1', '5.00'),
    ];
    at += 1_000;
    told.push((await control(shop, 'POST /wallets/wang/payment-code')).body);
    return JSON.stringify([told, host.world()]);
  }

  it('byte for byte, and another seed another', async () => {
    expect(await tell('one')).toBe(await tell('one'));
    expect(await tell('one')).not.toBe(await tell('two'));
  });
});

it('takes no property of objects for an order number', async () => {
  expect(await ask(openShop(), 'query', { out_trade_no: 'constructor' })).toMatchObject({
    sub_code: 'ACQ.TRADE_NOT_EXIST',
  });
});
