/** Tells the second reading of one code from a new one: scanners read twice, cameras many times a second (F-52). */

/** Whether `text` was read less than the window ago. `atMs` may be on any one scale that only grows. */
export type RepeatGuard = (text: string, atMs: number) => boolean;

/** A code that stays in view keeps being a repeat: each reading opens the window anew. */
export function createRepeatGuard(windowMs = 2_000): RepeatGuard {
  let last: { readonly text: string; readonly atMs: number } | undefined;
  return (text, atMs) => {
    const isRepeat = last !== undefined && last.text === text && atMs - last.atMs < windowMs;
    last = { text, atMs };
    return isRepeat;
  };
}
