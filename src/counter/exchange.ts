/** One exchange with a provider: build, sign, send, open, verify, read. Nothing in an answer counts before it is verified. */

import { check } from '../domain/assert.ts';
import type { Attempt, AttemptEvent, Evidence } from '../domain/attempt.ts';
import { claimFault } from '../domain/claim.ts';
import type { FaultCode } from '../domain/fault.ts';
import { money } from '../domain/money.ts';
import type { RawWords } from '../domain/operation.ts';
import type { RefundEvent } from '../domain/refund.ts';
import { SECOND_MS } from '../domain/timing.ts';
import type { Signer, SignRefusal, Verifier, Wire, WireReply, WireRequest } from '../ports.ts';
import type {
  BuiltRequest,
  Opened,
  Order,
  Rail,
  RailAccount,
  Reading,
  Verified,
} from '../providers/contract.ts';
import type { ClockCheck } from './clock-check.ts';
import type { ProviderKeys } from './keys.ts';
import { checkRequest } from './leaving.ts';
import { isLoginPage } from './login-page.ts';
import type { Tokens } from './tokens.ts';

export interface ExchangePorts {
  readonly wire: Wire;
  readonly signer: Signer;
  readonly verifier: Verifier;
  readonly tokens: Tokens;
  readonly keys: ProviderKeys;
  readonly clockCheck?: ClockCheck;
}

/** What came of an exchange, in the words of the model. */
export interface Outcome {
  readonly news:
    | { readonly about: 'attempt'; readonly event: AttemptEvent }
    | { readonly about: 'refund'; readonly event: RefundEvent };
  /** How sure it is; nothing when no verified answer came. */
  readonly evidence?: Evidence;
  readonly raw?: RawWords;
  /** The provider's name for the key that signed the answer, when no such key is known here (S-34). */
  readonly unknownKey?: string;
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
  if ('known' in built) return knownOutcome(built.known);
  checkRequest(built.request, order, { rail, account });
  const ready = await authenticate(ports, rail, { order, account, built });
  if (!ready.ok) return unsent(order, ready.fault);
  const reply = await ports.wire.send(rail.name, ready.request);
  if (reply.kind === 'no_reply') {
    return reply.reason === 'offline' ? unsent(order, 'offline') : unanswered(order, 'no_answer');
  }
  if (reply.status === 401) ports.tokens.forget(rail);
  const onProven = ports.clockCheck?.listen(reply);
  const outcome = await readReply(ports, rail, { order, account, attempt, reply, onProven });
  return explained(outcome, order, ports.clockCheck?.aheadMs() ?? 0);
}

/** What follows without asking is never that money came in. */
function knownOutcome(known: Reading): Outcome {
  check(known.event.type !== 'PAID' && known.event.type !== 'SUCCEEDED', 'known-is-no-money');
  return { news: newsOf(known), raw: known.raw, neverLeft: true };
}

/** "Paid" carries its receipt over the whole amount, and only what could bring money in, or a question, can bring it (INV-04). */
function checkMoneyNews({ amount, kind }: Order, { event }: Reading): void {
  if (event.type !== 'PAID') return;
  check(event.receipt?.totalMinor === amount.amountMinor, 'INV-04 paid-is-the-whole-amount', kind);
  check(event.cash === undefined && event.attested === undefined, 'INV-04 paid-by-the-provider', kind);
}

type Authenticated =
  | { readonly ok: true; readonly request: WireRequest }
  | { readonly ok: false; readonly fault: FaultCode };

async function authenticate(
  ports: ExchangePorts,
  rail: Rail,
  work: {
    readonly order: Order;
    readonly account: RailAccount;
    readonly built: BuiltRequest;
  },
): Promise<Authenticated> {
  const { order, account, built } = work;
  if (rail.authentication === 'proxy') return { ok: true, request: built.request };
  if (rail.authentication === 'token') {
    const got = await ports.tokens.get(rail, account);
    return got.ok ? { ok: true, request: rail.attach(built.request, got.token) } : got;
  }
  check(built.textToSign !== undefined, 'text-to-sign', rail.name);
  const signed = await ports.signer.sign({
    rail: rail.name,
    operation: order.kind,
    amount:
      order.refund === undefined ? order.amount : money(order.amount.currency, order.refund.amountMinor),
    text: built.textToSign,
  });
  if (!signed.ok) return { ok: false, fault: signFault(signed.refusal) };
  return { ok: true, request: rail.attach(built.request, signed.signature) };
}

