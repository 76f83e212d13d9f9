/** What counter and simulated phone see of each other on one device: the channel `practice-optics`. */

import * as v from 'valibot';
import { isCurrency } from '../domain/money.ts';
import { type Channel, createChannel } from './windows.ts';

const version = v.literal(1);
const orderNumber = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const currency = v.custom<string>(isCurrency);
const amountMinor = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const ledgerRow = v.strictObject({
  orderNumber,
  kind: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  amountMinor: v.pipe(v.number(), v.safeInteger()),
  currency,
  at: v.pipe(v.number(), v.safeInteger()),
  /** The way to pay, where it is the shop's own printed code: no provider knows the order number. */
  rail: v.optional(v.literal('own_code')),
});

const opticsMessage = v.variant('kind', [
  /** The counter shows a payment QR. */
  v.strictObject({
    v: version,
    kind: v.literal('shown-qr'),
    content: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
    amountMinor,
    currency,
    orderNumber,
  }),
  v.strictObject({ v: version, kind: v.literal('qr-gone') }),
  /** A phone or a desk that was opened later asks what is shown now, and what the ledger says. */
  v.strictObject({ v: version, kind: v.literal('ask-shown') }),
  /** The phone holds its payment code before the scanner. The code is a secret: never logged or kept. */
  v.strictObject({
    v: version,
    kind: v.literal('presented-code'),
    code: v.pipe(v.string(), v.regex(/^\d{16,24}$/)),
  }),
  /** The desk holds the practice shop's printed code before the scanner. */
  v.strictObject({
    v: version,
    kind: v.literal('held-up'),
    content: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  }),
  /** The till's own ledger, for the desk that watches all three. */
  v.strictObject({
    v: version,
    kind: v.literal('till-ledger'),
    rows: v.pipe(v.array(ledgerRow), v.maxLength(5_000)),
  }),
]);

export type OpticsMessage = v.InferOutput<typeof opticsMessage>;
export type ShownQr = Extract<OpticsMessage, { kind: 'shown-qr' }>;
export type TillLedgerRow = v.InferOutput<typeof ledgerRow>;

export interface Optics {
  /** Shows a payment QR to the phone, or takes it away; asked later, the counter answers with the same. */
  readonly show: (qr: Omit<ShownQr, 'v' | 'kind'> | undefined) => void;
  readonly tellLedger: (rows: readonly TillLedgerRow[]) => void;
  readonly close: () => void;
}

/** The counter's end. `onScan` is called as by a scanner. */
export function openOptics(onScan: (text: string) => void): Optics {
  let shown: ShownQr | undefined;
  let ledger: readonly TillLedgerRow[] | undefined;
  const channel: Channel<OpticsMessage> = createChannel('practice-optics', opticsMessage, (message) => {
    if (message.kind === 'presented-code') onScan(message.code);
    else if (message.kind === 'held-up') onScan(message.content);
    else if (message.kind === 'ask-shown') {
      tell();
      tellLedger();
    }
  });
  const tell = (): void => {
    channel.post(shown ?? { v: 1, kind: 'qr-gone' });
  };
  const tellLedger = (): void => {
    if (ledger !== undefined) channel.post({ v: 1, kind: 'till-ledger', rows: [...ledger] });
  };
  return {
    show: (qr) => {
      shown = qr === undefined ? undefined : { v: 1, kind: 'shown-qr', ...qr };
      tell();
    },
    tellLedger: (rows) => {
      ledger = rows;
      tellLedger();
    },
    close: () => {
      if (shown !== undefined) channel.post({ v: 1, kind: 'qr-gone' });
      channel.close();
    },
  };
}
