/** The cash drawer: what is put in, taken out and counted beside the sales, and what should be in it; a projection of the journal. */

import type { Attempt } from './attempt.ts';
import { handedBackMinor } from './cash.ts';
import type { Entry } from './journal.ts';
import { type Currency, isMinorAmount } from './money.ts';
import { RAIL_FACTS } from './rail.ts';
import { attemptsOf, type Sale } from './sale.ts';

/** Why somebody opens the drawer beside a sale; each with the reasons that it may have, none where it is its own reason. */
export const DRAWER_REASONS = {
  /** Change money, put in before the first sale. */
  float: [],
  paid_in: ['more_change', 'correction', 'other'],
  paid_out: ['to_bank', 'expense', 'handed_back', 'correction', 'other'],
  /** Opened without a sale and without money. */
  no_sale: ['give_change', 'look', 'mistake', 'other'],
  /** What somebody counted; from then on this is what is in it. */
  count: [],
} as const;

export type DrawerMove = keyof typeof DRAWER_REASONS;
export type DrawerReason = (typeof DRAWER_REASONS)[DrawerMove][number];

export interface DrawerMoved {
  readonly movement: DrawerMove;
  readonly currency: Currency;
  /** What was put in, taken out or counted; 0 for an opening without a sale. */
  readonly amountMinor: number;
  readonly reason?: DrawerReason;
  /** Commitment to the cashier's own words. */
  readonly note?: string;
}

/** One movement as it stands in a list. */
export interface DrawerMovement extends DrawerMoved {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  /** What should have been in the drawer just before; with a count, the difference tells what is missing or too much. */
  readonly expectedMinor: number;
}

/** The cash of one currency since it was last counted, minor units. */
export interface DrawerAccount {
  readonly countedAt?: number;
  /** What was counted then; 0 before the first count. */
  readonly startMinor: number;
  /** Cash sales, as they were due. */
  readonly soldMinor: number;
  /** What rounding brought, below zero where it cost. */
  readonly roundingMinor: number;
  readonly handedBackMinor: number;
  readonly putInMinor: number;
  readonly takenOutMinor: number;
  /** How often it was opened without a sale. */
  readonly openings: number;
}

export type Drawer = Readonly<Partial<Record<Currency, DrawerAccount>>>;

export const EMPTY_ACCOUNT: DrawerAccount = {
  startMinor: 0,
  soldMinor: 0,
  roundingMinor: 0,
  handedBackMinor: 0,
  putInMinor: 0,
  takenOutMinor: 0,
  openings: 0,
};

/** What should be in the drawer; below zero when more was taken out than was ever written down as put in. */
export function expectedMinor(account: DrawerAccount): number {
  const { startMinor, soldMinor, roundingMinor, handedBackMinor: backMinor } = account;
  return startMinor + soldMinor + roundingMinor - backMinor + account.putInMinor - account.takenOutMinor;
}

export type DrawerRefusal = 'drawer_amount' | 'drawer_reason';

/** What is wrong with a movement, first reason first. */
export function refuseMovement({ movement, amountMinor, reason }: DrawerMoved): DrawerRefusal | undefined {
  const isEmptyHanded = movement === 'no_sale';
  const mayBeZero = isEmptyHanded || movement === 'count';
  const isAmount = isMinorAmount(amountMinor) && (isEmptyHanded ? amountMinor === 0 : true);
  if (!isAmount || (amountMinor === 0 && !mayBeZero)) return 'drawer_amount';
  const reasons: readonly DrawerReason[] = DRAWER_REASONS[movement];
  const isReason = reasons.length === 0 ? reason === undefined : reasons.some((one) => one === reason);
  return isReason ? undefined : 'drawer_reason';
}

export interface DrawerStep {
  readonly drawer: Drawer;
  readonly movement?: DrawerMovement;
}

/** The drawer after an entry; `sales` is its sale before and after where it is about one. The same object when nothing changed. */
export function drawerAfter(
  drawer: Drawer,
  entry: Entry,
  sales?: { readonly before: Sale | undefined; readonly after: Sale },
): DrawerStep {
  if (sales !== undefined) return { drawer: afterSale(drawer, sales.before, sales.after) };
  if (entry.kind !== 'drawer.moved') return { drawer };
  const moved = entry.body as unknown as DrawerMoved;
  const account = drawer[moved.currency] ?? EMPTY_ACCOUNT;
  const { seq, at, actor } = entry;
  return {
    drawer: { ...drawer, [moved.currency]: afterMove(account, moved, at) },
    movement: { seq, at, actor, ...moved, expectedMinor: expectedMinor(account) },
  };
}

function afterMove(
  account: DrawerAccount,
  { movement, amountMinor }: DrawerMoved,
  at: number,
): DrawerAccount {
  switch (movement) {
    case 'float':
    case 'paid_in':
      return { ...account, putInMinor: account.putInMinor + amountMinor };
    case 'paid_out':
      return { ...account, takenOutMinor: account.takenOutMinor + amountMinor };
    case 'no_sale':
      return { ...account, openings: account.openings + 1 };
    case 'count':
      return { ...EMPTY_ACCOUNT, countedAt: at, startMinor: amountMinor };
  }
}

function afterSale(drawer: Drawer, before: Sale | undefined, after: Sale): Drawer {
  const [old, now] = [cashOf(before), cashOf(after)];
  const isSame =
    old.soldMinor === now.soldMinor &&
    old.roundingMinor === now.roundingMinor &&
    old.handedBackMinor === now.handedBackMinor;
  if (isSame) return drawer;
  const { currency } = after.due;
  const account = drawer[currency] ?? EMPTY_ACCOUNT;
  const next: DrawerAccount = {
    ...account,
    soldMinor: account.soldMinor + now.soldMinor - old.soldMinor,
    roundingMinor: account.roundingMinor + now.roundingMinor - old.roundingMinor,
    handedBackMinor: account.handedBackMinor + now.handedBackMinor - old.handedBackMinor,
  };
  return { ...drawer, [currency]: next };
}

type SaleCash = Pick<DrawerAccount, 'soldMinor' | 'roundingMinor' | 'handedBackMinor'>;

/** What a sale brought into the drawer, and what of it was handed back. */
function cashOf(sale: Sale | undefined): SaleCash {
  const legs = sale === undefined ? [] : attemptsOf(sale).filter(isCash);
  const total = (minorOf: (attempt: Attempt) => number): number =>
    legs.reduce((minor, attempt) => minor + minorOf(attempt), 0);
  return {
    soldMinor: total((attempt) => attempt.amount.amountMinor),
    roundingMinor: total((attempt) => attempt.cash?.roundingMinor ?? 0),
    handedBackMinor: total((attempt) =>
      attempt.refunds
        .filter((refund) => refund.state === 'succeeded')
        .reduce((minor, refund) => minor + handedBackMinor(refund), 0),
    ),
  };
}

/** Notes and coins were taken: they are in the drawer until they are handed back, whatever becomes of the sale. */
function isCash({ rail, cash }: Attempt): boolean {
  return RAIL_FACTS[rail].kind === 'cash' && cash !== undefined;
}
