/** Follows the tills' journals entry by entry, as they became durable, and says where a path is not legal or money is not money. */

import { type Fields, fieldsOf, type Say } from './evidence.ts';
import { type Followed, faultAfter, follow, type Refunded } from './machine.ts';

export interface SaleSeen {
  readonly till: string;
  readonly number: number;
  readonly dueMinor: number;
  readonly currency: string;
  isVoid: boolean;
  isAttested: boolean;
  readonly attempts: Followed[];
}

export interface TillSeen {
  readonly till: string;
  readonly sales: Map<number, SaleSeen>;
  readonly attempts: Map<string, Followed>;
  /** How many intents of each kind and key are durable: `refund GT…R1`. */
  readonly intents: Map<string, number>;
  seq: number;
  /** When the newest entry was written, by the till's own clock, and whether that ever went back. */
  at: number;
  wentBack: boolean;
}

export interface Follower {
  readonly tills: ReadonlyMap<string, TillSeen>;
  /** By merchant order number. */
  readonly orders: ReadonlyMap<string, Followed>;
  /** Takes one entry in; answers the attempt that it is about. */
  readonly take: (till: string, entry: Fields) => Followed | undefined;
}

export function createFollower(say: Say): Follower {
  const tills = new Map<string, TillSeen>();
  const orders = new Map<string, Followed>();

  function tillOf(till: string): TillSeen {
    const known = tills.get(till);
    if (known !== undefined) return known;
    const fresh: TillSeen = {
      till,
      sales: new Map(),
      attempts: new Map(),
      intents: new Map(),
      seq: 0,
      at: 0,
      wentBack: false,
    };
    tills.set(till, fresh);
    return fresh;
  }

  return {
    tills,
    orders,
    take: (name, entry) => {
      const till = tillOf(name);
      const at = Number(entry['at']);
      const seq = Number(entry['seq']);
      if (seq !== till.seq + 1) say('INV-07', `${name}: entry ${seq} was written after ${till.seq}`);
      till.seq = seq;
      if (at < till.at) till.wentBack = true;
      till.at = at;
      checkMoney(entry['body'], say, `${name} ${seq}`);
      const attempt = apply(till, entry, say);
      if (attempt !== undefined) orders.set(attempt.order, attempt);
      return attempt;
    },
  };
}

function apply(till: TillSeen, entry: Fields, say: Say): Followed | undefined {
  const body = fieldsOf(entry['body']);
  const at = Number(entry['at']);
  const attempt = till.attempts.get(`${body['sale']}/${body['attempt']}`);
  const sale = till.sales.get(Number(body['sale']));
  switch (entry['kind']) {
    case 'sale.opened':
      if (sale !== undefined) say('INV-06', `${till.till}: sale ${body['sale']} was opened twice`);
      till.sales.set(Number(body['sale']), newSale(till.till, body));
      return undefined;
    case 'sale.voided':
      if (sale !== undefined) sale.isVoid = true;
      return undefined;
    case 'sale.attested':
      if (sale !== undefined) sale.isAttested = true;
      return undefined;
    case 'attempt.opened':
      return openAttempt(till, { body, at, sale }, say);
    case 'operation.sent':
      sent(till, { body, at, attempt }, say);
      return attempt;
    case 'attempt.changed':
      if (attempt === undefined) say('INV-06', `${till.till}: news of an attempt that was never opened`);
      else step(attempt, { event: fieldsOf(body['event']), at }, say);
      return attempt;
    case 'refund.opened':
      if (attempt !== undefined) openRefund(attempt, body, say);
      return attempt;
    case 'refund.changed':
      if (attempt !== undefined) changeRefund(attempt, { body, at }, say);
      return attempt;
    default:
      return undefined;
  }
}

function newSale(till: string, body: Fields): SaleSeen {
  return {
    till,
    number: Number(body['sale']),
    dueMinor: Number(body['dueMinor']),
    currency: String(body['currency']),
    isVoid: false,
    isAttested: false,
    attempts: [],
  };
}

interface About {
  readonly body: Fields;
  readonly at: number;
}

