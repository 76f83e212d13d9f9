/** The control interface as typed calls; whoever makes it says how a request travels: the page's own host, or fetch. */

import type { FaultKind, FaultName } from '../faults/catalogue.ts';
import type { Exchange } from '../gateways/store.ts';
import type {
  ArmedFault,
  Coupon,
  FaultParameters,
  LedgerBook,
  LedgerEntry,
  Operation,
  Rail,
  Refusal,
  RiskClass,
  Wallet,
  WalletState,
} from '../world/model.ts';
import type { PhoneRefusal } from '../world/phone.ts';

export type WalletLimits = Wallet['limits'];

export interface WalletView {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly rail: Rail;
  readonly balanceMinor: number;
  readonly currency: string;
  readonly limits: WalletLimits;
  readonly password: string;
  readonly state: WalletState;
  readonly riskClass: RiskClass;
  readonly phoneOffline: boolean;
  readonly coupons: readonly Coupon[];
  readonly logonId: string;
  /** The card that this wallet is; null for all others. */
  readonly card: CardView | null;
}

export interface CardView {
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
}

/** A card reader, and what it asks for now. */
export interface ReaderView {
  readonly id: string;
  readonly asks: 'card' | 'insert' | 'pin' | null;
  /** The card that is in it while it asks for the PIN. */
  readonly walletId: string | null;
  /** Whether it has a cancel key for the customer just now. */
  readonly mayCancel: boolean;
  readonly action: {
    readonly orderNumber: string;
    readonly amountMinor: number;
    readonly currency: string;
    readonly merchant: string;
  } | null;
}

export type CardWay = 'tap' | 'insert' | 'swipe';

/** What came of a card at a reader; `message` is the bank's own word. */
export interface CardAnswer {
  readonly result: 'approved' | 'collected' | 'refunded' | 'declined' | 'insert' | 'pin' | 'unreadable';
  readonly message?: string;
}

export interface OrderView {
  readonly orderNumber: string;
  readonly merchant: string;
  /** Null while a static code waits for the customer to say how much. */
  readonly amountMinor: number | null;
  readonly discountMinor: number;
  readonly payableMinor: number | null;
  readonly currency: string;
  readonly subject: string;
  readonly asksPassword: boolean;
  readonly expiresAt: number;
}

export interface CodeView {
  readonly code: string;
  readonly expiresAt: number;
  readonly used: boolean;
}

export interface BillView {
  readonly orderNumber: string;
  readonly tradeNumber: string;
  readonly merchant: string;
  readonly subject: string;
  readonly amountMinor: number;
  readonly paidMinor: number;
  readonly discountMinor: number;
  readonly currency: string;
  readonly at: number;
  readonly flow: 'payment-code' | 'payment-qr' | 'static-code' | 'card' | 'unknown';
  readonly paid: boolean;
  readonly declined: Refusal | null;
  readonly refunds: readonly { readonly kind: string; readonly amountMinor: number; readonly at: number }[];
}

/** Everything a phone's screen needs at once. */
export interface PhoneView extends WalletView {
  /** Simulated time, epoch milliseconds. */
  readonly now: number;
  readonly code: CodeView | null;
  readonly pending: (OrderView & { readonly kind: 'scan' | 'amount' | 'password' }) | null;
  readonly bills: readonly BillView[];
}

/** An order that can be paid by scanning now. */
export interface PayableQr {
  readonly rail: Rail;
  readonly orderNumber: string;
  readonly content: string;
  readonly merchant: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly subject: string;
  readonly scannedBy: string | null;
  readonly expiresAt: number;
}

/** A code that hangs in the shop, and what stands on the account behind it. */
export interface StaticCodeView {
  readonly rail: Rail;
  readonly content: string;
  /** For any phone's camera: opens the simulated wallet. */
  readonly link: string;
  readonly merchant: string;
  readonly account: string;
  readonly currency: string;
  readonly balanceMinor: number;
}

export interface ClockView {
  /** Simulated time, epoch milliseconds. */
  readonly now: number;
  readonly offsetMs: number;
  readonly factor: number;
  readonly tillNow: number;
  readonly tillSkewMs: number;
  readonly tillOnline: boolean;
}

/** The shop's contract with one provider, and what stands on its accounts there. */
export interface MerchantView {
  readonly rail: Rail;
  readonly name: string;
  readonly accounts: readonly { readonly currency: string; readonly balanceMinor: number }[];
}

export interface FaultOrder {
  readonly name: FaultName;
  readonly rail?: Rail;
  readonly operation?: Operation;
  readonly times?: number;
  readonly parameters?: FaultParameters;
}

export interface WalletChange {
  readonly state?: WalletState;
  readonly balanceMinor?: number;
  readonly phoneOffline?: boolean;
  readonly password?: string;
  readonly limits?: Partial<WalletLimits>;
  readonly coupons?: readonly Coupon[];
}

export type CatalogueEntry = FaultKind & { readonly name: FaultName };
export type Ledgers = Readonly<Record<LedgerBook, readonly LedgerEntry[]>>;

/** A call's outcome. `no-answer`: the simulator itself did not answer; else its own error code. */
export type Answer<T, E extends string = string> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: E | 'no-answer';
      readonly message: string;
      readonly triesLeft?: number;
      /** Of a static code: what a customer may pay in a day, and what is left of it today. */
      readonly limitMinor?: number;
      readonly leftMinor?: number;
    };

