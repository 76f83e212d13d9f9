/** The offer of a new version: made when one waits, refused while a payment is open (INV-16), and followed by one reload. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type UpdateOffer, watchForUpdate } from '../../../src/devices/updates.ts';

type Listener = () => void;

const fake = vi.hoisted(() => ({
  listeners: new Map<string, () => void>(),
  skipWaiting: vi.fn(),
  update: vi.fn(async () => undefined),
  urls: [] as unknown[],
}));

vi.mock('workbox-window', () => ({
  Workbox: class {
    messageSkipWaiting = fake.skipWaiting;
    update = fake.update;
    constructor(url: unknown) {
      fake.urls.push(url);
    }
    addEventListener(type: string, listener: Listener): void {
      fake.listeners.set(type, listener);
    }
    register(): Promise<void> {
      return Promise.reject(new Error('storage is switched off'));
    }
  },
}));

const reload = vi.fn();

function happen(type: 'waiting' | 'controlling'): void {
  fake.listeners.get(type)?.();
}

function stage(controller: object | null): void {
  vi.stubGlobal('navigator', { serviceWorker: { controller } });
  vi.stubGlobal('location', { reload });
}

beforeEach(() => {
  fake.listeners.clear();
  fake.urls.length = 0;
  vi.clearAllMocks();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function watch(mayUpdate: () => boolean): UpdateOffer[] {
  const offers: UpdateOffer[] = [];
  watchForUpdate({ mayUpdate, onOffer: (offer) => offers.push(offer) });
  return offers;
}

describe('a new version of the counter', () => {
  it('is offered when it waits, and nothing happens by itself', () => {
    stage({});
    const offers = watch(() => true);
    happen('waiting');
    expect(offers).toHaveLength(1);
    expect(fake.skipWaiting).not.toHaveBeenCalled();
    expect(reload).not.toHaveBeenCalled();
  });

  it('is never taken while a payment is open, and can be taken afterwards', () => {
    stage({});
    let isOpen = true;
    const offers = watch(() => !isOpen);
    happen('waiting');
    expect(offers[0]?.accept()).toBe('busy');
    expect(fake.skipWaiting).not.toHaveBeenCalled();
    isOpen = false;
    expect(offers[0]?.accept()).toBe('reloading');
    expect(fake.skipWaiting).toHaveBeenCalledOnce();
    expect(reload).not.toHaveBeenCalled();
    happen('controlling');
    expect(reload).toHaveBeenCalledOnce();
  });

  it('that another window has taken is offered here too, and this payment is not cut short', () => {
    stage({});
    const offers = watch(() => false);
    happen('controlling');
    expect(reload).not.toHaveBeenCalled();
    expect(offers[0]?.accept()).toBe('busy');
    expect(reload).not.toHaveBeenCalled();
  });

  it('is not announced when the very first worker takes over the page', () => {
    stage(null);
    const offers = watch(() => true);
    happen('controlling');
    expect(offers).toEqual([]);
    expect(reload).not.toHaveBeenCalled();
  });

  it('is not looked for where the browser has no service workers', () => {
    vi.stubGlobal('navigator', {});
    expect(watchForUpdate({ mayUpdate: () => true, onOffer: () => undefined })).toBeUndefined();
  });

  it('starts only our own worker, through the one trusted policy', () => {
    stage({});
    const createPolicy = vi.fn((_name: string, rules: { createScriptURL: (path: string) => string }) => {
      expect(() => rules.createScriptURL('/elsewhere.js')).toThrow(TypeError);
      return { createScriptURL: (path: string) => ({ trusted: rules.createScriptURL(path) }) };
    });
    vi.stubGlobal('trustedTypes', { createPolicy });
    watch(() => true);
    expect(createPolicy.mock.calls[0]?.[0]).toBe('guitai-worker');
    expect(fake.urls).toEqual([{ trusted: '/sw.js' }]);
  });
});
