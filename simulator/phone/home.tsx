/** The wallet's first screen: what to do, what is in it, what was paid last. */

import { Icon } from '../parts/icon.tsx';
import { BillList } from './bills.tsx';
import type { Offer } from './offers.ts';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps, Ui } from './ui.ts';

const RECENT = 3;

export function Home({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const view = phone.view.value;
  if (!view) return null;
  const name = ui.nameOf(view);
  return (
    <ScreenFrame
      title={words.rails[view.rail]}
      aside={
        <button
          type="button"
          class="plain customer"
          aria-label={words.switchCustomer(name)}
          onClick={() => phone.open('customers')}
        >
          <Icon name="person" />
          {name}
        </button>
      }
    >
      <div class="scroll">
        <OfferCard phone={phone} ui={ui} />
        <ReaderCard phone={phone} ui={ui} />
        <Tasks phone={phone} ui={ui} />
        <RefundNews phone={phone} ui={ui} />
        {view.phoneOffline ? <p class="note offline">{words.phoneOfflineNote}</p> : null}
        {view.state === 'normal' ? null : <p class="note not-paid">{words.states[view.state]}</p>}
        <div class="card balance">
          <span>{words.balance}</span>
          <strong>{money(view.balanceMinor, view.currency)}</strong>
          <small>{words.practiceNote}</small>
        </div>
        <Coupons phone={phone} ui={ui} />
        <section class="card" aria-label={words.bills}>
          <BillList bills={view.bills.slice(0, RECENT)} ui={ui} />
          {view.bills.length > RECENT ? (
            <button type="button" class="plain wide" onClick={() => phone.open('bills')}>
              {words.allBills}
            </button>
          ) : null}
        </section>
      </div>
    </ScreenFrame>
  );
}

/** What this wallet can do: a card is held to a reader, PayPal only scans, the others show a code as well. */
function Tasks({ phone, ui }: ScreenProps) {
  const { words } = ui;
  const rail = phone.view.value?.rail;
  if (rail === 'card') {
    // The reader's own card leads there already.
    if (phone.reader.value !== undefined) return null;
    return (
      <button type="button" class="primary tall" onClick={() => phone.open('card')}>
        {words.card.hold}
      </button>
    );
  }
  return (
    <div class={`tasks ${rail ?? ''}`}>
      <button type="button" onClick={() => phone.open('scan')}>
        <Icon name="scan" />
        {words.scan}
      </button>
      {rail === 'paypal' ? null : (
        <button type="button" onClick={() => phone.open('code')}>
          <Icon name="code" />
          {words.paymentCode}
        </button>
      )}
    </div>
  );
}

/** One tap on this takes a card out. */
function ReaderCard({ phone, ui }: ScreenProps) {
  const order = phone.reader.value?.action;
  if (!order) return null;
  return (
    <button type="button" class="offer" onClick={() => phone.open('card')}>
      <Icon name="card" />
      <strong>
        {ui.words.card.asked(ui.money(order.amountMinor, order.currency, 'card'), order.merchant)}
      </strong>
      <small>{ui.words.card.hold}</small>
    </button>
  );
}

/** One tap on this reads what the counter shows. */
export function OfferCard({ phone, ui }: ScreenProps) {
  const offer = phone.offer.value;
  if (!offer || phone.view.value?.phoneOffline) return null;
  return (
    <button type="button" class="offer" onClick={() => phone.takeOffer(offer)}>
      <Icon name="scan" />
      <strong>{offerTitle(offer, ui)}</strong>
      <small>
        {offer.rail === phone.view.value?.rail
          ? ui.words.offerNote
          : ui.words.offerByOther(ui.words.rails[offer.rail])}
      </small>
    </button>
  );
}

/** A static code says to whom, not how much. */
export function offerTitle({ amountMinor, currency, merchant, rail }: Offer, { words, money }: Ui): string {
  return amountMinor === null
    ? words.scanPrinted(words.rails[rail], merchant)
    : words.scanOffer(money(amountMinor, currency, rail), merchant);
}

function RefundNews({ phone, ui }: ScreenProps) {
  const news = phone.refundNews.value;
  if (!news) return null;
  const amount = ui.money(news.amountMinor, news.bill.currency);
  return <p class="note paid">{ui.words.bill.refundCame(amount, news.bill.merchant)}</p>;
}

function Coupons({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const view = phone.view.value;
  if (!view || view.coupons.length === 0) return null;
  return (
    <section class="card" aria-label={words.coupons}>
      <h2>{words.coupons}</h2>
      <ul class="coupons">
        {view.coupons.map((coupon) => (
          <li key={coupon.id} class={coupon.used ? 'used' : ''}>
            <Icon name="coupon" />
            {words.coupon(
              money(coupon.amountMinor, view.currency),
              money(coupon.minimumMinor, view.currency),
            )}
            {coupon.used ? <small>{words.couponUsed}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
