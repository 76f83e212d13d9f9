/** Between a till's window and the customer's window: what is shown, on one channel of this origin, checked on receipt (S-40). */

import * as v from 'valibot';
import { ATTEMPT_STATES, EVIDENCE_RANKS } from '../domain/attempt.ts';
import { FAULT_CODES } from '../domain/fault.ts';
import { type Currency, isCurrency } from '../domain/money.ts';
import { isRailName, type RailName } from '../domain/rail.ts';
import { REFUND_STATES } from '../domain/refund.ts';
import { type Channel, createChannel } from './windows.ts';

const minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.safeInteger());
const name = v.pipe(v.string(), v.maxLength(64));
const content = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const amount = v.strictObject({ currency: v.custom<Currency>(isCurrency), amountMinor: minor });
const rail = v.custom<RailName>(isRailName);
const fault = v.picklist(FAULT_CODES);

/** An attempt as far as its customer sees it: no raw words of the provider, no account, no code. */
const attempt = v.strictObject({
  id: name,
  rail,
  presentation: v.picklist(['payment_qr', 'payment_code', 'card_reader', 'record', 'cash']),
  amount,
  orderNumber: name,
  state: v.picklist(ATTEMPT_STATES),
  reversalWanted: v.boolean(),
  reversalCause: v.exactOptional(v.picklist(['cashier', 'deadline', 'elsewhere'])),
  reversalFault: v.exactOptional(fault),
  returnWanted: v.boolean(),
  openedAt: time,
  submittedAt: v.exactOptional(time),
  deadlineAt: time,
  expiresAt: time,
  changedAt: time,
  payerDetail: v.exactOptional(
    v.picklist(['qr_shown', 'scanned', 'password', 'choose_other_funding', 'reader_idle', 'card']),
  ),
  qr: v.exactOptional(content),
  customerPaidMinor: v.exactOptional(minor),
  cash: v.exactOptional(
    v.strictObject({
      tenderedMinor: minor,
      changeMinor: minor,
      roundingMinor: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
    }),
  ),
  evidence: v.exactOptional(v.picklist(EVIDENCE_RANKS)),
  fault: v.exactOptional(fault),
  refunds: v.pipe(
    v.array(v.strictObject({ amountMinor: minor, state: v.picklist(REFUND_STATES) })),
    v.maxLength(50),
  ),
  frozen: v.boolean(),
});

const sale = v.strictObject({
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  due: amount,
  attempts: v.pipe(v.array(attempt), v.maxLength(100)),
  isVoid: v.boolean(),
  abandoned: v.pipe(v.array(name), v.maxLength(100)),
});

/** What the customer of this till is to see now. */
const what = v.variant('kind', [
  v.strictObject({ kind: v.literal('welcome') }),
  /** An amount, before anything was tried: typed on the keypad, or due in cash. */
  v.strictObject({
    kind: v.literal('amount'),
    amount,
    ask: v.exactOptional(v.picklist(['cash', 'payment_code'])),
  }),
  /** `stage` is a name of `ui/models/stage.ts`, which this room does not know. */
  v.strictObject({ kind: v.literal('sale'), stage: name, sale, attempt: v.exactOptional(name) }),
]);

const version = v.literal(1);

const message = v.variant('kind', [
  v.strictObject({
    v: version,
    kind: v.literal('shown'),
    /** The till's window: random, made anew whenever it is opened. */
    from: name,
    /** The till's clock, which in a practice book is the simulator's. */
    at: time,
    /** Whether a person can see that window: of several, the one that is used is followed. */
    isSeen: v.boolean(),
    language: v.picklist(['zh-CN', 'en']),
    shopName: name,
    /** The shop's own printed code, while it is to be scanned. */
    ownCode: v.exactOptional(content),
    what,
  }),
  /** Time passes for the countdown. */
  v.strictObject({ v: version, kind: v.literal('tick'), from: name, at: time }),
  /** The till's window is closed or loaded anew. */
  v.strictObject({ v: version, kind: v.literal('gone'), from: name }),
  /** A customer's window has opened, or lost its till. */
  v.strictObject({ v: version, kind: v.literal('hello') }),
]);

export type CustomerMessage = v.InferOutput<typeof message>;
export type CustomerShown = Extract<CustomerMessage, { readonly kind: 'shown' }>;
export type CustomerWhat = v.InferOutput<typeof what>;
export type CustomerSale = v.InferOutput<typeof sale>;
export type CustomerAttempt = v.InferOutput<typeof attempt>;
export type CustomerChannel = Channel<CustomerMessage>;

/** Practice and live never meet. Anything that does not fit the schema is dropped. */
export function openCustomerChannel(
  book: 'practice' | 'live',
  onMessage: (message: CustomerMessage) => void,
): CustomerChannel {
  return createChannel(`guitai-customer-${book}`, message, onMessage);
}
