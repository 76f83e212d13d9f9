/**
 * Taking money by a rail that no provider answers for: the shop's own collection code, a bank's card terminal, a voucher.
 *
 * For whoever opens it (`screens.tsx`):
 * - `RecordSheet` begins: render it over the screen when the cashier taps one of the three rails. It shows what stands in the
 *   way (no code imported yet, over the limit of a static code), takes a voucher's value and number, and otherwise opens the
 *   attempt at once and calls `onBegun`: then `till.front` is the sale and `RecordScreen` takes over.
 * - `RecordScreen` goes on: render it as the stage's screen for an open attempt whose `presentation` is `'record'`, also after
 *   a reload. It has "received" and "not received"; nothing has to be handed in but the attempt and its sale.
 */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SaleOrAmount } from '../../../counter/commands.ts';
import type { Attempt } from '../../../domain/attempt.ts';
import { isAtLeast, type Money, money } from '../../../domain/money.ts';
import { RAIL_FACTS } from '../../../domain/rail.ts';
import type { Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import '../../css/cash.css';
import { stateWord } from '../../models/labels.ts';
import { problemText } from '../../models/problem-words.ts';
import { keptCode } from '../../models/record.ts';
import { stageOf } from '../../models/stage.ts';
import { isRecordRail, type RecordRail } from '../../models/tenders.ts';
import { Amount } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { OwnCodeQr } from '../../parts/own-code-qr.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { StaticCodeLimit, StaticCodeRules } from '../../parts/static-code-rules.tsx';
import { OwnCodeImport } from './own-code-import.tsx';
import { NotReceived, ReceivedActions } from './received.tsx';
import { VoucherForm } from './voucher.tsx';

export interface RecordSheetProps {
  readonly rail: RecordRail;
  /** A sale that is there, or the amount of a new one; `partMinor` for one leg of a split. */
  readonly what: SaleOrAmount;
  /** The attempt is open, or the voucher was taken: the sale that it belongs to. */
  readonly onBegun: (sale: number) => void;
  readonly onClose: () => void;
}

export function RecordSheet({ rail, what, onBegun, onClose }: RecordSheetProps) {
  const { till } = useApp();
  const reader = useReader();
  const { t } = reader;
  const due = till.due.value;
  const problem = till.problem.value;
  return (
    <Sheet title={t.rails[rail]} onClose={onClose} isBeside>
      <Amount money={due} class="amount-small" />
      {rail === 'voucher' ? (
        <VoucherForm due={due} what={what} onTaken={onBegun} />
      ) : (
        <Beginning rail={rail} due={due} what={what} onBegun={onBegun} />
      )}
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
    </Sheet>
  );
}

interface BeginningProps extends Omit<RecordSheetProps, 'onClose'> {
  readonly due: Money;
}

/** Opens the attempt at once, unless something has to be done or decided before. */
function Beginning({ rail, due, what, onBegun }: BeginningProps) {
  const { till, deps } = useApp();
  const { t } = useReader();
  const isOwnCode = rail === 'own_code';
  const limit = money(due.currency, RAIL_FACTS[rail].maxMinor);
  const isOver = !isAtLeast(limit, due);
  const isImported = keptCode(deps) !== undefined;
  const mayBegin = !isOver && (!isOwnCode || isImported);
  const begin = async (wished: SaleOrAmount): Promise<void> => {
    const done = await till.command(() => deps.counter.showRecord(wished, rail));
    if (done?.ok === true) onBegun(done.sale);
  };
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!mayBegin || hasBegun.current) return;
    hasBegun.current = true;
    void begin(what);
  }, [mayBegin]);
  if (isOver)
    return <OverLimit limit={limit} onPart={() => void begin({ ...what, partMinor: limit.amountMinor })} />;
  if (!mayBegin) {
    return (
      <>
        <p>{t.record.noCode}</p>
        <OwnCodeImport />
      </>
    );
  }
  if (till.problem.value === undefined) return <p class="quiet">{t.till.loading}</p>;
  return (
    <SafeButton class="primary wide" onPress={() => void begin(what)}>
      {t.buttons.retry}
    </SafeButton>
  );
}

interface OverLimitProps {
  readonly limit: Money;
  readonly onPart: () => void;
}

function OverLimit({ limit, onPart }: OverLimitProps) {
  const { t, format } = useReader();
  return (
    <>
      <p class="note tone-checking">{t.record.overLimit(format.money(limit))}</p>
      <SafeButton class="primary wide" onPress={onPart}>
        {t.record.takePart(format.money(limit))}
      </SafeButton>
    </>
  );
}

export interface RecordScreenProps {
  readonly sale: Sale;
  readonly attempt: Attempt;
}

export function RecordScreen({ sale, attempt }: RecordScreenProps) {
  const { till } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const [reference, isDoubting] = [useSignal(''), useSignal(false)];
  const { rail, amount } = attempt;
  if (!isRecordRail(rail)) return null;
  const problem = till.problem.value;
  return (
    <main class="screen payment record tone-recorded">
      <header class="payment-head">
        <Heading class="state">
          <Icon name="recorded" />
          {stateWord(t, stageOf(sale))}
        </Heading>
        <button type="button" class="button quiet-button" onClick={() => till.flip(true)}>
          <Icon name="flip" />
          <span class="wide-words">{t.counter.turn}</span>
        </button>
      </header>
      <Amount money={amount} />
      <p class="rail-name">{t.rails[rail]}</p>
      {isDoubting.value ? (
        <NotReceived
          rail={rail}
          onBack={() => (isDoubting.value = false)}
          onSure={() => void till.cancel()}
        />
      ) : (
        <>
          {rail === 'own_code' && <OwnCodeQr amount={amount} />}
          <p class="sentence">{t.record.ask[rail](format.money(amount))}</p>
          {rail === 'own_code' && <StaticCodeLimit />}
          <p class="record-proof">{t.record.proof[rail]}</p>
          <ReceivedActions
            sale={sale}
            rail={rail}
            reference={reference}
            onDoubt={() => (isDoubting.value = true)}
          />
          {rail === 'own_code' && <StaticCodeRules />}
        </>
      )}
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
    </main>
  );
}
