/** In practice on a wide screen: the customer's phone beside the counter, as a frame of the same origin. */

import { useEffect, useState } from 'preact/hooks';
import { useApp, useReader } from '../context.ts';

/** As wide as counter and phone beside each other need. */
const WIDE = '(min-width: 1100px)';

export function DockedPhone() {
  const { deps } = useApp();
  const { t } = useReader();
  const isWide = useMedia(WIDE);
  if (deps.book !== 'practice' || !isWide) return null;
  return (
    <aside class="docked" aria-label={t.practice.phone}>
      <p class="docked-title">
        {t.practice.phone}
        <a class="quiet" href="/simulator/" target="guitai-phone">
          {t.practice.desk}
        </a>
      </p>
      <iframe class="docked-phone" src="/simulator/?docked=1" title={t.practice.phone} />
    </aside>
  );
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
