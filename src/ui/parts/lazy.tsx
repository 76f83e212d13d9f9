/** Screens that are loaded when they are needed, with a sentence while they are not there and one when they cannot be had. */

import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useReader } from '../context.ts';

export interface Lazy<Props> {
  readonly Screen: FunctionComponent<Props>;
  /** Loads it before it is needed; a failure shows when it is needed. */
  readonly preload: () => Promise<void>;
}

export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  let loaded: ComponentType<Props> | undefined;
  const loadOnce = async (): Promise<void> => {
    loaded ??= await load();
  };
  return {
    preload: () => loadOnce().catch(() => undefined),
    Screen: (props) => {
      const { t } = useReader();
      const [state, setState] = useState<'loading' | 'failed' | 'there'>(
        loaded === undefined ? 'loading' : 'there',
      );
      useEffect(() => {
        if (state !== 'loading') return;
        loadOnce().then(
          () => setState('there'),
          () => setState('failed'),
        );
      }, [state]);
      if (loaded !== undefined) return h(loaded, props);
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
