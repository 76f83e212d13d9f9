/** A signal that aborts after a while, unless it is cleared before. */

import { after } from './after.ts';

export function timeLimit(timeoutMs: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const giveUp = new AbortController();
  return { signal: giveUp.signal, clear: after(timeoutMs, () => giveUp.abort()) };
}
