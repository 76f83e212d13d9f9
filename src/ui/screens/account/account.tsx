/** The shop's accounts: one provider at a time, with its ids and keys and a test, and the choice of the book. */

import { useSignal } from '@preact/signals';
import { PROVIDER_RAILS, type ProviderRail } from '../../../domain/account.ts';
import { CURRENCY_EXPONENTS, type Currency } from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import { SafeButton } from '../../parts/safe-button.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { RailAccount } from './rail-account.tsx';

export function AccountScreen() {
  const { t } = useReader();
  const chosen = useSignal<ProviderRail>('alipay');
  const words = t.till.account;
  return (
    <main class="screen list-screen settings">
      <TopBar title={words.title} backTo={{ screen: 'settings' }} />
      <p>{words.intro}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that counts. */}
      <div class="account-rails" role="group" aria-label={t.tenders.ways}>
        {PROVIDER_RAILS.map((rail) => (
          <RailChoice
            key={rail}
            rail={rail}
            isChosen={rail === chosen.value}
            onChoose={() => (chosen.value = rail)}
          />
        ))}
      </div>
      <RailAccount key={chosen.value} rail={chosen.value} />
      <BookChoice />
    </main>
  );
}

interface RailChoiceProps {
  readonly rail: ProviderRail;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function RailChoice({ rail, isChosen, onChoose }: RailChoiceProps) {
  const { t } = useReader();
  return (
    <button type="button" class={`button rail-mark rail-${rail}`} aria-pressed={isChosen} onClick={onChoose}>
      {t.rails[rail]}
      <RailState rail={rail} />
    </button>
  );
}

/** How the account stands in the book that is open; practice has its own, which always stand. */
function RailState({ rail }: { readonly rail: ProviderRail }) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account.states;
  if (deps.book !== 'live') return null;
  if (!deps.accounts.value.includes(rail)) return <StateMark tone="offline" word={words.missing} />;
  const readiness = deps.readiness.value[rail];
  if (readiness === undefined) return <StateMark tone="checking" word={words.untested} />;
  return readiness.state === 'ready' ? (
    <StateMark tone="paid" word={words.ready} />
  ) : (
    <StateMark tone="not-paid" word={words.notReady} />
  );
}

function BookChoice() {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account;
  const isLive = deps.book === 'live';
  return (
    <section>
      <LiveCurrency />
      <p class="quiet">{isLive ? words.proxyHint : `${words.liveWarning}${t.till.gap}${words.proxyHint}`}</p>
      <SafeButton onPress={() => void deps.account.openBook(isLive ? 'practice' : 'live')}>
        {isLive ? words.openPractice : words.openLive}
      </SafeButton>
    </section>
  );
}

const CURRENCIES = Object.keys(CURRENCY_EXPONENTS) as readonly Currency[];

/** What the shop takes: new sales are in it, nothing is converted, and the ways that cannot take it are not offered. */
function LiveCurrency() {
  const { deps } = useApp();
  const { t } = useReader();
  return (
    <label class="switch">
      <span>{t.till.account.currency}</span>
      <select
        class="field short-field"
        value={deps.settings.value.liveCurrency}
        onChange={(event) => {
          const liveCurrency = CURRENCIES.find((currency) => currency === event.currentTarget.value);
          if (liveCurrency !== undefined) void deps.saveSettings({ ...deps.settings.value, liveCurrency });
        }}
      >
        {CURRENCIES.map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </select>
    </label>
  );
}
