/** One call of the card gateway as a row of a table. */

import type { Operation, World } from '../../world/model.ts';
import type { Said } from './answers.ts';
import type { Cause } from './events.ts';
import type { Rule, Rules, Values } from './parameters.ts';

export interface Call {
  readonly world: World;
  /** What stands in the path. */
  readonly id: string;
  readonly values: Values;
  readonly cause: Cause;
}

export interface CardRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: Operation;
  readonly rules: Rules;
  readonly act: (call: Call) => Said;
}

export const TEXT: Rule = { kind: 'text', max: 5_000 };
export const METADATA: Rule = { kind: 'metadata' };
/** Every call may ask for objects in the place of ids. */
const EXPAND: Rules = { expand: { kind: 'list', of: { kind: 'text', max: 200 }, max: 20 } };

/** A call such as `POST /v1/refunds/{id}`, what it is and takes, and what it does. */
export function cardRoute(
  call: string,
  [operation, rules]: readonly [Operation, Rules],
  act: CardRoute['act'],
): CardRoute {
  const [method = '', path = ''] = call.split(' ');
  const pattern = path.replaceAll('.', '\\.').replace('{id}', '([^/]+)');
  return { method, path: new RegExp(`^${pattern}$`), operation, rules: { ...rules, ...EXPAND }, act };
}
