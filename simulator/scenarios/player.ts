/** Plays a scenario: every step in its order, every expectation checked, the three ledgers compared in the end. */

import type { CustomerStep, Expectation, Scenario, Step, TillStep, WorldStep } from './schema.ts';
import type { Done, ScenarioTill, TillBooks, TillCommand } from './till.ts';

export interface Stage {
  /** The control interface: `path` is what follows `/_simulator/`. Resolves with status and JSON. */
  readonly control: (
    path: string,
    body?: unknown,
    method?: string,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
  readonly till: ScenarioTill;
  /** Lets simulated time pass. */
  readonly pass: (durationMs: number) => Promise<void>;
}

export interface StepResult {
  readonly number: number;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'not checked';
  readonly message?: string;
}

export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  readonly steps: readonly StepResult[];
}

/** How often an expectation with a deadline looks again, in simulated time. */
const LOOK_MS = 500;

type Verdict = { readonly ok: true; readonly unseen?: true } | { readonly ok: false; readonly why: string };

const OK: Verdict = { ok: true };

interface Memory {
  readonly codes: Map<string, string>;
  readonly qrs: Map<string, string>;
}

/** Plays it to its end or to the first failure. Rejects only when the simulator itself is gone. */
export async function playScenario(stage: Stage, scenario: Scenario): Promise<ScenarioResult> {
  const memory: Memory = { codes: new Map(), qrs: new Map() };
  const steps: StepResult[] = [];
  const note = (number: number, title: string, verdict: Verdict): boolean => {
    if (!verdict.ok) steps.push({ number, title, outcome: 'failed', message: verdict.why });
    else steps.push({ number, title, outcome: verdict.unseen ? 'not checked' : 'passed' });
    return verdict.ok;
  };
  for (const [index, step] of scenario.steps.entries()) {
    const verdict = await play(stage, memory, step);
    if (!note(index + 1, titleOf(step), verdict)) return { name: scenario.name, passed: false, steps };
  }
  const last = scenario.steps.length + 1;
  const isRight = note(last, 'the three ledgers', await checkLedgers(stage, scenario));
  const agrees = note(last + 1, 'what the till believes', await checkBelief(stage, scenario));
  return { name: scenario.name, passed: isRight && agrees, steps };
}

/** A step in one line, for the report. */
export function titleOf(step: Step | TillCommand): string {
  const { do: verb, ...rest } = step;
  const said = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  return [verb, ...said].join(' · ');
}

async function play(stage: Stage, memory: Memory, step: Step): Promise<Verdict> {
  switch (step.do) {
    case 'expect':
      return expectation(stage, step);
    case 'show-code':
    case 'phone-scan':
    case 'remember-qr':
    case 'confirm':
    case 'say-no':
    case 'present-card':
    case 'wallet':
      return customerDoes(stage, memory, step);
    case 'fault':
    case 'clear-faults':
    case 'merchant':
    case 'pass':
      return worldDoes(stage, step);
    default:
      return tillDoes(stage, memory, step);
  }
}

async function tillDoes(stage: Stage, memory: Memory, step: TillStep): Promise<Verdict> {
  const command = step.do === 'scan' ? await scanCommand(stage, memory, step) : step;
  if (typeof command === 'string') return { ok: false, why: command };
  const wanted = 'refused' in step ? step.refused : undefined;
  return asWished(await stage.till.act(command), wanted);
}

async function scanCommand(
  stage: Stage,
  memory: Memory,
  step: Extract<TillStep, { readonly do: 'scan' }>,
): Promise<TillCommand | string> {
  const { code, of, text, amountMinor, partMinor, sale } = step;
  const found = text ?? (code === undefined ? await freshCode(stage, of) : memory.codes.get(code));
  if (found === undefined) return `There is no code ${code ?? of ?? ''} to scan.`;
  return { do: 'scan', text: found, amountMinor, partMinor, sale };
}

async function freshCode(stage: Stage, wallet: string | undefined): Promise<string | undefined> {
  if (wallet === undefined) return undefined;
  const { body } = await stage.control(`wallets/${wallet}/payment-code`, {});
  return textAt(body, 'code');
}

