/** What a page would be heard saying: a stand-in for loudspeaker and voice, put into a browser before the page loads. */

import type { BrowserContext, Page } from 'playwright';

export interface Heard {
  /** `said: …` for the voice, `notes: hertz …` for a sound; in the order in which they were heard. */
  readonly log: readonly string[];
}

/** Voices that the device is to have, by language; none for a device that cannot speak. */
export async function listenIn(context: BrowserContext, voices: readonly string[]): Promise<void> {
  await context.addInitScript(recorder, voices);
}

export async function heardIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

// Runs in the page, before anything of it.
function recorder(voices: readonly string[]): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  const start = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function createOscillator(this: AudioContext) {
    const oscillator = start.call(this);
    const begin = oscillator.start.bind(oscillator);
    oscillator.start = (when) => {
      heard.push(`note: ${oscillator.frequency.value}`);
      begin(when);
    };
    return oscillator;
  };
  const synthesis = {
    getVoices: () => voices.map((lang) => ({ lang, localService: true, name: lang })),
    speak: (utterance: SpeechSynthesisUtterance) => {
      heard.push(`said: ${utterance.text}`);
      setTimeout(() => utterance.onend?.(new Event('end') as SpeechSynthesisEvent), 10);
    },
    cancel: () => heard.push('silenced'),
    addEventListener: () => undefined,
  };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis, configurable: true });
  class Utterance {
    readonly text: string;
    lang = '';
    volume = 1;
    voice: unknown = null;
    onstart: unknown;
    onend: unknown;
    onerror: unknown;
    constructor(text: string) {
      this.text = text;
    }
  }
  Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
}
