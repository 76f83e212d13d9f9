/** PayPal's error answers: `{name, message, debug_id, details, links}`, and the OAuth ones, which are shaped otherwise. */

import type { Json, JsonObject, World } from '../../world/model.ts';
import { seededText } from '../../world/random.ts';
import type { Answer } from '../gateway.ts';
import { ISSUES, type IssueName } from './issues.ts';

/** The envelope's names and what each says, in our own words. */
const NAMES: Readonly<Record<number, readonly [name: string, message: string]>> = {
  400: ['INVALID_REQUEST', 'The request is not well-formed, or not as its schema wants it.'],
  401: ['AUTHENTICATION_FAILURE', 'The authorization header is missing, or its credentials are not valid.'],
  403: ['NOT_AUTHORIZED', 'The permissions are not sufficient.'],
  404: ['RESOURCE_NOT_FOUND', 'There is no such resource.'],
  409: ['RESOURCE_CONFLICT', 'The request conflicts with another one.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'The media type of the body is not supported.'],
  422: ['UNPROCESSABLE_ENTITY', 'The request is well-formed and cannot be done.'],
  429: ['RATE_LIMIT_REACHED', 'There were too many requests.'],
  500: ['INTERNAL_SERVER_ERROR', 'Something went wrong inside.'],
  503: ['SERVICE_UNAVAILABLE', 'The service is not available.'],
};

/** One thing that is wrong. */
export interface Detail {
  readonly issue: IssueName;
  /** A JSON pointer into the body, or the name of a path or query parameter. */
  readonly field?: string;
  readonly value?: Json;
  readonly location?: 'body' | 'path' | 'query' | 'header';
}

/** What a message is numbered by. */
export type Numbered = Pick<World, 'seed' | 'birth' | 'exchanges'>;

/** For what is answered before there is a world to number it by. */
export const NOWHERE: Numbered = { seed: 'nowhere', birth: 0, exchanges: 0 };

export function ok(status: number, fields: JsonObject | null): Answer {
  return { status, fields, signed: false };
}

/** An issue, alone. */
export function problem(world: Numbered, issue: IssueName, more: Omit<Detail, 'issue'> = {}): Answer {
  return problems(world, [{ issue, ...more }]);
}

/** All that is wrong at once; the first issue decides the status, and only those that share it are told. */
export function problems(
  world: Numbered,
  details: readonly Detail[],
  links: readonly JsonObject[] = [],
): Answer {
  const status = details[0] === undefined ? 400 : ISSUES[details[0].issue][0];
  const told = details.filter(({ issue }) => ISSUES[issue][0] === status);
  return bare(world, status, { details: told.map(detailFields), links });
}

/** An error without an issue. */
export function bare(
  world: Numbered,
  status: number,
  {
    details,
    links = [],
  }: { readonly details?: readonly JsonObject[]; readonly links?: readonly JsonObject[] } = {},
): Answer {
  const [name = '', message = ''] = NAMES[status] ?? [];
  const link = {
    href: 'https://developer.paypal.com/docs/api/orders/v2/#error',
    rel: 'information_link',
    method: 'GET',
  };
  return ok(status, {
    name,
    message,
    debug_id: debugId(world),
    ...(details === undefined ? {} : { details }),
    links: [link, ...links],
  });
}

/** An error of the v1 calls: it has a name of its own. */
export function v1Problem(
  world: Numbered,
  status: number,
  {
    name,
    message,
    details = [],
  }: { readonly name: string; readonly message: string; readonly details?: readonly JsonObject[] },
): Answer {
  return ok(status, { name, message, debug_id: debugId(world), details, links: [] });
}

/** An OAuth error (RFC 6749 5.2), which PayPal also gives for a bearer token that does not hold. */
export function oauthProblem(status: number, error: string, description: string): Answer {
  const headers = status === 401 ? { 'www-authenticate': `Bearer error="${error}"` } : {};
  return { ...ok(status, { error, error_description: description }), headers };
}

/** What PayPal's support would ask for: the same for the same message of the same world. */
function debugId(world: Numbered): string {
  return seededText(`${world.seed}/${world.birth}/${world.exchanges}`, 13, '0123456789abcdef');
}

function detailFields({ issue, field, value, location }: Detail): JsonObject {
  return {
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value: typeof value === 'string' ? value : JSON.stringify(value) }),
    ...(location === undefined ? (field === undefined ? {} : { location: 'body' }) : { location }),
    issue,
    description: ISSUES[issue][2],
  };
}
