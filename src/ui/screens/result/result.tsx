/** Paid: the whole screen says so in colour, icon, word and amount; then the counter is ready again by itself. */

import { useEffect } from 'preact/hooks';
import type { Attempt } from '../../../domain/attempt.ts';
import { money } from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import { discountOf, stateWord } from '../../models/labels.ts';
import type { Stage } from '../../models/stage.ts';
import { Amount } from '../../parts/amount.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';

export function ResultScreen({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { till, router } = useApp();
  const { t, format } = useReader();
  const discount = discountOf(attempt);
  const change = attempt.cash?.changeMinor ?? 0;
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
    <main class="screen result ground-paid" onClick={till.next}>
      <Icon name="paid" class="result-icon" />
      <Heading class="state">{stateWord(t, stage)}</Heading>
      <Amount money={attempt.amount} />
      <p class="rail-name">{t.rails[attempt.rail]}</p>
      {discount !== undefined && (
        <p class="sentence">{t.result.discount(format.money(discount.paid), format.money(discount.off))}</p>
      )}
      {change > 0 && (
        <p class="change">{t.cash.change(format.money(money(attempt.amount.currency, change)))}</p>
      )}
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
