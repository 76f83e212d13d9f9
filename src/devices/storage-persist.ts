/** Asks the browser to keep the counter's data when storage runs short. */

export type PersistOutcome =
  | 'persisted'
  | 'denied'
  | 'unsupported'
  /** The browser shows its own question and the person has not answered it yet. */
  | 'unanswered';

function storageOf(scope: Navigator): StorageManager | undefined {
  return 'storage' in scope && typeof scope.storage?.persist === 'function' ? scope.storage : undefined;
}

/** Whether the data is kept already; asks nobody. */
export async function persistenceNow(
  scope: Navigator = navigator,
): Promise<'persisted' | 'not_yet' | 'unsupported'> {
  const storage = storageOf(scope);
  if (storage === undefined) return 'unsupported';
  try {
    return (await storage.persisted()) ? 'persisted' : 'not_yet';
  } catch {
    return 'unsupported';
  }
}

/**
 * Asks. The sensible moment is after the first payment that was saved, in answer to a tap: then there is something to
 * keep, and browsers that ask the person (Firefox) are not in the way of a sale. Some never answer, so it gives up
 * after `patienceMs`; asking again later is harmless.
 */
export async function askForPersistence(
  patienceMs = 10_000,
  scope: Navigator = navigator,
): Promise<PersistOutcome> {
  const storage = storageOf(scope);
  if (storage === undefined) return 'unsupported';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<'unanswered'>((resolve) => {
    timer = setTimeout(() => resolve('unanswered'), patienceMs);
  });
  try {
    const answer = storage.persist().then((kept): PersistOutcome => (kept ? 'persisted' : 'denied'));
    return await Promise.race([answer, patience]);
  } catch {
    return 'denied';
  } finally {
    clearTimeout(timer);
  }
}
