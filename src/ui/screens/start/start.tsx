/** When the till cannot begin: what is the matter, and what to do about it; one sentence each, and the way back. */

import { useSignal } from '@preact/signals';
import { useApp, useReader } from '../../context.ts';
import type { TillState } from '../../deps.ts';
import { download } from '../../models/download.ts';
import { BackupFile } from '../../parts/backup-file.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';

type Stopped = Exclude<TillState, { readonly kind: 'opening' | 'ready' }>;

export function StartScreen({ state }: { readonly state: Stopped }) {
  const { t } = useReader();
  const words = useWords(state);
  const isWell = state.kind === 'restored' && state.missing === 0;
  return (
    <main class={`screen start ${isWell ? 'tone-paid' : 'tone-not-paid'}`}>
      <Icon name={isWell ? 'paid' : 'not-paid'} class="big-icon" />
      <Heading class="state">{words.happened}</Heading>
      <p class="sentence">{words.now}</p>
      {state.kind !== 'restored' && <p class="do-not-line">{t.till.noCharging}</p>}
      {state.kind === 'restored' && <GoOn />}
      {state.kind === 'lost' && state.copy !== undefined && state.copy !== 'failed' && <FromCopy />}
      {(state.kind === 'lost' || state.kind === 'damaged') && <WaysBack hurt={hurtOf(state)} />}
      {(state.kind === 'blocked' || state.kind === 'newer_book' || state.kind === 'no_storage') && (
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {t.till.reload}
        </button>
      )}
    </main>
  );
}

function useWords(state: Stopped): { readonly happened: string; readonly now: string } {
  const { t } = useReader();
  const words = t.till.start;
  switch (state.kind) {
    case 'no_storage':
      return words.noStorage[state.reason];
    case 'restored':
      return { happened: words.restored.happened, now: words.restored.now(state.entries, state.missing) };
    case 'lost':
      if (state.copy === 'failed') return { happened: words.lost.happened, now: words.restored.failed };
      if (state.copy !== undefined)
        return {
          happened: words.lost.happened,
          now: words.restored.offer(state.copy.entries, state.copy.missing),
        };
      return state.entriesLeft === 0
        ? { happened: words.lost.happened, now: t.start.lostBook }
        : { happened: words.partlyLost.happened, now: words.partlyLost.now(state.entriesLeft) };
    case 'damaged':
      return { happened: words.damaged.happened, now: t.start.damagedBook(state.damages[0]?.seq ?? 0) };
    case 'insecure':
      return { happened: words.insecure.happened, now: t.start.insecure };
    default:
      return words[state.kind];
  }
}

type Hurt = 'lost' | 'partlyLost' | 'damaged';

function hurtOf(state: Extract<Stopped, { readonly kind: 'lost' | 'damaged' }>): Hurt {
  if (state.kind === 'damaged') return 'damaged';
  return state.entriesLeft === 0 ? 'lost' : 'partlyLost';
}

/** The second copy holds what the book does not: nothing is lost by bringing it back, so it is asked once. */
function FromCopy() {
  const { deps } = useApp();
  const { t } = useReader();
  return (
    <div class="actions column">
      <SafeButton class="primary" onPress={() => void deps.recover('restore')}>
        {t.till.start.restored.bringBack}
      </SafeButton>
    </div>
  );
}

function GoOn() {
  const { deps, router } = useApp();
  const { t } = useReader();
  const toAccounts = (): void => {
    deps.goOn();
    router.go({ screen: 'account' });
  };
  return (
    <div class="actions column">
      <SafeButton class="primary" onPress={deps.goOn}>
        {t.till.start.restored.goOn}
      </SafeButton>
      {deps.book === 'live' && (
        <>
          <p>{t.till.start.restored.keys}</p>
          <SafeButton onPress={toAccounts}>{t.till.account.open}</SafeButton>
        </>
      )}
    </div>
  );
}

/** Each way back says what it does, and is asked twice: it cannot be undone. */
function WaysBack({ hurt }: { readonly hurt: Hurt }) {
  const { deps } = useApp();
  const { t } = useReader();
  const isAsked = useSignal(false);
  const hasFailed = useSignal(false);
  const words = t.till.start[hurt];
  const exportFile = async (): Promise<void> => {
    const file = await deps.exportJournal().catch(() => undefined);
    hasFailed.value = file === undefined;
    if (file !== undefined) download(file);
  };
  return (
    <div class="actions column">
      {hurt !== 'damaged' && <BackupFile />}
      {isAsked.value ? (
        <>
          <p>{words.warning}</p>
          <SafeButton class="primary" onPress={() => void deps.recover('go_on')}>
            {t.buttons.confirm}
          </SafeButton>
          <button type="button" class="button quiet-button" onClick={() => (isAsked.value = false)}>
            {t.buttons.back}
          </button>
        </>
      ) : (
        <button type="button" class="button" onClick={() => (isAsked.value = true)}>
          {words.wayBack}
        </button>
      )}
      {hurt !== 'lost' && (
        <button type="button" class="button" onClick={() => void exportFile()}>
          {t.settings.exportJournal}
        </button>
      )}
      <ProblemLine text={hasFailed.value ? t.till.cannotRead : undefined} />
    </div>
  );
}
