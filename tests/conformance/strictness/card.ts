/** Requests that the card provider refuses, in Stripe's shape: the door, intents and cards. */

import type { BadRequest } from './bad-request.ts';
import {
  asked,
  atReader,
  call,
  canceled,
  FORM_TYPE,
  held,
  INTENTS,
  make,
  NOBODY,
  ORDER,
  open,
  paid,
  refused,
  row,
  says,
  without,
  wrong,
} from './card-calls.ts';

const DOOR: readonly BadRequest[] = [
  row(
    'no key',
    { line: `GET ${INTENTS}`, headers: { authorization: '' } },
    says(401, 'invalid_request_error'),
  ),
  row(
    'a wrong key',
    { line: `GET ${INTENTS}`, headers: { authorization: 'Bearer sk_test_wrongwrongwrong' } },
    says(401, 'Invalid API Key', 'sk_test_****'),
  ),
  row(
    'a publishable key',
    { line: `GET ${INTENTS}`, headers: { authorization: 'Bearer pk_test_000000000000' } },
    refused(403, 'secret_key_required'),
  ),
  row(
    'another scheme',
    { line: `GET ${INTENTS}`, headers: { authorization: 'Digest x' } },
    says(401, 'invalid_request_error'),
  ),
  row(
    'a version that is none',
    { line: `GET ${INTENTS}`, headers: { 'stripe-version': 'newest' } },
    says(400, 'Invalid Stripe API version'),
  ),
  row('a call that nobody knows', { line: 'GET /v1/customers' }, says(404, 'Unrecognized request URL')),
  row(
    'a method that nobody knows',
    { line: `DELETE ${INTENTS}/${NOBODY}` },
    says(404, 'Unrecognized request URL'),
  ),
  row(
    'JSON instead of a form',
    { ...make(), headers: { 'content-type': 'application/json' } },
    says(400, FORM_TYPE),
  ),
  row('a form that contradicts itself', make({ 'amount[value]': '5' }), says(400, 'could not be read')),
  row(
    'a key for idempotency that is too long',
    { ...make(), headers: { 'idempotency-key': 'k'.repeat(256) } },
    says(400, '"type": "idempotency_error"'),
  ),
  row(
    'a key that was used for something else',
    {
      ...make({ amount: '900' }),
      headers: { 'idempotency-key': 'used' },
      prepare: (shop) =>
        call(shop, `POST ${INTENTS}`, { form: ORDER, headers: { 'idempotency-key': 'used' } }),
    },
    says(400, '"type": "idempotency_error"'),
  ),
];

const MAKING: readonly BadRequest[] = [
  row('no amount', without('amount'), refused(400, 'parameter_missing', 'amount')),
  row('no currency', without('currency'), refused(400, 'parameter_missing', 'currency')),
  row('an unknown parameter', make({ colour: 'red' }), refused(400, 'parameter_unknown', 'colour')),
  row(
    'the name that types had before',
    make({ 'payment_method_types[0]': 'card' }),
    refused(400, 'parameter_unknown', 'payment_method_types'),
  ),
  row(
    'an amount with decimals',
    make({ amount: '12.50' }),
    refused(400, 'parameter_invalid_integer', 'amount'),
  ),
  row('a negative amount', make({ amount: '-1' }), refused(400, 'parameter_invalid_integer', 'amount')),
  row('an empty amount', make({ amount: '' }), refused(400, 'parameter_invalid_empty', 'amount')),
  row('too little', make({ amount: '49' }), refused(400, 'amount_too_small', 'amount')),
  row(
    'too little in yen',
    make({ amount: '49', currency: 'jpy' }),
    refused(400, 'amount_too_small', 'amount'),
  ),
  row(
    'too little in Hong Kong dollars',
    make({ amount: '399', currency: 'hkd' }),
    refused(400, 'amount_too_small', 'amount'),
  ),
  row('too much', make({ amount: '100000000' }), refused(400, 'amount_too_large', 'amount')),
  row('parts of a unit that has none', make({ amount: '20050', currency: 'huf' }), wrong('amount')),
  row('a currency that nobody knows', make({ currency: 'zzz' }), wrong('currency')),
  row('a currency that is too long', make({ currency: 'dollars' }), wrong('currency')),
  row(
    'a type that is not activated',
    make({ 'allowed_payment_method_types[0]': 'cheque' }),
    refused(400, 'payment_intent_invalid_parameter', 'allowed_payment_method_types'),
  ),
  row(
    'types that are no list',
    {
      line: `POST ${INTENTS}`,
      form: { amount: '900', currency: 'usd', allowed_payment_method_types: 'card' },
    },
    wrong('allowed_payment_method_types'),
  ),
  row(
    'types, and those of the provider’s choice',
    make({ 'automatic_payment_methods[enabled]': 'true' }),
    refused(400, 'parameters_exclusive'),
  ),
  row('a choice that is none', make({ capture_method: 'later' }), wrong('capture_method')),
  row('yes or no that is neither', make({ confirm: 'maybe' }), wrong('confirm')),
  row(
    'metadata with a long name',
    make({ [`metadata[${'n'.repeat(41)}]`]: 'x' }),
    wrong(`metadata[${'n'.repeat(41)}]`),
  ),
  row('metadata with a long value', make({ 'metadata[note]': 'x'.repeat(501) }), wrong('metadata[note]')),
  row('metadata that nests', make({ 'metadata[a][b]': 'x' }), wrong('metadata[a]')),
  row('metadata that is text', make({ metadata: 'x' }), wrong('metadata')),
  row('a mail address that is none', make({ receipt_email: 'somebody' }), wrong('receipt_email')),
  row(
    'a long text for the statement',
    make({ statement_descriptor: 'x'.repeat(23) }),
    wrong('statement_descriptor'),
  ),
  row(
    'a text for the statement with a quote',
    make({ statement_descriptor: 'shop "corner"' }),
    wrong('statement_descriptor'),
  ),
  row('how to confirm, without confirming', make({ off_session: 'true' }), wrong('off_session')),
  row('something to expand that is not there', make({ 'expand[0]': 'weather' }), wrong('expand')),
  row(
    'a payment method that nobody made',
    make({ payment_method: 'pm_nobody' }),
    refused(404, 'resource_missing', 'payment_method'),
  ),
];

