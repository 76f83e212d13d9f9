/** From news about an attempt to the facts it makes: legal news changes the attempt, impossible news becomes an incident. */

import type { Attempt, AttemptEvent, Evidence } from '../domain/attempt.ts';
import type { Answered, SaleFact } from '../domain/facts.ts';
import type { FaultCode } from '../domain/fault.ts';
import { isSameJson } from '../domain/json.ts';
import type { RawWords } from '../domain/operation.ts';
import { type RefundEvent, refundAfter } from '../domain/refund.ts';
import { type Effect, transition } from '../domain/transition.ts';

export interface AttemptNews {
  readonly event: AttemptEvent;
  readonly now: number;
  readonly evidence?: Evidence | undefined;
  readonly answered?: Answered | undefined;
  /** The provider's words; written down with what they change. */
  readonly raw?: RawWords | undefined;
  readonly incident?: FaultCode | undefined;
  /** The till has not seen the quiet period itself: news that would only end the watch over a closed order waits. */
  readonly isTooSoon?: boolean;
}

export interface RefundNews {
  readonly number: string;
  readonly event: RefundEvent;
  readonly now: number;
  readonly answered?: Answered | undefined;
  /** The provider's words; written down with what they change. */
  readonly raw?: RawWords | undefined;
  readonly incident?: FaultCode | undefined;
}

export interface Consequences {
  readonly facts: readonly SaleFact[];
  readonly effects: readonly Effect[];
}

/** What an event makes of an attempt of sale `sale`. News that changes nothing makes no fact at all. */
export function attemptConsequences(sale: number, attempt: Attempt, news: AttemptNews): Consequences {
  const { event, now, evidence, answered, raw, incident, isTooSoon = false } = news;
  const incidents: SaleFact[] = [];
  if (incident !== undefined)
    incidents.push(incidentFact(sale, attempt, { cause: incident, detail: event.type }));
  const result = transition(attempt, event, evidence === undefined ? { now } : { now, evidence });
  if (!result.ok) {
    if (evidence === undefined) return { facts: incidents, effects: [] };
    return {
      facts: [...incidents, incidentFact(sale, attempt, contradiction(attempt.state, event.type))],
      effects: [],
    };
  }
  for (const effect of result.effects) {
    if (effect.kind === 'incident') incidents.push(incidentFact(sale, attempt, effect));
  }
  const after = isTooSoon ? { ...result.attempt, watched: attempt.watched } : result.attempt;
  const isNews = answered !== undefined || !isSameJson(attempt, after);
  const changed: SaleFact = {
    kind: 'attempt.changed',
    body: {
      sale,
      attempt: attempt.id,
      event,
      ...(evidence === undefined ? {} : { evidence }),
      ...(answered === undefined ? {} : { answered }),
      ...(answered !== undefined || raw === undefined ? {} : { raw }),
    },
  };
  return { facts: isNews ? [changed, ...incidents] : incidents, effects: result.effects };
}

/** What an event makes of one refund of an attempt; an impossible one is an incident when the provider said it. */
export function refundConsequences(sale: number, attempt: Attempt, news: RefundNews): readonly SaleFact[] {
  const { number, event, now, answered, raw, incident } = news;
  const incidents =
    incident === undefined ? [] : [incidentFact(sale, attempt, { cause: incident, detail: event.type })];
  const refund = attempt.refunds.find((one) => one.number === number);
  if (refund === undefined) return incidents;
  const after = refundAfter(refund, event, now);
  if (after === undefined)
    return [incidentFact(sale, attempt, contradiction(`refund ${refund.state}`, event.type))];
  if (answered === undefined && isSameJson(refund, after)) return incidents;
  const body = {
    sale,
    attempt: attempt.id,
    number,
    event,
    ...(answered === undefined ? {} : { answered }),
    ...(answered !== undefined || raw === undefined ? {} : { raw }),
  };
  return [{ kind: 'refund.changed', body }, ...incidents];
}

interface What {
  readonly cause: FaultCode;
  readonly detail: string;
}

/** A provider's word that the state cannot take. */
function contradiction(state: string, event: string): What {
  return { cause: 'contradiction', detail: `${state}+${event}` };
}

function incidentFact(sale: number, attempt: Attempt, { cause, detail }: What): SaleFact {
  return { kind: 'incident.opened', body: { sale, attempt: attempt.id, cause, detail } };
}
