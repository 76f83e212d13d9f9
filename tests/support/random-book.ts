/** A book that lives through random commands and random news, without a provider: for laws that hold whatever happens. */

import fc from 'fast-check';
import { type Book, createBook, type Decision } from '../../src/counter/book.ts';
import * as commands from '../../src/counter/commands.ts';
import { attemptConsequences, refundConsequences } from '../../src/counter/news.ts';
import { type Attempt, type AttemptEvent, operationInFlight } from '../../src/domain/attempt.ts';
import type { Answered, SaleFact } from '../../src/domain/facts.ts';
import { money } from '../../src/domain/money.ts';
import { nextStep } from '../../src/domain/next-step.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { RefundEvent } from '../../src/domain/refund.ts';
import { attemptsOf, type Sale } from '../../src/domain/sale.ts';
import { sha256Hex } from '../../src/signing/digest.ts';
import { createMemoryJournal, createMemoryStore, type MemoryStore } from '../../src/store/memory-journal.ts';
import { contextOf, EVENTS, NOW } from './attempts.ts';

export const REFUND_EVENTS: readonly RefundEvent[] = [
  { type: 'SENT' },
  { type: 'SUCCEEDED' },
  { type: 'PENDING' },
  { type: 'NEEDS_ACTION', fault: 'refund_balance_short' },
  { type: 'FAILED', fault: 'refund_window_over' },
  { type: 'NO_ANSWER', fault: 'no_answer' },
  { type: 'ABSENT' },
  { type: 'RESTART' },
];

/** Not what only a person decides, by the rules of a command. */
const { FREEZE: _, KEEP: _keep, ATTACH: _attach, ...LIVELY } = EVENTS;

