/** One sale in a list: state, amount, way of paying, time; a tap opens it. */

import type { Sale } from '../../domain/sale.ts';
import { useApp, useReader } from '../context.ts';
import { roundingOf, signedMoney } from '../models/cash.ts';
import { labelOf, whenOf } from '../models/labels.ts';
import { StateMark } from './state-mark.tsx';

export interface SaleRowProps {
  readonly sale: Sale;
  /** Why it is in this list, if that needs saying. */
  readonly why?: string;
}

export function SaleRow({ sale, why }: SaleRowProps) {
  const { router, now } = useApp();
  const reader = useReader();
  const { t, format } = reader;
  const { word, tone, icon, amount, rail } = labelOf(reader, sale);
  const roundingMinor = roundingOf(sale);
  return (
    <li>
      <button
        type="button"
        class="sale-row"
        onClick={() => router.go({ screen: 'sale', number: sale.number })}
      >
        <span class="sale-main">
          <StateMark tone={tone} word={word} icon={icon} />
          {why !== undefined && <span>{why}</span>}
          {roundingMinor !== 0 && (
            <span class="quiet">
              {t.cash.rounding} {signedMoney(format, sale.due.currency, roundingMinor)}
            </span>
          )}
          <span class="quiet">
            {[t.till.saleNumber(sale.number), rail, whenOf(format, sale.openedAt, now.peek())]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <strong class="sale-amount">{format.money(amount)}</strong>
      </button>
    </li>
  );
}
