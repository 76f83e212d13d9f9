/** The voice: once per payment, never late. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVoice } from '../../../src/devices/voice.ts';

class FakeUtterance {
  lang = '';
  volume = 1;
  voice: { lang: string } | null = null;
  onstart: (() => void) | undefined;
  onend: (() => void) | undefined;
  onerror: (() => void) | undefined;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

let queue: FakeUtterance[];
const cancel = vi.fn();
const voices = [
  { lang: 'en-US', localService: false },
  { lang: 'zh-HK', localService: true },
  { lang: 'zh-CN', localService: false },
  { lang: 'zh-CN', localService: true },
];

beforeEach(() => {
  queue = [];
  vi.stubGlobal('SpeechSynthesisUtterance', FakeUtterance);
  vi.stubGlobal('speechSynthesis', {
    speak: (utterance: FakeUtterance) => queue.push(utterance),
    cancel,
    getVoices: () => voices,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  cancel.mockReset();
});

function setUp(isOn = true) {
  let nowMs = 100_000;
  const voice = createVoice({ isOn, volume: 0.5 }, () => nowMs);
  return {
    voice,
    wait: (forMs: number) => {
      nowMs += forMs;
    },
    pay: (paymentId: string, agoMs = 0) =>
      voice.announce({ paymentId, text: `支付宝到账${paymentId}`, language: 'zh-CN', atMs: nowMs - agoMs }),
  };
}

describe('the voice', () => {
  it('says each payment once, in a voice of the language that is on this device', () => {
    const { pay } = setUp();
    expect(pay('一元')).toBe('queued');
    expect(pay('一元')).toBe('already');
    expect(pay('二元')).toBe('queued');
    expect(queue.map(({ text }) => text)).toEqual(['支付宝到账一元', '支付宝到账二元']);
    expect(queue[0]).toMatchObject({ lang: 'zh-CN', volume: 0.5, voice: voices[3] });
  });

  it('keeps quiet about a payment that is older than ten seconds, also later', () => {
    const { pay } = setUp();
    expect(pay('一元', 10_001)).toBe('too_old');
    expect(pay('一元')).toBe('already');
    expect(pay('二元', 10_000)).toBe('queued');
    expect(queue).toHaveLength(1);
  });

  it('breaks off when its turn comes too late', () => {
    const { pay, wait } = setUp();
    pay('一元');
    queue[0]?.onstart?.();
    expect(cancel).not.toHaveBeenCalled();
    wait(11_000);
    queue[0]?.onstart?.();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('can be turned off, which also stops what it is saying', () => {
    const { voice, pay } = setUp(false);
    expect(pay('一元')).toBe('off');
    voice.set({ isOn: true, volume: 1 });
    expect(pay('二元')).toBe('queued');
    voice.set({ isOn: false, volume: 1 });
    expect(cancel).toHaveBeenCalledOnce();
    expect(voice.test('支付宝到账十二元五角', 'zh-CN')).toBe('off');
  });

  it('can be tried out again and again', () => {
    const { voice } = setUp();
    expect(voice.test('Alipay, twelve yuan fifty', 'en')).toBe('queued');
    expect(voice.test('Alipay, twelve yuan fifty', 'en')).toBe('queued');
    expect(queue[1]).toMatchObject({ lang: 'en', voice: voices[0] });
    queue[0]?.onend?.();
    queue[1]?.onerror?.();
    voice.dispose();
    expect(cancel).not.toHaveBeenCalled();
  });

  it('remembers enough payments, and not all for ever', () => {
    const { pay, voice } = setUp();
    for (let number = 0; number <= 200; number += 1) pay(String(number));
    expect(pay('200')).toBe('already');
    expect(pay('0')).toBe('queued');
    voice.dispose();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('says so where the browser cannot speak', () => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'speechSynthesis');
    expect(setUp().pay('一元')).toBe('unsupported');
  });
});
