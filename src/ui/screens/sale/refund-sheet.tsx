/** Giving money back: how much, why, then once more "is that right?" before anything leaves. */

import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { Attempt } from '../../../domain/attempt.ts';
import { coinMinorOf, refundRoundingMinor } from '../../../domain/cash.ts';
import { CURRENCY_EXPONENTS, type Money, money, moneyToText } from '../../../domain/money.ts';
import { hasProvider } from '../../../domain/rail.ts';
import type { Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { spokenMoney } from '../../models/labels.ts';
import { problemText } from '../../models/problem-words.ts';
import { createRefundForm, MAX_OWN_WORDS, REASONS, type RefundForm } from '../../models/refund.ts';
import type { Reader } from '../../models/words.ts';
import { Amount } from '../../parts/amount.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';

export interface RefundSheetProps {
  readonly sale: Sale;
  readonly attempt: Attempt;
  readonly onClose: () => void;
}

export function RefundSheet({ sale, attempt, onClose }: RefundSheetProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const form = useMemo(() => createRefundForm(sale, attempt, deps.sideText), []);
  const isAsking = useSignal(false);
  return (
    <Sheet title={t.refund.title} onClose={onClose}>
      {isAsking.value ? (
        <Question form={form} attempt={attempt} onBack={() => (isAsking.value = false)} onDone={onClose} />
      ) : (
        <Fields form={form} onGoOn={() => (isAsking.value = true)} />
      )}
    </Sheet>
  );
}

function Fields({ form, onGoOn }: { readonly form: RefundForm; readonly onGoOn: () => void }) {
  const { t, format } = useReader();
  const [amountId, wordsId] = [useId(), useId()];
  const problem = useAmountProblem(form);
  return (
    <form
      class="refund-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onGoOn();
      }}
    >
      <label for={amountId}>
        {t.refund.amount}
        <span class="quiet">{t.refund.available(format.money(form.rest))}</span>
      </label>
      <input
        id={amountId}
        class="field field-amount"
        inputMode="decimal"
        autocomplete="off"
        value={form.text.value}
        aria-invalid={problem !== undefined}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          form.text.value = event.currentTarget.value;
        }}
      />
      <ProblemLine text={problem} />
      <button type="button" class="button" onClick={() => (form.text.value = moneyToText(form.rest))}>
        {t.refund.full}
      </button>
      <fieldset class="reasons">
        <legend>{t.refund.reason}</legend>
        {REASONS.map((reason) => (
          <label key={reason} class="reason-choice">
            <input
              type="radio"
              name="reason"
              checked={form.reason.value === reason}
              onChange={() => (form.reason.value = reason)}
            />
            {t.till.refundReasons[reason]}
          </label>
        ))}
      </fieldset>
      <label for={wordsId}>{t.till.ownWords}</label>
      <input
        id={wordsId}
        class="field"
        maxLength={MAX_OWN_WORDS}
        autocomplete="off"
        value={form.ownWords.value}
        onInput={(event) => {
          form.ownWords.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button primary wide" disabled={problem !== undefined}>
        {t.till.goOn}
      </button>
    </form>
  );
}

function useAmountProblem(form: RefundForm): string | undefined {
  const { t, format } = useReader();
  const amount = form.amount.value;
  const words = t.refusals.amount;
  switch (amount) {
    case 'too_much':
      return t.till.refundTooMuch(format.money(form.rest));
    case 'too_many_decimals':
      return words.too_many_decimals(CURRENCY_EXPONENTS[form.rest.currency]);
    case 'zero':
      return words.zero;
    case 'not_an_amount':
      return words.not_a_number;
    default:
      return undefined;
  }
}

interface QuestionProps {
  readonly form: RefundForm;
  readonly attempt: Attempt;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

function Question({ form, attempt, onBack, onDone }: QuestionProps) {
  const { till, speaker, deps } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const amount = form.amount.value;
  const coinMinor = coinMinorOf(form.rest.currency, deps.settings.value.cashRounding);
  const problem = till.problem.value;
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  if (typeof amount === 'string') return null;
  const send = async (): Promise<void> => {
    const command = form.command();
    if (command === undefined || !(await till.refund({ ...command, coinMinor }))) return;
    // What has gone back is said by the sale's screen, once it is true.
    if (hasProvider(attempt.rail))
      speaker.say([t.states.refunding, spokenMoney(t, format, amount)].join(t.till.comma));
    onDone();
  };
  return (
    <div class="question">
      <Amount money={amount} />
      <p ref={question} tabIndex={-1} class="sentence">
        {t.refund.ask(format.money(amount))}
      </p>
      <p>{wayBack(reader, attempt, handedBack(attempt, amount, coinMinor))}</p>
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      <div class="actions">
        <button type="button" class="button" onClick={onBack}>
          {t.buttons.back}
        </button>
        <SafeButton class="primary" onPress={() => void send()}>
          {t.till.refundNow}
        </SafeButton>
      </div>
    </div>
  );
}

/** What leaves the drawer: in coins that there are, and never more than was taken. */
function handedBack(attempt: Attempt, { currency, amountMinor }: Money, coinMinor: number): Money {
  if (attempt.rail !== 'cash') return money(currency, amountMinor);
  return money(currency, amountMinor + refundRoundingMinor(attempt, amountMinor, coinMinor));
}

/** How the money goes back: by the provider, or by the cashier's own hand. */
function wayBack({ t, format }: Reader, { rail }: Attempt, amount: Money): string {
  if (rail === 'cash') return t.refund.cashBack(format.money(amount));
  return hasProvider(rail) ? t.till.refundTo(t.rails[rail]) : t.refund.byHand(t.rails[rail]);
}
