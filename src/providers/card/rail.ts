/** Cards by Stripe's PaymentIntents and a reader that Stripe drives (server-driven Terminal): the slots of the rail contract. */

import type { AttemptEvent } from '../../domain/attempt.ts';
import type { WireRequest } from '../../ports.ts';
import type { Rail } from '../contract.ts';
import { open, read } from './replies.ts';
import { build } from './requests.ts';

export const card: Rail = {
  name: 'card',
  authentication: 'proxy',
  proof: 'channel',
  build,
  attach,
  open,
  read,
  followUp,
};

/** The proxy authenticates: there is nothing to put in. */
function attach(request: WireRequest): WireRequest {
  return request;
}

/** Once the order is made the reader is told, in the same breath. */
function followUp(event: AttemptEvent): 'collect' | undefined {
  return event.type === 'NEEDS_PAYER' && event.detail === 'reader_idle' ? 'collect' : undefined;
}
