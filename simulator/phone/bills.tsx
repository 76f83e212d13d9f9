/** What the customer paid, what was refused and what came back, newest first. */

import type { BillView } from '../parts/client.ts';
import { dayTime } from '../parts/time.ts';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps, Ui } from './ui.ts';

/** How each state looks; its word stands there too. */
const LOOKS = {
  paid: 'is-paid',
  refused: 'is-not-paid',
  refunded: 'is-back',
  partlyRefunded: 'is-back',
} as const;

export function Bills({ phone, ui }: ScreenProps) {
  const { words } = ui;
  return (
    <ScreenFrame title={words.bills} back={{ label: words.back, go: () => phone.open('home') }}>
      <div class="scroll">
        <div class="card">
          <BillList bills={phone.view.value?.bills ?? []} ui={ui} isFull />
        </div>
      </div>
    </ScreenFrame>
  );
}

interface BillListProps {
  readonly bills: readonly BillView[];
  readonly ui: Ui;
  /** With order numbers and every refund. */
  readonly isFull?: boolean;
}

export function BillList({ bills, ui, isFull = false }: BillListProps) {
  if (bills.length === 0) return <p class="quiet">{ui.words.bill.none}</p>;
  return (
    <ul class="bills">
      {bills.map((bill) => (
        <Bill key={bill.orderNumber} bill={bill} ui={ui} isFull={isFull} />
      ))}
    </ul>
  );
}

function Bill({ bill, ui, isFull }: { readonly bill: BillView; readonly ui: Ui; readonly isFull: boolean }) {
  const { words, money, language } = ui;
  const state = stateOf(bill);
  return (
    <li>
      <span class="bill-name">{bill.merchant}</span>
      <span class="bill-amount">
        {bill.paid ? money(-bill.paidMinor, bill.currency) : money(bill.amountMinor, bill.currency)}
      </span>
      <small>
        {dayTime(bill.at, language)}
        {bill.subject === '' ? '' : ` · ${bill.subject}`}
      </small>
      <small class={`bill-state ${LOOKS[state]}`}>{words.bill[state]}</small>
      {isFull && bill.declined ? <small class="bill-line">{words.refusals[bill.declined]}</small> : null}
      {isFull && bill.discountMinor > 0 ? (
        <small class="bill-line">
          {words.confirm.discount} {money(bill.discountMinor, bill.currency)}
        </small>
      ) : null}
      {isFull
        ? bill.refunds.map((refund, index) => (
            <small class="bill-line" key={`${index}-${refund.at}`}>
              {words.bill.refund} +{money(refund.amountMinor, bill.currency)} · {dayTime(refund.at, language)}
            </small>
          ))
        : null}
      {isFull ? (
        <small class="bill-line">
          {bill.flow === 'static-code' ? words.bill.number : words.bill.order}{' '}
          <span class="code-text">{bill.orderNumber}</span>
        </small>
      ) : null}
    </li>
  );
}

function stateOf(bill: BillView): keyof typeof LOOKS {
  if (!bill.paid) return 'refused';
  const backMinor = bill.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (backMinor === 0) return 'paid';
  return backMinor >= bill.paidMinor ? 'refunded' : 'partlyRefunded';
}
