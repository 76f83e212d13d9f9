/** What only the system's administrator may do, and whether that is who runs this. */

/** For {@link Trouble.cannot}: why `what` cannot be made here, or nothing when it can. */
export function needsRoot(what: string): () => string | undefined {
  return () =>
    process.platform === 'linux' && process.getuid?.() === 0
      ? undefined
      : `only Linux’s root can make ${what} for it`;
}
