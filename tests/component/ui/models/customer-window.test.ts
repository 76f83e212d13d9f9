/** The customer's window: which till it follows, what it does without one, and whose language it speaks. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CustomerChannel,
  type CustomerMessage,
  type CustomerWhat,
  openCustomerChannel,
} from '../../../../src/devices/customer-channel.ts';
import { readHint } from '../../../../src/devices/start-hint.ts';
import { beginLife } from '../../../../src/devices/window-life.ts';
import { money } from '../../../../src/domain/money.ts';
import { whatOf } from '../../../../src/ui/models/customer-copy.ts';
import { type CustomerWindow, createCustomerWindow } from '../../../../src/ui/models/customer-window.ts';
import { stageOf } from '../../../../src/ui/models/stage.ts';
import { attemptIn, NOW } from '../../../support/attempts.ts';
import { saleWith } from '../../../support/sales.ts';
import { createSharedLocks, type SharedLocks } from '../../../support/web-locks.ts';

const WELCOME: CustomerWhat = { kind: 'welcome' };

let locks: SharedLocks;
let customer: CustomerWindow;
let timers: { readonly at: number; readonly work: () => void }[];
let now: number;
const closers: (() => void)[] = [];

function after(delayMs: number, work: () => void): () => void {
  const timer = { at: now + delayMs, work };
  timers.push(timer);
  return () => {
    timers = timers.filter((one) => one !== timer);
  };
}

/** Lets real messages arrive, then virtual time pass. */
async function pass(durationMs = 0): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  const until = now + durationMs;
  for (;;) {
    const next = timers.filter(({ at }) => at <= until).sort((left, right) => left.at - right.at)[0];
    if (next === undefined) break;
    timers = timers.filter((one) => one !== next);
    now = next.at;
    next.work();
  }
  now = until;
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function openWindow(): Promise<CustomerWindow> {
  const target = { navigator: { locks: locks.manager() } } as unknown as Window;
  const { settings } = readHint({ getItem: () => null, setItem: () => undefined }, 'en');
  const opened = await createCustomerWindow({ book: 'practice', settings, now: () => now, after, target });
  closers.push(opened.dispose);
  return opened;
}

interface FakeTill {
  readonly show: (what: CustomerWhat, more?: Partial<Extract<CustomerMessage, { kind: 'shown' }>>) => void;
  readonly channel: CustomerChannel;
  readonly crash: () => void;
  readonly hellos: () => number;
}

async function openTill(id: string): Promise<FakeTill> {
  const manager = locks.manager();
  let hellos = 0;
  const channel = openCustomerChannel('practice', ({ kind }) => {
    if (kind === 'hello') hellos += 1;
  });
  closers.push(channel.close);
  await beginLife(id, manager);
  return {
    channel,
    crash: manager.crash,
    hellos: () => hellos,
    show: (what, more = {}) => {
      const how = {
        from: id,
        at: NOW,
        isSeen: true,
        language: 'en',
        shopName: 'Corner shop',
        ...more,
      } as const;
      channel.post({ v: 1, kind: 'shown', ...how, what });
    },
  };
}

function sale(number: number, state: 'awaiting_payer' | 'paid'): CustomerWhat {
  return whatOf({ kind: 'sale', stage: stageOf(saleWith([attemptIn(state)], { number })) });
}

function saleShown(): number | undefined {
  const view = customer.view.value;
  return view?.kind === 'sale' ? view.stage.sale.number : undefined;
}

