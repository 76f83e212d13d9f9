/** Taken: the whole screen says so in colour, icon, word and amount, and says if nobody confirmed it; then the counter is ready again. */

import { useEffect } from 'preact/hooks';
import type { Attempt } from '../../../domain/attempt.ts';
import { isSplit, paidLegs } from '../../../domain/legs.ts';
import { money } from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import { signedMoney } from '../../models/cash.ts';
import { amountOf, stateWord } from '../../models/labels.ts';
import { discountOf } from '../../models/lines.ts';
import { type Stage, TONES } from '../../models/stage.ts';
import '../../css/split.css';
import { Amount } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';

export function ResultScreen({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { till, router } = useApp();
  const { t } = useReader();
  const tone = TONES[stage.kind];
  useEffect(() => {
    // Any key goes on; the keypad has the key as well, so that the next amount loses none.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' || event.key === 'Escape' || event.key === ' ') event.preventDefault();
      if (!['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) till.next();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [till]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: any key goes on, wherever the focus is.
    <main class={`screen result ground-${tone}`} onClick={till.next}>
      <Icon name={tone} class="result-icon" />
      <Heading class="state">{stateWord(t, stage)}</Heading>
      <Amount money={amountOf(stage)} />
      {isSplit(stage.sale) ? <Parts stage={stage} /> : <p class="rail-name">{t.rails[attempt.rail]}</p>}
      <Details attempt={attempt} />
      <div class="actions">
        <button
          type="button"
          class="button on-ground"
          onClick={(event) => {
            event.stopPropagation();
            router.go({ screen: 'receipt', number: stage.sale.number });
            till.next();
          }}
        >
          <Icon name="print" />
          {t.receipt.title}
        </button>
        <button type="button" class="button on-ground" onClick={till.next}>
          {t.buttons.next}
        </button>
      </div>
    </main>
  );
}

/** What came in by which way. */
function Parts({ stage }: { readonly stage: Stage }) {
  const { t, format } = useReader();
  return (
    <ul class="result-parts">
      {paidLegs(stage.sale).map((leg) => (
        <li key={leg.id}>{`${t.rails[leg.rail]} ${format.money(leg.amount)}`}</li>
      ))}
    </ul>
  );
}

/** What the customer's wallet took off, and what the cashier gives back. */
function Details({ attempt }: { readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const discount = discountOf(attempt);
  const change = attempt.cash?.changeMinor ?? 0;
  const rounding = attempt.cash?.roundingMinor;
  return (
    <>
      {discount !== undefined && (
        <p class="sentence">{t.result.discount(format.money(discount.paid), format.money(discount.off))}</p>
      )}
      {change > 0 && (
        <p class="change">{t.cash.change(format.money(money(attempt.amount.currency, change)))}</p>
      )}
      {rounding !== undefined && (
        <p class="sentence">
          {t.cash.rounding} {signedMoney(format, attempt.amount.currency, rounding)}
        </p>
      )}
    </>
  );
}
