/** The calls about card readers. */

import type { World } from '../../world/model.ts';
import { missingObject, type Said, said } from './answers.ts';
import { type Listed, PAGE_RULES, page } from './lists.ts';
import { CARD_RULES } from './methods.ts';
import { type Rule, type Rules, textAt, type Values } from './parameters.ts';
import { readerView } from './reader-view.ts';
import {
  cancelAction,
  connectionToken,
  deleteReader,
  presentByHelper,
  registerReader,
  setDisplay,
  startOnReader,
  startRefund,
  type Told,
  updateReader,
} from './readers.ts';
import { type Reader, shelfOf } from './records.ts';
import { type Call, type CardRoute, cardRoute, METADATA, TEXT } from './route.ts';

const READERS = '/v1/terminal/readers';
const ID: Rule = { kind: 'text', max: 255, required: true };
const MINOR: Rule = { kind: 'integer', min: 0 };
const TIPPING: Rule = { kind: 'fields', of: { amount_eligible: MINOR } };
const CONFIG: Rule = {
  kind: 'fields',
  of: {
    allow_redisplay: { kind: 'choice', of: ['always', 'limited', 'unspecified'] },
    enable_customer_cancellation: { kind: 'boolean' },
    return_url: TEXT,
    skip_tipping: { kind: 'boolean' },
    tipping: TIPPING,
  },
};
const CART: Rule = {
  kind: 'fields',
  of: {
    currency: { kind: 'text', max: 3, required: true },
    line_items: {
      kind: 'list',
      max: 100,
      required: true,
      of: {
        kind: 'fields',
        of: {
          amount: { ...MINOR, required: true },
          description: { kind: 'text', max: 1_000, required: true },
          quantity: { kind: 'integer', min: 1, required: true },
        },
      },
    },
    tax: MINOR,
    total: { ...MINOR, required: true },
  },
};
const REFUND_RULES: Rules = {
  payment_intent: { kind: 'text', max: 255 },
  charge: { kind: 'text', max: 255 },
  amount: { kind: 'integer', min: 1 },
  metadata: METADATA,
  refund_application_fee: { kind: 'boolean' },
  reverse_transfer: { kind: 'boolean' },
  refund_payment_config: { kind: 'fields', of: { enable_customer_cancellation: { kind: 'boolean' } } },
};
const HELPER_RULES: Rules = {
  amount_tip: MINOR,
  card: { kind: 'fields', of: CARD_RULES },
  card_present: { kind: 'fields', of: { number: { kind: 'text', max: 19 } } },
  type: { kind: 'choice', of: ['card', 'card_present'] },
};

export const TERMINAL_ROUTES: readonly CardRoute[] = [
  cardRoute('POST /v1/terminal/connection_tokens', ['reader', { location: TEXT }], ({ world }) =>
    connectionToken(world),
  ),
  cardRoute(
    `GET ${READERS}`,
    [
      'query',
      {
        ...PAGE_RULES,
        device_type: TEXT,
        location: TEXT,
        serial_number: TEXT,
        status: { kind: 'choice', of: ['online', 'offline'] },
      },
    ],
    ({ world, values }) =>
      page(listedReaders(world, values), values, { url: READERS, kind: 'terminal.reader' }),
  ),
  cardRoute(
    `POST ${READERS}`,
    ['reader', { registration_code: ID, label: TEXT, location: TEXT, metadata: METADATA }],
    ({ world, values }) => registerReader(world, values),
  ),
  cardRoute(
    `GET ${READERS}/{id}`,
    ['query', {}],
    onReader((_, reader) => said(readerView(reader))),
  ),
  cardRoute(
    `POST ${READERS}/{id}`,
    ['reader', { label: TEXT, metadata: METADATA }],
    onReader((world, reader, { values }) => updateReader(world, reader, values)),
  ),
  cardRoute(`DELETE ${READERS}/{id}`, ['reader', {}], onReader(deleteReader)),
  cardRoute(
    `POST ${READERS}/{id}/process_payment_intent`,
    ['reader', { payment_intent: ID, process_config: CONFIG }],
    onReader((world, reader, told) =>
      startOnReader(world, reader, { ...told, type: 'process_payment_intent' }),
    ),
  ),
  cardRoute(
    `POST ${READERS}/{id}/collect_payment_method`,
    ['reader', { payment_intent: ID, collect_config: CONFIG }],
    onReader((world, reader, told) =>
      startOnReader(world, reader, { ...told, type: 'collect_payment_method' }),
    ),
  ),
  cardRoute(
    `POST ${READERS}/{id}/confirm_payment_intent`,
    ['reader', { payment_intent: ID, confirm_config: CONFIG }],
    onReader((world, reader, told) =>
      startOnReader(world, reader, { ...told, type: 'confirm_payment_intent' }),
    ),
  ),
  cardRoute(`POST ${READERS}/{id}/refund_payment`, ['refund', REFUND_RULES], onReader(startRefund)),
  cardRoute(
    `POST ${READERS}/{id}/set_reader_display`,
    ['reader', { type: { kind: 'choice', of: ['cart'], required: true }, cart: CART }],
    onReader(setDisplay),
  ),
  cardRoute(`POST ${READERS}/{id}/cancel_action`, ['reader', {}], onReader(cancelAction)),
  cardRoute(
    'POST /v1/test_helpers/terminal/readers/{id}/present_payment_method',
    ['reader', HELPER_RULES],
    onReader(presentByHelper),
  ),
];

function onReader(act: (world: World, reader: Reader, told: Told) => Said): (call: Call) => Said {
  return ({ world, id, values, cause }) => {
    const reader = shelfOf(world).readers.find((candidate) => candidate.id === id);
    return reader ? act(world, reader, { values, cause }) : missingObject('terminal reader', id, 'reader');
  };
}

function listedReaders(world: World, values: Values): readonly Listed[] {
  const deviceType = textAt(values, 'device_type');
  const location = textAt(values, 'location');
  const serialNumber = textAt(values, 'serial_number');
  const status = textAt(values, 'status');
  return shelfOf(world)
    .readers.filter((reader) => deviceType === undefined || reader.deviceType === deviceType)
    .filter((reader) => location === undefined || reader.location === location)
    .filter((reader) => serialNumber === undefined || reader.serialNumber === serialNumber)
    .filter(({ isOnline }) => status === undefined || isOnline === (status === 'online'))
    .map((reader) => ({ id: reader.id, created: 0, view: () => readerView(reader) }))
    .reverse();
}
