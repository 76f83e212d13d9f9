/** What stands on the tender panel: the practice shop's currency, and the ways to pay that this shop wants there. */

import { hasProvider, type RailName, railsFor } from '../../../domain/rail.ts';
import { useApp, useReader } from '../../context.ts';
import type { Settings } from '../../deps.ts';
import { Choice, Switch } from './inputs.tsx';

const PRACTICE_SHOPS = ['CNY', 'USD'] as const;

export function WaysSection() {
  const { deps } = useApp();
  const { t } = useReader();
  const settings = deps.settings.value;
  const { hiddenRails, practiceCurrency } = settings;
  const save = (change: Partial<Settings>): void =>
    void deps.saveSettings({ ...deps.settings.value, ...change });
  const show = (rail: RailName, isShown: boolean): void => {
    const others = hiddenRails.filter((one) => one !== rail);
    save({ hiddenRails: isShown ? others : [...others, rail] });
  };
  // Cash is always there: it is what works when nothing else does.
  const rails = railsFor(deps.currency.value).filter(
    (rail) => rail !== 'cash' && (!hasProvider(rail) || deps.accounts.value.includes(rail)),
  );
  return (
    <section>
      <h2>{t.tenders.ways}</h2>
      {deps.book === 'practice' && (
        <>
          <Choice
            name={t.settings.practiceShop}
            options={PRACTICE_SHOPS.map((value) => ({ value, word: t.settings.shops[value] }))}
            chosen={practiceCurrency}
            onChoose={(chosen) => save({ practiceCurrency: chosen })}
          />
          <p class="quiet">{t.settings.oneCurrency}</p>
        </>
      )}
      <p>{t.settings.shownWays}</p>
      {rails.map((rail) => (
        <Switch
          key={rail}
          name={t.rails[rail]}
          isOn={!hiddenRails.includes(rail)}
          onChange={(isOn) => show(rail, isOn)}
        />
      ))}
    </section>
  );
}
