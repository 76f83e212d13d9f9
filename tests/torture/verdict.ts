/** Compares what the journal, the gateway's ledger and the screen say of a trial; whatever does not agree is a violation. */

import { attemptsOf, type Sale } from '../../src/domain/sale.ts';
import type { LiveSite } from '../support/live-shop.ts';
import { type Book, chainBreaks, copyDifferences, missingFrom } from './book.ts';
import { amountText, type Plan } from './plan.ts';
import { openMatters } from './settle.ts';
import { says, WORDS } from './words.ts';

export const KINDS = [
  'lost',
  'doubled',
  'false_paid',
  'false_failed',
  'unsettled',
  'chain',
  'copy',
  'trial',
] as const;

export type Kind = (typeof KINDS)[number];

export interface Violation {
  readonly kind: Kind;
  readonly text: string;
}

/** Everything that is known when a trial is over. */
export interface Evidence {
  readonly plan: Plan;
  /** The records as they were read at each time, oldest first. */
  readonly books: readonly Book[];
  readonly last: Book;
  readonly copy: Readonly<Record<string, string>> | undefined;
  /** What was said aloud, in all runs of the browser. */
  readonly heard: readonly string[];
}

interface LedgerLine {
  readonly orderNumber: string;
  readonly kind: string;
  readonly amountMinor: number;
  readonly discountMinor: number;
}

interface Exchange {
  readonly operation: string;
  readonly orderNumber: string | null;
  readonly arrival: string;
}

/** The gateway's side, read after everything has settled. */
interface Outside {
  readonly providers: readonly LedgerLine[];
  readonly exchanges: readonly Exchange[];
  readonly findings: readonly string[];
  /** Messages that a browser has repeated by itself, to the last byte. */
  readonly repeated: readonly string[];
}

/** Nothing when all is well. */
export async function judge(site: LiveSite, evidence: Evidence): Promise<readonly Violation[]> {
  const { providers } = await site.control<{ providers: readonly LedgerLine[] }>('ledgers');
  const exchanges = await site.control<readonly Exchange[]>('exchanges?after=0');
  const { findings } = await site.control<{ findings: readonly string[] }>('audit');
  const outside: Outside = { providers, exchanges, findings, repeated: site.repeated };
  const { last, books, copy } = evidence;
  const found: Readonly<Record<Kind, readonly string[]>> = {
    lost: [...books.flatMap((book) => missingFrom(last, book)), ...lostMoney(last, outside)],
    doubled: doubled(last, outside),
    false_paid: falsePaid(evidence, outside),
    false_failed: falseFailed(evidence, outside),
    unsettled: last.sales.flatMap((sale) =>
      openMatters(sale).map((text) => `sale ${sale.number}: ${text}; ${lastWords(last)}`),
    ),
    chain: [...books, last].flatMap(chainBreaks),
    copy: copy === undefined ? [] : copyDifferences(last, copy),
    trial: outside.findings.map((text) => `the gateway's own audit: ${JSON.stringify(text)}`),
  };
  return KINDS.flatMap((kind) => found[kind].map((text) => ({ kind, text })));
}

/** The end of the journal in a few words, with the seconds since the entry before. */
function lastWords({ entries }: Book): string {
  const words = entries.slice(-14).map(({ kind, at, body, seq }) => {
    const event = body['event'] as { type?: string; fault?: string } | undefined;
    const seconds = Math.round((at - (entries[seq - 2]?.at ?? at)) / 1_000);
    const what = [event?.type, event?.fault, body['operationKind']].filter((part) => part !== undefined);
    return `+${seconds}s ${[kind, ...what].join(' ')}`;
  });
  return words.join(', ');
}

function netOf(orderNumber: string, { providers }: Outside): number {
  return providers
    .filter((line) => line.orderNumber === orderNumber)
    .reduce((total, { amountMinor, discountMinor }) => total + amountMinor + discountMinor, 0);
}

function believedMinor(attempt: ReturnType<typeof attemptsOf>[number]): number {
  if (attempt.state !== 'paid' && attempt.state !== 'late_paid') return 0;
  return attempt.refunds
    .filter(({ state }) => state === 'succeeded')
    .reduce((rest, { amountMinor }) => rest - amountMinor, attempt.amount.amountMinor);
}

