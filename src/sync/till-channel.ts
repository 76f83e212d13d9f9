/** What the contexts of one till tell each other about their book: that it has grown, who wants to drive, and who is there. */

export interface TillChannel {
  readonly tellChanged: (seq: number) => void;
  readonly askForTurn: () => void;
  /** This context drives, and has heard that another one wants to. */
  readonly tellHere: () => void;
  /** Nobody sees this context any more. */
  readonly tellHidden: () => void;
  readonly close: () => void;
}

export interface TillListeners {
  /** Another context has written up to this entry. */
  readonly onChanged: (seq: number) => void;
  /** Another context wants to drive. */
  readonly onAsked: () => void;
  /** The context that drives has heard that another one wants to. */
  readonly onHere: () => void;
  /** Another context is not seen any more: if it drives, it is slowed from now on. */
  readonly onHidden: () => void;
}

/** Messages that are not of this form are dropped (S-40); none of them can do more than make a context look again. */
export function openTillChannel(book: 'practice' | 'live', listeners: TillListeners): TillChannel {
  if (!('BroadcastChannel' in globalThis)) {
    const nothing = (): void => undefined;
    return {
      tellChanged: nothing,
      askForTurn: nothing,
      tellHere: nothing,
      tellHidden: nothing,
      close: nothing,
    };
  }
  const channel = new BroadcastChannel(`guitai-${book}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isChanged(data)) listeners.onChanged(data.seq);
    else if (isBare(data, 'turn')) listeners.onAsked();
    else if (isBare(data, 'here')) listeners.onHere();
    else if (isBare(data, 'hidden')) listeners.onHidden();
  };
  let isOpen = true;
  const post = (message: object): void => {
    if (isOpen) channel.postMessage(message);
  };
  return {
    tellChanged: (seq) => post({ v: 1, kind: 'changed', seq }),
    askForTurn: () => post({ v: 1, kind: 'turn' }),
    tellHere: () => post({ v: 1, kind: 'here' }),
    tellHidden: () => post({ v: 1, kind: 'hidden' }),
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

function isBare(data: unknown, kind: 'turn' | 'here' | 'hidden'): boolean {
  return isRecord(data) && Object.keys(data).length === 2 && data['v'] === 1 && data['kind'] === kind;
}
