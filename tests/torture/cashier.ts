/** The counter as a cashier uses it, in whichever browser: by the names that stand on the screen. */

import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, type Running } from './browsers/engine.ts';
import * as page from './page.ts';
import { QUESTIONS, says, WORDS } from './words.ts';

/** Buttons that move money do not listen for a third of a second after the screen has changed. */
const DISARMED_MS = 320;
/** What a cashier waits for before scanning again; the same code within two seconds is taken for one scan. */
const SCAN_PATIENCE_MS = 2_300;

export interface Cashier {
  readonly browser: Running;
  /** When the counter was asked to open, by the machine's clock, which is the counter's. */
  readonly openedAtMs: number;
  /** Presses a button as soon as it is there. */
  readonly press: (name: string, how?: 'whole' | 'part') => Promise<void>;
  /** Presses a button if it is there now. */
  readonly tryPress: (name: string) => Promise<boolean>;
  readonly type: (amount: string) => Promise<void>;
  readonly fill: (label: string, text: string) => Promise<void>;
  readonly submit: (label: string) => Promise<void>;
  readonly scan: (code: string) => Promise<void>;
  readonly go: (hash: string) => Promise<void>;
  /** Waits until the screen says this. */
  readonly read: (text: string, timeoutMs?: number) => Promise<void>;
  /** Waits until this has been said aloud of that amount. */
  readonly hear: (word: string, amount: string) => Promise<void>;
  /** Presses a button, again if need be, until another one is there. */
  readonly pressUntil: (name: string, next: string) => Promise<void>;
  /** Waits until the keypad is there. */
  readonly home: () => Promise<void>;
}

/** Waits until the counter shows a screen; when asked, until that is the live book's. */
export async function openedCounter(
  browser: Running,
  book: 'any' | 'live',
  openedAtMs: number,
): Promise<Cashier> {
  await eventually('the counter to open', () => opens(browser, book), 60_000);
  return cashierAt(browser, openedAtMs);
}

/** Waits until the counter is there again: a trouble may have opened it anew, or made it ask something. */
export async function reopened({ browser }: Cashier): Promise<void> {
  await eventually('the counter to come back', () => opens(browser, 'live'), 60_000);
}

async function opens(browser: Running, book: 'any' | 'live'): Promise<true | undefined> {
  if (await browser.run(page.pressAny, QUESTIONS)) return undefined;
  const isRight = book === 'any' || (await browser.run(page.isLive));
  return (isRight && (await browser.run(page.listen))) || undefined;
}

function cashierAt(browser: Running, openedAtMs: number): Cashier {
  const ready = async (name: string, part: boolean): Promise<void> => {
    await eventually(`the button "${name}"`, async () => {
      const names = await browser.run(page.buttons);
      return names.some((one) => (part ? one.includes(name) : one === name)) || undefined;
    });
  };
  const press: Cashier['press'] = async (name, how = 'whole') => {
    await ready(name, how === 'part');
    await sleep(DISARMED_MS);
    await eventually(`to press "${name}"`, async () => {
      const found = await browser.run(page.press, name, how === 'part');
      return found === 'pressed' || undefined;
    });
  };
  return {
    browser,
    openedAtMs,
    press,
    tryPress: async (name) => (await browser.run(page.press, name, false)) === 'pressed',
    type: async (amount) => {
      for (const key of amount) await browser.run(page.press, key, false);
    },
    fill: async (label, text) => {
      await eventually(
        `the field "${label}"`,
        async () => (await browser.run(page.fill, label, text)) || undefined,
      );
    },
    submit: async (label) => {
      await eventually(
        `to send "${label}"`,
        async () => (await browser.run(page.submit, label)) || undefined,
      );
    },
    scan: async (code) => {
      // The scanner's part of the program may still be on its way: then nothing beeps, and the cashier scans again.
      await sleep(DISARMED_MS);
      const before = (await browser.run(page.readHeard)).length;
      const isTaken = async () => (await browser.run(page.readHeard)).length > before || undefined;
      await eventually('the code to be taken', async () => {
        await browser.run(page.scan, code);
        return eventually('any word', isTaken, SCAN_PATIENCE_MS);
      });
    },
    go: async (hash) => {
      await browser.run(page.goTo, hash);
    },
    read: async (text, timeoutMs) => {
      const isThere = async () => (await browser.run(page.readScreen)).includes(text) || undefined;
      await eventually(`"${text}"`, isThere, timeoutMs);
    },
    hear: async (word, amount) => {
      await eventually(`"${word}" of ${amount}`, async () => {
        const heard = await browser.run(page.readHeard);
        return heard.some((text) => says(text, word) && text.includes(amount)) || undefined;
      });
    },
    pressUntil: async (name, next) => {
      await eventually(`"${next}" after "${name}"`, async () => {
        if ((await browser.run(page.readScreen)).includes(next)) return true;
        await browser.run(page.press, name, true);
        await sleep(DISARMED_MS + 80);
        return undefined;
      });
    },
    home: async () => {
      await eventually('the keypad', async () => {
        const names = await browser.run(page.buttons);
        if (names.includes(WORDS.charge)) return true;
        if (names.includes(WORDS.next)) await browser.run(page.press, WORDS.next, false);
        return undefined;
      });
    },
  };
}
