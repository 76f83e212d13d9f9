/** The keys of one provider's account: the shop's own, made or imported here, and the provider's, at most two entered at a time. */

import { useSignal } from '@preact/signals';
import { ACCOUNT_NEEDS, type ProviderRail } from '../../../domain/account.ts';
import { useApp, useReader } from '../../context.ts';
import type { KeyAnswer, ShownAccount, ShownKey } from '../../deps.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { OpeningKey } from './opening-key.tsx';
import { PasteKey } from './paste-key.tsx';

export interface RailKeysProps {
  readonly rail: ProviderRail;
  readonly account: ShownAccount;
  readonly onChanged: () => Promise<void>;
}

export function RailKeys({ rail, account, onChanged }: RailKeysProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account;
  const { keys, opensKeys } = ACCOUNT_NEEDS[rail];
  if (keys === 'none') return null;
  const isNamed = keys === 'named';
  return (
    <>
      <MerchantKey rail={rail} account={account} onChanged={onChanged} />
      <h3>{words.providerKeys(t.rails[rail])}</h3>
      <p class="quiet">{words.twoKeys}</p>
      {account.providerKeys.map((key) => (
        <KeyCard key={key.keyId} shown={key} {...(isNamed ? { name: key.keyId } : {})} />
      ))}
      <PasteKey
        label={words.pasteProviderKey(t.rails[rail])}
        {...(isNamed ? { idLabel: words.keyId } : {})}
        onPaste={(key) => deps.account.importProviderKey(rail, key)}
        onDone={onChanged}
      />
      {opensKeys && <OpeningKey rail={rail} isEntered={account.hasOpeningKey} onChanged={onChanged} />}
    </>
  );
}

function MerchantKey({ rail, account, onChanged }: RailKeysProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account;
  const current = account.merchantKey;
  const mayReplace = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const isOpen = current === undefined || mayReplace.value;
  const done = async (): Promise<void> => {
    mayReplace.value = false;
    await onChanged();
  };
  const answer = async (given: KeyAnswer): Promise<void> => {
    problem.value = given.ok ? undefined : words.keyRefusals[given.refusal];
    if (given.ok) await done();
  };
  return (
    <>
      <h3>{words.merchantKey}</h3>
      {current !== undefined && <KeyCard shown={current} text={words.publicKey} />}
      {current !== undefined && (
        <>
          <p class="quiet">{words.replaceWarning}</p>
          <button
            type="button"
            class="button quiet-button"
            aria-pressed={mayReplace.value}
            onClick={() => (mayReplace.value = !mayReplace.value)}
          >
            {words.replace}
          </button>
        </>
      )}
      {isOpen && (
        <>
          <SafeButton onPress={() => void deps.account.makeKey(rail, mayReplace.value).then(answer)}>
            {words.makeKey}
          </SafeButton>
          <ProblemLine text={problem.value} />
          <PasteKey
            label={words.pasteKey}
            onPaste={({ text }) => deps.account.importKey(rail, { text, replace: mayReplace.value })}
            onDone={done}
          />
        </>
      )}
    </>
  );
}

interface KeyCardProps {
  readonly shown: ShownKey;
  /** What the provider calls the key. */
  readonly name?: string;
  /** What the key's text is for. */
  readonly text?: string;
}

function KeyCard({ shown, name, text }: KeyCardProps) {
  const { t } = useReader();
  return (
    <details class="key-card">
      <summary>
        {name !== undefined && <strong class="code">{name} </strong>}
        {t.till.account.fingerprint} <span class="code">{shown.fingerprint}</span>
      </summary>
      {text !== undefined && <p>{text}</p>}
      <textarea
        class="field code"
        rows={5}
        readOnly
        aria-label={text ?? t.till.account.fingerprint}
        value={shown.base64}
      />
    </details>
  );
}
