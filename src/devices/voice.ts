/** Says amounts aloud: once per payment over all windows, never late, so that no customer hears another one's amount. */

import type { Claim } from './claims.ts';

export interface Announcement {
  readonly paymentId: string;
  /** Made by `i18n/amount-words.ts`. */
  readonly text: string;
  readonly language: 'zh-CN' | 'en';
  /** When the payment was settled, on the scale of `nowMs`. */
  readonly atMs: number;
}

export type VoiceOutcome =
  | 'queued'
  /** This window or another has said it. */
  | 'already'
  | 'too_old'
  | 'off'
  /** No one has touched the page yet, so the browser lets it say nothing. */
  | 'locked'
  /** This device has no voice of the language: sounds must do. */
  | 'no_voice'
  | 'unsupported';

export interface Voice {
  readonly announce: (announcement: Announcement) => Promise<VoiceOutcome>;
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

export interface VoiceParts {
  readonly settings: VoiceSettings;
  readonly nowMs: () => number;
  readonly claim: Claim;
}

/** Older news is not said any more: the next customer stands there by now. */
const maxAgeMs = 10_000;
/** Payments remembered as said by this window; far more than a till takes in the ten seconds that matter. */
const remembered = 200;

export function createVoice({ settings, nowMs, claim }: VoiceParts): Voice {
  let current = settings;
  const said = new Set<string>();
  // Held here, or some browsers drop the utterance, and its events with it, before it was spoken.
  const pending = new Set<SpeechSynthesisUtterance>();
  // Browsers begin to look for their voices when they are first asked.
  if ('speechSynthesis' in globalThis) speechSynthesis.getVoices();

  function speak(text: string, language: string, isStale: () => boolean): VoiceOutcome {
    const refusal = refuse(current, language);
    if (refusal !== undefined) return refusal;
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
    announce: async ({ paymentId, text, language, atMs }) => {
      if (said.has(paymentId)) return 'already';
      said.add(paymentId);
      const [oldest] = said;
      if (said.size > remembered && oldest !== undefined) said.delete(oldest);
      // Before the claim: a window that cannot say it must not take it from one that can.
      const refusal = refuse(current, language);
      if (refusal !== undefined) return refusal;
      const isStale = (): boolean => nowMs() - atMs > maxAgeMs;
      if (isStale()) return 'too_old';
      if (!(await claim(paymentId).catch(() => true))) return 'already';
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

function refuse(
  { isOn, volume }: VoiceSettings,
  language: string,
): 'off' | 'unsupported' | 'locked' | 'no_voice' | undefined {
  if (!isOn || volume <= 0) return 'off';
  if (!('speechSynthesis' in globalThis)) return 'unsupported';
  if (navigator.userActivation?.hasBeenActive === false) return 'locked';
  return voiceFor(language) === undefined ? 'no_voice' : undefined;
}

/** A voice of the language, one on this device first: others need the network. */
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const fitting = speechSynthesis
    .getVoices()
    .filter(({ lang }) => plain(lang).startsWith(prefixOf(language)));
  const exact = fitting.filter(({ lang }) => plain(lang) === plain(language));
  return [...exact, ...fitting].find(({ localService }) => localService) ?? exact[0] ?? fitting[0];
}

/** Android writes `zh_CN`, and some systems name Mandarin by its own code. */
function plain(language: string): string {
  const tag = language.toLowerCase().replaceAll('_', '-');
  return tag.startsWith('cmn') ? 'zh-cn' : tag;
}

function prefixOf(language: string): string {
  return plain(language).slice(0, 2);
}
