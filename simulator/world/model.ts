/** What the simulated world consists of: plain data that survives JSON, with `null` where there is nothing. */

/** The shape below. A host that meets another number asks for a reload or starts afresh, and never guesses. */
export const WORLD_FORMAT = 3;

export const RAILS = ['alipay', 'wechatpay', 'paypal', 'card', 'unionpay'] as const;
export type Rail = (typeof RAILS)[number];

/** What a message wants of a provider; each gateway says which of its own calls is which. */
export const OPERATIONS = [
  'pay',
  'precreate',
  'query',
  'cancel',
  'close',
  'refund',
  'refund-query',
  'capture',
  'authorize',
  'void',
  'reader',
  'token',
  'bill',
  'certificates',
  'webhooks',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** ISO 4217; amounts are whole minor units by the provider's own exponent (`world/money.ts`). */
export const CURRENCIES = [
  'CNY',
  'USD',
  'EUR',
  'GBP',
  'HKD',
  'SGD',
  'JPY',
  'KRW',
  'TWD',
  'HUF',
  'KWD',
] as const;
export type Currency = (typeof CURRENCIES)[number];

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Simulated time is `simulatedAt + (real − realAt) · factor`; all epoch milliseconds. */
export interface WorldClock {
  realAt: number;
  simulatedAt: number;
  factor: number;
}

export interface Coupon {
  id: string;
  name: string;
  /** Who bears it: the provider's promotion fund, or the shop by receiving less. */
  payer: 'platform' | 'shop';
  amountMinor: number;
  /** The order must be at least this much. */
  minimumMinor: number;
  used: boolean;
}

/**
 * How well a wallet makes sure of its owner when a code of the moment is paid, and with it how much a day (PBOC
 * 银发〔2017〕296号): `A` by certificate, as agreed; `B` by two proofs; `C` by fewer. Codes that hang in a shop are of class D.
 */
export type RiskClass = 'A' | 'B' | 'C';

export type WalletState = 'normal' | 'frozen' | 'locked' | 'risk';

export interface Wallet {
  id: string;
  rail: Rail;
  name: string;
  nameEn: string;
  /** The provider's id of the person, and the masked account name that a merchant gets to see. */
  userId: string;
  logonId: string;
  currency: Currency;
  balanceMinor: number;
  /** What was in it at the start, corrected when the desk sets a balance: the auditor's starting point. */
  openingMinor: number;
  limits: {
    /** From this amount on, the phone asks for the password. */
    noPasswordBelowMinor: number;
    perPaymentMinor: number;
    perDayMinor: number;
  };
  /** Six digits, shown to whoever practises. */
  password: string;
  wrongPasswords: number;
  state: WalletState;
  riskClass: RiskClass;
  /** No network on the phone: payment codes still work, questions and scanning do not. */
  phoneOffline: boolean;
  /** The account that receives for the shop; it cannot pay itself. */
  ownsShop: boolean;
  coupons: Coupon[];
  /** The card that this wallet is, on the rail `card`. */
  card: Card | null;
}

/** A payment card; its number decides how its bank answers, by the provider's public test numbers. */
export interface Card {
  number: string;
  brand: 'visa' | 'mastercard' | 'amex' | 'unionpay' | 'discover' | 'diners' | 'jcb';
  expMonth: number;
  expYear: number;
}

export interface Merchant {
  rail: Rail;
  name: string;
  appId: string;
  sellerId: string;
  sellerEmail: string;
  /** SPKI PEM; a call signed with any of them is the merchant's. The first is the one of `credentials`. */
  publicKeys: string[];
  /** Operations the contract allows. */
  permissions: Operation[];
  /** One per currency, made when first needed; the first is the shop's own. */
  accounts: MerchantAccount[];
}

export interface MerchantAccount {
  currency: Currency;
  balanceMinor: number;
  /** The auditor's starting point. */
  openingMinor: number;
}

/**
 * The code that hangs in the shop, the same for every customer and without an amount, and the account behind it: the
 * owner's own, of which neither the contract with the provider nor a till hears anything.
 */
export interface StaticCode {
  rail: Rail;
  /** What the sticker says. */
  content: string;
  /** The account's name in the ledgers. */
  account: string;
  currency: Currency;
  balanceMinor: number;
  /** The auditor's starting point. */
  openingMinor: number;
}

export interface PaymentCode {
  code: string;
  walletId: string;
  issuedAt: number;
  expiresAt: number;
  used: boolean;
}

export type LedgerBook = 'customers' | 'providers' | 'merchants';
export type LedgerKind = 'payment' | 'refund' | 'reversal' | 'refund-returned';

/**
 * One line of a ledger. Payments are positive, refunds and reversals negative, in every book. A refund that takes its time
 * stands in the shop's book at once and in the others when the customer has it; one that fails comes back to the shop.
 */
export interface LedgerEntry {
  orderNumber: string;
  kind: LedgerKind;
  /** What this party really gave or got; `amountMinor + discountMinor` is the order's amount in all three books. */
  amountMinor: number;
  discountMinor: number;
  currency: Currency;
  at: number;
  account: string;
}

export interface Payment {
  at: number;
  buyerPayMinor: number;
  receiptMinor: number;
  platformMinor: number;
  shopMinor: number;
  /** What the provider asks for it, in hundredths of a per cent; stated in bills only. */
  feeBasisPoints: number;
}

export interface Refund {
  requestNumber: string;
  kind: 'refund' | 'reversal';
  amountMinor: number;
  /** The parts of it that the promotion fund and the shop bear. */
  platformMinor: number;
  shopMinor: number;
  reason: string;
  at: number;
  /** `pending`: the shop has given it, and the customer does not have it yet. `failed`: the shop has it again. */
  state: 'pending' | 'done' | 'failed';
  /** When it came to its end, and how; of a pending one, when it will. */
  endsAt: number;
  endsAs: 'done' | 'failed';
}

/** Why a wallet or its provider did not let a payment through. */
export type Refusal =
  | 'frozen'
  | 'risk'
  | 'own-account'
  | 'per-payment-limit'
  | 'day-limit'
  | 'balance'
  | 'phone-offline'
  | 'locked'
  | 'currency'
  | 'customer-cancelled';

export interface Notification {
  /** Stays the same over all deliveries. */
  id: string;
  /** `paid`, `refunded`, `closed` or a provider's own name such as `PAYMENT.CAPTURE.COMPLETED`. */
  event: string;
  /** Where it goes. */
  url: string;
  at: number;
  /** What was given back in all when this was queued, and the request that did it. */
  refundedMinor: number;
  requestNumber: string | null;
  /** What the news says, where it is frozen when it happens. */
  body: JsonObject | null;
  attempts: number;
  /** When to deliver next; null when it was taken or given up. */
  nextAt: number | null;
  /** Deliveries still owed even though one was taken. */
  extraCopies: number;
}

/**
 * `presented`: made, and nobody has scanned or presented anything yet. `approved`: the payer agreed, nothing is held and
 * the merchant must act. `authorized`: held. `dead`: its number can never be paid, and query does not know it either.
 * `closed` with a payment means everything was given back.
 */
export type TradeStatus =
  | 'presented'
  | 'waiting'
  | 'approved'
  | 'authorized'
  | 'paid'
  | 'finished'
  | 'closed'
  | 'dead';

export interface Trade {
  /** `<rail>/<order number>`, or `<rail>/<the provider's own number>` where an order number need not be unique. */
  key: string;
  /** The world's version when this trade last changed, so that hosts can load and store only what is new. */
  version: number;
  rail: Rail;
  orderNumber: string;
  tradeNumber: string;
  flow: 'payment-code' | 'payment-qr' | 'static-code' | 'card' | 'unknown';
  subject: string;
  amountMinor: number;
  currency: Currency;
  createdAt: number;
  /** When an unpaid order closes by itself. */
  expiresAt: number;
  qr: { content: string; expiresAt: number } | null;
  /** The code it was paid with. */
  paymentCode: string | null;
  walletId: string | null;
  status: TradeStatus;
  /** What the customer's phone has open for this trade; `amount`: the code that was scanned names none. */
  ask: 'scan' | 'amount' | 'password' | null;
  declined: Refusal | null;
  /** What only this rail knows about it, in the gateway's own shape. */
  detail: JsonObject;
  payment: Payment | null;
  refunds: Refund[];
  /** An acknowledged cancel and what it did. */
  cancelled: { at: number; action: 'close' | 'refund' | null } | null;
  closedAt: number | null;
  /** Fault `paid-after-cancel`: the provider lets a payment through at this time. */
  latePaymentAt: number | null;
  notifyUrl: string | null;
  notifications: Notification[];
  ledgers: Record<LedgerBook, LedgerEntry[]>;
}

/** A request as it came over the wire, prefixes of our own hosts stripped. */
export interface RawCall {
  method: string;
  path: string;
  /** Without the question mark, exactly as sent. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Where this provider was reached: the origin, and the prefix of ours that was stripped. */
  base?: string;
}

export interface FaultParameters {
  /** `charged`: the request is processed all the same; `not-charged`: it is not. */
  world?: 'charged' | 'not-charged' | undefined;
  delayMs?: number | undefined;
  skewMs?: number | undefined;
  /** The provider's code to answer with. */
  code?: string | undefined;
  /** query-lags: what the query says meanwhile. */
  as?: 'waiting' | 'absent' | undefined;
  /** duplicate-delivery: which of the two answers comes back. */
  answer?: 'first' | 'second' | undefined;
  /** key-rotates: how long the key before is still given out. */
  overlapMs?: number | undefined;
  /** out-of-order: the operation that overtakes. */
  after?: Operation | undefined;
  /** fee-changed: the new rate, in hundredths of a per cent. */
  basisPoints?: number | undefined;
}

export interface ArmedFault {
  id: string;
  name: string;
  rail: Rail | null;
  operation: Operation | null;
  /** How often it still strikes; null: until it is cleared. */
  times: number | null;
  struck: number;
  parameters: FaultParameters;
}

/** A request that is still on its way: fault `out-of-order`. */
export interface HeldCall {
  rail: Rail;
  after: Operation | null;
  /** It arrives as if no cancel had been acknowledged for its number before. */
  ignoresCancel: boolean;
  orderNumber: string | null;
  call: RawCall;
}

export interface World {
  format: number;
  /** Another number after each reset. */
  birth: number;
  seed: string;
  /** Grows with every change. */
  version: number;
  random: number;
  serial: number;
  /** Messages exchanged so far. */
  exchanges: number;
  clock: WorldClock;
  wallets: Wallet[];
  merchants: Merchant[];
  staticCodes: StaticCode[];
  codes: PaymentCode[];
  faults: ArmedFault[];
  held: HeldCall[];
  trades: Record<string, Trade>;
  /** What a gateway remembers beside its trades (idempotency keys, tokens, webhooks), in its own shape. */
  shelves: Partial<Record<Rail, JsonObject>>;
  /** The earliest time at which something falls due by itself. */
  nextDueAt: number | null;
  /** What the provider's promotions have cost it, per currency. */
  promotionMinor: Partial<Record<Currency, number>>;
}

/** Marks a change: of the world, and of one trade if given. Every function that changes the world calls it. */
export function touch(world: World, trade?: Trade): void {
  world.version += 1;
  if (trade) trade.version = world.version;
}
