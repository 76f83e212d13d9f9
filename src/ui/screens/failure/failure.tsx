/** Not paid, or undone, or paid too late: what happened in three lines, and every way on one tap away. The sale is kept. */

import type { Attempt } from '../../../domain/attempt.ts';
import { mayRetry } from '../../../domain/fault.ts';
import { useApp, useReader } from '../../context.ts';
import { amountOf, setupFault, stateWord, threeLines } from '../../models/labels.ts';
import { problemText } from '../../models/problem-words.ts';
import { type Stage, TONES } from '../../models/stage.ts';
import { Amount } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { ThreeLinesList } from '../../parts/three-lines.tsx';

export interface FailureProps {
  readonly stage: Stage;
}

export function FailureScreen({ stage }: FailureProps) {
  const { till } = useApp();
  const reader = useReader();
  const { t } = reader;
  const { kind } = stage;
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
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      {kind === 'late' && <LateActions />}
      {isDecision && kind !== 'late' && (
        <div class="actions">
          <SafeButton class="primary wide" onPress={() => void till.park()}>
            {t.waiting.park}
          </SafeButton>
        </div>
      )}
      {!isDecision && <WaysOn attempt={stage.attempt} />}
    </main>
  );
}

function WaysOn({ attempt }: { readonly attempt: Attempt | undefined }) {
  const { till } = useApp();
  const { t } = useReader();
  const fault = attempt?.fault;
  const isSetUp = setupFault(fault);
  const canRetry = !isSetUp && (fault === undefined || mayRetry(fault));
  return (
    <>
      <p class="quiet kept">{t.result.keptOrder}</p>
      <div class="actions ways-on">
        {!isSetUp && (
          <SafeButton class={canRetry ? 'primary way' : 'way'} onPress={() => void till.again()}>
            <Icon name="qr" />
            {canRetry ? t.till.again : t.till.presentations.payment_qr}
          </SafeButton>
        )}
        {!isSetUp && (
          <SafeButton class="way" onPress={() => till.open('scan')}>
            <Icon name="scan" />
            {t.buttons.scan}
          </SafeButton>
        )}
        <SafeButton class={canRetry ? 'way' : 'primary way'} onPress={() => till.open('cash')}>
          <Icon name="cash" />
          {t.rails.cash}
        </SafeButton>
      </div>
      <div class="actions leave">
        <button type="button" class="button quiet-button" onClick={() => void till.park()}>
          {t.till.putAside}
        </button>
        <button type="button" class="button quiet-button" onClick={() => void till.end()}>
          {t.till.end}
        </button>
      </div>
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
