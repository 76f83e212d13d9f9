/** The book in memory: the live sales as the journal tells them, and the one way to change them. */

import { check } from '../domain/assert.ts';
import { type Drawer, type DrawerMovement, drawerAfter, refuseMovement } from '../domain/drawer.ts';
import { type Fact, factToDraft, saleAfter, saleFactOf } from '../domain/facts.ts';
import { type Digest, type Entry, extend, type Head, newHead, type Seal } from '../domain/journal.ts';
import { isWritableJson } from '../domain/json.ts';
import { checkSale } from '../domain/laws.ts';
import { factsByRule } from '../domain/rules.ts';
import type { Sale } from '../domain/sale.ts';
import type { Clock, Journal, JournalState, SideText } from '../ports.ts';

export interface BookView {
  readonly head: Head;
  /** Live sales, and those that were changed since the book was read, by number. */
  readonly sales: ReadonlyMap<number, Sale>;
  readonly newest: number;
  /** What should be in the cash drawer. */
  readonly drawer: Drawer;
}

/** What a decision says: facts to write, or a reason why not. A decision is made on the newest view, and must be pure. */
export type Decision<R extends string> =
  | { readonly facts: readonly Fact[]; readonly texts?: readonly SideText[] }
  | { readonly refusal: R };

export type ChangeRefusal = 'fenced' | 'storage';

export type Changed<R extends string> =
  | { readonly ok: true; readonly view: BookView }
  | { readonly ok: false; readonly refusal: R | ChangeRefusal };

export interface Book {
  readonly view: () => BookView;
  /** Reads everything from the journal again. Rejects when the journal cannot be read. */
  readonly reload: () => Promise<BookView>;
  /** Brings a sale that is not in the view into it; nothing when there is no such sale. */
  readonly fetch: (number: number) => Promise<Sale | undefined>;
  /** Decides and writes, one change after another: what resolves with `ok` is durable. */
  readonly change: <R extends string = never>(decide: (view: BookView) => Decision<R>) => Promise<Changed<R>>;
}

export interface BookOptions {
  readonly till: string;
  readonly actor: () => string;
  readonly shift?: () => string | undefined;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly digest: Digest;
  /** What this window has to say before anything else it writes; asked until it is written. */
  readonly preface?: (view: BookView) => readonly Fact[];
  /** Called after every change of the view, durable or read. */
  readonly onChange: (view: BookView) => void;
}

/** How many rounds of rules one change may set off; more would be two rules chasing each other. */
const MAX_RULE_ROUNDS = 16;

/** How many finished sales stay in memory beside the live ones. */
const KEPT_SALES = 50;

