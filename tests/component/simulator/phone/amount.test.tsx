/** The customer's phone before a code that hangs in the shop: the amount is typed, limits are told, and the shop looks at its own phone. */

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { PhoneApp } from '../../../../simulator/phone/app.tsx';
import { createPhone } from '../../../../simulator/phone/model.ts';
import { createUi } from '../../../../simulator/phone/ui.ts';
import type { Language } from '../../../../simulator/words/language.ts';
import { staticCodeOf } from '../../../../simulator/world/static-codes.ts';
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
const type = async (text: string, label = 'Amount (¥)') =>
  fireEvent.input(await screen.findByRole('textbox', { name: label }), { target: { value: text } });
const said = (text: string | RegExp) =>
  waitFor(() => expect(screen.getByRole('status').textContent).toMatch(text));
const code = (stage: Stage, rail: 'alipay' | 'wechatpay' = 'alipay') =>
  staticCodeOf(stage.host.world(), rail);
const balance = (stage: Stage, id: string) =>
  stage.host.world().wallets.find((wallet) => wallet.id === id)?.balanceMinor;

describe('a code that hangs in the shop', () => {
  it('is scanned from the wall, and takes the amount that the customer types', async () => {
    const stage = createStage();
    await open(stage);
    await press('Scan');
    await press(/^Scan the Alipay code of 练习小店/);
    await screen.findByRole('heading', { name: 'How much to pay' });
    await type('12.5');
    await press('Pay ¥12.50');
    await said('Paid ¥12.50 to 练习小店. Thank you. It counts once the cashier sees it');
    expect(balance(stage, 'lin')).toBe(798_750);
    expect(code(stage).balanceMinor).toBe(1_250);
    expect(document.body.textContent).toContain('Bill number');
  });

  it('is one tap away while the counter shows it, and the counter’s amount is not taken over', async () => {
    const stage = createStage();
    await open(stage);
    const { content } = code(stage);
    stage.shown.value = { content, amountMinor: 9_900, currency: 'CNY', orderNumber: 'T1-1' };
    await press(/^Scan the Alipay code of 练习小店/);
    await type('10');
    await press('Pay ¥10.00');
    await said('Paid ¥10.00');
  });

  it('of another provider is paid with the same person’s wallet of that kind', async () => {
    const stage = createStage();
    const phone = await open(stage, { walletId: 'zhao' });
    await press('Scan');
    await press(/^Scan the WeChat Pay code/);
    await type('1');
    await press('Pay ¥1.00');
    await said('Paid ¥1.00');
    expect(phone.view.value?.id).toBe('wechatpay-zhao');
    expect(code(stage, 'wechatpay').balanceMinor).toBe(100);
  });

  it('opened by a camera app asks for the amount as well', async () => {
    const stage = createStage();
    const phone = await open(stage, { walletId: 'wechatpay-lin' });
    await phone.scan(code(stage).content, 'link');
    await screen.findByRole('textbox', { name: 'Amount (¥)' });
    expect(phone.view.value?.id).toBe('lin');
  });

  it('asks for the password from the wallet’s own limit on', async () => {
    const stage = createStage();
    await open(stage);
    await press('Scan');
    await press(/^Scan the Alipay code/);
    await type('250');
    await press('Pay ¥250.00');
    await screen.findByRole('heading', { name: 'Payment password' });
    expect(document.body.textContent).toContain('¥250.00');
    await press('Fingerprint');
    await said('Paid ¥250.00');
  });

  it.each(['', '0', '1.234', 'ten'])('takes no amount that is none: "%s"', async (text) => {
    const stage = createStage();
    await open(stage);
    await press('Scan');
    await press(/^Scan the Alipay code/);
    await type(text);
    await press('Pay');
    await screen.findByText('Please type an amount, with two decimals at most.');
    expect(balance(stage, 'lin')).toBe(800_000);
  });

  it('left alone charges nobody', async () => {
    const stage = createStage();
    await open(stage);
    await press('Scan');
    await press(/^Scan the Alipay code/);
    await screen.findByRole('heading', { name: 'How much to pay' });
    fireEvent.click(screen.getAllByRole('button', { name: 'Do not pay' })[0] as HTMLElement);
    await screen.findByRole('heading', { name: 'Alipay' });
    expect(Object.values(stage.host.world().trades).filter(({ ask }) => ask !== null)).toEqual([]);
  });
});

describe('the day’s limit', () => {
  it('is named with what is left of it, and a smaller amount goes through', async () => {
    const stage = createStage();
    await open(stage);
    await press('Scan');
    await press(/^Scan the Alipay code/);
    await type('620');
    await press('Pay ¥620.00');
    await said('at most ¥500.00 a day from you; ¥500.00 is left today');
    const field = screen.getByRole('textbox', { name: 'Amount (¥)' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(balance(stage, 'lin')).toBe(800_000);
    await type('100');
    await press('Pay ¥100.00');
    await said('Paid ¥100.00');
  });

  it('is told in Chinese too, also when nothing is left', async () => {
    const stage = createStage();
    const phone = await open(stage, { language: 'zh-CN' });
    await phone.scan(code(stage).content);
    await phone.payAmount(50_000);
    await phone.pay('123456');
    await said('已付款');
    await phone.scan(code(stage).content);
    await type('1', '付款金额（¥）');
    await press('确认付款 ¥1.00');
    await said('扫店里贴的码，每天最多付 ¥500.00，今天已经付满。');
  });
});
