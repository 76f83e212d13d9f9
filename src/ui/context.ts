/** What every screen can reach: the models of this window, handed down by the app. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Camera } from '../devices/camera.ts';
import type { InstallOffer } from '../devices/install.ts';
import { check } from '../domain/assert.ts';
import type { AppDeps } from './deps.ts';
import type { Keypad } from './models/keypad.ts';
import type { QrMaker } from './models/qr.ts';
import type { Router } from './models/router.ts';
import type { Armed } from './models/schedule.ts';
import type { Sounding } from './models/sounding.ts';
import type { Speaker } from './models/speaker.ts';
import type { Till } from './models/till.ts';
import type { FirstReader, Reader, WordsModel } from './models/words.ts';

export interface App {
  readonly deps: AppDeps;
  readonly router: Router;
  readonly keypad: Keypad;
  readonly till: Till;
  readonly words: WordsModel;
  readonly speaker: Speaker;
  /** The till's clock, epoch milliseconds, four times a second. */
  readonly now: ReadonlySignal<number>;
  readonly qr: QrMaker;
  readonly armed: Armed;
  /** The one camera of this page, loaded when it is first wanted. */
  readonly camera: () => Promise<Camera>;
  /** Takes what the scanner reads while a screen asks for something else than a payment code. */
  readonly scanTaker: Signal<((text: string) => void) | undefined>;
  /** The browser's offer to install the counter, while there is one. */
  readonly install: ReadonlySignal<InstallOffer | undefined>;
  /** Sounds and voice, once they are loaded. */
  readonly sounding: Signal<Sounding | undefined>;
}

/** What the customer's side needs: also there in the customer's own window, which has no till. */
export interface Shown extends Pick<App, 'words' | 'now' | 'qr'> {
  readonly deps: Pick<AppDeps, 'book' | 'settings'>;
}

export const AppContext = createContext<App | Shown | undefined>(undefined);

/** Everything inside is for the eyes of this person, and in their language. */
export const SideContext = createContext<'cashier' | 'customer'>('cashier');

export function useApp(): App {
  const app = useShown();
  check('till' in app, 'ui-context');
  return app;
}

export function useShown(): Shown | App {
  const shown = useContext(AppContext);
  check(shown !== undefined, 'ui-context');
  return shown;
}

/** The words that are there from the start, for what stands on the screen before anything else is loaded. */
export function useFirst(): FirstReader {
  const { words } = useShown();
  return words.first(useContext(SideContext));
}

/** All words and formats of whoever reads this part of the screen, for everything that is loaded later. */
export function useReader(): Reader {
  const { words } = useShown();
  return words.reader(useContext(SideContext));
}
