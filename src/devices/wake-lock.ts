/** Keeps the screen on while a customer is paying. */

export interface WakeLock {
  /** Keeps the screen on, also after the page was hidden and shown again; false where that cannot be done. */
  readonly hold: () => Promise<boolean>;
  readonly release: () => void;
  readonly dispose: () => void;
}

/** The browser lets go of the lock whenever the page is hidden; this takes it again as long as it is wanted. */
export function createWakeLock(page: Document = document): WakeLock {
  let isWanted = false;
  let sentinel: WakeLockSentinel | undefined;

  async function take(): Promise<boolean> {
    if (!('wakeLock' in navigator)) return false;
    if (page.hidden) return true;
    try {
      const taken = await navigator.wakeLock.request('screen');
      if (!isWanted) await taken.release();
      else sentinel = taken;
      return true;
    } catch {
      // Refused, for example on a nearly empty battery.
      return false;
    }
  }
  function release(): void {
    isWanted = false;
    sentinel?.release().catch(() => undefined);
    sentinel = undefined;
  }
  const onVisibility = (): void => {
    if (!page.hidden && isWanted && sentinel?.released !== false) void take();
  };

  page.addEventListener('visibilitychange', onVisibility);
  return {
    hold: async () => {
      if (isWanted) return true;
      isWanted = true;
      return take();
    },
    release,
    dispose: () => {
      release();
      page.removeEventListener('visibilitychange', onVisibility);
    },
  };
}
