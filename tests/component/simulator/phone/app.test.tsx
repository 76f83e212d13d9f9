/** The customer's phone over a real simulated world: paying, passwords, codes, refusals, bills. */

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { PhoneApp } from '../../../../simulator/phone/app.tsx';
import { createPhone } from '../../../../simulator/phone/model.ts';
import { createUi } from '../../../../simulator/phone/ui.ts';
import type { Language } from '../../../../simulator/words/language.ts';
import { createStage, type Stage } from '../support.ts';

afterEach(cleanup);

async function open(stage: Stage, { walletId = 'lin', language = 'en' as Language } = {}) {
  const phone = createPhone({
    client: stage.client,
    optics: stage.optics,
    realNow: stage.now,
    walletId,
    onChoose: () => undefined,
  });
  stage.host.onChange(() => phone.refresh());
  await phone.refresh();
  render(<PhoneApp phone={phone} ui={createUi(language)} />);
  return phone;
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));
const said = (text: string | RegExp) =>
  waitFor(() => {
    const spoken = screen.getAllByRole('status').map((region) => region.textContent);
    expect(spoken.some((sentence) => sentence?.match(text))).toBe(true);
  });
const type = async (digits: string) => {
  for (const digit of digits) await press(digit);
};
const balance = (stage: Stage, id: string) =>
  stage.host.world().wallets.find((wallet) => wallet.id === id)?.balanceMinor;

describe('paying what the counter shows', () => {
  it('takes two taps: scan, pay', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 1_250);
    await press(/^Scan ¥12\.50 at 练习小店/);
    await press('Pay ¥12.50');
    await said('Paid ¥12.50 to 练习小店');
    expect(balance(stage, 'lin')).toBe(798_750);
  });

  it('offers the next sale while the last result still stands there', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 1_250);
    await press(/^Scan ¥12\.50/);
    await press('Pay ¥12.50');
    await button('Done');
    stage.show('A2', 900);
    await press(/^Scan ¥9\.00/);
    await press('Pay ¥9.00');
    await said('Paid ¥9.00');
    expect(balance(stage, 'lin')).toBe(797_850);
  });

  it('says so in Chinese too', async () => {
    const stage = createStage();
    await open(stage, { language: 'zh-CN' });
    stage.show('A1', 1_250);
    await press(/^扫码付 ¥12\.50 给练习小店/);
    await press('确认付款 ¥12.50');
    await said('已付款 ¥12.50，练习小店');
  });

  it('offers nothing that cannot be paid any more', async () => {
    const stage = createStage();
    const phone = await open(stage);
    stage.show('A1', 1_250);
    await button(/^Scan ¥12\.50/);
    stage.pass(600_000);
    await phone.refresh();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Scan ¥12\.50/ })).toBeNull());
  });

  it('shows the coupons and takes them off', async () => {
    const stage = createStage();
    await open(stage, { walletId: 'chen' });
    stage.show('A1', 6_000);
    await press(/^Scan ¥60\.00/);
    expect(await screen.findByText('-¥7.00')).toBeTruthy();
    await press('Pay ¥53.00');
    await said('Paid ¥53.00');
  });

  it('leaves the order to be scanned again after a no', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 1_250);
    await press(/^Scan ¥12\.50/);
    fireEvent.click((await screen.findAllByRole('button', { name: 'Do not pay' }))[0] as HTMLElement);
    await button(/^Scan ¥12\.50/);
    expect(balance(stage, 'lin')).toBe(800_000);
  });

  it('reads typed content, and refuses what is no payment QR', async () => {
    const stage = createStage();
    await open(stage);
    await press('Scan');
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'https://example.com/menu' } });
    await press('Read');
    await said('This wallet cannot read this QR');
    await said('You were not charged');
  });

  it('says that a link of another device’s counter cannot be paid here', async () => {
    const stage = createStage();
    const phone = await open(stage);
    await phone.scan('https://qr.alipay.com/bax99', 'link');
    await said('This device does not know the order');
  });
});

describe('passwords', () => {
  it('are asked for from ¥200 on', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 20_000);
    await press(/^Scan ¥200\.00/);
    await press('Pay ¥200.00');
    await said('Payment password');
    await type('123456');
    await said('Paid ¥200.00');
  });

  it('can be a finger', async () => {
    const stage = createStage();
    await open(stage, { walletId: 'wang' });
    stage.show('A1', 100);
    await press(/^Scan ¥1\.00/);
    await press('Pay ¥1.00');
    await press('Fingerprint');
    await said('Paid ¥1.00');
  });

  it('lock the wallet after three wrong ones', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 30_000);
    await press(/^Scan ¥300\.00/);
    await press('Pay ¥300.00');
    await type('111111');
    await said('Wrong password, 2 tries left');
    await type('222222');
    await said('one try left');
    await type('333333');
    await said('the wallet is locked');
    expect(balance(stage, 'lin')).toBe(800_000);
  });

  it('are typed on the keyboard as well, and Escape says no', async () => {
    const stage = createStage();
    const phone = await open(stage);
    stage.show('A1', 30_000);
    await press(/^Scan ¥300\.00/);
    await press('Pay ¥300.00');
    await button('Fingerprint');
    for (const key of ['1', '2', 'Backspace', '2']) fireEvent.keyDown(document, { key });
    expect(await screen.findByRole('img', { name: '2 of 6 digits typed' })).toBeTruthy();
    fireEvent.keyDown(document, { key: 'Escape' });
    await waitFor(() => expect(phone.screen.value.name).toBe('home'));
  });
});

