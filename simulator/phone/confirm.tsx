/** What the customer agrees to: to whom, how much, less which coupon. */

import { ScreenFrame } from './screen.tsx';
import type { ScreenProps } from './ui.ts';

export function Confirm({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const order = phone.view.value?.pending;
  if (!order) return null;
  const { currency, amountMinor, payableMinor } = order;
  if (amountMinor === null || payableMinor === null) return null;
  const isBusy = phone.busy.value;
  return (
    <ScreenFrame title={words.confirm.title} back={{ label: words.confirm.no, go: () => phone.sayNo() }}>
      <div class="scroll confirm">
        <p class="big-amount">{money(payableMinor, currency)}</p>
        <dl class="card facts">
          <dt>{words.confirm.to}</dt>
          <dd>{order.merchant}</dd>
          {order.subject === '' ? null : (
            <>
              <dt>{words.confirm.subject}</dt>
              <dd>{order.subject}</dd>
            </>
          )}
          {order.discountMinor === 0 ? null : (
            <>
              <dt>{words.confirm.amount}</dt>
              <dd>{money(amountMinor, currency)}</dd>
              <dt>{words.confirm.discount}</dt>
              <dd>{money(-order.discountMinor, currency)}</dd>
            </>
          )}
          <dt>{words.confirm.payFrom}</dt>
          <dd>{money(phone.view.value?.balanceMinor ?? 0, currency)}</dd>
        </dl>
      </div>
      <footer class="screen-foot">
        <button type="button" class="primary tall" disabled={isBusy} onClick={() => phone.pay()}>
          {isBusy ? words.confirm.paying : words.confirm.pay(money(payableMinor, currency))}
        </button>
        <button type="button" class="plain wide" disabled={isBusy} onClick={() => phone.sayNo()}>
          {words.confirm.no}
        </button>
      </footer>
    </ScreenFrame>
  );
}
