/** Cash: what is due, what the customer gives (exact, a likely note, or typed), and the change. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { isAtLeast, type Money, moneyToText, parseMoney, subtract } from '../../../domain/money.ts';
import { outstanding } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { cashSuggestions } from '../../models/cash.ts';
import { problemText } from '../../models/problem-words.ts';
import { lengthOf } from '../../parts/amount.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';

export function CashSheet() {
  const { till, keypad } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const stage = till.stage.value;
  const due = stage === undefined || stage.kind === 'paid' ? keypad.amount.value : outstanding(stage.sale);
  const isManager = till.sheet.value === 'manager_cash';
  const typed = useSignal('');
  const id = useId();
  const given = typed.value === '' ? due : parseMoney(due.currency, typed.value);
  const problem = till.problem.value;
  const take = (amount: Money): void => void till.payCash(amount.amountMinor);
  return (
    <Sheet title={isManager ? t.till.managerCash : t.cash.title} onClose={() => till.open('none')} isBeside>
      {isManager && <p class="note tone-checking">{t.till.managerCashWarning}</p>}
      <Due due={due} />
      <div class="cash-notes">
        <SafeButton class="primary" onPress={() => take(due)}>
          {t.cash.exact}
        </SafeButton>
        {cashSuggestions(due).map((sum) => (
          <SafeButton key={sum.amountMinor} onPress={() => take(sum)}>
            <span class="note-sum">
              <strong>{format.money(sum)}</strong>
              <small>{t.cash.change(format.money(subtract(sum, due)))}</small>
            </span>
          </SafeButton>
        ))}
      </div>
      <form
        class="cash-typed"
        onSubmit={(event) => {
          event.preventDefault();
          if (typeof given !== 'string') take(given);
        }}
      >
        <label for={id}>{t.cash.given}</label>
        <input
          id={id}
          class="field"
          inputMode="decimal"
          autocomplete="off"
          placeholder={moneyToText(due)}
          value={typed.value}
          onInput={(event) => {
            till.forgetProblem();
            typed.value = event.currentTarget.value
              .normalize('NFKC')
              .replaceAll(/[\s,]/g, '')
              .replace(/[。,]/, '.');
          }}
        />
        <ChangeLine due={due} given={given} />
        <SafeButton
          class="wide"
          disabled={typeof given === 'string' || !isAtLeast(given, due)}
          onPress={() => typeof given !== 'string' && take(given)}
        >
          {t.cash.take}
        </SafeButton>
      </form>
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
    </Sheet>
  );
}

function Due({ due }: { readonly due: Money }) {
  const { t, format } = useReader();
  const text = format.money(due);
  return (
    <dl class="pairs cash-due">
      <div>
        <dt>{t.cash.due}</dt>
        <dd class="amount amount-small" data-length={lengthOf(text)}>
          {text}
        </dd>
      </div>
    </dl>
  );
}

/** The change, or why what was typed cannot be taken. */
function ChangeLine({ due, given }: { readonly due: Money; readonly given: ReturnType<typeof parseMoney> }) {
  const { t, format } = useReader();
  const words = t.refusals.amount;
  if (given === 'too_many_decimals') return <ProblemLine text={words.too_many_decimals(2)} />;
  if (given === 'too_large') return <ProblemLine text={words.too_large} />;
  if (typeof given === 'string') return <ProblemLine text={words.not_a_number} />;
  if (!isAtLeast(given, due))
    return <ProblemLine text={t.cash.notEnough(format.money(subtract(due, given)))} />;
  return (
    <p class="change" role="status">
      {t.cash.change(format.money(subtract(given, due)))}
    </p>
  );
}
