/** The list of the demos: a name and a line each; every one is a link that can be kept. */

import type { DemoMessages } from '../../../i18n/demo-messages.ts';
import { useApp, useReader } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { DEMO_NAMES, DEMO_SEED, hrefOf } from '../../routes.ts';
import { useDemoWords } from './words.ts';
import '../../css/demo.css';

export function DemosScreen() {
  const { t } = useReader();
  const words = useDemoWords();
  if (typeof words === 'string') {
    return <p class="quiet loading">{words === 'loading' ? t.till.loading : t.till.cannotLoad}</p>;
  }
  return (
    <main class="screen list-screen demos">
      <TopBar title={words.title} />
      <DemoList words={words} />
    </main>
  );
}

function DemoList({ words }: { readonly words: DemoMessages }) {
  const { deps } = useApp();
  if (deps.practice === undefined) return <p class="empty">{words.liveOnly}</p>;
  return (
    <>
      <p>{words.intro}</p>
      <p class="note tone-checking">
        <Icon name="restart" />
        <span>{words.fresh}</span>
      </p>
      <ol class="demo-list">
        {DEMO_NAMES.map((name) => (
          <li key={name}>
            <a class="sale-row" href={hrefOf({ screen: 'demo', name, seed: DEMO_SEED })}>
              <span class="sale-main">
                <strong>{words.demos[name].name}</strong>
                <span class="quiet">{words.demos[name].line}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
