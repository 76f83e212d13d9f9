/** Amounts as PayPal writes them: text with as many decimals as PayPal gives a currency, which is not always ISO 4217's. */

import { CURRENCY_EXPONENTS, isMinorAmount, type Money, money } from '../../domain/money.ts';
import { asFields } from './fields.ts';

/** PayPal knows no decimals of these, although the forint and the Taiwan dollar have two by ISO 4217 (paypal.md 1.3). */
const WITHOUT_DECIMALS: ReadonlySet<string> = new Set(['JPY', 'HUF', 'TWD']);

/** Decimal places that PayPal gives a currency. */
export function exponentOf(currency: string): number {
  return WITHOUT_DECIMALS.has(currency) ? 0 : 2;
}

export interface PaypalMoney {
  readonly currency_code: string;
  readonly value: string;
}

/** `12.50` from 1250 of PayPal's minor units; `1250` where it knows no decimals. */
export function textOf(currency: string, amountMinor: number): string {
  const exponent = exponentOf(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** PayPal's minor units from its text; decimals beyond its own must be noughts. Nothing for what is no amount. */
export function minorOf(currency: string, value: string): number | undefined {
  const match = /^(\d{0,15})(?:\.(\d{1,15}))?$/.exec(value);
  const whole = match?.[1] ?? '';
  const decimals = match?.[2] ?? '';
  if (whole + decimals === '') return undefined;
  const exponent = exponentOf(currency);
  if (/[^0]/.test(decimals.slice(exponent))) return undefined;
  const amountMinor = Number(whole + decimals.slice(0, exponent).padEnd(exponent, '0'));
  return isMinorAmount(amountMinor) ? amountMinor : undefined;
}

/**
 * Whether PayPal can say amounts of this currency exactly: its decimals are those of the model. The list of the rail's
 * currencies (RAIL_FACTS) holds no other.
 */
export function isSayable({ currency }: Money): boolean {
  return exponentOf(currency) === CURRENCY_EXPONENTS[currency];
}

export function toPaypal({ currency, amountMinor }: Money): PaypalMoney {
  return { currency_code: currency, value: textOf(currency, amountMinor) };
}

/** The money in a field of an answer, which has to be of the currency that was asked for; nothing when there is none. */
export function fromPaypal(field: unknown, asked: Money): Money | 'unreadable' | undefined {
  const fields = asFields(field);
  if (fields === undefined) return field === undefined ? undefined : 'unreadable';
  const { currency_code: currency, value } = fields;
  if (currency !== asked.currency || typeof value !== 'string') return 'unreadable';
  const amountMinor = minorOf(asked.currency, value);
  return amountMinor === undefined ? 'unreadable' : money(asked.currency, amountMinor);
}
