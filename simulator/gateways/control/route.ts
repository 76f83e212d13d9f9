/** A small route table: method, path, the schema of the body, and what to do in the one synchronous step. */

import type { GenericSchema, InferOutput } from 'valibot';
import type { World } from '../../world/model.ts';
import type { Step } from '../store.ts';

export interface Reply {
  readonly status: number;
  /** JSON, or text where `contentType` says so. */
  readonly body: unknown;
  readonly contentType?: string;
}

export interface Context {
  readonly world: World;
  readonly step: Step;
  /** What the path's groups matched. */
  readonly parameters: readonly string[];
  /** The customer's phone at the host that was asked, in the world that was asked. */
  readonly phoneUrl: string;
}

export interface Route {
  readonly method: string;
  /** Without the prefix `/_simulator`; groups are the parameters. */
  readonly path: RegExp;
  readonly schema: GenericSchema;
  readonly act: (context: Context, body: never) => Reply;
}

/** A call such as `POST /wallets/{id}/scan`, the schema of its body, and what to do with what the schema lets through. */
export function route<S extends GenericSchema>(
  call: string,
  schema: S,
  act: (context: Context, body: InferOutput<S>) => Reply,
): Route {
  const [method = '', path = ''] = call.split(' ');
  return {
    method,
    path: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([\\w-]+)')}$`),
    schema,
    act,
  };
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function refuse(status: number, error: string, message: string): Reply {
  return { status, body: { error, message } };
}
