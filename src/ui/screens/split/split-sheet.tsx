/** Paying in several parts: how much comes now, then by which way; what is left comes after it, on its own. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { CURRENCY_EXPONENTS, isSame, type Money, moneyToText } from '../../../domain/money.ts';
import type { RailName } from '../../../domain/rail.ts';
import { useApp, useReader } from '../../context.ts';
import { problemText } from '../../models/problem-words.ts';
import { type PartProblem, readPart, sharesOf } from '../../models/shares.ts';
import { tenderChoices } from '../../models/tenders.ts';
import type { Reader } from '../../models/words.ts';
import '../../css/split.css';
import { Amount } from '../../parts/amount.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Ways } from '../../parts/ways.tsx';

export function SplitSheet() {
  const { till, deps } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const whole = till.whole.value;
  const text = useSignal('');
  const part = text.value === '' ? undefined : readPart(text.value, whole);
  const chosen = typeof part === 'object' ? part : undefined;
  const problem = till.problem.value;
  const begin = (act: () => void): void => {
    if (chosen === undefined) return;
    till.setPart(chosen.amountMinor);
    act();
  };
  return (
    <Sheet title={t.tenders.split} onClose={() => till.open('none')} isBeside>
      <p class="quiet">{t.split.owed}</p>
      <Amount money={whole} class="amount-small" />
      <Shares whole={whole} chosen={chosen} onChoose={(share) => (text.value = moneyToText(share))} />
      <PartField text={text.value} onText={(typed) => (text.value = typed)} />
      <ProblemLine text={typeof part === 'string' ? partProblemText(reader, part, whole) : undefined} />
      {chosen !== undefined && (
        <>
          <p class="sentence" role="status">
            {t.split.nowBy(format.money(chosen))}
          </p>
          <Ways
            choices={tenderChoices(deps, chosen)}
            onWay={(rail: RailName) => begin(() => void till.pay(rail))}
          >
            <SafeButton class="way-button" onPress={() => begin(() => till.open('scan'))}>
              <Icon name="scan" />
              {t.buttons.scan}
            </SafeButton>
          </Ways>
          <p class="quiet">{t.split.restLater}</p>
        </>
      )}
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
    </Sheet>
  );
}

interface SharesProps {
  readonly whole: Money;
  readonly chosen: Money | undefined;
  readonly onChoose: (part: Money) => void;
}

function Shares({ whole, chosen, onChoose }: SharesProps) {
  const { t, format } = useReader();
  return (
    <div class="shares">
      {sharesOf(whole).map(({ people, part }) => (
        <button
          key={people}
          type="button"
          class="button"
          aria-pressed={chosen !== undefined && isSame(chosen, part)}
          onClick={() => onChoose(part)}
        >
          <span class="note-sum">
            <strong>{format.money(part)}</strong>
            <small>{t.split.share(people)}</small>
          </span>
        </button>
      ))}
    </div>
  );
}

function PartField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t } = useReader();
  const { till } = useApp();
  const id = useId();
  return (
    <div class="field-row">
      <label for={id}>{t.split.part}</label>
      <input
        id={id}
        class="field field-amount"
        inputMode="decimal"
        autocomplete="off"
        value={text}
        onInput={(event) => {
          till.forgetProblem();
          onText(event.currentTarget.value);
        }}
      />
    </div>
  );
}

function partProblemText({ t, format }: Reader, problem: PartProblem, whole: Money): string {
  const words = t.refusals.amount;
  switch (problem) {
    case 'too_much':
      return t.split.tooMuch(format.money(whole));
    case 'too_many_decimals':
      return words.too_many_decimals(CURRENCY_EXPONENTS[whole.currency]);
    case 'zero':
      return words.zero;
    default:
      return words.not_a_number;
  }
}
