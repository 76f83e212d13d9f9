/** The counter in a real browser, used as a cashier uses it: by the names that stand on the screen. */

import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { ASK_QR_EARLY_MS } from '../../src/domain/timing.ts';
import { en } from '../../src/i18n/en.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { zh } from '../../src/i18n/zh.ts';
import { DISARMED_MS } from '../../src/ui/models/schedule.ts';
import { openProfile, type Profile, type ProfileOptions, until, waitUntil } from './browser.ts';
import { type Site, startSite } from './server.ts';

/** The names of design.md 7, as literals: a test that took them from the program would never notice a change. */
export const NAMES = {
  'zh-CN': {
    charge: '收款',
    scan: '扫码',
    checkNow: '立即查询',
    cancel: '取消',
    otherWay: '换一种方式',
    recent: '最近交易',
    refund: '退款',
    attention: '待处理',
    cash: '现金',
    paid: '已收款',
    notPaid: '未付款',
    checking: '正在确认',
    waiting: '等待顾客付款',
    reversed: '已撤销',
    refunded: '已退款',
  },
  en: {
    charge: 'Charge',
    scan: 'Scan',
    checkNow: 'Check now',
    cancel: 'Cancel',
    otherWay: 'Other way to pay',
    recent: 'Recent payments',
    refund: 'Refund',
    attention: 'Needs attention',
    cash: 'Cash',
    paid: 'Paid',
    notPaid: 'Not paid',
    checking: 'Checking',
    waiting: 'Waiting for the customer',
    reversed: 'Reversed',
    refunded: 'Refunded',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The sentences of the screens, which may be polished at any time. */
export const WORDS = { en, 'zh-CN': zh } as const;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Counter {
  readonly page: Page;
  readonly names: (typeof NAMES)[Language];
  readonly words: (typeof WORDS)[Language];
  /** Types an amount on the keypad, key by key. */
  readonly type: (amount: string) => Promise<void>;
  /** Presses a button by its name, after the short while in which buttons that move money do not listen (S-73). */
  readonly press: (name: string | RegExp) => Promise<void>;
  /** The same in the sheet that is open, where names of the screen under it stand again. */
  readonly pressInSheet: (name: string | RegExp) => Promise<void>;
  readonly button: (name: string | RegExp) => Locator;
  /** Types an amount and presses Charge; resolves when the payment stands on the screen. */
  readonly charge: (amount: string) => Promise<void>;
  /** Types an amount and holds a payment code to the scanner. */
  readonly chargeByCode: (amount: string, code: string) => Promise<void>;
  /** Waits until the live region says all of this. */
  readonly hear: (...words: readonly string[]) => Promise<void>;
  /** The same while simulated time passes, two seconds at a time. */
  readonly hearInTime: (...words: readonly string[]) => Promise<void>;
  /** Waits until every armed fault has struck, then moves the simulated clock. */
  readonly struckThenAdvance: (advanceMs: number) => Promise<void>;
  /** Waits until a sentence stands on the screen. */
  readonly read: (sentence: string) => Promise<void>;
  /** Waits until the keypad is back. */
  readonly home: () => Promise<void>;
  /** Calls the simulator's control interface through the page, as anybody's test can. */
  readonly ask: (path: string, body?: unknown, method?: string) => Promise<Answer>;
  /** The same; rejects when the simulator refuses. */
  readonly control: <T = unknown>(path: string, body?: unknown, method?: string) => Promise<T>;
  /** The customer's phone beside the counter. */
  readonly phone: FrameLocator;
}

export interface CounterOptions {
  readonly language?: Language;
  readonly path?: string;
}

/** Opens the counter and waits until its worker controls the page. */
export async function openCounter(
  context: BrowserContext,
  origin: string,
  options: CounterOptions = {},
): Promise<Counter> {
  const page = await context.newPage();
  await page.goto(origin + (options.path ?? '/'));
  await waitUntil(page, 'navigator.serviceWorker.controller !== null');
  return counterIn(page, options.language);
}

async function pressArmed(found: Locator): Promise<void> {
  await found.waitFor();
  await found.page().waitForTimeout(DISARMED_MS + 20);
  await found.click();
}

/** The counter that stands in a page already. */
export function counterIn(page: Page, language: Language = 'en'): Counter {
  const names = NAMES[language];
  const button: Counter['button'] = (name) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const ask: Counter['ask'] = (path, body, method) =>
    page.evaluate(callSimulator, { path, method: method ?? (body === undefined ? 'GET' : 'POST'), body });
  const type: Counter['type'] = async (amount) => {
    for (const key of amount) await button(key).click();
  };
  const control: Counter['control'] = async <T>(path: string, body?: unknown, method?: string) => {
    const answer = await ask(path, body, method);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.body as T;
  };
  const advance = (advanceMs: number): Promise<unknown> => control('clock', { advanceMs });
  const hearing =
    (between: () => Promise<unknown>): Counter['hear'] =>
    async (...words) => {
      let last = '';
      const check = async (): Promise<boolean> => {
        last = (await page.getByTestId('live').textContent()) ?? '';
        const isSaid = words.every((word) => last.includes(word));
        if (!isSaid) await between();
        return isSaid;
      };
      await until(`the live region to say "${words.join(' ')}"`, check).catch((error: unknown) => {
        throw new Error(`It says "${last}".`, { cause: error });
      });
    };
  return {
    page,
    names,
    words: WORDS[language],
    button,
    ask,
    press: (name) => pressArmed(button(name).first()),
    pressInSheet: (name) => {
      const sheet = page.getByRole('dialog');
      return pressArmed(sheet.getByRole('button', { name, exact: typeof name === 'string' }).first());
    },
    type,
    control,
    hear: hearing(async () => undefined),
    hearInTime: hearing(() => advance(2_000)),
    struckThenAdvance: async (advanceMs) => {
      const armed = async (): Promise<readonly unknown[]> => control('faults');
      await until('every armed fault to strike', async () => (await armed()).length === 0);
      await advance(advanceMs);
    },
    charge: async (amount) => {
      await type(amount);
      await pressArmed(button(names.charge).first());
      await button(names.charge).waitFor({ state: 'detached' });
    },
    chargeByCode: async (amount, code) => {
      await type(amount);
      await scanWithWedge(page, code);
      await button(names.charge).waitFor({ state: 'detached' });
    },
    read: (sentence) => page.getByText(sentence).filter({ visible: true }).first().waitFor(),
    home: async () => {
      // "Paid" leaves by itself after two seconds; a cashier in a hurry presses on.
      const next = button(WORDS[language].buttons.next);
      if (await next.isVisible()) await next.click({ timeout: 500 }).catch(() => undefined);
      await button(names.charge).waitFor();
    },
    phone: page.frameLocator('iframe'),
  };
}

interface Call {
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
}

// Runs in the page.
async function callSimulator({ path, method, body }: Call): Promise<Answer> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`/_simulator/${path}`, init);
  return { status: response.status, body: await response.json() };
}

