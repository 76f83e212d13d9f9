/** What leaves says what was meant: the request that a rail built is held against the intent before it is sent (INV-02). */

import { check } from '../domain/assert.ts';
import type { Attempt } from '../domain/attempt.ts';
import { money, moneyToText } from '../domain/money.ts';
import type { OperationKind } from '../domain/operation.ts';
import type { WireRequest } from '../ports.ts';
import type { Order, Rail, RailAccount } from '../providers/contract.ts';

/** A path on the gateway itself, and on no other host. */
const OWN_PATH = /^\/(?![/\\])[^\s\\#]*$/;
const LONGEST_WAIT_MS = 60_000;

/** Stops with the first thing that the request gets wrong about its order; `rail` and `account` are those it is sent with. */
export function checkRequest(
  request: WireRequest,
  order: Order,
  { rail, account }: { readonly rail: Pick<Rail, 'authentication'>; readonly account: RailAccount },
): void {
  const { path, method, body, headers, timeoutMs } = request;
  const head = [path, ...Object.values(headers)].join('\n');
  const text = `${head}\n${body}`.replaceAll('%22', '"');
  const { orderNumber, paymentCode, kind } = order;
  check(OWN_PATH.test(path) && !path.split(/[/?]/).includes('..'), 'INV-02 request-stays-here', kind);
  check(timeoutMs > 0 && timeoutMs <= LONGEST_WAIT_MS, 'INV-11 request-ends', String(timeoutMs));
  check(method === 'POST' || body === '', 'INV-02 question-says-nothing', kind);
  check(
    namesOf(order, account).some((name) => text.includes(name)),
    'INV-02 request-names-its-order',
    orderNumber,
  );
  check(isMerchants(text, rail, account), 'INV-02 request-names-its-shop', account.appId);
  const amountMinor = amountOf(order);
  check(
    amountMinor === undefined || says(text, order, amountMinor),
    'INV-14 request-says-the-amount',
    orderNumber,
  );
  check(paymentCode === undefined || !head.includes(paymentCode), 'INV-02 code-is-no-address', kind);
}

type Leaving = readonly [rule: string, holds: (attempt: Attempt, refund: Order['refund']) => boolean];

const ON_WISH: Leaving = [
  'INV-05 cancels-on-wish',
  ({ reversalWanted, state, contradicted }) => reversalWanted || state === 'declined' || contradicted,
];
const WHILE_SUBMITTING: Leaving = ['INV-01 charges-while-submitting', ({ state }) => state === 'submitting'];

/** Where the attempt stands while such an operation may leave; questions may at any time. */
const LEAVING: Readonly<Partial<Record<OperationKind, Leaving>>> = {
  pay: WHILE_SUBMITTING,
  present: WHILE_SUBMITTING,
  capture: WHILE_SUBMITTING,
  collect: ['INV-01 collects-while-awaited', ({ state }) => state === 'awaiting_payer'],
  cancel: ON_WISH,
  close: ON_WISH,
  refund: [
    'INV-08 refunds-as-approved',
    ({ state, refunds }, wanted) =>
      (state === 'paid' || state === 'late_paid') &&
      refunds.some(
        (one) =>
          one.state === 'sent' && one.number === wanted?.number && one.amountMinor === wanted.amountMinor,
      ),
  ],
};

/** Stops unless the attempt, as it is written down, is one that such an operation may leave for. */
export function checkMayLeave(attempt: Attempt, kind: OperationKind, refund: Order['refund']): void {
  check(attempt.frozen === undefined, 'INV-06 frozen-sends-nothing', kind);
  const [rule, holds] = LEAVING[kind] ?? [];
  if (rule !== undefined && holds !== undefined) check(holds(attempt, refund), rule, attempt.state);
}

/** By any of these the provider knows what it is about; a reader is told to stop by its own name. */
function namesOf(order: Order, { readerId }: RailAccount): readonly string[] {
  const { kind, orderNumber, tradeNumber, paymentNumber, refund } = order;
  if (kind === 'pay' || kind === 'present') return [orderNumber];
  if (kind === 'refund') return refund === undefined ? [] : [refund.number];
  const known = [orderNumber, tradeNumber, paymentNumber, refund?.number];
  const isEnd = kind === 'cancel' || kind === 'close';
  return [...known, isEnd ? readerId : undefined].filter((name) => name !== undefined);
}

/** Where the shop signs, it says who it is. */
function isMerchants(text: string, rail: Pick<Rail, 'authentication'>, account: RailAccount): boolean {
  return rail.authentication !== 'signature' || text.includes(account.merchantId ?? account.appId);
}

/** What moves, minor units; nothing where no amount is said. */
function amountOf({ kind, amount, refund }: Order): number | undefined {
  if (kind === 'pay' || kind === 'present') return amount.amountMinor;
  return kind === 'refund' ? refund?.amountMinor : undefined;
}

/** Whether the amount stands there by itself, in minor units or as the provider writes it. */
function says(text: string, { amount: { currency } }: Order, amountMinor: number): boolean {
  const wanted = [String(amountMinor), moneyToText(money(currency, amountMinor))];
  return text.split(/[^\d.]+/).some((number) => wanted.includes(number));
}
