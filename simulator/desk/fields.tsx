/** The desk's two kinds of fields: something typed, and something chosen from a list. */

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly kind: 'text' | 'number' | 'whole' | 'money';
  /** What an empty field means. */
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

const MODES = { text: 'text', number: 'text', whole: 'numeric', money: 'decimal' } as const;

export function Field({ label, value, kind, hint = '', onChange }: FieldProps) {
  const shared = {
    inputMode: MODES[kind],
    placeholder: hint,
    value,
    autocomplete: 'off',
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
  } as const;
  if (kind === 'number' || kind === 'whole') {
    return (
      <label class="field">
        <span>{label}</span>
        <input type="number" step={kind === 'whole' ? 1 : 'any'} {...shared} />
      </label>
    );
  }
  return (
    <label class="field">
      <span>{label}</span>
      <input type="text" spellcheck={false} {...shared} />
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Value and word of each. */
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
