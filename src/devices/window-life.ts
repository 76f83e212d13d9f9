/** Whether another window of this origin is still there, crashes included: each holds a lock of its own for as long as it lives. */

/** Some browsers have none, and say so in one of two ways. */
type Locks = Pick<LockManager, 'request'> | null | undefined;

function lockOf(id: string): string {
  return `guitai-window-${id}`;
}

/** Holds this window's lock until the returned function is called, or the window ends. Where there are no locks, nothing is held. */
export async function beginLife(id: string, locks: Locks): Promise<() => void> {
  let end = (): void => undefined;
  if (!locks) return end;
  await new Promise<void>((begun) => {
    const life = new Promise<void>((resolve) => {
      end = resolve;
    });
    locks
      .request(lockOf(id), () => {
        begun();
        return life;
      })
      .catch(() => begun());
  });
  return () => end();
}

/** Calls `onGone` once the window is no more; the returned function stops watching. */
export function watchLife(id: string, locks: Locks, onGone: () => void): () => void {
  if (!locks) return () => undefined;
  const stop = new AbortController();
  locks
    .request(lockOf(id), { mode: 'shared', signal: stop.signal }, () => {
      if (!stop.signal.aborted) onGone();
    })
    .catch(() => undefined);
  return () => stop.abort();
}
