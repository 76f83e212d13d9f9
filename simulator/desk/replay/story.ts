/** A trace of the simulation as a story: who did what when, which of it was a fault, and which rule was broken. */

export const ACTORS = ['till', 'person', 'screen', 'storage', 'network', 'provider', 'clock', 'run'] as const;
export type Actor = (typeof ACTORS)[number];

/** What a line of a trace can be about; `tests/simulation/swarm/seen.ts` writes them. */
export const KINDS = [
  'entry',
  'acknowledged',
  'refused',
  'send',
  'heard',
  'command',
  'done',
  'word',
  'gone',
  'notice',
  'lock',
  'tab',
  'fault',
  'customer',
  'phase',
  'ledger',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Row {
  /** Epoch milliseconds, as it truly was. */
  readonly at: number;
  readonly actor: Actor;
  readonly kind: Kind;
  /** The till and its tab, the customer, the rail; empty when it is nobody's. */
  readonly whose: string;
  /** In the counter's own terms. */
  readonly what: string;
  readonly isFault: boolean;
  /** The order it belongs to, if any. */
  readonly order: string | undefined;
  /** The whole line. */
  readonly full: string;
}

export interface Story {
  readonly seed: number;
  readonly commit: string;
  readonly broken: readonly { readonly rule: string; readonly what: string }[];
  /** In the order of time. */
  readonly rows: readonly Row[];
  /** Every order in it, in the order of their first row. */
  readonly orders: readonly string[];
}

export type Told =
  | { readonly ok: true; readonly story: Story }
  | { readonly ok: false; readonly refusal: 'not_a_trace' | 'too_large' };

type Fields = Readonly<Record<string, unknown>>;

const MOST_LINES = 20_000;
const LONGEST_TEXT = 4_000;
const ORDER = /GT[0-9A-HJKMNP-TV-Z]{26}/;

/** Reads JSON lines; a line of a kind that is not known, or without a time, makes the whole no trace. */
export function readStory(text: string): Told {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > MOST_LINES) return { ok: false, refusal: 'too_large' };
  const [first, ...others] = lines.map(fieldsIn);
  if (first?.['t'] !== 'run' || !Number.isSafeInteger(first['seed']))
    return { ok: false, refusal: 'not_a_trace' };
  const broken: { rule: string; what: string }[] = [];
  const rows: Row[] = [];
  const find = createFinder();
  for (const fields of others) {
    if (fields === undefined) return { ok: false, refusal: 'not_a_trace' };
    if (fields['t'] === 'end') continue;
    if (fields['t'] === 'violation') {
      broken.push({ rule: plain(fields['rule']), what: plain(fields['what']) });
      continue;
    }
    const kind = KINDS.find((one) => one === fields['t']);
    const { at } = fields;
    if (kind === undefined || typeof at !== 'number' || !isTime(at))
      return { ok: false, refusal: 'not_a_trace' };
    rows.push({
      at,
      kind,
      ...tell(kind, fields),
      order: find(kind, fields),
      full: clean(JSON.stringify(fields, null, 1)),
    });
  }
  rows.sort((one, other) => one.at - other.at);
  const orders = [...new Set(rows.flatMap(({ order }) => order ?? []))];
  const { seed, commit } = first;
  return { ok: true, story: { seed: Number(seed), commit: plain(commit), broken, rows, orders } };
}

