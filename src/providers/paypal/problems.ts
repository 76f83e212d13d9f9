/** The envelope of PayPal's errors: `name`, `details[].issue`, `debug_id`; the token's own errors have `error` instead. */

import type { RawWords } from '../../domain/operation.ts';
import { type Fields, listOf, text } from './fields.ts';

const MAX_MESSAGE = 200;

export interface Problem {
  readonly status: number;
  readonly name: string;
  /** The first issue that is told, or nothing. */
  readonly issue: string;
  readonly description: string;
  /** What PayPal's support asks for. */
  readonly debugId: string;
}

/** Whether an answer tells of a problem: by its status, or because it has the shape of one all the same. */
export function isProblem(status: number, fields: Fields): boolean {
  return status < 200 || status >= 300 || text(fields['debug_id']) !== undefined;
}

export function problemOf(status: number, fields: Fields): Problem {
  const [detail] = listOf(fields['details']);
  return {
    status,
    name: text(fields['name']) ?? text(fields['error']) ?? '',
    issue: text(detail?.['issue']) ?? '',
    description:
      text(detail?.['description']) ?? text(fields['message']) ?? text(fields['error_description']) ?? '',
    debugId: text(fields['debug_id']) ?? '',
  };
}

/** PayPal's words verbatim, the number for its support among them. */
export function rawOf({ name, issue, description, debugId }: Problem): RawWords {
  const message = (debugId === '' ? description : `${debugId} ${description}`).trim();
  return {
    code: name,
    ...(issue === '' ? {} : { subCode: issue }),
    ...(message === '' ? {} : { message: message.slice(0, MAX_MESSAGE) }),
  };
}
