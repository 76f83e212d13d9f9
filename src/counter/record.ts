/** Record-only rails (own collection code, bank's terminal, voucher): nobody can be asked, so the cashier's word is written down. */

import { type Attempt, type Attested, isOpen } from '../domain/attempt.ts';
import type { SaleFact } from '../domain/facts.ts';
import { hasProvider, type RailName } from '../domain/rail.ts';
import { isReference } from '../domain/reference.ts';
import { attemptsOf } from '../domain/sale.ts';
import { lifeOf } from '../domain/timing.ts';
import type { BookView, Decision } from './book.ts';
import {
  attemptOpened,
  type CommandRefusal,
  refuseByRail,
  type SaleOrAmount,
  targetSale,
} from './commands.ts';

export interface RecordCommand {
  readonly rail: RailName;
  readonly ids: { readonly tender: string; readonly attempt: string; readonly orderNumber: string };
  readonly now: number;
}

/** Shows the customer what to pay by a record-only rail: the attempt is open until the cashier says how it ended. */
export function decideShowRecord(
  view: BookView,
  what: SaleOrAmount,
  command: RecordCommand,
): Decision<CommandRefusal> {
  const opened = openRecord(view, what, command);
  return 'refusal' in opened ? opened : { facts: opened.facts, texts: opened.texts };
}

/** The cashier says that it was taken: by the attempt that is shown, or by a new one in the same step. */
export function decideTakenRecord(
  view: BookView,
  what: SaleOrAmount,
  command: RecordCommand & Attested,
): Decision<CommandRefusal> {
  const { by, reference } = command;
  if (reference !== undefined && !isReference(reference)) return { refusal: 'reference' };
  const said: Attested = { by, ...(reference === undefined ? {} : { reference }) };
  const shown = 'sale' in what ? shownAttempt(view, what.sale, command.rail) : undefined;
  if (shown !== undefined && 'sale' in what) return { facts: [taken(what.sale, shown.id, said)] };
  const opened = openRecord(view, what, command);
  if ('refusal' in opened) return opened;
  return {
    facts: [...opened.facts, taken(opened.sale, command.ids.attempt, said)],
    texts: opened.texts,
  };
}

function openRecord(view: BookView, what: SaleOrAmount, { rail, ids, now }: RecordCommand) {
  const target = targetSale(view, what);
  if ('refusal' in target) return target;
  const { number, due, opening, texts, tenderId } = target;
  const refusal = refuseByRail(rail, due);
  if (refusal !== undefined) return { refusal };
  const known = { ...ids, tender: tenderId(rail) ?? ids.tender };
  const how = { rail, presentation: 'record', ...lifeOf('record', now) } as const;
  const facts: SaleFact[] = [...opening, attemptOpened(target, known, how)];
  return { sale: number, facts, texts };
}

function shownAttempt(view: BookView, sale: number, rail: RailName): Attempt | undefined {
  const known = view.sales.get(sale);
  if (known === undefined) return undefined;
  return attemptsOf(known).findLast(
    (attempt) => attempt.rail === rail && !hasProvider(attempt.rail) && isOpen(attempt),
  );
}

function taken(sale: number, attempt: string, attested: Attested): SaleFact {
  return {
    kind: 'attempt.changed',
    body: { sale, attempt, event: { type: 'PAID', attested }, evidence: 'cashier_attested' },
  };
}
