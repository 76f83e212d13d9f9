/** A connection to one database that outlives its own death: engines close connections as a matter of course (F-05). */

import type { DBSchema, IDBPDatabase } from 'idb';
import { type ClosedReason, errorName, type OpenRefusal, type OpenResult, openDatabase } from './open.ts';
import type { DatabaseSpec } from './schema.ts';

/** Thrown by reads when the database cannot be had, or is not what it was. */
export class StoreUnavailable extends Error {
  /** `lost`: the database opens, but holds less than was stored in it. */
  readonly refusal: OpenRefusal | 'lost';

  constructor(refusal: OpenRefusal | 'lost') {
    super(`store ${refusal}`);
    this.name = 'StoreUnavailable';
    this.refusal = refusal;
  }
}

export type ConnectionNews =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly refusal: OpenRefusal }
  | { readonly kind: 'closed'; readonly reason: ClosedReason };

export interface Connection<Schema extends DBSchema> {
  /** The open database; opened if it is not. */
  readonly database: () => Promise<OpenResult<Schema>>;
  /** Gives up a connection that has shown itself dead and opens a new one; who comes second gets what the first has opened. */
  readonly renew: (dead: IDBPDatabase<Schema>) => Promise<OpenResult<Schema>>;
  /** Runs a piece of work, once more on a new connection if the first was dead; rejects with StoreUnavailable. The work must be repeatable. */
  readonly use: <Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>) => Promise<Result>;
  readonly close: () => void;
}

/** `tell` hears of each opening, refusal and closing, so that the screen can say it (INV-15). */
export function createConnection<Schema extends DBSchema>(
  spec: DatabaseSpec,
  tell: (news: ConnectionNews) => void = () => {},
): Connection<Schema> {
  let current: Promise<OpenResult<Schema>> | undefined;

  const open = (): Promise<OpenResult<Schema>> => {
    const opening = openDatabase<Schema>(spec, (reason) => {
      if (current === opening) current = undefined;
      tell({ kind: 'closed', reason });
    }).then((result) => {
      if (!result.ok && current === opening) current = undefined;
      tell(result.ok ? { kind: 'opened' } : { kind: 'refused', refusal: result.refusal });
      return result;
    });
    current = opening;
    return opening;
  };
  const database = () => current ?? open();
  const close = () => {
    const closing = current;
    current = undefined;
    closing?.then((result) => result.ok && result.database.close());
  };
  const renew = async (dead: IDBPDatabase<Schema>): Promise<OpenResult<Schema>> => {
    const before = current;
    const present = await before;
    if (current !== before || (present?.ok && present.database !== dead)) return database();
    close();
    return open();
  };
  const use = async <Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> => {
    const first = await database();
    if (!first.ok) throw new StoreUnavailable(first.refusal);
    try {
      return await work(first.database);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
    }
    const second = await renew(first.database);
    if (!second.ok) throw new StoreUnavailable(second.refusal);
    try {
      return await work(second.database);
    } catch (error) {
      throw isConnectionLoss(error) ? new StoreUnavailable('unavailable') : error;
    }
  };
  return { database, renew, use, close };
}

/** Whether an error says that the connection is dead, not that the work is wrong: on it only reopening helps. */
export function isConnectionLoss(error: unknown): boolean {
  return ['', 'InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'].includes(
    errorName(error),
  );
}
