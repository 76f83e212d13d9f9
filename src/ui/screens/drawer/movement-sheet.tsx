/** Putting in, taking out, opening without a sale, counting: how much, why, and for a count a look at the difference before it is kept. */

import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { type DrawerMove, EMPTY_ACCOUNT, expectedMinor } from '../../../domain/drawer.ts';
import { CURRENCY_EXPONENTS, type Currency, type Money } from '../../../domain/money.ts';
import type { Messages } from '../../../i18n/messages.ts';
import { useApp, useReader } from '../../context.ts';
import { balanceMoney } from '../../models/cash.ts';
import { createDrawerForm, type DrawerForm, type DrawerProblem, MAX_OWN_WORDS } from '../../models/drawer.ts';
import { problemText } from '../../models/problem-words.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { differenceWords } from './difference.ts';

export interface MovementSheetProps {
  readonly movement: DrawerMove;
  readonly currency: Currency;
  readonly onClose: () => void;
}

export function MovementSheet({ movement, currency, onClose }: MovementSheetProps) {
  const { deps, till, speaker } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const form = useMemo(() => createDrawerForm(movement, currency, deps.sideText), []);
  const isComparing = useSignal(false);
  const refused = till.problem.value;
  const save = async (): Promise<void> => {
    const command = form.command();
    if (command === undefined) return;
    const done = await till.command(() => deps.counter.moveDrawer(command));
    if (done?.ok !== true) return;
    const amount = balanceMoney(format, currency, command.amountMinor);
    const isOpening = movement === 'no_sale';
    speaker.say(isOpening ? t.drawer.doneOpening : t.drawer.done(t.drawer.moves[movement], amount));
    onClose();
  };
  const isCount = movement === 'count';
  return (
    <Sheet title={t.drawer.moves[movement]} onClose={onClose}>
      {isCount && isComparing.value ? (
        <Comparison form={form} onBack={() => (isComparing.value = false)} onKeep={() => void save()} />
      ) : (
        <Fields
          form={form}
          onGoOn={() => {
            if (isCount) isComparing.value = true;
            else void save();
          }}
        />
      )}
      <ProblemLine text={refused === undefined ? undefined : problemText(reader, refused)} />
    </Sheet>
  );
}

interface FieldsProps {
  readonly form: DrawerForm;
  readonly onGoOn: () => void;
}

function Fields({ form, onGoOn }: FieldsProps) {
  const { till, armed } = useApp();
  const { t } = useReader();
  const hasTried = useSignal(false);
  const wordsId = useId();
  const { movement, hasAmount, reasons } = form;
  const problem = form.problem.value;
  const goOn = (): void => {
    if (!armed.isArmed()) return;
    hasTried.value = true;
    till.forgetProblem();
    if (problem === undefined) onGoOn();
  };
  // What was not typed yet is no mistake before somebody wants to go on.
  const isSaid = hasTried.value || (problem !== 'empty' && problem !== 'reason' && problem !== 'words');
  return (
    <form
      class="refund-form"
      onSubmit={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      {hasAmount && <AmountField form={form} />}
      {movement === 'no_sale' && <p>{t.drawer.noSaleHint}</p>}
      {movement === 'paid_out' && <TakingTooMuch form={form} />}
      {reasons.length > 0 && <Reasons form={form} />}
      <label for={wordsId}>{form.reason.value === 'other' ? t.drawer.neededWords : t.till.ownWords}</label>
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
      <ProblemLine
        text={isSaid && problem !== undefined ? problemWords(t, form.currency, problem) : undefined}
      />
      <button type="submit" class="button primary wide">
        {movement === 'count' ? t.drawer.compare : t.drawer.moves[movement]}
      </button>
    </form>
  );
}

function AmountField({ form }: { readonly form: DrawerForm }) {
  const { t } = useReader();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isCount = form.movement === 'count';
  return (
    <>
      <label for={id}>
        {isCount ? t.drawer.counted : t.drawer.amount}
        {isCount && <span class="quiet">{t.drawer.countHint}</span>}
      </label>
      <input
        ref={field}
        id={id}
        class="field field-amount"
        inputMode="decimal"
        autocomplete="off"
        value={form.text.value}
        onInput={(event) => {
          form.text.value = event.currentTarget.value;
        }}
      />
    </>
  );
}

/** More than should be there may be taken all the same: what is in the drawer decides, and the next count tells. */
function TakingTooMuch({ form }: { readonly form: DrawerForm }) {
  const { deps } = useApp();
  const { t, format } = useReader();
  const { currency } = form;
  const amount = form.amount.value;
  const there = expectedMinor(deps.view.value.drawer[currency] ?? EMPTY_ACCOUNT);
  if (typeof amount === 'string' || amount.amountMinor <= there) return null;
  return <p class="note tone-checking">{t.drawer.moreThanThere(balanceMoney(format, currency, there))}</p>;
}

function Reasons({ form }: { readonly form: DrawerForm }) {
  const { t } = useReader();
  return (
    <fieldset class="reasons">
      <legend>{t.drawer.reason}</legend>
      {form.reasons.map((reason) => (
        <label key={reason} class="reason-choice">
          <input
            type="radio"
            name="drawer-reason"
            checked={form.reason.value === reason}
            onChange={() => {
              form.reason.value = reason;
            }}
          />
          {t.drawer.reasons[reason]}
        </label>
      ))}
    </fieldset>
  );
}

function problemWords(t: Messages, currency: Currency, problem: DrawerProblem): string {
  const words = t.refusals.amount;
  switch (problem) {
    case 'empty':
      return t.till.refusals.drawer_amount;
    case 'reason':
      return t.drawer.chooseReason;
    case 'words':
      return t.drawer.needWords;
    case 'zero':
      return words.zero;
    case 'too_many_decimals':
      return words.too_many_decimals(CURRENCY_EXPONENTS[currency]);
    case 'too_large':
      return words.too_large;
    case 'not_an_amount':
      return words.not_a_number;
  }
}

interface ComparisonProps {
  readonly form: DrawerForm;
  readonly onBack: () => void;
  readonly onKeep: () => void;
}

/** Only after the counting, so that nobody counts towards a sum that is known already. */
function Comparison({ form, onBack, onKeep }: ComparisonProps) {
  const { deps } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  const counted = form.amount.value;
  if (typeof counted === 'string') return null;
  const { currency, amountMinor }: Money = counted;
  const there = expectedMinor(deps.view.value.drawer[currency] ?? EMPTY_ACCOUNT);
  return (
    <div class="question">
      <dl class="pairs">
        <div>
          <dt>{t.drawer.expected}</dt>
          <dd>{balanceMoney(format, currency, there)}</dd>
        </div>
        <div>
          <dt>{t.drawer.counted}</dt>
          <dd>{format.money(counted)}</dd>
        </div>
      </dl>
      <p ref={words} tabIndex={-1} class="sentence">
        {differenceWords(reader, { currency, amountMinor, expectedMinor: there })}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={onBack}>
          {t.drawer.countAgain}
        </button>
        <SafeButton class="primary" onPress={onKeep}>
          {t.drawer.keepCount}
        </SafeButton>
      </div>
    </div>
  );
}
