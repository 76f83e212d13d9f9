/** One sale whole: its state, what can be done about it now, and every attempt with the provider's own words. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Attempt } from '../../../domain/attempt.ts';
import { isRefundable, isSplit, paidLegs } from '../../../domain/legs.ts';
import { money } from '../../../domain/money.ts';
import { hasProvider } from '../../../domain/rail.ts';
import { attemptsOf, isSaleOpen, openAttempt, type Sale, undecidedAttempt } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { labelOf, returnedOf, spokenMoney, stateWord, whenOf } from '../../models/labels.ts';
import { threeLines } from '../../models/lines.ts';
import { problemText } from '../../models/problem-words.ts';
import { useSale } from '../../models/sales.ts';
import { stageOf } from '../../models/stage.ts';
import { Amount } from '../../parts/amount.tsx';
import { CheckedLine } from '../../parts/checked-line.tsx';
import { LegList } from '../../parts/leg-list.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { ThreeLinesList } from '../../parts/three-lines.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { Attestation } from './attestation.tsx';
import { LegChoice } from './leg-choice.tsx';
import { RefundSheet } from './refund-sheet.tsx';
import { Timeline } from './timeline.tsx';

export function SaleScreen({ number }: { readonly number: number }) {
  const { t } = useReader();
  const { sales, isRead, hasFailed } = useSale(number).value;
  const sale = sales[0];
  return (
    <main class="screen list-screen">
      <TopBar title={t.till.saleNumber(number)} backTo={{ screen: 'recent' }} />
      {hasFailed && <ProblemLine text={t.till.cannotRead} />}
      {isRead && !hasFailed && sale === undefined && <p class="empty">{t.recent.notFound}</p>}
      {sale !== undefined && <SaleDetail sale={sale} />}
    </main>
  );
}

function SaleDetail({ sale }: { readonly sale: Sale }) {
  const { till, now, speaker } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const refunding = useSignal<Attempt | 'which' | undefined>(undefined);
  const { word, tone, icon, amount, rail } = labelOf(reader, sale);
  const stage = stageOf(sale);
  const problem = till.problem.value;
  const refundable = attemptsOf(sale).filter(isRefundable);
  const legs = isSplit(sale) ? paidLegs(sale) : [];
  const returned = returnedOf(sale);
  const saidReturned = useRef(returned);
  useEffect(() => {
    if (returned <= saidReturned.current) return;
    saidReturned.current = returned;
    const state = stateWord(t, stage) ?? t.states.refunded;
    speaker.say([state, spokenMoney(t, format, money(sale.due.currency, returned))].join(t.till.comma));
  }, [returned]);
  const showsLines = ['checking', 'reversing', 'reversed', 'frozen', 'not_paid'].includes(stage.kind);
  return (
    <>
      <section class="sale-summary">
        <StateMark tone={tone} word={word} icon={icon} />
        <Amount money={amount} />
        <p class="quiet">{[rail, whenOf(format, sale.openedAt, now.peek())].filter(Boolean).join(' · ')}</p>
      </section>
      {legs.length > 0 && <LegList legs={legs} />}
      {showsLines && <ThreeLinesList lines={threeLines(t, stage, 'cashier')} />}
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      <CheckedLine />
      <SaleActions
        sale={sale}
        onRefund={
          refundable.length === 0
            ? undefined
            : () => (refunding.value = refundable.length > 1 ? 'which' : refundable[0])
        }
      />
      <Attestation sale={sale} />
      <Timeline sale={sale} />
      {refunding.value === 'which' && (
        <LegChoice
          legs={refundable}
          onChoose={(leg) => (refunding.value = leg)}
          onClose={() => (refunding.value = undefined)}
        />
      )}
      {typeof refunding.value === 'object' && (
        <RefundSheet sale={sale} attempt={refunding.value} onClose={() => (refunding.value = undefined)} />
      )}
    </>
  );
}

interface SaleActionsProps {
  readonly sale: Sale;
  readonly onRefund: (() => void) | undefined;
}

function SaleActions({ sale, onRefund }: SaleActionsProps) {
  const { till, router } = useApp();
  const { t } = useReader();
  const canAsk = attemptsOf(sale).some((attempt) => hasProvider(attempt.rail));
  const canResume =
    openAttempt(sale) !== undefined || undecidedAttempt(sale) !== undefined || isSaleOpen(sale);
  return (
    <div class="actions">
      {canResume && (
        <SafeButton class="primary wide" onPress={() => void till.resume(sale.number)}>
          {t.till.resume}
        </SafeButton>
      )}
      {canAsk && (
        <button type="button" class="button" onClick={() => void till.checkNow(sale.number)}>
          {t.buttons.checkNow}
        </button>
      )}
      <button
        type="button"
        class="button"
        onClick={() => router.go({ screen: 'receipt', number: sale.number })}
      >
        {t.receipt.title}
      </button>
      {onRefund !== undefined && (
        <button type="button" class="button wide" onClick={onRefund}>
          {t.refund.title}
        </button>
      )}
    </div>
  );
}
