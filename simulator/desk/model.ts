/** What the desk sees and does: the whole world read again after each change, and every button as a call to it. */

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Exchange } from '../gateways/store.ts';
import type {
  Answer,
  CatalogueEntry,
  Client,
  ClockView,
  FaultOrder,
  Ledgers,
  MerchantView,
  StaticCodeView,
  WalletChange,
  WalletView,
} from '../parts/client.ts';
import type { Optics, TillRow } from '../parts/optics.ts';
import { createRefresh } from '../parts/refresh.ts';
import { createWorldClock } from '../parts/world-clock.ts';
import type { ArmedFault } from '../world/model.ts';

/** As many messages as are shown. */
const MESSAGES_SHOWN = 100;

/** The world at one look. */
export interface DeskView {
  readonly clock: ClockView;
  readonly catalogue: readonly CatalogueEntry[];
  readonly faults: readonly ArmedFault[];
  readonly ledgers: Ledgers;
  readonly findings: readonly string[];
  readonly wallets: readonly WalletView[];
  readonly merchants: readonly MerchantView[];
  readonly staticCodes: readonly StaticCodeView[];
  /** Another number after each fresh start. */
  readonly birth: number;
  readonly seed: string;
  /** Newest first. */
  readonly messages: readonly Exchange[];
}

export interface DeskDeps {
  readonly client: Client;
  readonly optics: Pick<Optics, 'tillRows' | 'holdUp'>;
  /** Real time, epoch milliseconds. */
  readonly realNow: () => number;
}

export interface Desk {
  readonly view: ReadonlySignal<DeskView | undefined>;
  readonly trouble: ReadonlySignal<'no-answer' | 'newer-world' | undefined>;
  /** Undefined until a till tells its ledger; without what it sold in a world that was emptied meanwhile. */
  readonly tillRows: ReadonlySignal<readonly TillRow[] | undefined>;
  /** Simulated time, epoch milliseconds. */
  readonly now: () => number;
  readonly refresh: () => Promise<void>;
  readonly arm: (order: FaultOrder) => Promise<Answer<ArmedFault>>;
  readonly clearFaults: (id?: string) => Promise<void>;
  readonly advanceClock: (advanceMs: number) => Promise<void>;
  readonly setClockFactor: (factor: number) => Promise<void>;
  readonly changeWallet: (id: string, change: WalletChange) => Promise<Answer<WalletView>>;
  readonly reset: (seed: string | undefined) => Promise<void>;
  /** Holds a printed code before the counter's scanner. */
  readonly holdUp: (content: string) => void;
}

export function createDesk({ client, optics, realNow }: DeskDeps): Desk {
  const clock = createWorldClock(realNow);
  const view = signal<DeskView | undefined>(undefined);
  const trouble = signal<'no-answer' | 'newer-world' | undefined>(undefined);
  /** Orders of a world that is gone: a till keeps them in its books for good. */
  const gone = signal<ReadonlySet<string>>(new Set());
  const refresh = createRefresh(async () => {
    const next = await look(client);
    batch(() => {
      trouble.value = next.ok ? undefined : next.error;
      if (!next.ok) return;
      clock.set(next.value.clock);
      const isFresh = view.value !== undefined && view.value.birth !== next.value.birth;
      if (isFresh) gone.value = new Set(optics.tillRows.value?.map(({ orderNumber }) => orderNumber));
      view.value = next.value;
    });
  });
  const then = async <T>(answering: Promise<T>): Promise<T> => {
    const answer = await answering;
    await refresh();
    return answer;
  };
  return {
    view,
    trouble,
    tillRows: computed(() =>
      optics.tillRows.value?.filter(({ orderNumber }) => !gone.value.has(orderNumber)),
    ),
    now: clock.now,
    refresh,
    arm: (order) => then(client.arm(order)),
    clearFaults: async (id) => void (await then(client.clearFaults(id))),
    advanceClock: async (advanceMs) => void (await then(client.advanceClock(advanceMs))),
    setClockFactor: async (factor) => void (await then(client.setClockFactor(factor))),
    changeWallet: (id, change) => then(client.changeWallet(id, change)),
    reset: async (seed) => void (await then(client.reset(seed))),
    holdUp: optics.holdUp,
  };
}

type Look =
  | { readonly ok: true; readonly value: DeskView }
  | { readonly ok: false; readonly error: 'no-answer' | 'newer-world' };

const NO_ANSWER = { ok: false, error: 'no-answer' } as const;

async function look(client: Client): Promise<Look> {
  const version = await client.version();
  if (!version.ok) {
    return { ok: false, error: version.error === 'newer-world' ? 'newer-world' : 'no-answer' };
  }
  const after = Math.max(0, version.value.exchanges - MESSAGES_SHOWN);
  const [clock, catalogue, faults, ledgers, audit, wallets, merchants, exchanges, printed] =
    await Promise.all([
      client.clock(),
      client.catalogue(),
      client.faults(),
      client.ledgers(),
      client.audit(),
      client.wallets(),
      client.merchants(),
      client.exchanges(after),
      client.staticCodes(),
    ]);
  if (!(clock.ok && catalogue.ok && faults.ok && ledgers.ok && audit.ok)) return NO_ANSWER;
  if (!(wallets.ok && merchants.ok && exchanges.ok && printed.ok)) return NO_ANSWER;
  return {
    ok: true,
    value: {
      clock: clock.value,
      catalogue: catalogue.value,
      faults: faults.value,
      ledgers: ledgers.value,
      findings: audit.value.findings,
      wallets: wallets.value,
      merchants: merchants.value,
      staticCodes: printed.value,
      birth: version.value.birth,
      seed: version.value.seed,
      messages: exchanges.value.toReversed(),
    },
  };
}
