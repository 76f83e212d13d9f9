/** The calls of v3: which path with which method is which operation. */

import type { Operation } from '../../world/model.ts';

const ROUTES = [
  route('codepay', 'POST /v3/pay/transactions/codepay', 'pay'),
  route('native', 'POST /v3/pay/transactions/native', 'precreate'),
  route('jsapi', 'POST /v3/pay/transactions/jsapi', 'precreate'),
  route('reverse', 'POST /v3/pay/transactions/out-trade-no/*/reverse', 'cancel'),
  route('close', 'POST /v3/pay/transactions/out-trade-no/*/close', 'close'),
  route('query', 'GET /v3/pay/transactions/out-trade-no/*', 'query'),
  route('query-by-id', 'GET /v3/pay/transactions/id/*', 'query'),
  route('refund', 'POST /v3/refund/domestic/refunds', 'refund'),
  route('refund-query', 'GET /v3/refund/domestic/refunds/*', 'refund-query'),
  route('trade-bill', 'GET /v3/bill/tradebill', 'bill'),
  route('fund-bill', 'GET /v3/bill/fundflowbill', 'bill'),
  route('download', 'GET /v3/billdownload/file', 'bill'),
  route('certificates', 'GET /v3/certificates', 'certificates'),
] as const;

export type RouteName = (typeof ROUTES)[number]['name'];

export type Found =
  | {
      readonly kind: 'found';
      readonly name: RouteName;
      readonly operation: Operation;
      readonly number: string;
    }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'unknown' };

/** The call at a path; `number`: what stands in the place of `*`, decoded. */
export function findRoute(method: string, path: string): Found {
  const there = ROUTES.filter((one) => one.path.test(path));
  const one = there.find((candidate) => candidate.method === method);
  if (!one) return { kind: there.length > 0 ? 'wrong-method' : 'unknown' };
  const { name, operation } = one;
  return { kind: 'found', name, operation, number: decoded(one.path.exec(path)?.[1] ?? '') };
}

function route<const N extends string>(name: N, line: `${'GET' | 'POST'} ${string}`, operation: Operation) {
  const [method, path = ''] = line.split(' ') as ['GET' | 'POST', string];
  return { name, method, operation, path: new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
