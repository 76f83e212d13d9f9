/** The cash drawer beside the sales: put in, taken out, opened without a sale, counted. */

import { type DrawerMove, type DrawerMoved, type DrawerReason, refuseMovement } from '../domain/drawer.ts';
import type { Currency } from '../domain/money.ts';
import type { SideText } from '../ports.ts';
import type { Decision } from './book.ts';
import type { CommandRefusal } from './commands.ts';

export interface DrawerCommand {
  readonly movement: DrawerMove;
  readonly currency: Currency;
  /** What was put in, taken out or counted, minor units; 0 for an opening without a sale. */
  readonly amountMinor: number;
  readonly reason?: DrawerReason;
  /** The cashier's own words. */
  readonly note?: SideText;
}

/** More may be taken out than should be there: what is in the drawer decides, and the next count tells. */
export function decideDrawer({ note, ...command }: DrawerCommand): Decision<CommandRefusal> {
  const moved: DrawerMoved = { ...command, ...(note === undefined ? {} : { note: note.commitment }) };
  const refusal = refuseMovement(moved);
  if (refusal !== undefined) return { refusal };
  return { facts: [{ kind: 'drawer.moved', body: moved }], texts: note === undefined ? [] : [note] };
}
