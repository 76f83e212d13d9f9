/** Composition root of the phone and the desk: construction and wiring only. */

import { type Signal, signal } from '@preact/signals';
import { type ComponentChildren, render } from 'preact';
import type { Desk } from './desk/model.ts';
import { type Address, type Place, readAddress, readPlace, withQuery } from './parts/address.ts';
import { OPTICS_CHANNEL, openOptics } from './parts/optics.ts';
import { Shell } from './parts/shell.tsx';
import { linkToHost, linkToNothing, linkToServer, toWorld, type WorldLink } from './parts/world-link.ts';
import { PhoneApp } from './phone/app.tsx';
import { createPhone } from './phone/model.ts';
import { createUi } from './phone/ui.ts';
import './parts/shell.css';
import './phone/phone.css';
import type { Language } from './words/language.ts';

/** Looks again by itself, since orders end by time alone, of which nobody tells. */
const LOOK_AGAIN_MS = 10_000;

interface LoadedDesk {
  readonly desk: Desk;
  readonly show: (language: Language, wished: string | undefined) => ComponentChildren;
}

interface LoadedReplay {
  readonly open: (packed: string) => Promise<void>;
  readonly show: (language: Language) => ComponentChildren;
}

async function openWorld({ isServer }: Address): Promise<WorldLink> {
  const worldName = new URLSearchParams(location.search).get('world');
  const meta = document.querySelector<HTMLMetaElement>('meta[name="guitai-simulator"]');
  if (isServer || meta?.content === 'server')
    return linkToServer(
      toWorld((request) => fetch(request), worldName),
      location.origin,
    );
  try {
    const { openPracticeHost } = await import('./hosts/page.ts');
    return linkToHost(await openPracticeHost(), location.origin);
  } catch (error) {
    return linkToNothing(error);
  }
}

/** Loaded where a trace is opened only, and opens whatever the address holds then. */
async function loadReplay(): Promise<LoadedReplay> {
  const [{ ReplayApp }, { createReplay }] = await Promise.all([
    import('./desk/replay/app.tsx'),
    import('./desk/replay/model.ts'),
  ]);
  const replay = createReplay((work, delayMs) => void setTimeout(work, delayMs));
  return { open: replay.openLink, show: (language) => <ReplayApp replay={replay} language={language} /> };
}

async function loadDesk(link: WorldLink, optics: ReturnType<typeof openOptics>): Promise<LoadedDesk> {
  const [{ DeskApp }, { createDesk }, { createDeskUi }, { createScenarioPlayer }] = await Promise.all([
    import('./desk/app.tsx'),
    import('./desk/model.ts'),
    import('./desk/ui.ts'),
    import('./desk/scenario-model.ts'),
  ]);
  const sleep = (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs));
  const player = createScenarioPlayer({ control: link.client.control, present: optics.present, sleep });
  const desk = createDesk({ client: link.client, optics, realNow: Date.now });
  return {
    desk,
    show: (language, wished) => (
      <DeskApp desk={desk} ui={createDeskUi(language)} player={player} wished={wished} />
    ),
  };
}

function keepInAddress(name: string, value: string): void {
  history.replaceState(null, '', `${withQuery(location.search, name, value)}${location.hash}`);
}

async function start(root: HTMLElement): Promise<void> {
  const address = readAddress(location.search, navigator.language);
  const link = await openWorld(address);
  const optics = openOptics(new BroadcastChannel(OPTICS_CHANNEL));
  const phone = createPhone({
    client: link.client,
    optics,
    realNow: Date.now,
    walletId: address.walletId,
    onChoose: (walletId) => keepInAddress('wallet', walletId),
  });
  const language = signal<Language>(address.language);
  const place = signal<Place>(readPlace(location.hash));
  const loaded: Signal<LoadedDesk | undefined> = signal(undefined);
  const replay: Signal<LoadedReplay | undefined> = signal(undefined);
  const refresh = () => (place.value.name === 'desk' ? loaded.value?.desk.refresh() : phone.refresh());
  link.onChange(refresh);
  setInterval(() => document.visibilityState === 'visible' && refresh(), LOOK_AGAIN_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh());
  const arrive = async () => {
    const at = readPlace(location.hash);
    place.value = at;
    if (at.name === 'desk') loaded.value ??= await loadDesk(link, optics);
    if (at.name === 'trace') {
      replay.value ??= await loadReplay();
      if (at.packed !== undefined) await replay.value.open(at.packed);
    }
    await refresh();
    if (at.name !== 'scan') return;
    // A reload must not scan again.
    history.replaceState(null, '', location.pathname + location.search);
    await phone.scan(at.content, 'link');
  };
  addEventListener('hashchange', arrive);
  const Page = () => (
    <Shell
      language={language.value}
      place={place.value.name === 'desk' || place.value.name === 'trace' ? 'desk' : 'phone'}
      isDocked={address.isDocked}
      onLanguage={(chosen) => {
        keepInAddress('lang', chosen);
        language.value = chosen;
      }}
    >
      {place.value.name === 'trace' ? (
        replay.value?.show(language.value)
      ) : place.value.name === 'desk' ? (
        loaded.value?.show(language.value, place.value.scenario)
      ) : (
        <PhoneApp phone={phone} ui={createUi(language.value)} />
      )}
    </Shell>
  );
  render(<Page />, root);
  await arrive();
}

const root = document.getElementById('app');
if (root) start(root);
