/** Screens that are loaded when they are needed, with a sentence while they are not there and one when they cannot be had. */

import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp, useFirst } from '../context.ts';

export interface Lazy<Props> {
  readonly Screen: FunctionComponent<Props>;
  /** Loads it before it is needed; a failure shows when it is needed. */
  readonly preload: () => Promise<void>;
}

/** Such a screen may use all words: it is shown only once they are there. What is no screen of its own leaves its place empty meanwhile. */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: 'words' | 'nothing' = 'words',
): Lazy<Props> {
  let loaded: ComponentType<Props> | undefined;
  const loadOnce = async (): Promise<void> => {
    loaded ??= await load();
  };
  return {
    preload: () => loadOnce().catch(() => undefined),
    Screen: (props) => {
      const { words } = useApp();
      const { t } = useFirst();
      const isWhole = words.isWhole.value;
      const [state, setState] = useState<'loading' | 'failed' | 'there'>(
        loaded === undefined || !isWhole ? 'loading' : 'there',
      );
      useEffect(() => {
        if (state !== 'loading') return;
        Promise.all([loadOnce(), words.load()]).then(
          () => setState('there'),
          () => setState('failed'),
        );
      }, [state]);
      if (loaded !== undefined && isWhole) return h(loaded, props);
      if (meanwhile === 'nothing') return null;
      if (state !== 'failed') return <p class="quiet loading">{t.till.loading}</p>;
      return (
        <div class="loading">
          <p>{t.till.cannotLoad}</p>
          <button type="button" class="button" onClick={() => setState('loading')}>
            {t.buttons.retry}
          </button>
        </div>
      );
    },
  };
}
