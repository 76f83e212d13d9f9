/** The secret that opens what a provider seals for the shop: entered once, never shown, wiped from its field as soon as it is kept. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ProviderRail } from '../../../domain/account.ts';
import { useApp, useReader } from '../../context.ts';
import { ProblemLine } from '../../parts/problem.tsx';

export interface OpeningKeyProps {
  readonly rail: ProviderRail;
  readonly isEntered: boolean;
  readonly onChanged: () => Promise<void>;
}

export function OpeningKey({ rail, isEntered, onChanged }: OpeningKeyProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account.openingKey;
  const id = useId();
  const text = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  return (
    <form
      class="paste-key"
      onSubmit={async (event) => {
        event.preventDefault();
        const answer = await deps.account.importOpeningKey(rail, text.value);
        problem.value = answer.ok
          ? undefined
          : answer.refusal === 'not_a_key'
            ? words.refused
            : t.till.account.keyRefusals.failed;
        if (!answer.ok) return;
        text.value = '';
        await onChanged();
      }}
    >
      <h3>{words.title}</h3>
      <p class="quiet">{words.hint}</p>
      <p>{isEntered ? words.entered : words.none}</p>
      <label for={id}>{words.paste}</label>
      <input
        id={id}
        class="field code"
        type="password"
        autocomplete="off"
        spellcheck={false}
        maxLength={64}
        value={text.value}
        onInput={(event) => {
          problem.value = undefined;
          text.value = event.currentTarget.value;
        }}
      />
      <ProblemLine text={problem.value} />
      <button type="submit" class="button" disabled={text.value.trim() === ''}>
        {words.keep}
      </button>
    </form>
  );
}
