/** What the browser believes about the network: a hint to ask again now, never a fact to decide by (F-25). */

export function isProbablyOnline(scope: Navigator = navigator): boolean {
  return scope.onLine;
}

/** Tells changes until the returned function is called. */
export function watchNetwork(onHint: (isOnline: boolean) => void, target: Window = window): () => void {
  const onOnline = (): void => onHint(true);
  const onOffline = (): void => onHint(false);
  target.addEventListener('online', onOnline);
  target.addEventListener('offline', onOffline);
  return () => {
    target.removeEventListener('online', onOnline);
    target.removeEventListener('offline', onOffline);
  };
}
