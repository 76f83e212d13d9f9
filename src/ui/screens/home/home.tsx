/** The counter at rest: the amount first, then one tap; the state of things in words around it. */

import { money } from '../../../domain/money.ts';
import { useApp, useFirst } from '../../context.ts';
import { lengthOf } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { lazy } from '../../parts/lazy.tsx';
import { PanelWays } from '../../parts/panel-ways.tsx';
import { Tenders } from '../../parts/tenders.tsx';
import { HomeBar } from './home-bar.tsx';
import { KeypadKeys } from './keypad-keys.tsx';
import { LastPayments } from './last-payments.tsx';
import { Notes } from './notes.tsx';
import { useTyping } from './typing.ts';

/** Its words are many and rarely needed. */
export const AmountProblem = lazy(async () => (await import('./amount-problem.tsx')).AmountProblem);

export function HomeScreen() {
  const { keypad, till, deps } = useApp();
  const { t, format } = useFirst();
  useTyping();
  const text = keypad.text.value;
  // A sheet says its own problems.
  const hasProblem =
    keypad.problem.value !== undefined || (till.problem.value !== undefined && till.sheet.value === 'none');
  const zero = format.money(money(deps.currency.value, 0));
  const shown = text === '' ? zero : typedAmount(format.money(keypad.amount.value), text);
  return (
    <main class={text === '' ? 'screen home' : 'screen home has-amount'}>
      <HomeBar />
      <section class="home-left">
        <Notes />
        <div class="amount-box">
          <Heading class="visually-hidden">{t.counter.title}</Heading>
          <p class="amount-label">{text === '' ? t.counter.ready : t.keypad.amount}</p>
          <output
            class={text === '' ? 'amount amount-empty' : 'amount'}
            aria-label={t.keypad.amount}
            data-length={lengthOf(shown)}
          >
            {shown}
          </output>
          {hasProblem && <AmountProblem.Screen />}
        </div>
        <LastPayments />
      </section>
      <section class="home-right">
        <KeypadKeys />
        <PanelWays />
        <Tenders />
      </section>
    </main>
  );
}

/** The amount as typed, with the sign of its currency and its thousands apart: `¥1,234.5`. */
export function typedAmount(formatted: string, text: string): string {
  const [whole = '', decimals] = text.split('.');
  const sign = /^[^\d]*/.exec(formatted)?.[0] ?? '';
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return sign + grouped + (decimals === undefined ? '' : `.${decimals}`);
}
