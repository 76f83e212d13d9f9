/** What the calls about PaymentIntents take: the whole of what matters in a shop, and names of the rest that change nothing here. */

import { METHOD_RULES } from './methods.ts';
import type { Rule, Rules } from './parameters.ts';

const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual'];
const EMAIL: Rule = { kind: 'text', max: 512, clears: true, like: /^[^@\s]+@[^@\s]+\.[^@\s]+$/ };
/** Statement texts: 22 characters, none of which would break a statement. */
const STATEMENT: Rule = { kind: 'text', max: 22, like: /^[^<>\\'"*]*[A-Za-z][^<>\\'"*]*$/ };
const URL_RULE: Rule = { kind: 'text', max: 2_048, like: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i };
const METHOD_DATA: Rule = {
  kind: 'fields',
  of: { ...METHOD_RULES, radar_options: { kind: 'anything' } },
};

/** Until September 2026 the types stood under another name, which later versions refuse. */
const TYPES: Rules = {
  allowed_payment_method_types: { kind: 'list', of: { kind: 'text', max: 60 }, max: 20 },
  payment_method_types: { kind: 'list', of: { kind: 'text', max: 60 }, max: 20, until: '2026-09-30' },
};

const PAYING: Rules = {
  payment_method: { kind: 'text', max: 255 },
  payment_method_data: METHOD_DATA,
  payment_method_options: { kind: 'anything' },
  capture_method: { kind: 'choice', of: CAPTURE_METHODS },
  error_on_requires_action: { kind: 'boolean' },
  off_session: { kind: 'boolean' },
  receipt_email: EMAIL,
  return_url: URL_RULE,
  setup_future_usage: { kind: 'choice', of: ['off_session', 'on_session'], clears: true },
  shipping: { kind: 'anything' },
  radar_options: { kind: 'anything' },
  use_stripe_sdk: { kind: 'boolean' },
};

export const CREATE_RULES: Rules = {
  ...PAYING,
  amount: { kind: 'integer', required: true },
  currency: { kind: 'text', max: 3, required: true },
  amount_details: { kind: 'anything' },
  automatic_payment_methods: {
    kind: 'fields',
    of: {
      enabled: { kind: 'boolean', required: true },
      allow_redirects: { kind: 'choice', of: ['always', 'never'] },
    },
  },
  confirm: { kind: 'boolean' },
  confirmation_method: { kind: 'choice', of: ['automatic', 'manual'] },
  customer: { kind: 'text', max: 255 },
  description: { kind: 'text', max: 1_000 },
  metadata: { kind: 'metadata' },
  ...TYPES,
  statement_descriptor: STATEMENT,
  statement_descriptor_suffix: STATEMENT,
  transfer_group: { kind: 'anything' },
};

export const UPDATE_RULES: Rules = {
  amount: { kind: 'integer' },
  amount_details: { kind: 'anything' },
  capture_method: { kind: 'choice', of: CAPTURE_METHODS },
  currency: { kind: 'text', max: 3 },
  description: { kind: 'text', max: 1_000, clears: true },
  metadata: { kind: 'metadata' },
  payment_method: { kind: 'text', max: 255 },
  payment_method_data: METHOD_DATA,
  payment_method_options: { kind: 'anything' },
  receipt_email: EMAIL,
  setup_future_usage: { kind: 'choice', of: ['off_session', 'on_session'], clears: true },
  shipping: { kind: 'anything' },
  ...TYPES,
  statement_descriptor: STATEMENT,
  statement_descriptor_suffix: STATEMENT,
};

export const CONFIRM_RULES: Rules = {
  ...PAYING,
  ...TYPES,
  amount_details: { kind: 'anything' },
  amount_to_confirm: { kind: 'integer' },
  mandate_data: { kind: 'anything' },
};

export const CAPTURE_RULES: Rules = {
  amount_to_capture: { kind: 'integer', min: 1 },
  amount_details: { kind: 'anything' },
  final_capture: { kind: 'boolean' },
  metadata: { kind: 'metadata' },
  statement_descriptor: STATEMENT,
  statement_descriptor_suffix: STATEMENT,
};

export const CANCEL_RULES: Rules = {
  cancellation_reason: {
    kind: 'choice',
    of: ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'],
  },
};