/** Money at the provider of which the journal knows nothing, or something else. */
function lostMoney({ sales }: Book, outside: Outside): readonly string[] {
  const attempts = sales.flatMap(attemptsOf).filter(({ rail }) => rail !== 'cash');
  const known = new Set(attempts.map(({ orderNumber }) => orderNumber));
  const strangers = outside.providers.filter(({ orderNumber }) => !known.has(orderNumber));
  return [
    ...strangers.map(({ orderNumber }) => `the provider has ${orderNumber}, which is in no journal`),
    ...attempts.flatMap((attempt) => {
      const [theirs, ours] = [netOf(attempt.orderNumber, outside), believedMinor(attempt)];
      if (theirs === ours) return [];
      return [
        `${attempt.orderNumber} (${attempt.state}): the provider holds ${theirs}, the till believes ${ours}`,
      ];
    }),
  ];
}

function doubled({ sales }: Book, { providers, exchanges, repeated: again }: Outside): readonly string[] {
  const paid = providers.filter(({ kind }) => kind === 'payment').map(({ orderNumber }) => orderNumber);
  // What a browser repeats by itself when a connection was cut is one asking: the number and the signature are the same.
  // A QR whose making had no answer is asked for again under the same number, which no provider takes for a second order.
  const asked = exchanges
    .filter(({ operation, arrival }) => operation === 'pay' && arrival === 'arrived')
    .map(({ orderNumber }) => String(orderNumber));
  return [
    ...repeated(paid).map((order) => `${order} was charged twice`),
    ...repeated(asked)
      .filter((order) => !again.some((message) => message.includes(order)))
      .map((order) => `${order} was asked for twice`),
    ...sales.flatMap(tooMuch),
  ];
}

function repeated(list: readonly string[]): readonly string[] {
  return list.filter((one, index) => list.indexOf(one) !== index);
}

function tooMuch(sale: Sale): readonly string[] {
  const held = attemptsOf(sale).reduce((total, attempt) => total + believedMinor(attempt), 0);
  return held > sale.due.amountMinor ? [`sale ${sale.number} holds ${held} of ${sale.due.amountMinor}`] : [];
}

/** Said "paid": then it was written down, and the provider was paid (cash is in no ledger but the journal). */
function falsePaid({ plan, heard, last }: Evidence, { providers }: Outside): readonly string[] {
  const said = heard.filter((text) => isAbout(text, plan) && says(text, WORDS.paid));
  if (said.length === 0) return [];
  const sale = saleOf(last, plan);
  if (sale === undefined) return [`"${said[0]}" was said of a sale that is in no journal`];
  const paying = attemptsOf(sale).find(({ state }) => state === 'paid');
  if (paying === undefined) return [`"${said[0]}" was said, and the journal has no payment`];
  if (paying.rail === 'cash') return [];
  const isThere = providers.some(
    ({ orderNumber, kind }) => orderNumber === paying.orderNumber && kind === 'payment',
  );
  return isThere ? [] : [`"${said[0]}" was said, and the provider has no payment`];
}

/** Said "not paid": then the provider keeps nothing of it, whatever came later. */
function falseFailed({ plan, heard, last }: Evidence, outside: Outside): readonly string[] {
  const said = heard.filter((text) => isAbout(text, plan) && says(text, WORDS.notPaid));
  const sale = saleOf(last, plan);
  if (said.length === 0 || sale === undefined) return [];
  return attemptsOf(sale)
    .filter(({ rail, orderNumber }) => rail !== 'cash' && netOf(orderNumber, outside) !== 0)
    .map(({ orderNumber }) => `"${said[0]}" was said, and the provider keeps money of ${orderNumber}`);
}

function isAbout(text: string, { amountMinor }: Plan): boolean {
  return text.includes(amountText(amountMinor));
}

function saleOf({ sales }: Book, { amountMinor }: Plan): Sale | undefined {
  return sales.find(({ due }) => due.amountMinor === amountMinor);
}
