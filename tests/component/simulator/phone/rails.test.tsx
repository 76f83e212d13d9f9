/** The customer's phone with every kind of wallet: QRs of another provider, PayPal's two steps, a card at the reader. */

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { PhoneApp } from '../../../../simulator/phone/app.tsx';
import { createPhone } from '../../../../simulator/phone/model.ts';
import { createUi } from '../../../../simulator/phone/ui.ts';
import { askForCard, showPayPal } from '../rails.ts';
import { createStage, type Stage } from '../support.ts';

afterEach(cleanup);

async function open(stage: Stage, walletId = 'lin') {
  const chosen: string[] = [];
  const phone = createPhone({
    client: stage.client,
    optics: stage.optics,
    realNow: stage.now,
    walletId,
    onChoose: (id) => chosen.push(id),
  });
  stage.host.onChange(() => phone.refresh());
  await phone.refresh();
  render(<PhoneApp phone={phone} ui={createUi('en')} />);
  return { phone, chosen };
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));
const said = (text: string | RegExp) =>
  waitFor(() => expect(screen.getByRole('status').textContent).toMatch(text));
const balance = (stage: Stage, id: string) =>
  stage.host.world().wallets.find((wallet) => wallet.id === id)?.balanceMinor;

describe('customers by kind of wallet', () => {
  it('stand in a group for each, cards with their scheme and last digits', async () => {
    const stage = createStage();
    await open(stage);
    await press('Lin Xiaoyu, change customer');
    const group = async (name: string) => within(await screen.findByRole('region', { name }));
    for (const name of ['Alipay', 'WeChat Pay', 'UnionPay', 'PayPal', 'Card']) await group(name);
    const cards = await group('Card');
    expect(cards.getByRole('button', { name: /^Visa card Visa …4242/ })).toBeTruthy();
    fireEvent.click((await group('PayPal')).getByRole('button', { name: /^Yuki Tanaka/ }));
    await screen.findByRole('heading', { name: 'PayPal' });
    expect(document.body.textContent).toMatch(/JPY\s300,000/);
    expect(screen.queryByRole('button', { name: 'Payment code' })).toBeNull();
  });
});

describe('the QR of another provider', () => {
  it('is paid with the same person’s wallet of that kind', async () => {
    const stage = createStage();
    const { chosen } = await open(stage, 'wechatpay-zhao');
    stage.show('A1', 1_000);
    await screen.findByText('Pay by Alipay');
    await press(/^Scan ¥10\.00/);
    await press('Pay ¥10.00');
    await said('Paid ¥10.00');
    expect(chosen).toEqual(['zhao']);
    expect(balance(stage, 'zhao')).toBe(250);
  });

  it('is paid with a wallet that holds its currency', async () => {
    const stage = createStage();
    const { chosen } = await open(stage, 'paypal-amy');
    await showPayPal(stage, '8.50', 'EUR');
    await press(/^Scan €8\.50/);
    await press('Pay €8.50');
    await said(/^Agreed to pay/);
    expect(chosen).toEqual(['paypal-max']);
  });

  it('in a currency that nobody holds is refused with the reason', async () => {
    const stage = createStage();
    const { phone } = await open(stage, 'paypal-amy');
    await showPayPal(stage, '8.50', 'GBP');
    await press(/^Scan £8\.50/);
    await waitFor(() => expect(phone.screen.value.name).not.toBe('home'));
    expect(phone.view.value?.id).toBe('paypal-amy');
  });

  it('that a camera app opened goes to the wallet that it is for', async () => {
    const stage = createStage();
    const { phone, chosen } = await open(stage, 'paypal-amy');
    const content = stage.show('A1', 1_000);
    await phone.refresh();
    await phone.scan(content, 'link');
    await button('Pay ¥10.00');
    expect(chosen).toEqual(['lin']);
  });

  it('scanned from inside a wallet that does not know it is refused', async () => {
    const stage = createStage();
    const { phone } = await open(stage, 'wechatpay-lin');
    await phone.scan(stage.show('A1', 1_000));
    await said('This wallet cannot read this QR');
    await said('You were not charged');
  });
});

