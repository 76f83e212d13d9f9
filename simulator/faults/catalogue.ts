/** The catalogue of faults that can be armed: where each strikes, at which operations, and how often by default. */

import type { Operation } from '../world/model.ts';

export interface FaultKind {
  /** `link`: between till and provider; `provider`: in what it does or answers; `news`: notifications; `till`: at the till. */
  readonly hop: 'link' | 'provider' | 'news' | 'till';
  /** The operations it can strike; undefined: all. */
  readonly operations?: readonly Operation[];
  /** null: until it is cleared. */
  readonly times: number | null;
  /** Whether the parameter `world` (charged, not-charged) has a meaning. */
  readonly worlds: boolean;
}

const link = { hop: 'link', times: 1, worlds: true } as const;
const provider = { hop: 'provider', times: 1, worlds: true } as const;
const news = { hop: 'news', times: 1, worlds: false } as const;

/** What changes something, so that its coming late matters. */
const CHANGES: readonly Operation[] = [
  'pay',
  'precreate',
  'cancel',
  'close',
  'refund',
  'capture',
  'authorize',
  'void',
  'reader',
];
const ENDS: readonly Operation[] = ['cancel', 'close', 'void'];
/** What a till needs beside payments: a fault strikes these only when it names them. */
const ASIDE: readonly Operation[] = ['token', 'bill', 'certificates', 'webhooks'];

export const FAULTS = {
  'request-lost': { ...link, worlds: false },
  'reply-lost': link,
  'reply-slow': link,
  'reply-html': link,
  'reply-empty': link,
  'reply-truncated': link,
  'status-500': link,
  'duplicate-delivery': { ...link, worlds: false },
  'out-of-order': { ...link, operations: CHANGES },
  'provider-busy': provider,
  'rate-limited': { ...provider, worlds: false },
  'signature-bad': provider,
  'signature-missing': provider,
  'key-unknown': provider,
  'amount-wrong': provider,
  'currency-wrong': provider,
  'order-wrong': provider,
  'paid-before-cancel': { ...provider, operations: ENDS },
  'paid-after-cancel': { ...provider, operations: ENDS },
  'cancel-refused': { ...provider, operations: ['cancel', 'void'] },
  'query-lags': { ...provider, operations: ['query'], times: 3 },
  'notification-late': news,
  'notification-twice': news,
  'notification-never': news,
  'clock-skew': { hop: 'till', times: null, worlds: false },
  offline: { hop: 'till', times: null, worlds: false },
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof FAULTS;

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

/** Whether a fault that names no operation strikes this one. */
export function isStruckUnnamed(operation: Operation | undefined): boolean {
  return operation === undefined || !ASIDE.includes(operation);
}

export function faultKind(name: FaultName): FaultKind {
  return FAULTS[name];
}
