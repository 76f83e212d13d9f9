/** The bar of the counter: practice or live, the state of the way to the provider in words, settings. */

import { useApp, useReader } from '../../context.ts';
import type { Tone } from '../../models/stage.ts';
import { Icon } from '../../parts/icon.tsx';

export function HomeBar() {
  const { deps, router } = useApp();
  const { t } = useReader();
  const { tone, words } = useWay();
  return (
    <header class="home-bar">
      {deps.book === 'practice' && <span class="badge">{t.practice.badge}</span>}
      <span class={`channel tone-${tone}`}>
        <i class="dot" aria-hidden="true" />
        {words}
      </span>
      <span class="spring" />
      <button
        type="button"
        class="button quiet-button square"
        aria-label={t.counter.settings}
        onClick={() => router.go({ screen: 'settings' })}
      >
        <Icon name="settings" />
      </button>
    </header>
  );
}

/** Whether the wallet can be reached and is set up, in words. */
function useWay(): { readonly tone: Tone; readonly words: string } {
  const { deps } = useApp();
  const { t } = useReader();
  if (!deps.isOnline.value) return { tone: 'offline', words: t.counter.offline };
  const readiness = deps.readiness.value.alipay;
  const rail = t.rails.alipay;
  if (readiness?.state === 'not_ready') return { tone: 'checking', words: t.till.railNotReady(rail) };
  return {
    tone: readiness === undefined ? 'offline' : 'paid',
    words: readiness === undefined ? rail : t.till.railReady(rail),
  };
}
