/** A cashier's own words: kept beside the journal, so they may have been erased. */

import { useEffect, useState } from 'preact/hooks';
import { useApp, useReader } from '../context.ts';

export function OwnWords({ commitment }: { readonly commitment: string }) {
  const { deps } = useApp();
  const { t } = useReader();
  const [text, setText] = useState<string | undefined>('');
  useEffect(() => {
    let isWanted = true;
    const set = (found: string | undefined): void => {
      if (isWanted) setText(found);
    };
    deps.journal.text(commitment).then(
      (found) => set(found?.text),
      () => set(undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [commitment, deps]);
  return <span class="quiet">{text ?? t.till.noteErased}</span>;
}
