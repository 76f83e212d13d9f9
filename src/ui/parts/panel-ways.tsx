/** The grid of the tender panel: all ways but cash, which has a button of its own, and the way to pay in several parts. */

import { useApp, useFirst } from '../context.ts';
import { tenderChoices } from '../models/tenders.ts';
import { Icon } from './icon.tsx';
import { SafeButton } from './safe-button.tsx';
import { Ways } from './ways.tsx';

export function PanelWays() {
  const { till, deps } = useApp();
  const { t } = useFirst();
  const choices = tenderChoices(deps, till.due.value).filter(({ rail }) => rail !== 'cash');
  return (
    <Ways choices={choices} onWay={(rail) => void till.pay(rail)}>
      <SafeButton class="way-button" disabled={till.isBlocked.value} onPress={till.split}>
        <Icon name="split" />
        {t.tenders.split}
      </SafeButton>
    </Ways>
  );
}
