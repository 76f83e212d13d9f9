/** What the phone knows and does: the chosen customer, the screen it is on, and every tap as a call to the wallet. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type {
  BillView,
  CardWay,
  Client,
  OrderView,
  PayableQr,
  PhoneView,
  ReaderView,
  StaticCodeView,
  WalletView,
} from '../parts/client.ts';
import type { Optics } from '../parts/optics.ts';
import { createRefresh } from '../parts/refresh.ts';
import { createWorldClock } from '../parts/world-clock.ts';
import type { RefusalKind } from '../words/phone-words.ts';
import type { PhoneRefusal } from '../world/phone.ts';
import { newsBetween } from './news.ts';
import { type Offer, offerOf, stickerOf, walletFor } from './offers.ts';
import type { CardAtReaderAnswer, Ordered, Screen } from './screens.ts';

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
  /** What hangs in the shop for everybody to scan. */
  readonly stickers: ReadonlySignal<readonly Offer[]>;
  /** The card reader that asks for a card now. */
  readonly reader: ReadonlySignal<ReaderView | undefined>;
  /** A refund that came while the phone was open. */
  readonly refundNews: ReadonlySignal<{ readonly bill: BillView; readonly amountMinor: number } | undefined>;
  /** Why the wallet cannot be shown at all. */
  readonly trouble: ReadonlySignal<RefusalKind | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Simulated time, epoch milliseconds. */
  readonly now: () => number;
  readonly refresh: () => Promise<void>;
  readonly choose: (walletId: string) => Promise<void>;
  readonly open: (name: 'home' | 'customers' | 'code' | 'scan' | 'bills' | 'card') => void;
  /** Reads a payment QR; `link`: it came with the page's address. */
  readonly scan: (content: string, source?: 'link') => Promise<void>;
  /** Reads what a counter shows, with this customer's wallet of that kind. */
  readonly takeOffer: (order: Offer) => Promise<void>;
  /** Holds a card to the reader that asks for one. */
  readonly presentCard: (walletId: string, how: CardWay, pin?: string) => Promise<void>;
  /** Presses the reader's own cancel key. */
  readonly cancelAtReader: () => Promise<void>;
  readonly pay: (password?: string) => Promise<void>;
  /** Pays this much to the static code that was scanned, or asks for the password first. */
  readonly payAmount: (amountMinor: number) => Promise<void>;
  readonly sayNo: () => Promise<void>;
  /** Makes a fresh payment code; false when there is none to be had. */
  readonly renewCode: () => Promise<boolean>;
  readonly present: () => void;
}

interface State {
  readonly wallets: Signal<readonly WalletView[]>;
  readonly view: Signal<PhoneView | undefined>;
  readonly qrs: Signal<readonly PayableQr[]>;
  readonly staticCodes: Signal<readonly StaticCodeView[]>;
  readonly readers: Signal<readonly ReaderView[]>;
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
    const [wallets, time, qrs, readers, printed] = await Promise.all([
      client.wallets(),
      client.clock(),
      client.paymentQrs(),
      client.readers(),
      client.staticCodes(),
    ]);
    if (!wallets.ok || !time.ok || !qrs.ok || !readers.ok || !printed.ok) {
      const refused = [wallets, time, qrs, readers, printed].find((answer) => !answer.ok);
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
      state.readers.value = readers.value;
      state.staticCodes.value = printed.value;
      takeView(state, view.value);
    });
  });
  const offer = computed(() => {
    const payable = { qrs: state.qrs.value, staticCodes: state.staticCodes.value };
    return offerOf(optics.shown.value, payable, state.view.value);
  });
  const stickers = computed(() => state.staticCodes.value.map(stickerOf));
  const tapping = taps(deps, state, refresh);
  const reader = computed(() => readerAsking(state));
  const paying = payments(deps, state, refresh);
  const takeOffer = async (order: Offer): Promise<void> => {
    const own = walletFor(order, state.view.value, state.wallets.value);
    if (own === undefined) return;
    if (own !== state.view.value?.id) await tapping.choose(own);
    await paying.scan(order.content);
  };
  return {
    ...state,
    offer,
    reader,
    stickers,
    payable: computed(() => state.qrs.value.filter((qr) => qr.orderNumber !== offer.value?.orderNumber)),
    now: clock.now,
    refresh,
    ...tapping,
    ...paying,
    ...atReader(deps, state, refresh),
    takeOffer,
    scan: async (content, source) => {
      const order = [...state.qrs.value, ...stickers.value].find((offered) => offered.content === content);
      // A camera app opens the wallet that the QR is for; whoever scans from inside a wallet has chosen one.
      if (source === 'link' && order !== undefined) await takeOffer(order);
      else await paying.scan(content, source);
    },
  };
}

function readerAsking({ readers }: State): ReaderView | undefined {
  return readers.value.find(({ asks, action }) => asks !== null && action !== null);
}

