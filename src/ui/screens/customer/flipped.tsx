/** The screen turned towards the customer: everything of theirs, and one quiet button by which the cashier turns it back. */

import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Language } from '../../../i18n/languages.ts';
import { type App, AppContext, SideContext, useApp, useReader } from '../../context.ts';
import type { Stage } from '../../models/stage.ts';
import type { WordsModel } from '../../models/words.ts';
import { CustomerSide } from '../../parts/customer-side.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LanguageButton } from './language-button.tsx';

export function FlippedScreen({ stage }: { readonly stage: Stage | undefined }) {
  const app = useApp();
  const { t } = useReader();
  const isUpsideDown = useSignal(false);
  // For this customer only: with the screen turned back it is the shop's choice again.
  const chosen = useSignal<Language | undefined>(undefined);
  const inChosen = useMemo((): App => ({ ...app, words: chosenWords(app.words, chosen) }), [app]);
  const language = chosen.value ?? app.deps.settings.value.customerLanguage;
  const tools = <LanguageButton language={language} onChoose={(next) => (chosen.value = next)} />;
  return (
    <main class="screen flipped">
      <div class={isUpsideDown.value ? 'flipped-side upside-down' : 'flipped-side'}>
        <AppContext.Provider value={inChosen}>
          <SideContext.Provider value="customer">
            <CustomerSide
              view={stage === undefined ? { kind: 'welcome' } : { kind: 'sale', stage }}
              tools={tools}
            />
          </SideContext.Provider>
        </AppContext.Provider>
      </div>
      <footer class="flipped-foot">
        <button type="button" class="button quiet-button" onClick={() => app.till.flip(false)}>
          <Icon name="back" />
          {t.counter.turnBack}
        </button>
        <button
          type="button"
          class="button quiet-button"
          aria-pressed={isUpsideDown.value}
          onClick={() => (isUpsideDown.value = !isUpsideDown.value)}
        >
          <Icon name="flip" />
          {t.till.upsideDown}
        </button>
      </footer>
    </main>
  );
}

/** The same words, but for the customer's side in the chosen language. */
function chosenWords(words: WordsModel, chosen: Signal<Language | undefined>): WordsModel {
  const reader: WordsModel['reader'] = (side) =>
    side === 'customer' && chosen.value !== undefined ? words.readerIn(chosen.value) : words.reader(side);
  return { ...words, reader, first: reader };
}
