/** An exported file chosen by a person: what it would bring back is said first, and done on a second press. */

import { useSignal } from '@preact/signals';
import type { Messages } from '../../i18n/messages.ts';
import { useApp, useReader } from '../context.ts';
import type { Backup, BackupProblem } from '../deps.ts';
import { ProblemLine } from './problem.tsx';
import { SafeButton } from './safe-button.tsx';

export function BackupFile() {
  const { deps } = useApp();
  const { t } = useReader();
  const found = useSignal<Backup | undefined>(undefined);
  const problem = useSignal<BackupProblem | undefined>(undefined);
  const broughtLive = useSignal<number | undefined>(undefined);
  const words = t.till.start.backup;
  const read = async (file: File): Promise<void> => {
    const reading = await deps.readBackup(file);
    found.value = reading.ok ? reading.backup : undefined;
    problem.value = reading.ok ? undefined : reading.problem;
    broughtLive.value = undefined;
  };
  const bringBack = async ({ book, bringBack: run }: Backup): Promise<void> => {
    const brought = await run();
    found.value = undefined;
    problem.value = brought.ok ? undefined : brought.problem;
    // A book that stands on this screen says so itself.
    if (brought.ok && book !== deps.book) broughtLive.value = brought.restored.entries;
  };
  return (
    <>
      <label class="button file-button">
        <input
          type="file"
          class="visually-hidden"
          accept=".jsonl"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void read(file);
            // The same file may be chosen again.
            currentTarget.value = '';
          }}
        />
        {words.choose}
      </label>
      {found.value !== undefined && <Found backup={found.value} onBringBack={bringBack} />}
      {broughtLive.value !== undefined && <p role="status">{words.liveIsBack(broughtLive.value)}</p>}
      <ProblemLine text={problem.value === undefined ? undefined : words.problems[problem.value]} />
    </>
  );
}

interface FoundProps {
  readonly backup: Backup;
  readonly onBringBack: (backup: Backup) => Promise<void>;
}

function Found({ backup, onBringBack }: FoundProps) {
  const { deps } = useApp();
  const { t, format } = useReader();
  const words = t.till.start.backup;
  if (backup.entries === 0) return <p role="status">{words.none}</p>;
  return (
    <>
      <p role="status">{foundWords(t, backup, format.dateTime(backup.exportedAt, deps.now()))}</p>
      <SafeButton class="primary" onPress={() => void onBringBack(backup)}>
        {words.now}
      </SafeButton>
    </>
  );
}

function foundWords(t: Messages, { entries, till, missing }: Backup, exported: string): string {
  const { found, missing: lacks } = t.till.start.backup;
  return [found(entries, till, exported), ...(missing === 0 ? [] : [lacks(missing)])].join(' ');
}
