/** The provider's own words, small and unchanged, underneath ours. */

import type { RawWords } from '../../domain/operation.ts';
import { useReader } from '../context.ts';

export function RawLine({ raw }: { readonly raw: RawWords | undefined }) {
  const { t } = useReader();
  if (raw === undefined) return null;
  const parts = [raw.code, raw.subCode, raw.message].filter((part) => part !== undefined && part !== '');
  return (
    <p class="raw">
      {t.till.providerSays} {parts.join(' · ')}
    </p>
  );
}
