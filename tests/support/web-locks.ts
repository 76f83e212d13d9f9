/** Web Locks as the windows of one origin share them: exclusive and shared, in the order in which they were asked for. */

export interface SharedLocks {
  /** One window's way to the locks. */
  readonly manager: () => Pick<LockManager, 'request'> & { readonly crash: () => void };
}

interface Asked {
  readonly name: string;
  readonly isShared: boolean;
  readonly owner: object;
  readonly begin: () => Promise<unknown>;
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
  return {
    manager: () => {
      const owner = {};
      const request = (name: string, ...rest: readonly unknown[]): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
          const { mode, signal } = options as LockOptions;
          const begin = async (): Promise<unknown> => {
            const result = await (work as () => unknown)();
            resolve(result);
            return result;
          };
          const one: Asked = { name, isShared: mode === 'shared', owner, begin, isHeld: false };
          asked.add(one);
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
