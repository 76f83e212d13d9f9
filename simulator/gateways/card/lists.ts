/** Lists: newest first, bounded by time, a page at a time from one object on. */

import type { JsonObject } from '../../world/model.ts';
import { invalid, missingObject, type Said, said } from './answers.ts';
import { fieldsAt, integerAt, type Rules, textAt, type Values } from './parameters.ts';

/** What every list takes. */
export const PAGE_RULES: Rules = {
  limit: { kind: 'integer', min: 1, max: 100 },
  starting_after: { kind: 'text', max: 255 },
  ending_before: { kind: 'text', max: 255 },
};
export const TIMED_PAGE_RULES: Rules = { ...PAGE_RULES, created: { kind: 'range' } };

const DEFAULT_LIMIT = 10;

export interface Listed {
  readonly id: string;
  /** Seconds. */
  readonly created: number;
  readonly view: () => JsonObject;
}

/** One page of things that come newest first. */
export function page(
  things: readonly Listed[],
  values: Values,
  { url, kind }: { readonly url: string; readonly kind: string },
): Said {
  const limit = integerAt(values, 'limit') ?? DEFAULT_LIMIT;
  const after = textAt(values, 'starting_after');
  const before = textAt(values, 'ending_before');
  if (after !== undefined && before !== undefined) {
    const message = 'Only one of these may be given: starting_after, ending_before.';
    return invalid({ code: 'parameters_exclusive', message, param: 'starting_after' });
  }
  const inTime = things.filter(({ created }) => isWithin(created, values));
  const cursor = after ?? before;
  const at = cursor === undefined ? -1 : inTime.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && at < 0) {
    return missingObject(kind, cursor, after === undefined ? 'ending_before' : 'starting_after');
  }
  const rest = before === undefined ? inTime.slice(at + 1) : inTime.slice(0, at);
  const shownNow = before === undefined ? rest.slice(0, limit) : rest.slice(-limit);
  const data = shownNow.map(({ view }) => view());
  return said({ object: 'list', data, has_more: rest.length > data.length, url });
}

function isWithin(created: number, values: Values): boolean {
  const exact = integerAt(values, 'created');
  if (exact !== undefined) return created === exact;
  const bounds = fieldsAt(values, 'created') ?? {};
  const { gt, gte, lt, lte } = {
    gt: integerAt(bounds, 'gt'),
    gte: integerAt(bounds, 'gte'),
    lt: integerAt(bounds, 'lt'),
    lte: integerAt(bounds, 'lte'),
  };
  if (gt !== undefined && created <= gt) return false;
  if (gte !== undefined && created < gte) return false;
  if (lt !== undefined && created >= lt) return false;
  return lte === undefined || created <= lte;
}
