/** Messages between windows of one till over a BroadcastChannel: validated on receipt, anything unknown is dropped (S-40). */

import * as v from 'valibot';

export interface Channel<Message> {
  /** Tells the other windows. Answers false where the browser has no such channel or it is closed. */
  readonly post: (message: Message) => boolean;
  readonly close: () => void;
}

type MessageSchema = v.GenericSchema<unknown, unknown>;

/** Opens a channel. `onMessage` sees only what fits the schema; a message never comes back to its sender. */
export function createChannel<Schema extends MessageSchema>(
  name: string,
  schema: Schema,
  onMessage: (message: v.InferOutput<Schema>) => void,
): Channel<v.InferOutput<Schema>> {
  if (!('BroadcastChannel' in globalThis)) return { post: () => false, close: () => undefined };
  const channel = new BroadcastChannel(name);
  let isOpen = true;
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (!isOpen) return;
    const parsed = v.safeParse(schema, event.data);
    if (parsed.success) onMessage(parsed.output);
  };
  return {
    post: (message) => {
      if (!isOpen) return false;
      channel.postMessage(message);
      return true;
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}
