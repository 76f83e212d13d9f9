/** A counter that is still on its way: what is asked of it meanwhile is done when it arrives. */

import { describe, expect, test } from 'vitest';
import type { Counter } from '../../../src/counter/counter.ts';
import { createLateCounter } from '../../../src/counter/late.ts';
import { createOutside, openTill, yuan } from '../../support/headless.ts';

describe('a late counter', () => {
  test('shows nothing and drives nothing until the real one is there, and then does what was asked', async () => {
    const outside = await createOutside();
    let arrive: (counter: Counter) => void = () => undefined;
    const late = createLateCounter(
      new Promise((resolve) => {
        arrive = resolve;
      }),
    );
    expect(late.view()).toMatchObject({ newest: 0, head: { seq: 0 } });
    expect(late.isDriving()).toBe(false);
    late.wake('online');
    const asked = late.present({ amount: yuan(1250) }, 'alipay');
    const till = await openTill(outside);
    arrive(till.counter);
    expect(await asked).toEqual({ ok: true, sale: 1 });
    expect(late.view()).toBe(till.counter.view());
    expect(late.isDriving()).toBe(true);
    late.wake('timer');
    await outside.time.settle();
    await late.idle();
    expect(till.sale().tenders).toHaveLength(1);
  });

  test('can do everything that the real one can, and calls nothing else', async () => {
    const calls: string[] = [];
    const names = Object.keys((await openTill(await createOutside())).counter) as (keyof Counter)[];
    const recorder = Object.fromEntries(
      names.map((name) => [name, (...rest: unknown[]) => void calls.push(`${name} ${rest.length}`)]),
    ) as unknown as Counter;
    const late = createLateCounter(Promise.resolve(recorder));
    await Promise.resolve();
    expect(Object.keys(late).sort()).toEqual([...names].sort());
    for (const name of names) await (late[name] as (...rest: unknown[]) => unknown)('one', 'two');
    const said = new Set(calls.map((call) => call.split(' ')[0]));
    expect([...said].sort()).toEqual([...names].sort());
  });
});
