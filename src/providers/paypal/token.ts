/** The token step: OAuth 2.0 client credentials. The client's secret is added on the way, by what stands before PayPal. */

import type { FaultCode } from '../../domain/fault.ts';
import { SECOND_MS } from '../../domain/timing.ts';
import type { WireRequest } from '../../ports.ts';
import type { Answer, TokenStep } from '../contract.ts';
import { fieldsOf, text } from './fields.ts';

const TIMEOUT_MS = 10 * SECOND_MS;

export const token: TokenStep = { build, read };

function build(): WireRequest {
  return {
    method: 'POST',
    path: '/v1/oauth2/token',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
    timeoutMs: TIMEOUT_MS,
  };
}

/** `expires_in` is in seconds. A 401 or 400 means that PayPal does not know the app, or its secret is wrong (paypal.md 1.1). */
function read({ status, bytes }: Answer): ReturnType<TokenStep['read']> {
  if (status === 429) return { fault: 'provider_limited' };
  if (status >= 500) return { fault: 'provider_busy' };
  const fields = fieldsOf(bytes);
  if (fields === undefined) return { fault: 'answer_garbled' };
  if (status !== 200) return { fault: refusal(text(fields['error'])) };
  const accessToken = text(fields['access_token']);
  const seconds = fields['expires_in'];
  const isBearer = text(fields['token_type'])?.toLowerCase() === 'bearer';
  // The token travels in a header: nothing that could end one may be in it.
  const isUsable = accessToken !== undefined && /^[\x21-\x7e]+$/.test(accessToken) && isBearer;
  if (!isUsable || typeof seconds !== 'number' || !(seconds > 0)) return { fault: 'provider_odd' };
  return { token: accessToken, lifeMs: seconds * SECOND_MS };
}

function refusal(error: string | undefined): FaultCode {
  return error === 'invalid_client' || error === 'unauthorized_client' ? 'setup_app' : 'provider_odd';
}
