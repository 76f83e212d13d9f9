/** A till that a scenario cannot drive: somebody uses it, and the simulator sees by the messages that it was done. */

import type { TillStep } from './schema.ts';
import type { Done, ScenarioTill, TillCommand } from './till.ts';

export interface OutsideParts {
  /** The control interface: `path` is what follows `/_simulator/`. */
  readonly control: (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;
  /**
   * Tells whoever uses the till what to do now; resolves when they say that it is done, or never. `isVisible`: a provider
   * hears of it, so nobody need say so.
   */
  readonly ask: (command: TillCommand, isVisible: boolean) => Promise<void>;
  /** What was asked for was seen, or nobody waits for it any more. */
  readonly stopAsking: () => void;
  /** Waits a moment in real time. */
  readonly pause: () => Promise<void>;
}

/** The provider's messages by which a step at the till shows; none for what no provider hears of. */
const SEEN_AS: Readonly<Partial<Record<TillStep['do'], readonly string[]>>> = {
  charge: ['precreate', 'reader', 'pay'],
  scan: ['pay'],
  cancel: ['cancel', 'close', 'void'],
  capture: ['capture'],
  refund: ['refund'],
  'check-now': ['query'],
};

/** Record-only rails and cash reach no provider. */
const SILENT_RAILS: readonly string[] = ['own_code', 'bank_terminal', 'voucher', 'cash'];

interface Message {
  readonly seq: number;
  readonly operation: string | null;
}

export function createOutsideTill(parts: OutsideParts): ScenarioTill {
  const { control, ask, stopAsking, pause } = parts;
  const messagesAfter = async (after: number): Promise<readonly Message[]> => {
    const { body } = await control(`exchanges?after=${after}`);
    return Array.isArray(body) ? (body as readonly Message[]) : [];
  };
  return {
    act: async (command): Promise<Done> => {
      const wanted =
        'rail' in command && SILENT_RAILS.includes(command.rail) ? undefined : SEEN_AS[command.do];
      const before = (await messagesAfter(0)).at(-1)?.seq ?? 0;
      let isSaid = false;
      const said = ask(command, wanted !== undefined).then(() => {
        isSaid = true;
      });
      if (wanted === undefined) await said;
      while (wanted !== undefined && !isSaid) {
        const seen = await messagesAfter(before);
        if (seen.some(({ operation }) => operation !== null && wanted.includes(operation))) break;
        await pause();
      }
      stopAsking();
      return { ok: true };
    },
    shownQr: async () => {
      const { body } = await control('payment-qrs');
      const shown = Array.isArray(body) ? (body as readonly { readonly content: string }[]) : [];
      return shown.at(-1)?.content;
    },
    words: async () => 'unseen',
    differences: async () => [],
    books: async () => 'unseen',
    close: async () => stopAsking(),
  };
}
