/** What stands on the shop's accounts at each provider, each currency for itself. */

import type { PanelProps } from './ui.ts';

export function ShopPanel({ view, ui }: PanelProps) {
  return (
    <section class="panel shop" aria-labelledby="shop-title">
      <h2 id="shop-title">{ui.words.shop.title}</h2>
      <dl class="accounts">
        {view.merchants.map(({ rail, accounts }) => (
          <div key={rail}>
            <dt>{ui.rails[rail]}</dt>
            {accounts.map(({ currency, balanceMinor }) => (
              <dd key={currency}>{ui.money(balanceMinor, currency, rail)}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
