/** The amount that is being typed: every press counts, at any speed, by finger, keyboard or paste; a refusal keeps the amount. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { CURRENCY_EXPONENTS, type Currency, type Money, money, parseMoney } from '../../domain/money.ts';
import { RAIL_FACTS } from '../../domain/rail.ts';

export type Key =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '00'
  | '.'
  | 'backspace'
  | 'clear';

export type AmountProblem = 'zero' | 'too_many_decimals' | 'too_large' | 'not_an_amount' | 'negative';

export interface Keypad {
  /** As typed, such as `12.` or ``. */
  readonly text: ReadonlySignal<string>;
  /** Zero while nothing is typed. */
  readonly amount: ReadonlySignal<Money>;
  /** Why the last press, paste or charge was not taken; gone with the next press. */
  readonly problem: ReadonlySignal<AmountProblem | undefined>;
  /** Answers how to take exactly this press back, whatever was pressed since: a scanner's first keys look like typing. */
  readonly press: (key: Key) => () => void;
  readonly paste: (text: string) => void;
  /** The amount to charge; a zero is refused in `problem`. */
  readonly take: () => Money | undefined;
  readonly clear: () => void;
}

interface Press {
  readonly id: number;
  readonly key: Key;
}

interface Typed {
  readonly currency: Currency;
  readonly base: string;
  readonly presses: readonly Press[];
  readonly nextId: number;
  readonly problem: AmountProblem | undefined;
}

const EMPTY: Omit<Typed, 'currency'> = { base: '', presses: [], nextId: 0, problem: undefined };

/** Presses that can still be taken back one by one; older ones are part of the text for good. */
const KEPT_PRESSES = 24;

/** `currency` may change: what was typed in another one is gone then, since it was another amount. */
export function createKeypad(
  currency: ReadonlySignal<Currency>,
  maxMinor = RAIL_FACTS.cash.maxMinor,
): Keypad {
  const kept = signal<Typed>({ ...EMPTY, currency: currency.peek() });
  const typed = computed<Typed>(() =>
    kept.value.currency === currency.value
      ? kept.value
      : { ...EMPTY, currency: currency.value, nextId: kept.value.nextId },
  );
  const limits = computed<Limits>(() => ({ currency: currency.value, maxMinor }));
  const text = computed(() => textOf(typed.value, limits.value));
  const amount = computed(() => moneyOf(limits.value, text.value));

  function press(key: Key): () => void {
    const { presses, base, nextId } = typed.value;
    const problem = refusedKey(limits.value, text.value, key);
    const [oldest, ...rest] = presses;
    const isFull = oldest !== undefined && presses.length >= KEPT_PRESSES;
    const recent = isFull ? rest : presses;
    const nextBase = isFull ? after(limits.value, base, oldest.key) : base;
    const grown = problem === undefined ? [...recent, { id: nextId, key }] : recent;
    const next =
      key === 'clear'
        ? { ...EMPTY, nextId }
        : { base: nextBase, presses: grown, nextId: nextId + 1, problem };
    kept.value = { ...next, currency: currency.value };
    return () => {
      const now = typed.value;
      kept.value = { ...now, presses: now.presses.filter(({ id }) => id !== nextId), problem: undefined };
    };
  }

  function set(base: string, problem?: AmountProblem): void {
    kept.value = { ...EMPTY, currency: currency.value, base, nextId: typed.value.nextId, problem };
  }

  return {
    text,
    amount,
    problem: computed(() => typed.value.problem),
    press,
    paste: (raw) => {
      const pasted = readPasted(limits.value, raw);
      if ('problem' in pasted) kept.value = { ...typed.value, problem: pasted.problem };
      else set(pasted.text);
    },
    take: () => {
      if (amount.value.amountMinor > 0) return amount.value;
      kept.value = { ...typed.value, problem: 'zero' };
      return undefined;
    },
    clear: () => set(''),
  };
}

interface Limits {
  readonly currency: Currency;
  readonly maxMinor: number;
}

function textOf({ base, presses }: Typed, limits: Limits): string {
  return presses.reduce((text, { key }) => after(limits, text, key), base);
}

function moneyOf({ currency }: Limits, text: string): Money {
  const parsed = parseMoney(currency, text);
  return typeof parsed === 'string' ? money(currency, 0) : parsed;
}

/** The text after a key; a key that cannot be taken changes nothing. */
function after(limits: Limits, text: string, key: Key): string {
  if (key === 'backspace') return text.slice(0, -1);
  if (key === 'clear') return '';
  return refusedKey(limits, text, key) === undefined ? grownText(limits, text, key) : text;
}

function grownText({ currency }: Limits, text: string, key: string): string {
  if (key === '.') return text.includes('.') ? text : `${text === '' ? '0' : text}.`;
  const decimals = decimalsOf(text);
  // One place is left: the double nought fills it instead of being lost.
  const digits = decimals !== undefined ? key.slice(0, CURRENCY_EXPONENTS[currency] - decimals.length) : key;
  if (text === '' || text === '0') return digits === '00' ? '0' : digits;
  return text + digits;
}

function refusedKey(limits: Limits, text: string, key: Key): AmountProblem | undefined {
  if (key === 'backspace' || key === 'clear') return undefined;
  const exponent = CURRENCY_EXPONENTS[limits.currency];
  if (key === '.') return exponent === 0 ? 'too_many_decimals' : undefined;
  const decimals = decimalsOf(text);
  if (decimals !== undefined && decimals.length >= exponent) return 'too_many_decimals';
  return isTooLarge(limits, grownText(limits, text, key)) ? 'too_large' : undefined;
}

function decimalsOf(text: string): string | undefined {
  const point = text.indexOf('.');
  return point < 0 ? undefined : text.slice(point + 1);
}

function isTooLarge({ currency, maxMinor }: Limits, text: string): boolean {
  const parsed = parseMoney(currency, text);
  return parsed === 'too_large' || (typeof parsed !== 'string' && parsed.amountMinor > maxMinor);
}

/** An amount out of pasted text: full-width digits, currency signs and words, blanks and thousands marks are understood. */
function readPasted(
  limits: Limits,
  raw: string,
): { readonly text: string } | { readonly problem: AmountProblem } {
  const text = raw
    .slice(0, 64)
    .normalize('NFKC')
    .replaceAll(/[\s\u00a0]|[¥$€£₩]|元|圆|块|CNY|RMB|USD|EUR|GBP|HKD|SGD|JPY|KRW|KWD/gi, '')
    .replaceAll(/,(?=\d{3}(?:\D|$))/g, '');
  if (/^[-−]/.test(text)) return { problem: 'negative' };
  const parsed = parseMoney(limits.currency, text);
  if (parsed === 'too_many_decimals' || parsed === 'too_large') return { problem: parsed };
  if (typeof parsed === 'string' || raw.length > 64) return { problem: 'not_an_amount' };
  return parsed.amountMinor > limits.maxMinor ? { problem: 'too_large' } : { text };
}
