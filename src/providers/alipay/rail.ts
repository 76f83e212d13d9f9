/** Alipay face to face (当面付), v2 `gateway.do`: the slots of the rail contract. */

import type { Rail } from '../contract.ts';
import { open, read } from './replies.ts';
import { attach, build } from './requests.ts';

export const alipay: Rail = {
  name: 'alipay',
  authentication: 'signature',
  proof: 'signature',
  build,
  attach,
  open,
  read,
};
