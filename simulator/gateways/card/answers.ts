/** What the card gateway says: objects, and errors in the provider's shape, with its own types and codes. */

import type { JsonObject } from '../../world/model.ts';

/** An answer before it is written. */
export interface Said {
  readonly status: number;
  readonly body: JsonObject;
  /** Whether it is kept under the request's idempotency key: only once the request began to be carried out. */
  readonly kept: boolean;
}

export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface Problem {
  readonly type?: ErrorType;
  readonly code?: string;
  readonly message: string;
  readonly param?: string;
  readonly more?: JsonObject;
}

export function said(body: JsonObject): Said {
  return { status: 200, body, kept: true };
}

/** A refusal of a request that was carried out: it is kept, and said again to the same key. */
export function refused(status: number, problem: Problem): Said {
  return { status, body: errorBody(problem), kept: true };
}

/** A refusal of the request itself, before anything was done: its key may be used again. */
export function invalid(problem: Problem): Said {
  return { status: 400, body: errorBody(problem), kept: false };
}

export function missingObject(kind: string, id: string, param: string): Said {
  const problem = { code: 'resource_missing', message: `No such ${kind}: '${shown(id)}'`, param };
  return { status: 404, body: errorBody(problem), kept: false };
}

export function errorBody({
  type = 'invalid_request_error',
  code,
  message,
  param,
  more,
}: Problem): JsonObject {
  return {
    error: {
      ...(code === undefined
        ? {}
        : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
      message,
      ...(param === undefined ? {} : { param }),
      ...more,
      type,
    },
  };
}

/** What came in, as far as an error message repeats it. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
