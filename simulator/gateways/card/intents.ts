/** PaymentIntents: made, changed, read. */

import { strike } from '../../faults/armed.ts';
import { DAY_MS } from '../../world/beijing.ts';
import { type Currency, type JsonObject, touch, type World } from '../../world/model.ts';
import { createTrade } from '../../world/trades.ts';
import { amountProblem, currencyFrom, unknownCurrency } from './amounts.ts';
import { invalid, missingObject, type Said, said } from './answers.ts';
import { unexpectedState } from './charging.ts';
import { confirmWith } from './confirming.ts';
import { type Cause, emit } from './events.ts';
import type { Listed } from './lists.ts';
import { methodIn } from './methods.ts';
import { integerAt, isOn, mergedMetadata, textAt, type Values } from './parameters.ts';
import { type Deal, dealById, dealsOf, detailOf, type Intent, newId, seconds } from './records.ts';
import { typesIn, typesProblem } from './types.ts';
import { intentView } from './views.ts';

/** An intent ends by being paid or canceled, never by itself; the world wants a time all the same. */
const ENDLESS_MS = 3_650 * DAY_MS;
/** The states in which nothing is under way, so that anything may still be changed. */
const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export function createIntent(world: World, values: Values, cause: Cause): Said {
  const currency = currencyFrom(textAt(values, 'currency') ?? '');
  if (!currency) return unknownCurrency(textAt(values, 'currency') ?? '');
  const amountMinor = integerAt(values, 'amount') ?? 0;
  const problem = amountProblem(amountMinor, currency) ?? typesProblem(values) ?? confirmProblem(values);
  if (problem) return problem;
  const method = methodIn(world, values, cause.now);
  if (method && !method.ok) return method.problem;
  const intent = newIntent(world, values, { amountMinor, now: cause.now });
  const deal = open(world, intent, currency);
  if (method) {
    intent.method = method.method;
    intent.status = 'requires_confirmation';
  }
  emit(world, deal, { type: 'payment_intent.created', object: intentView(deal), cause });
  return isOn(values, 'confirm') ? confirmWith(world, deal, { values, cause }) : said(intentView(deal));
}

function open(world: World, intent: Intent, currency: Currency): Deal {
  const trade = createTrade(world, intent.createdAt, {
    rail: 'card',
    key: `card/${intent.id}`,
    orderNumber: intent.metadata['order'] ?? intent.id,
    tradeNumber: intent.id,
    flow: 'card',
    subject: intent.description ?? '',
    amountMinor: intent.amountMinor,
    currency,
    expiresAt: intent.createdAt + ENDLESS_MS,
    notifyUrl: null,
    status: 'presented',
    detail: detailOf(intent),
  });
  return { trade, intent };
}

function newIntent(
  world: World,
  values: Values,
  { amountMinor, now }: { readonly amountMinor: number; readonly now: number },
): Intent {
  const id = newId(world, 'pi');
  const types = typesIn(values);
  return {
    id,
    createdAt: now,
    status: 'requires_payment_method',
    amountMinor,
    tipMinor: 0,
    captureMethod: textAt(values, 'capture_method') ?? (types ? 'automatic' : 'automatic_async'),
    confirmationMethod: textAt(values, 'confirmation_method') ?? 'automatic',
    methodTypes: types ?? ['card'],
    hasAutomaticMethods: types === undefined,
    secret: newId(world, `${id}_secret`),
    description: textAt(values, 'description') ?? null,
    metadata: mergedMetadata({}, values),
    receiptEmail: textAt(values, 'receipt_email') ?? null,
    descriptor: textAt(values, 'statement_descriptor') ?? null,
    descriptorSuffix: textAt(values, 'statement_descriptor_suffix') ?? null,
    setupFutureUsage: textAt(values, 'setup_future_usage') ?? null,
    returnUrl: textAt(values, 'return_url') ?? null,
    method: null,
    lastError: null,
    canceledAt: null,
    cancellationReason: null,
    charges: [],
    refunds: [],
    events: [],
  };
}

/** Some parameters say how to confirm, and mean nothing without it. */
function confirmProblem(values: Values): Said | undefined {
  if (isOn(values, 'confirm')) return undefined;
  const param = ['off_session', 'error_on_requires_action', 'return_url'].find(
    (name) => values[name] !== undefined,
  );
  return param === undefined
    ? undefined
    : invalid({ message: `${param} can only be given together with confirm=true.`, param });
}

/** What is asked about goes by the world's `query-lags`: for a while the outcome is not known yet. */
export function retrieveIntent(world: World, id: string): Said {
  const deal = dealById(world, id);
  if (!deal) return missingObject('payment_intent', id, 'intent');
  if (OPEN.includes(deal.intent.status)) return said(intentView(deal));
  const lag = strike(world, 'query-lags', { rail: 'card', operation: 'query' });
  if (!lag) return said(intentView(deal));
  if (lag.as === 'absent') return missingObject('payment_intent', id, 'intent');
  const before: Intent = {
    ...deal.intent,
    status: 'requires_payment_method',
    charges: [],
    lastError: null,
    method: null,
  };
  return said(intentView({ trade: deal.trade, intent: before }));
}

export function updateIntent(
  world: World,
  deal: Deal,
  { values, cause }: { readonly values: Values; readonly cause: Cause },
): Said {
  const { intent, trade } = deal;
  const isMoney = ['amount', 'currency', 'payment_method', 'payment_method_data', 'capture_method'].some(
    (name) => values[name] !== undefined,
  );
  if (isMoney && !OPEN.includes(intent.status)) return unexpectedState(deal, 'changed');
  const named = textAt(values, 'currency');
  const currency = named === undefined ? trade.currency : currencyFrom(named);
  if (!currency) return unknownCurrency(named ?? '');
  const amountMinor = integerAt(values, 'amount') ?? intent.amountMinor;
  const problem = amountProblem(amountMinor, currency) ?? typesProblem(values);
  if (problem) return problem;
  const method = methodIn(world, values, cause.now);
  if (method && !method.ok) return method.problem;
  intent.methodTypes = typesIn(values) ?? intent.methodTypes;
  intent.amountMinor = amountMinor;
  if (isMoney) trade.amountMinor = amountMinor;
  trade.currency = currency;
  if (method) {
    intent.method = method.method;
    intent.status = 'requires_confirmation';
  }
  changeWords(intent, values);
  touch(world, trade);
  return said(intentView(deal));
}

function changeWords(intent: Intent, values: Values): void {
  const changed = (name: string, before: string | null) =>
    values[name] === undefined ? before : (textAt(values, name) ?? null);
  intent.captureMethod = textAt(values, 'capture_method') ?? intent.captureMethod;
  intent.description = changed('description', intent.description);
  intent.receiptEmail = changed('receipt_email', intent.receiptEmail);
  intent.setupFutureUsage = changed('setup_future_usage', intent.setupFutureUsage);
  intent.descriptor = changed('statement_descriptor', intent.descriptor);
  intent.descriptorSuffix = changed('statement_descriptor_suffix', intent.descriptorSuffix);
  intent.metadata = mergedMetadata(intent.metadata, values);
}

/** All intents, newest first, as lists and searches show them. */
export function listedIntents(world: World): Listed[] {
  return dealsOf(world).map((deal): Listed => {
    const { id, createdAt } = deal.intent;
    return { id, created: seconds(createdAt), view: (): JsonObject => intentView(deal) };
  });
}
