/** Orders v2: made, shown, changed, and their source confirmed. */

import { strike } from '../../faults/armed.ts';
import type { Json, JsonObject, Trade } from '../../world/model.ts';
import { createTrade, presentQr } from '../../world/trades.ts';
import type { Answer } from '../gateway.ts';
import { type Call, keep, replayed, shown } from './call.ts';
import { Inspection, isObject } from './inspection.ts';
import { isInvoiceUsed } from './invoices.ts';
import { type Detail, ok, problem, problems } from './problems.ts';
import { changeOrder, findOrder, keyOf, newId, type OrderRecord, orderOf } from './records.ts';
import { readSource } from './sources.ts';
import { readUnit, type Unit } from './units.ts';
import { approvedView, checkoutLink, minimalOrder, orderView, statusOf } from './views.ts';

/** How long an order can be approved and captured (paypal.md 1.2). */
export const ORDER_LIFE_MS = 3 * 3_600_000;
const INTENTS = ['CAPTURE', 'AUTHORIZE'] as const;
/** PayPal's own limit; the simulator pays one unit. */
const MAX_UNITS = 10;

export function create(call: Call): Answer {
  const { world, body } = call;
  const earlier = replayed(call);
  const known = earlier === undefined ? undefined : findOrder(world, earlier);
  if (known !== undefined) return showAs(call, 200, known);
  const inspection = new Inspection();
  const intent = inspection.word(body, '/intent', { words: INTENTS, isRequired: true });
  const unit = readUnits(call, inspection, intent);
  const source = readSource(body, inspection, call.key !== undefined);
  if (body['processing_instruction'] !== undefined)
    inspection.word(body, '/processing_instruction', { words: ['NO_INSTRUCTION'] });
  if (!inspection.isClean || intent === undefined || unit === undefined)
    return problems(world, inspection.details);
  if (isInvoiceUsed(world, unit.shown['invoice_id']))
    return problem(world, 'DUPLICATE_INVOICE_ID', invoiceAt(unit));
  const trade = makeOrder(call, { intent, unit, source });
  keep(call, trade.tradeNumber);
  return showAs(call, 201, trade);
}

export function show({ world, ids, query }: Call): Answer {
  const trade = findOrder(world, ids[0] ?? '');
  if (trade === undefined) return unknown(world, 'id');
  const fields = query.get('fields') ?? '';
  if (fields !== '' && fields !== 'payment_source')
    return problem(world, 'INVALID_PARAMETER_VALUE', { field: 'fields', value: fields, location: 'query' });
  if (trade.payment === null) return ok(200, orderView(world, trade));
  const lag = strike(world, 'query-lags', { rail: 'paypal', operation: 'query' });
  if (lag === undefined) return ok(200, orderView(world, trade));
  if (lag.as === 'absent') return unknown(world, 'id');
  return ok(200, approvedView(world, trade));
}

/** A JSON patch (RFC 6902) of a few fields, all or nothing. */
export function update({ world, body, ids, now }: Call): Answer {
  const trade = findOrder(world, ids[0] ?? '');
  if (trade === undefined) return unknown(world, 'id');
  const status = statusOf(trade);
  if (status === 'COMPLETED' || status === 'VOIDED') return problem(world, 'ORDER_ALREADY_COMPLETED');
  if (status === 'PAYER_ACTION_REQUIRED') return problem(world, 'NOT_PATCHABLE');
  const changes = body['patches'];
  if (!Array.isArray(changes) || changes.length === 0)
    return problem(world, 'MISSING_REQUIRED_PARAMETER', { field: '/' });
  let record = orderOf(trade);
  for (const [index, change] of changes.entries()) {
    const changed = patched(record, isObject(change) ? change : {}, index);
    if ('issue' in changed) return problems(world, [changed]);
    record = changed.record;
  }
  const inspection = new Inspection();
  const unit = readUnit(world, record.unit, { inspection, path: '/purchase_units/0' });
  if (!inspection.isClean || unit === undefined) return problems(world, inspection.details);
  const isOther = unit.amount.amountMinor !== trade.amountMinor || unit.amount.currency !== trade.currency;
  if (isOther && status === 'APPROVED') return problem(world, 'AMOUNT_CHANGE_NOT_ALLOWED');
  changeOrder(world, trade, { ...record, unit: { ...record.unit, ...unit.shown }, updatedAt: now });
  trade.amountMinor = unit.amount.amountMinor;
  trade.currency = unit.amount.currency;
  trade.orderNumber = orderNumberOf(record.unit, trade.tradeNumber);
  return ok(204, null);
}

