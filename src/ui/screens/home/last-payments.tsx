/** The last payments with their states, so that "did the last one go through?" needs no tap; and the ways to all others. */

import { useApp, useFirst } from '../../context.ts';
import { labelOf } from '../../models/labels.ts';
import { Icon } from '../../parts/icon.tsx';
import { StateMark } from '../../parts/state-mark.tsx';

/** As many as a wide screen has room for; a narrow one shows the first. */
const SHOWN = 5;

export function LastPayments() {
  const { deps, router, till } = useApp();
  const reader = useFirst();
  const { t, format } = reader;
  const count = till.attention.value.length;
  const sales = [...deps.view.value.sales.values()]
    .sort((left, right) => right.number - left.number)
    .slice(0, SHOWN);
  return (
    <section class="last-payments" aria-label={t.counter.lastPayment}>
      {sales.length > 0 && (
        <ul class="last-list">
          {sales.map((sale) => {
            const { word, tone, icon, amount, rail } = labelOf(reader, sale);
            return (
              <li key={sale.number}>
                <button
                  type="button"
                  class="last-payment"
                  onClick={() => router.go({ screen: 'sale', number: sale.number })}
                >
                  <StateMark tone={tone} word={word} icon={icon} />
                  <span class="last-amount">{format.money(amount)}</span>
                  <span class="quiet">
                    {[rail, format.time(sale.openedAt).slice(0, 5)].filter(Boolean).join(' · ')}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <nav class="home-links">
        <button
          type="button"
          class={count > 0 ? 'button is-urgent' : 'button quiet-button'}
          onClick={() => router.go({ screen: 'attention' })}
        >
          {count === 0 && <Icon name="bell" />}
          {t.counter.needsAttention}
          {count > 0 && <b class="count">{count}</b>}
        </button>
        <button type="button" class="button quiet-button" onClick={() => router.go({ screen: 'recent' })}>
          <Icon name="list" />
          {t.counter.recent}
        </button>
      </nav>
    </section>
  );
}
