/** Reading a body as strictly as PayPal does: every field that is wrong is noted under its JSON pointer. */

import type { Currency, Json, JsonObject } from '../../world/model.ts';
import { CURRENCIES } from '../../world/model.ts';
import { exponentOf } from '../../world/money.ts';
import type { IssueName } from './issues.ts';
import type { Detail } from './problems.ts';

/** PayPal knows no won and no dinar, and yuan only between accounts in China. */
const UNSUPPORTED: readonly string[] = ['CNY', 'KRW', 'KWD'];
const MONEY = /^((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))$/;
const MAX_MONEY_LENGTH = 32;
/** 999999999999999.99 is what PayPal names; whole numbers are exact up to here, which is more than any shop has. */
const MAX_MINOR = 9_007_199_254_740_991;

export interface Amount {
  readonly currency: Currency;
  readonly amountMinor: number;
}

export interface TextRule {
  readonly isRequired?: boolean;
  readonly min?: number;
  readonly max: number;
  readonly pattern?: RegExp;
}

export interface MoneyRule {
  readonly isRequired?: boolean;
  /** `positive` by default. */
  readonly mayBe?: 'positive' | 'nothing';
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Notes what is wrong while a body is read. Reads give `undefined` for what is missing or wrong. */
export class Inspection {
  readonly #details: Detail[] = [];

  /** Nothing was wrong so far. */
  get isClean(): boolean {
    return this.#details.length === 0;
  }

  /** What was wrong: the body's shape before its sense. */
  get details(): readonly Detail[] {
    const isShape = ({ issue }: Detail) => SHAPE.has(issue);
    const shape = this.#details.filter(isShape);
    return shape.length > 0 ? shape : this.#details;
  }

  note(issue: IssueName, field: string, value?: Json): undefined {
    this.#details.push({ issue, field, ...(value === undefined ? {} : { value }) });
    return undefined;
  }

  text(from: JsonObject, path: string, rule: TextRule): string | undefined {
    const { isRequired = false, min = 1, max, pattern } = rule;
    const value = from[nameIn(path)];
    if (value === undefined || value === null)
      return isRequired ? this.note('MISSING_REQUIRED_PARAMETER', path) : undefined;
    if (typeof value !== 'string') return this.note('INVALID_PARAMETER_SYNTAX', path, value);
    const length = Array.from(value).length;
    if (length < min || length > max) return this.note('INVALID_STRING_LENGTH', path, value);
    if (pattern !== undefined && !pattern.test(value))
      return this.note('INVALID_PARAMETER_SYNTAX', path, value);
    return value;
  }

  /** One of a few words. */
  word<W extends string>(
    from: JsonObject,
    path: string,
    { words, isRequired = false }: { readonly words: readonly W[]; readonly isRequired?: boolean },
  ): W | undefined {
    const value = this.text(from, path, { isRequired, max: 255 });
    if (value === undefined) return undefined;
    return words.find((word) => word === value) ?? this.note('INVALID_PARAMETER_VALUE', path, value);
  }

  object(from: JsonObject, path: string): JsonObject | undefined {
    const value = from[nameIn(path)];
    if (value === undefined || value === null) return undefined;
    return isObject(value) ? value : this.note('INVALID_PARAMETER_SYNTAX', path, value);
  }

  flag(from: JsonObject, path: string): boolean | undefined {
    const value = from[nameIn(path)];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.note('INVALID_PARAMETER_SYNTAX', path, value);
  }

  /** The objects of a list. */
  list(from: JsonObject, path: string): readonly JsonObject[] | undefined {
    const value = from[nameIn(path)];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return this.note('INVALID_PARAMETER_SYNTAX', path);
    const items = value.filter(isObject);
    return items.length === value.length ? items : this.note('INVALID_PARAMETER_SYNTAX', path);
  }

  money(
    from: JsonObject,
    path: string,
    { isRequired = false, mayBe = 'positive' }: MoneyRule = {},
  ): Amount | undefined {
    const value = from[nameIn(path)];
    if (value === undefined || value === null)
      return isRequired ? this.note('MISSING_REQUIRED_PARAMETER', path) : undefined;
    if (!isObject(value)) return this.note('INVALID_PARAMETER_SYNTAX', path, value);
    const code = this.text(value, `${path}/currency_code`, { isRequired: true, min: 3, max: 3 });
    const text = this.text(value, `${path}/value`, {
      isRequired: true,
      max: MAX_MONEY_LENGTH,
      pattern: MONEY,
    });
    if (code === undefined || text === undefined) return undefined;
    const currency = CURRENCIES.find((one) => one === code && !UNSUPPORTED.includes(one));
    if (currency === undefined) return this.note('INVALID_CURRENCY_CODE', `${path}/currency_code`, code);
    return this.#amount(`${path}/value`, text, { currency, mayBe });
  }

  #amount(
    path: string,
    text: string,
    { currency, mayBe }: { readonly currency: Currency; readonly mayBe: 'positive' | 'nothing' },
  ): Amount | undefined {
    const exponent = exponentOf('paypal', currency);
    const [whole = '', decimals = ''] = text.replace('-', '').split('.');
    if (exponent === 0 && text.includes('.')) return this.note('DECIMALS_NOT_SUPPORTED', path, text);
    if (decimals.length > exponent) return this.note('DECIMAL_PRECISION', path, text);
    const minor = BigInt(whole + decimals.padEnd(exponent, '0'));
    if (minor > MAX_MINOR) return this.note('MAX_VALUE_EXCEEDED', path, text);
    const isNegative = text.startsWith('-') && minor > 0n;
    if (mayBe === 'nothing' && isNegative) return this.note('CANNOT_BE_NEGATIVE', path, text);
    if (mayBe === 'positive' && (isNegative || minor === 0n))
      return this.note('CANNOT_BE_ZERO_OR_NEGATIVE', path, text);
    return { currency, amountMinor: Number(minor) };
  }
}

/** Issues about the shape of a body, which come before those about its sense. */
const SHAPE: ReadonlySet<IssueName> = new Set<IssueName>([
  'INVALID_ARRAY_MAX_ITEMS',
  'INVALID_ARRAY_MIN_ITEMS',
  'INVALID_PARAMETER_SYNTAX',
  'INVALID_PARAMETER_VALUE',
  'INVALID_STRING_LENGTH',
  'MISSING_REQUIRED_PARAMETER',
  'NOT_SUPPORTED',
]);

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
