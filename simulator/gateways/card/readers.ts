/** Card readers that the provider drives: what a shop can tell them, one thing at a time. */

import { strike } from '../../faults/armed.ts';
import { touch, type World } from '../../world/model.ts';
import { walletById } from '../../world/wallets.ts';
import { invalid, missingObject, refused, type Said, said } from './answers.ts';
import { testCard } from './cards.ts';
import { unexpectedState } from './charging.ts';
import type { Cause } from './events.ts';
import { fieldsAt, integerAt, isOn, mergedMetadata, textAt, type Values } from './parameters.ts';
import { confirmCollected, present } from './presenting.ts';
import { readerView } from './reader-view.ts';
import {
  type Deal,
  dealById,
  newId,
  type Reader,
  type ReaderAction,
  type ReaderActionType,
  shelfOf,
} from './records.ts';
import { walletBehind } from './wallets.ts';

export interface Told {
  readonly values: Values;
  readonly cause: Cause;
}

type CardAction = 'process_payment_intent' | 'collect_payment_method' | 'confirm_payment_intent';

const DEFAULT_NUMBER = '4242424242424242';
const REGISTRATION_CODES: Readonly<Record<string, string>> = {
  'simulated-wpe': 'simulated_wisepos_e',
  'simulated-s700': 'simulated_stripe_s700',
};

/** A reader that takes words now; one without a network, or with a card in it, takes none. */
function listening(reader: Reader): Said | undefined {
  if (!reader.isOnline) {
    return refused(400, { code: 'terminal_reader_offline', message: `Reader ${reader.id} is offline.` });
  }
  return reader.action?.status === 'in_progress' && reader.action.asks === 'pin'
    ? refused(400, { code: 'terminal_reader_busy', message: `Reader ${reader.id} is busy with a card.` })
    : undefined;
}

/** Fault `reader-unavailable`: offline, busy, or silent (`terminal_reader_timeout`), as its code says; it hears nothing. */
function struckDeaf(world: World, reader: Reader): Said | undefined {
  const fault = strike(world, 'reader-unavailable', { rail: 'card', operation: 'reader' });
  if (!fault) return undefined;
  const code = fault.code ?? 'terminal_reader_offline';
  return refused(400, { code, message: `Reader ${reader.id} cannot be reached.` });
}

/** Asks for a card for an intent. A reader that only waits goes over to the new one; the old one is left as it is. */
export function startOnReader(
  world: World,
  reader: Reader,
  { values, cause, type }: Told & { readonly type: CardAction },
): Said {
  const id = textAt(values, 'payment_intent') ?? '';
  const deal = dealById(world, id);
  if (!deal) return missingObject('payment_intent', id, 'payment_intent');
  const deaf = listening(reader) ?? struckDeaf(world, reader);
  if (deaf) return deaf;
  if (!deal.intent.methodTypes.includes('card_present')) {
    const message = 'The PaymentIntent must take card_present to be processed by a reader.';
    return invalid({ code: 'payment_intent_invalid_parameter', message, param: 'payment_intent' });
  }
  const wanted = type === 'confirm_payment_intent' ? 'requires_confirmation' : 'requires_payment_method';
  if (deal.intent.status !== wanted)
    return unexpectedState(deal, 'processed by a reader', 'intent_invalid_state');
  const before = reader.action;
  reader.action = newAction(type, { deal, values, now: cause.now });
  deal.trade.status = 'waiting';
  touch(world, deal.trade);
  if (type === 'confirm_payment_intent')
    confirmNow(world, { reader, deal, walletId: before?.walletId ?? null, cause });
  return said(readerView(reader));
}

function confirmNow(
  world: World,
  {
    reader,
    deal,
    walletId,
    cause,
  }: {
    readonly reader: Reader;
    readonly deal: Deal;
    readonly walletId: string | null;
    readonly cause: Cause;
  },
): void {
  const { action } = reader;
  const { method } = deal.intent;
  if (!action || !method) return;
  action.asks = null;
  const known = walletId === null ? undefined : walletById(world, walletId);
  const wallet = known ?? walletBehind(world, method.number, deal.trade.currency);
  confirmCollected(world, { reader, action, deal }, { wallet, cause });
}

const CONFIG_NAMES: Partial<Record<ReaderActionType, string>> = {
  process_payment_intent: 'process_config',
  collect_payment_method: 'collect_config',
  confirm_payment_intent: 'confirm_config',
  refund_payment: 'refund_payment_config',
};

function newAction(
  type: ReaderActionType,
  { deal, values, now }: { readonly deal: Deal | null; readonly values: Values; readonly now: number },
): ReaderAction {
  const configName = CONFIG_NAMES[type] ?? '';
  const config = fieldsAt(values, configName);
  const amount = integerAt(values, 'amount');
  const shownAgain = {
    ...(config === undefined ? {} : { [configName]: JSON.parse(JSON.stringify(config)) }),
    ...(type === 'refund_payment' && amount !== undefined ? { amount } : {}),
    ...(type === 'set_reader_display'
      ? { cart: JSON.parse(JSON.stringify(values['cart'] ?? null)), type: 'cart' }
      : {}),
  };
  const isAsking = type !== 'set_reader_display';
  return {
    type,
    status: isAsking ? 'in_progress' : 'succeeded',
    failureCode: null,
    failureMessage: null,
    asks: isAsking ? 'card' : null,
    walletId: null,
    startedAt: now,
    intentId: deal?.intent.id ?? null,
    mayCustomerCancel: config !== undefined && isOn(config, 'enable_customer_cancellation'),
    said: { [type]: shownAgain },
    refundId: null,
  };
}

