/** Every call that PayPal answers here: method, path, what it is to the desk and the faults, and who handles it. */

import type { Operation } from '../../world/model.ts';
import type { Answer } from '../gateway.ts';
import { captureAuthorization, reauthorize, showAuthorization, voidAuthorization } from './authorizations.ts';
import type { Call } from './call.ts';
import { listEvents, resendEvent, showEvent, simulateEvent } from './event-log.ts';
import type { CallLetter } from './issues.ts';
import { confirmSource, create, show, update } from './orders.ts';
import { authorize, capture } from './payments.ts';
import { refund, showCapture, showRefund } from './refunds.ts';
import { listTransactions, showBalances } from './reporting.ts';
import type { KeyLife } from './shelf.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listEventTypes,
  listWebhooks,
  showWebhook,
} from './webhooks.ts';

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: Operation;
  readonly act: (call: Call) => Answer;
  /** Which calls of `issues.ts` it is: there the mock header works. */
  readonly letter?: CallLetter;
  /** How long a PayPal-Request-Id is kept; missing where the header means nothing. */
  readonly keys?: KeyLife;
  /** The body may be missing. */
  readonly mayBeEmpty?: boolean;
}

const ORDERS = '/v2/checkout/orders';
const PAYMENTS = '/v2/payments';
const HOOKS = '/v1/notifications';

export const ROUTES: readonly Route[] = [
  route(`POST ${ORDERS}`, create, { operation: 'precreate', letter: 'c', keys: 'orders' }),
  route(`GET ${ORDERS}/{id}`, show, { operation: 'query', letter: 'g' }),
  route(`PATCH ${ORDERS}/{id}`, update, { operation: 'precreate', letter: 'p' }),
  route(`POST ${ORDERS}/{id}/confirm-payment-source`, confirmSource, { operation: 'precreate', letter: 's' }),
  route(`POST ${ORDERS}/{id}/authorize`, authorize, {
    operation: 'authorize',
    letter: 'a',
    keys: 'orders',
    mayBeEmpty: true,
  }),
  route(`POST ${ORDERS}/{id}/capture`, capture, {
    operation: 'capture',
    letter: 'k',
    keys: 'orders',
    mayBeEmpty: true,
  }),
  route(`GET ${PAYMENTS}/authorizations/{id}`, showAuthorization, { operation: 'query', letter: 'A' }),
  route(`POST ${PAYMENTS}/authorizations/{id}/capture`, captureAuthorization, {
    operation: 'capture',
    letter: 'C',
    keys: 'payments',
    mayBeEmpty: true,
  }),
  route(`POST ${PAYMENTS}/authorizations/{id}/reauthorize`, reauthorize, {
    operation: 'authorize',
    letter: 'R',
    keys: 'payments',
    mayBeEmpty: true,
  }),
  route(`POST ${PAYMENTS}/authorizations/{id}/void`, voidAuthorization, {
    operation: 'void',
    letter: 'V',
    mayBeEmpty: true,
  }),
  route(`GET ${PAYMENTS}/captures/{id}`, showCapture, { operation: 'query', letter: 'G' }),
  route(`POST ${PAYMENTS}/captures/{id}/refund`, refund, {
    operation: 'refund',
    letter: 'F',
    keys: 'payments',
    mayBeEmpty: true,
  }),
  route(`GET ${PAYMENTS}/refunds/{id}`, showRefund, { operation: 'refund-query', letter: 'f' }),
  route(`POST ${HOOKS}/webhooks`, createWebhook, { operation: 'webhooks' }),
  route(`GET ${HOOKS}/webhooks`, listWebhooks, { operation: 'webhooks' }),
  route(`GET ${HOOKS}/webhooks/{id}`, showWebhook, { operation: 'webhooks' }),
  route(`PATCH ${HOOKS}/webhooks/{id}`, changeWebhook, { operation: 'webhooks' }),
  route(`DELETE ${HOOKS}/webhooks/{id}`, deleteWebhook, { operation: 'webhooks' }),
  route(`GET ${HOOKS}/webhooks/{id}/event-types`, listEventTypes, { operation: 'webhooks' }),
  route(`GET ${HOOKS}/webhooks-event-types`, listEventTypes, { operation: 'webhooks' }),
  route(`GET ${HOOKS}/webhooks-events`, listEvents, { operation: 'webhooks' }),
  route(`GET ${HOOKS}/webhooks-events/{id}`, showEvent, { operation: 'webhooks' }),
  route(`POST ${HOOKS}/webhooks-events/{id}/resend`, resendEvent, {
    operation: 'webhooks',
    mayBeEmpty: true,
  }),
  route(`POST ${HOOKS}/simulate-event`, simulateEvent, { operation: 'webhooks' }),
  route('GET /v1/reporting/transactions', listTransactions, { operation: 'bill' }),
  route('GET /v1/reporting/balances', showBalances, { operation: 'bill' }),
];

function route(call: string, act: Route['act'], more: Omit<Route, 'method' | 'path' | 'act'>): Route {
  const [method = '', path = ''] = call.split(' ');
  return { method, path: new RegExp(`^${path.replace('{id}', '([\\w-]+)')}$`), act, ...more };
}

/** The route of a call; `undefined` with the methods of its path where the path is known and the method is not. */
export function routeOf(
  method: string,
  path: string,
): { readonly route?: Route; readonly methods: readonly string[] } {
  const candidates = ROUTES.filter((one) => one.path.test(path));
  const found = candidates.find((one) => one.method === method);
  const methods = candidates.map((one) => one.method);
  return found === undefined ? { methods } : { route: found, methods };
}
