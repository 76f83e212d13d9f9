/** The scenario player of the desk: choosing, playing beside a till that somebody uses, giving up, files of one's own. */

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { createScenarioPlayer } from '../../../../simulator/desk/scenario-model.ts';
import { ScenarioPanel } from '../../../../simulator/desk/scenario-panel.tsx';
import { createDeskUi } from '../../../../simulator/desk/ui.ts';
import type { Control } from '../../../../simulator/parts/client.ts';
import type { Language } from '../../../../simulator/words/language.ts';

afterEach(cleanup);

const NOTHING = { customers: [], providers: [], merchants: [] };
const LEDGERS = {
  customers: [{ account: 'lin', currency: 'CNY', netMinor: 1_250 }],
  providers: [{ account: 'alipay', currency: 'CNY', netMinor: 1_250 }],
  merchants: [{ account: 'alipay', currency: 'CNY', netMinor: 1_250 }],
};

function own(steps: readonly unknown[], ledgers: unknown = NOTHING): string {
  const title = { zh: '自己的', en: 'My own' };
  return JSON.stringify({ name: 'my-own', group: 'normal', title, steps, ledgers });
}

/** A simulator's control interface that keeps what it was asked. */
function createControl() {
  const asked: string[] = [];
  let messages: readonly { readonly seq: number; readonly operation: string }[] = [];
  let isPaid = false;
  const entry = (account: string) => ({ account, currency: 'CNY', amountMinor: 1_250 });
  const answer = (path: string): unknown => {
    if (path.startsWith('exchanges')) return messages;
    if (path === 'payment-qrs') return [{ content: 'https://qr.alipay.com/bax1' }];
    if (path === 'merchants') return [{ sellerId: '2088', rail: 'alipay' }];
    if (path === 'audit') return { findings: [] };
    if (path.endsWith('payment-code')) return { code: '288800000000000001' };
    if (path !== 'ledgers') return {};
    return isPaid
      ? { customers: [entry('lin')], providers: [entry('alipay')], merchants: [entry('2088')] }
      : NOTHING;
  };
  const control: Control = async (path, body) => {
    asked.push(path);
    if (path.endsWith('/confirm')) isPaid = true;
    if (path === 'wallets/ghost/scan') return { status: 404, body: { error: 'unknown-wallet' } };
    if (path === 'reset' && (body as { readonly seed: string }).seed === 'gone') throw new Error('gone');
    return { status: 200, body: answer(path) };
  };
  return {
    control,
    asked,
    /** The till said this to its provider. */
    tell: (operation: string) => {
      messages = [...messages, { seq: messages.length + 1, operation }];
    },
  };
}

