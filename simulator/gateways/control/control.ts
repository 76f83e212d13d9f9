/** The control interface `/_simulator/…`: the same in every host; JSON in, JSON out, errors as `{ error, message }`. */

import { safeParse } from 'valibot';
import type { RawCall } from '../../world/model.ts';
import type { Deps } from '../exchange.ts';
import { DESK_ROUTES } from './desk.ts';
import { PHONE_ROUTES } from './phone.ts';
import { READER_ROUTES } from './readers.ts';
import { ok, type Reply, type Route, refuse } from './route.ts';

export const CONTROL_PREFIX = '/_simulator';
const ROUTES: readonly Route[] = [...DESK_ROUTES, ...PHONE_ROUTES, ...READER_ROUTES];
const KEY_PATH = /^\/merchants\/\w+\/key$/;

/** Answers one call of the control interface. `origin`: that of the host, for links to its pages. */
export async function control({ store, crypto }: Deps, call: RawCall, origin: string): Promise<Reply> {
  const path = call.path.slice(CONTROL_PREFIX.length);
  if (call.method === 'GET' && path === '/exchanges') {
    const after = Number(new URLSearchParams(call.query).get('after') ?? '0');
    if (!Number.isSafeInteger(after)) return refuse(400, 'bad-request', 'after must be a whole number.');
    return ok(await store.exchanges(after));
  }
  const candidates = ROUTES.filter((route) => route.path.test(path));
  const route = candidates.find((candidate) => candidate.method === call.method);
  if (candidates.length === 0) return refuse(404, 'not-found', 'There is no such call.');
  if (!route)
    return refuse(405, 'method-not-allowed', `Use ${candidates.map(({ method }) => method).join(', ')}.`);
  const body = readJson(call.body);
  const checked = body.ok ? safeParse(route.schema, body.value) : undefined;
  if (!checked?.success) return refuse(400, 'bad-request', explain(checked?.issues[0]));
  if (
    KEY_PATH.test(path) &&
    !(await crypto.isPublicKey((checked.output as { publicKey: string }).publicKey))
  ) {
    return refuse(400, 'bad-key', 'publicKey must be an RSA public key of 2048 bits or more, as SPKI PEM.');
  }
  const parameters = (route.path.exec(path) ?? []).slice(1);
  const named = call.headers['x-simulator-world'];
  const phoneUrl = `${origin}/simulator/${named === undefined ? '' : `?world=${encodeURIComponent(named)}`}`;
  return store.transact((world, step) =>
    route.act({ world, step, parameters, phoneUrl }, checked.output as never),
  );
}

function readJson(text: string): { ok: true; value: unknown } | { ok: false } {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function explain(
  issue: { message: string; path?: readonly { key: unknown }[] | undefined } | undefined,
): string {
  if (!issue) return 'The body is not JSON.';
  const field = issue.path?.map(({ key }) => String(key)).join('.');
  return field ? `${field}: ${issue.message}` : issue.message;
}
