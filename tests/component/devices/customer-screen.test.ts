/** Where the customer's window opens. */

import { describe, expect, it, vi } from 'vitest';
import { coversScreen, fillScreen, openCustomerScreen } from '../../../src/devices/customer-screen.ts';

const mine = { availLeft: 0, availTop: 0, availWidth: 1280, availHeight: 760 };
const customers = { availLeft: 1280, availTop: 40, availWidth: 1024, availHeight: 728 };

function shop({ screens = [mine, customers], opens = true, isExtended = true } = {}) {
  const open = vi.fn((_url: string, _target: string, _features: string) => (opens ? {} : null));
  return { open, screen: { isExtended }, getScreenDetails: async () => ({ screens, currentScreen: mine }) };
}

describe('the customer’s window', () => {
  it('fills the screen that faces the customer, and is one however often it is asked for', async () => {
    const scope = shop();
    expect(await openCustomerScreen('/#/customer', scope)).toBe('other_screen');
    expect(await openCustomerScreen('/#/customer', scope)).toBe('other_screen');
    expect(scope.open.mock.calls).toEqual(
      Array.from({ length: 2 }, () => [
        '/#/customer',
        'guitai-customer',
        'popup,fullscreen,left=1280,top=40,width=1024,height=728',
      ]),
    );
  });

  it.each([
    ['there is one screen only', shop({ screens: [mine] })],
    ['the screens are not told', { ...shop(), getScreenDetails: () => Promise.reject(new Error('denied')) }],
    ['nothing is known of a second screen', shop({ isExtended: false })],
    ['the browser cannot tell', { open: shop().open, screen: {} }],
  ])('is a window of its own where %s', async (_, scope) => {
    expect(await openCustomerScreen('/#/customer', scope)).toBe('own_window');
    expect(scope.open).toHaveBeenCalledWith(
      '/#/customer',
      'guitai-customer',
      expect.not.stringContaining('left'),
    );
  });

  it.each([
    [{ outerWidth: 1024, outerHeight: 728 }, true, true],
    [{ outerWidth: 1024, outerHeight: 600 }, true, false],
    [{ outerWidth: 1024, outerHeight: 728 }, false, false],
  ])('is meant to fill a screen that it covers: %j, second screen %s', (size, isExtended, covers) => {
    const target = { ...size, screen: { ...customers, isExtended } };
    expect(coversScreen(target as unknown as Window)).toBe(covers);
  });

  it('says that the browser opened nothing', async () => {
    expect(await openCustomerScreen('/#/customer', shop({ opens: false }))).toBe('blocked');
  });
});

describe('filling the screen', () => {
  const page = (fullscreenElement: unknown, requestFullscreen: () => Promise<void>) =>
    ({ fullscreenElement, documentElement: { requestFullscreen } }) as unknown as Document;

  it('is asked for once, and refused without harm', async () => {
    const allowed = vi.fn(async () => undefined);
    expect(await fillScreen(page(null, allowed))).toBe(true);
    expect(allowed).toHaveBeenCalledOnce();
    expect(await fillScreen(page({}, allowed))).toBe(true);
    expect(allowed).toHaveBeenCalledOnce();
    expect(await fillScreen(page(null, () => Promise.reject(new TypeError('no tap'))))).toBe(false);
  });
});
