/** How one leg of a sale stands, in a word with its colour: taken, on trust, under way, or gone back. */

import { type Attempt, isOpen } from '../../domain/attempt.ts';
import { isOnTrust, isReturned } from '../../domain/legs.ts';
import { isRefundOpen, returnedMinor } from '../../domain/refund.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Tone } from './stage.ts';

export interface LegState {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: Tone | 'returned';
}

export function legState(t: Messages, leg: Attempt): LegState {
  if (leg.state !== 'paid') return stateOfTry(t, leg);
  if (isReturned(leg)) return { word: t.states.refunded, tone: 'offline', icon: 'returned' };
  const refund = leg.refunds.findLast((one) => isRefundOpen(one) || one.state === 'failed');
  if (refund !== undefined)
    return { word: t.till.refundStates[refund.state], tone: 'checking', icon: 'checking' };
  if (returnedMinor(leg) > 0) return { word: t.states.partlyRefunded, tone: 'offline', icon: 'returned' };
  if (isOnTrust(leg)) return { word: t.states.recorded, tone: 'recorded', icon: 'recorded' };
  return { word: t.states.paid, tone: 'paid', icon: 'paid' };
}

function stateOfTry(t: Messages, leg: Attempt): LegState {
  const word = t.till.attemptStates[leg.state];
  if (!isOpen(leg)) return { word, tone: 'not-paid', icon: 'not-paid' };
  const isDoubtful = leg.state === 'unknown' || leg.state === 'reversing' || leg.reversalWanted;
  return isDoubtful
    ? { word, tone: 'checking', icon: 'checking' }
    : { word, tone: 'waiting', icon: 'waiting' };
}
