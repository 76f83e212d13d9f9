/** Says amounts aloud: once per payment, never late, so that no customer hears another one's amount. */

export interface Announcement {
  readonly paymentId: string;
  /** Made by `i18n/amount-words.ts`. */
  readonly text: string;
  readonly language: 'zh-CN' | 'en';
  /** When the payment was settled, on the scale of `nowMs`. */
  readonly atMs: number;
}

export type VoiceOutcome = 'queued' | 'already' | 'too_old' | 'off' | 'unsupported';

export interface Voice {
  readonly announce: (announcement: Announcement) => VoiceOutcome;
  /** Says a text as a test of loudness, whatever was said before. */
  readonly test: (text: string, language: Announcement['language']) => VoiceOutcome;
  readonly set: (settings: VoiceSettings) => void;
  readonly dispose: () => void;
}

export interface VoiceSettings {
  readonly isOn: boolean;
  /** 0 … 1 */
  readonly volume: number;
}

/** Older news is not said any more: the next customer stands there by now. */
const maxAgeMs = 10_000;
/** Payments remembered as said; far more than a till takes in the ten seconds that matter. */
const remembered = 200;

export function createVoice(settings: VoiceSettings, nowMs: () => number): Voice {
  let current = settings;
  const said = new Set<string>();
  // Held here, or some browsers drop the utterance, and its events with it, before it was spoken.
  const pending = new Set<SpeechSynthesisUtterance>();

  function speak(text: string, language: string, isStale: () => boolean): VoiceOutcome {
    if (!current.isOn || current.volume <= 0) return 'off';
    if (!('speechSynthesis' in globalThis)) return 'unsupported';
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.volume = Math.min(current.volume, 1);
    utterance.voice = voiceFor(language) ?? null;
    // It may have waited in the browser's queue behind another.
    utterance.onstart = () => {
      if (isStale()) speechSynthesis.cancel();
    };
    const done = (): void => {
      pending.delete(utterance);
    };
    utterance.onend = done;
    utterance.onerror = done;
    pending.add(utterance);
    speechSynthesis.speak(utterance);
    return 'queued';
  }

  return {
    announce: ({ paymentId, text, language, atMs }) => {
      if (said.has(paymentId)) return 'already';
      said.add(paymentId);
      const [oldest] = said;
      if (said.size > remembered && oldest !== undefined) said.delete(oldest);
      const isStale = (): boolean => nowMs() - atMs > maxAgeMs;
      return isStale() ? 'too_old' : speak(text, language, isStale);
    },
    test: (text, language) => speak(text, language, () => false),
    set: (next) => {
      current = next;
      if (!next.isOn && 'speechSynthesis' in globalThis) speechSynthesis.cancel();
    },
    dispose: () => {
      if (pending.size > 0) speechSynthesis.cancel();
      pending.clear();
    },
  };
}

/** A voice of the language, one on this device first: others need the network. */
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const prefix = language.slice(0, 2).toLowerCase();
  const fitting = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith(prefix));
  const exact = fitting.filter(({ lang }) => lang.toLowerCase() === language.toLowerCase());
  return [...exact, ...fitting].find(({ localService }) => localService) ?? exact[0] ?? fitting[0];
}
