/** The counter's sounds, made in the browser: each told from the others by number, length and pitch of its notes. */

export type Sound =
  /** Two short high notes. */
  | 'success'
  /** One long low note. */
  | 'failure'
  /**
   * One soft tick, quieter and shorter than all others: it calls the cashier's eyes to a payment in doubt, and nobody can
   * take it for a yes, nor for a no.
   */
  | 'checking'
  /** One plain note in the middle: written down on the cashier's word, neither confirmed nor refused by anybody. */
  | 'recorded';

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
  readonly play: (sound: Sound) => SoundOutcome;
  readonly set: (settings: SoundSettings) => void;
  readonly dispose: () => void;
}

interface Note {
  readonly startS: number;
  readonly lengthS: number;
  readonly hertz: number;
  /** Of the volume that was set, 0 … 1. */
  readonly loudness: number;
}

/** Different in number, length and pitch, so that neither colour nor sight nor a good ear is needed. */
const notes: Readonly<Record<Sound, readonly Note[]>> = {
  success: [
    { startS: 0, lengthS: 0.11, hertz: 1047, loudness: 1 },
    { startS: 0.16, lengthS: 0.14, hertz: 1319, loudness: 1 },
  ],
  failure: [{ startS: 0, lengthS: 0.75, hertz: 196, loudness: 1 }],
  checking: [{ startS: 0, lengthS: 0.05, hertz: 740, loudness: 0.3 }],
  recorded: [{ startS: 0, lengthS: 0.2, hertz: 523, loudness: 0.7 }],
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
  // Loaded behind the first paint, so the first touch may have been before.
  if (target.navigator.userActivation?.hasBeenActive === true) unlock();

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
  const loudness = volume * note.loudness;
  const gain = context.createGain();
  // Without the short slopes every note would begin and end with a click.
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(loudness, startS + 0.01);
  gain.gain.setValueAtTime(loudness, endS - 0.02);
  gain.gain.linearRampToValueAtTime(0, endS);
  const oscillator = context.createOscillator();
  // Small loudspeakers hardly play low notes; a triangle's overtones make them heard.
  oscillator.type = 'triangle';
  oscillator.frequency.value = note.hertz;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
}
