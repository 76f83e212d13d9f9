/** The desk in a browser-like page over a real simulated world: faults, clock, ledgers, wallets, a fresh start. */

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { DeskApp } from '../../../../simulator/desk/app.tsx';
import { createDesk } from '../../../../simulator/desk/model.ts';
import { createScenarioPlayer } from '../../../../simulator/desk/scenario-model.ts';
import { createDeskUi } from '../../../../simulator/desk/ui.ts';
import { createStage, type Stage } from '../support.ts';

afterEach(cleanup);

async function open(stage: Stage) {
  const desk = createDesk({ client: stage.client, optics: stage.optics, realNow: stage.now });
  stage.host.onChange(() => desk.refresh());
  await desk.refresh();
  render(<DeskApp desk={desk} ui={createDeskUi('en')} player={idlePlayer(stage)} wished={undefined} />);
  return desk;
}

const idlePlayer = ({ client }: Stage) =>
  createScenarioPlayer({ control: client.control, present: () => undefined, sleep: async () => undefined });
const panel = async (name: string) => within(await screen.findByRole('region', { name }));
const choose = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

async function pay(stage: Stage, orderNumber: string, amountMinor: number): Promise<void> {
  const content = stage.show(orderNumber, amountMinor);
  await stage.client.scan('lin', content);
  await stage.client.confirm('lin');
}

describe('the codes on the shop’s wall', () => {
  it('are held before the counter’s scanner, and say what came to them', async () => {
    const stage = createStage();
    await open(stage);
    await press('Hold the Alipay code before the counter');
    const [code] = stage.host.world().staticCodes;
    expect(stage.heldUp).toEqual([
      `http://localhost/simulator/#scan=${encodeURIComponent(code?.content ?? '')}`,
    ]);
    const stickers = await panel('Codes on the shop’s wall');
    await stickers.findByText('Held before the counter: look there');
    expect(stickers.getByRole('img', { name: /practice shop’s WeChat Pay collection code/ })).toBeTruthy();
    await stage.client.scan('lin', code?.content ?? '');
    await stage.client.confirm('lin', { amountMinor: 1_250 });
    await stickers.findByText('Received ¥12.50');
    const ledgers = await panel('Three ledgers');
    await ledgers.findByText(/code on the wall/);
  });
});

describe('faults', () => {
  it('are armed with their details, listed and cleared', async () => {
    const stage = createStage();
    await open(stage);
    await press(/^Reply slow/);
    fireEvent.change(await screen.findByLabelText('At the provider'), { target: { value: 'not-charged' } });
    fireEvent.input(screen.getByLabelText('How long (seconds)'), { target: { value: '12' } });
    await press('Arm');
    await screen.findByText(/1 to go · Not processed \(not charged\) · 12 s/);
    expect(stage.host.world().faults).toMatchObject([
      { name: 'reply-slow', times: 1, parameters: { world: 'not-charged', delayMs: 12_000 } },
    ]);
    await press('Clear "Reply slow"');
    await screen.findByText('No fault is armed; all is well.');
    expect(stage.host.world().faults).toEqual([]);
  });

  it('explain themselves before they are armed', async () => {
    await open(createStage());
    await press(/^Paid after the cancel/);
    expect(await screen.findByText(/a late payment comes through/)).toBeTruthy();
  });

  it('that the simulator refuses are not armed, and it says why', async () => {
    const stage = createStage();
    await open(stage);
    await press(/^Reply lost/);
    fireEvent.input(await screen.findByLabelText('How often'), { target: { value: '0' } });
    await press('Arm');
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Not armed/);
    expect(stage.host.world().faults).toEqual([]);
  });
});

