/** The shop's accounts: one provider at a time, tested as they are saved, and an unknown key is stopped and named. */

import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountEntries, ProviderRail } from '../../../src/domain/account.ts';
import type { ShownKey } from '../../../src/ui/deps.ts';
import { type CounterPage, openCounterPage, type PageOptions } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

async function openAccounts(options: PageOptions = {}): Promise<void> {
  page = await openCounterPage({ ...options, hash: '#/account' });
  // This screen is fetched when it is wanted.
  await screen.findByRole('button', { name: /^Save/ });
  await page.pass(0);
}

/** Chooses a provider; what is kept of its account is read from the disk first. */
async function choose(name: RegExp): Promise<void> {
  await page.press(name);
  await page.pass(0);
}

async function write(name: RegExp, text: string): Promise<void> {
  const field = screen.getByLabelText(name) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await page.pass(0);
}

const labels = (): readonly string[] =>
  [...document.querySelectorAll('label')].map((label) => label.textContent ?? '');

const keyOf = (keyId: string): ShownKey => ({ keyId, pem: 'PEM', base64: 'MIIB', fingerprint: `f${keyId}` });

describe('an account', () => {
  it('asks each provider’s own questions, and no secret of those that the proxy keeps', async () => {
    await openAccounts();
    expect(labels().join(' ')).toContain('app_id');
    await choose(/WeChat Pay/);
    for (const field of ['appid', 'mchid', 'Serial number', 'PUB_KEY_ID'])
      expect(labels().join(' ')).toContain(field);
    await choose(/PayPal/);
    expect(page.text()).toContain('No secret is entered here');
    expect(screen.queryByText('Make a key here')).toBeNull();
  });

  it('keeps what was entered for later, in practice', async () => {
    const saved: [ProviderRail, AccountEntries][] = [];
    await openAccounts({ account: { save: async (rail, entries) => void saved.push([rail, entries]) } });
    await choose(/Card/);
    await write(/card reader/, ' tmr_123 ');
    await page.press('Save');
    expect(saved).toEqual([['card', { readerId: 'tmr_123' }]]);
    expect(page.text()).toContain('Saved.');
  });

  it('is tested as it is saved, in the live book, and shows how it stands', async () => {
    await openAccounts({ book: 'live' });
    await choose(/WeChat Pay/);
    expect(screen.getByRole('button', { name: /WeChat Pay/ }).textContent).toContain('not tested');
    await page.press('Save and test');
    await page.pass(500);
    expect(page.text()).toContain('Ready to take payments.');
    expect(screen.getByRole('button', { name: /WeChat Pay/ }).textContent).toContain('ready');
  });
});

