/** A field for a key as text: what is wrong with it is said in words, and the field is wiped as soon as the key is in. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useReader } from '../../context.ts';
import type { KeyAnswer } from '../../deps.ts';
import { ProblemLine } from '../../parts/problem.tsx';

export interface PasteKeyProps {
  readonly label: string;
  readonly onPaste: (text: string) => Promise<KeyAnswer>;
  readonly onDone: () => Promise<void>;
}

export function PasteKey({ label, onPaste, onDone }: PasteKeyProps) {
  const { t } = useReader();
  const id = useId();
  const text = useSignal('');
  const refusal = useSignal<string | undefined>(undefined);
  return (
    <form
      class="paste-key"
      onSubmit={async (event) => {
        event.preventDefault();
        const answer = await onPaste(text.value);
        refusal.value = answer.ok ? undefined : t.till.account.keyRefusals[answer.refusal];
        if (!answer.ok) return;
        text.value = '';
        await onDone();
      }}
    >
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="field code"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        value={text.value}
        onInput={(event) => {
          refusal.value = undefined;
          text.value = event.currentTarget.value;
        }}
      />
      <ProblemLine text={refusal.value} />
      <button type="submit" class="button" disabled={text.value.trim() === ''}>
        {t.till.account.importKey}
      </button>
    </form>
  );
}
