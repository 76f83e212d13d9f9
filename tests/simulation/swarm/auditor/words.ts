/** What was said to people, held against the journal and the provider's ledger: INV-04, INV-05, INV-06 (a cancel sticks), INV-09, INV-17. */

import type { SeenAt } from '../seen.ts';
import { netMinor, type Say, type TradeSeen } from './evidence.ts';
import type { Follower } from './journal.ts';
import type { Followed } from './machine.ts';

const PROVIDERS = ['alipay', 'wechatpay', 'unionpay', 'paypal', 'card'];
const ENDED = ['declined', 'canceled', 'expired', 'reversed'];
const CHARGED = ['paid', 'late_paid'];
const BLINK_MS = 100;
const LONGEST_FREEZE_MS = 60_000;

type Word = Extract<SeenAt, { readonly t: 'word' }>;

export interface WordRules {
  readonly see: (line: SeenAt) => void;
  /** After an entry about an attempt: `before` is its state before it. */
  readonly written: (attempt: Followed, before: string, at: number) => void;
  /** In the end the words of every tab must be what its till's journal says, and all that was acknowledged be stored. */
  readonly end: (stored: ReadonlyMap<string, number>) => void;
}

export function createWordRules(
  { follower, trades }: { readonly follower: Follower; readonly trades: ReadonlyMap<string, TradeSeen> },
  say: Say,
): WordRules {
  const announced = new Set<string>();
  /** QRs shown by tabs that did not know yet that they were given up. */
  const stale = new Set<Word>();
  const newest = new Map<string, Word>();
  const acknowledged = new Map<string, number>();
  /** When a tab of a till last began to stand still. */
  const frozenAt = new Map<string, number>();

  /** "Paid" is said only of what is durable, and of the whole amount, which the provider really took (INV-04). */
  function mayBePaid(attempt: Followed | undefined, order: string, at: number): void {
    if (attempt === undefined || !CHARGED.some((state) => attempt.states.has(state))) {
      say('INV-04', `"paid" was said of ${order}, and nothing durable says so`);
      return;
    }
    if (!PROVIDERS.includes(attempt.rail)) return;
    const trade = trades.get(order);
    const paidMinor = netMinor(trade, { until: at, paymentsOnly: true });
    if (paidMinor !== attempt.amountMinor || trade?.currency !== attempt.currency)
      say(
        'INV-04',
        `"paid" was said of ${order} over ${attempt.amountMinor}, the provider took ${paidMinor}`,
      );
    if (attempt.receiptMinor !== attempt.amountMinor)
      say('INV-04', `"paid" was said of ${order}, and the answer spoke of ${String(attempt.receiptMinor)}`);
  }

  /** "Not paid" is never said while the provider holds money, but for an order that had truly ended before (INV-05). */
  function mayBeUnpaid({ order, state, at }: Word, attempt: Followed | undefined): void {
    if (ENDED.includes(state) || !PROVIDERS.includes(attempt?.rail ?? '')) return;
    const heldMinor = netMinor(trades.get(order), { until: at - 1 });
    if (heldMinor !== 0)
      say('INV-05', `"not paid" was said of ${order} (${state}), the provider held ${heldMinor}`);
  }

  function word(line: Word): void {
    const { order, state, till, at } = line;
    const attempt = follower.orders.get(order);
    newest.set(`${till} ${line.tab} ${order}`, line);
    if (attempt === undefined || !attempt.states.has(state))
      say('INV-09', `${till} shows ${order} as ${state}, which is nowhere durable`);
    if (line.charged === 'yes') mayBePaid(attempt, order, at);
    if (line.charged === 'no') mayBeUnpaid(line, attempt);
    if (line.charged === 'no' && CHARGED.includes(state))
      say('INV-05', `${till} says "not charged" of ${order}, which is ${state}`);
    if (line.qr && attempt?.isReversalWanted === true) stale.add(line);
  }

  /** A tab that was behind may show an old page for the blink of an eye, until it has read the book; not longer. */
  function checkStale(at: number): void {
    for (const line of stale) {
      if (at <= line.at + BLINK_MS) continue;
      stale.delete(line);
      const { till, tab, order } = line;
      if (newest.get(`${till} ${tab} ${order}`) === line)
        say('INV-06', `${till} shows the QR of ${order}, which was given up`);
    }
  }

  /** What every living tab shows when nothing happens any more is what its till's journal says. */
  function truthful(): void {
    for (const { till, order, state } of newest.values()) {
      const attempt = follower.orders.get(order);
      if (attempt === undefined || attempt.state === state) continue;
      const rule = follower.tills.get(till)?.wentBack === true ? 'INV-17' : 'INV-10';
      say(rule, `${till} ends up showing ${order} as ${state}, its journal says ${attempt.state}`);
    }
  }

  return {
    see: (line) => {
      if (stale.size > 0) checkStale(line.at);
      if (line.t === 'fault' && line.kind === 'freeze') frozenAt.set(line.till, line.at);
      if (line.t === 'word') word(line);
      else if (line.t === 'gone') newest.delete(`${line.till} ${line.tab} ${line.order}`);
      else if (line.t === 'tab' && line.does !== 'opens') {
        for (const name of newest.keys())
          if (name.startsWith(`${line.till} ${line.tab} `)) newest.delete(name);
      } else if (line.t === 'phase' && line.phase === 'reopened') truthful();
      else if (line.t === 'notice' && line.kind === 'paid') {
        mayBePaid(follower.orders.get(line.order), line.order, line.at);
        if (announced.has(line.order)) say('INV-04', `"paid" was said twice of ${line.order}`);
        announced.add(line.order);
      } else if (line.t === 'acknowledged') {
        const durable = follower.tills.get(line.till)?.seq ?? 0;
        if (line.seq > durable)
          say('INV-09', `${line.till}: ${line.seq} was acknowledged when ${durable} was durable`);
        acknowledged.set(line.till, Math.max(line.seq, acknowledged.get(line.till) ?? 0));
      } else if (line.t === 'done' && line.outcome === 'ok' && line.sale > 0) {
        if (follower.tills.get(line.till)?.sales.has(line.sale) !== true)
          say(
            'INV-09',
            `${line.till}: "${line.say}" was done for sale ${line.sale}, which is nowhere durable`,
          );
      }
    },
    written: (attempt, before, at) => {
      if (!ENDED.includes(attempt.state) || ENDED.includes(before) || !PROVIDERS.includes(attempt.rail))
        return;
      const trade = trades.get(attempt.order);
      // Of what happened in the very same millisecond nobody can say which was first; and a tab that stood still writes
      // down what it had heard before.
      const heardAt = frozenAt.get(attempt.till) ?? at;
      const moments = [at, at - 1, at - heardAt > LONGEST_FREEZE_MS ? at : heardAt];
      const heldMinor = Math.min(...moments.map((until) => netMinor(trade, { until })));
      if (heldMinor !== 0)
        say('INV-05', `${attempt.order} ended as ${attempt.state} while the provider held ${heldMinor}`);
    },
    end: (stored) => {
      truthful();
      for (const [till, seq] of acknowledged) {
        const kept = stored.get(till) ?? 0;
        if (kept < seq) say('INV-09', `${till}: ${seq} entries were acknowledged, ${kept} are there`);
      }
    },
  };
}
