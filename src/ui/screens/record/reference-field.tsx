/** The number on a slip or a voucher, which may be left out and must never be a card's. */

import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { containsCardNumber } from '../../../domain/pan.ts';
import { isReference, plainReference } from '../../../domain/reference.ts';
import { useReader } from '../../context.ts';
import type { RecordRail } from '../../models/tenders.ts';
import { ProblemLine } from '../../parts/problem.tsx';

/** Whether it can be kept as it stands there. */
export function isReferenceTyped(text: string): boolean {
  return text === '' || isReference(text);
}

export interface ReferenceFieldProps {
  readonly rail: RecordRail;
  readonly text: Signal<string>;
  readonly onEnter?: () => void;
}

export function ReferenceField({ rail, text, onEnter }: ReferenceFieldProps) {
  const { t } = useReader();
  const [id, hintId] = [useId(), useId()];
  const plain = plainReference(text.value);
  const isBad = !isReferenceTyped(plain);
  const problem = containsCardNumber(plain) ? t.record.referenceCard : t.till.refusals.reference;
  return (
    <div class="field-row record-reference">
      <label for={id}>{t.record.reference[rail]}</label>
      <input
        id={id}
        class="field"
        autocomplete="off"
        spellcheck={false}
        maxLength={32}
        value={text.value}
        aria-invalid={isBad}
        aria-describedby={hintId}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || isBad || onEnter === undefined) return;
          event.preventDefault();
          onEnter();
        }}
      />
      <p class="quiet" id={hintId}>
        {t.record.referenceHint}
      </p>
      <ProblemLine text={isBad ? problem : undefined} />
    </div>
  );
}
