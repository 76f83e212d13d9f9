/** The auditor: reads what was seen of a run, line by line, and then the books, and names every rule that was broken. */

import { checkChain } from './chain.ts';
import { type Audited, fieldsOf, type Violation } from './evidence.ts';
import { createFollower } from './journal.ts';
import { checkLedgers } from './ledgers.ts';
import { createLifeRules } from './lives.ts';
import { createMessageRules } from './messages.ts';
import { createRestRules } from './rest.ts';
import { createWordRules } from './words.ts';

export interface Audit {
  readonly violations: readonly Violation[];
  /** Why people were needed, once for each payment or refund that did not settle by itself. */
  readonly needed: readonly string[];
  /** Payments that were begun, and those whose result was unknown for a while. */
  readonly attempts: number;
  readonly unknowns: number;
}

/** What breaks a rule often breaks it again and again: the first times tell. */
const MOST_OF_A_RULE = 3;

/** It shares no code with the counter, and believes nothing that the counter says of itself. */
export function audit(audited: Audited): Audit {
  const violations: Violation[] = [];
  const say = (rule: string, what: string): void => {
    if (violations.filter((one) => one.rule === rule).length < MOST_OF_A_RULE)
      violations.push({ rule, what });
  };
  for (const what of audited.thrown) say('THROWN', what);
  const trades = new Map(audited.trades.map((trade) => [trade.orderNumber, trade]));
  const follower = createFollower(say);
  const messages = createMessageRules(follower, say);
  const words = createWordRules({ follower, trades }, say);
  const rest = createRestRules(follower, trades, say);
  const lives = createLifeRules(say);
  const states = new Map<string, string>();
  let needed: readonly string[] = [];
  for (const line of audited.lines) {
    if (line.t === 'entry') {
      const attempt = follower.take(line.till, fieldsOf(line.entry));
      if (attempt !== undefined) {
        words.written(attempt, states.get(attempt.order) ?? 'new', line.at);
        states.set(attempt.order, attempt.state);
      }
      rest.written(line.till, fieldsOf(line.entry));
    } else if (line.t === 'phase') {
      if (line.phase === 'healed') rest.healed();
      if (line.phase === 'settled') needed = rest.settled(line.at);
      if (line.phase === 'reopened') rest.reopened(line.at);
    }
    lives(line);
    messages.see(line);
    words.see(line);
  }
  words.end(new Map(audited.books.map(({ till, entries }) => [till, entries.length])));
  rest.end();
  for (const book of audited.books) checkChain(book, audited.lines, say);
  checkLedgers(audited, follower, say);
  const attempts = [...follower.orders.values()];
  const unknowns = attempts.filter(({ states: seen }) => seen.has('unknown') || seen.has('reversing')).length;
  return { violations, needed, attempts: attempts.length, unknowns };
}
