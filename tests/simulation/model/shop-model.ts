/** The reference: what must be true of each sale, told by a shopkeeper who knows no states, messages or journals. */

export type Way = 'qr' | 'code' | 'reader' | 'record' | 'cash';
export type ModelRail = 'alipay' | 'wechatpay' | 'unionpay' | 'paypal' | 'card' | 'own_code' | 'cash';

/** Money that came in, and what of it went back. */
export interface Leg {
  readonly attempt: string;
  readonly rail: ModelRail;
  readonly amountMinor: number;
  backMinor: number;
}

/** Somebody may pay just now. */
export interface Trying {
  readonly attempt: string;
  readonly rail: ModelRail;
  readonly way: Way;
  readonly amountMinor: number;
  /** After this nobody can pay any more, and the till gives up. */
  readonly until: number;
  /** What PayPal's customer agrees to is taken by the run that asked for it; afterwards only by a person. */
  isOfAnEarlierRun: boolean;
}

export interface ModelSale {
  readonly currency: 'CNY' | 'USD';
  readonly dueMinor: number;
  readonly legs: Leg[];
  trying: Trying | undefined;
  /** Paid when it was not wanted any more; a person decides. */
  late: Leg | undefined;
  /** Money that came and went back again without ever belonging to the sale. */
  readonly gone: Leg[];
  isVoid: boolean;
  isAttested: boolean;
}

/** Sale 1 first. */
export interface Model {
  readonly sales: ModelSale[];
}

/** How long a customer may take, milliseconds. */
export const LIFE_MS: Readonly<Record<Way, number>> = {
  qr: 60_000,
  code: 45_000,
  reader: 120_000,
  record: Number.POSITIVE_INFINITY,
  cash: 0,
};

export const WALLET_RAILS = ['alipay', 'wechatpay', 'unionpay', 'paypal', 'card'] as const;

export function newModel(): Model {
  return { sales: [] };
}

export function takenMinor({ legs }: ModelSale): number {
  return legs.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

export function owedMinor(sale: ModelSale): number {
  return Math.max(0, sale.dueMinor - takenMinor(sale));
}

/** Whether somebody may still pay for it. */
export function isOpen(sale: ModelSale): boolean {
  return !sale.isVoid && !sale.isAttested && owedMinor(sale) > 0;
}

export function takes(rail: ModelRail, currency: 'CNY' | 'USD'): boolean {
  if (rail === 'cash' || rail === 'card') return true;
  return (rail === 'paypal') === (currency === 'USD');
}

/** Whether a way to pay may be begun: never while another one may bring money. */
export function mayCharge(sale: ModelSale, partMinor: number, isManager = false): boolean {
  if (!isOpen(sale) || sale.late !== undefined) return false;
  return (sale.trying === undefined || isManager) && partMinor > 0 && partMinor <= owedMinor(sale);
}

export function mayRefund(leg: Leg | undefined, amountMinor: number): boolean {
  return leg !== undefined && amountMinor > 0 && amountMinor <= leg.amountMinor - leg.backMinor;
}

/** The customer has paid what is tried: the sale has it. */
export function paid(sale: ModelSale): void {
  const { trying } = sale;
  if (trying === undefined) throw new Error('nobody was asked to pay');
  const { attempt, rail, amountMinor } = trying;
  sale.legs.push({ attempt, rail, amountMinor, backMinor: 0 });
  sale.trying = undefined;
}

/** What is tried was paid and given up at once: the money does not stay. */
export function paidInVain(sale: ModelSale): void {
  const { trying } = sale;
  if (trying === undefined) throw new Error('nobody was asked to pay');
  const { attempt, rail, amountMinor } = trying;
  sale.gone.push({ attempt, rail, amountMinor, backMinor: amountMinor });
  sale.trying = undefined;
}

/** The sale is ended: nobody pays any more, and what came in goes back. */
export function end(sale: ModelSale): void {
  sale.isVoid = true;
  sale.trying = undefined;
  for (const leg of sale.legs) leg.backMinor = leg.amountMinor;
}

/** Whether a way to pay has come to its end less than `withinMs` ago. */
export function isEnding({ sales }: Model, now: number, withinMs: number): boolean {
  return sales.some(
    ({ trying }) => trying !== undefined && now >= trying.until && now < trying.until + withinMs,
  );
}

/** The till was stopped and is opened again. */
export function forgetRun({ sales }: Model): void {
  for (const { trying } of sales) if (trying !== undefined) trying.isOfAnEarlierRun = true;
}

/** Time passes: nobody waits longer than a way to pay lives. */
export function grow({ sales }: Model, now: number): void {
  for (const sale of sales)
    if (sale.trying !== undefined && now >= sale.trying.until) sale.trying = undefined;
}

/** What a customer's side holds of an attempt in the end: paid less given back. */
export function netMinor({ amountMinor, backMinor }: Leg): number {
  return amountMinor - backMinor;
}
