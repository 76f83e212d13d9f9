/** The rails that talk to a provider. A new rail adds one line. */

import type { RailName } from '../domain/rail.ts';
import { alipay } from './alipay/rail.ts';
import type { Rail } from './contract.ts';

export const RAILS: Readonly<Partial<Record<RailName, Rail>>> = { alipay };
