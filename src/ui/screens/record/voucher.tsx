/** A voucher: its value, its number if it has one, and what is left to pay. No change is given. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { SaleOrAmount } from '../../../counter/commands.ts';
import { isZero, type Money, moneyToText } from '../../../domain/money.ts';
import { plainReference } from '../../../domain/reference.ts';
import { useApp, useReader } from '../../context.ts';
import { CASHIER, voucherParts } from '../../models/record.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { isReferenceTyped, ReferenceField } from './reference-field.tsx';

export interface VoucherFormProps {
  readonly due: Money;
  readonly what: SaleOrAmount;
  readonly onTaken: (sale: number) => void;
}

export function VoucherForm({ due, what, onTaken }: VoucherFormProps) {
  const { till, deps, armed } = useApp();
  const { t } = useReader();
  const [value, reference] = [useSignal(''), useSignal('')];
  const id = useId();
  const parts = voucherParts(due, value.value);
  const number = plainReference(reference.value);
  const isReady = typeof parts !== 'string' && isReferenceTyped(number);
  const take = async (): Promise<void> => {
    if (typeof parts === 'string' || !isReady || !armed.isArmed()) return;
    const said = { by: CASHIER, ...(number === '' ? {} : { reference: number }) };
    const wished = isZero(parts.rest) ? what : { ...what, partMinor: parts.leg.amountMinor };
    const done = await till.command(() => deps.counter.takeRecord(wished, 'voucher', said));
    if (done?.ok === true) onTaken(done.sale);
  };
  return (
    <form
      class="cash-typed"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <label for={id}>{t.record.value}</label>
      <input
        id={id}
        class="field field-amount"
        inputMode="decimal"
        autocomplete="off"
        placeholder={moneyToText(due)}
        value={value.value}
        aria-invalid={typeof parts === 'string'}
        onInput={(event) => {
          till.forgetProblem();
          value.value = event.currentTarget.value;
        }}
      />
      <ValueLine parts={parts} />
      <ReferenceField rail="voucher" text={reference} />
      <p>{t.record.proof.voucher}</p>
      <button type="submit" class="button primary wide" disabled={!isReady}>
        {t.record.takeVoucher}
      </button>
    </form>
  );
}

/** What becomes of the value, or why it is none. */
function ValueLine({ parts }: { readonly parts: ReturnType<typeof voucherParts> }) {
  const { t, format } = useReader();
  if (parts === 'zero') return <ProblemLine text={t.refusals.amount.zero} />;
  if (parts === 'not_an_amount') return <ProblemLine text={t.refusals.amount.not_a_number} />;
  const { over, rest } = parts;
  const words = !isZero(rest)
    ? t.record.valueShort(format.money(rest))
    : isZero(over)
      ? t.record.valueHint
      : t.record.valueOver(format.money(over));
  return (
    <p class="quiet" role="status">
      {words}
    </p>
  );
}