describe('the payment code', () => {
  const codeOf = (stage: Stage) => stage.host.world().codes.at(-1)?.code ?? '';

  it('is drawn as QR and bar code and held before the counter’s scanner', async () => {
    const stage = createStage();
    await open(stage);
    await press('Payment code');
    expect(await screen.findByRole('img', { name: 'QR of the payment code' })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Bar code of the payment code' })).toBeTruthy();
    await press('Show to the counter');
    expect(stage.presented).toEqual([codeOf(stage)]);
    expect(codeOf(stage)).toMatch(/^2888\d{14}$/);
  });

  it('is renewed before its minute is over', async () => {
    const stage = createStage();
    await open(stage);
    await press('Payment code');
    await screen.findByRole('img', { name: 'QR of the payment code' });
    const first = codeOf(stage);
    stage.pass(60_000);
    await waitFor(() => expect(codeOf(stage)).not.toBe(first));
  });

  it('turns into the result when the shop has charged it', async () => {
    const stage = createStage();
    await open(stage);
    await press('Payment code');
    await screen.findByRole('img', { name: 'QR of the payment code' });
    stage.charge('B1', 1_000, codeOf(stage));
    await said('Paid ¥10.00 to 练习小店');
  });

  it('brings up the question for the password by itself', async () => {
    const stage = createStage();
    await open(stage);
    await press('Payment code');
    await screen.findByRole('img', { name: 'QR of the payment code' });
    stage.charge('B1', 50_000, codeOf(stage));
    await said('The shop scanned your payment code');
    await type('123456');
    await said('Paid ¥500.00');
  });

  it('works on a phone without network, which hears of the charge when it is back', async () => {
    const stage = createStage();
    await open(stage, { walletId: 'sun' });
    await press('Payment code');
    await screen.findByRole('img', { name: 'QR of the payment code' });
    stage.charge('B1', 1_000, codeOf(stage));
    await waitFor(() => expect(balance(stage, 'sun')).toBe(299_000));
    expect(screen.queryByText('Paid')).toBeNull();
    await stage.client.changeWallet('sun', { phoneOffline: false });
    await said('Paid ¥10.00');
  });

  it('says when the shop has given up before the password was typed', async () => {
    const stage = createStage();
    await open(stage);
    await press('Payment code');
    await screen.findByRole('img', { name: 'QR of the payment code' });
    stage.charge('B1', 50_000, codeOf(stage));
    await button('Fingerprint');
    stage.host.run((world) => {
      const trade = world.trades['alipay/B1'];
      if (trade) Object.assign(trade, { ask: null, status: 'closed' });
      world.version += 1;
    });
    await said('The shop took the order back');
  });
});

describe('a wallet that says no', () => {
  it.each([
    ['zhao', 2_000, 'Not enough balance'],
    ['ma', 15_000, 'over the limit for one payment'],
    ['liu', 1_000, 'The account is frozen'],
    ['he', 1_000, 'looks risky'],
  ])('%s cannot pay %d fen: %s', async (walletId, amountMinor, words) => {
    const stage = createStage();
    await open(stage, { walletId });
    stage.show('A1', amountMinor);
    await press(/^Scan ¥/);
    await press(/^Pay ¥/);
    await said(words);
    await said('You were not charged');
  });

  it('cannot scan without a network, and is not offered to', async () => {
    const stage = createStage();
    const phone = await open(stage, { walletId: 'sun' });
    const content = stage.show('A1', 1_250);
    expect(screen.queryByRole('button', { name: /^Scan ¥/ })).toBeNull();
    await phone.scan(content);
    await said('The phone has no network');
  });
});

describe('customers and bills', () => {
  it('changes hands', async () => {
    const stage = createStage();
    const phone = await open(stage);
    await press('Lin Xiaoyu, change customer');
    fireEvent.click(within(await screen.findByRole('region', { name: 'Alipay' })).getByText('Zhao Min'));
    await button('Zhao Min, change customer');
    expect(phone.view.value?.balanceMinor).toBe(1_250);
  });

  it('lists what was paid and what came back, and tells of a refund', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 1_250);
    await press(/^Scan ¥12\.50/);
    await press('Pay ¥12.50');
    await press('Done');
    stage.refund('A1', 500);
    await said('练习小店 refunded ¥5.00 to your balance');
    expect(await screen.findByText('Partly refunded')).toBeTruthy();
  });

  it('tells of a refund while the result of the payment still stands there', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 1_250);
    await press(/^Scan ¥12\.50/);
    await press('Pay ¥12.50');
    await button('Done');
    stage.refund('A1', 500);
    await said('练习小店 refunded ¥5.00 to your balance');
  });
});

describe('driven from outside, as demos and tests do', () => {
  it('holds up a payment code that was made for it', async () => {
    const stage = createStage();
    await open(stage);
    const made = await stage.client.paymentCode('lin');
    const digits = made.ok ? made.value.code : '';
    await screen.findByRole('heading', { name: 'Payment code' });
    const shown = digits.replace(/(\d{4})(?=\d)/g, '$1 ');
    expect(digits).toHaveLength(18);
    await waitFor(() => expect(document.body.textContent).toContain(shown));
  });

  it('comes back to its first screen when the world begins afresh', async () => {
    const stage = createStage();
    await open(stage);
    stage.show('A1', 1_250);
    await press(/^Scan ¥12\.50/);
    await press('Pay ¥12.50');
    await button('Done');
    await stage.client.reset('again');
    await screen.findByRole('button', { name: 'Payment code' });
    expect(document.body.textContent).toContain('¥8,000.00');
  });
});