describe('faults of one provider', () => {
  it('are aimed at it and at what it can be asked', async () => {
    const stage = createStage();
    await open(stage);
    await press(/^Reply lost/);
    const faults = await panel('Faults');
    const steps = () => within(faults.getByLabelText('Which step')).getAllByRole('option').length;
    const before = steps();
    choose(faults.getByLabelText('Way to pay'), 'paypal');
    await waitFor(() => expect(steps()).toBeLessThan(before));
    choose(faults.getByLabelText('Which step'), 'capture');
    await press('Arm');
    await screen.findByText(/^PayPal · Capture · 1 to go/);
    expect(stage.host.world().faults).toMatchObject([{ rail: 'paypal', operation: 'capture' }]);
  });

  it('do not exist at the till itself', async () => {
    await open(createStage());
    await press(/^Till offline/);
    const faults = await panel('Faults');
    await faults.findByText('The till has no network and can send nothing.');
    expect(faults.queryByLabelText('Way to pay')).toBeNull();
  });
});

describe('messages', () => {
  it('show rail, method, what was checked and the fields, and can be filtered by rail', async () => {
    const stage = createStage();
    const desk = await open(stage);
    const send = (path: string) => stage.host.handle(new Request(`http://localhost${path}`));
    await send('/v3/pay/transactions/out-trade-no/A1?mchid=1');
    await send('/v2/checkout/orders/5O190127TN364715T');
    await desk.refresh();
    const messages = await panel('Messages');
    const line = await messages.findByText(/^WeChat Pay · Query/);
    await messages.findByText(/^PayPal · Query/);
    choose(messages.getByLabelText('Way to pay'), 'wechatpay');
    await waitFor(() => expect(messages.queryByText(/^PayPal · Query/)).toBeNull());
    const details = line.closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    expect((await messages.findByText(/out-trade-no/)).textContent).toMatch(/^GET \/v3\/pay/);
    expect(messages.getByText(/^HTTP 4\d\d$/)).toBeTruthy();
    expect(messages.getByText('mchid')).toBeTruthy();
    expect(messages.getAllByText('failed').length).toBeGreaterThan(0);
    choose(messages.getByLabelText('Way to pay'), 'card');
    await messages.findByText('No messages by this way to pay yet.');
  });
});

