/** The point of sale that a scenario is played against: Guitai's own, or anybody's. */

import type { TillStep } from './schema.ts';

/** What a scanner read or a cashier chose, with the names of the scenario already replaced by what they stand for. */
export type TillCommand = Exclude<TillStep, { readonly do: 'scan' }> | ScanCommand;

export interface ScanCommand {
  readonly do: 'scan';
  readonly text: string;
  readonly amountMinor?: number | undefined;
  readonly partMinor?: number | undefined;
  readonly sale?: number | undefined;
}

/** What the till says about a sale at this moment. */
export interface TillWords {
  /** The word for its state, in each language that the till speaks. */
  readonly state: readonly string[];
  readonly charged: 'no' | 'yes' | 'checking';
  /** Every sentence on the screen about it, in each language. */
  readonly lines: readonly string[];
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly refusal: string };

/** What stands in the till's books of which no provider knows. */
export interface TillBooks {
  /** What cashiers took down for the shop's printed code, less what went back, by currency. */
  readonly ownCode: readonly { readonly currency: string; readonly netMinor: number }[];
  /** What should be in the cash drawer, and how often it was opened for nothing. */
  readonly drawer: readonly {
    readonly currency: string;
    readonly holdsMinor: number;
    readonly openings: number;
  }[];
}

export interface ScenarioTill {
  /** Does what a person at the till does. For a till that cannot be driven: waits until somebody has done it. */
  readonly act: (command: TillCommand) => Promise<Done>;
  /** The QR on its screen now. Undefined when there is none, or when it cannot be seen. */
  readonly shownQr: () => Promise<string | undefined>;
  /** `unseen` when this till's screen cannot be observed: expectations about it are then reported as not checked. */
  readonly words: (sale: number | undefined) => Promise<TillWords | 'unseen' | 'no sale'>;
  /** Everything that this till believes and that the ledgers contradict; none when it cannot be asked. */
  readonly differences: () => Promise<readonly string[]>;
  /** `unseen` when they cannot be read. */
  readonly books: () => Promise<TillBooks | 'unseen'>;
  readonly close: () => Promise<void>;
}
