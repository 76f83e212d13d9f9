/** The story of a demo: which one, which step, its caption, the ledgers, and the controls of whoever shows it. */

import { useSignal } from '@preact/signals';
import type { DemoMessages } from '../../../i18n/demo-messages.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { useApp, useReader } from '../../context.ts';
import type { DemoPlayer } from '../../models/demo-player.ts';
import { DEMO_SCRIPTS } from '../../models/demo-scripts.ts';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { DEMO_NAMES, type DemoName } from '../../routes.ts';
import { captionOf } from './captions.ts';
import { Ledgers } from './ledgers.tsx';

interface StoryProps {
  readonly name: DemoName;
  readonly seed: string;
  readonly words: DemoMessages;
  readonly player: DemoPlayer;
}

export function Story({ name, seed, words, player }: StoryProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const script = DEMO_SCRIPTS[name];
  const index = player.step.value;
  const step = script[index];
  const phase = player.phase.value;
  return (
    <main class="demo-story" onMouseDown={keepFocus}>
      <Heading class="demo-title">{words.demos[name].name}</Heading>
      <div class="demo-progress">
        <p>{words.stepOf(index + 1, script.length)}</p>
        <progress value={index + 1} max={script.length} aria-label={words.stepOf(index + 1, script.length)} />
      </div>
      <p class="demo-caption" role="status" aria-live="polite" aria-atomic="true" data-testid="caption">
        {step === undefined ? '' : captionOf(words, name, step)}
      </p>
      {phase === 'arranging' && <p class="quiet">{words.arranging}</p>}
      {phase === 'stuck' && (
        <p class="problem" role="alert">
          <Icon name="not-paid" />
          {words.stuck}
        </p>
      )}
      {!deps.isOnline.value && (
        <p class="demo-offline">
          <StateMark tone="offline" word={t.counter.offline} />
        </p>
      )}
      <Ledgers ledgers={player.ledgers.value} words={words.ledgers} />
      <Controls player={player} words={words} />
      <WaysOn name={name} seed={seed} words={words} isDone={phase === 'done'} />
    </main>
  );
}

/** A click must not move the focus to its button, or space would press that instead of pausing. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

function Controls({ player, words }: Pick<StoryProps, 'player' | 'words'>) {
  const phase = player.phase.value;
  const isOver = phase === 'done' || phase === 'stuck';
  const isPlaying = player.isPlaying.value;
  return (
    <section class="demo-controls" aria-label={words.controls}>
      <button
        type="button"
        class={isOver ? 'button' : 'button primary'}
        disabled={isOver}
        onClick={player.toggle}
      >
        <Icon name={isPlaying && !isOver ? 'pause' : 'play'} />
        {isPlaying && !isOver ? words.pause : words.play}
      </button>
      <button type="button" class="button" disabled={isOver} onClick={player.next}>
        <Icon name="step" />
        {words.step}
      </button>
      <button type="button" class={isOver ? 'button primary' : 'button'} onClick={player.restart}>
        <Icon name="restart" />
        {words.restart}
      </button>
    </section>
  );
}

interface WaysOnProps extends Omit<StoryProps, 'player'> {
  readonly isDone: boolean;
}

function WaysOn({ name, seed, words, isDone }: WaysOnProps) {
  const { router } = useApp();
  const next = DEMO_NAMES[(DEMO_NAMES.indexOf(name) + 1) % DEMO_NAMES.length] ?? name;
  return (
    <footer class="demo-foot">
      {isDone && (
        <button
          type="button"
          class="button demo-next"
          onClick={() => router.go({ screen: 'demo', name: next, seed })}
        >
          {words.nextDemo(words.demos[next].name)}
        </button>
      )}
      <button type="button" class="button" onClick={() => router.go({ screen: 'home' })}>
        {words.leave}
      </button>
      <button type="button" class="button quiet-button" onClick={() => router.go({ screen: 'demos' })}>
        {words.all}
      </button>
      <LanguageSwitch />
      <CopyLink words={words} seed={seed} />
    </footer>
  );
}

function LanguageSwitch() {
  const { deps } = useApp();
  const { t, language } = useReader();
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  return (
    <button
      type="button"
      class="button quiet-button"
      lang={other}
      onClick={() => void deps.saveSettings({ ...deps.settings.value, language: other })}
    >
      {t.buttons.language}
    </button>
  );
}

function CopyLink({ words, seed }: Pick<StoryProps, 'words' | 'seed'>) {
  const said = useSignal('');
  const copy = async (): Promise<void> => {
    // No clipboard without a secure context, and none without permission.
    const write = async (): Promise<void> => navigator.clipboard.writeText(location.href);
    said.value = await write().then(
      () => words.copied,
      () => words.notCopied,
    );
  };
  return (
    <>
      <button type="button" class="button quiet-button" onClick={() => void copy()}>
        {words.copyLink(seed)}
      </button>
      <p class="quiet demo-keys" role="status">
        {said.value === '' ? words.keys : said.value}
      </p>
    </>
  );
}