/** Names PayPal as the source of an order that was made without one. */
export function confirmSource(call: Call): Answer {
  const { world, body, ids, now } = call;
  const trade = findOrder(world, ids[0] ?? '');
  if (trade === undefined) return unknown(world, 'id');
  const status = statusOf(trade);
  if (status === 'APPROVED') return problem(world, 'PAYMENT_ALREADY_APPROVED');
  if (status === 'COMPLETED' || status === 'VOIDED') return problem(world, 'ORDER_CANNOT_BE_CONFIRMED');
  const inspection = new Inspection();
  if (!isObject(body['payment_source'])) inspection.note('MISSING_REQUIRED_PARAMETER', '/payment_source');
  const source = readSource(body, inspection, true);
  if (!inspection.isClean) return problems(world, inspection.details);
  changeOrder(world, trade, { isForPaypal: true, context: source.context, updatedAt: now });
  return showAs(call, 200, trade);
}

export function unknown(world: Call['world'], field: string): Answer {
  return problem(world, 'INVALID_RESOURCE_ID', { field, location: 'path' });
}

export function showAs(call: Call, status: number, trade: Trade): Answer {
  return shown(call, status, { all: orderView(call.world, trade), minimal: minimalOrder(trade) });
}

function readUnits(
  { world, body }: Call,
  inspection: Inspection,
  intent: string | undefined,
): Unit | undefined {
  const units = inspection.list(body, '/purchase_units');
  if (units === undefined) {
    if (body['purchase_units'] === undefined)
      inspection.note('MISSING_REQUIRED_PARAMETER', '/purchase_units');
    return undefined;
  }
  const [first] = units;
  if (first === undefined) return inspection.note('INVALID_ARRAY_MIN_ITEMS', '/purchase_units');
  if (units.length > 1) return checkUnits(units, inspection, intent);
  return readUnit(world, first, { inspection, path: '/purchase_units/0' });
}

/** Several units: what PayPal itself would refuse, and then that the simulator takes one. */
function checkUnits(
  units: readonly JsonObject[],
  inspection: Inspection,
  intent: string | undefined,
): undefined {
  const references = units.map((unit) => unit['reference_id']);
  if (references.some((reference) => reference === undefined))
    return inspection.note('REFERENCE_ID_REQUIRED', '/purchase_units');
  if (new Set(references).size < references.length)
    return inspection.note('DUPLICATE_REFERENCE_ID', '/purchase_units');
  if (intent === 'AUTHORIZE' && units.length <= MAX_UNITS)
    return inspection.note('UNSUPPORTED_INTENT', '/intent');
  return inspection.note('INVALID_ARRAY_MAX_ITEMS', '/purchase_units');
}

interface NewOrder {
  readonly intent: OrderRecord['intent'];
  readonly unit: Unit;
  readonly source: { readonly isForPaypal: boolean; readonly context: JsonObject };
}

