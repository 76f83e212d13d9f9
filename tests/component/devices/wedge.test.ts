/** A keyboard-wedge scanner and a person at the same keyboard. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenToWedge, type WedgeScan } from '../../../src/devices/wedge.ts';

interface Press {
  readonly key: string;
  readonly code: string;
  readonly isComposing?: boolean;
  readonly shiftKey?: boolean;
  readonly repeat?: boolean;
}

/** A till with a keypad, a keyboard and a scanner; `typed` is what the keypad shows. */
function setUpTill() {
  let nowMs = 1_000;
  let typed = '';
  const scans: WedgeScan[] = [];
  const repeats: WedgeScan[] = [];
  const reachedApp: string[] = [];
  const onApp = (event: KeyboardEvent): void => {
    reachedApp.push(event.key);
  };
  const stopListening = listenToWedge(window, {
    onScan: (scan) => scans.push(scan),
    onRepeat: (scan) => repeats.push(scan),
    onTyped: (character) => {
      const before = typed;
      typed += character;
      return () => {
        typed = before;
      };
    },
  });
  document.addEventListener('keydown', onApp);

  function wait(forMs: number): void {
    nowMs += forMs;
    vi.advanceTimersByTime(forMs);
  }
  function press(what: Press, target: EventTarget = document.body): boolean {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...what });
    Object.defineProperty(event, 'timeStamp', { value: nowMs });
    return target.dispatchEvent(event);
  }
  function type(text: string, gapMs: number, target?: EventTarget): void {
    for (const character of text) {
      press(pressOf(character), target);
      wait(gapMs);
    }
  }
  return {
    wait,
    press,
    type,
    scans,
    repeats,
    reachedApp,
    typed: () => typed,
    stop: () => {
      stopListening();
      document.removeEventListener('keydown', onApp);
    },
  };
}

function pressOf(character: string): Press {
  if (/\d/.test(character)) return { key: character, code: `Digit${character}` };
  if (/[a-z]/i.test(character)) return { key: character, code: `Key${character.toUpperCase()}` };
  if (character === ' ') return { key: ' ', code: 'Space' };
  return { key: character, code: 'Period' };
}

const enter: Press = { key: 'Enter', code: 'Enter' };
const code = '280123456789012345';

let till: ReturnType<typeof setUpTill>;

beforeEach(() => {
  vi.useFakeTimers();
  till = setUpTill();
});