/** Any call of the control interface, as it is answered: status and JSON. `path` is what follows `/_simulator/`. */
export type Control = (
  path: string,
  body?: unknown,
  method?: string,
) => Promise<{ readonly status: number; readonly body: unknown }>;

export interface Client {
  readonly control: Control;
  readonly wallets: () => Promise<Answer<readonly WalletView[]>>;
  readonly phone: (id: string) => Promise<Answer<PhoneView>>;
  readonly changeWallet: (id: string, change: WalletChange) => Promise<Answer<WalletView>>;
  readonly paymentCode: (id: string) => Promise<Answer<Omit<CodeView, 'used'>>>;
  readonly scan: (
    id: string,
    content: string,
  ) => Promise<Answer<{ readonly order: OrderView }, PhoneRefusal>>;
  readonly confirm: (
    id: string,
    said?: { readonly password?: string; readonly amountMinor?: number },
  ) => Promise<Answer<{ readonly bill: BillView }, PhoneRefusal>>;
  readonly cancel: (id: string) => Promise<Answer<unknown, PhoneRefusal>>;
  readonly paymentQrs: () => Promise<Answer<readonly PayableQr[]>>;
  readonly staticCodes: () => Promise<Answer<readonly StaticCodeView[]>>;
  readonly readers: () => Promise<Answer<readonly ReaderView[]>>;
  readonly presentCard: (
    reader: string,
    card: { readonly wallet: string; readonly how: CardWay; readonly pin?: string },
  ) => Promise<Answer<CardAnswer>>;
  /** The customer presses the reader's own cancel key. */
  readonly cancelAtReader: (reader: string) => Promise<Answer<unknown>>;
  readonly merchants: () => Promise<Answer<readonly MerchantView[]>>;
  readonly catalogue: () => Promise<Answer<readonly CatalogueEntry[]>>;
  readonly faults: () => Promise<Answer<readonly ArmedFault[]>>;
  readonly arm: (order: FaultOrder) => Promise<Answer<ArmedFault>>;
  /** One of them, or all. */
  readonly clearFaults: (id?: string) => Promise<Answer<unknown>>;
  readonly clock: () => Promise<Answer<ClockView>>;
  readonly advanceClock: (advanceMs: number) => Promise<Answer<ClockView>>;
  readonly setClockFactor: (factor: number) => Promise<Answer<ClockView>>;
  readonly ledgers: () => Promise<Answer<Ledgers>>;
  readonly audit: () => Promise<Answer<{ readonly findings: readonly string[] }>>;
  readonly exchanges: (after: number) => Promise<Answer<readonly Exchange[]>>;
  readonly version: () => Promise<
    Answer<{
      readonly version: number;
      readonly exchanges: number;
      readonly seed: string;
      readonly birth: number;
    }>
  >;
  readonly reset: (seed: string | undefined) => Promise<Answer<unknown>>;
}

/** Sends one request to the simulator, as `fetch` does. */
export type Send = (request: Request) => Promise<Response>;

export function createClient(send: Send, origin: string): Client {
  const call = async <T, E extends string>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<T, E>> => {
    const content =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    try {
      const response = await send(new Request(`${origin}/_simulator${path}`, { method, ...content }));
      const answer = await response.json();
      if (response.ok) return { ok: true, value: answer as T };
      return { ok: false, ...(answer as { error: E; message: string }) };
    } catch (error) {
      return { ok: false, error: 'no-answer', message: error instanceof Error ? error.message : '' };
    }
  };
  const control: Control = async (path, body, method) => {
    const verb = method ?? (body === undefined ? 'GET' : 'POST');
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await send(new Request(`${origin}/_simulator/${path}`, { method: verb, ...content }));
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const get = <T>(path: string) => call<T, string>('GET', path);
  const post = <T, E extends string = string>(path: string, body?: unknown) => call<T, E>('POST', path, body);
  const wallet = (id: string) => `/wallets/${encodeURIComponent(id)}`;
  return {
    control,
    wallets: () => get('/wallets'),
    phone: (id) => get(wallet(id)),
    changeWallet: (id, change) => call('PATCH', wallet(id), change),
    paymentCode: (id) => post(`${wallet(id)}/payment-code`),
    scan: (id, content) => post(`${wallet(id)}/scan`, { content }),
    confirm: (id, said = {}) => post(`${wallet(id)}/confirm`, said),
    cancel: (id) => post(`${wallet(id)}/cancel`),
    paymentQrs: () => get('/payment-qrs'),
    staticCodes: () => get('/static-codes'),
    readers: () => get('/readers'),
    presentCard: (reader, card) => post(`/readers/${encodeURIComponent(reader)}/present`, card),
    cancelAtReader: (reader) => post(`/readers/${encodeURIComponent(reader)}/cancel`),
    merchants: () => get('/merchants'),
    catalogue: () => get('/faults/catalogue'),
    faults: () => get('/faults'),
    arm: (order) => post('/faults', order),
    clearFaults: (id) => call('DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`),
    clock: () => get('/clock'),
    advanceClock: (advanceMs) => post('/clock', { advanceMs }),
    setClockFactor: (factor) => post('/clock', { factor }),
    ledgers: () => get('/ledgers'),
    audit: () => get('/audit'),
    exchanges: (after) => get(`/exchanges?after=${after}`),
    version: () => get('/version'),
    reset: (seed) => post('/reset', seed === undefined ? {} : { seed }),
  };
}
