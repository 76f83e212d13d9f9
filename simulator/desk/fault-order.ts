/** Which details can be given to each fault, and the order that a filled-in form makes. */

import type { FaultName } from '../faults/catalogue.ts';
import type { CatalogueEntry, FaultOrder } from '../parts/client.ts';
import { type FaultParameters, OPERATIONS, type Operation, RAILS, type Rail } from '../world/model.ts';

/** What each provider can be asked. */
const OPERATIONS_OF: Readonly<Record<Rail, readonly Operation[]>> = {
  alipay: ['pay', 'precreate', 'query', 'cancel', 'close', 'refund', 'refund-query', 'bill', 'certificates'],
  wechatpay: [
    'pay',
    'precreate',
    'query',
    'cancel',
    'close',
    'refund',
    'refund-query',
    'bill',
    'certificates',
  ],
  unionpay: ['pay', 'precreate', 'query', 'cancel', 'refund'],
  paypal: [
    'token',
    'precreate',
    'query',
    'authorize',
    'capture',
    'void',
    'refund',
    'refund-query',
    'bill',
    'webhooks',
  ],
  card: ['pay', 'reader', 'query', 'capture', 'cancel', 'refund', 'refund-query', 'webhooks'],
};

export type Detail = 'delay' | 'skew' | 'rate' | 'overlap' | 'code' | 'as' | 'answer' | 'after';

const DETAILS: Partial<Record<FaultName, readonly Detail[]>> = {
  'reply-slow': ['delay'],
  'reply-lost': ['delay'],
  'paid-after-cancel': ['delay'],
  'notification-late': ['delay'],
  'clock-skew': ['skew'],
  'capture-pending': ['delay', 'code'],
  'reader-unavailable': ['code'],
  'refund-pending': ['delay'],
  'refund-fails': ['delay', 'code'],
  'fee-changed': ['rate'],
  'key-rotates': ['overlap'],
  'provider-busy': ['code'],
  'cancel-refused': ['code'],
  'query-lags': ['as'],
  'duplicate-delivery': ['answer'],
  'out-of-order': ['after'],
};

export function detailsOf(name: FaultName): readonly Detail[] {
  return DETAILS[name] ?? [];
}

/** A till without a network, or with a wrong clock, has it with every provider. */
export function hasRail({ hop }: CatalogueEntry): boolean {
  return hop !== 'till';
}

/** The providers at which a fault can happen. */
export function railsOf({ rails = RAILS }: CatalogueEntry): readonly Rail[] {
  return rails;
}

/** The operations a fault can be aimed at, of one provider or of all; none where it strikes something else than messages. */
export function operationsOf({ hop, operations }: CatalogueEntry, rail: string): readonly Operation[] {
  if (hop === 'till' || hop === 'news') return [];
  return operationsAt(rail).filter((operation) => operations?.includes(operation) ?? true);
}

/** Everything that a provider can be asked, or any of them. */
export function operationsAt(rail: string): readonly Operation[] {
  const known = RAILS.find((candidate) => candidate === rail);
  return known === undefined ? OPERATIONS : OPERATIONS_OF[known];
}

/** The fields of the form as they stand; empty text is the default. */
export interface FaultForm {
  readonly rail: string;
  readonly operation: string;
  readonly times: string;
  readonly world: string;
  readonly details: Readonly<Partial<Record<Detail, string>>>;
}

export const EMPTY_FORM: FaultForm = { rail: '', operation: '', times: '', world: '', details: {} };

export function orderFrom(name: FaultName, form: FaultForm): FaultOrder {
  const { rail, operation, times, world, details } = form;
  const struck = RAILS.find((candidate) => candidate === rail);
  const aimed = OPERATIONS.find((candidate) => candidate === operation);
  const after = OPERATIONS.find((candidate) => candidate === details.after);
  const delay = amount(details.delay);
  const skew = amount(details.skew);
  const overlap = amount(details.overlap);
  const rate = amount(details.rate);
  const often = amount(times);
  const parameters: FaultParameters = {
    ...(world === 'charged' || world === 'not-charged' ? { world } : {}),
    ...(delay === undefined ? {} : { delayMs: Math.round(delay * 1_000) }),
    ...(skew === undefined ? {} : { skewMs: Math.round(skew * 60_000) }),
    ...(overlap === undefined ? {} : { overlapMs: Math.round(overlap * 60_000) }),
    ...(rate === undefined ? {} : { basisPoints: Math.round(rate) }),
    ...(details.code ? { code: details.code } : {}),
    ...(details.as === 'waiting' || details.as === 'absent' ? { as: details.as } : {}),
    ...(details.answer === 'first' || details.answer === 'second' ? { answer: details.answer } : {}),
    ...(after ? { after } : {}),
  };
  return {
    name,
    ...(struck ? { rail: struck } : {}),
    ...(aimed ? { operation: aimed } : {}),
    ...(often === undefined ? {} : { times: often }),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  };
}

function amount(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
