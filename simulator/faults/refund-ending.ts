/** The faults of a refund that was accepted: one that takes its time, and one that never reaches the customer. */

import type { Rail, World } from '../world/model.ts';
import type { RefundEnding } from '../world/trades.ts';
import { strike } from './armed.ts';
import { faultKind } from './catalogue.ts';

/** How long a pending refund takes, and how long a failing one looks as if it would come through; simulated. */
const PENDING_MS = 60_000;
const FAILING_MS = 20_000;

/** An ending by a fault; `code` is why it fails, in the provider's words, where the fault says so. */
export interface FaultyEnding extends RefundEnding {
  readonly code?: string | undefined;
}

/** How a refund that is accepted now will end; undefined where no fault has a hand in it. */
export function refundEnding(world: World, rail: Rail, now: number): FaultyEnding | undefined {
  const place = { rail, operation: 'refund' } as const;
  const pending = strike(world, 'refund-pending', place);
  if (pending) return { at: now + (pending.delayMs ?? PENDING_MS), as: 'done' };
  if (faultKind('refund-fails').rails?.includes(rail) === false) return undefined;
  const failing = strike(world, 'refund-fails', place);
  return failing && { at: now + (failing.delayMs ?? FAILING_MS), as: 'failed', code: failing.code };
}
