/** In practice on a wide screen: the customer's phone beside the counter, as a frame of the same origin. */

import { useEffect, useState } from 'preact/hooks';
import { useApp, useFirst } from '../context.ts';

/** As wide as counter and phone beside each other need. */
const WIDE = '(min-width: 1100px)';

export interface DockedPhoneProps {
  /** Whose phone it is and what it speaks; without it the phone's own customer, in the customer's language. */
  readonly customer?: { readonly wallet: string; readonly language: string };
}

export function DockedPhone({ customer }: DockedPhoneProps) {
  const { deps } = useApp();
  const { t } = useFirst();
  const isWide = useMedia(WIDE);
  if (deps.book !== 'practice' || !isWide) return null;
  return (
    <aside class="docked" aria-label={t.practice.phone}>
      <p class="docked-title">
        {t.practice.phone}
        <a class="quiet" href="/simulator/#desk" target="guitai-desk">
          {t.practice.desk}
        </a>
      </p>
      <iframe
        class="docked-phone"
        src={addressOf(customer, deps.settings.value.customerLanguage)}
        title={t.practice.phone}
      />
    </aside>
  );
}

function addressOf(customer: DockedPhoneProps['customer'], language: string): string {
  const query =
    customer === undefined ? { lang: language } : { wallet: customer.wallet, lang: customer.language };
  return `/simulator/?docked=1&${new URLSearchParams(query)}`;
}

/** False at first, so that the frame is no part of the first paint. */
function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(false);
  useEffect(() => {
    const list = window.matchMedia(query);
    const onChange = (): void => setMatches(list.matches);
    onChange();
    list.addEventListener('change', onChange);
    return () => list.removeEventListener('change', onChange);
  }, [query]);
  return matches;
}
