/** A demo for a projector: the story with its captions, the three ledgers, and beside them the real counter and the phone. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DemoMessages } from '../../../i18n/demo-messages.ts';
import { useApp, useReader } from '../../context.ts';
import { DEMO_WALLET } from '../../models/demo-actions.ts';
import { createDemoPlayer, type DemoPlayer } from '../../models/demo-player.ts';
import { DEMO_SCRIPTS, type DemoStep } from '../../models/demo-scripts.ts';
import { demoWorldSeed } from '../../models/demo-world.ts';
import { DockedPhone } from '../../parts/docked-phone.tsx';
import type { DemoName } from '../../routes.ts';
import { captionOf, readingMs } from './captions.ts';
import { useDemoKeys } from './keys.ts';
import { Story } from './story.tsx';
import { useDemoWords } from './words.ts';
import '../../css/demo.css';

export interface DemoProps {
  readonly name: DemoName;
  readonly seed: string;
  /** The counter itself, as it always stands. */
  readonly front: ComponentChildren;
  /** One sale whole. */
  readonly saleOf: (number: number) => ComponentChildren;
}

export function DemoScreen(props: DemoProps) {
  const { deps, router } = useApp();
  const { t } = useReader();
  const words = useDemoWords();
  if (typeof words === 'string') {
    return <p class="quiet loading">{words === 'loading' ? t.till.loading : t.till.cannotLoad}</p>;
  }
  if (deps.practice !== undefined) return <Play {...props} words={words} />;
  return (
    <main class="screen">
      <p class="empty">{words.liveOnly}</p>
      <button type="button" class="button" onClick={() => router.go({ screen: 'home' })}>
        {t.buttons.back}
      </button>
    </main>
  );
}

function Play({ name, seed, front, saleOf, words }: DemoProps & { readonly words: DemoMessages }) {
  const { language } = useReader();
  const player = usePlayer({ name, seed, words });
  const shown = player?.shownSale.value;
  return (
    <div class="demo" data-phase={player?.phase.value}>
      {player !== undefined && <Story name={name} seed={seed} words={words} player={player} />}
      <section
        class="demo-stage"
        aria-label={words.stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {/* The audience looks on: a stray tap must not change the story, nor the counter take the focus from its controls. */}
        <div class="demo-world" inert>
          <div class="demo-counter">{shown === undefined ? front : saleOf(shown)}</div>
          <DockedPhone customer={{ wallet: DEMO_WALLET, language }} />
        </div>
      </section>
    </div>
  );
}

interface Subject {
  readonly name: DemoName;
  readonly seed: string;
  readonly words: DemoMessages;
}

/** Plays while this screen stands; leaving for another screen clears the counter, another demo does that itself. */
function usePlayer({ name, seed, words }: Subject): DemoPlayer | undefined {
  const app = useApp();
  const { router } = app;
  const [player, setPlayer] = useState<DemoPlayer | undefined>(undefined);
  const { practice } = app.deps;
  useEffect(() => {
    if (practice === undefined) return undefined;
    const made = createDemoPlayer({
      app,
      practice,
      script: DEMO_SCRIPTS[name],
      seed: demoWorldSeed(name, seed),
      readingMs: (step: DemoStep) => readingMs(captionOf(words, name, step)),
      // Who wants less motion goes on step by step.
      isPlaying: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
    setPlayer(made);
    return () => made.dispose({ clear: router.route.peek().screen !== 'demo' });
  }, [app, name, seed, practice]);
  useDemoKeys(player);
  return player;
}
