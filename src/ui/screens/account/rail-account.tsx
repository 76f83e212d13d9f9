/** One provider's account: what was entered, saved and tested in one step, and below it the keys that it needs. */

import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { ACCOUNT_NEEDS, type AccountField, type ProviderRail } from '../../../domain/account.ts';
import type { Messages } from '../../../i18n/messages.ts';
import { useApp, useReader } from '../../context.ts';
import type { ShownAccount } from '../../deps.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { KeySteps } from './key-steps.tsx';
import { RailKeys } from './rail-keys.tsx';

export function RailAccount({ rail }: { readonly rail: ProviderRail }) {
  const { deps } = useApp();
  const { t } = useReader();
  const account = useSignal<ShownAccount | undefined>(undefined);
  const hasFailed = useSignal(false);
  const read = async (): Promise<void> => {
    account.value = await deps.account.read(rail).catch(() => undefined);
    hasFailed.value = account.value === undefined;
  };
  useEffect(() => void read(), []);
  const found = account.value;
  return (
    <section>
      <h2>{t.rails[rail]}</h2>
      <ProblemLine text={hasFailed.value ? t.till.cannotRead : undefined} />
      {found !== undefined && (
        <>
          {ACCOUNT_NEEDS[rail].keys !== 'none' && <KeySteps rail={rail} account={found} />}
          <Entries rail={rail} saved={found} />
          <RailKeys rail={rail} account={found} onChanged={read} />
        </>
      )}
    </section>
  );
}

/** In a live book saving tests as well; practice only keeps what is entered for later. */
function Entries({ rail, saved }: { readonly rail: ProviderRail; readonly saved: ShownAccount }) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account;
  const texts = useSignal(saved.entries);
  const result = useSignal<string | undefined>(undefined);
  const isLive = deps.book === 'live';
  const { required, optional } = ACCOUNT_NEEDS[rail];
  const save = async (): Promise<void> => {
    result.value = words.testing;
    await deps.account.save(rail, texts.value);
    result.value = isLive ? await test() : words.saved;
  };
  const test = async (): Promise<string> => {
    const readiness = await deps.probe(rail);
    if (readiness.state === 'ready') return words.ready;
    const { fault, unknownKey } = readiness;
    if (unknownKey !== undefined && fault !== 'key_sealed') return words.unknownKey(unknownKey);
    const { happened, now } = t.faults[fault];
    return [happened, now, unknownKey ?? ''].join(t.till.gap).trim();
  };
  return (
    <form
      class="field-row"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {[...required, ...optional].map((field) => (
        <EntryField
          key={field}
          name={nameOf(t, rail, field)}
          isOptional={optional.includes(field)}
          value={texts.value[field] ?? ''}
          onText={(text) => {
            result.value = undefined;
            texts.value = { ...texts.value, [field]: text };
          }}
        />
      ))}
      {ACCOUNT_NEEDS[rail].keys === 'none' && <p class="quiet">{words.secretAtProxy}</p>}
      <button type="submit" class="button">
        {isLive ? words.check : words.save}
      </button>
      <p role="status">{result.value}</p>
    </form>
  );
}

/** As the provider's own pages call it. */
function nameOf(t: Messages, rail: ProviderRail, field: AccountField): string {
  const names: Readonly<Partial<Record<AccountField, string>>> = t.till.account.fields[rail];
  return names[field] ?? field;
}

interface EntryFieldProps {
  readonly name: string;
  readonly isOptional: boolean;
  readonly value: string;
  readonly onText: (text: string) => void;
}

function EntryField({ name, isOptional, value, onText }: EntryFieldProps) {
  const { t } = useReader();
  const id = useId();
  return (
    <>
      <label for={id}>
        {name}
        {isOptional && <span class="quiet"> {t.till.account.optional}</span>}
      </label>
      <input
        id={id}
        class="field code"
        autocomplete="off"
        spellcheck={false}
        maxLength={128}
        value={value}
        onInput={(event) => onText(event.currentTarget.value.trim())}
      />
    </>
  );
}
