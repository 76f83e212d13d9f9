/** The shop's account at Alipay: app id, keys made or imported on this device, a test, and the choice of the book. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp, useReader } from '../../context.ts';
import type { AccountDesk, KeyAnswer, ShownKey } from '../../deps.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { PasteKey } from './paste-key.tsx';

type Account = Awaited<ReturnType<AccountDesk['read']>>;

export function AccountScreen() {
  const { deps } = useApp();
  const { t } = useReader();
  const account = useSignal<Account | undefined>(undefined);
  const hasFailed = useSignal(false);
  const read = async (): Promise<void> => {
    account.value = await deps.account.read().catch(() => undefined);
    hasFailed.value = account.value === undefined;
  };
  useEffect(() => void read(), []);
  const words = t.till.account;
  const found = account.value;
  return (
    <main class="screen list-screen settings">
      <TopBar title={words.title} backTo={{ screen: 'settings' }} />
      <p>{words.intro}</p>
      <ProblemLine text={hasFailed.value ? t.till.cannotRead : undefined} />
      {found !== undefined && (
        <>
          <AppId saved={found.appId} />
          <MerchantKey current={found.merchantKey} onChanged={read} />
          <section>
            <h2>{words.providerKeys}</h2>
            {found.providerKeys.map((key) => (
              <KeyCard key={key.fingerprint} shown={key} />
            ))}
            <PasteKey label={words.pasteProviderKey} onPaste={deps.account.importProviderKey} onDone={read} />
          </section>
        </>
      )}
      <BookChoice />
    </main>
  );
}

function AppId({ saved }: { readonly saved: string }) {
  const { deps } = useApp();
  const { t } = useReader();
  const text = useSignal(saved);
  const isSaved = useSignal(false);
  return (
    <form
      class="field-row"
      onSubmit={(event) => {
        event.preventDefault();
        void deps.account.saveAppId(text.value.trim()).then(() => {
          isSaved.value = true;
        });
      }}
    >
      <label for="app-id">{t.till.account.appId}</label>
      <input
        id="app-id"
        class="field code"
        inputMode="numeric"
        autocomplete="off"
        maxLength={32}
        value={text.value}
        onInput={(event) => {
          isSaved.value = false;
          text.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        {t.till.account.save}
      </button>
      <p role="status">{isSaved.value && t.till.account.saved}</p>
    </form>
  );
}

interface MerchantKeyProps {
  readonly current: ShownKey | undefined;
  readonly onChanged: () => Promise<void>;
}

function MerchantKey({ current, onChanged }: MerchantKeyProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account;
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
    <section>
      <h2>{words.merchantKey}</h2>
      {current === undefined ? <p>{words.noKey}</p> : <KeyCard shown={current} name={words.publicKey} />}
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
          <SafeButton onPress={() => void deps.account.makeKey(mayReplace.value).then(answer)}>
            {words.makeKey}
          </SafeButton>
          <ProblemLine text={problem.value} />
          <PasteKey
            label={words.pasteKey}
            onPaste={(text) => deps.account.importKey(text, mayReplace.value)}
            onDone={done}
          />
        </>
      )}
    </section>
  );
}

function KeyCard({ shown, name }: { readonly shown: ShownKey; readonly name?: string }) {
  const { t } = useReader();
  return (
    <details class="key-card">
      <summary>
        {t.till.account.fingerprint} <span class="code">{shown.fingerprint}</span>
      </summary>
      {name !== undefined && <p>{name}</p>}
      <textarea
        class="field code"
        rows={5}
        readOnly
        aria-label={name ?? t.till.account.fingerprint}
        value={shown.base64}
      />
    </details>
  );
}

function BookChoice() {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account;
  const result = useSignal<string | undefined>(undefined);
  const isLive = deps.book === 'live';
  return (
    <section>
      {isLive && (
        <button
          type="button"
          class="button"
          onClick={async () => {
            const readiness = await deps.counter.probe('alipay');
            result.value =
              readiness.state === 'ready'
                ? words.ready
                : `${t.faults[readiness.fault].happened}${t.till.gap}${t.faults[readiness.fault].now}`;
          }}
        >
          {words.check}
        </button>
      )}
      <p role="status">{result.value}</p>
      <p class="quiet">{isLive ? words.proxyHint : `${words.liveWarning}${t.till.gap}${words.proxyHint}`}</p>
      <SafeButton onPress={() => void deps.account.openBook(isLive ? 'practice' : 'live')}>
        {isLive ? words.openPractice : words.openLive}
      </SafeButton>
    </section>
  );
}
