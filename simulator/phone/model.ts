/** What the phone knows and does: the chosen customer, the screen it is on, and every tap as a call to the wallet. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { BillView, Client, OrderView, PayableQr, PhoneView, WalletView } from '../parts/client.ts';
import type { Optics, ShownQr } from '../parts/optics.ts';
import { createRefresh } from '../parts/refresh.ts';
import { createWorldClock } from '../parts/world-clock.ts';
import type { RefusalKind } from '../words/phone-words.ts';
import type { PhoneRefusal } from '../world/phone.ts';
import { newsBetween } from './news.ts';

export type Result =
  | { readonly kind: 'paid'; readonly bill: BillView }
  | { readonly kind: 'refused'; readonly refusal: RefusalKind; readonly order: Ordered | undefined };

/** What was to be paid, to whom. */
export type Ordered = Pick<OrderView, 'merchant' | 'amountMinor' | 'currency'>;

export type Screen =
  | { readonly name: 'home' | 'customers' | 'code' | 'scan' | 'confirm' | 'bills' }
  | { readonly name: 'password'; readonly triesLeft: number | undefined }
  | { readonly name: 'result'; readonly result: Result };

/** What can be paid by one tap on the scan button: shown by the counter and still payable. */
export type Offer = Pick<PayableQr, 'content' | 'merchant' | 'amountMinor' | 'currency' | 'orderNumber'>;

export interface PhoneDeps {
  readonly client: Client;
  readonly optics: Pick<Optics, 'shown' | 'present'>;
  /** Real time, epoch milliseconds. */
  readonly realNow: () => number;
  readonly walletId: string | undefined;
  /** Told when another customer is chosen. */
  readonly onChoose: (walletId: string) => void;
}

export interface Phone {
  readonly wallets: ReadonlySignal<readonly WalletView[]>;
  readonly view: ReadonlySignal<PhoneView | undefined>;
  readonly screen: ReadonlySignal<Screen>;
  readonly offer: ReadonlySignal<Offer | undefined>;
  /** Orders payable by scan that no counter of this browser shows. */
  readonly payable: ReadonlySignal<readonly PayableQr[]>;
  /** A refund that came while the phone was open. */
  readonly refundNews: ReadonlySignal<{ readonly bill: BillView; readonly amountMinor: number } | undefined>;
  /** Why the wallet cannot be shown at all. */
  readonly trouble: ReadonlySignal<RefusalKind | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Simulated time, epoch milliseconds. */
  readonly now: () => number;
  readonly refresh: () => Promise<void>;
  readonly choose: (walletId: string) => Promise<void>;
  readonly open: (name: 'home' | 'customers' | 'code' | 'scan' | 'bills') => void;
  /** Reads a payment QR; `link`: it came with the page's address. */
  readonly scan: (content: string, source?: 'link') => Promise<void>;
  readonly pay: (password?: string) => Promise<void>;
  readonly sayNo: () => Promise<void>;
  /** Makes a fresh payment code; false when there is none to be had. */
  readonly renewCode: () => Promise<boolean>;
  readonly present: () => void;
}

interface State {
  readonly wallets: Signal<readonly WalletView[]>;
  readonly view: Signal<PhoneView | undefined>;
  readonly qrs: Signal<readonly PayableQr[]>;
  readonly screen: Signal<Screen>;
  readonly refundNews: Signal<{ readonly bill: BillView; readonly amountMinor: number } | undefined>;
  readonly trouble: Signal<RefusalKind | undefined>;
  readonly busy: Signal<boolean>;
  walletId: string | undefined;
  /** The view whose news the customer has seen. */
  known: PhoneView | undefined;
  /** Payments whose result was shown, by order number. */
  readonly announced: Set<string>;
}

const HOME: Screen = { name: 'home' };