function openAttempt(
  till: TillSeen,
  { body, at, sale }: About & { readonly sale: SaleSeen | undefined },
  say: Say,
): Followed | undefined {
  if (sale === undefined) {
    say('INV-06', `${till.till}: an attempt of a sale that was never opened`);
    return undefined;
  }
  const attempt: Followed = {
    till: till.till,
    sale: sale.number,
    id: String(body['attempt']),
    rail: String(body['rail']),
    presentation: String(body['presentation']),
    order: String(body['orderNumber']),
    amountMinor: Number(body['amountMinor']),
    currency: sale.currency,
    openedAt: at,
    expiresAt: Number(body['expiresAt']),
    state: 'new',
    states: new Set(['new']),
    isReversalWanted: false,
    isReturnWanted: false,
    isAttached: false,
    isFrozen: false,
    tradeNumber: undefined,
    receiptMinor: undefined,
    fault: undefined,
    absents: 0,
    submittedAt: undefined,
    intentsAt: [],
    cancelTaken: false,
    refunds: [],
  };
  const over = ['paid', 'declined', 'canceled', 'expired', 'reversed', 'late_paid'];
  const open = sale.attempts.find((one) => !over.includes(one.state));
  // Cash on a manager's word is the one way to pay beside an open attempt.
  if (open !== undefined && attempt.rail !== 'cash')
    say('INV-06', `${attempt.order} was opened while ${open.order} was ${open.state}`);
  till.attempts.set(`${sale.number}/${attempt.id}`, attempt);
  sale.attempts.push(attempt);
  return attempt;
}

function sent(
  till: TillSeen,
  { body, at, attempt }: About & { readonly attempt: Followed | undefined },
  say: Say,
): void {
  const kind = String(body['operationKind']);
  const name = `${kind === 'close' ? 'cancel' : kind} ${body['key']}`;
  till.intents.set(name, (till.intents.get(name) ?? 0) + 1);
  attempt?.intentsAt.push(at);
  if (attempt === undefined) say('INV-06', `${till.till}: ${name} of an attempt that was never opened`);
  else if (kind === 'pay' || kind === 'present') step(attempt, { event: { type: 'SUBMIT' }, at }, say);
  else if (kind === 'capture') step(attempt, { event: { type: 'CAPTURE' }, at }, say);
}

function step(
  attempt: Followed,
  { event, at }: { readonly event: Fields; readonly at: number },
  say: Say,
): void {
  const before = attempt.state;
  if (!follow(attempt, event, at))
    say('INV-06', `${attempt.order}: ${String(event['type'])} after ${before}`);
  if (event['type'] === 'FREEZE') say('FROZEN', `${attempt.order} (${before}): ${String(event['rule'])}`);
}

function openRefund(attempt: Followed, body: Fields, say: Say): void {
  const refund: Refunded = {
    number: String(body['number']),
    amountMinor: Number(body['amountMinor']),
    reason: String(body['reason']),
    state: 'new',
    fault: undefined,
  };
  if (attempt.refunds.some(({ number }) => number === refund.number))
    say('INV-06', `${refund.number} was opened twice`);
  attempt.refunds.push(refund);
  const goingBack = attempt.refunds.reduce(
    (total, one) => total + (one.state === 'FAILED' ? 0 : one.amountMinor),
    0,
  );
  if (goingBack > attempt.amountMinor) say('INV-08', `${attempt.order}: more is given back than came in`);
}

/** A refund ends once; until then it may be sent, answered and asked about again. */
function changeRefund(attempt: Followed, { body, at }: About, say: Say): void {
  const refund = attempt.refunds.find(({ number }) => number === body['number']);
  const type = String(fieldsOf(body['event'])['type']);
  if (refund === undefined)
    say('INV-06', `${String(body['number'])}: news of a refund that was never opened`);
  else if (refund.state === 'SUCCEEDED' || refund.state === 'FAILED')
    say('INV-06', `${refund.number}: ${type} after ${refund.state}`);
  else {
    refund.fault = faultAfter(refund.fault, fieldsOf(body['event']), type);
    if (isNewWord(refund.state, type)) refund.state = type;
  }
  if (attempt.state !== 'late_paid') return;
  const back = attempt.refunds.reduce(
    (total, one) => total + (one.state === 'SUCCEEDED' ? one.amountMinor : 0),
    0,
  );
  if (back === attempt.amountMinor) follow(attempt, { type: 'REVERSED' }, at);
}

/** A missing answer says nothing new of a refund that the provider has accepted, or that it waits for the shop's money. */
function isNewWord(state: string, type: string): boolean {
  if (type === 'RESTART') return state === 'SENT';
  if (type === 'NO_ANSWER') return state !== 'PENDING' && state !== 'NEEDS_ACTION';
  return type !== 'ABSENT' || state !== 'NEEDS_ACTION';
}

/** INV-14: every amount is a whole number of minor units that can be told exactly, and none is negative but a rounding. */
function checkMoney(value: unknown, say: Say, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'object') checkMoney(field, say, where);
    else if (name.endsWith('Minor')) {
      const isMoney = Number.isSafeInteger(field) && (Number(field) >= 0 || name === 'roundingMinor');
      if (!isMoney) say('INV-14', `${where}: ${name} is ${String(field)}`);
    }
  }
}
