/** Search: clauses such as `status:'succeeded' AND amount>1000`, joined by AND or by OR, over objects as they travel. */

import type { Json, JsonObject } from '../../world/model.ts';
import { invalid, type Said, said } from './answers.ts';
import type { Listed } from './lists.ts';
import { integerAt, type Rules, textAt, type Values } from './parameters.ts';

export const SEARCH_RULES: Rules = {
  query: { kind: 'text', max: 2_000, required: true },
  limit: { kind: 'integer', min: 1, max: 100 },
  page: { kind: 'text', max: 100, like: /^page_\d{1,9}$/ },
};

const DEFAULT_LIMIT = 10;
const MOST_CLAUSES = 10;
const CLAUSE =
  /^(-)?([a-z_]+)(?:\["([^"]+)"\]|\['([^']+)'\])?\s*(:|~|>=|<=|>|<)\s*(?:"([^"]*)"|'([^']*)'|(-?\d+)|(null))$/;
const NUMBERS = ['amount', 'created'];
const TEXTS = ['currency', 'customer', 'status', 'metadata'];

interface Clause {
  readonly isNegated: boolean;
  readonly field: string;
  readonly key: string | undefined;
  readonly sign: string;
  readonly wanted: string | null;
}

/** One page of what fits, newest first. */
export function search(things: readonly Listed[], values: Values, url: string): Said {
  const query = textAt(values, 'query') ?? '';
  const clauses = readClauses(query);
  if (!clauses) return invalid({ message: 'The search query could not be read.', param: 'query' });
  const fits = (view: JsonObject) =>
    clauses.joint === 'AND'
      ? clauses.all.every((one) => holds(view, one))
      : clauses.all.some((one) => holds(view, one));
  const found = things.map(({ view }) => view()).filter(fits);
  const limit = integerAt(values, 'limit') ?? DEFAULT_LIMIT;
  const from = Number((textAt(values, 'page') ?? 'page_0').slice('page_'.length));
  const hasMore = found.length > from + limit;
  return said({
    object: 'search_result',
    data: found.slice(from, from + limit),
    has_more: hasMore,
    next_page: hasMore ? `page_${from + limit}` : null,
    url,
  });
}

function readClauses(query: string): { joint: 'AND' | 'OR'; all: readonly Clause[] } | undefined {
  const hasAnd = / AND /i.test(query);
  if (hasAnd && / OR /i.test(query)) return undefined;
  const parts = query.split(hasAnd ? / AND /i : / OR /i).map((part) => part.trim());
  const all = parts.map(readClause);
  if (parts.length > MOST_CLAUSES || all.some((one) => one === undefined)) return undefined;
  return { joint: hasAnd ? 'AND' : 'OR', all: all.filter((one) => one !== undefined) };
}

function readClause(text: string): Clause | undefined {
  const match = CLAUSE.exec(text);
  if (!match) return undefined;
  const [, minus, field = '', double, single, sign = '', inDouble, inSingle, number, none] = match;
  const key = double ?? single;
  const isNumber = NUMBERS.includes(field);
  if (!isNumber && !TEXTS.includes(field)) return undefined;
  if ((field === 'metadata') !== (key !== undefined)) return undefined;
  if (isNumber ? sign === '~' || number === undefined : sign !== ':' && sign !== '~') return undefined;
  const wanted = none === undefined ? (inDouble ?? inSingle ?? number ?? '') : null;
  return { isNegated: minus !== undefined, field, key, sign, wanted };
}

function holds(view: JsonObject, { isNegated, field, key, sign, wanted }: Clause): boolean {
  const found = key === undefined ? view[field] : (view[field] as JsonObject | undefined)?.[key];
  return compare(found ?? null, sign, wanted) !== isNegated;
}

function compare(found: Json, sign: string, wanted: string | null): boolean {
  if (wanted === null || found === null) return wanted === found;
  const left = Number(found);
  const right = Number(wanted);
  switch (sign) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '~':
      return String(found).toLowerCase().includes(wanted.toLowerCase());
    default:
      return String(found) === wanted;
  }
}