function createState(walletId: string | undefined): State {
  return {
    wallets: signal<readonly WalletView[]>([]),
    view: signal<PhoneView | undefined>(undefined),
    qrs: signal<readonly PayableQr[]>([]),
    staticCodes: signal<readonly StaticCodeView[]>([]),
    readers: signal<readonly ReaderView[]>([]),
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
      screen.value = name === 'card' ? { name, answer: undefined } : { name };
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

type Payments = Pick<Phone, 'scan' | 'pay' | 'payAmount' | 'sayNo'>;

type Act = (id: string, order: Ordered | undefined) => Promise<Screen>;

/** One call at a time: a second tap while the first is under way does nothing. */
function oneAtATime(
  { screen, view, busy }: State,
  refresh: () => Promise<void>,
): (act: Act) => Promise<void> {
  return async (act) => {
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
}

type AtReader = Pick<Phone, 'presentCard' | 'cancelAtReader'>;

function atReader({ client }: PhoneDeps, state: State, refresh: () => Promise<void>): AtReader {
  const once = oneAtATime(state, refresh);
  const said = (answer: CardAtReaderAnswer): Screen => ({ name: 'card', answer });
  return {
    presentCard: (walletId, how, pin) =>
      once(async () => {
        const asking = readerAsking(state);
        if (asking === undefined) return said('not-asking');
        const card = { wallet: walletId, how, ...(pin === undefined ? {} : { pin }) };
        const answer = await client.presentCard(asking.id, card);
        if (answer.ok) return said(answer.value);
        return said(answer.error === 'reader-not-asking' ? 'not-asking' : 'no-answer');
      }),
    cancelAtReader: () =>
      once(async () => {
        const asking = readerAsking(state);
        if (asking === undefined) return said('not-asking');
        const answer = await client.cancelAtReader(asking.id);
        if (answer.ok) return said('cancelled');
        return said(answer.error === 'nothing-to-cancel' ? 'not-asking' : 'no-answer');
      }),
  };
}

function payments({ client }: PhoneDeps, state: State, refresh: () => Promise<void>): Payments {
  const { view } = state;
  const once = oneAtATime(state, refresh);
  return {
    scan: (content, source) =>
      once(async (id) => {
        const answer = await client.scan(id, content);
        if (answer.ok) return askFor(answer.value.order);
        const isElsewhere = source === 'link' && answer.error === 'unknown-order';
        return refused(isElsewhere ? 'elsewhere' : kindOf(answer.error), undefined);
      }),
    pay: (password) =>
      once(async (id, order) =>
        agreed(state, await client.confirm(id, password === undefined ? {} : { password }), order),
      ),
    payAmount: (amountMinor) =>
      once(async (id, order) =>
        agreed(state, await client.confirm(id, { amountMinor }), order && { ...order, amountMinor }),
      ),
    sayNo: () =>
      once(async (id, order) => {
        const wasAsked = view.value?.pending?.kind === 'password';
        const answer = await client.cancel(id);
        // Saying no to a payment code's question ends that payment; a scanned order is only left alone.
        return answer.ok && wasAsked ? refused('customer-cancelled', order) : HOME;
      }),
  };
}

/** Where the phone goes after a scan: a static code does not say how much. */
function askFor({ amountMinor }: Pick<OrderView, 'amountMinor'>): Screen {
  return amountMinor === null ? { name: 'amount', over: undefined } : { name: 'confirm' };
}

/** What came of agreeing: paid, refused, or something more to type. */
function agreed(
  state: State,
  answer: Awaited<ReturnType<Client['confirm']>>,
  order: Ordered | undefined,
): Screen {
  if (answer.ok) {
    const { bill } = answer.value;
    return bill.paid ? announced(state, bill) : { name: 'result', result: { kind: 'approved', bill } };
  }
  const { error, limitMinor = 0, leftMinor = 0 } = answer;
  if (error === 'password-required') return { name: 'password', triesLeft: undefined };
  if (error === 'password-wrong') return { name: 'password', triesLeft: answer.triesLeft };
  if (error === 'static-code-limit') return { name: 'amount', over: { limitMinor, leftMinor } };
  return refused(kindOf(error), order);
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
  const isAsking = name === 'confirm' || name === 'amount' || name === 'password';
  if (next.pending && !next.phoneOffline) {
    state.known ??= next;
    if (next.pending.kind === 'password' && name !== 'password') {
      state.screen.value = { name: 'password', triesLeft: undefined };
    } else if (!isAsking) {
      state.screen.value = askFor(next.pending);
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

/** An order that is no longer there was closed meanwhile: that is what its customer wants to know. */
function kindOf(error: PhoneRefusal | 'no-answer'): RefusalKind {
  return error === 'nothing-to-confirm' ? 'gone' : error;
}
