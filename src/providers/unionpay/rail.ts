/** UnionPay QR (云闪付), full channel 5.1.0: the slots of the rail contract. */

import type { Rail } from '../contract.ts';
import { open, read } from './replies.ts';
import { attach, build } from './requests.ts';

export const unionpay: Rail = {
  name: 'unionpay',
  authentication: 'signature',
  proof: 'signature',
  build,
  attach,
  open,
  read,
};
