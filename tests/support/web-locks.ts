/** Web Locks as the windows of one origin share them: exclusive and shared, in the order in which they were asked for, or stolen. */

export interface SharedLocks {
  /** One window's way to the locks. */
  readonly manager: () => Pick<LockManager, 'request'> & { readonly crash: () => void };
}

interface Asked {
  readonly name: string;
  readonly isShared: boolean;
  readonly owner: object;
  readonly begin: () => Promise<unknown>;
  /** The lock was stolen from it. */
  readonly lose: () => void;
  isHeld: boolean;
}

export function createSharedLocks(): SharedLocks {
  const asked = new Set<Asked>();
  const settle = (): void => {
    for (const one of asked) {
      if (one.isHeld) continue;
      const before = [...asked].slice(0, [...asked].indexOf(one)).filter(({ name }) => name === one.name);
      if (before.length > 0 && !(one.isShared && before.every((other) => other.isShared))) continue;
      one.isHeld = true;
      one.begin().finally(() => leave(one));
    }
  };
  const leave = (one: Asked): void => {
    if (asked.delete(one)) settle();
  };
  /** Whoever has it has it no more, and the thief is first in line. */
  const stealFor = (one: Asked): void => {
    const others = [...asked].filter(({ name, isHeld }) => name !== one.name || !isHeld);
    const robbed = [...asked].filter(({ name, isHeld }) => name === one.name && isHeld);
    asked.clear();
    for (const next of [one, ...others]) asked.add(next);
    for (const { lose } of robbed) lose();
  };
  return {
    manager: () => {
      const owner = {};
      const request = (name: string, ...rest: readonly unknown[]): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
          const { mode, signal, steal, ifAvailable } = options as LockOptions;
          const begin = async (): Promise<unknown> => {
            const result = await (work as (lock: object) => unknown)({ name });
            resolve(result);
            return result;
          };
          const lose = (): void => reject(new DOMException('', 'AbortError'));
          const one: Asked = { name, isShared: mode === 'shared', owner, begin, lose, isHeld: false };
          const isTaken = [...asked].some((other) => other.name === name);
          if (ifAvailable === true && isTaken) {
            resolve((work as (lock: null) => unknown)(null));
            return;
          }
          if (steal === true) stealFor(one);
          else asked.add(one);
          signal?.addEventListener('abort', () => {
            if (one.isHeld) return;
            leave(one);
            reject(new DOMException('', 'AbortError'));
          });
          queueMicrotask(settle);
        });
      return {
        request: request as LockManager['request'],
        crash: () => {
          for (const one of [...asked]) if (one.owner === owner) asked.delete(one);
          settle();
        },
      };
    },
  };
}
