/** Opens a database and says in one word why it cannot be opened. */

import { type DBSchema, type IDBPDatabase, openDB, unwrap } from 'idb';
import type { DatabaseSpec } from './schema.ts';

export type OpenRefusal =
  /** The browser gives this page no storage: switched off, or a private window that has none (F-12). */
  | 'denied'
  /** No room on the disk or in the quota (F-04). */
  | 'full'
  /** A newer version of the counter has been here: this one must not touch its data (F-11). */
  | 'newer'
  /** Another tab with an older version has it open and does not let go (F-10); asking again later may work. */
  | 'blocked'
  /** Anything else: damaged, or the engine's storage does not answer. */
  | 'unavailable';

export type OpenResult<Schema extends DBSchema> =
  | { readonly ok: true; readonly database: IDBPDatabase<Schema> }
  | { readonly ok: false; readonly refusal: OpenRefusal };

/** Why an open connection ended by itself: another tab upgrades (F-10) or deletes, or the engine closed it (F-05). */
export type ClosedReason = 'upgrade' | 'deleted' | 'terminated';

/** How long an engine may stay silent before opening counts as refused. An upgrade that has begun may take its time. */
const PATIENCE_MS = 10_000;

/** Opens the database at its current version, migrating it if it is older. Never rejects; the database closes itself when another tab must upgrade it. */
export function openDatabase<Schema extends DBSchema>(
  spec: DatabaseSpec,
  closed: (reason: ClosedReason) => void,
): Promise<OpenResult<Schema>> {
  return new Promise((resolve) => {
    let answered = false;
    const answer = (result: OpenResult<Schema>) => {
      answered = true;
      clearTimeout(timer);
      resolve(result);
    };
    const timer = setTimeout(() => answer({ ok: false, refusal: 'unavailable' }), PATIENCE_MS);
    open<Schema>(spec, {
      closed,
      blocked: () => answer({ ok: false, refusal: 'blocked' }),
      upgrading: () => clearTimeout(timer),
    }).then(
      (database) => {
        // Opened after the caller has been refused: nobody would ever close it, and it would block others.
        if (answered) database.close();
        else answer({ ok: true, database });
      },
      (error: unknown) => answer({ ok: false, refusal: openRefusal(error) }),
    );
  });
}

interface OpenHooks {
  readonly closed: (reason: ClosedReason) => void;
  readonly blocked: () => void;
  readonly upgrading: () => void;
}

async function open<Schema extends DBSchema>(
  spec: DatabaseSpec,
  hooks: OpenHooks,
): Promise<IDBPDatabase<Schema>> {
  let opened: IDBPDatabase<Schema> | undefined;
  opened = await openDB<Schema>(spec.name, spec.steps.length, {
    upgrade(...event) {
      const [database, oldVersion, , transaction] = event;
      hooks.upgrading();
      for (const step of spec.steps.slice(oldVersion)) step(unwrap(database), unwrap(transaction));
    },
    blocked: () => hooks.blocked(),
    blocking(_, wantedVersion) {
      opened?.close();
      // No version is wanted where the database is to be deleted.
      hooks.closed(wantedVersion === null ? 'deleted' : 'upgrade');
    },
    terminated: () => hooks.closed('terminated'),
  });
  return opened;
}

/** The refusal that an error of opening means; engines differ in what they throw (reliability A.2). */
export function openRefusal(error: unknown): OpenRefusal {
  switch (errorName(error)) {
    case 'VersionError':
      return 'newer';
    case 'QuotaExceededError':
      return 'full';
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
    case 'ReferenceError':
      return 'denied';
    default:
      return 'unavailable';
  }
}

/** The name of an error, `''` when there is none: WebKit aborts with a null error on a full disk. */
export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
