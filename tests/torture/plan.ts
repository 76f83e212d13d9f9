/** The seeded plan of one trial: what is being paid, and when the browser is killed, both times. */

export const RAILS = ['alipay', 'wechatpay', 'unionpay'] as const;

export type WalletRail = (typeof RAILS)[number];

/** What happens at the counter, if nobody kills it. */
export const DEEDS = [
  /** The customer's code is scanned, and pays at once. */
  'code',
  /** … and the customer has to type a password, after a while. */
  'password',
  /** … and the wallet has too little in it. */
  'declined',
  /** The customer scans the till's QR and pays. */
  'qr',
  /** The cashier cancels while the QR is shown. */
  'cancel',
  /** … and takes cash. */
  'cancel_cash',
  /** The cashier cancels in the moment in which the customer pays. */
  'cancel_race',
  /** A paid amount is partly given back. */
  'refund',
  /** A card is held to the reader. */
  'card',
  'cash',
] as const;

export type Deed = (typeof DEEDS)[number];

/** The moment of the kill: a while after the first key, or after something has happened. */
export const KILL_MOMENTS = ['moment', 'asked', 'waiting', 'paid', 'not_paid', 'refunded'] as const;

export type KillAt = (typeof KILL_MOMENTS)[number];

export interface Kill {
  readonly at: KillAt;
  /** After that, milliseconds. */
  readonly plusMs: number;
}

/** The second kill: while the counter recovers, or after it has settled everything. */
export interface SecondKill {
  readonly at: 'recovery' | 'settled';
  /** After the counter has opened, milliseconds; with `settled` after that. */
  readonly plusMs: number;
}

/** What the network or the provider does to the payment. */
export interface NetworkTrouble {
  readonly name: 'reply-lost' | 'reply-slow' | 'request-lost' | 'status-500';
  /** The message that it happens to. */
  readonly operation: 'pay' | 'precreate' | 'cancel' | 'refund' | 'query';
  readonly delayMs: number;
}

export interface Plan {
  readonly seed: number;
  readonly deed: Deed;
  readonly rail: WalletRail;
  /** Unlike any other amount of the trial, so that the words on the screen can be told apart. */
  readonly amountMinor: number;
  readonly network: NetworkTrouble | undefined;
  readonly kill: Kill;
  readonly second: SecondKill;
  /** Of a trial with a trouble: how long it lasts, milliseconds, and whether all is settled before the first kill. */
  readonly lastsMs: number;
  readonly isSettledFirst: boolean;
  /** What the customer and the cashier do about a payment that is still open after the kill. */
  readonly afterwards: 'pay' | 'cancel';
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Everything about the trial of this seed; nothing else decides about it but the machine's own pace. */
export function planOf(seed: number): Plan {
  const chance = createChance(seed);
  const below = (limit: number): number => Math.floor(chance() * limit);
  const pick = <One>(list: readonly [One, ...One[]]): One => list[below(list.length)] ?? list[0];
  const deed = pick(DEEDS);
  const troubled = chance() < 0.35 && deed !== 'cash' && deed !== 'card';
  const network: NetworkTrouble = {
    name: pick(['reply-lost', 'reply-slow', 'request-lost', 'status-500']),
    operation: pick(operationsOf(deed)),
    delayMs: 200 + below(3_000),
  };
  const isNamed = chance() < 0.6;
  const kill: Kill = isNamed
    ? { at: pick(pointsOf(deed)), plusMs: chance() < 0.5 ? below(25) : below(400) }
    : { at: 'moment', plusMs: below(longest(deed)) };
  const second: SecondKill =
    chance() < 0.5 ? { at: 'recovery', plusMs: below(2_500) } : { at: 'settled', plusMs: below(200) };
  return {
    seed,
    deed,
    rail: pick(RAILS),
    amountMinor: deed === 'declined' ? 5_001 + below(4_000) : 1_001 + below(8_000),
    network: troubled ? network : undefined,
    kill,
    second,
    lastsMs: 200 + below(5_000),
    isSettledFirst: chance() < 0.5,
    afterwards: chance() < 0.5 ? 'pay' : 'cancel',
  };
}

function pointsOf(deed: Deed): readonly [KillAt, ...KillAt[]] {
  if (deed === 'cash') return ['paid'];
  if (deed === 'refund') return ['asked', 'refunded'];
  if (deed === 'declined' || deed === 'cancel') return ['asked', 'waiting', 'not_paid'];
  if (deed === 'cancel_cash') return ['waiting', 'not_paid', 'paid'];
  return ['asked', 'waiting', 'paid'];
}

function operationsOf(deed: Deed): readonly [NetworkTrouble['operation'], ...NetworkTrouble['operation'][]] {
  if (deed === 'refund') return ['refund'];
  if (deed === 'code' || deed === 'declined') return ['pay'];
  if (deed === 'password') return ['pay', 'query'];
  return ['precreate', 'query', 'cancel'];
}

/** How long the deed takes at most on a machine that has other things to do. */
function longest(deed: Deed): number {
  if (deed === 'cash') return 1_500;
  if (deed === 'code' || deed === 'declined') return 2_000;
  return 5_000;
}

/** As it is typed and as screens write it, `41.05`. */
export function amountText(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}

/** One line, for the report of a trial that went wrong. */
export function tell({ deed, rail, kill, second, network, afterwards }: Plan): string {
  const parts = [deed, rail, `kill ${kill.at}+${kill.plusMs}`, `then ${second.at}+${second.plusMs}`];
  if (network !== undefined) parts.push(`${network.operation} ${network.name}`);
  return [...parts, `afterwards ${afterwards}`].join(', ');
}
