/** Received or not: the cashier's word, with the number of the slip if there is one, and a second look before "not received". */

import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { plainReference } from '../../../domain/reference.ts';
import type { Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { CASHIER } from '../../models/record.ts';
import type { RecordRail } from '../../models/tenders.ts';
import { SafeButton } from '../../parts/safe-button.tsx';
import { isReferenceTyped, ReferenceField } from './reference-field.tsx';

export interface ReceivedProps {
  readonly sale: Sale;
  readonly rail: RecordRail;
  readonly reference: Signal<string>;
  readonly onDoubt: () => void;
}

export function ReceivedActions({ sale, rail, reference, onDoubt }: ReceivedProps) {
  const { till, deps } = useApp();
  const { t } = useReader();
  const typed = plainReference(reference.value);
  const received = (): void => {
    const said = { by: CASHIER, ...(typed === '' ? {} : { reference: typed }) };
    void till.command(() => deps.counter.takeRecord({ sale: sale.number }, rail, said));
  };
  return (
    <>
      {rail !== 'own_code' && <ReferenceField rail={rail} text={reference} onEnter={received} />}
      <div class="actions">
        <SafeButton class="wide recorded-button" disabled={!isReferenceTyped(typed)} onPress={received}>
          {t.record.received}
        </SafeButton>
        <button type="button" class="button quiet-button wide" onClick={onDoubt}>
          {t.record.notReceived}
        </button>
      </div>
    </>
  );
}

export interface NotReceivedProps {
  readonly rail: RecordRail;
  readonly onBack: () => void;
  readonly onSure: () => void;
}

/** A customer who did pay must not be sent away: where to look, before the sale goes on without this money. */
export function NotReceived({ rail, onBack, onSure }: NotReceivedProps) {
  const { t } = useReader();
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <section class="note card tone-checking">
      <h2 ref={question} tabIndex={-1}>
        {t.record.notReceivedTitle}
      </h2>
      <p>{t.record.notReceivedHint[rail]}</p>
      <div class="actions">
        <button type="button" class="button" onClick={onBack}>
          {t.record.waitOn}
        </button>
        <SafeButton onPress={onSure}>{t.record.notReceived}</SafeButton>
      </div>
    </section>
  );
}
