/** What follows from a whole journal, folded from its entries: what every projection must be equal to. */

import { type Drawer, type DrawerMovement, drawerAfter } from './drawer.ts';
import { saleAfter, saleFactOf } from './facts.ts';
import type { Entry } from './journal.ts';
import type { Sale } from './sale.ts';
import { upcast } from './upcast.ts';

export type Rebuilt = { readonly ok: true } | { readonly ok: false; readonly refusal: 'newer' };

/** The drawer as it is folded: its balance now, and every movement in order. */
export interface DrawerLog {
  drawer: Drawer;
  readonly movements: DrawerMovement[];
}

export function createDrawerLog(): DrawerLog {
  return { drawer: {}, movements: [] };
}

/**
 * Folds entries, in order and verified, into `sales` and the drawer's `log`; older versions are brought up on the way, a
 * newer one stops it.
 */
export function foldEntries(
  sales: Map<number, Sale>,
  entries: Iterable<Entry>,
  log: DrawerLog = createDrawerLog(),
): Rebuilt {
  for (const old of entries) {
    const read = upcast(old);
    if (!read.ok) return read;
    const { entry } = read;
    const number = saleFactOf(entry)?.body.sale;
    const before = number === undefined ? undefined : sales.get(number);
    const after = number === undefined ? undefined : saleAfter(before, entry);
    if (after !== undefined) sales.set(after.number, after);
    const step = drawerAfter(log.drawer, entry, after === undefined ? undefined : { before, after });
    log.drawer = step.drawer;
    if (step.movement !== undefined) log.movements.push(step.movement);
  }
  return { ok: true };
}
