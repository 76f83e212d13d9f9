/** "Save and test" of a rail: a signed question about an order that does not exist, answered by a signed "not found". */

import type { FaultCode } from '../domain/fault.ts';
import { type Currency, money } from '../domain/money.ts';
import { RAIL_FACTS, type RailName } from '../domain/rail.ts';
import type { Order } from '../providers/contract.ts';
import type { Talk } from './conversation.ts';
import { exchange } from './exchange.ts';
import { createNonce, createOrderNumber } from './order-number.ts';

export type Readiness =
  | { readonly state: 'ready' }
  | {
      readonly state: 'not_ready';
      readonly fault: FaultCode;
      /** The provider's name for the key that signed the answer, when no such key is known here. */
      readonly unknownKey?: string;
    };

/** Moves no money and leaves no trace in the journal. */
export async function probeRail(talk: Talk, name: RailName, currency: Currency): Promise<Readiness> {
  const rail = talk.rails[name];
  const account = talk.account(name);
  if (rail === undefined || account === undefined) return { state: 'not_ready', fault: 'setup_app' };
  const { random, clock } = talk.ports;
  const orderNumber = createOrderNumber(random);
  const attempt = { orderNumber, amount: money(currencyFor(name, currency), 1) };
  const now = clock.now();
  const order: Order = {
    kind: 'query',
    presentation: 'payment_qr',
    ...attempt,
    openedAt: now,
    // Where the provider asks for its own number it gets one that it never gave.
    tradeNumber: orderNumber,
    answeredBefore: 0,
    nonce: createNonce(random),
    now,
  };
  const { news, unknownKey } = await exchange(talk.ports, rail, { order, account, attempt });
  if (news.event.type === 'ABSENT') return { state: 'ready' };
  const fault = 'fault' in news.event ? news.event.fault : 'provider_odd';
  return { state: 'not_ready', fault, ...(unknownKey === undefined ? {} : { unknownKey }) };
}

/** The shop's currency where the rail takes it, else one that it does: the question is about the account, not about money. */
function currencyFor(rail: RailName, wished: Currency): Currency {
  const { currencies } = RAIL_FACTS[rail];
  return currencies.includes(wished) ? wished : (currencies[0] ?? wished);
}
