/** What became of it: paid, or not paid and why; colour, icon and word together. */

import { Icon } from '../parts/icon.tsx';
import { OfferCard } from './home.tsx';
import type { Result as ResultOf } from './model.ts';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps, Ui } from './ui.ts';

export function Result({ phone, ui }: ScreenProps) {
  const { words } = ui;
  const screen = phone.screen.value;
  if (screen.name !== 'result') return null;
  const { result } = screen;
  return (
    <ScreenFrame title={result.kind === 'paid' ? words.paid : words.notPaid}>
      <div class={`scroll result ${result.kind === 'paid' ? 'is-paid' : 'is-not-paid'}`}>
        <span class="result-mark">
          <Icon name={result.kind === 'paid' ? 'check' : 'cross'} />
        </span>
        {result.kind === 'paid' ? <Paid bill={result.bill} ui={ui} /> : <Refused result={result} ui={ui} />}
      </div>
      <footer class="screen-foot">
        <OfferCard phone={phone} ui={ui} />
        <button type="button" class="primary" onClick={() => phone.open('home')}>
          {words.done}
        </button>
        <button type="button" class="plain wide" onClick={() => phone.open('bills')}>
          {words.bills}
        </button>
      </footer>
    </ScreenFrame>
  );
}

type PaidResult = Extract<ResultOf, { kind: 'paid' }>;
type RefusedResult = Extract<ResultOf, { kind: 'refused' }>;

function Paid({ bill, ui }: { readonly bill: PaidResult['bill']; readonly ui: Ui }) {
  const { words, money } = ui;
  return (
    <>
      <p class="big-amount">{money(bill.paidMinor, bill.currency)}</p>
      <p>{bill.merchant}</p>
      <dl class="card facts">
        {bill.discountMinor > 0 ? (
          <>
            <dt>{words.confirm.amount}</dt>
            <dd>{money(bill.amountMinor, bill.currency)}</dd>
            <dt>{words.confirm.discount}</dt>
            <dd>{money(-bill.discountMinor, bill.currency)}</dd>
          </>
        ) : null}
        <dt>{words.bill.order}</dt>
        <dd class="code-text">{bill.orderNumber}</dd>
      </dl>
    </>
  );
}

function Refused({ result, ui }: { readonly result: RefusedResult; readonly ui: Ui }) {
  const { words, money } = ui;
  const { order, refusal } = result;
  return (
    <>
      {order ? <p class="big-amount">{money(order.amountMinor, order.currency)}</p> : null}
      {order ? <p>{order.merchant}</p> : null}
      <p class="why">{words.refusals[refusal]}</p>
      <p>{refusal === 'no-answer' ? words.unsure : words.notCharged}</p>
    </>
  );
}

/** The result in one sentence, for the live region. */
export function resultSentence(result: ResultOf, ui: Ui): string {
  const { words, money } = ui;
  if (result.kind === 'paid') {
    const { bill } = result;
    return words.paidTo(money(bill.paidMinor, bill.currency), bill.merchant);
  }
  const charged = result.refusal === 'no-answer' ? words.unsure : words.notCharged;
  const stop = ui.language === 'en' ? '. ' : '。';
  return `${words.notPaid}${stop}${words.refusals[result.refusal]} ${charged}`;
}
