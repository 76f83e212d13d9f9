/** `expand[]`: an id in an answer becomes the object that it names. */

import type { Json, JsonObject, World } from '../../world/model.ts';
import { invalid, type Said } from './answers.ts';
import { dealById, dealsOf, shelfOf } from './records.ts';
import { refundById } from './refunding.ts';
import { chargeView, intentView, methodView, movementsOf, movementView, refundView } from './views.ts';

const DEEPEST = 4;

/** The answer with the paths expanded; what cannot be is refused with the path. */
export function expandAll(
  world: World,
  answer: Said,
  { paths, now }: { readonly paths: readonly string[]; readonly now: number },
): Said {
  if (answer.status !== 200) return answer;
  let body: JsonObject = answer.body;
  for (const path of paths) {
    const parts = path.split('.');
    const expanded = parts.length > DEEPEST ? undefined : expand(world, body, { parts, now });
    if (expanded === undefined) {
      const message = `This property cannot be expanded (${path}).`;
      return { ...invalid({ message, param: 'expand' }), kept: answer.kept };
    }
    body = expanded as JsonObject;
  }
  return { ...answer, body };
}

interface Step {
  readonly parts: readonly string[];
  readonly now: number;
}

function expand(world: World, value: Json, { parts, now }: Step): Json | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const one of value as readonly Json[]) {
      const expanded = expand(world, one, { parts, now });
      if (expanded === undefined) return undefined;
      list.push(expanded);
    }
    return list;
  }
  const fields = value as JsonObject;
  if (!Object.hasOwn(fields, part)) return undefined;
  const found = fields[part] ?? null;
  // Nothing there is nothing to expand.
  if (found === null) return fields;
  const whole = typeof found === 'string' ? objectOf(world, found, now) : found;
  if (whole === undefined || typeof whole !== 'object') return undefined;
  const next = rest.length === 0 ? whole : expand(world, whole, { parts: rest, now });
  return next === undefined ? undefined : { ...fields, [part]: next };
}

function objectOf(world: World, id: string, now: number): JsonObject | undefined {
  switch (id.split('_')[0]) {
    case 'pi': {
      const deal = dealById(world, id);
      return deal && intentView(deal);
    }
    case 'ch': {
      const deal = dealsOf(world).find(({ intent }) => intent.charges.some((one) => one.id === id));
      const charge = deal?.intent.charges.find((one) => one.id === id);
      return deal && charge && chargeView(deal, charge);
    }
    case 're': {
      const found = refundById(world, id);
      return found && refundView(found.deal, found.refund);
    }
    case 'txn': {
      const movement = dealsOf(world)
        .flatMap(movementsOf)
        .find((one) => one.id === id);
      return movement && movementView(movement, now);
    }
    case 'pm': {
      const used = dealsOf(world).flatMap(({ intent }) => [
        intent.method,
        ...intent.charges.map(({ method }) => method),
      ]);
      const method = [...used, ...shelfOf(world).methods].find((one) => one?.id === id);
      return method ? methodView(method) : undefined;
    }
    default:
      return undefined;
  }
}
