/** What each message to a provider wants, read from the provider's own protocol, and the rules about messages that leave a till. */

import type { SeenAt } from '../seen.ts';
import type { Say } from './evidence.ts';
import type { Follower, TillSeen } from './journal.ts';

type Line<T extends SeenAt['t']> = Extract<SeenAt, { readonly t: T }>;
type Send = Line<'send'>;

const ALIPAY: Readonly<Record<string, string>> = {
  'alipay.trade.pay': 'pay',
  'alipay.trade.precreate': 'present',
  'alipay.trade.cancel': 'cancel',
  'alipay.trade.close': 'cancel',
  'alipay.trade.refund': 'refund',
};
const UNIONPAY: Readonly<Record<string, string>> = {
  '0106': 'pay',
  '0107': 'present',
  '9901': 'cancel',
  '0400': 'refund',
};

/** `ask` for what moves no money; `reader` for a word that stops a card reader. */
function kindOf({ rail, method, path, body }: Send): string {
  switch (rail) {
    case 'alipay':
      return ALIPAY[/[?&]method=([\w.]+)/.exec(path)?.[1] ?? ''] ?? 'ask';
    case 'unionpay': {
      const type = /(?:^|&)txnType=(\d\d)/.exec(body)?.[1] ?? '';
      return UNIONPAY[type + (/(?:^|&)txnSubType=(\d\d)/.exec(body)?.[1] ?? '')] ?? 'ask';
    }
    case 'wechatpay':
      if (method === 'GET') return 'ask';
      if (path.endsWith('/codepay')) return 'pay';
      if (path.endsWith('/native')) return 'present';
      return path.includes('/refund/') ? 'refund' : 'cancel';
    case 'paypal':
      if (method === 'GET' || path.startsWith('/v1/oauth2')) return 'ask';
      if (path.endsWith('/capture')) return 'capture';
      return path.endsWith('/refund') ? 'refund' : 'present';
    default:
      if (method === 'GET') return 'ask';
      if (path.endsWith('/process_payment_intent')) return 'collect';
      if (path.endsWith('/cancel_action')) return 'reader';
      if (path.endsWith('/cancel')) return 'cancel';
      return path.startsWith('/v1/refunds') ? 'refund' : 'present';
  }
}

const ORDER = /GT[0-9A-HJKMNP-TV-Z]{26}/;
const REFUND = /GT[0-9A-HJKMNP-TV-Z]{26}R\d+/;

/** The order number, or the refund's, by which the provider carries it out once. */
function keyOf(send: Send, kind: string, follower: Follower): string | undefined {
  const text = `${send.key} ${send.path} ${send.body}`;
  const named = (kind === 'refund' ? REFUND : ORDER).exec(text)?.[0];
  if (named !== undefined) return named;
  for (const attempt of follower.orders.values())
    if (attempt.tradeNumber !== undefined && text.includes(attempt.tradeNumber)) return attempt.order;
  return undefined;
}

/** No tab stands still for longer here. */
const LONGEST_FREEZE_MS = 60_000;

export interface MessageRules {
  readonly see: (line: SeenAt) => void;
}

/** INV-02, INV-11 (no busy loop), INV-15 and INV-18: what may leave, when, and from which tab. */
export function createMessageRules(follower: Follower, say: Say): MessageRules {
  const left = new Map<string, number>();
  const holders = new Map<string, number>();
  /** Keys of intents that the storage refused. */
  const refused = new Set<string>();
  const asked = new Map<string, { readonly at: number; readonly tab: number }>();
  /** Since when the row of questions of a till counts: a clock that jumped or another driver begins a new one. */
  const restartedAt = new Map<string, number>();

  /** From this time on questions count again as a row. */
  function begins(till: string, at: number): void {
    restartedAt.set(till, Math.max(at, restartedAt.get(till) ?? 0));
  }

  function mayLeave(send: Send, kind: string, till: TillSeen | undefined): void {
    const key = keyOf(send, kind, follower);
    if (key === undefined) {
      say('INV-02', `${send.till}: ${kind} at ${send.rail} left for an order that nobody knows`);
      return;
    }
    const name = `${kind} ${key}`;
    const count = (left.get(`${send.till} ${name}`) ?? 0) + 1;
    left.set(`${send.till} ${name}`, count);
    if (count <= (till?.intents.get(name) ?? 0)) return;
    if (refused.has(key)) say('INV-15', `${send.till}: ${name} left although the storage had refused it`);
    say('INV-02', `${send.till}: ${name} left ${count} times, ${till?.intents.get(name) ?? 0} were durable`);
  }

  function mayAsk(send: Send): void {
    const key = REFUND.exec(`${send.path} ${send.body}`)?.[0] ?? keyOf(send, 'ask', follower);
    if (key === undefined || send.path.startsWith('/v1/oauth2') || send.path.includes('certificates')) return;
    // PayPal's orders and a card's refunds are asked about at the same address for different reasons.
    if (send.rail === 'paypal' || (send.rail === 'card' && send.path.startsWith('/v1/refunds'))) return;
    const last = asked.get(`${send.till} ${key}`);
    asked.set(`${send.till} ${key}`, { at: send.at, tab: send.tab });
    if (last === undefined || last.tab !== send.tab || send.at - last.at >= 3_000) return;
    if (last.at < (restartedAt.get(send.till) ?? 0)) return;
    say('INV-11', `${send.till}: ${key} was asked about again after ${send.at - last.at} ms`);
  }

  return {
    see: (line) => {
      if (line.t === 'lock') {
        const holder = holders.get(line.till);
        begins(line.till, line.at);
        if (line.does === 'gives') holders.delete(line.till);
        else if (holder !== undefined && holder !== line.tab)
          say('INV-18', `${line.till}: tab ${line.tab} may drive while tab ${holder} does`);
        if (line.does === 'has') holders.set(line.till, line.tab);
      } else if (line.t === 'fault' && line.kind === 'clock') begins(line.till, line.at);
      // What a tab was about to ask leaves when it goes on again.
      else if (line.t === 'fault' && line.kind === 'freeze') begins(line.till, line.at + LONGEST_FREEZE_MS);
      else if (line.t === 'phase') for (const till of follower.tills.keys()) begins(till, line.at);
      else if (line.t === 'refused' && line.refusal !== 'fenced')
        for (const key of line.keys.split(' ')) refused.add(key);
      else if (line.t === 'send') {
        const kind = kindOf(line);
        if (kind === 'ask') {
          mayAsk(line);
          return;
        }
        if (holders.get(line.till) !== line.tab)
          say('INV-18', `${line.till}: tab ${line.tab} sent ${kind} without the right to drive`);
        if (kind !== 'reader') mayLeave(line, kind, follower.tills.get(line.till));
      }
    },
  };
}