function fieldsIn(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a calendar can show. */
function isTime(at: number): boolean {
  return Math.abs(at) < 8.64e15;
}

type Telling = Pick<Row, 'actor' | 'whose' | 'what' | 'isFault'>;

function tell(kind: Kind, fields: Fields): Telling {
  const tab = fields['tab'] === undefined ? '' : ` · ${plain(fields['tab'])}`;
  const whose = `${plain(fields['till'] ?? fields['who'] ?? fields['rail'])}${tab}`;
  const isFault = kind === 'fault' || kind === 'refused';
  return { actor: actorOf(kind, fields), whose, what: wordsOf(kind, fields), isFault };
}

const ACTOR_OF_FAULT: Readonly<Record<string, Actor>> = {
  storage: 'storage',
  wipe: 'storage',
  provider: 'provider',
  clock: 'clock',
  crash: 'till',
  freeze: 'till',
  tabs: 'till',
  'double-tap': 'person',
};
const ACTOR_OF_KIND: Readonly<Record<Exclude<Kind, 'fault' | 'heard'>, Actor>> = {
  entry: 'storage',
  acknowledged: 'storage',
  refused: 'storage',
  send: 'till',
  command: 'person',
  done: 'till',
  word: 'screen',
  gone: 'screen',
  notice: 'screen',
  lock: 'till',
  tab: 'till',
  customer: 'person',
  phase: 'run',
  ledger: 'provider',
};

function actorOf(kind: Kind, fields: Fields): Actor {
  if (kind === 'fault') return ACTOR_OF_FAULT[plain(fields['kind'])] ?? 'network';
  if (kind === 'heard') return /^\d+$/.test(plain(fields['what'])) ? 'provider' : 'network';
  return ACTOR_OF_KIND[kind];
}

/** The fields that tell most, by kind. */
const TELLING: Readonly<Record<Kind, readonly string[]>> = {
  entry: [],
  acknowledged: ['seq'],
  refused: ['refusal', 'keys'],
  send: ['n', 'rail', 'method', 'path'],
  heard: ['n', 'what'],
  command: ['say', 'sale'],
  done: ['say', 'outcome'],
  word: ['rail', 'state', 'charged', 'order'],
  gone: ['order'],
  notice: ['kind', 'order'],
  lock: ['does'],
  tab: ['does'],
  fault: ['kind', 'what'],
  customer: ['does', 'outcome'],
  phase: ['phase'],
  ledger: ['book', 'kind', 'amountMinor', 'currency', 'orderNumber'],
};

function wordsOf(kind: Kind, fields: Fields): string {
  if (kind === 'entry') return entryWords(fields['entry']);
  return TELLING[kind]
    .map((name) => plain(fields[name]))
    .filter((word) => word !== '')
    .join(' ');
}

function entryWords(entry: unknown): string {
  if (!isFields(entry)) return '';
  const body = isFields(entry['body']) ? entry['body'] : {};
  const event = isFields(body['event']) ? body['event'] : {};
  const words = [entry['seq'], entry['kind'], body['operationKind'], body['rail'], event['type']];
  return words
    .map(plain)
    .filter((word) => word !== '')
    .join(' ');
}

/** Finds the order of a line: named in it, in the entry that opened its attempt, or in the message that it answers. */
function createFinder(): (kind: Kind, fields: Fields) => string | undefined {
  const byAttempt = new Map<string, string>();
  const byMessage = new Map<string, string>();
  return (kind, fields) => {
    const entry = isFields(fields['entry']) ? fields['entry'] : {};
    const body = isFields(entry['body']) ? entry['body'] : {};
    const attempt = `${plain(fields['till'])}/${plain(body['sale'])}/${plain(body['attempt'])}`;
    const message = plain(fields['n']);
    const named = ORDER.exec(JSON.stringify(fields))?.[0];
    const order = named ?? byAttempt.get(attempt) ?? (kind === 'heard' ? byMessage.get(message) : undefined);
    if (order !== undefined && kind === 'entry' && body['attempt'] !== undefined)
      byAttempt.set(attempt, order);
    if (order !== undefined && kind === 'send') byMessage.set(message, order);
    return order;
  };
}

/** One line of plain text. */
function plain(value: unknown): string {
  if (typeof value === 'string') return clean(value).replaceAll('\n', ' ');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Text that cannot turn around, hide or fill the page. */
function clean(text: string): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return short.replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? character : '·'));
}
