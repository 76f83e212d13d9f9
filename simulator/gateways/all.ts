/** The list of gateways: a new rail adds one line here. */

import { alipayGateway } from './alipay/gateway.ts';
import { cardGateway } from './card/gateway.ts';
import { type Gateway, isServedBy } from './gateway.ts';
import { paypalGateway } from './paypal/gateway.ts';
import { unionpayGateway } from './unionpay/gateway.ts';
import { wechatpayGateway } from './wechatpay/gateway.ts';

export const GATEWAYS: readonly Gateway[] = [
  alipayGateway,
  unionpayGateway,
  cardGateway,
  wechatpayGateway,
  paypalGateway,
];

/** Who answers at a path; under `/practice/<rail>/` only that rail does. */
export function gatewayAt(path: string, rail?: string): Gateway | undefined {
  return GATEWAYS.find(
    (gateway) => isServedBy(gateway, path) && (rail === undefined || gateway.rail === rail),
  );
}
