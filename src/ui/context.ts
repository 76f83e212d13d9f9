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
import type { Reader, WordsModel } from './models/words.ts';

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
  /** The browser's offer to install the counter, while there is one. */
  readonly install: ReadonlySignal<InstallOffer | undefined>;
  /** Sounds and voice, once they are loaded. */
  readonly sounding: Signal<Sounding | undefined>;
}

export const AppContext = createContext<App | undefined>(undefined);

/** Everything inside is for the eyes of this person, and in their language. */
export const SideContext = createContext<'cashier' | 'customer'>('cashier');

export function useApp(): App {
  const app = useContext(AppContext);
  check(app !== undefined, 'ui-context');
  return app;
}

/** The words and formats of whoever reads this part of the screen. */
export function useReader(): Reader {
  const { words } = useApp();
  return words.reader(useContext(SideContext));
}
