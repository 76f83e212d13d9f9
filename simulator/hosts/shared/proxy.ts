/** The shop's own reverse proxy, which a till's calls pass on their way: it adds what a browser must not hold. */

import type { WorldStore } from '../../gateways/store.ts';
import { credentialsOf } from '../../world/credentials.ts';
import type { Rail, RawCall } from '../../world/model.ts';

/** What a browser's network stack says of itself in every request; a call within a page has not passed one. */
const BROWSER = 'Mozilla/5.0 (practice)';
const PAYPAL_TOKEN = '/v1/oauth2/token';

/** A call under `/practice/<rail>/` as it leaves the proxy. A call that authenticates itself stays as it is. */
export async function addShopSecret(store: WorldStore, rail: Rail, call: RawCall): Promise<RawCall> {
  const headers: RawCall['headers'] = {
    ...call.headers,
    'user-agent': call.headers['user-agent'] ?? BROWSER,
  };
  const needsSecret = rail === 'card' || (rail === 'paypal' && call.path === PAYPAL_TOKEN);
  if (!needsSecret || headers['authorization'] !== undefined) return { ...call, headers };
  const { paypal, card } = await store.transact(credentialsOf);
  const authorization =
    rail === 'card'
      ? `Bearer ${card.secretKey}`
      : `Basic ${btoa(`${paypal.clientId}:${paypal.clientSecret}`)}`;
  return { ...call, headers: { ...headers, authorization } };
}
