/** Idempotency keys: the first answer to a key is kept as it is, failures included, and said again (card-stripe.md 2.5). */

import { DAY_MS } from '../../world/beijing.ts';
import { type JsonObject, touch, type World } from '../../world/model.ts';
import { errorBody, type Said, shown } from './answers.ts';
import { type KeptAnswer, shelfOf } from './records.ts';

const KEY_MAX = 255;
/** Kept for a day at least; a busy world keeps the newest. */
const KEPT_MS = DAY_MS;
const KEPT_MOST = 200;

/** What a key was first used for: everything that the request says. */
export interface Asked {
  readonly key: string;
  readonly request: string;
}

export type Found =
  | { readonly kind: 'new' }
  | { readonly kind: 'replay'; readonly answer: Said; readonly kept: KeptAnswer }
  | { readonly kind: 'refused'; readonly answer: Said };

export function lookUp(world: World, { key, request }: Asked, now: number): Found {
  if (key.length > KEY_MAX) return conflict(`Idempotency keys can have at most ${KEY_MAX} characters.`);
  const kept = shelfOf(world).keys.find((one) => one.key === key && now - one.at < KEPT_MS);
  if (!kept) return { kind: 'new' };
  if (kept.request !== request) {
    return conflict(`The idempotency key '${shown(key)}' was first used for another request.`);
  }
  const body = JSON.parse(kept.body) as JsonObject;
  return { kind: 'replay', answer: { status: kept.status, body, kept: false }, kept };
}

/** Keeps the answer of a request that was carried out; the record stays open for a failure on the way out. */
export function keep(
  world: World,
  { key, request }: Asked,
  { answer, requestId, now }: { readonly answer: Said; readonly requestId: string; readonly now: number },
): KeptAnswer {
  const shelf = shelfOf(world);
  const kept: KeptAnswer = {
    key,
    at: now,
    request,
    requestId,
    status: answer.status,
    body: JSON.stringify(answer.body),
  };
  const others = shelf.keys.filter((one) => one.key !== key && now - one.at < KEPT_MS);
  shelf.keys = [...others, kept].slice(-KEPT_MOST);
  touch(world);
  return kept;
}

function conflict(message: string): Found {
  const body = errorBody({ type: 'idempotency_error', message });
  return { kind: 'refused', answer: { status: 400, body, kept: false } };
}
