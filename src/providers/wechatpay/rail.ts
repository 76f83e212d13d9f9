/** WeChat Pay over the counter (付款码 and Native), API v3: the slots of the rail contract. */

import type { Rail } from '../contract.ts';
import { open } from './answers.ts';
import { keys } from './keys.ts';
import { read } from './replies.ts';
import { attach, build } from './requests.ts';

export const wechatpay: Rail = {
  name: 'wechatpay',
  authentication: 'signature',
  proof: 'signature',
  build,
  attach,
  open,
  read,
  keys,
};
