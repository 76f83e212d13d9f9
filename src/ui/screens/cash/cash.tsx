/** Cash: what is due, rounded to the smallest coin, what the customer gives (exact, a likely sum, or typed), and the change. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { coinMinorOf, payableMinor, settleCash } from '../../../domain/cash.ts';
import {
  CURRENCY_EXPONENTS,
  isSame,
  type Money,
  money,
  moneyToText,
  parseMoney,
} from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import '../../css/cash.css';
import { cashSuggestions, signedMoney } from '../../models/cash.ts';
import { problemText } from '../../models/problem-words.ts';
import { lengthOf } from '../../parts/amount.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';

/** What is to be paid in cash. */
interface CashDue {
  readonly due: Money;
  /** The smallest coin that change is given in; 1 where nothing is rounded. */
  readonly coinMinor: number;
  /** What somebody with coins only is asked for. */
  readonly payable: Money;
}

export function CashSheet() {
  const { till } = useApp();
  const reader = useReader();
  const { t } = reader;
  const cash = useCashDue();
  const isManager = till.sheet.value === 'manager_cash';
  const problem = till.problem.value;
  const take = (amount: Money): void => void till.payCash(amount.amountMinor);
  return (
    <Sheet title={isManager ? t.till.managerCash : t.cash.title} onClose={() => till.open('none')} isBeside>
      {isManager && <p class="note tone-checking">{t.till.managerCashWarning}</p>}
      <Due cash={cash} />
      <Sums cash={cash} onTake={take} />
      <TypedSum cash={cash} onTake={take} />
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
    </Sheet>
  );
}

/** Only what completes the sale is rounded: with something left to pay, the rest can still come out even. */
function useCashDue(): CashDue {
  const { till, deps } = useApp();
  const due = till.due.value;
  const isLast = isSame(due, till.whole.value);
  const coinMinor = isLast ? coinMinorOf(due.currency, deps.settings.value.cashRounding) : 1;
  return { due, coinMinor, payable: money(due.currency, payableMinor(due, coinMinor)) };
}

function Due({ cash: { due, payable } }: { readonly cash: CashDue }) {
  const { t, format } = useReader();
  const roundingMinor = payable.amountMinor - due.amountMinor;
  const isRounded = roundingMinor !== 0;
  const text = format.money(payable);
  return (
    <dl class="pairs cash-due">
      {isRounded && (
        <>
          <div>
            <dt>{t.cash.due}</dt>
            <dd>{format.money(due)}</dd>
          </div>
          <div class="rounding-line">
            <dt>{t.cash.rounding}</dt>
            <dd>{signedMoney(format, due.currency, roundingMinor)}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{isRounded ? t.cash.toPay : t.cash.due}</dt>
        <dd class="amount amount-small" data-length={lengthOf(text)}>
          {text}
        </dd>
      </div>
    </dl>
  );
}

interface SumsProps {
  readonly cash: CashDue;
  readonly onTake: (given: Money) => void;
}

/** One tap each: exactly what is asked for, to the last cent where that is something else, and what people are likely to give. */
function Sums({ cash, onTake }: SumsProps) {
  const { t, format } = useReader();
  const { due, payable } = cash;
  return (
    <div class="cash-notes">
      <SafeButton class="primary" onPress={() => onTake(payable)}>
        {t.cash.exact}
      </SafeButton>
      {cashSuggestions(payable).map((sum) => (
        <SafeButton key={sum.amountMinor} onPress={() => onTake(sum)}>
          <span class="note-sum">
            <strong>{format.money(sum)}</strong>
            <small>{t.cash.change(format.money(changeFor(cash, sum)))}</small>
          </span>
        </SafeButton>
      ))}
      {!isSame(due, payable) && (
        <SafeButton onPress={() => onTake(due)}>
          <span class="note-sum">
            <strong>{format.money(due)}</strong>
            <small>{t.cash.unrounded}</small>
          </span>
        </SafeButton>
      )}
    </div>
  );
}

function TypedSum({ cash, onTake }: SumsProps) {
  const { till } = useApp();
  const { t } = useReader();
  const typed = useSignal('');
  const id = useId();
  const { due, coinMinor, payable } = cash;
  const given = typed.value === '' ? payable : parseMoney(due.currency, typed.value);
  const isEnough = typeof given !== 'string' && settleCash(due, given.amountMinor, coinMinor) !== undefined;
  const take = (): void => {
    if (typeof given !== 'string') onTake(given);
  };
  return (
    <form
      class="cash-typed"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label for={id}>{t.cash.given}</label>
      <input
        id={id}
        class="field"
        inputMode="decimal"
        autocomplete="off"
        placeholder={moneyToText(payable)}
        value={typed.value}
        onInput={(event) => {
          till.forgetProblem();
          typed.value = event.currentTarget.value
            .normalize('NFKC')
            .replaceAll(/[\s,]/g, '')
            .replace(/[。,]/, '.');
        }}
      />
      <ChangeLine cash={cash} given={given} />
      <SafeButton class="wide" disabled={!isEnough} onPress={take}>
        {t.cash.take}
      </SafeButton>
    </form>
  );
}

interface ChangeLineProps {
  readonly cash: CashDue;
  readonly given: ReturnType<typeof parseMoney>;
}

/** The change and what it was rounded by, or why what was typed cannot be taken. */
function ChangeLine({ cash: { due, coinMinor, payable }, given }: ChangeLineProps) {
  const { t, format } = useReader();
  const words = t.refusals.amount;
  const { currency } = due;
  if (given === 'too_many_decimals')
    return <ProblemLine text={words.too_many_decimals(CURRENCY_EXPONENTS[currency])} />;
  if (given === 'too_large') return <ProblemLine text={words.too_large} />;
  if (typeof given === 'string') return <ProblemLine text={words.not_a_number} />;
  const settled = settleCash(due, given.amountMinor, coinMinor);
  if (settled === undefined) {
    const missing = money(currency, payable.amountMinor - given.amountMinor);
    return <ProblemLine text={t.cash.notEnough(format.money(missing))} />;
  }
  const { changeMinor, roundingMinor } = settled;
  return (
    <p class="change" role="status">
      {t.cash.change(format.money(money(currency, changeMinor)))}
      {roundingMinor !== undefined && (
        <span class="rounding-line">
          {t.cash.rounding} {signedMoney(format, currency, roundingMinor)}
        </span>
      )}
    </p>
  );
}

/** A likely sum always pays what is asked for, so there is a change. */
function changeFor({ due, coinMinor }: CashDue, given: Money): Money {
  return money(due.currency, settleCash(due, given.amountMinor, coinMinor)?.changeMinor ?? 0);
}
