/** OAuth 2.0 client credentials: `POST /v1/oauth2/token`, and whether a bearer token holds. Tokens carry their own end. */

import { paypalCredentials } from '../../world/credentials.ts';
import type { RawCall, World } from '../../world/model.ts';
import { seededText } from '../../world/random.ts';
import { hmacSha256 } from '../crypto.ts';
import type { Answer } from '../gateway.ts';
import { oauthProblem, ok } from './problems.ts';

/** Nine hours. */
const TOKEN_LIFE_MS = 32_400_000;
const SCOPES =
  'https://uri.paypal.com/services/payments/payment/authcapture https://uri.paypal.com/services/payments/refund https://uri.paypal.com/services/applications/webhooks https://uri.paypal.com/services/reporting/search/read openid';
const TOKEN = /^A21AA([0-9a-z]{8,12})\.([0-9a-f]{64})$/;

export function issueToken(world: World, call: RawCall, now: number): Answer {
  const { clientId, clientSecret, merchantId } = paypalCredentials(world);
  const credentials = basicCredentials(call.headers['authorization']);
  if (credentials === undefined)
    return oauthProblem(401, 'invalid_client', 'The client has to authenticate itself with Basic.');
  if (credentials !== `${clientId}:${clientSecret}`)
    return oauthProblem(401, 'invalid_client', 'The client is not known, or its secret is wrong.');
  const type = (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    return oauthProblem(415, 'unsupported_media_type', 'The body has to be a form.');
  const grant = new URLSearchParams(call.body).get('grant_type');
  if (grant === null) return oauthProblem(400, 'invalid_request', 'grant_type is missing.');
  if (grant !== 'client_credentials')
    return oauthProblem(400, 'unsupported_grant_type', 'This grant type cannot be used here.');
  return ok(200, {
    scope: SCOPES,
    access_token: tokenUntil(now + TOKEN_LIFE_MS, clientSecret),
    token_type: 'Bearer',
    app_id: `APP-${merchantId}`,
    expires_in: TOKEN_LIFE_MS / 1_000,
    nonce: `${new Date(now).toISOString()}${seededText(`${world.seed}/${now}`, 43, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz')}`,
  });
}

/** What is wrong with the bearer token of a call; null when it holds. */
export function bearerProblem(world: World, call: RawCall, now: number): 'missing' | 'invalid' | null {
  const header = call.headers['authorization'] ?? '';
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined) return 'missing';
  const { clientSecret } = paypalCredentials(world);
  const until = Number.parseInt(TOKEN.exec(token)?.[1] ?? '', 36);
  return token === tokenUntil(until, clientSecret) && now < until ? null : 'invalid';
}

function tokenUntil(until: number, secret: string): string {
  const end = Number.isFinite(until) ? until.toString(36) : '';
  return `A21AA${end}.${hmacSha256(secret, `token ${end}`, 'hex')}`;
}

function basicCredentials(header = ''): string | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header)?.[1];
  try {
    return encoded === undefined ? undefined : atob(encoded);
  } catch {
    return undefined;
  }
}