describe('PayPal', () => {
  it('first agrees, and tells of the payment when the shop takes the money', async () => {
    const stage = createStage();
    await open(stage, 'paypal-amy');
    const order = await showPayPal(stage, '12.50');
    await press(/^Scan \$12\.50/);
    await press('Pay $12.50');
    await said('Agreed to pay Nothing was charged yet');
    expect(balance(stage, 'paypal-amy')).toBe(200_000);
    await order.capture();
    await said('Paid $12.50');
    expect(balance(stage, 'paypal-amy')).toBe(198_750);
  });
});

describe('a card at the reader', () => {
  it('is tapped and approved', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card.*\$12\.50/);
    await said('Please present a card.');
    await press('Tap');
    await said('Approved.');
    await press('Done');
    expect(balance(stage, 'card-visa')).toBe(1_998_750);
    await screen.findByRole('heading', { name: 'Alipay' });
  });

  it('shows the payment as its own when the phone is that card', async () => {
    const stage = createStage();
    await open(stage, 'card-visa');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    await press('Tap');
    await said('Paid $12.50');
  });

  it('is inserted, asks for the PIN, and takes no half of one', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    fireEvent.change(await screen.findByLabelText('Which card'), { target: { value: 'card-mastercard' } });
    await press('Insert');
    await said('Please type the PIN.');
    const pin = await screen.findByLabelText('PIN');
    fireEvent.input(pin, { target: { value: '12x' } });
    expect((await button('Confirm')).hasAttribute('disabled')).toBe(true);
    fireEvent.input(pin, { target: { value: '123456' } });
    await press('Confirm');
    await said('Approved.');
  });

  it('cannot be read by its stripe', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    await press('Swipe');
    await said('The stripe cannot be read.');
    await press('Tap');
    await said('Approved.');
  });

  it('that taps where the chip is asked for is told to insert', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    fireEvent.change(await screen.findByLabelText('Which card'), { target: { value: 'card-mastercard' } });
    await press('Tap');
    await said(/insert the card|type the PIN|Approved/);
  });

  it('is declined with the bank’s own word', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    fireEvent.change(await screen.findByLabelText('Which card'), { target: { value: 'card-poor' } });
    await press('Tap');
    await said(/The bank declined the card\. There is/);
  });

  it('is not held to a reader that another customer of the screen has satisfied', async () => {
    const stage = createStage();
    const { phone } = await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await waitFor(() => expect(phone.reader.value).toBeDefined());
    const first = phone.presentCard('card-visa', 'tap');
    await first;
    await phone.presentCard('card-visa', 'tap');
    await said('The reader no longer asks for a card.');
  });

  it('is taken back by the reader’s own cancel key', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    await press('Cancel at the reader');
    await said('Cancelled at the reader.');
  });

  it('meets silence when the simulator does not answer', async () => {
    const stage = createStage();
    const gone = async () => ({ ok: false, error: 'no-answer', message: '' }) as const;
    Object.assign(stage.client, { presentCard: gone });
    await open(stage, 'lin');
    await askForCard(stage, 1_250);
    await press(/^The reader asks for a card/);
    await press('Tap');
    await said('The reader did not answer.');
  });

  it('is found nowhere for a currency that no card has', async () => {
    const stage = createStage();
    await open(stage, 'lin');
    await askForCard(stage, 1_250, 'eur');
    await press(/^The reader asks for a card/);
    await screen.findByText('There is no card in EUR here.');
  });

  it('says where to begin while no reader asks', async () => {
    await open(createStage(), 'card-visa');
    await press('Hold the card to the reader');
    await screen.findByText(/The reader asks for no card now/);
  });
});
