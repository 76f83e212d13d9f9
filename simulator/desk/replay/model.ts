/** Which story is shown, where it stands, whether it plays, and of which order. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { readFile, type Unpacked, unpack } from './packing.ts';
import { type Row, readStory, type Story } from './story.ts';

export type Refusal = 'too_large' | 'unreadable' | 'not_a_trace';

export interface Replay {
  readonly story: ReadonlySignal<Story | undefined>;
  readonly refusal: ReadonlySignal<Refusal | undefined>;
  /** The rows of the chosen order with everything that is nobody's; all of them without one. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly place: ReadonlySignal<number>;
  readonly isPlaying: ReadonlySignal<boolean>;
  readonly order: ReadonlySignal<string | undefined>;
  readonly openLink: (packed: string) => Promise<void>;
  readonly openFile: (file: Blob) => Promise<void>;
  readonly go: (place: number) => void;
  readonly step: (by: number) => void;
  readonly playOrPause: () => void;
  readonly choose: (order: string | undefined) => void;
}

const STEP_MS = 600;

export function createReplay(later: (work: () => void, delayMs: number) => void): Replay {
  const story = signal<Story | undefined>(undefined);
  const refusal = signal<Refusal | undefined>(undefined);
  const place = signal(0);
  const isPlaying = signal(false);
  const order = signal<string | undefined>(undefined);
  const rows = computed(() => {
    const all = story.value?.rows ?? [];
    const wanted = order.value;
    return wanted === undefined ? all : all.filter((row) => row.order === wanted || row.order === undefined);
  });

  let plays = 0;

  const last = (): number => Math.max(0, rows.value.length - 1);
  const go = (to: number): void => {
    place.value = Math.min(last(), Math.max(0, to));
  };

  function show(unpacked: Unpacked): void {
    const told = unpacked.ok ? readStory(unpacked.text) : unpacked;
    isPlaying.value = false;
    order.value = undefined;
    place.value = 0;
    story.value = told.ok ? told.story : undefined;
    refusal.value = told.ok ? undefined : told.refusal;
  }

  /** Goes on unless it was stopped, or stopped and begun again, meanwhile. */
  function goOn(of: number): void {
    later(() => {
      if (!isPlaying.value || of !== plays) return;
      go(place.value + 1);
      if (place.value >= last()) isPlaying.value = false;
      else goOn(of);
    }, STEP_MS);
  }

  return {
    story,
    refusal,
    rows,
    place,
    isPlaying,
    order,
    openLink: async (packed) => show(await unpack(packed)),
    openFile: async (file) => show(await readFile(file)),
    go,
    step: (by) => {
      isPlaying.value = false;
      go(place.value + by);
    },
    playOrPause: () => {
      isPlaying.value = !isPlaying.value;
      if (!isPlaying.value) return;
      if (place.value >= last()) place.value = 0;
      plays += 1;
      goOn(plays);
    },
    choose: (wanted) => {
      const here = rows.value[place.value];
      order.value = wanted;
      go(here === undefined ? 0 : rows.value.indexOf(here));
    },
  };
}