export function createBook(options: BookOptions): Book {
  const { journal, clock, onChange } = options;
  let view: BookView = { head: newHead(options.till), sales: new Map(), newest: 0, drawer: {} };
  let last: Promise<unknown> = Promise.resolve();
  const preface = createPreface(options.preface);

  /** One after another, so that every decision sees what the one before has made durable. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  async function read(): Promise<BookView> {
    const state = await journal.read();
    checkRead(view, state);
    preface.found(state.head);
    view = viewIn(state, options.till);
    onChange(view);
    return view;
  }

  async function write<R extends string>(decide: (view: BookView) => Decision<R>): Promise<Changed<R>> {
    if (isBehind(view)) return { ok: false, refusal: 'fenced' };
    const decision = decide(view);
    if ('refusal' in decision) return { ok: false, refusal: decision.refusal };
    const facts = [...preface.facts(view), ...decision.facts];
    if (facts.length === 0) return { ok: true, view };
    const stamp = stampOf(options, clock.now());
    const step = project(view, facts, (head, all) => extend(head, all.map(factToDraft), stamp));
    checkStep(view, step, decision.texts ?? []);
    const appended = await journal.append({
      after: view.head,
      head: step.view.head,
      entries: step.entries,
      sales: step.changed,
      texts: decision.texts ?? [],
      ...(step.view.drawer === view.drawer ? {} : { drawer: step.view.drawer }),
      movements: step.movements,
    });
    preface.left(step.view.head, appended.ok);
    if (!appended.ok) return { ok: false, refusal: appended.refusal === 'fenced' ? 'fenced' : 'storage' };
    view = step.view;
    onChange(view);
    return { ok: true, view };
  }

  async function bring(number: number): Promise<Sale | undefined> {
    const known = view.sales.get(number);
    if (known !== undefined) return known;
    const sale = await journal.saleByNumber(number);
    if (sale !== undefined) view = { ...view, sales: new Map(view.sales).set(number, sale) };
    return sale;
  }

  return {
    view: () => view,
    reload: () => inTurn(read),
    fetch: (number) => inTurn(() => bring(number)),
    change: (decide) => inTurn(() => write(decide)),
  };
}

function viewIn({ head, live, newest, drawer }: JournalState, till: string): BookView {
  const sales = new Map(live.map((sale) => [sale.number, sale]));
  return { head: head ?? newHead(till), sales, newest, drawer: drawer ?? {} };
}

/** What a window says first: once, also where a storage had kept what it refused. */
function createPreface(say: BookOptions['preface']) {
  let isSaid = false;
  let refused: Head | undefined;
  return {
    facts: (view: BookView): readonly Fact[] => (isSaid || say === undefined ? [] : say(view)),
    left: (head: Head, isWritten: boolean): void => {
      isSaid ||= isWritten;
      refused = isWritten ? undefined : head;
    },
    found: (head: Head | undefined): void => {
      isSaid ||= refused !== undefined && refused.hash === head?.hash;
    },
  };
}

/** Whether a sale that was brought into the view is newer than its head: another window has written meanwhile. */
function isBehind({ head, sales }: BookView): boolean {
  return [...sales.values()].some((sale) => sale.lastSeq > head.seq);
}

function stampOf({ actor, shift, digest }: BookOptions, at: number): Seal {
  const current = shift?.();
  return { at, actor: actor(), digest, ...(current === undefined ? {} : { shift: current }) };
}

interface Projected {
  readonly view: BookView;
  readonly entries: readonly Entry[];
  readonly changed: readonly Sale[];
  readonly movements: readonly DrawerMovement[];
}

/** Applies the facts and whatever follows from them by rule. */
function project(
  before: BookView,
  facts: readonly Fact[],
  seal: (head: Head, facts: readonly Fact[]) => { entries: readonly Entry[]; head: Head },
): Projected {
  const sales = new Map(before.sales);
  const touched = new Set<number>();
  const entries: Entry[] = [];
  const movements: DrawerMovement[] = [];
  let { head, newest, drawer } = before;
  let pending = facts;
  for (let round = 0; pending.length > 0; round += 1) {
    check(round < MAX_RULE_ROUNDS, 'rules-come-to-rest');
    const sealed = seal(head, pending);
    head = sealed.head;
    for (const entry of sealed.entries) {
      entries.push(entry);
      const number = saleFactOf(entry)?.body.sale;
      const old = number === undefined ? undefined : sales.get(number);
      const sale = number === undefined ? undefined : saleAfter(old, entry);
      const step = drawerAfter(drawer, entry, sale === undefined ? undefined : { before: old, after: sale });
      drawer = step.drawer;
      if (step.movement !== undefined) movements.push(step.movement);
      if (sale === undefined) continue;
      sales.set(sale.number, sale);
      newest = Math.max(newest, sale.number);
      touched.add(sale.number);
    }
    pending = [...touched].flatMap((number) => factsByRule(saleAt(sales, number)));
  }
  const changed = [...touched].map((number) => saleAt(sales, number));
  for (const sale of sales.values()) {
    if (!sale.live && sale.number < newest - KEPT_SALES && !touched.has(sale.number))
      sales.delete(sale.number);
  }
  return { view: { head, sales, newest, drawer }, entries, changed, movements };
}

/** What is read is no less than what was seen before, and of the same till: an emptied book must not go on as a new one. */
function checkRead({ head: seen }: BookView, { head, live, newest }: JournalState): void {
  check((head?.seq ?? 0) >= seen.seq, 'INV-19 book-never-shrinks', `${head?.seq ?? 0}<${seen.seq}`);
  check(head === undefined || seen.seq === 0 || head.till === seen.till, 'INV-19 same-till');
  check((head?.epoch ?? 1) >= seen.epoch, 'INV-19 same-life-or-later');
  check(head !== undefined || (live.length === 0 && newest === 0), 'INV-19 no-sales-without-entries');
  check(
    live.every(({ number }) => number <= newest),
    'INV-03 newest-is-newest',
    String(newest),
  );
}

/** What is about to be written can be read again, says what follows from it, and changes no sale against the laws. */
function checkStep(
  before: BookView,
  { entries, changed, movements, view }: Projected,
  texts: readonly SideText[],
): void {
  const { head, newest, drawer } = view;
  check(
    entries.every(({ body }) => isWritableJson(body)),
    'INV-07 entry-can-be-read',
    String(head.seq),
  );
  check(
    entries.every(({ epoch }) => epoch === before.head.epoch),
    'INV-18 entry-of-this-life',
    String(head.seq),
  );
  check(head.seq === before.head.seq + entries.length, 'INV-07 head-counts', String(head.seq));
  check(newest - before.newest <= entries.length && newest >= before.newest, 'INV-07 sales-are-counted');
  const notes = entries.map(({ body }) => body['note']);
  check(
    texts.every(({ commitment }) => notes.includes(commitment)),
    'INV-07 text-has-its-entry',
  );
  check(
    movements.every((one) => refuseMovement(one) === undefined),
    'INV-14 drawer-movement',
  );
  const sums = Object.values(drawer).flatMap((account) => Object.values(account));
  check(drawer === before.drawer || sums.every(Number.isSafeInteger), 'INV-14 drawer-sums');
  for (const sale of changed) {
    const old = before.sales.get(sale.number);
    check(old !== undefined || sale.number > before.newest, 'INV-07 sale-is-known', sale.id);
    checkSale(old, sale);
  }
}

function saleAt(sales: ReadonlyMap<number, Sale>, number: number): Sale {
  const sale = sales.get(number);
  check(sale !== undefined, 'sale-in-view', String(number));
  return sale;
}
