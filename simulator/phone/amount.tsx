/** How much to pay to a code that hangs in the shop: the customer types it, and is told where the day's limit stands. */

import { useId, useState } from 'preact/hooks';
import { currencySign, decimalsOf, parseMoney } from '../parts/money.ts';
import { ScreenFrame } from './screen.tsx';
import type { OverLimit } from './screens.ts';
import type { ScreenProps, Ui } from './ui.ts';

export function AmountToPay({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const [typed, setTyped] = useState('');
  const [isBad, setIsBad] = useState(false);
  const problemId = useId();
  const order = phone.view.value?.pending;
  const screen = phone.screen.value;
  if (!order || screen.name !== 'amount') return null;
  const { currency, merchant } = order;
  const amountMinor = parseMoney(typed, decimalsOf(currency, phone.view.value?.rail)) ?? 0;
  const label = amountMinor > 0 ? money(amountMinor, currency) : '';
  const isBusy = phone.busy.value;
  const problem = isBad ? words.amount.bad : screen.over ? overSentence(screen.over, ui) : undefined;
  const pay = (event: Event) => {
    event.preventDefault();
    setIsBad(amountMinor === 0);
    if (amountMinor > 0) phone.payAmount(amountMinor);
  };
  return (
    <ScreenFrame title={words.amount.title} back={{ label: words.confirm.no, go: () => phone.sayNo() }}>
      <form class="amount-form" onSubmit={pay} noValidate>
        <div class="scroll confirm">
          <dl class="card facts">
            <dt>{words.confirm.to}</dt>
            <dd>{merchant}</dd>
            <dt>{words.confirm.payFrom}</dt>
            <dd>{money(phone.view.value?.balanceMinor ?? 0, currency)}</dd>
          </dl>
          <label class="card amount-field">
            {words.amount.field(currencySign(currency, ui.language))}
            <input
              type="text"
              inputMode="decimal"
              autocomplete="off"
              value={typed}
              aria-invalid={problem !== undefined}
              aria-describedby={problemId}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setIsBad(false);
              }}
            />
          </label>
          <p id={problemId} class={problem === undefined ? 'quiet' : 'note not-paid'}>
            {problem ?? words.amount.hint}
          </p>
        </div>
        <footer class="screen-foot">
          <button type="submit" class="primary tall" disabled={isBusy}>
            {isBusy ? words.confirm.paying : words.confirm.pay(label).trim()}
          </button>
          <button type="button" class="plain wide" disabled={isBusy} onClick={() => phone.sayNo()}>
            {words.confirm.no}
          </button>
        </footer>
      </form>
    </ScreenFrame>
  );
}

/** The wallet's refusal with the limit in it, and what can still be paid today. */
export function overSentence({ limitMinor, leftMinor }: OverLimit, { words, money }: Ui): string {
  // Static codes are a matter of yuan alone.
  const limit = money(limitMinor, 'CNY');
  return leftMinor === 0
    ? words.amount.overForToday(limit)
    : words.amount.over(limit, money(leftMinor, 'CNY'));
}
