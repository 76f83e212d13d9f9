/** The receipt, on the screen as on paper: what was paid and how, and a code by which the sale is found again. */

import { printPart } from '../../../devices/print.ts';
import type { Attempt } from '../../../domain/attempt.ts';
import { isOnTrust, isSplit, paidLegs } from '../../../domain/legs.ts';
import { makeReceiptCode } from '../../../domain/receipt-code.ts';
import { newestAttempt, type Sale } from '../../../domain/sale.ts';
import { SideContext, useApp, useReader } from '../../context.ts';
import { cashLines, refundAmounts } from '../../models/cash.ts';
import { labelOf } from '../../models/labels.ts';
import { discountOf } from '../../models/lines.ts';
import { useSale } from '../../models/sales.ts';
import { Amount } from '../../parts/amount.tsx';
import { Icon } from '../../parts/icon.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { TopBar } from '../../parts/top-bar.tsx';

export function ReceiptScreen({ number }: { readonly number: number }) {
  const { t } = useReader();
  const { sales, isRead } = useSale(number).value;
  const sale = sales[0];
  return (
    <main class="screen list-screen receipt-screen">
      <TopBar title={t.receipt.title}>
        <button type="button" class="button" onClick={() => void printPart('receipt')}>
          <Icon name="print" />
          {t.buttons.print}
        </button>
      </TopBar>
      {isRead && sale === undefined && <p class="empty">{t.recent.notFound}</p>}
      {sale !== undefined && (
        <SideContext.Provider value="customer">
          <Receipt sale={sale} />
        </SideContext.Provider>
      )}
    </main>
  );
}

/** In the customer's language. */
function Receipt({ sale }: { readonly sale: Sale }) {
  const { deps, now } = useApp();
  const reader = useReader();
  const { t, format, language } = reader;
  const paid = paidLegs(sale);
  const attempt = paid.at(-1) ?? newestAttempt(sale);
  const legs = paid.length === 0 && attempt !== undefined ? [attempt] : paid;
  const { word } = labelOf(reader, sale);
  const { shopName } = deps.settings.value;
  return (
    <article class="receipt" lang={language}>
      {deps.book === 'practice' && <p class="receipt-practice">{t.receipt.practice}</p>}
      <h2>{shopName === '' ? t.counter.title : shopName}</h2>
      <p class="receipt-state">{word}</p>
      <Amount money={sale.due} />
      <dl class="pairs">
        <Line name={t.receipt.number} value={String(sale.number)} />
        <Line name={t.recent.time} value={format.dateTime(sale.openedAt, now.peek())} />
        {legs.map((leg) => (
          <PaymentLines key={leg.id} attempt={leg} hasAmount={isSplit(sale)} />
        ))}
      </dl>
      {attempt !== undefined && (
        <>
          <QrCode content={makeReceiptCode(attempt.orderNumber)} label={t.receipt.keep} />
          <p class="code">{attempt.orderNumber}</p>
          <p class="quiet">{t.receipt.keep}</p>
        </>
      )}
      <p>{t.result.thanks}</p>
    </article>
  );
}

interface PaymentLinesProps {
  readonly attempt: Attempt;
  /** One of several parts says how much it was. */
  readonly hasAmount: boolean;
}

function PaymentLines({ attempt, hasAmount }: PaymentLinesProps) {
  const reader = useReader();
  const { t, format } = reader;
  const { currency } = attempt.amount;
  const rail = t.rails[attempt.rail];
  const discount = discountOf(attempt);
  const { now } = useApp();
  const returns = attempt.refunds.filter((refund) => refund.state === 'succeeded');
  return (
    <>
      <Line name={t.receipt.paidBy} value={hasAmount ? `${rail} ${format.money(attempt.amount)}` : rail} />
      {isOnTrust(attempt) && <Line name={rail} value={t.states.recorded} />}
      {attempt.receipt?.payer !== undefined && <Line name={t.recent.payer} value={attempt.receipt.payer} />}
      {attempt.tradeNumber !== undefined && <Line name={t.recent.tradeNumber} value={attempt.tradeNumber} />}
      {discount !== undefined && (
        <Line
          name={t.till.discount}
          value={t.result.discount(format.money(discount.paid), format.money(discount.off))}
        />
      )}
      {attempt.reference !== undefined && <Line name={t.record.slipNumber} value={attempt.reference} />}
      {cashLines(reader, attempt).map(({ name, value }) => (
        <Line key={name} name={name} value={value} />
      ))}
      {returns.map((refund) => (
        <Line
          key={refund.number}
          name={t.receipt.refunded}
          value={[
            ...refundAmounts(reader, currency, refund),
            format.dateTime(refund.changedAt, now.peek()),
          ].join(' · ')}
        />
      ))}
    </>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