async function customerDoes(stage: Stage, memory: Memory, step: CustomerStep): Promise<Verdict> {
  const { control, till } = stage;
  switch (step.do) {
    case 'show-code': {
      const answer = await control(`wallets/${step.wallet}/payment-code`, {});
      const code = textAt(answer.body, 'code');
      if (code !== undefined) memory.codes.set(step.as ?? step.wallet, code);
      return asWished(doneOf(answer), step.refused);
    }
    case 'remember-qr': {
      const qr = await till.shownQr();
      if (qr === undefined) return { ok: false, why: 'The till shows no QR.' };
      memory.qrs.set(step.as, qr);
      return OK;
    }
    case 'phone-scan': {
      const content = await readable(stage, memory, step);
      if (content === undefined) return { ok: false, why: 'There is no QR for the phone to read.' };
      return asWished(doneOf(await control(`wallets/${step.wallet}/scan`, { content })), step.refused);
    }
    case 'confirm': {
      const { wallet, amountMinor, password } = step;
      const body = { amountMinor, password };
      return asWished(doneOf(await control(`wallets/${wallet}/confirm`, body)), step.refused);
    }
    case 'say-no':
      return asWished(doneOf(await control(`wallets/${step.wallet}/cancel`, {})), step.refused);
    case 'present-card': {
      const { wallet, how, pin } = step;
      const body = pin === undefined ? { wallet, how } : { wallet, how, pin };
      return asWished(doneOf(await control(`readers/${await readerId(stage)}/present`, body)), step.refused);
    }
    case 'wallet':
      return asWished(doneOf(await control(`wallets/${step.wallet}`, step.set, 'PATCH')), undefined);
  }
}

/** What the phone is held to. */
async function readable(
  { control, till }: Stage,
  memory: Memory,
  { text, qr, printed }: Extract<CustomerStep, { readonly do: 'phone-scan' }>,
): Promise<string | undefined> {
  if (text !== undefined) return text;
  if (qr !== undefined) return memory.qrs.get(qr);
  if (printed === undefined) return till.shownQr();
  const { body } = await control('static-codes');
  const codes = Array.isArray(body) ? (body as readonly unknown[]) : [];
  return textAt(
    codes.find((code) => textAt(code, 'rail') === printed),
    'content',
  );
}

async function readerId({ control }: Stage): Promise<string> {
  const { body } = await control('readers');
  const [first] = Array.isArray(body) ? (body as readonly unknown[]) : [];
  return textAt(first, 'id') ?? '';
}

async function worldDoes(stage: Stage, step: WorldStep): Promise<Verdict> {
  const { control } = stage;
  switch (step.do) {
    case 'fault': {
      const { do: _, ...order } = step;
      return asWished(doneOf(await control('faults', order)), undefined);
    }
    case 'clear-faults':
      return asWished(doneOf(await control('faults', undefined, 'DELETE')), undefined);
    case 'merchant':
      return asWished(doneOf(await control(`merchants/${step.rail}`, step.set, 'PATCH')), undefined);
    case 'pass':
      await stage.pass(step.durationMs);
      return OK;
  }
}

/** Looks at once and then again until it is so, or until its time is over. */
async function expectation(stage: Stage, wanted: Expectation): Promise<Verdict> {
  let verdict = await look(stage, wanted);
  for (let waited = 0; !verdict.ok && waited < (wanted.withinMs ?? 0); waited += LOOK_MS) {
    await stage.pass(LOOK_MS);
    verdict = await look(stage, wanted);
  }
  return verdict;
}

async function look({ till }: Stage, wanted: Expectation): Promise<Verdict> {
  const said = await till.words(wanted.sale);
  if (said === 'unseen') return { ok: true, unseen: true };
  if (said === 'no sale') return { ok: false, why: 'The till has no such sale.' };
  const seen = `${said.state.join(' / ')} (${said.charged}): ${said.lines.join(' | ')}`;
  if (wanted.state !== undefined && !said.state.includes(wanted.state))
    return { ok: false, why: `Not "${wanted.state}" but ${seen}` };
  if (wanted.charged !== undefined && said.charged !== wanted.charged)
    return { ok: false, why: `Charged should be "${wanted.charged}": ${seen}` };
  const missing = (wanted.words ?? []).find((one) => !said.lines.some((line) => line.includes(one)));
  if (missing !== undefined) return { ok: false, why: `"${missing}" is not said: ${seen}` };
  const forbidden = (wanted.never ?? []).find((one) => said.lines.some((line) => line.includes(one)));
  return forbidden === undefined ? OK : { ok: false, why: `"${forbidden}" is said: ${seen}` };
}

const BOOKS = ['customers', 'providers', 'merchants'] as const;

