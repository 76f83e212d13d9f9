/** What the contexts of one till tell each other about their book: that it has grown, and that another one wants to drive. */

export interface TillChannel {
  readonly tellChanged: (seq: number) => void;
  readonly askForTurn: () => void;
  readonly close: () => void;
}

export interface TillListeners {
  /** Another context has written up to this entry. */
  readonly onChanged: (seq: number) => void;
  /** Another context wants to drive. */
  readonly onAsked: () => void;
}

/** Messages that are not of this form are dropped (S-40); none of them can do more than make a context look again. */
export function openTillChannel(book: 'practice' | 'live', listeners: TillListeners): TillChannel {
  if (!('BroadcastChannel' in globalThis)) {
    return { tellChanged: () => undefined, askForTurn: () => undefined, close: () => undefined };
  }
  const channel = new BroadcastChannel(`guitai-${book}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isChanged(data)) listeners.onChanged(data.seq);
    else if (isTurn(data)) listeners.onAsked();
  };
  let isOpen = true;
  const post = (message: object): void => {
    if (isOpen) channel.postMessage(message);
  };
  return {
    tellChanged: (seq) => post({ v: 1, kind: 'changed', seq }),
    askForTurn: () => post({ v: 1, kind: 'turn' }),
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}

function isChanged(data: unknown): data is { readonly seq: number } {
  if (!isRecord(data) || Object.keys(data).length !== 3) return false;
  const { v, kind, seq } = data;
  return v === 1 && kind === 'changed' && Number.isSafeInteger(seq) && (seq as number) >= 0;
}

function isTurn(data: unknown): boolean {
  return isRecord(data) && Object.keys(data).length === 2 && data['v'] === 1 && data['kind'] === 'turn';
}
