/** The catalogue of faults that can be armed: where each strikes, at which operations, and how often by default. */

import type { Operation, Rail } from '../world/model.ts';

export interface FaultKind {
  /** `link`: between till and provider; `provider`: in what it does or answers; `news`: notifications; `till`: at the till. */
  readonly hop: 'link' | 'provider' | 'news' | 'till';
  /** The operations it can strike; undefined: all. */
  readonly operations?: readonly Operation[];
  /** The providers at which it can happen; undefined: at all. */
  readonly rails?: readonly Rail[];
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
const BILL: readonly Operation[] = ['bill'];
/** Whose bills this simulator writes. */
const BILLED: readonly Rail[] = ['alipay', 'wechatpay'];
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
  'key-rotates': { ...provider, rails: ['wechatpay'], worlds: false },
  'amount-wrong': provider,
  'currency-wrong': provider,
  'order-wrong': provider,
  'paid-before-cancel': { ...provider, operations: ENDS },
  'paid-after-cancel': { ...provider, operations: ENDS },
  'cancel-refused': { ...provider, operations: ['cancel', 'void'] },
  'query-lags': { ...provider, operations: ['query'], times: 3 },
  'capture-pending': { ...provider, operations: ['capture'], rails: ['paypal'] },
  'reader-unavailable': { ...provider, operations: ['reader'], rails: ['card'], worlds: false },
  'refund-pending': { ...provider, operations: ['refund'], worlds: false },
  // Alipay has no such end: a refund that did not go through is there as if it had never been asked for.
  'refund-fails': {
    ...provider,
    operations: ['refund'],
    rails: ['wechatpay', 'unionpay', 'paypal', 'card'],
    worlds: false,
  },
  'bill-row-missing': { ...provider, operations: BILL, rails: BILLED, worlds: false },
  'bill-row-extra': { ...provider, operations: BILL, rails: BILLED, worlds: false },
  'fee-changed': { ...provider, operations: BILL, rails: BILLED, times: null, worlds: false },
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

/** Whether a fault that names no operation strikes this one; one that can strike nothing but bills and such does. */
export function isStruckUnnamed(name: FaultName, operation: Operation | undefined): boolean {
  const { operations } = faultKind(name);
  const isAside = operations?.every((one) => ASIDE.includes(one)) ?? false;
  return operation === undefined || isAside || !ASIDE.includes(operation);
}

export function faultKind(name: FaultName): FaultKind {
  return FAULTS[name];
}
