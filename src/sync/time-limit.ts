/** A signal that aborts after a while, unless it is cleared before. */

export function timeLimit(timeoutMs: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), timeoutMs);
  return { signal: giveUp.signal, clear: () => clearTimeout(timer) };
}
