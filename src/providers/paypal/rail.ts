/** PayPal, Orders v2 and Payments v2: the payer approves by the order's link, the till captures. The slots of the rail contract. */

import type { AttemptEvent } from '../../domain/attempt.ts';
import type { Rail } from '../contract.ts';
import { open, read } from './replies.ts';
import { attach, build } from './requests.ts';
import { token } from './token.ts';

export const paypal: Rail = {
  name: 'paypal',
  authentication: 'token',
  // PayPal signs no answers; TLS and our own origin vouch for them.
  proof: 'channel',
  build,
  attach,
  open,
  read,
  followUp,
  token,
};

/** What the payer approved is not held: it has to be captured, and only this till does. */
function followUp(event: AttemptEvent): 'capture' | undefined {
  return event.type === 'APPROVED' ? 'capture' : undefined;
}
