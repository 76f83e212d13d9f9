/** An amount on one line, however large: the longer it is, the smaller its figures where the screen is narrow. */

import type { Money } from '../../domain/money.ts';
import { useFirst } from '../context.ts';

export interface AmountProps {
  readonly money: Money;
  readonly class?: string;
}

export function Amount({ money, class: className = '' }: AmountProps) {
  const { format } = useFirst();
  const text = format.money(money);
  return (
    <p class={`amount ${className}`} data-length={lengthOf(text)}>
      {text}
    </p>
  );
}

/** How the style sheet tells `¥12.50` from `¥12,345.67` and from `¥100,000,000.00`. */
export function lengthOf(text: string): 'short' | 'long' | 'longest' {
  if (text.length <= 8) return 'short';
  return text.length <= 11 ? 'long' : 'longest';
}
