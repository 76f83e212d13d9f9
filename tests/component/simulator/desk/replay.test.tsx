/** A run of the simulation in the desk: told row by row, stepped through, filtered; and nothing hostile gets in. */

import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReplayApp } from '../../../../simulator/desk/replay/app.tsx';
import { createReplay } from '../../../../simulator/desk/replay/model.ts';
import { readStory } from '../../../../simulator/desk/replay/story.ts';
import type { Language } from '../../../../simulator/words/language.ts';
import { linkOf } from '../../../simulation/swarm/replay.ts';
import { runSeed } from '../../../simulation/swarm/run.ts';
import { traceOf } from '../../../simulation/swarm/trace.ts';

const AT = Date.UTC(2026, 10, 23, 2, 0, 0);
const ONE = 'GT0000000000000000000000000A';
const OTHER = 'GT0000000000000000000000000B';

const LINES = [
  { t: 'run', seed: 7, commit: 'commit abc1234', mix: {} },
  { at: AT, t: 'command', till: 'T1SW', tab: 1, say: 'charge alipay', sale: 0 },
  {
    at: AT + 10,
    t: 'send',
    n: 1,
    till: 'T1SW',
    tab: 1,
    rail: 'alipay',
    method: 'POST',
    path: '/x',
    body: ONE,
    key: '',
  },
  { at: AT + 20, t: 'fault', till: 'T1SW', kind: 'loss', what: 'answer' },
  { at: AT + 30, t: 'heard', n: 1, what: 'timeout' },
  {
    at: AT + 40,
    t: 'word',
    till: 'T1SW',
    tab: 1,
    sale: 1,
    order: OTHER,
    rail: 'alipay',
    state: 'paid',
    charged: 'yes',
    qr: false,
  },
  { t: 'violation', rule: 'INV-04', what: 'says paid' },
  { t: 'end', hash: 'x' },
];
const asText = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');

function packedOf(text: string): string {
  return linkOf(text)?.split('#trace=')[1] ?? '';
}

async function show(text = asText(LINES), language: Language = 'en') {
  const replay = createReplay((work, delayMs) => void setTimeout(work, delayMs));
  await replay.openLink(packedOf(text));
  render(<ReplayApp replay={replay} language={language} />);
  return replay;
}

const chosen = (): string => screen.getByRole('option', { selected: true, name: /\d/ }).textContent ?? '';
const rowCount = (): number => within(screen.getByRole('listbox')).getAllByRole('option').length;

afterEach(cleanup);

describe('a run in the desk', () => {
  it('names the broken rule, the seed and the commit on top', async () => {
    await show();
    expect(screen.getByRole('alert').textContent).toContain('INV-04 says paid');
    expect(screen.getByText('Seed 7 (commit abc1234)')).toBeTruthy();
  });

  it('says in Chinese who did what, with faults marked in words', async () => {
    await show(asText(LINES), 'zh-CN');
    const row = within(screen.getByRole('listbox')).getAllByRole('option')[2];
    expect(row?.textContent).toContain('网络');
    expect(row?.textContent).toContain('故障 · 注入 loss answer');
    expect(row?.className).toContain('fault');
  });

  it('goes step by step by keys and by buttons, and to the next fault', async () => {
    await show();
    fireEvent.keyDown(screen.getByRole('listbox'), { key: 'ArrowDown' });
    expect(chosen()).toContain('sends');
    fireEvent.keyDown(screen.getByRole('listbox'), { key: 'End' });
    expect(chosen()).toContain('shows');
    fireEvent.keyDown(screen.getByRole('listbox'), { key: 'Home' });
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(chosen()).toContain('sends');
    fireEvent.click(screen.getByRole('button', { name: 'Next fault' }));
    expect(chosen()).toContain('injected');
    expect(screen.getByText('Row 3 of 5')).toBeTruthy();
  });

  it('shows one order with what is nobody’s, and an answer belongs to its message', async () => {
    await show();
    fireEvent.change(screen.getByRole('combobox'), { target: { value: ONE } });
    expect(rowCount()).toBe(4);
    expect(screen.getByRole('listbox').textContent).toContain('timeout');
    expect(screen.getByRole('listbox').textContent).not.toContain('shows');
  });

  it('opens a file as well', async () => {
    const replay = createReplay(() => undefined);
    await replay.openFile(new Blob([asText(LINES)]));
    expect(replay.story.value?.rows).toHaveLength(5);
  });

  it('understands every line that the simulation writes', async () => {
    const trace = traceOf(await runSeed(1), 'commit x');
    const told = readStory(trace);
    expect(told.ok && told.story.rows.length).toBe(trace.trim().split('\n').length - 2);
    expect(told.ok && told.story.orders.length).toBeGreaterThan(0);
  });
});

describe('played', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('goes on by itself until the end, once, and stops when it is paused', async () => {
    const replay = createReplay((work, delayMs) => void setTimeout(work, delayMs));
    await replay.openFile(new Blob([asText(LINES)]));
    replay.playOrPause();
    vi.advanceTimersByTime(600);
    expect(replay.place.value).toBe(1);
    replay.playOrPause();
    replay.playOrPause();
    vi.advanceTimersByTime(600);
    expect(replay.place.value).toBe(2);
    vi.advanceTimersByTime(60_000);
    expect(replay.place.value).toBe(4);
    expect(replay.isPlaying.value).toBe(false);
  });
});

describe('a hostile trace', () => {
  it('is refused when it is no deflate, no trace, of an unknown kind, or without a time', async () => {
    const replay = createReplay(() => undefined);
    await replay.openLink('abc$');
    expect(replay.refusal.value).toBe('unreadable');
    await replay.openLink('AAAA');
    expect(replay.refusal.value).toBe('unreadable');
    for (const lines of [[], [{ t: 'run' }], [LINES[0], { t: 'evil', at: AT }], [LINES[0], { t: 'tab' }]]) {
      await replay.openLink(packedOf(lines.map((line) => JSON.stringify(line)).join('\n') || ' '));
      expect(replay.refusal.value).toBe('not_a_trace');
    }
    expect(replay.story.value).toBeUndefined();
  });

  it('is stopped when it is too long, or grows too large as it is unpacked', async () => {
    const replay = createReplay(() => undefined);
    await replay.openLink('A'.repeat(40_001));
    expect(replay.refusal.value).toBe('too_large');
    await replay.openLink(packedOf(' '.repeat(5 * 1024 * 1024)));
    expect(replay.refusal.value).toBe('too_large');
  });

  it('is shown as text, without what turns text around', async () => {
    const evil = {
      t: 'notice',
      at: AT,
      till: '<img src=x onerror=alert(1)>',
      tab: 1,
      kind: 'a\u202eb',
      sale: 1,
      order: '',
    };
    await show(asText([{ t: 'run', seed: 1 }, evil]));
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByRole('listbox').textContent).toContain('<img src=x onerror=alert(1)>');
    expect(document.body.textContent).not.toContain('\u202e');
  });
});
