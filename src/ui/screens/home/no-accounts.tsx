/** A live book that took wallets and has no provider's account any more: the browser lost them, and here is where that is mended. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { hasProvider } from '../../../domain/rail.ts';
import { useApp, useReader } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';

/** So many sales back a shop that takes wallets has had one. */
const LOOKED_AT = 50;

export function NoAccounts() {
  const { deps, router } = useApp();
  const { t } = useReader();
  const tookWallets = useSignal(false);
  useEffect(() => {
    deps.journal.recent(LOOKED_AT).then(
      (sales) => {
        tookWallets.value = sales.some(({ tenders }) => tenders.some(({ rail }) => hasProvider(rail)));
      },
      // A storage that cannot be read says so itself, and louder.
      () => undefined,
    );
  }, []);
  if (!tookWallets.value) return null;
  return (
    <div class="note tone-checking">
      <Icon name="checking" />
      <span>{t.till.account.none}</span>
      <button type="button" class="button" onClick={() => router.go({ screen: 'account' })}>
        {t.till.account.open}
      </button>
    </div>
  );
}