const CARDS: readonly BadRequest[] = [
  row(
    'a number with a wrong check digit',
    {
      line: 'POST /v1/payment_methods',
      form: {
        type: 'card',
        'card[number]': '4242424242424241',
        'card[exp_month]': '1',
        'card[exp_year]': '30',
      },
    },
    says(402, '"code": "incorrect_number"', '"type": "card_error"'),
  ),
  row(
    'a number that is somebody’s',
    {
      line: 'POST /v1/payment_methods',
      form: {
        type: 'card',
        'card[number]': '4000000000000010',
        'card[exp_month]': '1',
        'card[exp_year]': '30',
      },
    },
    says(402, '"decline_code": "test_mode_live_card"'),
  ),
  row(
    'a thirteenth month',
    {
      line: 'POST /v1/payment_methods',
      form: {
        type: 'card',
        'card[number]': '4242424242424242',
        'card[exp_month]': '13',
        'card[exp_year]': '30',
      },
    },
    says(402, '"code": "invalid_expiry_month"'),
  ),
  row(
    'a year that is over',
    {
      line: 'POST /v1/payment_methods',
      form: {
        type: 'card',
        'card[number]': '4242424242424242',
        'card[exp_month]': '1',
        'card[exp_year]': '20',
      },
    },
    says(402, '"code": "invalid_expiry_year"'),
  ),
  row(
    'a security code that is none',
    {
      line: 'POST /v1/payment_methods',
      form: {
        type: 'card',
        'card[number]': '4242424242424242',
        'card[exp_month]': '1',
        'card[exp_year]': '30',
        'card[cvc]': '12',
      },
    },
    says(402, '"code": "invalid_cvc"'),
  ),
  row(
    'a declined card',
    make({ payment_method: 'pm_card_chargeDeclined', confirm: 'true' }),
    says(402, '"code": "card_declined"', '"decline_code": "generic_decline"', '"payment_intent": {'),
  ),
];

const STATES: readonly BadRequest[] = [
  row('an intent that nobody made', { line: `GET ${INTENTS}/${NOBODY}` }, refused(404, 'resource_missing')),
  row(
    'confirming what is paid',
    { line: `POST ${INTENTS}/{it}/confirm`, form: { payment_method: 'pm_card_visa' }, prepare: paid },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'confirming without a method',
    { line: `POST ${INTENTS}/{it}/confirm`, prepare: open },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'confirming with another kind of card',
    { line: `POST ${INTENTS}/{it}/confirm`, form: { payment_method: 'pm_card_visa' }, prepare: atReader },
    refused(400, 'payment_intent_incompatible_payment_method', 'payment_method'),
  ),
  row(
    'confirming another amount',
    {
      line: `POST ${INTENTS}/{it}/confirm`,
      form: { payment_method: 'pm_card_visa', amount_to_confirm: '1' },
      prepare: open,
    },
    wrong('amount_to_confirm'),
  ),
  row(
    'changing the amount of what is paid',
    { line: `POST ${INTENTS}/{it}`, form: { amount: '900' }, prepare: paid },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'capturing what is not held',
    { line: `POST ${INTENTS}/{it}/capture`, prepare: open },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'capturing more than is held',
    { line: `POST ${INTENTS}/{it}/capture`, form: { amount_to_capture: '1251' }, prepare: held },
    refused(400, 'amount_too_large', 'amount_to_capture'),
  ),
  row(
    'capturing nothing',
    { line: `POST ${INTENTS}/{it}/capture`, form: { amount_to_capture: '0' }, prepare: held },
    refused(400, 'parameter_invalid_integer', 'amount_to_capture'),
  ),
  row(
    'canceling what is paid',
    { line: `POST ${INTENTS}/{it}/cancel`, prepare: paid },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'canceling twice',
    { line: `POST ${INTENTS}/{it}/cancel`, prepare: canceled },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'canceling while a reader asks',
    { line: `POST ${INTENTS}/{it}/cancel`, prepare: asked },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'canceling for a reason of one’s own',
    { line: `POST ${INTENTS}/{it}/cancel`, form: { cancellation_reason: 'bored' }, prepare: open },
    wrong('cancellation_reason'),
  ),
];

export const CARD: readonly BadRequest[] = [...DOOR, ...MAKING, ...CARDS, ...STATES];
