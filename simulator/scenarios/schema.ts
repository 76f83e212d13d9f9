/** A scenario as a file: who does what, what breaks, what must be true in the end. Published as JSON Schema. */

import * as v from 'valibot';

const name = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64));
const minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const signedMinor = v.pipe(v.number(), v.safeInteger());
const durationMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(400 * 86_400_000));
const words = v.pipe(v.string(), v.nonEmpty(), v.maxLength(400));
const rail = v.picklist([
  'alipay',
  'wechatpay',
  'unionpay',
  'paypal',
  'card',
  'own_code',
  'bank_terminal',
  'voucher',
  'cash',
]);
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
const wallet = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));
/** Plain values that go to the control interface as they are; it checks them itself. */
const settings = v.record(v.string(), v.unknown());

/** The refusal that a step must meet; without it the step must succeed. */
const refused = v.optional(words);
/** Which sale, counted from 1; the newest when missing. */
const sale = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)));

const till = [
  /** The cashier charges a new sale, or a leg or another try of one that is there, by a way that the till shows. */
  v.strictObject({
    do: v.literal('charge'),
    rail,
    amountMinor: v.optional(minor),
    currency: v.optional(currency),
    partMinor: v.optional(minor),
    sale,
    refused,
  }),
  /** The till's scanner reads something: a code that a phone showed before, the phone's newest, or any text. */
  v.strictObject({
    do: v.literal('scan'),
    code: v.optional(name),
    of: v.optional(wallet),
    text: v.optional(v.pipe(v.string(), v.maxLength(4_096))),
    amountMinor: v.optional(minor),
    partMinor: v.optional(minor),
    sale,
    refused,
  }),
  v.strictObject({
    do: v.literal('cash'),
    tenderedMinor: minor,
    amountMinor: v.optional(minor),
    currency: v.optional(currency),
    partMinor: v.optional(minor),
    asManager: v.optional(v.boolean()),
    sale,
    refused,
  }),
  /** The cashier confirms what no provider can: own code, bank terminal, voucher. */
  v.strictObject({
    do: v.literal('take-record'),
    rail,
    amountMinor: v.optional(minor),
    partMinor: v.optional(minor),
    sale,
    refused,
  }),
  /** The cash drawer beside any sale: put in, taken out, opened for nothing, counted. */
  v.strictObject({
    do: v.literal('drawer'),
    movement: v.picklist(['float', 'paid_in', 'paid_out', 'no_sale', 'count']),
    amountMinor: v.optional(minor),
    currency: v.optional(currency),
    reason: v.optional(words),
    refused,
  }),
  v.strictObject({ do: v.literal('cancel'), afterwards: v.optional(v.literal('cash')), sale, refused }),
  v.strictObject({
    do: v.picklist(['keep', 'attach-late', 'return-late', 'park', 'end-sale', 'check-now', 'capture']),
    sale,
    refused,
  }),
  v.strictObject({
    do: v.literal('refund'),
    amountMinor: v.optional(minor),
    leg: v.optional(minor),
    sale,
    refused,
  }),
  /** The till ends without a word, as in a crash, before its `beforeStep`th step from now, and is opened again. */
  v.strictObject({
    do: v.literal('kill'),
    beforeStep: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.strictObject({ do: v.literal('reopen') }),
  /** What becomes of the till's storage from now on. */
  v.strictObject({ do: v.literal('storage'), state: v.picklist(['works', 'full', 'gone']) }),
  /** Another window of the same till; later steps are done there, or in the first again. */
  v.strictObject({ do: v.literal('window'), number: v.picklist([1, 2]) }),
] as const;

const customer = [
  v.strictObject({ do: v.literal('show-code'), wallet, as: v.optional(name), refused }),
  /** The phone reads the QR that the till shows, one that it showed before, the code on the shop's wall, or any text. */
  v.strictObject({
    do: v.literal('phone-scan'),
    wallet,
    printed: v.optional(v.picklist(['alipay', 'wechatpay'])),
    qr: v.optional(name),
    text: v.optional(v.pipe(v.string(), v.maxLength(4_096))),
    refused,
  }),
  v.strictObject({ do: v.literal('remember-qr'), as: name }),
  /** To the code on the wall the customer types the amount. */
  v.strictObject({
    do: v.literal('confirm'),
    wallet,
    amountMinor: v.optional(minor),
    password: v.optional(v.string()),
    refused,
  }),
  v.strictObject({ do: v.literal('say-no'), wallet, refused }),
  v.strictObject({
    do: v.literal('present-card'),
    wallet,
    how: v.picklist(['tap', 'insert', 'swipe']),
    pin: v.optional(v.string()),
    refused,
  }),
  v.strictObject({ do: v.literal('wallet'), wallet, set: settings }),
] as const;

const world = [
  v.strictObject({
    do: v.literal('fault'),
    name,
    rail: v.optional(rail),
    operation: v.optional(words),
    times: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    parameters: v.optional(settings),
  }),
  v.strictObject({ do: v.literal('clear-faults') }),
  v.strictObject({ do: v.literal('merchant'), rail, set: settings }),
  /** Time passes, and everybody does meanwhile what is due. */
  v.strictObject({ do: v.literal('pass'), durationMs }),
] as const;

const expectation = v.strictObject({
  do: v.literal('expect'),
  /** The till's word for the sale, as design.md 7 names it in either language, such as `Paid` or `未付款`. */
  state: v.optional(words),
  /** Whether the customer was charged, as the till says it. */
  charged: v.optional(v.picklist(['no', 'yes', 'checking'])),
  /** Each must stand somewhere in what the till says about the sale. */
  words: v.optional(v.array(words)),
  /** And none of these may. */
  never: v.optional(v.array(words)),
  /** How long it may take, in simulated time; at once when missing. */
  withinMs: v.optional(durationMs),
  sale,
});

const step = v.variant('do', [...till, ...customer, ...world, expectation]);

const account = v.strictObject({ account: words, currency, netMinor: signedMinor });

export const scenarioSchema = v.strictObject({
  $schema: v.optional(v.string()),
  name,
  group: v.picklist(['normal', 'customer', 'network', 'provider', 'people']),
  title: v.strictObject({ zh: words, en: words }),
  /** Same seed, same bytes. */
  seed: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Simulated time at the beginning, ISO 8601 with its offset. */
  startsAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(200)),
  /**
   * What every book holds in the end: payments less what went back, per account and currency; an account not named holds
   * nothing. Customers go by their wallets, providers and the shop's accounts at them by the rail; what is paid to the code
   * on the wall comes to `own_code/alipay` or `own_code/wechatpay`.
   */
  ledgers: v.strictObject({
    customers: v.array(account),
    providers: v.array(account),
    merchants: v.array(account),
  }),
  /**
   * What the cashiers wrote down by a way of which no provider tells them, less what really came: `own_code`. None where
   * this is missing.
   */
  differences: v.optional(v.array(account)),
  /** What should be in the till's cash drawer in the end, and how often it was opened for nothing. */
  drawer: v.optional(
    v.array(v.strictObject({ currency, holdsMinor: signedMinor, openings: v.optional(minor, 0) })),
  ),
});

export type Scenario = v.InferOutput<typeof scenarioSchema>;
export type Step = Scenario['steps'][number];
export type TillStep = v.InferOutput<(typeof till)[number]>;
export type CustomerStep = v.InferOutput<(typeof customer)[number]>;
export type WorldStep = v.InferOutput<(typeof world)[number]>;
export type Expectation = v.InferOutput<typeof expectation>;

export type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario }
  /** One sentence per mistake, with the path to it. */
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** Reads a scenario from JSON text or a parsed value. */
export function readScenario(found: unknown): ScenarioReading {
  const parsed = typeof found === 'string' ? parse(found) : found;
  if (parsed === undefined) return { ok: false, mistakes: ['It is not JSON.'] };
  const checked = v.safeParse(scenarioSchema, parsed);
  if (checked.success) return { ok: true, scenario: checked.output };
  return {
    ok: false,
    mistakes: checked.issues.map((issue) => `${v.getDotPath(issue) ?? 'scenario'}: ${issue.message}`),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