/** Nets of every book against what the scenario says, and the auditor's own findings. */
async function checkLedgers({ control }: Stage, { ledgers }: Scenario): Promise<Verdict> {
  const { body } = await control('ledgers');
  const shops = shopAccounts((await control('merchants')).body);
  const found: string[] = [];
  for (const book of BOOKS) {
    const held = nets((body as Readonly<Record<string, unknown>>)[book], shops);
    const wanted = new Map(
      ledgers[book].map(({ account, currency, netMinor }) => [`${account} ${currency}`, netMinor]),
    );
    for (const key of new Set([...held.keys(), ...wanted.keys()])) {
      const [has, should] = [held.get(key) ?? 0, wanted.get(key) ?? 0];
      if (has !== should) found.push(`${book}: ${key} holds ${has}, not ${should}`);
    }
  }
  const audit = await control('audit');
  const findings = (audit.body as { readonly findings?: readonly string[] }).findings ?? [];
  const all = [...found, ...findings];
  return all.length === 0 ? OK : { ok: false, why: all.join('; ') };
}

/** The shop's account at each provider goes by the rail's name, since its number comes from the seed. */
function shopAccounts(merchants: unknown): ReadonlyMap<string, string> {
  const found = Array.isArray(merchants)
    ? (merchants as readonly { readonly sellerId: string; readonly rail: string }[])
    : [];
  return new Map(found.map(({ sellerId, rail }) => [sellerId, rail]));
}

function nets(entries: unknown, shops: ReadonlyMap<string, string>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const entry of Array.isArray(entries) ? (entries as readonly LedgerLine[]) : []) {
    const key = `${shops.get(entry.account) ?? entry.account} ${entry.currency}`;
    sums.set(key, (sums.get(key) ?? 0) + entry.amountMinor);
  }
  return sums;
}

interface LedgerLine {
  readonly account: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** Order by order what a provider tells; what none tells in sum, against what the scenario says. */
async function checkBelief(stage: Stage, scenario: Scenario): Promise<Verdict> {
  const differences = await stage.till.differences();
  if (differences.length > 0) return { ok: false, why: differences.join('; ') };
  const books = await stage.till.books();
  const { differences: wanted = [], drawer } = scenario;
  if (books === 'unseen') return wanted.length > 0 || drawer !== undefined ? { ok: true, unseen: true } : OK;
  const came = await cameToPrintedCodes(stage);
  const wrote = new Map(books.ownCode.map(({ currency, netMinor }) => [currency, netMinor]));
  const found = [
    ...new Set([...came.keys(), ...wrote.keys(), ...wanted.map(({ currency }) => currency)]),
  ].flatMap((currency) => {
    const has = (wrote.get(currency) ?? 0) - (came.get(currency) ?? 0);
    const should =
      wanted.find((one) => one.account === 'own_code' && one.currency === currency)?.netMinor ?? 0;
    const said = `own_code ${currency}: ${wrote.get(currency) ?? 0} taken down, ${came.get(currency) ?? 0} came`;
    return has === should ? [] : [`${said}; the difference should be ${should}`];
  });
  const isRight = drawer === undefined || sameDrawer(books.drawer, drawer);
  const all = isRight ? found : [...found, `The drawer holds ${JSON.stringify(books.drawer)}`];
  return all.length === 0 ? OK : { ok: false, why: all.join('; ') };
}

/** What was paid to the codes on the wall, by currency. */
async function cameToPrintedCodes({ control }: Stage): Promise<ReadonlyMap<string, number>> {
  const { merchants } = (await control('ledgers')).body as { readonly merchants: readonly LedgerLine[] };
  const sums = new Map<string, number>();
  for (const { account, currency, amountMinor } of merchants) {
    if (account.startsWith('own_code/')) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return sums;
}

function sameDrawer(has: TillBooks['drawer'], should: NonNullable<Scenario['drawer']>): boolean {
  return should.every(({ currency, holdsMinor, openings }) => {
    const found = has.find((one) => one.currency === currency) ?? { holdsMinor: 0, openings: 0 };
    return found.holdsMinor === holdsMinor && found.openings === openings;
  });
}

function doneOf({ status, body }: { readonly status: number; readonly body: unknown }): Done {
  if (status < 300) return { ok: true };
  return { ok: false, refusal: textAt(body, 'error') ?? `status ${status}` };
}

function asWished(done: Done, refused: string | undefined): Verdict {
  if (done.ok) {
    return refused === undefined ? OK : { ok: false, why: `It should have been refused: ${refused}.` };
  }
  if (done.refusal === refused) return OK;
  const wished = refused === undefined ? '' : `, not "${refused}"`;
  return { ok: false, why: `It was refused: "${done.refusal}"${wished}.` };
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === 'string' ? found : undefined;
}
