/** The voice: once per payment, never late. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Claim } from '../../../src/devices/claims.ts';
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
let voices: { readonly lang: string; readonly localService: boolean }[];
const cancel = vi.fn();

beforeEach(() => {
  queue = [];
  voices = [
    { lang: 'en-US', localService: false },
    { lang: 'zh-HK', localService: true },
    { lang: 'zh-CN', localService: false },
    { lang: 'zh_CN', localService: true },
  ];
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

const always: Claim = async () => true;

function setUp(isOn = true, claim = always) {
  let nowMs = 100_000;
  const voice = createVoice({ settings: { isOn, volume: 0.5 }, nowMs: () => nowMs, claim });
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
  it('says each payment once, in a voice of the language that is on this device', async () => {
    const { pay } = setUp();
    expect(await pay('一元')).toBe('queued');
    expect(await pay('一元')).toBe('already');
    expect(await pay('二元')).toBe('queued');
    expect(queue.map(({ text }) => text)).toEqual(['支付宝到账一元', '支付宝到账二元']);
    expect(queue[0]).toMatchObject({ lang: 'zh-CN', volume: 0.5, voice: voices[3] });
  });

  it('says nothing that another window has said, also before this one was reloaded', async () => {
    const claimed = new Set<string>();
    const claim: Claim = async (id) => !claimed.has(id) && claimed.add(id) !== undefined;
    const windows = [setUp(true, claim), setUp(true, claim)];
    const outcomes = await Promise.all(windows.map(({ pay }) => pay('一元')));
    expect(outcomes.sort()).toEqual(['already', 'queued']);
    expect(await setUp(true, claim).pay('一元')).toBe('already');
    expect(queue).toHaveLength(1);
  });

  it('leaves a payment to another window while it cannot speak itself', async () => {
    const claim = vi.fn(always);
    expect(await setUp(false, claim).pay('一元')).toBe('off');
    voices = [];
    expect(await setUp(true, claim).pay('一元')).toBe('no_voice');
    expect(claim).not.toHaveBeenCalled();
  });

  it('speaks when nobody can say who is first', async () => {
    const claim: Claim = () => Promise.reject(new Error('no locks'));
    expect(await setUp(true, claim).pay('一元')).toBe('queued');
  });

  it('keeps quiet about a payment that is older than ten seconds, also when it became so while it asked', async () => {
    const { pay } = setUp();
    expect(await pay('一元', 10_001)).toBe('too_old');
    expect(await pay('一元')).toBe('already');
    expect(await pay('二元', 10_000)).toBe('queued');
    const slow = setUp(true, async () => {
      slow.wait(10_001);
      return true;
    });
    expect(await slow.pay('三元')).toBe('too_old');
    expect(queue).toHaveLength(1);
  });

  it('breaks off when its turn comes too late', async () => {
    const { pay, wait } = setUp();
    await pay('一元');
    queue[0]?.onstart?.();
    expect(cancel).not.toHaveBeenCalled();
    wait(11_000);
    queue[0]?.onstart?.();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('can be turned off, which also stops what it is saying', async () => {
    const { voice, pay } = setUp(false);
    expect(await pay('一元')).toBe('off');
    voice.set({ isOn: true, volume: 1 });
    expect(await pay('二元')).toBe('queued');
    voice.set({ isOn: false, volume: 1 });
    expect(cancel).toHaveBeenCalledOnce();
    expect(voice.test('支付宝到账十二元五角', 'zh-CN')).toBe('off');
  });

  it('can be tried out again and again', () => {
    const { voice } = setUp();
    expect(voice.test('Alipay, twelve fifty', 'en')).toBe('queued');
    expect(voice.test('Alipay, twelve fifty', 'en')).toBe('queued');
    expect(queue[1]).toMatchObject({ lang: 'en', voice: voices[0] });
    queue[0]?.onend?.();
    queue[1]?.onerror?.();
    voice.dispose();
    expect(cancel).not.toHaveBeenCalled();
  });

  it('leaves it to the sounds where the device has no voice of the language', async () => {
    voices = [{ lang: 'fr-FR', localService: true }];
    const { pay, voice } = setUp();
    expect(await pay('一元')).toBe('no_voice');
    expect(voice.test('Alipay, twelve fifty', 'en')).toBe('no_voice');
    expect(queue).toEqual([]);
  });

  it('knows Mandarin by its other name', async () => {
    voices = [{ lang: 'cmn-Hans-CN', localService: true }];
    expect(await setUp().pay('一元')).toBe('queued');
  });

  it('waits for the first touch, as browsers demand', async () => {
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } });
    expect(await setUp().pay('一元')).toBe('locked');
    expect(queue).toEqual([]);
  });

  it('remembers enough payments, and not all for ever', async () => {
    const { pay, voice } = setUp();
    for (let number = 0; number <= 200; number += 1) await pay(String(number));
    expect(await pay('200')).toBe('already');
    expect(await pay('0')).toBe('queued');
    voice.dispose();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('says so where the browser cannot speak', async () => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'speechSynthesis');
    expect(await setUp().pay('一元')).toBe('unsupported');
  });
});
