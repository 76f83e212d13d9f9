/** "Save and test" of a rail: a signed question about an order that does not exist, answered by a signed "not found". */

import type { FaultCode } from '../domain/fault.ts';
import { type Currency, money } from '../domain/money.ts';
import type { RailName } from '../domain/rail.ts';
import type { Order } from '../providers/contract.ts';
import type { Talk } from './conversation.ts';
import { exchange } from './exchange.ts';
import { createOrderNumber } from './order-number.ts';

export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'not_ready'; readonly fault: FaultCode };

/** Moves no money and leaves no trace in the journal. */
export async function probeRail(talk: Talk, name: RailName, currency: Currency): Promise<Readiness> {
  const rail = talk.rails[name];
  const account = talk.account(name);
  if (rail === undefined || account === undefined) return { state: 'not_ready', fault: 'setup_app' };
  const attempt = { orderNumber: createOrderNumber(talk.ports.random), amount: money(currency, 1) };
  const order: Order = { kind: 'query', presentation: 'payment_qr', ...attempt, now: talk.ports.clock.now() };
  const { news } = await exchange(talk.ports, rail, { order, account, attempt });
  if (news.event.type === 'ABSENT') return { state: 'ready' };
  return { state: 'not_ready', fault: 'fault' in news.event ? news.event.fault : 'provider_odd' };
}
