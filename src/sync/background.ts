/** Background Sync, where the browser has it: the worker is woken when the network is back, even with no page open. */

export const SYNC_TAG = 'guitai-settle';

interface SyncRegistration {
  readonly sync?: { readonly register: (tag: string) => Promise<void> };
}

/** Asks to be woken. The journal is the queue: the worker reads there what is open. Does nothing where there is no such thing. */
export async function askForSync(
  container: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined,
): Promise<boolean> {
  try {
    const registration = (await container?.getRegistration()) as SyncRegistration | undefined;
    if (registration?.sync === undefined) return false;
    await registration.sync.register(SYNC_TAG);
    return true;
  } catch {
    return false;
  }
}
