/** Not paid, or undone, or paid too late: what happened in three lines, and every way on one tap away. The sale is kept. */

import type { Attempt } from '../../../domain/attempt.ts';
import { mayRetry } from '../../../domain/fault.ts';
import { paidLegs } from '../../../domain/legs.ts';
import type { Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { amountOf, setupFault, stateWord } from '../../models/labels.ts';
import { threeLines } from '../../models/lines.ts';
import { problemText } from '../../models/problem-words.ts';
import { type Stage, TONES } from '../../models/stage.ts';
import { presentationOf, takesCodes, tenderChoices } from '../../models/tenders.ts';
import { Amount } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LeaveSale } from '../../parts/leave-sale.tsx';
import { LegList } from '../../parts/leg-list.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { RawLine } from '../../parts/raw-line.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { ThreeLinesList } from '../../parts/three-lines.tsx';
import { Ways } from '../../parts/ways.tsx';

export interface FailureProps {
  readonly stage: Stage;
}

export function FailureScreen({ stage }: FailureProps) {
  const { till } = useApp();
  const reader = useReader();
  const { t } = reader;
  const { kind, sale } = stage;
  const paid = paidLegs(sale);
  const tone = TONES[kind];
  const problem = till.problem.value;
  const isDecision = kind === 'late' || kind === 'returning' || kind === 'frozen';
  return (
    <main class={`screen failure tone-${tone}`}>
      <div class={`failure-banner ground-${tone}`}>
        <Icon name={tone} class="banner-icon" />
        <Heading class="state">{stateWord(t, stage)}</Heading>
        <Amount money={amountOf(stage)} />
      </div>
      <ThreeLinesList lines={threeLines(t, stage, 'cashier')} />
      {stage.attempt?.fault !== undefined && <RawLine raw={stage.attempt.raw} />}
      {paid.length > 0 && (
        <div class="split-note">
          <p class="quiet">{t.split.paidSoFar}</p>
          <LegList legs={paid} />
        </div>
      )}
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      {kind === 'late' && <LateActions />}
      {isDecision && kind !== 'late' && (
        <div class="actions">
          <SafeButton class="primary wide" onPress={() => void till.park()}>
            {t.waiting.park}
          </SafeButton>
        </div>
      )}
      {!isDecision && <WaysOn sale={sale} attempt={stage.attempt} />}
    </main>
  );
}

interface WaysOnProps {
  readonly sale: Sale;
  readonly attempt: Attempt | undefined;
}

function WaysOn({ sale, attempt }: WaysOnProps) {
  const { till, deps } = useApp();
  const { t } = useReader();
  const fault = attempt?.fault;
  const isSetUp = setupFault(fault);
  const choices = tenderChoices(deps, till.due.value);
  const same = choices.find(({ rail }) => rail === attempt?.rail);
  const canRetry =
    same !== undefined && same.refusal === undefined && !isSetUp && (fault === undefined || mayRetry(fault));
  const others = choices.filter(({ rail }) => rail !== 'cash' && !(canRetry && rail === same.rail));
  return (
    <>
      <p class="quiet kept">{t.result.keptOrder}</p>
      <div class="actions ways-on">
        {canRetry && (
          <SafeButton class="primary way" onPress={() => void till.pay(same.rail)}>
            <Icon name={presentationOf(same.rail) === 'card_reader' ? 'card' : 'qr'} />
            {t.till.again}
          </SafeButton>
        )}
        {!isSetUp && takesCodes(choices) && (
          <SafeButton class="way" onPress={() => till.open('scan')}>
            <Icon name="scan" />
            {t.buttons.scan}
          </SafeButton>
        )}
        <SafeButton class={canRetry ? 'way' : 'primary way'} onPress={() => void till.pay('cash')}>
          <Icon name="cash" />
          {t.rails.cash}
        </SafeButton>
      </div>
      <Ways choices={others} onWay={(rail) => void till.pay(rail)}>
        <SafeButton class="way-button" onPress={till.split}>
          <Icon name="split" />
          {t.tenders.split}
        </SafeButton>
      </Ways>
      <LeaveSale sale={sale} />
    </>
  );
}

function LateActions() {
  const { till } = useApp();
  const { t } = useReader();
  return (
    <div class="actions">
      <SafeButton class="primary wide" onPress={() => void till.attachLate()}>
        {t.attention.attach}
      </SafeButton>
      <SafeButton class="wide" onPress={() => void till.returnLate()}>
        {t.attention.giveBack}
      </SafeButton>
      <button type="button" class="button quiet-button wide" onClick={() => void till.park()}>
        {t.till.putAside}
      </button>
    </div>
  );
}