describe('the clock', () => {
  it('moves forward, and past midnight in Beijing', async () => {
    const stage = createStage();
    const desk = await open(stage);
    await press('5 min');
    await waitFor(() => expect(desk.view.value?.clock.offsetMs).toBe(300_000));
    await press('to after midnight');
    await screen.findByText('00:00:01');
  });

  it('can be stopped', async () => {
    const stage = createStage();
    const desk = await open(stage);
    await press('stop');
    await waitFor(() => expect(desk.view.value?.clock.factor).toBe(0));
    expect(screen.getByRole('button', { name: 'stop' }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('the three ledgers', () => {
  it('mark the order of which the till does not know', async () => {
    const stage = createStage();
    await open(stage);
    await pay(stage, 'A1', 1_250);
    await pay(stage, 'A2', 900);
    stage.tillRows.value = [
      { orderNumber: 'A1', kind: 'payment', amountMinor: 1_250, currency: 'CNY', at: stage.now() },
    ];
    await screen.findByText('1 order differs');
    const row = screen.getByRole('rowheader', { name: /^A2/ }).closest('tr') as HTMLElement;
    expect(within(row).getByText('≠')).toBeTruthy();
    expect(within(row).getByText('nothing')).toBeTruthy();
  });

  it('agree when the till knows all', async () => {
    const stage = createStage();
    await open(stage);
    await pay(stage, 'A1', 1_250);
    await screen.findByText('All three agree');
    expect(screen.getByText(/The till has not spoken yet/)).toBeTruthy();
  });
});

describe('the shop', () => {
  it('has an account for each currency at each provider', async () => {
    const stage = createStage();
    await open(stage);
    const accounts = await panel("The shop's accounts");
    const card = accounts.getByText('Card').closest('div') as HTMLElement;
    expect(card.textContent).toMatch(/¥.*\$/);
  });
});

it('what the till sold in a world that is gone does not count as a difference', async () => {
  const stage = createStage();
  await open(stage);
  await pay(stage, 'A1', 1_250);
  stage.tillRows.value = [
    { orderNumber: 'A1', kind: 'payment', amountMinor: 1_250, currency: 'CNY', at: stage.now() },
  ];
  await screen.findByText('All three agree');
  await stage.client.reset('again');
  await screen.findByText(/^Nothing yet/);
});

describe('wallets', () => {
  it('are chosen by provider, and counted in their own currency', async () => {
    const stage = createStage();
    await open(stage);
    const wallets = await panel("Customers' wallets");
    choose(wallets.getByLabelText('Way to pay'), 'paypal');
    await wallets.findByLabelText('Balance ($)');
    choose(wallets.getByLabelText('Customer'), 'paypal-yuki');
    const yen = await wallets.findByLabelText('Balance (JPY)');
    expect((yen as HTMLInputElement).value).toBe('300000');
    fireEvent.input(yen, { target: { value: '1200' } });
    await press('Save');
    await screen.findByText('Saved the wallet of Yuki Tanaka');
    expect(stage.host.world().wallets.find(({ id }) => id === 'paypal-yuki')?.balanceMinor).toBe(1_200);
    expect(wallets.queryByText('Coupons')).toBeNull();
  });

  it('get another balance and state', async () => {
    const stage = createStage();
    await open(stage);
    fireEvent.input(await screen.findByLabelText('Balance (¥)'), { target: { value: '5.50' } });
    fireEvent.change(screen.getByLabelText('State'), { target: { value: 'frozen' } });
    await press('Save');
    await screen.findByText('Saved the wallet of Lin Xiaoyu');
    expect(stage.host.world().wallets[0]).toMatchObject({ balanceMinor: 550, state: 'frozen' });
  });

  it('refuse an amount that is none', async () => {
    const stage = createStage();
    await open(stage);
    fireEvent.input(await screen.findByLabelText('Balance (¥)'), { target: { value: 'lots' } });
    await press('Save');
    await screen.findByText('Write amounts as 12 or 12.50.');
    expect(stage.host.world().wallets[0]?.balanceMinor).toBe(800_000);
  });

  it('lose their network and get a coupon', async () => {
    const stage = createStage();
    await open(stage);
    fireEvent.click(await screen.findByLabelText('Phone has no network'));
    fireEvent.input(screen.getByLabelText('Off (¥)'), { target: { value: '3' } });
    await press('Add a coupon');
    await screen.findByText('¥3.00 off from ¥0.00, from the provider');
    expect(stage.host.world().wallets[0]).toMatchObject({
      phoneOffline: true,
      coupons: [{ payer: 'platform', amountMinor: 300, minimumMinor: 0, used: false }],
    });
  });
});

it('a fresh world is asked for twice', async () => {
  const stage = createStage();
  await open(stage);
  await pay(stage, 'A1', 1_250);
  fireEvent.input(await screen.findByLabelText('Seed'), { target: { value: 'lesson 1' } });
  await press('Empty the world…');
  expect(Object.keys(stage.host.world().trades)).toEqual(['alipay/A1']);
  await press('Empty and start afresh');
  await screen.findByText('A new world has begun');
  expect(stage.host.world()).toMatchObject({ seed: 'lesson 1', trades: {} });
});

it('says so when the simulated world does not answer', async () => {
  const stage = createStage();
  const gone = async () => ({ ok: false, error: 'no-answer', message: '' }) as const;
  const desk = createDesk({
    client: { ...stage.client, version: gone },
    optics: stage.optics,
    realNow: stage.now,
  });
  await desk.refresh();
  render(<DeskApp desk={desk} ui={createDeskUi('en')} player={idlePlayer(stage)} wished={undefined} />);
  expect(screen.getByRole('alert').textContent).toMatch(/did not answer/);
});
