/** The form of one fault: what it does in plain words, and the details it takes. */

import { useState } from 'preact/hooks';
import type { CatalogueEntry } from '../parts/client.ts';
import type { DeskWords } from '../words/desk-words.ts';
import type { Operation, Rail } from '../world/model.ts';
import {
  type Detail,
  detailsOf,
  EMPTY_FORM,
  type FaultForm,
  hasRail,
  operationsAt,
  operationsOf,
  orderFrom,
  railsOf,
} from './fault-order.ts';
import { Choice, Field } from './fields.tsx';
import type { Desk } from './model.ts';
import type { DeskUi } from './ui.ts';

interface FaultFormProps {
  readonly desk: Desk;
  readonly ui: DeskUi;
  readonly entry: CatalogueEntry;
}

export function FaultFormView({ desk, ui, entry }: FaultFormProps) {
  const { words } = ui;
  const [form, setForm] = useState<FaultForm>(EMPTY_FORM);
  const [refusal, setRefusal] = useState<string>();
  const change = (part: Partial<FaultForm>) => setForm({ ...form, ...part });
  // What one provider can be asked the next one may not know.
  const choose = (rail: string) => change({ ...anyOperation(form), rail });
  const operations = operationsOf(entry, form.rail);
  const arm = async (event: Event) => {
    event.preventDefault();
    const answer = await desk.arm(orderFrom(entry.name, form));
    setRefusal(answer.ok ? undefined : answer.message);
  };
  return (
    <form class="fault-form" onSubmit={arm}>
      <p>{ui.faults[entry.name].what}</p>
      <div class="fields">
        {entry.worlds ? (
          <Choice
            label={words.faults.world}
            value={form.world === '' ? 'charged' : form.world}
            options={[
              ['charged', words.faults.charged],
              ['not-charged', words.faults.notCharged],
            ]}
            onChange={(world) => change({ world })}
          />
        ) : null}
        {hasRail(entry) ? (
          <RailChoice ui={ui} rails={railsOf(entry)} value={form.rail} onChange={choose} />
        ) : null}
        {operations.length > 1 ? (
          <Choice
            label={words.faults.operation}
            value={form.operation}
            options={[['', words.faults.anyOperation], ...named(operations, words)]}
            onChange={(operation) => change({ operation })}
          />
        ) : null}
        {detailsOf(entry.name).map((detail) => (
          <DetailField
            key={detail}
            detail={detail}
            rail={form.rail}
            words={words}
            value={form.details[detail] ?? ''}
            onChange={(value) => change({ details: { ...form.details, [detail]: value } })}
          />
        ))}
        <Field
          label={words.faults.times}
          value={form.times}
          kind="whole"
          hint={entry.times === null ? words.faults.untilCleared : String(entry.times)}
          onChange={(times) => change({ times })}
        />
      </div>
      {refusal === undefined ? null : (
        <p class="note not-paid" role="alert">
          {words.faults.refused(refusal)}
        </p>
      )}
      <button type="submit" class="primary">
        {words.faults.arm}
      </button>
    </form>
  );
}

function anyOperation({ details }: FaultForm): Partial<FaultForm> {
  return { operation: '', details: { ...details, after: '' } };
}

interface RailChoiceProps {
  readonly ui: DeskUi;
  readonly rails: readonly Rail[];
  readonly value: string;
  readonly onChange: (rail: string) => void;
}

function RailChoice({ ui, rails, value, onChange }: RailChoiceProps) {
  const { rail, anyRail } = ui.words;
  const options = rails.map((one) => [one, ui.rails[one]] as const);
  return <Choice label={rail} value={value} options={[['', anyRail], ...options]} onChange={onChange} />;
}

interface DetailFieldProps {
  readonly detail: Detail;
  readonly rail: string;
  readonly words: DeskWords;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function DetailField({ detail, rail, words, value, onChange }: DetailFieldProps) {
  const label = words.faults[detail];
  const standard = ['', words.faults.standard] as const;
  switch (detail) {
    case 'delay':
    case 'skew':
    case 'rate':
    case 'overlap':
      return <Field label={label} value={value} kind="number" hint={standard[1]} onChange={onChange} />;
    case 'code':
      return <Field label={label} value={value} kind="text" hint={standard[1]} onChange={onChange} />;
    default:
      return (
        <Choice
          label={label}
          value={value}
          options={[standard, ...choicesOf(detail, rail, words)]}
          onChange={onChange}
        />
      );
  }
}

function choicesOf(
  detail: 'as' | 'answer' | 'after',
  rail: string,
  words: DeskWords,
): readonly (readonly [string, string])[] {
  if (detail === 'after') return named(operationsAt(rail), words);
  const values = detail === 'as' ? (['waiting', 'absent'] as const) : (['first', 'second'] as const);
  return values.map((value) => [value, words.faults[value]] as const);
}

function named(operations: readonly Operation[], words: DeskWords): readonly (readonly [string, string])[] {
  return operations.map((operation) => [operation, words.operations[operation]] as const);
}
