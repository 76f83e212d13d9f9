/** What a person can do about the records: bring a file back, and have all of them checked. */

import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { BackupReading } from '../../../src/ui/deps.ts';
import { type CounterPage, openCounterPage, type PageOptions } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

async function openSettings(options: PageOptions): Promise<void> {
  page = await openCounterPage({ ...options, hash: '#/settings' });
  await screen.findByRole('button', { name: 'Check the whole journal' });
}

async function chooseFile(): Promise<void> {
  const field = screen.getByLabelText('Bring back an exported file');
  fireEvent.change(field, { target: { files: [new File(['x'], 'guitai.jsonl')] } });
  await page.pass(0);
}

describe('an exported file', () => {
  it('is looked at, and brought back by a second press', async () => {
    const restored: string[] = [];
    const reading: BackupReading = {
      ok: true,
      backup: {
        book: 'live',
        till: 'T7K2',
        entries: 214,
        missing: 6,
        exportedAt: 1_760_000_000_000,
        bringBack: async () => {
          restored.push('live');
          return { ok: true, restored: { entries: 214 } };
        },
      },
    };
    await openSettings({ readBackup: async () => reading });
    await chooseFile();
    expect(page.text()).toContain('brings back 214 entries of till T7K2');
    expect(page.text()).toContain('6 later ones are missing');
    expect(restored).toEqual([]);
    await page.press('Bring these records back');
    expect(restored).toEqual(['live']);
    expect(page.text()).toContain('214 entries are back. They stand in the live book.');
  });

  it('that cannot be brought back is refused in words', async () => {
    await openSettings({ readBackup: async () => ({ ok: false, problem: 'damaged' }) });
    await chooseFile();
    expect(page.text()).toContain('This file was changed, or part of it is missing.');
    expect(screen.queryByText('Bring these records back')).toBeNull();
  });

  it('is asked for where the records are gone', async () => {
    page = await openCounterPage({ readBackup: async () => ({ ok: false, problem: 'other_till' }) });
    page.knobs.till.value = { kind: 'lost', till: 'T7K2', entriesLeft: 0 };
    await page.pass(0);
    await screen.findByText('Bring back an exported file');
    await chooseFile();
    expect(page.text()).toContain('This file belongs to another till.');
  });
});

describe('the whole journal', () => {
  it('is checked entry by entry, and found in order', async () => {
    await openSettings({
      checkJournal: async (progress) => {
        progress(214, 214);
        return [];
      },
    });
    await page.press('Check the whole journal');
    expect(page.text()).toContain('All 214 entries are in order');
  });

  it('is said to be damaged where it is, and unreadable when it cannot be read', async () => {
    await openSettings({ checkJournal: async () => [{ kind: 'rewritten', seq: 12 }] });
    await page.press('Check the whole journal');
    expect(page.text()).toContain('Entry 12 is missing, damaged or was changed.');
    page.close();
    await openSettings({ checkJournal: () => Promise.reject(new Error('gone')) });
    await page.press('Check the whole journal');
    expect(page.text()).toContain('cannot be read');
  });
});
