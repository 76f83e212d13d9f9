/** The rails that talk to a provider. A new rail adds one line. */

import type { RailName } from '../domain/rail.ts';
import { alipay } from './alipay/rail.ts';
import { card } from './card/rail.ts';
import type { Rail } from './contract.ts';
import { paypal } from './paypal/rail.ts';
import { unionpay } from './unionpay/rail.ts';
import { wechatpay } from './wechatpay/rail.ts';

export const RAILS: Readonly<Partial<Record<RailName, Rail>>> = { alipay, paypal, unionpay, wechatpay, card };