/**
 * Types as a scanner does: the whole code in one go, Enter at the end, wherever the focus is. The keys are made inside the
 * page, since on a busy machine they would come from outside as slowly as a person types.
 */
export async function scanWithWedge(page: Page, text: string): Promise<void> {
  await page.evaluate((code) => {
    for (const key of [...code, 'Enter']) {
      const init = { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', init));
    }
  }, text);
}

export interface Shop {
  readonly site: Site;
  readonly profile: Profile;
  readonly counter: Counter;
  readonly close: () => Promise<void>;
}

export interface ShopOptions extends Omit<ProfileOptions, 'locale'> {
  readonly language?: Language;
}

/** A site, a fresh profile and one counter in it; English unless told. */
export async function openShop({ language = 'en', ...options }: ShopOptions = {}): Promise<Shop> {
  const site = await startSite();
  const profile = await openProfile({ ...options, locale: language === 'en' ? 'en-GB' : 'zh-CN' });
  profile.context.setDefaultTimeout(15_000);
  const counter = await openCounter(profile.context, site.origin, { language });
  return {
    site,
    profile,
    counter,
    close: async () => {
      await profile.close();
      await site.stop();
    },
  };
}

export interface Customer {
  readonly code: () => Promise<string>;
  /** Scans the only payment QR that can be paid now. */
  readonly scan: () => Promise<void>;
  readonly confirm: (password?: string) => Promise<void>;
  readonly sayNo: () => Promise<void>;
}

/** A customer of the simulator; `lin` pays less than ¥200 without a password. */
export function customer({ control }: Pick<Counter, 'control'>, id = 'lin'): Customer {
  return {
    code: async () => (await control<{ code: string }>(`wallets/${id}/payment-code`, {})).code,
    scan: async () => {
      let qrs: readonly { readonly content: string }[] = [];
      await until('one payment QR that can be paid', async () => {
        qrs = await control('payment-qrs');
        return qrs.length === 1;
      });
      const [qr] = qrs;
      await control(`wallets/${id}/scan`, { content: qr?.content });
    },
    confirm: async (password) => {
      await control(`wallets/${id}/confirm`, password === undefined ? {} : { password });
      // The till asks every three seconds of its own clock, which in practice is the simulator's.
      await control('clock', { advanceMs: ASK_QR_EARLY_MS });
    },
    sayNo: async () => {
      await control(`wallets/${id}/cancel`, {});
    },
  };
}