function makeOrder({ world, now }: Call, { intent, unit, source }: NewOrder): Trade {
  const id = newId(world);
  const expiresAt = now + ORDER_LIFE_MS;
  const detail: OrderRecord = {
    kind: 'order',
    intent,
    unit: unit.shown,
    ...source,
    updatedAt: null,
    declines: 0,
    capture: null,
    authorizations: [],
  };
  const brand = source.context['brand_name'];
  const subject = [unit.shown['description'], brand].find((one) => typeof one === 'string');
  const trade = createTrade(world, now, {
    rail: 'paypal',
    key: keyOf(id),
    tradeNumber: id,
    orderNumber: orderNumberOf(unit.shown, id),
    flow: 'payment-qr',
    subject: typeof subject === 'string' ? subject : '',
    ...unit.amount,
    expiresAt,
    notifyUrl: null,
    detail,
  });
  presentQr(world, trade, { content: checkoutLink(id), expiresAt });
  return trade;
}

/** The merchant's own number of an order, by which the ledgers are compared. */
function orderNumberOf(unit: JsonObject, id: string): string {
  const number = [unit['custom_id'], unit['invoice_id']].find((one) => typeof one === 'string');
  return typeof number === 'string' ? number : id;
}

function invoiceAt({ shown: { invoice_id: value } }: Unit): Omit<Detail, 'issue'> {
  const field = '/purchase_units/0/invoice_id';
  return value === undefined ? { field } : { field, value };
}

/** Which fields can be changed, and how (`purchase_units` of the only unit). */
const PATCHABLE: Readonly<Record<string, readonly string[]>> = {
  amount: ['replace'],
  description: ['replace', 'add', 'remove'],
  custom_id: ['replace', 'add', 'remove'],
  invoice_id: ['replace', 'add', 'remove'],
  soft_descriptor: ['replace', 'remove'],
  items: ['replace', 'add', 'remove'],
};
const OPS = ['add', 'replace', 'remove'];

function patched(record: OrderRecord, change: JsonObject, index: number): { record: OrderRecord } | Detail {
  const { op, path, value } = change;
  const at = (issue: Detail['issue'], name = 'path'): Detail => ({ issue, field: `/${index}/${name}` });
  if (typeof op !== 'string') return at('MISSING_REQUIRED_PARAMETER', 'op');
  if (typeof path !== 'string' || path === '') return at('PATCH_PATH_REQUIRED');
  if (!OPS.includes(op)) return at('INVALID_PARAMETER_VALUE', 'op');
  if (op !== 'remove' && value === undefined) return at('PATCH_VALUE_REQUIRED', 'value');
  if (!path.startsWith('/')) return at('INVALID_JSON_POINTER_FORMAT');
  if (path === '/intent') return patchedIntent(record, { op, value, at });
  const match = /^\/purchase_units\/@reference_id=='([^']*)'(?:\/(\w+))?$/.exec(path);
  const [, reference, name = ''] = match ?? [];
  if (match === null) return at('NOT_PATCHABLE');
  if (reference !== record.unit['reference_id']) return at('REFERENCE_ID_NOT_FOUND');
  const allowed = Object.hasOwn(PATCHABLE, name) ? (PATCHABLE[name] ?? []) : [];
  if (!allowed.includes(op))
    return at(allowed.length === 0 ? 'FIELD_NOT_PATCHABLE' : 'INVALID_PATCH_OPERATION');
  const isThere = record.unit[name] !== undefined;
  if (isThere === (op === 'add')) return at('INVALID_PATCH_OPERATION');
  const { [name]: _, ...rest } = record.unit;
  return { record: { ...record, unit: op === 'remove' ? rest : { ...record.unit, [name]: value } } };
}

function patchedIntent(
  record: OrderRecord,
  {
    op,
    value,
    at,
  }: { op: string; value: Json | undefined; at: (issue: Detail['issue'], name?: string) => Detail },
): { record: OrderRecord } | Detail {
  if (op !== 'replace') return at('INVALID_PATCH_OPERATION', 'op');
  const intent = INTENTS.find((one) => one === value);
  return intent === undefined
    ? at('UNSUPPORTED_PATCH_PARAMETER_VALUE', 'value')
    : { record: { ...record, intent } };
}
