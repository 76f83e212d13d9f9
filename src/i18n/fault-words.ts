/** What is said about a fault: one entry for every code, in every language. */

import type { FaultCode } from '../domain/fault.ts';

export interface FaultWords {
  /** What happened. Said to both sides; blames nobody. Whether money was taken stands in its own line (`charged`). */
  readonly happened: string;
  /** What to do now. */
  readonly now: string;
  /** What the cashier must not do; seen by the cashier only. */
  readonly doNot?: string;
}

export type FaultDictionary = Readonly<Record<FaultCode, FaultWords>>;
