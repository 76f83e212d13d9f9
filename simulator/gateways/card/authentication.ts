/** Who calls: the shop's secret key, as a bearer token or as the name of basic authentication. */

import type { RawCall } from '../../world/model.ts';
import { errorBody, type Said } from './answers.ts';

/** What is wrong with the key of a call; nothing when it is the shop's. */
export function authenticated({ headers }: RawCall, secretKey: string): Said | undefined {
  const key = keyOf(headers['authorization'] ?? '');
  if (key === undefined || key === '') {
    return refused(401, { message: 'No API key was given: send it as a bearer token.' });
  }
  if (key === secretKey) return undefined;
  if (key.startsWith('pk_')) {
    const message = 'This call needs a secret API key, not a publishable one.';
    return refused(403, { code: 'secret_key_required', message });
  }
  return refused(401, { message: `Invalid API Key provided: ${masked(key)}` });
}

function keyOf(authorization: string): string | undefined {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  try {
    return atob(value).split(':')[0];
  } catch {
    return undefined;
  }
}

function masked(key: string): string {
  return key.length < 12 ? '****' : `${key.slice(0, 8)}****${key.slice(-4)}`;
}

function refused(status: number, problem: Parameters<typeof errorBody>[0]): Said {
  return { status, body: errorBody(problem), kept: false };
}
