/** What can be done to a browser in the middle of a payment besides killing it. */

import type { LiveSite } from '../../support/live-shop.ts';
import type { Engine, EngineName, Running } from '../browsers/engine.ts';
import type { Cashier } from '../cashier.ts';

/** Where and when it happens. */
export interface Scene {
  readonly till: Cashier;
  readonly site: LiveSite;
  /** The profile. */
  readonly folder: string;
  readonly seed: number;
  /** The folder of a release that was really there before; undefined where there is no history to build one from. */
  readonly older: string | undefined;
}

/** Undoes it. What cannot be undone has nothing to do here. */
export type Heal = () => void | Promise<void>;

export interface Trouble {
  /** A sentence that says why it cannot be done with this browser; nothing when it can. */
  readonly cannot: (engine: EngineName) => string | undefined;
  /** Makes the place for a profile, and gives back how it goes; without it a plain folder. */
  readonly place?: (folder: string) => Promise<Heal>;
  /** Makes the profile that stands there ready. */
  readonly furnish?: (engine: Engine, folder: string, origin: string) => void;
  /** What happens before the first kill; without it nothing. */
  readonly strike?: (scene: Scene) => Promise<Heal>;
  /** How the browser of the profile in `folder` ends, where it is not simply killed. */
  readonly end?: (folder: string, browser: Running) => Promise<void>;
  /** It begins with the older release, where there is one. */
  readonly beginsOlder?: true;
  /** What comes after the first kill, while the browser is open again. */
  readonly sequel?: (scene: Scene) => Promise<void>;
  /** Whether it is still there when the browser is opened after the first kill, and only goes then. */
  readonly outlastsKill?: (seed: number) => boolean;
}
