/** What browsers offer or refuse: kept data, a lit screen, installing, printing, network and visibility. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { type InstallOffer, isInstalled, watchInstall } from '../../../src/devices/install.ts';
import { printPart } from '../../../src/devices/print.ts';
import { askForPersistence, persistenceNow } from '../../../src/devices/storage-persist.ts';
import { watchVisibility } from '../../../src/devices/visibility.ts';
import { createWakeLock } from '../../../src/devices/wake-lock.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  Reflect.deleteProperty(document, 'hidden');
});

function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

function storage(answers: {
  readonly persist?: () => Promise<boolean>;
  readonly persisted?: () => Promise<boolean>;
}) {
  const never = async (): Promise<boolean> => false;
  return { storage: { persist: never, persisted: never, ...answers } } as unknown as Navigator;
}

describe('asking the browser to keep the data', () => {
  it('tells its answer', async () => {
    expect(await askForPersistence(10, storage({ persist: async () => true }))).toBe('persisted');
    expect(await askForPersistence(10, storage({ persist: async () => false }))).toBe('denied');
    expect(await askForPersistence(10, storage({ persist: () => Promise.reject(new TypeError()) }))).toBe(
      'denied',
    );
    expect(await askForPersistence(10, {} as Navigator)).toBe('unsupported');
  });

  it('does not wait for ever for a person’s answer', async () => {
    vi.useFakeTimers();
    const answer = askForPersistence(10_000, storage({ persist: () => new Promise(() => undefined) }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toBe('unanswered');
  });

  it('knows how it stands without asking', async () => {
    expect(await persistenceNow(storage({ persisted: async () => true }))).toBe('persisted');
    expect(await persistenceNow(storage({}))).toBe('not_yet');
    expect(await persistenceNow(storage({ persisted: () => Promise.reject(new TypeError()) }))).toBe(
      'unsupported',
    );
    expect(await persistenceNow({} as Navigator)).toBe('unsupported');
  });
});

describe('keeping the screen on', () => {
  function lamp() {
    const sentinels: { released: boolean; release: () => Promise<void> }[] = [];
    const request = vi.fn(async () => {
      const sentinel = {
        released: false,
        release: async () => {
          sentinel.released = true;
        },
      };
      sentinels.push(sentinel);
      return sentinel;
    });
    vi.stubGlobal('navigator', { wakeLock: { request } });
    return { sentinels, request };
  }

  it('lasts while it is wanted, over hiding and showing the page', async () => {
    const { sentinels, request } = lamp();
    const lock = createWakeLock();
    expect(await lock.hold()).toBe(true);
    expect(await lock.hold()).toBe(true);
    expect(request).toHaveBeenCalledTimes(1);
    await sentinels[0]?.release();
    setHidden(true);
    setHidden(false);
    await Promise.resolve();
    expect(request).toHaveBeenCalledTimes(2);
    lock.dispose();
    expect(sentinels[1]?.released).toBe(true);
    setHidden(false);
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('is given back when it comes after it was wanted', async () => {
    const { sentinels } = lamp();
    const lock = createWakeLock();
    const held = lock.hold();
    lock.release();
    await held;
    expect(sentinels[0]?.released).toBe(true);
  });

  it('is a no where the browser refuses or cannot', async () => {
    const { request } = lamp();
    request.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    expect(await createWakeLock().hold()).toBe(false);
    vi.stubGlobal('navigator', {});
    expect(await createWakeLock().hold()).toBe(false);
  });
});

describe('installing', () => {
  it('is offered when the browser allows it, asked once, and over afterwards', async () => {
    const offers: (InstallOffer | undefined)[] = [];
    const onInstalled = vi.fn();
    const stop = watchInstall({ onOffer: (offer) => offers.push(offer), onInstalled });
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: async () => ({ outcome: 'accepted' }),
    });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(await offers[0]?.ask()).toBe('accepted');
    expect(offers[1]).toBeUndefined();
    window.dispatchEvent(new Event('appinstalled'));
    expect(onInstalled).toHaveBeenCalledOnce();
    stop();
    window.dispatchEvent(new Event('appinstalled'));
    expect(onInstalled).toHaveBeenCalledOnce();
  });

  it('that fails says so', async () => {
    const offers: (InstallOffer | undefined)[] = [];
    const stop = watchInstall({ onOffer: (offer) => offers.push(offer) });
    const prompt = () => Promise.reject(new DOMException('', 'InvalidStateError'));
    window.dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt }));
    window.dispatchEvent(new Event('appinstalled'));
    expect(await offers[0]?.ask()).toBe('failed');
    stop();
  });

  it('shows in how the page is displayed', () => {
    const shownAs = (shape: string) =>
      ({ matchMedia: (query: string) => ({ matches: query.includes(shape) }) }) as unknown as Window;
    expect(isInstalled(shownAs('standalone'))).toBe(true);
    expect(isInstalled(shownAs('browser'))).toBe(false);
  });
});

describe('printing a receipt', () => {
  it('marks the page until the browser is done', () => {
    const print = vi.fn(() => expect(document.documentElement.dataset['printing']).toBe('receipt'));
    vi.stubGlobal('print', print);
    expect(printPart('receipt')).toBe('asked');
    expect(print).toHaveBeenCalledOnce();
    window.dispatchEvent(new Event('afterprint'));
    expect(document.documentElement.dataset['printing']).toBeUndefined();
  });

  it('says so where the browser cannot print', () => {
    expect(printPart('report', { document } as unknown as Window)).toBe('unsupported');
  });
});

describe('what the browser tells of its surroundings', () => {
  it('is whether the person sees this window, each change once', () => {
    const changes: boolean[] = [];
    setHidden(false);
    const stop = watchVisibility((isVisible) => changes.push(isVisible));
    setHidden(true);
    window.dispatchEvent(new Event('pagehide'));
    setHidden(false);
    window.dispatchEvent(new Event('pageshow'));
    window.dispatchEvent(new Event('pagehide'));
    window.dispatchEvent(new Event('pageshow'));
    stop();
    setHidden(true);
    expect(changes).toEqual([false, true, false, true]);
  });
});
