/** What becomes of the data on this device: whether the browser keeps it, the journal as a file, installing, and what this is. */

import { useSignal } from '@preact/signals';
import { useApp, useReader } from '../../context.ts';
import { download } from '../../models/download.ts';
import { BackupFile } from '../../parts/backup-file.tsx';
import { ProblemLine } from '../../parts/problem.tsx';

export function DataSection() {
  const { deps, install } = useApp();
  const { t } = useReader();
  const hasFailed = useSignal(false);
  const persistence = deps.persistence.value;
  const offer = install.value;
  const exportFile = async (): Promise<void> => {
    const file = await deps.exportJournal().catch(() => undefined);
    hasFailed.value = file === undefined;
    if (file !== undefined) download(file);
  };
  return (
    <section>
      <h2>{t.settings.storage}</h2>
      <p>{persistence === 'unknown' ? t.settings.denied : t.settings[persistence]}</p>
      <CopyLine />
      <div class="actions">
        {persistence !== 'persisted' && persistence !== 'unsupported' && (
          <button type="button" class="button" onClick={() => void deps.askPersistence()}>
            {t.till.askKeep}
          </button>
        )}
        <button type="button" class="button" onClick={() => void exportFile()}>
          {t.settings.exportJournal}
        </button>
        {offer !== undefined && (
          <button type="button" class="button" onClick={() => void offer.ask()}>
            {t.settings.install}
          </button>
        )}
        <a class="button" href="#/customer" target="guitai-customer">
          {t.till.customerWindow}
        </a>
        {deps.book === 'practice' && (
          <a class="button" href="/simulator/" target="guitai-phone">
            {t.practice.openPhone}
          </a>
        )}
      </div>
      <ProblemLine text={hasFailed.value ? t.till.cannotRead : undefined} />
      <JournalCheck />
      <BackupFile />
      <h2>{t.till.about}</h2>
      <p>{t.till.aboutText}</p>
      {!deps.isHardened && <p class="note">{t.settings.plainHost}</p>}
    </section>
  );
}

/** All of the journal, read again from the first entry: the tail alone is checked at each start. */
function JournalCheck() {
  const { deps } = useApp();
  const { t } = useReader();
  const words = useSignal<string | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const isChecking = useSignal(false);
  const run = async (): Promise<void> => {
    isChecking.value = true;
    problem.value = undefined;
    let entries = 0;
    const tell = (checked: number, total: number): void => {
      entries = total;
      words.value = t.settings.checking(checked, total);
    };
    const damages = await deps.checkJournal(tell).catch(() => undefined);
    isChecking.value = false;
    const [first] = damages ?? [];
    words.value = damages?.length === 0 ? t.settings.checkedWhole(entries) : undefined;
    if (damages === undefined) problem.value = t.till.cannotRead;
    else if (first !== undefined) problem.value = t.settings.checkedDamaged(first.seq);
  };
  return (
    <>
      <button type="button" class="button" disabled={isChecking.value} onClick={() => void run()}>
        {t.settings.checkJournal}
      </button>
      {words.value !== undefined && <p role="status">{words.value}</p>}
      <ProblemLine text={problem.value} />
    </>
  );
}

/** The journal's second copy: whether it is whole, and what protects the records where there is none. */
function CopyLine() {
  const { deps } = useApp();
  const { t } = useReader();
  const copy = deps.secondCopy.value;
  if (copy === undefined) return null;
  if (copy.kind === 'kept')
    return <p>{copy.lag === 0 ? t.settings.copyWhole(copy.seq) : t.settings.copyBehind(copy.lag)}</p>;
  if (copy.kind === 'none') return <p>{t.settings.copyNone}</p>;
  return <ProblemLine text={t.settings.copyFailed} />;
}
