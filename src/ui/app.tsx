/** The app: one window of the counter, from its models to what stands on the screen. */

import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { createAppModels, loadBehind } from './app-models.ts';
import './css/base.css';
import './css/counter.css';
import './css/screens.css';
import './css/tenders.css';
import { type App, AppContext, useApp } from './context.ts';
import type { AppDeps } from './deps.ts';
import { loadReader } from './models/words.ts';
import { LiveRegion } from './parts/live-region.tsx';
import { preloadScreens, Screens } from './screens.tsx';

export interface Mounted {
  readonly app: App;
  readonly unmount: () => void;
}

/** Shows the counter in `root`. Resolves once it is painted; rejects when not even its words can be fetched. */
export async function mountApp(root: Element, deps: AppDeps): Promise<Mounted> {
  const first = await loadReader(deps.settings.value.language);
  const { app, dispose } = createAppModels(deps, first, window);
  render(<Root app={app} />, root);
  return {
    app,
    unmount: () => {
      render(null, root);
      dispose();
    },
  };
}

export function Root({ app }: { readonly app: App }) {
  return (
    <AppContext.Provider value={app}>
      <LiveRegion />
      <Screens />
      <Behind />
    </AppContext.Provider>
  );
}

/** Loads the rest once the first screen has been painted. */
function Behind() {
  const app = useApp();
  useEffect(() => {
    let end = (): void => undefined;
    const cancel = app.deps.after(0, () => {
      end = loadBehind(app);
      void preloadScreens();
    });
    return () => {
      cancel();
      end();
    };
  }, [app]);
  return null;
}