/** Asks for the card that is to get its money back. */
export function startRefund(world: World, reader: Reader, { values, cause }: Told): Said {
  const id = textAt(values, 'payment_intent');
  const chargeId = textAt(values, 'charge');
  const deal = id === undefined ? dealOfCharge(world, chargeId ?? '') : dealById(world, id);
  if (!deal) {
    return id === undefined
      ? missingObject('charge', chargeId ?? '', 'charge')
      : missingObject('payment_intent', id, 'payment_intent');
  }
  const deaf = listening(reader);
  if (deaf) return deaf;
  if (deal.intent.status !== 'succeeded')
    return unexpectedState(deal, 'refunded by a reader', 'intent_invalid_state');
  reader.action = newAction('refund_payment', { deal, values, now: cause.now });
  touch(world);
  return said(readerView(reader));
}

function dealOfCharge(world: World, chargeId: string): Deal | undefined {
  const trade = Object.values(world.trades).find(
    ({ rail, tradeNumber }) =>
      rail === 'card' && dealById(world, tradeNumber)?.intent.charges.some(({ id }) => id === chargeId),
  );
  return trade && dealById(world, trade.tradeNumber);
}

export function setDisplay(world: World, reader: Reader, { values, cause }: Told): Said {
  const deaf = listening(reader);
  if (deaf) return deaf;
  if (reader.action?.status === 'in_progress') {
    return refused(400, { code: 'terminal_reader_busy', message: `Reader ${reader.id} asks for a card.` });
  }
  reader.action = newAction('set_reader_display', { deal: null, values, now: cause.now });
  touch(world);
  return said(readerView(reader));
}

/** Stops whatever the reader does, unless a card is being processed. */
export function cancelAction(world: World, reader: Reader): Said {
  const deaf = listening(reader);
  if (deaf) return deaf;
  reader.action = null;
  touch(world);
  return said(readerView(reader));
}

/** The provider's own test helper: a card is presented, and whatever the reader asks for next is done. */
export function presentByHelper(world: World, reader: Reader, { values, cause }: Told): Said {
  const { action } = reader;
  const deal = action?.intentId == null ? undefined : dealById(world, action.intentId);
  if (action?.status !== 'in_progress' || !deal) {
    const message = `Reader ${reader.id} does not ask for a card.`;
    return refused(400, { code: 'intent_invalid_state', message });
  }
  const card = fieldsAt(values, 'card_present') ?? fieldsAt(values, 'card') ?? {};
  const number = textAt(card, 'number') ?? DEFAULT_NUMBER;
  if (!testCard(number)) {
    return invalid({ message: 'Only test cards can be presented here.', param: 'card_present[number]' });
  }
  addTip(world, deal, integerAt(values, 'amount_tip') ?? 0);
  const wallet = walletBehind(world, number, deal.trade.currency);
  const tapped = present(world, reader, { wallet, how: 'tap', cause });
  if (tapped.result === 'insert') {
    present(world, reader, { wallet, how: 'insert', pin: wallet.password, cause });
  }
  return said(readerView(reader));
}

function addTip(world: World, { trade, intent }: Deal, tipMinor: number): void {
  if (tipMinor === 0) return;
  intent.tipMinor = tipMinor;
  intent.amountMinor += tipMinor;
  trade.amountMinor = intent.amountMinor;
  touch(world, trade);
}

export function registerReader(world: World, values: Values): Said {
  const code = textAt(values, 'registration_code') ?? '';
  const deviceType = REGISTRATION_CODES[code];
  if (!deviceType) {
    return invalid({ message: 'Only simulated readers can be registered here.', param: 'registration_code' });
  }
  const shelf = shelfOf(world);
  const reader: Reader = {
    id: newId(world, 'tmr', 14),
    label: textAt(values, 'label') ?? `${code} ${shelf.readers.length + 1}`,
    deviceType,
    serialNumber: `${code}-${String(shelf.readers.length + 1).padStart(4, '0')}`,
    location: textAt(values, 'location') ?? 'tml_practice',
    isOnline: true,
    metadata: mergedMetadata({}, values),
    action: null,
  };
  shelf.readers.push(reader);
  touch(world);
  return said(readerView(reader));
}

export function updateReader(world: World, reader: Reader, values: Values): Said {
  reader.label = textAt(values, 'label') ?? reader.label;
  reader.metadata = mergedMetadata(reader.metadata, values);
  touch(world);
  return said(readerView(reader));
}

export function deleteReader(world: World, reader: Reader): Said {
  const shelf = shelfOf(world);
  shelf.readers = shelf.readers.filter((one) => one !== reader);
  touch(world);
  return said({
    id: reader.id,
    object: 'terminal.reader',
    deleted: true,
    device_type: reader.deviceType,
    serial_number: reader.serialNumber,
  });
}

export function connectionToken(world: World): Said {
  return said({ object: 'terminal.connection_token', secret: newId(world, 'pst_test', 32) });
}
