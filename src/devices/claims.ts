/** Who of several windows does a thing that must be done once, such as saying an amount: remembered over reloads. */

/** True for the first window that asks for `id`, in this run or any before; false for all others. */
export type Claim = (id: string) => Promise<boolean>;

export interface ClaimScope {
  readonly locks: Pick<LockManager, 'request'> | null | undefined;
  readonly drawer: Pick<Storage, 'getItem' | 'setItem'>;
}

/** Far more than come within the time in which a claim still matters. */
const REMEMBERED = 100;

/** What is claimed is kept under `name`, oldest first, and holds ids only. */
export function createClaims(name: string, scope: ClaimScope): Claim {
  const claim = (id: string): boolean => {
    const known = read(scope.drawer, name);
    if (known.includes(id)) return false;
    try {
      scope.drawer.setItem(name, JSON.stringify([...known, id].slice(-REMEMBERED)));
    } catch {
      // No room or not allowed: this window still does it once by its own memory.
    }
    return true;
  };
  return async (id) => {
    const { locks } = scope;
    // Reading and writing must be one step, or two windows that hear the news together would both be first.
    return locks ? locks.request(name, () => claim(id)) : claim(id);
  };
}

function read(drawer: ClaimScope['drawer'], name: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(drawer.getItem(name) ?? '[]');
    return Array.isArray(found) ? found.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
