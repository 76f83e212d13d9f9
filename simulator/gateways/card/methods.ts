/** Payment methods for the ordinary online flow: test cards by name or by number. No real number is taken. */

import { touch, type World } from '../../world/model.ts';
import { invalid, missingObject, type Said, said } from './answers.ts';
import { brandOf, passesLuhn, testCard, testCardNamed } from './cards.ts';
import { fieldsAt, integerAt, mergedMetadata, type Rules, textAt, type Values } from './parameters.ts';
import { dealsOf, type Method, newId, shelfOf } from './records.ts';
import { methodView } from './views.ts';

const METHODS_KEPT = 100;
const TEST_EXPIRY = { expMonth: 12, expYear: 2034 };

export const CARD_RULES: Rules = {
  number: { kind: 'text', max: 30, required: true },
  exp_month: { kind: 'integer', required: true },
  exp_year: { kind: 'integer', required: true },
  cvc: { kind: 'text', max: 10 },
};
export const METHOD_RULES: Rules = {
  type: { kind: 'choice', of: ['card'], required: true },
  card: {
    kind: 'fields',
    of: {
      ...CARD_RULES,
      number: { kind: 'text', max: 30 },
      exp_month: { kind: 'integer' },
      exp_year: { kind: 'integer' },
      token: { kind: 'text', max: 60 },
    },
  },
  billing_details: { kind: 'anything' },
  allow_redisplay: { kind: 'choice', of: ['always', 'limited', 'unspecified'] },
  metadata: { kind: 'metadata' },
};

export type FoundMethod =
  | { readonly ok: true; readonly method: Method }
  | { readonly ok: false; readonly problem: Said };

export function createMethod(world: World, values: Values, now: number): Said {
  const made = methodFrom(world, values, now);
  if (!made.ok) return made.problem;
  const shelf = shelfOf(world);
  shelf.methods = [...shelf.methods, made.method].slice(-METHODS_KEPT);
  touch(world);
  return said(methodView(made.method));
}

/** The payment method that a request names or describes; undefined when it does neither. */
export function methodIn(world: World, values: Values, now: number): FoundMethod | undefined {
  const id = textAt(values, 'payment_method');
  const data = fieldsAt(values, 'payment_method_data');
  if (id !== undefined) return methodById(world, id, now);
  return data === undefined ? undefined : methodFrom(world, data, now);
}

/** `pm_card_visa` and its kin are a new payment method each time. */
function methodById(world: World, id: string, now: number): FoundMethod {
  const card = id.startsWith('pm_card_') ? testCardNamed(id) : undefined;
  if (card) {
    const made = {
      id: newId(world, 'pm'),
      type: 'card',
      number: card.number,
      ...TEST_EXPIRY,
      createdAt: now,
      metadata: {},
    } as const;
    return { ok: true, method: made };
  }
  const method = findMethod(world, id);
  return method
    ? { ok: true, method }
    : { ok: false, problem: missingObject('PaymentMethod', id, 'payment_method') };
}

export function findMethod(world: World, id: string): Method | undefined {
  const used = dealsOf(world).flatMap(({ intent }) => intent.charges.map(({ method }) => method));
  return [...shelfOf(world).methods, ...used].find((one) => one.id === id);
}

function methodFrom(world: World, values: Values, now: number): FoundMethod {
  const card = fieldsAt(values, 'card');
  if (!card)
    return no(
      invalid({ code: 'parameter_missing', message: 'Missing required param: card.', param: 'card' }),
    );
  const token = textAt(card, 'token');
  const named = token === undefined ? undefined : testCardNamed(token.replace(/^tok_/, ''));
  if (token !== undefined && !named) return no(missingObject('token', token, 'card[token]'));
  const number = named?.number ?? (textAt(card, 'number') ?? '').replace(/[\s-]/g, '');
  const expMonth = named ? TEST_EXPIRY.expMonth : (integerAt(card, 'exp_month') ?? 0);
  const expYear = named ? TEST_EXPIRY.expYear : fullYear(integerAt(card, 'exp_year') ?? 0);
  const problem = cardProblem({ number, expMonth, expYear, cvc: textAt(card, 'cvc') }, now);
  if (problem) return no(problem);
  const metadata = mergedMetadata({}, values);
  return {
    ok: true,
    method: { id: newId(world, 'pm'), type: 'card', number, expMonth, expYear, createdAt: now, metadata },
  };
}

interface CardData {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string | undefined;
}

function cardProblem({ number, expMonth, expYear, cvc }: CardData, now: number): Said | undefined {
  if (!/^\d{12,19}$/.test(number))
    return badCard(['invalid_number'], 'number', 'The card number is not valid.');
  if (!passesLuhn(number)) return badCard(['incorrect_number'], 'number', 'The card number is incorrect.');
  // A number that is in no list of test cards may be somebody's: it goes no further.
  if (!testCard(number) || !brandOf(number)) {
    return badCard(['card_declined', 'test_mode_live_card'], 'number', 'Only test cards can be used here.');
  }
  if (expMonth < 1 || expMonth > 12)
    return badCard(['invalid_expiry_month'], 'exp_month', 'The expiry month is not valid.');
  const date = new Date(now);
  const months = (expYear - date.getUTCFullYear()) * 12 + expMonth - (date.getUTCMonth() + 1);
  if (months < 0 || months > 600)
    return badCard(['invalid_expiry_year'], 'exp_year', 'The expiry year is not valid.');
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc))
    return badCard(['invalid_cvc'], 'cvc', 'The security code is not valid.');
  return undefined;
}

function badCard(
  [code, declineCode]: readonly [code: string, declineCode?: string],
  param: string,
  message: string,
): Said {
  const more = declineCode === undefined ? {} : { decline_code: declineCode };
  const { body } = invalid({ type: 'card_error', code, message, param, more });
  return { status: 402, body, kept: true };
}

function fullYear(year: number): number {
  return year < 100 ? 2_000 + year : year;
}

function no(problem: Said): FoundMethod {
  return { ok: false, problem };
}