export function createPhone(deps: PhoneDeps): Phone {
  const { client, optics } = deps;
  const clock = createWorldClock(deps.realNow);
  const state = createState(deps.walletId);
  const refresh = createRefresh(async () => {
    const wanted = state.walletId;
    const [wallets, time, qrs] = await Promise.all([client.wallets(), client.clock(), client.paymentQrs()]);
    if (!wallets.ok || !time.ok || !qrs.ok) {
      const refused = [wallets, time, qrs].find((answer) => !answer.ok);
      state.trouble.value =
        refused && !refused.ok && refused.error === 'newer-world' ? 'newer-world' : 'no-answer';
      return;
    }
    clock.set(time.value);
    const chosen = wallets.value.find(({ id }) => id === wanted) ?? wallets.value[0];
    const view = chosen ? await client.phone(chosen.id) : undefined;
    // Another customer was chosen meanwhile: that reading comes next.
    if (!view?.ok || state.walletId !== wanted) return;
    batch(() => {
      state.trouble.value = undefined;
      state.wallets.value = wallets.value;
      state.qrs.value = qrs.value;
      takeView(state, view.value);
    });
  });
  const offer = computed(() => offerOf(optics.shown.value, state.qrs.value, state.view.value));
  return {
    ...state,
    offer,
    payable: computed(() => state.qrs.value.filter((qr) => qr.orderNumber !== offer.value?.orderNumber)),
    now: clock.now,
    refresh,
    ...taps(deps, state, refresh),
    ...payments(deps, state, refresh),
  };
}

function createState(walletId: string | undefined): State {
  return {
    wallets: signal<readonly WalletView[]>([]),
    view: signal<PhoneView | undefined>(undefined),
    qrs: signal<readonly PayableQr[]>([]),
    screen: signal<Screen>(HOME),
    refundNews: signal(undefined),
    trouble: signal<RefusalKind | undefined>(undefined),
    busy: signal(false),
    walletId,
    known: undefined,
    announced: new Set(),
  };
}

type Taps = Pick<Phone, 'choose' | 'open' | 'renewCode' | 'present'>;

function taps({ client, optics, onChoose }: PhoneDeps, state: State, refresh: () => Promise<void>): Taps {
  const { screen, view } = state;
  return {
    open: (name) => {
      state.refundNews.value = undefined;
      screen.value = { name };
    },
    choose: async (walletId) => {
      batch(() => {
        state.walletId = walletId;
        state.known = undefined;
        view.value = undefined;
        screen.value = HOME;
      });
      onChoose(walletId);
      await refresh();
    },
    renewCode: async () => {
      const id = view.value?.id;
      const answer = id === undefined ? undefined : await client.paymentCode(id);
      await refresh();
      return answer?.ok ?? false;
    },
    present: () => {
      const code = view.value?.code;
      if (code) optics.present(code.code);
    },
  };
}

type Payments = Pick<Phone, 'scan' | 'pay' | 'sayNo'>;

function payments({ client }: PhoneDeps, state: State, refresh: () => Promise<void>): Payments {
  const { screen, view, busy } = state;
  /** One call at a time: a second tap while the first is under way does nothing. */
  const once = async (act: (id: string, order: Ordered | undefined) => Promise<Screen>) => {
    const id = view.value?.id;
    if (id === undefined || busy.value) return;
    busy.value = true;
    try {
      screen.value = await act(id, view.value?.pending ?? undefined);
    } finally {
      busy.value = false;
    }
    await refresh();
  };
  return {
    scan: (content, source) =>
      once(async (id) => {
        const answer = await client.scan(id, content);
        if (answer.ok) return { name: 'confirm' };
        const isElsewhere = source === 'link' && answer.error === 'unknown-order';
        return refused(isElsewhere ? 'elsewhere' : kindOf(answer.error), undefined);
      }),
    pay: (password) =>
      once(async (id, order) => {
        const answer = await client.confirm(id, password);
        if (answer.ok) return announced(state, answer.value.bill);
        if (answer.error === 'password-required') return { name: 'password', triesLeft: undefined };
        if (answer.error === 'password-wrong') return { name: 'password', triesLeft: answer.triesLeft };
        return refused(kindOf(answer.error), order);
      }),
    sayNo: () =>
      once(async (id, order) => {
        const wasAsked = view.value?.pending?.kind === 'password';
        const answer = await client.cancel(id);
        // Saying no to a payment code's question ends that payment; a scanned order is only left alone.
        return answer.ok && wasAsked ? refused('customer-cancelled', order) : HOME;
      }),
  };
}

