/** WebKit's remote inspector of one page: commands wrapped for the page's target, which changes with its process. */

import { within } from './engine.ts';
import { openSocket } from './socket.ts';

export interface InspectorAnswer {
  readonly result: unknown;
  readonly wasThrown?: boolean;
}

export interface Inspector {
  readonly send: (method: string, params: Readonly<Record<string, unknown>>) => Promise<InspectorAnswer>;
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (answer: InspectorAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly targetInfo?: {
      readonly targetId: string;
      readonly type: string;
      readonly isProvisional?: boolean;
    };
    readonly newTargetId?: string;
    readonly message?: string;
  };
  readonly result?: InspectorAnswer;
  readonly error?: { readonly message: string };
}

/** Rejects when there is no page at this port yet. */
export async function openInspector(port: number): Promise<Inspector> {
  const list = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  const path = /\/socket\/\d+\/\d+\/WebPage/.exec(list)?.[0];
  if (path === undefined) throw new Error('There is no page to inspect.');
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let target = '';
  const endAll = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('The page is gone.'));
    waiting.clear();
  };
  const hear = ({ id, method, params, result, error }: Message): void => {
    if (method === 'Target.targetCreated' && params?.targetInfo?.isProvisional !== true)
      target = params?.targetInfo?.targetId ?? target;
    if (method === 'Target.didCommitProvisionalTarget') target = params?.newTargetId ?? target;
    if (method === 'Target.dispatchMessageFromTarget') hear(JSON.parse(params?.message ?? '{}') as Message);
    const one = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || one === undefined) return;
    if (error !== undefined) one.reject(new Error(error.message));
    else if (result !== undefined && 'result' in result) one.resolve(result);
    else return;
    waiting.delete(id);
  };
  const socket = await openSocket(`ws://127.0.0.1:${port}${path}`, {
    onText: (text) => hear(JSON.parse(text) as Message),
    onClose: endAll,
  });
  const send: Inspector['send'] = (method, params) => {
    last += 1;
    const id = last;
    const answered = new Promise<InspectorAnswer>((resolve, reject) => waiting.set(id, { resolve, reject }));
    const message = JSON.stringify({ id, method, params });
    socket.send(
      JSON.stringify({ id, method: 'Target.sendMessageToTarget', params: { targetId: target, message } }),
    );
    return within(method, 20_000, answered);
  };
  return { send, close: socket.close };
}
