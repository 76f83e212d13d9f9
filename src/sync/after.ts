/** Work that is done once after real milliseconds, unless the returned function calls it off. */

export function after(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
}
