/** A part is paid and more is owed: what is still owed large, the parts so far, and every way to go on one tap away. */

import { paidLegs } from '../../../domain/legs.ts';
import { useApp, useReader } from '../../context.ts';
import { stateWord } from '../../models/labels.ts';
import { problemText } from '../../models/problem-words.ts';
import { type Stage, TONES } from '../../models/stage.ts';
import { Amount } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LeaveSale } from '../../parts/leave-sale.tsx';
import { LegList } from '../../parts/leg-list.tsx';
import { PanelWays } from '../../parts/panel-ways.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { Tenders } from '../../parts/tenders.tsx';

export function PartPaidScreen({ stage }: { readonly stage: Stage }) {
  const { till } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const { sale, kind } = stage;
  const problem = till.problem.value;
  return (
    <main class={`screen part-paid tone-${TONES[kind]}`}>
      <Heading class="state">
        <Icon name="split" />
        {stateWord(t, stage)}
      </Heading>
      <div class="still-owed">
        <p class="amount-label">{t.split.stillOwed}</p>
        <Amount money={till.whole.value} />
        <p class="quiet">{t.split.ofTotal(format.money(sale.due))}</p>
      </div>
      <LegList legs={paidLegs(sale)} />
      <ProblemLine
        text={problem === undefined || till.sheet.value !== 'none' ? undefined : problemText(reader, problem)}
      />
      <div class="part-paid-panel">
        <PanelWays />
        <Tenders />
      </div>
      <LeaveSale sale={sale} />
    </main>
  );
}
