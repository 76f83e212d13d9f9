/** One exchange with a provider: build, sign, send, open, verify, read. Nothing in an answer counts before it is verified. */

import type { Attempt, AttemptEvent, Evidence } from '../domain/attempt.ts';
import { claimFault } from '../domain/claim.ts';
import type { FaultCode } from '../domain/fault.ts';
import { money } from '../domain/money.ts';
import type { RawWords } from '../domain/operation.ts';
import type { RefundEvent } from '../domain/refund.ts';
import type { Signer, SignRefusal, Verifier, Wire, WireReply } from '../ports.ts';
import type { Order, Rail, RailAccount, Reading } from '../providers/contract.ts';

export interface ExchangePorts {
  readonly wire: Wire;
  readonly signer: Signer;
  readonly verifier: Verifier;
}

/** What came of an exchange, in the words of the model. */
export interface Outcome {
  readonly news:
    | { readonly about: 'attempt'; readonly event: AttemptEvent }
    | { readonly about: 'refund'; readonly event: RefundEvent };
  /** How sure it is; nothing when no verified answer came. */
  readonly evidence?: Evidence;
  readonly raw?: RawWords;
  /** Something that must not happen happened: to be kept as an incident. */
  readonly incident?: FaultCode;
  /** The request certainly never left the till. */
  readonly neverLeft: boolean;
}

/** Sends one operation and says what came of it. Never rejects for anything a provider or a network can do. */
export async function exchange(
  ports: ExchangePorts,
  rail: Rail,
  work: {
    readonly order: Order;
    readonly account: RailAccount;
    readonly attempt: Pick<Attempt, 'orderNumber' | 'amount'>;
  },
): Promise<Outcome> {
  const { order, account, attempt } = work;
  const built = rail.build(order, account);
  const signed = await ports.signer.sign({
    rail: rail.name,
    operation: order.kind,
    amount:
      order.refund === undefined ? order.amount : money(order.amount.currency, order.refund.amountMinor),
    text: built.textToSign,
  });
  if (!signed.ok) return unsent(order, signFault(signed.refusal));
  const reply = await ports.wire.send(rail.name, rail.attach(built.request, signed.signature));
  if (reply.kind === 'no_reply') {
    return reply.reason === 'offline' ? unsent(order, 'offline') : unanswered(order, 'no_answer');
  }
  return readReply(ports, rail, { order, attempt, reply });
}

async function readReply(
  ports: ExchangePorts,
  rail: Rail,
  work: {
    readonly order: Order;
    readonly attempt: Pick<Attempt, 'orderNumber' | 'amount'>;
    readonly reply: Extract<WireReply, { kind: 'reply' }>;
  },
): Promise<Outcome> {
  const { order, attempt, reply } = work;
  const opened = rail.open(reply, order);
  if (opened.kind === 'unsigned') {
    const isForged = opened.fault === 'answer_forged';
    return unanswered(order, opened.fault, {
      raw: opened.raw,
      incident: isForged ? opened.fault : undefined,
    });
  }
  const { bytes, signature, keyId } = opened;
  const verdict = await ports.verifier.verify({ rail: rail.name, keyId, bytes, signature });
  if (verdict !== 'valid') return unanswered(order, 'answer_forged', { incident: 'answer_forged' });
  const reading = rail.read(bytes, order);
  const fault = claimFault(attempt, reading.claim, reading.event.type === 'PAID');
  if (fault !== undefined) return unanswered(order, fault, { raw: reading.raw, incident: fault });
  const news = newsOf(reading);
  // A verified "something is wrong" proves nothing about the order, and is no answer to a question about it.
  if (news.event.type === 'NO_ANSWER') return { news, raw: reading.raw, neverLeft: false };
  return { news, evidence: evidenceOf(order), raw: reading.raw, neverLeft: false };
}

function newsOf(reading: Reading): Outcome['news'] {
  return reading.about === 'refund'
    ? { about: 'refund', event: reading.event }
    : { about: 'attempt', event: reading.event };
}

function evidenceOf(order: Order): Evidence {
  return order.kind === 'query' ? 'provider_query' : 'provider_answer';
}

/** No verified word about the order: it stays, or becomes, unknown; never failed (INV-05). */
function unanswered(
  order: Order,
  fault: FaultCode,
  more: { readonly raw?: RawWords | undefined; readonly incident?: FaultCode | undefined } = {},
): Outcome {
  const event = { type: 'NO_ANSWER', fault } as const;
  const isRefund = order.kind === 'refund' || order.kind === 'refund_query';
  return {
    news: isRefund ? { about: 'refund', event } : { about: 'attempt', event },
    ...(more.raw === undefined ? {} : { raw: more.raw }),
    ...(more.incident === undefined ? {} : { incident: more.incident }),
    neverLeft: false,
  };
}

/** The request never left. A purchase that never left is a plain "not paid"; for the others it is as if nobody answered. */
export function unsent(order: Order, fault: FaultCode): Outcome {
  const isPurchase = order.kind === 'pay' || order.kind === 'present';
  if (!isPurchase) return { ...unanswered(order, fault), neverLeft: true };
  return { news: { about: 'attempt', event: { type: 'DECLINED', fault } }, neverLeft: true };
}

function signFault(refusal: SignRefusal): FaultCode {
  return refusal === 'no_key' ? 'setup_no_key' : 'sign_refused';
}
