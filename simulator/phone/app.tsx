/** The phone: its case, the bar with the time, the screen it is on, and a live region that says what happens. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { shortTime } from '../parts/time.ts';
import { AmountToPay, overSentence } from './amount.tsx';
import { Bills } from './bills.tsx';
import { CardAtReader, readerSentence } from './card.tsx';
import { PaymentCode } from './code.tsx';
import { Confirm } from './confirm.tsx';
import { Customers } from './customers.tsx';
import { Home } from './home.tsx';
import { Password } from './password.tsx';
import { Result, resultSentence } from './result.tsx';
import { Scan } from './scan.tsx';
import type { Screen } from './screens.ts';
import { type ScreenProps, speakingFor } from './ui.ts';

const SCREENS: Readonly<Record<Screen['name'], (props: ScreenProps) => ComponentChildren>> = {
  home: Home,
  customers: Customers,
  code: PaymentCode,
  scan: Scan,
  confirm: Confirm,
  amount: AmountToPay,
  password: Password,
  bills: Bills,
  card: CardAtReader,
  result: Result,
};

export function PhoneApp({ phone, ui: spoken }: ScreenProps) {
  const view = phone.view.value;
  const ui = speakingFor(view?.rail, spoken);
  const { words } = ui;
  const trouble = phone.trouble.value;
  const screen = phone.screen.value;
  const Current = SCREENS[screen.name];
  return (
    <main class="phone">
      <StatusBar phone={phone} ui={ui} />
      {trouble ? <p class="note not-paid trouble">{words.refusals[trouble]}</p> : null}
      {view ? (
        <Current key={`${view.id} ${screen.name}`} phone={phone} ui={ui} />
      ) : (
        <p class="quiet opening">{trouble ? '' : words.opening}</p>
      )}
      <p class="unseen" role="status">
        {sentence({ phone, ui })}
      </p>
    </main>
  );
}

/** What somebody who does not see the screen must hear. */
function sentence({ phone, ui }: ScreenProps): string {
  const { words, money } = ui;
  const screen = phone.screen.value;
  const news = phone.refundNews.value;
  if (phone.trouble.value) return words.refusals[phone.trouble.value];
  if (screen.name === 'result') return resultSentence(screen.result, ui);
  if (screen.name === 'password') {
    if (screen.triesLeft !== undefined) return words.password.wrong(screen.triesLeft);
    return phone.view.value?.pending?.kind === 'password' ? words.password.asked : words.password.title;
  }
  if (screen.name === 'amount' && screen.over) return overSentence(screen.over, ui);
  if (screen.name === 'card') return readerSentence(phone, ui);
  if (news) return words.bill.refundCame(money(news.amountMinor, news.bill.currency), news.bill.merchant);
  return '';
}

const TICK_MS = 1_000;

/** Decoration: what it says stands in words elsewhere. */
function StatusBar({ phone, ui }: ScreenProps) {
  const [now, setNow] = useState(phone.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(phone.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [phone]);
  return (
    <div class="status-bar" aria-hidden="true">
      <span>{shortTime(now, ui.language)}</span>
      <span class="status-practice">{ui.words.practice}</span>
      {phone.view.value?.phoneOffline ? <Icon name="offline" /> : <span class="signal" />}
    </div>
  );
}