beforeEach(async () => {
  locks = createSharedLocks();
  timers = [];
  now = 1_000_000;
  customer = await openWindow();
});

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('the customer’s window', () => {
  it('is calm until there is a till, and asks for one', async () => {
    expect(customer.view.value).toBeUndefined();
    const till = await openTill('till-1');
    const second = await openWindow();
    await pass();
    expect(till.hellos()).toBe(1);
    till.show(WELCOME);
    await pass();
    expect(customer.view.value).toEqual(WELCOME);
    expect(second.view.value).toEqual(WELCOME);
  });

  it('shows what the till shows, by the till’s clock', async () => {
    const till = await openTill('till-1');
    till.show({ kind: 'amount', amount: money('CNY', 1250) });
    await pass();
    expect(customer.view.value).toMatchObject({ kind: 'amount', amount: { amountMinor: 1250 } });
    till.show(sale(7, 'awaiting_payer'));
    await pass(1_000);
    expect(saleShown()).toBe(7);
    expect(Math.abs(customer.now.value - (NOW + 1_000))).toBeLessThanOrEqual(500);
    till.channel.post({ v: 1, kind: 'tick', from: 'till-1', at: NOW + 60_000 });
    await pass(500);
    expect(customer.now.value).toBeGreaterThanOrEqual(NOW + 60_000);
    expect(customer.deps.settings.value.shopName).toBe('Corner shop');
  });

  it('stays with its till, whatever another one shows', async () => {
    const [first, second] = [await openTill('till-1'), await openTill('till-2')];
    first.show(sale(1, 'awaiting_payer'));
    await pass();
    second.show(sale(2, 'awaiting_payer'));
    second.channel.post({ v: 1, kind: 'tick', from: 'till-2', at: NOW + 9_000_000 });
    second.channel.post({ v: 1, kind: 'gone', from: 'till-2' });
    await pass(500);
    expect(saleShown()).toBe(1);
    expect(customer.now.value).toBeLessThan(NOW + 10_000);
  });

  it('goes over to the till that a person sees when its own is hidden', async () => {
    const [first, second] = [await openTill('till-1'), await openTill('till-2')];
    first.show(sale(1, 'paid'), { isSeen: false });
    await pass();
    second.show(WELCOME, { isSeen: false });
    await pass();
    expect(saleShown()).toBe(1);
    second.show(sale(2, 'awaiting_payer'));
    await pass();
    expect(saleShown()).toBe(2);
    first.show(sale(1, 'paid'));
    await pass();
    expect(saleShown()).toBe(2);
  });

  it('keeps what it shows while the till is loaded anew, and follows it again', async () => {
    const till = await openTill('till-1');
    till.show(sale(1, 'awaiting_payer'));
    await pass();
    till.channel.post({ v: 1, kind: 'gone', from: 'till-1' });
    till.crash();
    await pass(1_000);
    expect(saleShown()).toBe(1);
    const again = await openTill('till-1-again');
    again.show(sale(1, 'paid'));
    await pass(5_000);
    expect(saleShown()).toBe(1);
    expect(customer.view.value).toMatchObject({ stage: { kind: 'paid' } });
  });

  it.each(['closed', 'crashed'] as const)('is calm again when its till is %s for good', async (how) => {
    const till = await openTill('till-1');
    till.show(sale(1, 'awaiting_payer'));
    await pass();
    if (how === 'closed') till.channel.post({ v: 1, kind: 'gone', from: 'till-1' });
    else till.crash();
    await pass(2_500);
    expect(customer.view.value).toBeUndefined();
  });
});

describe('its language', () => {
  it('is the shop’s choice until the customer taps another, for this sale only', async () => {
    const till = await openTill('till-1');
    till.show(WELCOME, { language: 'zh-CN' });
    await pass();
    expect(customer.language.value).toBe('zh-CN');
    customer.choose('en');
    expect(customer.language.value).toBe('en');
    till.show(sale(1, 'awaiting_payer'), { language: 'zh-CN' });
    till.show(sale(1, 'paid'), { language: 'zh-CN' });
    await pass();
    expect(customer.language.value).toBe('en');
    till.show(WELCOME, { language: 'zh-CN' });
    await pass();
    expect(customer.language.value).toBe('zh-CN');
  });

  it('has all its words at hand', async () => {
    const till = await openTill('till-1');
    till.show(WELCOME, { language: 'zh-CN' });
    await pass();
    await expect.poll(() => customer.words.reader('customer').t.till.welcomeCustomer).toBe('欢迎光临');
    customer.choose('en');
    expect(customer.words.reader('customer').t.till.welcomeCustomer).toBe('Welcome');
  });
});
