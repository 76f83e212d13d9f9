/** When the till cannot begin: what is the matter, and what to do about it; one sentence each, and the way back. */

import { useSignal } from '@preact/signals';
import { useApp, useReader } from '../../context.ts';
import type { TillState } from '../../deps.ts';
import { download } from '../../models/download.ts';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';

type Stopped = Exclude<TillState, { readonly kind: 'opening' | 'ready' }>;

export function StartScreen({ state }: { readonly state: Stopped }) {
  const { t } = useReader();
  const words = useWords(state);
  return (
    <main class="screen start tone-not-paid">
      <Icon name="not-paid" class="big-icon" />
      <Heading class="state">{words.happened}</Heading>
      <p class="sentence">{words.now}</p>
      <p class="do-not-line">{t.till.noCharging}</p>
      {(state.kind === 'lost' || state.kind === 'damaged') && <WaysBack kind={state.kind} />}
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
    case 'lost':
      return { happened: words.lost.happened, now: t.start.lostBook };
    case 'damaged':
      return { happened: words.damaged.happened, now: t.start.damagedBook(state.damages[0]?.seq ?? 0) };
    case 'insecure':
      return { happened: words.insecure.happened, now: t.start.insecure };
    default:
      return words[state.kind];
  }
}

/** Each way back says what it does, and is asked twice: it cannot be undone. */
function WaysBack({ kind }: { readonly kind: 'lost' | 'damaged' }) {
  const { deps } = useApp();
  const { t } = useReader();
  const isAsked = useSignal(false);
  const choice = kind === 'lost' ? 'start_new_book' : 'go_on_damaged';
  const words = t.till.start[kind];
  return (
    <div class="actions column">
      {isAsked.value ? (
        <>
          <p>{words.warning}</p>
          <SafeButton class="primary" onPress={() => void deps.recover(choice)}>
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
      {kind === 'damaged' && (
        <button type="button" class="button" onClick={() => void deps.exportJournal().then(download)}>
          {t.settings.exportJournal}
        </button>
      )}
    </div>
  );
}
