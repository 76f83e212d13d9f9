/** INV-11 and INV-10: once the faults have stopped everything comes to its end by itself, and looking again changes nothing. */

import { type Fields, fieldsOf, type Say, type TradeSeen } from './evidence.ts';
import type { Follower } from './journal.ts';
import { type Followed, isOver } from './machine.ts';

const REFUND_LIFE_MS = 60_000;
const PROVIDERS = ['alipay', 'wechatpay', 'unionpay', 'paypal', 'card'];

export interface RestRules {
  /** When everything has had its time: why people are needed; what nobody but the till should see to is a violation. */
  readonly settled: (at: number) => readonly string[];
  /** From now on the tills are only opened again. */
  readonly reopened: (at: number) => void;
  readonly written: (till: string, entry: Fields) => void;
  /** The faults have stopped. */
  readonly healed: () => void;
  readonly end: () => void;
}

export function createRestRules(
  follower: Follower,
  trades: ReadonlyMap<string, TradeSeen>,
  say: Say,
): RestRules {
  let reopenedAt: number | undefined;
  let isHealed = false;
  /** What was begun after the faults had stopped has its life still before it. */
  const young = new Set<string>();
  /** When each refund was opened. */
  const openedAt = new Map<string, number>();

  /** Late money may be found only by the last question: its refund has a minute of its own. */
  const isYoung = ({ refunds }: Followed, at: number): boolean =>
    refunds.some(({ number }) => at - (openedAt.get(number) ?? 0) < REFUND_LIFE_MS);

  /** Why each attempt or refund that is not final is not; `by itself` where there is no reason for a person. */
  function reasons(at: number, isLate: boolean): readonly { readonly what: string; readonly why: string }[] {
    return [...follower.orders.values()]
      .filter(({ rail, order }) => PROVIDERS.includes(rail) && (isLate || !young.has(order)))
      .filter((attempt) => isLate || !isYoung(attempt, at))
      .flatMap((attempt) => {
        const why = reasonOf(attempt);
        const refund = refundReason(attempt, trades.get(attempt.order));
        return [
          ...(why === undefined
            ? []
            : [
                {
                  what: `${attempt.order} (${attempt.rail}, ${attempt.presentation}) is ${attempt.state}`,
                  why,
                },
              ]),
          ...(refund === undefined
            ? []
            : [{ what: `a refund of ${attempt.order} (${attempt.rail}) is not over`, why: refund }]),
        ];
      });
  }

  return {
    settled: (at) => {
      for (const { what, why } of reasons(at, false))
        if (why === 'by itself') say('INV-11', `${what}, long after the faults`);
      return reasons(at, false).flatMap(({ why }) =>
        why === 'by itself' || why === 'provider' ? [] : [why],
      );
    },
    reopened: (at) => {
      reopenedAt = at;
      for (const { what, why } of reasons(at, true))
        if (why !== 'refund owed' && why !== 'provider')
          say('INV-11', `${what} although people looked after it (${why})`);
    },
    healed: () => {
      isHealed = true;
    },
    written: (till, entry) => {
      if (isHealed && entry['kind'] === 'attempt.opened')
        young.add(String(fieldsOf(entry['body'])['orderNumber']));
      if (entry['kind'] === 'refund.opened')
        openedAt.set(String(fieldsOf(entry['body'])['number']), Number(entry['at']));
      if (reopenedAt === undefined || entry['kind'] === 'run.started') return;
      const attempt = follower.tills.get(till)?.attempts.get(attemptName(fieldsOf(entry['body'])));
      const isOwed = attempt?.refunds.some(({ state }) => state !== 'SUCCEEDED') ?? false;
      if (!isOwed)
        say(
          'INV-10',
          `${till}: opened again, it wrote ${String(entry['kind'])} ${JSON.stringify(entry['body'])}`,
        );
    },
    end: () => {
      for (const { orderNumber, ledgers, refunds } of trades.values()) {
        const isLate = ledgers.merchants.some(({ at }) => reopenedAt !== undefined && at > reopenedAt);
        const mayMove =
          refunds.some(({ state }) => state !== 'done') || refundsOwed(follower.orders.get(orderNumber));
        if (isLate && !mayMove) say('INV-10', `${orderNumber}: money moved because a till was opened again`);
      }
    },
  };
}

function attemptName(body: Fields): string {
  return `${body['sale']}/${body['attempt']}`;
}

function refundsOwed(attempt: Followed | undefined): boolean {
  return attempt?.refunds.some(({ state }) => state !== 'SUCCEEDED') ?? false;
}

function reasonOf(attempt: Followed): string | undefined {
  if (isOver(attempt)) return undefined;
  if (attempt.isFrozen) return 'frozen';
  if (attempt.state === 'late_paid') return attempt.isReturnWanted ? undefined : 'late money';
  return attempt.fault?.startsWith('setup_') === true ? 'set-up' : 'by itself';
}

function refundReason(attempt: Followed, trade: TradeSeen | undefined): string | undefined {
  const open = attempt.refunds.find(({ state }) => state !== 'SUCCEEDED' && state !== 'FAILED');
  if (open === undefined) {
    const isOwed = attempt.state === 'late_paid' && attempt.isReturnWanted;
    if (!isOwed) return undefined;
    return attempt.refunds.some(({ state }) => state === 'FAILED') ? 'refund owed' : 'by itself';
  }
  const atProvider = trade?.refunds.find(({ requestNumber }) => requestNumber === open.number);
  if (atProvider?.state === 'pending') return 'provider';
  if (open.state === 'NEEDS_ACTION') return 'refund owed';
  return open.fault?.startsWith('setup_') === true ? 'set-up' : 'by itself';
}
