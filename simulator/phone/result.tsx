/** What became of it: paid, or not paid and why; colour, icon and word together. */

import { Icon } from '../parts/icon.tsx';
import type { PhoneWords } from '../words/phone-words.ts';
import { OfferCard } from './home.tsx';
import { ScreenFrame } from './screen.tsx';
import type { Result as ResultOf } from './screens.ts';
import type { ScreenProps, Ui } from './ui.ts';

export function Result({ phone, ui }: ScreenProps) {
  const { words } = ui;
  const screen = phone.screen.value;
  if (screen.name !== 'result') return null;
  const { result } = screen;
  return (
    <ScreenFrame title={TITLES[result.kind](words)}>
      <div class={`scroll result ${LOOKS[result.kind]}`}>
        <span class="result-mark">
          <Icon name={result.kind === 'refused' ? 'cross' : 'check'} />
        </span>
        {result.kind === 'paid' && <Paid bill={result.bill} ui={ui} />}
        {result.kind === 'approved' && <Approved bill={result.bill} ui={ui} />}
        {result.kind === 'refused' && <Refused result={result} ui={ui} />}
      </div>
      <footer class="screen-foot">
        {isAtTheWall(result) ? null : <OfferCard phone={phone} ui={ui} />}
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

/** A code that hangs there for good must not ask to be paid once more. */
function isAtTheWall(result: ResultOf): boolean {
  return result.kind === 'paid' && result.bill.flow === 'static-code';
}

const LOOKS = { paid: 'is-paid', approved: 'is-approved', refused: 'is-not-paid' } as const;
const TITLES = {
  paid: (words: PhoneWords) => words.paid,
  approved: (words: PhoneWords) => words.approved,
  refused: (words: PhoneWords) => words.notPaid,
} as const;

/** Agreed to, not paid yet: the shop has to take the money. */
function Approved({ bill, ui }: { readonly bill: PaidResult['bill']; readonly ui: Ui }) {
  return (
    <>
      <p class="big-amount">{ui.money(bill.amountMinor, bill.currency)}</p>
      <p>{bill.merchant}</p>
      <p class="next">{ui.words.approvedNote}</p>
    </>
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
        <dt>{bill.flow === 'static-code' ? words.bill.number : words.bill.order}</dt>
        <dd class="code-text">{bill.orderNumber}</dd>
      </dl>
      {bill.flow === 'static-code' ? <p class="next">{words.amount.shopLooks}</p> : null}
    </>
  );
}

function Refused({ result, ui }: { readonly result: RefusedResult; readonly ui: Ui }) {
  const { words, money } = ui;
  const { order, refusal } = result;
  return (
    <>
      {order && order.amountMinor !== null ? (
        <p class="big-amount">{money(order.amountMinor, order.currency)}</p>
      ) : null}
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
    const paid = words.paidTo(money(bill.paidMinor, bill.currency), bill.merchant);
    const stop = ui.language === 'en' ? '. ' : '。';
    return bill.flow === 'static-code' ? `${paid}${stop}${words.amount.shopLooks}` : paid;
  }
  if (result.kind === 'approved') return `${words.approved} ${words.approvedNote}`;
  const charged = result.refusal === 'no-answer' ? words.unsure : words.notCharged;
  const stop = ui.language === 'en' ? '. ' : '。';
  return `${words.notPaid}${stop}${words.refusals[result.refusal]} ${charged}`;
}
