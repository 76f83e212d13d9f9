/** Judges how a flow ended: the ledgers, the journal, what the shop holds, and that opening the till again changes nothing. */

import { audit } from '../../../simulator/world/auditor.ts';
import { ledgers } from '../../../simulator/world/ledger.ts';
import { type Attempt, chargedBy } from '../../../src/domain/attempt.ts';
import type { Entry } from '../../../src/domain/journal.ts';
import { attemptsOf, isSettled, type Sale } from '../../../src/domain/sale.ts';
import { type Audited, differences, lies } from '../../support/audit.ts';
import type { Flow } from './people.ts';
import type { Stage } from './stage.ts';

function audited({ host, store }: Stage): Audited {
  return {
    store,
    control: async (path) => (path === 'audit' ? { findings: audit(host.world()) } : ledgers(host.world())),
  };
}

/** What a screen would say now that is not true. */
export function liesOn(stage: Stage): Promise<readonly string[]> {
  return lies(audited(stage), stage.store.sales.values(), chargedBy);
}

/** Every difference between the three ledgers and the journal, and everything that has not come to its end. */
export function booksDiffer(stage: Stage): Promise<readonly string[]> {
  return differences(audited(stage));
}

/** What the shop holds of a sale: paid and not given back, by whomever. */
function heldMinor(sale: Sale): number {
  return attemptsOf(sale).reduce(
    (total, attempt) => total + (attempt.state === 'paid' ? keptMinor(attempt) : 0),
    0,
  );
}

function keptMinor({ amount, refunds }: Attempt): number {
  return refunds.reduce(
    (kept, refund) => kept - (refund.state === 'succeeded' ? refund.amountMinor : 0),
    amount.amountMinor,
  );
}

/** Whether the flow has come to its end: nothing is open, watched or owed any more. */
export function isOver({ store }: Stage, flow: Flow): boolean {
  const sale = store.sales.get(1);
  return sale !== undefined && !sale.live && heldMinor(sale) === flow.ends.heldMinor;
}

export async function findings(stage: Stage, flow: Flow): Promise<readonly string[]> {
  const { store, thrown } = stage;
  const found = [...thrown, ...(await booksDiffer(stage)), ...laterCharges(stage)];
  if (store.sales.size !== 1) found.push(`there are ${store.sales.size} sales`);
  const sale = store.sales.get(1);
  if (sale === undefined) return found;
  if (isSettled(sale) !== flow.ends.isSettled) found.push(`settled: ${isSettled(sale)}`);
  if (heldMinor(sale) !== flow.ends.heldMinor)
    found.push(`the shop holds ${heldMinor(sale)}, it should hold ${flow.ends.heldMinor}`);
  if (sale.live) found.push('the sale has not come to rest');
  return found;
}

/** Everything that moved money, in the order of the provider's books: what a recovery may not add to. */
export function effects({ host }: Stage): readonly string[] {
  return ledgers(host.world()).providers.map(
    ({ orderNumber, kind, amountMinor }) => `${orderNumber} ${kind} ${amountMinor}`,
  );
}

/** The journal without what a start writes of itself. */
export function story({ store }: Stage): readonly string[] {
  return [...store.entries.values()]
    .map((entry) => entry as Entry)
    .filter(({ kind }) => kind !== 'run.started')
    .map(({ kind, body }) => `${kind} ${JSON.stringify(body)}`);
}

const CHARGES: readonly unknown[] = ['pay', 'present', 'collect'];

/** What brings money in leaves in the run in which its attempt was opened, and never again (design.md 3). */
function laterCharges({ store }: Stage): readonly string[] {
  const openedIn = new Map<unknown, number>();
  const found: string[] = [];
  let run = 0;
  for (const one of store.entries.values()) {
    const { kind, body } = one as Entry;
    if (kind === 'run.started') run += 1;
    if (kind === 'attempt.opened') openedIn.set(body['attempt'], run);
    const isLater = kind === 'operation.sent' && openedIn.get(body['attempt']) !== run;
    if (isLater && CHARGES.includes(body['operationKind']))
      found.push(`${body['operationKind']} of an attempt that an earlier run had opened`);
  }
  return found;
}