function open(wished: string | undefined, language: Language = 'en') {
  const world = createControl();
  const presented: string[] = [];
  const player = createScenarioPlayer({
    control: world.control,
    present: (code) => presented.push(code),
    sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
  });
  render(<ScenarioPanel player={player} ui={createDeskUi(language)} wished={wished} />);
  return { ...world, player, presented };
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('choosing', () => {
  it('offers those that come with the simulator, by group, and links to one by its name', async () => {
    open(undefined);
    await screen.findByRole('option', { name: 'Normal · Merchant QR, scanned by the customer' });
    fireEvent.change(screen.getByLabelText('Choose a scenario'), { target: { value: 'merchant-qr' } });
    const link = await screen.findByRole('link', { name: 'Link to this scenario' });
    expect(link.getAttribute('href')).toBe('#scenario=merchant-qr');
  });

  it('speaks Chinese too', async () => {
    open('merchant-qr', 'zh-CN');
    await screen.findByRole('option', { name: '正常 · 收款码，顾客扫' });
    await screen.findByRole('button', { name: '开始' });
  });

  it('says so when the address names none that there is', async () => {
    open('no-such-thing');
    expect((await screen.findByRole('alert')).textContent).toBe(
      'There is no scenario called “no-such-thing”.',
    );
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
  });
});

describe('a file of one’s own', () => {
  it('comes whole with the address, and goes on whole in its link', async () => {
    const text = own([{ do: 'clear-faults' }]);
    open(text);
    await screen.findByRole('option', { name: 'My own' });
    const link = await screen.findByRole('link', { name: 'Link to this scenario' });
    const whole = decodeURIComponent(link.getAttribute('href')?.replace('#scenario=', '') ?? '');
    expect(JSON.parse(whole)).toEqual(JSON.parse(text));
  });

  it('with mistakes is not played, and every mistake is named', async () => {
    open('{"name":"BAD"}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/^This file cannot be read:.*name:.*steps:/s);
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'no json' } });
    await press('Read it');
    await screen.findByText('It is not JSON.');
    fireEvent.input(screen.getByRole('textbox'), { target: { value: own([{ do: 'clear-faults' }]) } });
    await press('Read it');
    await screen.findByRole('button', { name: 'Play' });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('playing', () => {
  it('asks for what the till must do, sees it done by its message, and compares the ledgers', async () => {
    const { asked, tell, player } = open(
      own(
        [
          { do: 'charge', rail: 'alipay', amountMinor: 1_250 },
          { do: 'expect', state: 'Waiting for the customer' },
          { do: 'phone-scan', wallet: 'lin' },
          { do: 'confirm', wallet: 'lin' },
          { do: 'pass', durationMs: 2_500 },
        ],
        LEDGERS,
      ),
    );
    await press('Play');
    await screen.findByText('Charge ¥12.50 by Alipay.');
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
    tell('precreate');
    await screen.findByText('The scenario passed.');
    expect(screen.getAllByText('look at the till')).toHaveLength(1);
    expect(screen.getAllByText('as expected')).toHaveLength(6);
    expect(asked[0]).toBe('reset');
    expect(asked.filter((path) => path === 'clock')).toHaveLength(3);
    expect(player.playing.value).toBeUndefined();
    expect(screen.queryByText('Now at the till:')).toBeNull();
  });

  it('waits for “Done” where no provider hears of it', async () => {
    open(own([{ do: 'cash', amountMinor: 1_250, tenderedMinor: 2_000 }, { do: 'refund' }]));
    await press('Play');
    await screen.findByText('Take ¥12.50 in cash; the customer hands over ¥20.00.');
    await press('Done');
    await screen.findByText('Refund everything.');
    await press('Done');
    await screen.findByText('The scenario passed.');
  });

  it('holds the customer’s code up to the counter', async () => {
    const { presented, tell } = open(own([{ do: 'scan', of: 'lin', amountMinor: 3_000, partMinor: 1_000 }]));
    await press('Play');
    await screen.findByText('Type ¥10.00 of ¥30.00 and scan the customer’s payment code.');
    await press('Show the code to the counter');
    expect(presented).toEqual(['288800000000000001']);
    tell('pay');
    await screen.findByText('The scenario passed.');
  });

  it('stops at the first step that fails, and says why', async () => {
    open(own([{ do: 'phone-scan', wallet: 'ghost' }, { do: 'clear-faults' }]));
    await press('Play');
    await screen.findByText('The scenario failed.');
    await screen.findByText('It was refused: "unknown-wallet".');
    expect(screen.getAllByText('not as expected')).toHaveLength(1);
  });

  it('fails when the ledgers are not as they should be', async () => {
    open(own([{ do: 'clear-faults' }], LEDGERS));
    await press('Play');
    await screen.findByText('The scenario failed.');
    await screen.findByText(/customers: lin CNY holds 0, not 1250/);
  });

  it('can be given up, and then does nothing more', async () => {
    const { asked } = open(own([{ do: 'park' }, { do: 'confirm', wallet: 'lin' }]));
    await press('Play');
    await screen.findByText('Put the sale aside for the next customer.');
    await press('Stop');
    await screen.findByText('Stopped.');
    expect(asked).not.toContain('wallets/lin/confirm');
    await press('Play');
    await screen.findByText('Put the sale aside for the next customer.');
  });

  it('ends with a word when the simulator is gone', async () => {
    const scenario = { ...JSON.parse(own([{ do: 'clear-faults' }])), seed: 'gone' };
    open(JSON.stringify(scenario));
    await press('Play');
    await screen.findByText('The simulated world did not answer, and the scenario ended.');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy());
  });
});
