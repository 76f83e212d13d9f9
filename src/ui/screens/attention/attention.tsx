/** Needs attention: every sale that somebody still has to look at, with the reason. */

import { attentionOf } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { SaleRow } from '../../parts/sale-row.tsx';
import { TopBar } from '../../parts/top-bar.tsx';

export function AttentionScreen() {
  const { till } = useApp();
  const { t } = useReader();
  const sales = till.attention.value;
  return (
    <main class="screen list-screen">
      <TopBar title={t.attention.title} />
      {sales.length === 0 && <p class="empty">{t.attention.empty}</p>}
      <ul class="sale-list">
        {sales.map((sale) => {
          const why = attentionOf(sale);
          return (
            <SaleRow
              key={sale.number}
              sale={sale}
              {...(why === undefined ? {} : { why: t.till.attention[why] })}
            />
          );
        })}
      </ul>
    </main>
  );
}
