/** The receipt, on the screen as on paper: what was paid and how, and a code by which the sale is found again. */

import { printPart } from '../../../devices/print.ts';
import type { Attempt } from '../../../domain/attempt.ts';
import { money } from '../../../domain/money.ts';
import { makeReceiptCode } from '../../../domain/receipt-code.ts';
import { attemptsOf, newestAttempt, type Sale } from '../../../domain/sale.ts';
import { SideContext, useApp, useReader } from '../../context.ts';
import { discountOf, labelOf } from '../../models/labels.ts';
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
  const attempt = attemptsOf(sale).findLast((one) => one.state === 'paid') ?? newestAttempt(sale);
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
        {attempt !== undefined && <PaymentLines attempt={attempt} />}
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

function PaymentLines({ attempt }: { readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const { currency } = attempt.amount;
  const discount = discountOf(attempt);
  const { now } = useApp();
  const returns = attempt.refunds.filter((refund) => refund.state === 'succeeded');
  return (
    <>
      <Line name={t.receipt.paidBy} value={t.rails[attempt.rail]} />
      {attempt.receipt?.payer !== undefined && <Line name={t.recent.payer} value={attempt.receipt.payer} />}
      {attempt.tradeNumber !== undefined && <Line name={t.recent.tradeNumber} value={attempt.tradeNumber} />}
      {discount !== undefined && (
        <Line
          name={t.till.discount}
          value={t.result.discount(format.money(discount.paid), format.money(discount.off))}
        />
      )}
      {attempt.cash !== undefined && (
        <>
          <Line
            name={t.receipt.cashGiven}
            value={format.money(money(currency, attempt.cash.tenderedMinor))}
          />
          <Line name={t.receipt.change} value={format.money(money(currency, attempt.cash.changeMinor))} />
        </>
      )}
      {returns.map(({ number, amountMinor, changedAt }) => (
        <Line
          key={number}
          name={t.receipt.refunded}
          value={`${format.money(money(currency, amountMinor))} · ${format.dateTime(changedAt, now.peek())}`}
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
