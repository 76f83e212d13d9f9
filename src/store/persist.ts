/** Asks the browser to keep this device's data, and how much room there is; every engine answers differently, some not at all. */

/** As much of the platform's StorageManager as is needed; WebKitGTK has none of it. */
export interface StorageQuestions {
  readonly persisted?: () => Promise<boolean>;
  readonly persist?: () => Promise<boolean>;
  readonly estimate?: () => Promise<{ readonly usage?: number; readonly quota?: number }>;
}

/** `kept`: the engine will not evict it. `best_effort`: it may, when room runs out. `unknown`: it does not say. */
export type Persistence = 'kept' | 'best_effort' | 'unknown';

/** How the data is kept now; asks nobody. */
export function persistence(storage: StorageQuestions | undefined): Promise<Persistence> {
  return answer(storage?.persisted?.bind(storage));
}

/** Asks for it to be kept. Firefox asks the person and may stay silent for as long: do not hold anything up for the answer. */
export function askPersistence(storage: StorageQuestions | undefined): Promise<Persistence> {
  return answer(storage?.persist?.bind(storage));
}

export interface StorageRoom {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

/** The engine's own estimate, `undefined` when it gives none. */
export async function storageRoom(storage: StorageQuestions | undefined): Promise<StorageRoom | undefined> {
  try {
    const { usage, quota } = (await storage?.estimate?.()) ?? {};
    return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota };
  } catch {
    return undefined;
  }
}

async function answer(ask: (() => Promise<boolean>) | undefined): Promise<Persistence> {
  try {
    if (ask === undefined) return 'unknown';
    return (await ask()) ? 'kept' : 'best_effort';
  } catch {
    return 'unknown';
  }
}