describe('a provider’s keys', () => {
  it('may be two at a time, each by its name, so that a change of keys has an overlap', async () => {
    const account = {
      entries: {},
      merchantKey: undefined,
      providerKeys: [keyOf('5F0A'), keyOf('4E21')],
      hasOpeningKey: false,
    };
    await openAccounts({ account: { read: async () => account } });
    await choose(/WeChat Pay/);
    expect(page.text()).toContain('Two at a time');
    const names = [...document.querySelectorAll('.key-card strong')].map((name) => name.textContent?.trim());
    expect(names).toEqual(['5F0A', '4E21']);
  });

  it('come with their id, where the provider names its keys', async () => {
    const taken: { readonly text: string; readonly keyId: string }[] = [];
    await openAccounts({
      account: {
        importProviderKey: async (_, key) => {
          taken.push(key);
          return key.keyId === '' ? { ok: false, refusal: 'nameless' } : { ok: true, key: keyOf(key.keyId) };
        },
      },
    });
    await choose(/WeChat Pay/);
    await write(/Paste a public key of WeChat Pay/, 'MIIB');
    const [, importProviderKey] = screen.getAllByRole('button', { name: 'Import a private key' });
    importProviderKey?.click();
    await page.pass(0);
    expect(page.text()).toContain('The id of this public key is needed');
    await write(/Id of the public key/, 'PUB_KEY_ID_1');
    importProviderKey?.click();
    await page.pass(0);
    expect(taken.at(-1)).toEqual({ text: 'MIIB', keyId: 'PUB_KEY_ID_1' });
    expect((screen.getByLabelText(/Paste a public key/) as HTMLTextAreaElement).value).toBe('');
  });

  it('are opened with a secret that is entered once, kept, and wiped from its field', async () => {
    const taken: string[] = [];
    let hasOpeningKey = false;
    await openAccounts({
      account: {
        read: async () => ({ entries: {}, merchantKey: undefined, providerKeys: [], hasOpeningKey }),
        importOpeningKey: async (_, text) => {
          if (text.length !== 32) return { ok: false, refusal: 'not_a_key' };
          taken.push(text);
          hasOpeningKey = true;
          return { ok: true };
        },
      },
    });
    await choose(/WeChat Pay/);
    expect(page.text()).toContain('Not entered yet');
    const field = (): HTMLInputElement => screen.getByLabelText(/Enter the APIv3 key/);
    expect(field().type).toBe('password');
    await write(/Enter the APIv3 key/, 'short');
    await page.press('Keep it on this device');
    expect(page.text()).toContain('The APIv3 key is 32 letters and figures.');
    await write(/Enter the APIv3 key/, 'k'.repeat(32));
    await page.press('Keep it on this device');
    await page.pass(0);
    expect(taken).toEqual(['k'.repeat(32)]);
    expect(field().value).toBe('');
    expect(page.text()).toContain('Entered; it cannot be read again.');
  });

  it('need no such secret where the provider gives none out', async () => {
    await openAccounts();
    await choose(/Alipay/);
    expect(page.text()).not.toContain('APIv3');
  });

  it('that are not known here stop the way to pay, and are named', async () => {
    await openAccounts({ book: 'live' });
    await choose(/WeChat Pay/);
    await page.outside.control('faults', { name: 'key-unknown', rail: 'wechatpay', times: 1 });
    await page.press('Save and test');
    await page.pass(500);
    expect(page.text()).toMatch(/a key that is not known here: \w+/);
    expect(screen.getByRole('button', { name: /WeChat Pay/ }).textContent).toContain('not working');
    await page.press('Back');
    await page.press('Back');
    await page.type('5');
    const wechat = screen.getByRole('button', { name: 'WeChat Pay' }) as HTMLButtonElement;
    expect(wechat.disabled).toBe(true);
  });
});

describe('a key that is not there', () => {
  it('is made anew step by step, and the next step is marked', async () => {
    const entries = { appId: '2021000000000001' };
    let merchantKey: ShownKey | undefined;
    let providerKeys: readonly ShownKey[] = [];
    await openAccounts({
      account: {
        read: async () => ({ entries, merchantKey, providerKeys, hasOpeningKey: false }),
        makeKey: async () => {
          merchantKey = keyOf('own');
          return { ok: true, key: merchantKey };
        },
        importProviderKey: async () => {
          providerKeys = [keyOf('theirs')];
          return { ok: true, key: keyOf('theirs') };
        },
      },
    });
    const step = (): string => document.querySelector('[aria-current="step"]')?.textContent ?? '';
    expect(page.text()).toContain('none was made yet, or the browser lost it');
    expect(step()).toContain('Make a key here');
    await page.press('Make a key here');
    expect(page.text()).not.toContain('the browser lost it');
    expect(step()).toContain('Copy its public key into the merchant pages of Alipay');
    const field = screen.getByLabelText(/Paste a public key of Alipay/);
    fireEvent.input(field, { target: { value: 'PEM' } });
    await page.pass(0);
    fireEvent.submit(field.closest('form') ?? field);
    await page.pass(0);
    expect(step()).toContain('Save and test');
  });
});