/** The result of a payment, which is told once. */
function announced(state: State, bill: BillView): Screen {
  state.announced.add(bill.orderNumber);
  return { name: 'result', result: { kind: 'paid', bill } };
}

/** Takes in what the wallet says now, and turns to what the customer has to see: a question, or what became of one. */
function takeView(state: State, next: PhoneView): void {
  const pendingBefore = state.view.value?.id === next.id ? state.view.value.pending : null;
  const known = state.known?.id === next.id ? state.known : undefined;
  state.view.value = next;
  // A phone without network learns nothing until it is back.
  if (state.busy.value || (next.phoneOffline && known)) return;
  const { name } = state.screen.value;
  const isAsking = name === 'confirm' || name === 'password';
  if (next.pending && !next.phoneOffline) {
    state.known ??= next;
    if (next.pending.kind === 'password' && name !== 'password') {
      state.screen.value = { name: 'password', triesLeft: undefined };
    } else if (!isAsking) {
      state.screen.value = { name: 'confirm' };
    }
    return;
  }
  state.known = next;
  if (known && isFreshWorld(known, next)) {
    state.announced.clear();
    state.refundNews.value = undefined;
    state.screen.value = HOME;
  }
  const news = newsBetween(known, next, state.announced);
  if (news?.kind === 'refund') {
    state.refundNews.value = news;
    // The wallet's first screen is where it is told; a result has been read by now.
    if (name === 'result') state.screen.value = HOME;
  } else if (known && isHandedCode(known, next) && ['home', 'result'].includes(state.screen.value.name)) {
    state.screen.value = { name: 'code' };
  }
  if (news?.kind === 'paid') {
    state.screen.value = announced(state, news.bill);
  } else if (news?.kind === 'declined') {
    state.announced.add(news.bill.orderNumber);
    state.screen.value = refused(news.refusal, news.bill);
  } else if (isAsking) {
    state.screen.value = refused('gone', pendingBefore ?? undefined);
  }
}

/** Orders never go away, unless the world began afresh. */
function isFreshWorld(known: PhoneView, next: PhoneView): boolean {
  return known.bills.some((bill) => !next.bills.some(({ orderNumber }) => orderNumber === bill.orderNumber));
}

/** A code that this phone did not ask for: somebody had it made to be held up, by the control interface. */
function isHandedCode(known: PhoneView, next: PhoneView): boolean {
  return next.code !== null && !next.code.used && next.code.code !== known.code?.code;
}

function refused(refusal: RefusalKind, order: Ordered | undefined): Screen {
  return { name: 'result', result: { kind: 'refused', refusal, order } };
}

/** The counter's QR as something to pay, if the provider would still take the payment and nobody else is at it. */
function offerOf(
  shown: ShownQr | undefined,
  qrs: readonly PayableQr[],
  view: PhoneView | undefined,
): Offer | undefined {
  const payable = qrs.find((qr) => qr.orderNumber === shown?.orderNumber);
  const isTaken = payable !== undefined && payable.scannedBy !== null && payable.scannedBy !== view?.id;
  return shown && payable && !isTaken ? { ...payable, content: shown.content } : undefined;
}

/** An order that is no longer there was closed meanwhile: that is what its customer wants to know. */
function kindOf(error: PhoneRefusal | 'no-answer'): RefusalKind {
  return error === 'nothing-to-confirm' ? 'gone' : error;
}
