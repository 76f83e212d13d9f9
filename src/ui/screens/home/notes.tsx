/** The strips above the amount, at most one of each: no network, a wrong clock, news of another sale, no account, the first steps, a new version. */

import { MINUTE_MS } from '../../../domain/timing.ts';
import { useApp, useFirst } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';
import { lazy } from '../../parts/lazy.tsx';

const RealMoney = lazy(async () => (await import('./real-money.tsx')).RealMoneyCard);
const NoAccountsNote = lazy(async () => (await import('./no-accounts.tsx')).NoAccounts, 'nothing');

export function Notes() {
  const { deps } = useApp();
  const { welcome } = deps.settings.value;
  const hasNoAccounts = deps.till.value.kind === 'ready' && deps.accounts.value.length === 0;
  return (
    <div class="notes">
      <OfflineNote />
      <ClockNote />
      <NewsNote />
      {deps.book === 'live' && hasNoAccounts && <NoAccountsNote.Screen />}
      <UpdateNote />
      {deps.book === 'practice' && welcome === 'hint' && <HintNote />}
      {deps.book === 'practice' && welcome === 'card' && <RealMoney.Screen />}
    </div>
  );
}

function OfflineNote() {
  const { deps } = useApp();
  const { t } = useFirst();
  if (deps.isOnline.value) return null;
  return (
    <p class="note tone-offline">
      <Icon name="offline" />
      <span>{deps.book === 'live' ? t.counter.offlineHint : t.till.offlineInPractice}</span>
    </p>
  );
}

function ClockNote() {
  const { till } = useApp();
  const { t } = useFirst();
  const aheadMs = till.clockAheadMs.value;
  if (aheadMs === undefined) return null;
  const minutes = Math.trunc(Math.abs(aheadMs) / MINUTE_MS);
  return (
    <p class="note tone-checking" role="status">
      <Icon name="checking" />
      <span>{aheadMs > 0 ? t.till.clockAhead(minutes) : t.till.clockBehind(minutes)}</span>
    </p>
  );
}

function NewsNote() {
  const { till, router } = useApp();
  const { t } = useFirst();
  const news = till.news.value;
  if (news === undefined) return null;
  const { kind, sale } = news;
  const tone = kind === 'paid' ? 'paid' : 'checking';
  return (
    <p class={`note tone-${tone}`} role="status">
      <Icon name={tone} />
      <span>{kind === 'paid' ? t.till.otherPaid(sale) : t.till.otherLate(sale)}</span>
      <button
        type="button"
        class="button"
        onClick={() => {
          till.forgetNews();
          router.go({ screen: 'sale', number: sale });
        }}
      >
        {t.buttons.details}
      </button>
      <button
        type="button"
        class="button quiet-button square"
        aria-label={t.buttons.close}
        onClick={till.forgetNews}
      >
        <Icon name="close" />
      </button>
    </p>
  );
}

function UpdateNote() {
  const { deps, till } = useApp();
  const { t } = useFirst();
  const update = deps.update.value;
  if (update === undefined || till.attention.value.length > 0) return null;
  return (
    <p class="note">
      <span>{t.settings.update}</span>
      <button type="button" class="button" onClick={update.accept}>
        {t.settings.updateNow}
      </button>
    </p>
  );
}

/** The first steps in one line, and the phone that is needed for them; after the first sale only the phone. */
function HintNote() {
  const { deps, till, keypad } = useApp();
  const { t } = useFirst();
  // What was refused just now matters more, and on a small screen there is room for one of them.
  const isQuiet = till.problem.value === undefined && keypad.problem.value === undefined;
  if (!isQuiet || !deps.isOnline.value || till.news.value !== undefined) return null;
  const isFirst = deps.view.value.newest === 0;
  const dismiss = (): void => void deps.saveSettings({ ...deps.settings.value, welcome: 'done' });
  return (
    <div class={isFirst ? 'note hint' : 'note hint narrow-only'}>
      {isFirst && <p>{t.start.welcome}</p>}
      <a class="button narrow-only" href="/simulator/" target="guitai-phone">
        <Icon name="phone" />
        {t.practice.openPhone}
      </a>
      <button type="button" class="button quiet-button square" aria-label={t.buttons.close} onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
