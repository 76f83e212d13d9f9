/** The ordinary online flow: confirm with a payment method, the holder asked where the bank wants it. */

import { touch, type World } from '../../world/model.ts';
import { invalid, type Said, said } from './answers.ts';
import { judge } from './bank.ts';
import { approve, decline, declinedAnswer, unexpectedState } from './charging.ts';
import { type Cause, emit } from './events.ts';
import { methodIn } from './methods.ts';
import { integerAt, isOn, textAt, type Values } from './parameters.ts';
import type { Deal, Method } from './records.ts';
import { typesIn, typesProblem } from './types.ts';
import { intentView } from './views.ts';
import { walletBehind } from './wallets.ts';

interface Confirmation {
  readonly values: Values;
  readonly cause: Cause;
}

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** Charges the method that the request names, or the one that the intent has. */
export function confirmWith(world: World, deal: Deal, { values, cause }: Confirmation): Said {
  const { intent } = deal;
  if (!CONFIRMABLE.includes(intent.status)) return unexpectedState(deal, 'confirmed');
  const given = methodIn(world, values, cause.now);
  if (given && !given.ok) return given.problem;
  const wrongTypes = typesProblem(values);
  if (wrongTypes) return wrongTypes;
  intent.methodTypes = typesIn(values) ?? intent.methodTypes;
  const method = given?.method ?? intent.method;
  if (!method) return unexpectedState(deal, 'confirmed without a payment method');
  if (!intent.methodTypes.includes(method.type)) {
    const message = `The payment method is a ${method.type}, but the PaymentIntent takes ${intent.methodTypes.join(', ')}.`;
    return invalid({ code: 'payment_intent_incompatible_payment_method', message, param: 'payment_method' });
  }
  const expected = integerAt(values, 'amount_to_confirm');
  if (expected !== undefined && expected !== intent.amountMinor) {
    return invalid({
      message: 'amount_to_confirm is not the amount of this PaymentIntent.',
      param: 'amount_to_confirm',
    });
  }
  intent.captureMethod = textAt(values, 'capture_method') ?? intent.captureMethod;
  intent.receiptEmail = textAt(values, 'receipt_email') ?? intent.receiptEmail;
  intent.returnUrl = textAt(values, 'return_url') ?? intent.returnUrl;
  const mustNotAsk = isOn(values, 'error_on_requires_action') || isOn(values, 'off_session');
  return charge(world, deal, { method, cause, isAuthenticated: false, mustNotAsk });
}

interface Attempt {
  readonly method: Method;
  readonly cause: Cause;
  readonly isAuthenticated: boolean;
  readonly mustNotAsk: boolean;
}

function charge(world: World, deal: Deal, { method, cause, isAuthenticated, mustNotAsk }: Attempt): Said {
  const { trade, intent } = deal;
  const wallet = walletBehind(world, method.number, trade.currency);
  const presented = { method, way: 'online', cause } as const;
  const verdict = judge(world, {
    wallet,
    number: method.number,
    amountMinor: intent.amountMinor,
    currency: trade.currency,
    now: cause.now,
    way: 'online',
    isAuthenticated,
  });
  if (verdict.kind === 'approved') {
    approve(world, deal, { ...presented, wallet, pin: 'none' });
    return said(intentView(deal));
  }
  if (verdict.kind === 'declined') {
    decline(world, deal, { ...presented, decline: verdict.decline });
    return declinedAnswer(deal);
  }
  if (mustNotAsk) {
    const why = { code: 'authentication_required', declineCode: 'authentication_required' };
    decline(world, deal, { ...presented, decline: why });
    return declinedAnswer(deal);
  }
  intent.method = method;
  intent.status = 'requires_action';
  trade.status = 'waiting';
  touch(world, trade);
  emit(world, deal, { type: 'payment_intent.requires_action', object: intentView(deal), cause });
  return said(intentView(deal));
}

/** The holder was asked: the bank goes on, or the intent waits for another method. False when nobody is being asked. */
export function authenticate(
  world: World,
  deal: Deal,
  { isRecognised, cause }: { readonly isRecognised: boolean; readonly cause: Cause },
): boolean {
  const { intent } = deal;
  const { method } = intent;
  if (intent.status !== 'requires_action' || !method) return false;
  if (isRecognised) {
    charge(world, deal, { method, cause, isAuthenticated: true, mustNotAsk: false });
  } else {
    const code = 'payment_intent_authentication_failure';
    decline(world, deal, { method, way: 'online', cause, decline: { code, declineCode: code } });
  }
  return true;
}
