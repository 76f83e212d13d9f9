/** The phone's and the desk's end of `practice-optics`: what the counter shows, what the phone holds up, the till's ledger. */

import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';

export const OPTICS_CHANNEL = 'practice-optics';

const amount = v.pipe(v.number(), v.safeInteger());
const message = v.variant('kind', [
  v.object({
    v: v.literal(1),
    kind: v.literal('shown-qr'),
    content: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4_096)),
    amountMinor: amount,
    currency: v.string(),
    orderNumber: v.string(),
  }),
  v.object({ v: v.literal(1), kind: v.literal('qr-gone') }),
  v.object({
    v: v.literal(1),
    kind: v.literal('till-ledger'),
    rows: v.array(
      v.object({
        orderNumber: v.string(),
        kind: v.string(),
        amountMinor: amount,
        currency: v.string(),
        at: v.number(),
        state: v.optional(v.string()),
        /** The way to pay, where the simulator cannot tell by the order. */
        rail: v.optional(v.string()),
      }),
    ),
  }),
]);

type Message = v.InferOutput<typeof message>;
export type ShownQr = Omit<Extract<Message, { kind: 'shown-qr' }>, 'v' | 'kind'>;
export type TillRow = Extract<Message, { kind: 'till-ledger' }>['rows'][number];

/** What is used of a BroadcastChannel. */
export interface Channel {
  readonly postMessage: (data: unknown) => void;
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

export interface Optics {
  /** The payment QR on the counter's screen, if it shows one. */
  readonly shown: ReadonlySignal<ShownQr | undefined>;
  /** What the till has in its own ledger; undefined until a till speaks. */
  readonly tillRows: ReadonlySignal<readonly TillRow[] | undefined>;
  /** Holds the payment code before the counter's scanner. */
  readonly present: (code: string) => void;
  /** Holds a printed collection code before the counter's scanner. */
  readonly holdUp: (content: string) => void;
}

/** Listens to the counter and asks it at once what it shows now. Anything that is no message of ours is ignored. */
export function openOptics(channel: Channel): Optics {
  const shown = signal<ShownQr | undefined>(undefined);
  const tillRows = signal<readonly TillRow[] | undefined>(undefined);
  channel.addEventListener('message', ({ data }) => {
    const parsed = v.safeParse(message, data);
    if (!parsed.success) return;
    const news = parsed.output;
    if (news.kind === 'till-ledger') tillRows.value = news.rows;
    else shown.value = news.kind === 'shown-qr' ? shownQr(news) : undefined;
  });
  channel.postMessage({ v: 1, kind: 'ask-shown' });
  return {
    shown,
    tillRows,
    present: (code) => channel.postMessage({ v: 1, kind: 'presented-code', code }),
    holdUp: (content) => channel.postMessage({ v: 1, kind: 'held-up', content }),
  };
}

function shownQr({ content, amountMinor, currency, orderNumber }: ShownQr): ShownQr {
  return { content, amountMinor, currency, orderNumber };
}
