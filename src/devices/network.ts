/** What the browser believes about the network: a hint to ask again now, never a fact to decide by (F-25). */

/** How often a server that could not be reached is tried again. */
export const LOOK_AGAIN_MS = 10_000;

export interface NetworkParts {
  /** Whether the shop's server answers: the browser's "offline" is believed only when it does not. */
  readonly reach: () => Promise<boolean>;
  readonly scope?: Pick<Navigator, 'onLine'>;
  readonly target?: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}

/** Tells changes, and a wrong "offline" at the start as well, until the returned function is called. */
export function watchNetwork(onHint: (isOnline: boolean) => void, parts: NetworkParts): () => void {
  const { reach, scope = navigator, target = window } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWatching = true;
  const look = async (isFirst: boolean): Promise<void> => {
    const isThere = scope.onLine || (await reach());
    if (!isWatching) return;
    if (isThere || isFirst) onHint(isThere);
    if (!isThere) timer = setTimeout(() => void look(false), LOOK_AGAIN_MS);
  };
  const begin = (): void => {
    clearTimeout(timer);
    void look(true);
  };
  const onOnline = (): void => {
    clearTimeout(timer);
    onHint(true);
  };
  target.addEventListener('online', onOnline);
  target.addEventListener('offline', begin);
  if (!scope.onLine) begin();
  return () => {
    isWatching = false;
    clearTimeout(timer);
    target.removeEventListener('online', onOnline);
    target.removeEventListener('offline', begin);
  };
}
