/** Requests that the card provider refuses, in Stripe's shape: refunds, readers, lists, events and webhooks. */

import type { BadRequest } from './bad-request.ts';
import { asked, canceled, INTENTS, NOBODY, open, paid, refunded, refused, row, wrong } from './card-calls.ts';

const REFUNDS: readonly BadRequest[] = [
  row('a refund of nothing in particular', { line: 'POST /v1/refunds' }, refused(400, 'parameter_missing')),
  row(
    'a refund of what nobody made',
    { line: 'POST /v1/refunds', form: { payment_intent: NOBODY } },
    refused(404, 'resource_missing', 'payment_intent'),
  ),
  row(
    'a refund of an unknown charge',
    { line: 'POST /v1/refunds', form: { charge: 'ch_nobody' } },
    refused(404, 'resource_missing', 'charge'),
  ),
  row(
    'a refund of what is not paid',
    { line: 'POST /v1/refunds', form: { payment_intent: '{it}' }, prepare: open },
    refused(400, 'payment_intent_unexpected_state'),
  ),
  row(
    'a refund of too much',
    { line: 'POST /v1/refunds', form: { payment_intent: '{it}', amount: '1251' }, prepare: paid },
    wrong('amount'),
  ),
  row(
    'a refund of zero',
    { line: 'POST /v1/refunds', form: { payment_intent: '{it}', amount: '0' }, prepare: paid },
    refused(400, 'parameter_invalid_integer', 'amount'),
  ),
  row(
    'a refund of all once more',
    { line: 'POST /v1/refunds', form: { payment_intent: '{it}' }, prepare: refunded },
    refused(400, 'charge_already_refunded'),
  ),
  row(
    'a refund for a reason of one’s own',
    { line: 'POST /v1/refunds', form: { payment_intent: '{it}', reason: 'sorry' }, prepare: paid },
    wrong('reason'),
  ),
  row('a refund that nobody made', { line: 'GET /v1/refunds/re_nobody' }, refused(404, 'resource_missing')),
];

const READERS: readonly BadRequest[] = [
  row(
    'a reader that is not there',
    { line: 'POST /v1/terminal/readers/tmr_nobody/cancel_action' },
    refused(404, 'resource_missing', 'reader'),
  ),
  row(
    'a reader without an intent',
    { line: 'POST /v1/terminal/readers/{reader}/process_payment_intent' },
    refused(400, 'parameter_missing', 'payment_intent'),
  ),
  row(
    'a reader with an unknown intent',
    { line: 'POST /v1/terminal/readers/{reader}/process_payment_intent', form: { payment_intent: NOBODY } },
    refused(404, 'resource_missing', 'payment_intent'),
  ),
  row(
    'a reader with an intent for typed cards',
    {
      line: 'POST /v1/terminal/readers/{reader}/process_payment_intent',
      form: { payment_intent: '{it}' },
      prepare: open,
    },
    refused(400, 'payment_intent_invalid_parameter', 'payment_intent'),
  ),
  row(
    'a reader with a canceled intent',
    {
      line: 'POST /v1/terminal/readers/{reader}/process_payment_intent',
      form: { payment_intent: '{it}' },
      prepare: canceled,
    },
    refused(400, 'intent_invalid_state'),
  ),
  row(
    'a card where none is asked for',
    { line: 'POST /v1/test_helpers/terminal/readers/{reader}/present_payment_method' },
    refused(400, 'intent_invalid_state'),
  ),
  row(
    'a card that is no test card',
    {
      line: 'POST /v1/test_helpers/terminal/readers/{reader}/present_payment_method',
      form: { 'card_present[number]': '4000000000000010' },
      prepare: asked,
    },
    wrong('card_present[number]'),
  ),
  row(
    'a basket without a sum',
    {
      line: 'POST /v1/terminal/readers/{reader}/set_reader_display',
      form: {
        type: 'cart',
        'cart[currency]': 'usd',
        'cart[line_items][0][amount]': '1',
        'cart[line_items][0][description]': 'Tea',
        'cart[line_items][0][quantity]': '1',
      },
    },
    refused(400, 'parameter_missing', 'cart[total]'),
  ),
  row(
    'a basket while a card is asked for',
    { line: 'POST /v1/terminal/readers/{reader}/set_reader_display', form: { type: 'cart' }, prepare: asked },
    refused(400, 'terminal_reader_busy'),
  ),
  row(
    'a reader that cannot be registered',
    { line: 'POST /v1/terminal/readers', form: { registration_code: 'real-one' } },
    wrong('registration_code'),
  ),
];

const LISTS: readonly BadRequest[] = [
  row(
    'a page of none',
    { line: `GET ${INTENTS}`, form: { limit: '0' } },
    refused(400, 'parameter_invalid_integer', 'limit'),
  ),
  row(
    'a page that is too long',
    { line: `GET ${INTENTS}`, form: { limit: '101' } },
    refused(400, 'parameter_invalid_integer', 'limit'),
  ),
  row(
    'a page after nothing',
    { line: `GET ${INTENTS}`, form: { starting_after: NOBODY } },
    refused(404, 'resource_missing', 'starting_after'),
  ),
  row(
    'a page after and before',
    { line: `GET ${INTENTS}`, form: { starting_after: 'a', ending_before: 'b' } },
    refused(400, 'parameters_exclusive'),
  ),
  row(
    'a time that is none',
    { line: 'GET /v1/charges', form: { 'created[gte]': 'noon' } },
    refused(400, 'parameter_invalid_integer', 'created[gte]'),
  ),
  row(
    'a bound that is none',
    { line: 'GET /v1/charges', form: { 'created[since]': '1' } },
    refused(400, 'parameter_unknown', 'created[since]'),
  ),
  row(
    'a search without a query',
    { line: `GET ${INTENTS}/search` },
    refused(400, 'parameter_missing', 'query'),
  ),
  row('a search in prose', { line: `GET ${INTENTS}/search`, form: { query: 'all of them' } }, wrong('query')),
  row('an event that never was', { line: 'GET /v1/events/evt_nobody' }, refused(404, 'resource_missing')),
  row(
    'an address that is none',
    { line: 'POST /v1/webhook_endpoints', form: { url: 'shop', 'enabled_events[0]': '*' } },
    wrong('url'),
  ),
  row(
    'an endpoint for nothing',
    { line: 'POST /v1/webhook_endpoints', form: { url: 'http://127.0.0.1:4659/' } },
    refused(400, 'parameter_missing', 'enabled_events'),
  ),
  row(
    'an endpoint for an event that is none',
    {
      line: 'POST /v1/webhook_endpoints',
      form: { url: 'http://127.0.0.1:4659/', 'enabled_events[0]': 'coffee.ready' },
    },
    wrong('enabled_events'),
  ),
];

export const CARD_RECORDS: readonly BadRequest[] = [...REFUNDS, ...READERS, ...LISTS];
