/** Which details can be given to each fault, and the order that a filled-in form makes. */

import type { FaultName } from '../faults/catalogue.ts';
import type { CatalogueEntry, FaultOrder } from '../parts/client.ts';
import type { FaultParameters, Operation } from '../world/model.ts';

export const OPERATIONS: readonly Operation[] = [
  'pay',
  'precreate',
  'query',
  'cancel',
  'close',
  'refund',
  'refund-query',
];

export type Detail = 'delay' | 'skew' | 'code' | 'as' | 'answer' | 'after';

const DETAILS: Partial<Record<FaultName, readonly Detail[]>> = {
  'reply-slow': ['delay'],
  'reply-lost': ['delay'],
  'paid-after-cancel': ['delay'],
  'notification-late': ['delay'],
  'clock-skew': ['skew'],
  'provider-busy': ['code'],
  'cancel-refused': ['code'],
  'query-lags': ['as'],
  'duplicate-delivery': ['answer'],
  'out-of-order': ['after'],
};

export function detailsOf(name: FaultName): readonly Detail[] {
  return DETAILS[name] ?? [];
}

/** The operations a fault can be aimed at; none where it strikes something else than messages. */
export function operationsOf({ hop, operations }: CatalogueEntry): readonly Operation[] {
  if (hop === 'till' || hop === 'news') return [];
  return operations ?? OPERATIONS;
}

/** The fields of the form as they stand; empty text is the default. */
export interface FaultForm {
  readonly operation: string;
  readonly times: string;
  readonly world: string;
  readonly details: Readonly<Partial<Record<Detail, string>>>;
}

export const EMPTY_FORM: FaultForm = { operation: '', times: '', world: '', details: {} };

export function orderFrom(name: FaultName, form: FaultForm): FaultOrder {
  const { operation, times, world, details } = form;
  const aimed = OPERATIONS.find((candidate) => candidate === operation);
  const after = OPERATIONS.find((candidate) => candidate === details.after);
  const delay = amount(details.delay);
  const skew = amount(details.skew);
  const often = amount(times);
  const parameters: FaultParameters = {
    ...(world === 'charged' || world === 'not-charged' ? { world } : {}),
    ...(delay === undefined ? {} : { delayMs: Math.round(delay * 1_000) }),
    ...(skew === undefined ? {} : { skewMs: Math.round(skew * 60_000) }),
    ...(details.code ? { code: details.code } : {}),
    ...(details.as === 'waiting' || details.as === 'absent' ? { as: details.as } : {}),
    ...(details.answer === 'first' || details.answer === 'second' ? { answer: details.answer } : {}),
    ...(after ? { after } : {}),
  };
  return {
    name,
    ...(aimed ? { operation: aimed } : {}),
    ...(often === undefined ? {} : { times: often }),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  };
}

function amount(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
