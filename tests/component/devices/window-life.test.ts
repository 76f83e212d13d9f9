/** Whether another window lives, crashes included. */

import { describe, expect, it, vi } from 'vitest';
import { beginLife, watchLife } from '../../../src/devices/window-life.ts';
import { createSharedLocks } from '../../support/web-locks.ts';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('the life of a window', () => {
  it('is seen by others until it ends', async () => {
    const locks = createSharedLocks();
    const end = await beginLife('till-1', locks.manager());
    const gone = vi.fn();
    const [one, two] = [vi.fn(), vi.fn()];
    watchLife('till-1', locks.manager(), one);
    watchLife('till-1', locks.manager(), two);
    watchLife('till-2', locks.manager(), gone);
    await settled();
    expect(one).not.toHaveBeenCalled();
    expect(gone).toHaveBeenCalledOnce();
    end();
    await settled();
    expect(one).toHaveBeenCalledOnce();
    expect(two).toHaveBeenCalledOnce();
  });

  it('ends with a crash as well', async () => {
    const locks = createSharedLocks();
    const till = locks.manager();
    await beginLife('till-1', till);
    const gone = vi.fn();
    watchLife('till-1', locks.manager(), gone);
    await settled();
    till.crash();
    await settled();
    expect(gone).toHaveBeenCalledOnce();
  });

  it('is not looked at any more by somebody who went away', async () => {
    const locks = createSharedLocks();
    const end = await beginLife('till-1', locks.manager());
    const gone = vi.fn();
    const stop = watchLife('till-1', locks.manager(), gone);
    await settled();
    stop();
    end();
    await settled();
    expect(gone).not.toHaveBeenCalled();
  });

  it('is unknown where there are no locks, and nothing breaks', async () => {
    const gone = vi.fn();
    const end = await beginLife('till-1', undefined);
    watchLife('till-1', undefined, gone)();
    end();
    expect(gone).not.toHaveBeenCalled();
  });
});
