/** A field for a key as text: what is wrong with it is said in words, and the field is wiped as soon as the key is in. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useReader } from '../../context.ts';
import type { KeyAnswer } from '../../deps.ts';
import { ProblemLine } from '../../parts/problem.tsx';

export interface PasteKeyProps {
  readonly label: string;
  /** Asked for as well where the provider names its keys; a certificate names itself. */
  readonly idLabel?: string;
  readonly onPaste: (key: { readonly text: string; readonly keyId: string }) => Promise<KeyAnswer>;
  readonly onDone: () => Promise<void>;
}

export function PasteKey({ label, idLabel, onPaste, onDone }: PasteKeyProps) {
  const { t } = useReader();
  const [textId, nameId] = [useId(), useId()];
  const text = useSignal('');
  const keyId = useSignal('');
  const refusal = useSignal<string | undefined>(undefined);
  return (
    <form
      class="paste-key"
      onSubmit={async (event) => {
        event.preventDefault();
        const answer = await onPaste({ text: text.value, keyId: keyId.value.trim() });
        refusal.value = answer.ok ? undefined : t.till.account.keyRefusals[answer.refusal];
        if (!answer.ok) return;
        text.value = '';
        keyId.value = '';
        await onDone();
      }}
    >
      {idLabel !== undefined && (
        <>
          <label for={nameId}>{idLabel}</label>
          <input
            id={nameId}
            class="field code"
            autocomplete="off"
            spellcheck={false}
            maxLength={80}
            value={keyId.value}
            onInput={(event) => {
              refusal.value = undefined;
              keyId.value = event.currentTarget.value;
            }}
          />
        </>
      )}
      <label for={textId}>{label}</label>
      <textarea
        id={textId}
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
