/** The counter's sounds, made in the browser: two short high notes for paid, one long low note for not paid. */

export type Sound = 'success' | 'failure';
export type SoundOutcome =
  | 'played'
  | 'off'
  /** No one has touched the page yet, so the browser allows no sound. */
  | 'locked'
  | 'unsupported';

export interface SoundSettings {
  readonly isOn: boolean;
  /** 0 … 1 */
  readonly volume: number;
}

export interface Sounds {
  /** A payment that is being checked has no sound: silence must never be taken for a yes. */
  readonly play: (sound: Sound) => SoundOutcome;
  readonly set: (settings: SoundSettings) => void;
  readonly dispose: () => void;
}

interface Note {
  readonly startS: number;
  readonly lengthS: number;
  readonly hertz: number;
}

/** Different in number, length and pitch, so that neither colour nor sight nor a good ear is needed. */
const notes: Readonly<Record<Sound, readonly Note[]>> = {
  success: [
    { startS: 0, lengthS: 0.11, hertz: 1047 },
    { startS: 0.16, lengthS: 0.14, hertz: 1319 },
  ],
  failure: [{ startS: 0, lengthS: 0.75, hertz: 196 }],
};

const gestures = ['pointerdown', 'keydown'] as const;

/** Waits for the first touch or key, which browsers demand before a page may sound. */
export function createSounds(settings: SoundSettings, target: Window = window): Sounds {
  let current = settings;
  let context: AudioContext | undefined;

  const unlock = (): void => {
    if (!('AudioContext' in globalThis)) return;
    context ??= new AudioContext();
    if (context.state === 'suspended') context.resume().catch(() => undefined);
  };
  // Kept listening: some systems suspend the sound again, after a call for example.
  for (const gesture of gestures) target.addEventListener(gesture, unlock, { capture: true, passive: true });

  return {
    play: (sound) => {
      if (!current.isOn || current.volume <= 0) return 'off';
      if (!('AudioContext' in globalThis)) return 'unsupported';
      if (context === undefined || context.state !== 'running') return 'locked';
      for (const note of notes[sound]) playNote(context, note, Math.min(current.volume, 1));
      return 'played';
    },
    set: (next) => {
      current = next;
    },
    dispose: () => {
      for (const gesture of gestures) target.removeEventListener(gesture, unlock, { capture: true });
      context?.close().catch(() => undefined);
      context = undefined;
    },
  };
}

function playNote(context: AudioContext, note: Note, volume: number): void {
  const startS = context.currentTime + note.startS;
  const endS = startS + note.lengthS;
  const gain = context.createGain();
  // Without the short slopes every note would begin and end with a click.
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(volume, startS + 0.01);
  gain.gain.setValueAtTime(volume, endS - 0.02);
  gain.gain.linearRampToValueAtTime(0, endS);
  const oscillator = context.createOscillator();
  // Small loudspeakers hardly play low notes; a triangle's overtones make them heard.
  oscillator.type = 'triangle';
  oscillator.frequency.value = note.hertz;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
}