async function readReply(
  ports: ExchangePorts,
  rail: Rail,
  work: {
    readonly order: Order;
    readonly account: RailAccount;
    readonly attempt: Pick<Attempt, 'orderNumber' | 'amount'>;
    readonly reply: Extract<WireReply, { kind: 'reply' }>;
    /** Called once the answer's origin is proven, whatever it says. */
    readonly onProven: (() => void) | undefined;
  },
): Promise<Outcome> {
  const { order, account, attempt, reply, onProven } = work;
  if (isLoginPage(reply)) return unanswered(order, 'network_login');
  const opened = rail.open(reply, order);
  if (opened.kind === 'unsigned') {
    const isForged = opened.fault === 'answer_forged';
    return unanswered(order, opened.fault, {
      raw: opened.raw,
      incident: isForged ? opened.fault : undefined,
    });
  }
  const verified = await prove(ports, rail, { opened, account, status: reply.status });
  if (verified === undefined) return unanswered(order, 'answer_forged', { incident: 'answer_forged' });
  if ('unknownKey' in verified) return byUnknownKey(order, verified);
  onProven?.();
  const reading = rail.read(verified, order);
  check(
    (reading.about === 'refund') === isAboutRefund(order),
    'INV-04 answer-is-to-the-question',
    order.kind,
  );
  const fault = claimFault(attempt, reading.claim, reading.event.type === 'PAID');
  if (fault !== undefined) return unanswered(order, fault, { raw: reading.raw, incident: fault });
  checkMoneyNews(order, reading);
  const news = newsOf(reading);
  // A verified "something is wrong" proves nothing about the order, and is no answer to a question about it.
  if (news.event.type === 'NO_ANSWER') return { news, raw: reading.raw, neverLeft: false };
  return { news, evidence: evidenceOf(order), raw: reading.raw, neverLeft: false };
}

/** The answer once its origin is proven: by a valid signature, or by the channel where the provider never signs. */
async function prove(
  ports: ExchangePorts,
  rail: Rail,
  {
    opened,
    account,
    status,
  }: {
    readonly opened: Exclude<Opened, { readonly kind: 'unsigned' }>;
    readonly account: RailAccount;
    readonly status: number;
  },
): Promise<Verified | UnknownKey | undefined> {
  if (opened.kind === 'channel') {
    return rail.proof === 'channel' ? { status, bytes: opened.content } : undefined;
  }
  const { bytes, signature, keyId, content = bytes } = opened;
  const claim = { rail: rail.name, keyId, bytes, signature };
  let verdict = await ports.verifier.verify(claim);
  if (verdict === 'unknown_key' && keyId !== undefined) {
    const found = await ports.keys.lookUp(rail, account, keyId);
    if (!found.ok) return { unknownKey: keyId.slice(0, KEY_NAME_MAX), fault: found.fault };
    // The key is known now, and that proves nothing yet: the same bytes are verified like any others.
    verdict = await ports.verifier.verify(claim);
  }
  return verdict === 'valid' ? { status, bytes: content } : undefined;
}

/** A key that stays unknown, and why. */
interface UnknownKey {
  readonly unknownKey: string;
  readonly fault: FaultCode;
}

/** Longer is no provider's name of a key. */
const KEY_NAME_MAX = 80;

/** Stopped, and named: the owner can compare it with what the provider's console says before anything is accepted (S-34). */
function byUnknownKey(order: Order, { unknownKey, fault }: UnknownKey): Outcome {
  const raw = { code: unknownKey, message: 'unknown key' };
  return { ...unanswered(order, fault, { incident: fault, raw }), unknownKey };
}

function newsOf(reading: Reading): Outcome['news'] {
  return reading.about === 'refund'
    ? { about: 'refund', event: reading.event }
    : { about: 'attempt', event: reading.event };
}

function evidenceOf(order: Order): Evidence {
  return order.kind === 'query' ? 'provider_query' : 'provider_answer';
}

/** Behind by less, no QR that a till makes is over before it is shown. */
const NOTABLY_BEHIND_MS = 30 * SECOND_MS;

/**
 * Until when a QR may be paid is told in the till's own time: with a clock that is behind, the provider reads of a time that
 * has passed, and refuses the request as wrong. What is wrong is the clock, and that is what a person is told.
 */
function explained(outcome: Outcome, { kind }: Order, aheadMs: number): Outcome {
  const { news } = outcome;
  const isBehind = kind === 'present' && aheadMs <= -NOTABLY_BEHIND_MS;
  if (!isBehind || news.about !== 'attempt' || !('fault' in news.event)) return outcome;
  if (news.event.fault !== 'bad_request') return outcome;
  return { ...outcome, news: { about: 'attempt', event: { ...news.event, fault: 'clock_wrong' } } };
}

function isAboutRefund({ kind }: Order): boolean {
  return kind === 'refund' || kind === 'refund_query';
}

/** No verified word about the order: it stays, or becomes, unknown; never failed (INV-05). */
function unanswered(
  order: Order,
  fault: FaultCode,
  more: { readonly raw?: RawWords | undefined; readonly incident?: FaultCode | undefined } = {},
): Outcome {
  const event = { type: 'NO_ANSWER', fault } as const;
  return {
    news: isAboutRefund(order) ? { about: 'refund', event } : { about: 'attempt', event },
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
