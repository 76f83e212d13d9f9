/** The customers' wallets: what is in them, what they let through, and whether the phone has a network. */

import { useState } from 'preact/hooks';
import type { WalletChange, WalletView } from '../parts/client.ts';
import { decimalsOf, moneyText, parseMoney } from '../parts/money.ts';
import { RAILS, type Rail, type WalletState } from '../world/model.ts';
import { CouponEditor } from './coupon-editor.tsx';
import { Choice, Field } from './fields.tsx';
import type { Desk } from './model.ts';
import type { DeskUi, PanelProps } from './ui.ts';

const HAVE_COUPONS: readonly Rail[] = ['alipay', 'wechatpay', 'unionpay'];
const STATES: readonly WalletState[] = ['normal', 'frozen', 'locked', 'risk'];

export function WalletPanel({ desk, view, ui }: PanelProps) {
  const { words } = ui;
  const [rail, setRail] = useState<string>(RAILS[0]);
  const [chosen, setChosen] = useState<string>();
  const ofRail = view.wallets.filter((one) => one.rail === rail);
  const wallet = ofRail.find(({ id }) => id === chosen) ?? ofRail[0];
  if (!wallet) return null;
  return (
    <section class="panel wallets" aria-labelledby="wallets-title">
      <h2 id="wallets-title">{words.wallets.title}</h2>
      <div class="fields">
        <Choice
          label={words.rail}
          value={rail}
          options={RAILS.map((one) => [one, ui.rails[one]])}
          onChange={setRail}
        />
        <Choice
          label={words.wallets.customer}
          value={wallet.id}
          options={ofRail.map((one) => [
            one.id,
            `${nameOf(one, ui)} · ${ui.money(one.balanceMinor, one.currency, one.rail)}`,
          ])}
          onChange={setChosen}
        />
      </div>
      <WalletForm key={wallet.id} desk={desk} wallet={wallet} ui={ui} />
      {HAVE_COUPONS.includes(wallet.rail) ? (
        <CouponEditor key={wallet.id} desk={desk} wallet={wallet} ui={ui} />
      ) : null}
    </section>
  );
}

interface WalletFormProps {
  readonly desk: Desk;
  readonly wallet: WalletView;
  readonly ui: DeskUi;
}

type Draft = Readonly<Record<'balance' | 'noPasswordBelow' | 'perPayment' | 'perDay' | 'state', string>>;

/** Only what was typed here is kept apart from the wallet, which goes on changing beside the form. */
function WalletForm({ desk, wallet, ui }: WalletFormProps) {
  const { words } = ui;
  const sign = ui.sign(wallet.currency);
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const [said, setSaid] = useState('');
  const draft: Draft = { ...draftOf(wallet), ...typed };
  const change = (part: Partial<Draft>) => setTyped({ ...typed, ...part });
  const save = async (event: Event) => {
    event.preventDefault();
    const wanted = changeOf(typed, decimalsOf(wallet.currency, wallet.rail));
    if (!wanted) return setSaid(words.wallets.badAmount);
    const answer = await desk.changeWallet(wallet.id, wanted);
    if (answer.ok) setTyped({});
    setSaid(answer.ok ? words.wallets.saved(nameOf(wallet, ui)) : answer.message);
  };
  return (
    <form onSubmit={save}>
      <div class="fields">
        <Field
          label={words.wallets.balance(sign)}
          kind="money"
          value={draft.balance}
          onChange={(balance) => change({ balance })}
        />
        <Choice
          label={words.wallets.state}
          value={draft.state}
          options={STATES.map((state) => [state, words.wallets.states[state]])}
          onChange={(state) => change({ state })}
        />
        <Field
          label={words.wallets.noPasswordBelow(sign)}
          kind="money"
          value={draft.noPasswordBelow}
          onChange={(noPasswordBelow) => change({ noPasswordBelow })}
        />
        <Field
          label={words.wallets.perPayment(sign)}
          kind="money"
          value={draft.perPayment}
          onChange={(perPayment) => change({ perPayment })}
        />
        <Field
          label={words.wallets.perDay(sign)}
          kind="money"
          value={draft.perDay}
          onChange={(perDay) => change({ perDay })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={wallet.phoneOffline}
            onChange={(event) => desk.changeWallet(wallet.id, { phoneOffline: event.currentTarget.checked })}
          />
          {words.wallets.offline}
        </label>
      </div>
      <button type="submit" class="primary" disabled={Object.keys(typed).length === 0}>
        {words.wallets.save}
      </button>
      <p class="quiet" role="status">
        {said}
      </p>
    </form>
  );
}

function draftOf({ rail, currency, balanceMinor, limits, state }: WalletView): Draft {
  const text = (amountMinor: number) => moneyText(amountMinor, decimalsOf(currency, rail));
  return {
    balance: text(balanceMinor),
    noPasswordBelow: text(limits.noPasswordBelowMinor),
    perPayment: text(limits.perPaymentMinor),
    perDay: text(limits.perDayMinor),
    state,
  };
}

/** Undefined when an amount cannot be read. */
function changeOf(typed: Partial<Draft>, decimals: number): WalletChange | undefined {
  const fields = ['balance', 'noPasswordBelow', 'perPayment', 'perDay'] as const;
  const amounts = Object.fromEntries(
    fields.flatMap((field) =>
      typed[field] === undefined ? [] : [[field, parseMoney(typed[field], decimals)]],
    ),
  ) as Partial<Record<(typeof fields)[number], number | undefined>>;
  if (Object.values(amounts).some((amount) => amount === undefined)) return undefined;
  const { balance, noPasswordBelow, perPayment, perDay } = amounts;
  const limits = {
    ...(noPasswordBelow === undefined ? {} : { noPasswordBelowMinor: noPasswordBelow }),
    ...(perPayment === undefined ? {} : { perPaymentMinor: perPayment }),
    ...(perDay === undefined ? {} : { perDayMinor: perDay }),
  };
  const state = STATES.find((candidate) => candidate === typed.state);
  return {
    ...(balance === undefined ? {} : { balanceMinor: balance }),
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    ...(state ? { state } : {}),
  };
}

function nameOf(wallet: WalletView, ui: DeskUi): string {
  return ui.language === 'en' ? wallet.nameEn : wallet.name;
}
