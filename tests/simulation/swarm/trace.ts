/** A run as JSON lines that anybody can audit with a program of their own: what it was made of, everything seen, the ledgers. */

import type { Run } from './run.ts';

export function traceOf(run: Run, commit = ''): string {
  const { seed, mix, lines, hash, ledger, violations } = run;
  return [
    { t: 'run', seed, commit, mix },
    ...lines,
    ...ledger.map((line) => ({ t: 'ledger', ...line })),
    ...violations.map((violation) => ({ t: 'violation', ...violation })),
    { t: 'end', hash: hash() },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}
