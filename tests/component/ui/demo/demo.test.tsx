/** The demos: each one runs to its end at the real counter, and whoever shows it can pause, step and begin again. */

import { act, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoEn } from '../../../../src/i18n/demo-en.ts';
import { DEMO_NAMES, type DemoName } from '../../../../src/ui/routes.ts';
import { ledgerDifferences } from '../../../support/audit.ts';
import { type CounterPage, openCounterPage } from '../counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

async function open(name: DemoName, seed = '7'): Promise<void> {
  page = await openCounterPage({ hash: `#/demo/${name}?seed=${seed}` });
  // Its program is fetched in real time.
  await screen.findByTestId('caption');
}

function phase(): string | undefined {
  return document.querySelector<HTMLElement>('.demo')?.dataset['phase'];
}

/** Lets time pass until the demo has come so far. */
async function comeTo(wanted: string, withinMs = 120_000): Promise<void> {
  for (let passedMs = 0; phase() !== wanted && passedMs < withinMs; passedMs += 500) await page.pass(500);
  expect(phase(), page.text()).toBe(wanted);
}

function caption(): string {
  return screen.getByTestId('caption').textContent ?? '';
}

async function key(name: string, type: 'keydown' | 'keyup' = 'keydown'): Promise<void> {
  const event = new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true });
  await act(() => {
    document.body.dispatchEvent(event);
  });
  await page.pass(0);
}

const ENDS: Readonly<Record<DemoName, { readonly words: string; readonly ledgers: string }>> = {
  qr: { words: 'Paid¥12.50', ledgers: 'Customer¥12.50Alipay¥12.50Counter¥12.50' },
  'code-with-password': { words: 'Paid¥288.00', ledgers: 'Customer¥288.00Alipay¥288.00Counter¥288.00' },
  'declined-then-cash': {
    words: 'Paid¥88.00Cash',
    ledgers: 'Customer¥0.00Alipay¥0.00Counter¥0.00Cash ¥88.00',
  },
  'reply-lost': { words: 'Paid¥36.50', ledgers: 'Customer¥36.50Alipay¥36.50Counter¥36.50' },
  'paid-between-query-and-cancel': { words: 'Reversed¥45.00', ledgers: 'Customer¥0.00+¥45.00 −¥45.00' },
  'late-money': { words: 'Reversed¥66.00', ledgers: 'Customer¥0.00+¥66.00 −¥66.00' },
  refund: { words: 'Refunded¥58.00', ledgers: 'Customer¥0.00+¥58.00 −¥18.00 −¥40.00' },
  offline: { words: 'Paid¥23.80', ledgers: 'Customer¥23.80Alipay¥23.80Counter¥23.80' },
};

describe('every demo', () => {
  it.each(DEMO_NAMES)('%s comes to its end, and all three ledgers agree', async (name) => {
    await open(name);
    await comeTo('done');
    await page.pass(1_000);
    expect(document.querySelector('.demo-counter')?.textContent).toContain(ENDS[name].words);
    expect(document.querySelector('.demo-ledgers')?.textContent).toContain(ENDS[name].ledgers);
    expect(document.querySelector('.demo-ledgers')?.textContent).toContain('All three agree');
    expect(await ledgerDifferences(page.outside)).toEqual([]);
    const steps: Readonly<Record<string, string>> = demoEn.demos[name].steps;
    expect(caption()).toBe(steps['end']);
  });
});

describe('while the till does not know', () => {
  it('the ledgers differ for now, and the till says that it is checking', async () => {
    await open('reply-lost');
    while (caption() !== demoEn.demos['reply-lost'].steps.checking) await page.pass(200);
    await comeTo('reading');
    expect(document.querySelector('.demo-ledgers')?.textContent).toContain(
      'Customer¥36.50Alipay¥36.50CounterChecking',
    );
    expect(document.querySelector('.demo-ledgers')?.textContent).toContain('They differ for now');
  });
});

describe('whoever shows a demo', () => {
  beforeEach(async () => {
    await open('qr');
    await comeTo('reading');
  });

  it('pauses it for as long as they like, and the payment waits with it', async () => {
    await key(' ');
    expect(screen.getByRole('button', { name: 'Play' })).toBeDefined();
    await key('ArrowRight');
    await comeTo('reading');
    expect(caption()).toBe(demoEn.demos.qr.steps.charge);
    await page.pass(20 * 60_000);
    expect(caption()).toBe(demoEn.demos.qr.steps.charge);
    expect(document.querySelector('.demo-counter')?.textContent).toContain('Waiting for the customer');
    await key(' ');
    await comeTo('done');
  });

  it('goes on by one step, and stays there', async () => {
    await page.press('Step');
    await comeTo('reading');
    await page.pass(30_000);
    expect(screen.getByText('Step 2 of 5')).toBeDefined();
  });

  it('begins again in the middle, and nothing unpaid stays behind', async () => {
    await key('ArrowRight');
    await comeTo('reading');
    await key('r', 'keyup');
    expect(screen.getByText('Step 1 of 5')).toBeDefined();
    await comeTo('reading');
    await key(' ');
    await comeTo('done');
    const [again, given] = [page.till.sale(2), page.till.sale(1)];
    expect(again.tenders).toHaveLength(1);
    expect(given.isVoid).toBe(true);
  });

  it('leaves for the practice counter, where time runs and no fault waits', async () => {
    await key('ArrowRight');
    await comeTo('reading');
    await key('Escape');
    await page.pass(15_000);
    expect(location.hash).toBe('#/');
    expect(screen.getByRole('button', { name: 'Charge' })).toBeDefined();
    expect(await page.outside.control('clock')).toMatchObject({ factor: 1, tillOnline: true });
    expect(await page.outside.control('faults')).toEqual([]);
    expect(page.till.sale(1).isVoid).toBe(true);
  });

  it('has the counter below to look at, not to press: no key of the story reaches it', async () => {
    expect(document.querySelector('.demo-world')?.hasAttribute('inert')).toBe(true);
    await key('Enter');
    await key('Backspace');
    expect(screen.getByLabelText('Amount').textContent).toBe('¥12.5');
    expect(page.till.counter.view().newest).toBe(0);
  });
});

describe('the same link', () => {
  it('shows the same payment code, another seed another one', async () => {
    const codes: unknown[] = [];
    for (const seed of ['7', '7', '8']) {
      await open('code-with-password', seed);
      while (caption() !== demoEn.demos['code-with-password'].steps.code) await page.pass(200);
      await comeTo('reading');
      codes.push((await page.outside.control('wallets/lin'))['code']);
      page.close();
    }
    await open('qr');
    const [first, second, third] = codes.map((code) => (code as { code: string }).code);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

describe('the list of demos', () => {
  it('names all eight with a line each, and is reached from the settings', async () => {
    page = await openCounterPage({ hash: '#/settings' });
    await page.press('Watch the demos');
    const links = (await screen.findAllByRole('link')).filter((link) =>
      link.getAttribute('href')?.includes('/demo/'),
    );
    expect(links.map((link) => link.getAttribute('href'))).toEqual(
      DEMO_NAMES.map((name) => `#/demo/${name}?seed=1`),
    );
    expect(page.text()).toContain(demoEn.demos['late-money'].line);
  });

  it('says in a live book that demos are for practice, and touches nothing', async () => {
    page = await openCounterPage({ book: 'live', hash: '#/demo/qr' });
    await screen.findByText(demoEn.liveOnly);
    expect(page.till.counter.view().newest).toBe(0);
  });
});