afterEach(() => {
  till.stop();
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('a scanner', () => {
  it('loses no character in a thousand scans at 5 to 50 ms a character', () => {
    const sent: string[] = [];
    for (let round = 0; round < 1_000; round += 1) {
      const text = String(280_000_000_000_000_000n + BigInt(round) * 7_919n);
      sent.push(text);
      till.type(text, 5 + (round % 46));
      if (round % 3 === 0) till.press(enter);
      else if (round % 3 === 1) till.press({ key: 'Tab', code: 'Tab' });
      till.wait(400);
    }
    expect(till.scans.map(({ text }) => text)).toEqual(sent);
    expect(till.typed()).toBe('');
  });

  it('leaves nothing on the keypad, and its Enter presses no button', () => {
    till.type('12', 120);
    till.type(code, 10);
    expect(till.typed()).toBe('12');
    expect(till.press(enter)).toBe(false);
    expect(till.reachedApp).toEqual([]);
    expect(till.scans.map(({ text }) => text)).toEqual([code]);
    expect(till.typed()).toBe('12');
  });

  it('may stumble once in the middle of a code', () => {
    till.type(code.slice(0, 5), 10);
    till.wait(80);
    till.type(code.slice(5), 10);
    till.press(enter);
    expect(till.scans.map(({ text }) => text)).toEqual([code]);
  });

  it('needs no Enter, and a late one belongs to the scan', () => {
    till.type(code, 10);
    till.wait(150);
    expect(till.scans.map(({ text }) => text)).toEqual([code]);
    expect(till.press(enter)).toBe(false);
    expect(till.press({ key: 'Tab', code: 'Tab' })).toBe(false);
    till.wait(400);
    expect(till.press(enter)).toBe(true);
  });

  it('is read with a Chinese input method on', () => {
    for (const digit of '2801234567') {
      till.press({ key: 'Process', code: `Digit${digit}`, isComposing: true });
      till.wait(10);
    }
    for (const digit of '89012345') {
      till.press({ key: 'Process', code: `Numpad${digit}` });
      till.wait(10);
    }
    till.press({ key: 'Process', code: 'Enter' });
    expect(till.scans.map(({ text }) => text)).toEqual([code]);
  });

  it('is read with an input method that writes full-width characters, letters and marks', () => {
    const shift = { shiftKey: true };
    const presses: Press[] = [
      { key: 'ｗ', code: 'KeyW' },
      { key: 'Process', code: 'KeyX' },
      { key: 'Process', code: 'KeyP' },
      { key: 'Shift', code: 'ShiftLeft', ...shift },
      { key: 'Process', code: 'Semicolon', ...shift },
      { key: 'Process', code: 'Slash' },
      { key: '／', code: 'Slash' },
      { key: 'Process', code: 'KeyF', ...shift },
      { key: '２', code: 'Digit2' },
      { key: 'Process', code: 'Digit2', ...shift },
      { key: 'Process', code: 'NumpadDecimal' },
      { key: 'Process', code: 'Minus' },
    ];
    for (const press of presses) {
      till.press(press);
      till.wait(10);
    }
    till.press(enter);
    expect(till.scans.map(({ text }) => text)).toEqual(['wxp://F2@.-']);
  });

  it('that reads one code twice within two seconds is heard once', () => {
    for (const pauseMs of [500, 2_500, 0]) {
      till.type(code, 10);
      till.press(enter);
      till.wait(pauseMs);
    }
    expect(till.scans).toHaveLength(2);
    expect(till.repeats).toHaveLength(1);
  });

  it('that writes into a field takes its text out of it again', () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.value = 'table 4';
    const onInput = vi.fn();
    field.addEventListener('input', onInput);
    for (const digit of code) {
      till.press(pressOf(digit), field);
      field.value += digit;
      till.wait(10);
    }
    expect(till.press(enter, field)).toBe(false);
    expect(till.scans.map(({ text }) => text)).toEqual([code]);
    expect(field.value).toBe('table 4');
    expect(onInput).toHaveBeenCalledOnce();
    expect(till.typed()).toBe('');
  });

  it('may send blanks inside a text', () => {
    till.type('INV 2026 11 23', 10);
    till.press(enter);
    expect(till.scans.map(({ text }) => text)).toEqual(['INV 2026 11 23']);
  });

  it('is not heard any more once nobody listens', () => {
    till.stop();
    till.type(code, 10);
    till.press(enter);
    expect(till.scans).toEqual([]);
  });
});

describe('a person', () => {
  it('loses no key at ten presses a second, and sees each at once', () => {
    const keys = '1234567890'.repeat(20);
    let shown = '';
    for (const key of keys) {
      till.press(pressOf(key));
      shown += key;
      expect(till.typed()).toBe(shown);
      till.wait(100);
    }
    expect(till.scans).toEqual([]);
  });

  it('who rolls over a few keys gets them all, in order, and then Enter', () => {
    till.type('1250', 20);
    expect(till.press(enter)).toBe(true);
    expect(till.typed()).toBe('1250');
    till.type('99.5', 30);
    till.wait(200);
    expect(till.typed()).toBe('125099.5');
    expect(till.scans).toEqual([]);
  });

  it('who holds a key down is no scanner', () => {
    till.press(pressOf('0'));
    for (let times = 0; times < 20; times += 1) {
      till.wait(30);
      till.press({ ...pressOf('0'), repeat: true });
    }
    till.wait(200);
    expect(till.typed()).toBe('0'.repeat(21));
    expect(till.scans).toEqual([]);
  });

  it('may press Space, Backspace and short cuts as usual', () => {
    till.type('12', 20);
    expect(till.press({ key: 'Backspace', code: 'Backspace' })).toBe(true);
    expect(till.press(pressOf(' '))).toBe(true);
    expect(till.typed()).toBe('12');
    expect(till.reachedApp).toEqual(['Backspace', ' ']);
  });

  it('who types into a field, a list or a text keeps the browser’s own behaviour', () => {
    for (const name of ['input', 'textarea', 'select'] as const) {
      const field = document.body.appendChild(document.createElement(name));
      expect(till.press(pressOf('7'), field)).toBe(true);
      till.wait(120);
    }
    expect(till.typed()).toBe('');
    expect(till.reachedApp).toEqual(['7', '7', '7']);
  });

  it('with the focus on a button types on the keypad', () => {
    const button = document.body.appendChild(document.createElement('button'));
    till.type('42', 120, button);
    expect(till.typed()).toBe('42');
  });
});

describe('a busy page', () => {
  it('breaks no scan apart: keys that waited are still one code', () => {
    till.type(code.slice(0, 6), 10);
    // The page hangs: the timers fire late, together with the keys, whose own time stamps are right.
    vi.advanceTimersByTime(500);
    expect(till.typed()).toBe('280123');
    till.type(code.slice(6), 10);
    till.press(enter);
    expect(till.scans.map(({ text }) => text)).toEqual([code]);
    expect(till.typed()).toBe('');
  });
});
