/** A purchase unit: read with every rule that the provider has for it, and written as it is shown (paypal.md 1.2). */

import { merchantOf } from '../../world/merchants.ts';
import type { JsonObject, World } from '../../world/model.ts';
import { type Amount, type Inspection, isObject } from './inspection.ts';

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const MERCHANT_ID = /^[0-9A-HJ-NP-Z]{13}$/;
const QUANTITY = /^[1-9][0-9]{0,9}$/;
const CATEGORIES = ['DIGITAL_GOODS', 'PHYSICAL_GOODS', 'DONATION'] as const;
/** Parts of an amount, and whether each adds or takes away. */
const PARTS = {
  item_total: 1,
  tax_total: 1,
  shipping: 1,
  handling: 1,
  insurance: 1,
  shipping_discount: -1,
  discount: -1,
} as const;

export interface Unit {
  readonly amount: Amount;
  /** As answers show it. */
  readonly shown: JsonObject;
}

/** Reads one purchase unit; `undefined` when its amount is missing or wrong. What is wrong is noted. */
export function readUnit(
  world: World,
  from: JsonObject,
  { inspection, path }: { readonly inspection: Inspection; readonly path: string },
): Unit | undefined {
  const text = (name: string, max: number) => inspection.text(from, `${path}/${name}`, { max });
  const reference = text('reference_id', 256);
  const named = {
    description: text('description', 127),
    custom_id: text('custom_id', 127),
    invoice_id: text('invoice_id', 127),
    soft_descriptor: text('soft_descriptor', 22),
  };
  checkPayee(world, from, { inspection, path: `${path}/payee` });
  if (from['payment_instruction'] !== undefined)
    inspection.note('NOT_SUPPORTED', `${path}/payment_instruction`);
  if (from['shipping'] !== undefined) inspection.object(from, `${path}/shipping`);
  const amount = inspection.money(from, `${path}/amount`, { isRequired: true });
  if (amount === undefined) return undefined;
  const items = readItems(from, { inspection, path: `${path}/items`, currency: amount.currency });
  checkSum(from, { inspection, path, amount, items });
  const { sellerEmail, sellerId } = merchantOf(world, 'paypal');
  return {
    amount,
    shown: {
      reference_id: reference ?? 'default',
      amount: from['amount'],
      payee: { email_address: sellerEmail, merchant_id: sellerId },
      ...named,
      ...(from['items'] === undefined ? {} : { items: from['items'] }),
      ...(from['shipping'] === undefined ? {} : { shipping: from['shipping'] }),
    },
  };
}

interface At {
  readonly inspection: Inspection;
  readonly path: string;
}

/** Only the shop itself can be paid here. */
function checkPayee(world: World, from: JsonObject, { inspection, path }: At): void {
  const payee = inspection.object(from, path);
  if (payee === undefined) return;
  const email = inspection.text(payee, `${path}/email_address`, { min: 3, max: 254, pattern: EMAIL });
  const id = inspection.text(payee, `${path}/merchant_id`, { min: 13, max: 13, pattern: MERCHANT_ID });
  const { sellerEmail, sellerId } = merchantOf(world, 'paypal');
  const isOther = (email !== undefined && email !== sellerEmail) || (id !== undefined && id !== sellerId);
  if (isOther) inspection.note('PAYEE_ACCOUNT_INVALID', path);
}

interface Items {
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly hasTax: boolean;
}

function readItems(
  from: JsonObject,
  { inspection, path, currency }: At & { readonly currency: string },
): Items | undefined {
  const list = inspection.list(from, path);
  if (list === undefined) return undefined;
  let [totalMinor, taxMinor, hasTax] = [0, 0, false];
  const categories = new Set<string>();
  for (const [index, item] of list.entries()) {
    const at = `${path}/${index}`;
    inspection.text(item, `${at}/name`, { isRequired: true, max: 127 });
    inspection.text(item, `${at}/description`, { min: 0, max: 127 });
    inspection.text(item, `${at}/sku`, { min: 0, max: 127 });
    const quantity = Number(
      inspection.text(item, `${at}/quantity`, { isRequired: true, max: 10, pattern: QUANTITY }) ?? 0,
    );
    const category = inspection.word(item, `${at}/category`, { words: CATEGORIES });
    categories.add(category === 'DONATION' ? 'donation' : 'goods');
    const price = inspection.money(item, `${at}/unit_amount`, { isRequired: true, mayBe: 'nothing' });
    const tax = inspection.money(item, `${at}/tax`, { mayBe: 'nothing' });
    for (const [name, money] of Object.entries({ unit_amount: price, tax })) {
      if (money !== undefined && money.currency !== currency)
        inspection.note('MULTI_CURRENCY_ORDER', `${at}/${name}/currency_code`, money.currency);
    }
    totalMinor += (price?.amountMinor ?? 0) * quantity;
    taxMinor += (tax?.amountMinor ?? 0) * quantity;
    hasTax ||= tax !== undefined;
  }
  if (categories.size > 1) inspection.note('MULTIPLE_ITEM_CATEGORIES', path);
  return { totalMinor, taxMinor, hasTax };
}

/** The amount is the sum of its parts, and the parts that items make up are the sums of the items. */
function checkSum(
  from: JsonObject,
  { inspection, path, amount, items }: At & { readonly amount: Amount; readonly items: Items | undefined },
): void {
  const given = isObject(from['amount']) ? from['amount'] : {};
  const breakdown = inspection.object(given, `${path}/amount/breakdown`);
  const at = `${path}/amount/breakdown`;
  const parts = readParts(breakdown ?? {}, { inspection, path: at, currency: amount.currency });
  if (items !== undefined) checkItems(items, { inspection, path: at, parts });
  if (breakdown === undefined) return;
  const sum = Object.entries(PARTS).reduce((total, [name, sign]) => total + sign * (parts.get(name) ?? 0), 0);
  if (sum !== amount.amountMinor) inspection.note('AMOUNT_MISMATCH', `${path}/amount/value`);
}

function readParts(
  breakdown: JsonObject,
  { inspection, path, currency }: At & { readonly currency: string },
): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const name of Object.keys(PARTS)) {
    const part = inspection.money(breakdown, `${path}/${name}`, { mayBe: 'nothing' });
    if (part === undefined) continue;
    if (part.currency !== currency)
      inspection.note('MULTI_CURRENCY_ORDER', `${path}/${name}/currency_code`, part.currency);
    parts.set(name, part.amountMinor);
  }
  return parts;
}

function checkItems(
  { totalMinor, taxMinor, hasTax }: Items,
  { inspection, path, parts }: At & { readonly parts: ReadonlyMap<string, number> },
): void {
  const total = parts.get('item_total');
  if (total === undefined) inspection.note('ITEM_TOTAL_REQUIRED', `${path}/item_total`);
  else if (total !== totalMinor) inspection.note('ITEM_TOTAL_MISMATCH', `${path}/item_total/value`);
  const tax = parts.get('tax_total');
  if (hasTax && tax === undefined) inspection.note('TAX_TOTAL_REQUIRED', `${path}/tax_total`);
  else if (hasTax && tax !== taxMinor) inspection.note('TAX_TOTAL_MISMATCH', `${path}/tax_total/value`);
}
