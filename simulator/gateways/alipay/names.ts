/** Alipay's methods that this gateway answers: their names, and their places in version 3. */

import type { Operation } from '../../world/model.ts';

const METHODS = {
  'alipay.trade.pay': { operation: 'pay', verb: 'POST' },
  'alipay.trade.precreate': { operation: 'precreate', verb: 'POST' },
  'alipay.trade.create': { operation: 'precreate', verb: 'POST' },
  'alipay.trade.query': { operation: 'query', verb: 'GET' },
  'alipay.trade.cancel': { operation: 'cancel', verb: 'POST' },
  'alipay.trade.close': { operation: 'close', verb: 'POST' },
  'alipay.trade.refund': { operation: 'refund', verb: 'POST' },
  'alipay.trade.fastpay.refund.query': { operation: 'refund-query', verb: 'POST' },
  'alipay.data.dataservice.bill.downloadurl.query': { operation: 'bill', verb: 'GET' },
  'alipay.open.app.alipaycert.download': { operation: 'certificates', verb: 'GET' },
} as const satisfies Record<string, { readonly operation: Operation; readonly verb: 'GET' | 'POST' }>;

export type MethodName = keyof typeof METHODS;

export interface Method {
  readonly name: MethodName;
  readonly operation: Operation;
}

/** The method of a name such as `alipay.trade.pay`. */
export function methodNamed(name: string): Method | undefined {
  return isMethodName(name) ? { name, operation: METHODS[name].operation } : undefined;
}

/** The method of a place such as `POST /v3/alipay/trade/pay`: its path is the name with slashes. */
export function methodAt(verb: string, path: string): Method | undefined {
  const name = path.replace(/^\/v3\//, '').replaceAll('/', '.');
  return isMethodName(name) && METHODS[name].verb === verb ? methodNamed(name) : undefined;
}

function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
