/** The bar of the counter: practice or live, the state of the way to the provider in words, settings. */

import { hasProvider } from '../../../domain/rail.ts';
import { useApp, useFirst } from '../../context.ts';
import type { Tone } from '../../models/stage.ts';
import { tenderChoices } from '../../models/tenders.ts';
import { Icon } from '../../parts/icon.tsx';
import { lazy } from '../../parts/lazy.tsx';

const HomeTools = lazy(async () => (await import('../../parts/home-tools.tsx')).HomeTools, 'nothing');

export function HomeBar() {
  const { deps, router, sounding } = useApp();
  const { t } = useFirst();
  const way = useWay();
  return (
    <header class="home-bar">
      {deps.book === 'practice' && <span class="badge">{t.practice.badge}</span>}
      {way !== undefined && (
        <span class={`channel tone-${way.tone}`}>
          <i class="dot" aria-hidden="true" />
          <span>{way.words}</span>
        </span>
      )}
      <span class="spring" />
      {sounding.value !== undefined && <HomeTools.Screen />}
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

/** Whether the most used way that needs a provider can be reached and is set up, in words; nothing without any. */
function useWay(): { readonly tone: Tone; readonly words: string } | undefined {
  const { deps, till } = useApp();
  const { t } = useFirst();
  if (!deps.isOnline.value) return { tone: 'offline', words: t.counter.offline };
  const choice = tenderChoices(deps, till.due.value).find(({ rail }) => hasProvider(rail));
  if (choice === undefined) return undefined;
  const name = t.rails[choice.rail];
  const readiness = deps.readiness.value[choice.rail];
  if (readiness === undefined) return { tone: 'offline', words: name };
  return readiness.state === 'ready'
    ? { tone: 'paid', words: t.till.railReady(name) }
    : { tone: 'checking', words: t.till.railNotReady(name) };
}
