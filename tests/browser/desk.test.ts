/** A scenario played from the desk in one tab, with the counter in another. */

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousProblems } from '../support/axe.ts';
import { until } from '../support/browser.ts';
import { openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice } from '../support/stored-book.ts';

let shop: Shop;
let desk: Page;

beforeAll(async () => {
  shop = await openShop();
  desk = await shop.profile.context.newPage();
});

afterAll(async () => {
  await shop.close();
});

const scenarios = () => desk.getByRole('region', { name: 'Scenarios' });

describe('a scenario from the desk', () => {
  it('is chosen by a link, asks for what the till must do, and passes', async () => {
    const { counter, site } = shop;
    await desk.goto(`${site.origin}/simulator/#scenario=merchant-qr`);
    await scenarios().getByRole('button', { name: 'Play', exact: true }).click();
    await scenarios().getByText('Charge ¥12.50 by Alipay.').waitFor();
    expect(await seriousProblems(desk)).toEqual([]);
    await counter.page.bringToFront();
    await counter.charge('12.5');
    await counter.hear(counter.names.paid, '12.50');
    await counter.home();
    await desk.bringToFront();
    await scenarios().getByText('The scenario passed.').waitFor();
    await scenarios().getByText('look at the till').first().waitFor();
    await expectAgreement(counter, 'settled');
    await expectNothingSentTwice(counter);
    expect(await seriousProblems(desk)).toEqual([]);
  });

  it('holds a customer’s payment code up to the counter', async () => {
    const { counter } = shop;
    await scenarios().getByLabel('Choose a scenario').selectOption('payment-code-no-password');
    await scenarios().getByRole('button', { name: 'Play', exact: true }).click();
    const task = scenarios().getByText(/^Type ¥.* and scan/);
    await task.waitFor();
    const amount = /¥([\d.]+)/.exec((await task.textContent()) ?? '')?.[1] ?? '';
    await counter.page.bringToFront();
    await counter.type(amount);
    await desk.bringToFront();
    await scenarios().getByRole('button', { name: 'Show the code to the counter' }).click();
    await counter.page.bringToFront();
    await counter.hear(counter.names.paid, amount);
    await desk.bringToFront();
    await scenarios().getByText('The scenario passed.').waitFor();
  });

  it('can be given up in the middle', async () => {
    const { counter } = shop;
    await scenarios().getByRole('button', { name: 'Play', exact: true }).click();
    await scenarios().getByRole('button', { name: 'Stop', exact: true }).click();
    await scenarios().getByText('Stopped.').waitFor();
    await until('nothing to be asked any more', async () => {
      const asked = await scenarios().getByText('Now at the till:').count();
      return asked === 0;
    });
    expect(await counter.control('payment-qrs')).toEqual([]);
  });
});
