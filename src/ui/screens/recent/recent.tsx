/** The last fifty payments, each with its state; one tap opens it to check, refund or print. */

import { useApp, useReader } from '../../context.ts';
import { useRecent } from '../../models/sales.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { SaleRow } from '../../parts/sale-row.tsx';
import { TopBar } from '../../parts/top-bar.tsx';

const SHOWN = 50;

export function RecentScreen() {
  const { router } = useApp();
  const { t } = useReader();
  const { sales, isRead, hasFailed } = useRecent(SHOWN).value;
  return (
    <main class="screen list-screen">
      <TopBar title={t.recent.title} />
      {hasFailed && <ProblemLine text={t.till.cannotRead} />}
      {isRead && !hasFailed && sales.length === 0 && (
        <div class="empty">
          <p>{t.recent.empty}</p>
          <button type="button" class="button primary" onClick={() => router.go({ screen: 'home' })}>
            {t.counter.title}
          </button>
        </div>
      )}
      <ul class="sale-list">
        {sales.map((sale) => (
          <SaleRow key={sale.number} sale={sale} />
        ))}
      </ul>
    </main>
  );
}
