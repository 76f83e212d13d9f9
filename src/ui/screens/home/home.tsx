/** The counter at rest: the amount first, then one tap; the state of things in words around it. */

import { money } from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import { lengthOf } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { AmountProblem } from './amount-problem.tsx';
import { HomeBar } from './home-bar.tsx';
import { KeypadKeys } from './keypad-keys.tsx';
import { LastPayments } from './last-payments.tsx';
import { Notes } from './notes.tsx';
import { Tenders } from './tenders.tsx';
import { useTyping } from './typing.ts';

export function HomeScreen() {
  const { keypad, deps } = useApp();
  const { t, format } = useReader();
  useTyping();
  const text = keypad.text.value;
  const zero = format.money(money(deps.currency, 0));
  const shown = text === '' ? zero : typedAmount(format.money(keypad.amount.value), text);
  return (
    <main class="screen home">
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
          <AmountProblem />
        </div>
        <LastPayments />
      </section>
      <section class="home-right">
        <KeypadKeys />
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
