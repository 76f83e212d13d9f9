/** Cash and what is taken by hand: rounding, the drawer, the shop's own collection code. */

import { CASH_KINDS, coinMinorOf } from '../../../domain/cash.ts';
import { money } from '../../../domain/money.ts';
import { RAIL_FACTS } from '../../../domain/rail.ts';
import { useApp, useReader } from '../../context.ts';
import { Choice, Switch } from './inputs.tsx';

const EURO_COINS = [1, 5] as const;

export function CashSection() {
  const { deps, router } = useApp();
  const { t, format } = useReader();
  const { cashRounding } = deps.settings.value;
  const currency = deps.currency.value;
  const save = (change: Partial<typeof cashRounding>): void =>
    void deps.saveSettings({ ...deps.settings.value, cashRounding: { ...cashRounding, ...change } });
  const coinMinor = coinMinorOf(currency, { ...cashRounding, isOn: true });
  const mayRound = CASH_KINDS[currency].coins[0] !== 1 || currency === 'EUR';
  return (
    <section>
      {mayRound && (
        <>
          <Switch
            name={t.cash.settings.rounding}
            isOn={cashRounding.isOn}
            onChange={(isOn) => save({ isOn })}
          />
          <p class="quiet">{t.cash.settings.hint(format.money(money(currency, coinMinor)))}</p>
        </>
      )}
      {currency === 'EUR' && (
        <Choice
          name={t.cash.settings.euroCoin}
          options={EURO_COINS.map((value) => ({ value, word: format.money(money('EUR', value)) }))}
          chosen={cashRounding.euroCoinMinor}
          onChoose={(euroCoinMinor) => save({ euroCoinMinor })}
        />
      )}
      <button type="button" class="button" onClick={() => router.go({ screen: 'drawer' })}>
        {t.cash.settings.drawer}
      </button>
      {RAIL_FACTS.own_code.currencies.includes(currency) && (
        <button type="button" class="button" onClick={() => router.go({ screen: 'own-code' })}>
          {t.cash.settings.ownCode}
        </button>
      )}
    </section>
  );
}