/** What a person, the provider or the till itself does; `pick` chooses among the sales and attempts that are there. */
const anyDeed = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('open'), amountMinor: fc.integer({ min: 1, max: 2_000 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('start'), byCode: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cash'), asManager: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('person'),
      wish: fc.constantFrom('cancel', 'keep', 'attach', 'return', 'park', 'void', 'attest'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('refund'), amountMinor: fc.nat({ max: 900 }) }) },
  {
    weight: 14,
    arbitrary: fc.record({ do: fc.constant('news'), event: fc.constantFrom(...Object.values(LIVELY)) }),
  },
  {
    weight: 14,
    arbitrary: fc.record({ do: fc.constant('refund news'), event: fc.constantFrom(...REFUND_EVENTS) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step') }) },
);

export const anyLife = fc.array(fc.record({ deed: anyDeed, pick: fc.nat(), seconds: fc.nat({ max: 400 }) }), {
  minLength: 5,
  maxLength: 60,
  size: 'max',
});

type Deed = typeof anyDeed extends fc.Arbitrary<infer D> ? D : never;
type Life = typeof anyLife extends fc.Arbitrary<infer L> ? L : never;
type Decided = Decision<string>;

interface Moment {
  readonly now: number;
  readonly nth: number;
  readonly sale: Sale;
  readonly attempt: Attempt | undefined;
}

/** Lives a life; `look` sees every sale after every deed. */
export async function live(
  life: Life,
  look: (sale: Sale) => void,
): Promise<{ book: Book; store: MemoryStore }> {
  const store = createMemoryStore();
  let now = NOW;
  const book = createBook({
    till: 'T7K2',
    actor: () => 'cashier',
    journal: createMemoryJournal(store),
    clock: { now: () => now },
    digest: sha256Hex,
    onChange: (view) => view.sales.forEach(look),
  });
  await book.reload();
  for (const [nth, { deed, pick, seconds }] of life.entries()) {
    now += seconds * 1_000;
    await book.change((view) => {
      const sales = [...view.sales.values()];
      const isAboutRefund = deed.do === 'refund' || deed.do === 'refund news';
      const paid = isAboutRefund ? sales.findLast((one) => attemptsOf(one).some(isRefundable)) : undefined;
      const sale = paid ?? sales[pick % Math.max(1, sales.length)];
      if (sale === undefined || deed.do === 'open') {
        const amount = money('CNY', deed.do === 'open' ? deed.amountMinor : 1_250);
        return commands.decideStart(view, { amount }, startOf(nth, now, false));
      }
      const attempts = attemptsOf(sale);
      const fitting = isAboutRefund ? attempts.findLast(isRefundable) : undefined;
      const attempt = fitting ?? attempts[(pick >> 4) % Math.max(1, attempts.length)];
      return decide(view, deed, { now, nth, sale, attempt });
    });
  }
  return { book, store };
}

const isRefundable = ({ rail, state }: Attempt): boolean =>
  rail !== 'cash' && (state === 'paid' || state === 'late_paid');

const startOf = (nth: number, now: number, byCode: boolean): commands.Start => ({
  rail: 'alipay',
  presentation: byCode ? 'payment_code' : 'payment_qr',
  ids: { tender: `N${nth}`, attempt: `A${nth}`, operation: `O${nth}`, orderNumber: `GT${nth}` },
  now,
});

function decide(view: ReturnType<Book['view']>, deed: Deed, moment: Moment): Decided {
  const { now, nth, sale, attempt } = moment;
  const { number } = sale;
  switch (deed.do) {
    case 'start':
      return commands.decideStart(view, { sale: number }, startOf(nth, now, deed.byCode));
    case 'cash': {
      const ids = { tender: `N${nth}`, attempt: `A${nth}`, orderNumber: `GT${nth}` };
      return commands.decideCash(
        view,
        { sale: number },
        { tenderedMinor: 2_000, ids, now, asManager: deed.asManager },
      );
    }
    case 'person':
      return decideAs(view, number, deed.wish);
    case 'refund': {
      if (attempt === undefined) return { facts: [] };
      const wanted = {
        sale: number,
        attempt: attempt.id,
        amountMinor: deed.amountMinor,
        reason: 'other',
      } as const;
      return commands.decideRefund(view, wanted);
    }
    default:
      return attempt === undefined ? { facts: [] } : { facts: happenTo(attempt, deed, moment) };
  }
}

function decideAs(view: ReturnType<Book['view']>, number: number, wish: string): Decided {
  switch (wish) {
    case 'cancel':
      return commands.decideCancel(view, number, undefined);
    case 'keep':
      return commands.decideKeep(view, number);
    case 'attach':
      return commands.decideLateMoney(view, number, 'ATTACH');
    case 'return':
      return commands.decideLateMoney(view, number, 'RETURN');
    case 'void':
      return commands.decideVoid(view, number);
    case 'attest':
      return commands.decideAttest(view, number, 'Chen');
    default:
      return commands.decidePark(view, number, true);
  }
}

/** A receipt is over the whole amount: another is no answer to this order, and was refused before. */
function ofAmount(event: AttemptEvent, { amount }: Attempt): AttemptEvent {
  if (event.type !== 'PAID') return event;
  return { type: 'PAID', receipt: { tradeNumber: 'T1', totalMinor: amount.amountMinor } };
}

/** What is no answer to anything that left. */
const BY_ITSELF: readonly string[] = ['SUBMIT', 'CAPTURE', 'CANCEL', 'DEADLINE', 'KEEP', 'ATTACH', 'RETURN'];

function answerTo(flight: Operation | undefined): Answered | undefined {
  return flight === undefined ? undefined : { operationId: flight.id, outcome: 'done' };
}

/** News from the provider, or what the till would do next by itself. */
function happenTo(attempt: Attempt, deed: Deed, { sale, now, nth }: Moment): readonly SaleFact[] {
  const about = { sale: sale.number, attempt: attempt.id };
  if (attempt.rail === 'cash') return [];
  const flight = operationInFlight(attempt);
  if (deed.do === 'news') {
    // A refund that is under way has an answer of its own.
    const isRefund = flight?.kind === 'refund';
    if (isRefund && deed.event.type === 'RESTART') return [];
    const answered = isRefund || BY_ITSELF.includes(deed.event.type) ? undefined : answerTo(flight);
    const { now: _now, ...proof } = contextOf(deed.event, now);
    const event = ofAmount(deed.event, attempt);
    return attemptConsequences(sale.number, attempt, { event, now, ...proof, answered }).facts;
  }
  if (deed.do === 'refund news') {
    const number = attempt.refunds.at(-1)?.number ?? 'none';
    const isSending = deed.event.type === 'SENT';
    if (isSending && flight !== undefined) return [];
    const answered = flight?.key === number ? answerTo(flight) : undefined;
    const facts = refundConsequences(sale.number, attempt, { number, event: deed.event, now, answered });
    const body = { ...about, operation: `O${nth}`, operationKind: 'refund', key: number } as const;
    const isSent = isSending && facts.some(({ kind }) => kind === 'refund.changed');
    return isSent ? [{ kind: 'operation.sent', body }, ...facts] : facts;
  }
  if (flight !== undefined) return [];
  const step = nextStep({ ...attempt, unanswered: 0 }, now);
  if (step.do === 'return') {
    const { number, amountMinor } = step;
    return [{ kind: 'refund.opened', body: { ...about, number, amountMinor, reason: 'surplus' } }];
  }
  if (step.do !== 'send' || step.operation === 'query') return [];
  const { operation: operationKind } = step;
  const body = { ...about, operation: `O${nth}`, operationKind, key: attempt.orderNumber };
  return [{ kind: 'operation.sent', body }];
}
