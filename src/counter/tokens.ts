/** Tokens that stand for the merchant for a while: fetched when needed, in memory only, forgotten when refused. */

import type { FaultCode } from '../domain/fault.ts';
import { MINUTE_MS } from '../domain/timing.ts';
import type { Clock, Wire } from '../ports.ts';
import type { Rail, RailAccount } from '../providers/contract.ts';
import { isLoginPage } from './login-page.ts';

export type TokenAnswer =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly fault: FaultCode };

export interface Tokens {
  /** A token that is still good for a minute at least; asks for a new one when there is none. */
  readonly get: (rail: Rail, account: RailAccount) => Promise<TokenAnswer>;
  /** The provider refused it. */
  readonly forget: (rail: Rail) => void;
}

/** A token is not used in its last minute: it must not end on the way. */
const SPARE_MS = MINUTE_MS;

export function createTokens({ wire, clock }: { readonly wire: Wire; readonly clock: Clock }): Tokens {
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  return {
    get: async (rail, account) => {
      const known = kept.get(rail.name);
      if (known !== undefined && clock.now() < known.until) return { ok: true, token: known.token };
      if (rail.token === undefined) return { ok: false, fault: 'setup_app' };
      const askedAt = clock.now();
      const reply = await wire.send(rail.name, rail.token.build(account));
      if (reply.kind === 'no_reply')
        return { ok: false, fault: reply.reason === 'offline' ? 'offline' : 'no_answer' };
      if (isLoginPage(reply)) return { ok: false, fault: 'network_login' };
      const read = rail.token.read(reply);
      if ('fault' in read) return { ok: false, fault: read.fault };
      kept.set(rail.name, { token: read.token, until: askedAt + read.lifeMs - SPARE_MS });
      return { ok: true, token: read.token };
    },
    forget: (rail) => {
      kept.delete(rail.name);
    },
  };
}
