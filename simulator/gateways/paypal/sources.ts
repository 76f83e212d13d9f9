/** The source of the money and what the payer is shown: `payment_source` and the older `application_context`. */

import type { JsonObject } from '../../world/model.ts';
import { type Inspection, isObject } from './inspection.ts';

const LOCALE = /^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;
const URL_TEXT = /^https?:\/\/\S+$/;
const SHIPPING = ['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS'] as const;
const ACTIONS = ['CONTINUE', 'PAY_NOW'] as const;
const PREFERENCES = ['UNRESTRICTED', 'IMMEDIATE_PAYMENT_REQUIRED'] as const;

export interface Source {
  readonly isForPaypal: boolean;
  readonly context: JsonObject;
}

/** Cards, vaults and the like would be paid as the order is made; the simulator's payers have PayPal only. */
export function readSource(body: JsonObject, inspection: Inspection, hasKey: boolean): Source {
  const source = inspection.object(body, '/payment_source');
  const older = inspection.object(body, '/application_context');
  if (older !== undefined)
    readContext(older, {
      inspection,
      path: '/application_context',
      pages: ['LOGIN', 'BILLING', 'NO_PREFERENCE'],
    });
  if (source === undefined) return { isForPaypal: false, context: older ?? {} };
  const names = Object.keys(source);
  for (const name of names) if (name !== 'paypal') refuseSource(name, inspection, hasKey);
  if (names.length === 0) inspection.note('MISSING_REQUIRED_PARAMETER', '/payment_source');
  const paypal = inspection.object(source, '/payment_source/paypal');
  const isAtOnce = paypal?.['vault_id'] !== undefined || paypal?.['billing_agreement_id'] !== undefined;
  if (isAtOnce) refuseSource('paypal', inspection, hasKey);
  const path = '/payment_source/paypal/experience_context';
  const context = isObject(paypal) ? inspection.object(paypal, path) : undefined;
  if (context !== undefined)
    readContext(context, { inspection, path, pages: ['LOGIN', 'GUEST_CHECKOUT', 'NO_PREFERENCE'] });
  return { isForPaypal: paypal !== undefined, context: context ?? older ?? {} };
}

function refuseSource(name: string, inspection: Inspection, hasKey: boolean): void {
  if (!hasKey) inspection.note('PAYPAL_REQUEST_ID_REQUIRED', '/payment_source');
  else if (name === 'card') inspection.note('NOT_ENABLED_FOR_CARD_PROCESSING', '/payment_source/card');
  else inspection.note('NOT_SUPPORTED', `/payment_source/${name}`);
}

function readContext(
  context: JsonObject,
  {
    inspection,
    path,
    pages,
  }: { readonly inspection: Inspection; readonly path: string; readonly pages: readonly string[] },
): void {
  inspection.text(context, `${path}/brand_name`, { max: 127 });
  inspection.text(context, `${path}/locale`, { min: 2, max: 10, pattern: LOCALE });
  inspection.word(context, `${path}/landing_page`, { words: pages });
  inspection.word(context, `${path}/shipping_preference`, { words: SHIPPING });
  inspection.word(context, `${path}/user_action`, { words: ACTIONS });
  inspection.word(context, `${path}/payment_method_preference`, { words: PREFERENCES });
  inspection.text(context, `${path}/return_url`, { max: 4_000, pattern: URL_TEXT });
  inspection.text(context, `${path}/cancel_url`, { max: 4_000, pattern: URL_TEXT });
}
