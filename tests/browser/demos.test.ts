/** Every demo link to its end in a real browser: the counter's last words, the three ledgers, and nothing left behind. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoEn } from '../../src/i18n/demo-en.ts';
import { demoZh } from '../../src/i18n/demo-zh.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { DEMO_NAMES, type DemoName } from '../../src/ui/routes.ts';
import { seriousProblems } from '../support/axe.ts';
import { until } from '../support/browser.ts';
import { type Counter, NAMES, openShop, type Shop } from '../support/counter.ts';
import { damagesOf, readBook } from '../support/stored-book.ts';

const DEMO_WORDS = { en: demoEn, 'zh-CN': demoZh } as const;

type Word = keyof (typeof NAMES)['en'];

/** What stands on the counter in the end, and what each of the three ledgers holds. */
const ENDS: Readonly<
  Record<DemoName, { readonly word: Word; readonly amount: string; readonly net: string }>
> = {
  qr: { word: 'paid', amount: '¥12.50', net: '¥12.50' },
  'code-with-password': { word: 'paid', amount: '¥288.00', net: '¥288.00' },
  'declined-then-cash': { word: 'paid', amount: '¥88.00', net: '¥0.00' },
  'reply-lost': { word: 'paid', amount: '¥36.50', net: '¥36.50' },
  'paid-between-query-and-cancel': { word: 'reversed', amount: '¥45.00', net: '¥0.00' },
  'late-money': { word: 'reversed', amount: '¥66.00', net: '¥0.00' },
  refund: { word: 'refunded', amount: '¥58.00', net: '¥0.00' },
  offline: { word: 'paid', amount: '¥23.80', net: '¥23.80' },
};

async function phaseOf({ page }: Counter): Promise<string> {
  return (await page.locator('.demo').getAttribute('data-phase')) ?? '';
}

/** Opens a demo by its link and steps through it; answers its captions as they were shown. */
async function stepThrough(counter: Counter, origin: string, name: DemoName): Promise<readonly string[]> {
  const { page } = counter;
  await page.goto(`${origin}/#/demo/${name}?seed=7`);
  const caption = page.getByTestId('caption');
  const captions: string[] = [];
  for (let step = 1; ; step += 1) {
    await page.locator(`progress[value="${step}"]`).waitFor();
    await until(
      `step ${step} of ${name}`,
      async () => ['reading', 'done', 'stuck'].includes(await phaseOf(counter)),
      60_000,
    );
    captions.push((await caption.textContent()) ?? '');
    const phase = await phaseOf(counter);
    expect(phase, captions.at(-1)).not.toBe('stuck');
    if (phase === 'done') return captions;
    await page.keyboard.press('ArrowRight');
  }
}

// Each demo once, half of them in each language: that every caption stands in both is seen without a browser.
const languages: readonly (readonly [Language, readonly DemoName[]])[] = [
  ['en', DEMO_NAMES.filter((_, index) => index % 2 === 0)],
  ['zh-CN', DEMO_NAMES.filter((_, index) => index % 2 === 1)],
];

describe.each(languages)('shown step by step in %s', (language, names) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop({ language, reducedMotion: 'reduce' });
  });

  afterAll(async () => {
    await shop.close();
  });

  it.each(names)('%s comes to its end, and all three ledgers agree', async (name) => {
    const { counter, site } = shop;
    const { page } = counter;
    const words = DEMO_WORDS[language];
    const captions = await stepThrough(counter, site.origin, name);
    expect(captions).toEqual(Object.values(words.demos[name].steps));
    const { word, amount, net } = ENDS[name];
    const shown = page.locator('.demo-counter');
    await shown.getByText(NAMES[language][word], { exact: true }).first().waitFor();
    expect(await shown.innerText()).toContain(amount);
    await page.getByText(words.ledgers.agree, { exact: true }).waitFor();
    expect(await page.locator('.demo-ledgers dd > strong').allInnerTexts()).toEqual([net, net, net]);
    expect(await counter.control<{ findings: unknown[] }>('audit')).toEqual({ findings: [] });
    expect(await counter.control('faults')).toEqual([]);
    expect(damagesOf(await readBook(page))).toEqual([]);
  });

  it('has nothing serious for axe-core, in the demo and in the list', async () => {
    const { counter } = shop;
    expect(await seriousProblems(counter.page)).toEqual([]);
    await counter.press(DEMO_WORDS[language].all);
    await counter.page.getByRole('link', { name: DEMO_WORDS[language].demos.offline.name }).waitFor();
    expect(await seriousProblems(counter.page)).toEqual([]);
  });
});

describe('left to itself', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop({ viewport: { width: 390, height: 844 } });
  });

  afterAll(async () => {
    await shop.close();
  });

  it('a demo plays to its end on a narrow screen, and the practice counter works afterwards', async () => {
    const { counter, site } = shop;
    await counter.page.goto(`${site.origin}/#/demo/qr`);
    await until('the end', async () => (await phaseOf(counter)) === 'done', 60_000);
    await counter.press(demoEn.leave);
    await counter.home();
    await counter.charge('3');
    await counter.hear(counter.names.waiting, '3.00');
  });

  it('a demo that was closed while time stood still leaves no stopped clock behind', async () => {
    const { counter, site } = shop;
    const { page } = counter;
    await page.goto(`${site.origin}/#/demo/late-money`);
    await page.getByRole('button', { name: demoEn.pause }).click();
    await until(
      'time stands still',
      async () => (await counter.control<{ factor: number }>('clock')).factor === 0,
    );
    await page.goto('about:blank');
    await page.goto(`${site.origin}/`);
    await until('time runs', async () => (await counter.control<{ factor: number }>('clock')).factor === 1);
  });
});
