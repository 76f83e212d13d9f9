/** The cashier's own words about a refund: kept beside the journal, so they may have been erased. */

import { useEffect, useState } from 'preact/hooks';
import { useApp, useReader } from '../../context.ts';

export function RefundNote({ commitment }: { readonly commitment: string }) {
  const { deps } = useApp();
  const { t } = useReader();
  const [text, setText] = useState<string | undefined>('');
  useEffect(() => {
    deps.journal.text(commitment).then(
      (found) => setText(found?.text),
      () => setText(undefined),
    );
  }, [commitment, deps]);
  return <p class="quiet">{text ?? t.till.noteErased}</p>;
}
