/** The sounds for paid and not paid, note by note. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSounds } from '../../../src/devices/sounds.ts';

interface PlayedNote {
  hertz: number;
  startS: number;
  lengthS: number;
  /** How loud the sound was that it belongs to. */
  loudness: number;
}

let notes: PlayedNote[];
let loudest: number;
let current: number;
let contexts: number;

class FakeContext {
  state = 'suspended';
  readonly currentTime = 5;
  readonly destination = {};

  constructor() {
    contexts += 1;
  }

  async resume(): Promise<void> {
    this.state = 'running';
  }

  async close(): Promise<void> {
    this.state = 'closed';
  }

  createGain() {
    const set = (value: number): void => {
      if (value > 0) current = value;
      loudest = Math.max(loudest, value);
    };
    return { gain: { setValueAtTime: set, linearRampToValueAtTime: set }, connect: (next: unknown) => next };
  }

  createOscillator() {
    const note: PlayedNote = { hertz: 0, startS: 0, lengthS: 0, loudness: current };
    return {
      frequency: {
        set value(hertz: number) {
          note.hertz = hertz;
        },
      },
      connect: (next: unknown) => next,
      start: (at: number) => {
        note.startS = at;
      },
      stop: (at: number) => {
        note.lengthS = at - note.startS;
        notes.push(note);
      },
    };
  }
}

beforeEach(() => {
  notes = [];
  loudest = 0;
  current = 0;
  contexts = 0;
  vi.stubGlobal('AudioContext', FakeContext);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const touch = (): boolean => window.dispatchEvent(new Event('pointerdown'));
const loud = { isOn: true, volume: 0.8 };

describe('the sounds', () => {
  it('are two short high notes for paid, one long low note for not paid', () => {
    const sounds = createSounds(loud);
    touch();
    expect(sounds.play('success')).toBe('played');
    const success = notes.splice(0);
    expect(sounds.play('failure')).toBe('played');
    const [failure, ...more] = notes;
    expect(success).toHaveLength(2);
    expect(more).toEqual([]);
    for (const note of success) {
      expect(note.lengthS).toBeLessThan(0.2);
      expect(note.hertz).toBeGreaterThan((failure?.hertz ?? 0) * 4);
      expect(failure?.lengthS).toBeGreaterThan(note.lengthS * 4);
    }
    expect(loudest).toBe(0.8);
    sounds.dispose();
  });

  it('are a soft tick for a payment in doubt and one plain note for what was written down', () => {
    const sounds = createSounds(loud);
    touch();
    const heard = (['success', 'failure', 'checking', 'recorded'] as const).map((sound) => {
      sounds.play(sound);
      return notes.splice(0);
    });
    const [success = [], failure = [], checking = [], recorded = []] = heard;
    expect(checking).toHaveLength(1);
    expect(recorded).toHaveLength(1);
    const [tick, note] = [checking[0], recorded[0]];
    for (const other of [...success, ...failure, ...recorded]) {
      expect(tick?.lengthS).toBeLessThan(other.lengthS / 2);
      expect(tick?.loudness).toBeLessThan(other.loudness / 2);
    }
    // Neither high as a yes nor low as a no, and short.
    expect(note?.hertz).toBeLessThan(Math.min(...success.map(({ hertz }) => hertz)) * 0.6);
    expect(note?.hertz).toBeGreaterThan((failure[0]?.hertz ?? 0) * 2);
    expect(note?.lengthS).toBeLessThan((failure[0]?.lengthS ?? 0) / 2);
    sounds.dispose();
  });

  it('need no touch of their own when the page was touched before they were loaded', () => {
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
    const sounds = createSounds(loud);
    expect(sounds.play('success')).toBe('played');
    sounds.dispose();
  });

  it('wait for the first touch, and need no second one', () => {
    const sounds = createSounds(loud);
    expect(sounds.play('success')).toBe('locked');
    touch();
    touch();
    expect(sounds.play('success')).toBe('played');
    expect(contexts).toBe(1);
    sounds.dispose();
  });

  it('can be turned off and down', () => {
    const sounds = createSounds({ isOn: false, volume: 1 });
    touch();
    expect(sounds.play('success')).toBe('off');
    sounds.set({ isOn: true, volume: 0 });
    expect(sounds.play('success')).toBe('off');
    sounds.set({ isOn: true, volume: 5 });
    expect(sounds.play('success')).toBe('played');
    expect(loudest).toBe(1);
    sounds.dispose();
  });

  it('are silent after the counter was closed, and where the browser has none', () => {
    const sounds = createSounds(loud);
    touch();
    sounds.dispose();
    touch();
    expect(sounds.play('success')).toBe('locked');
    expect(contexts).toBe(1);
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'AudioContext');
    expect(createSounds(loud).play('success')).toBe('unsupported');
  });
});
