/** Stripe's answers: what the bytes are, and what they mean for the attempt. The intent is judged, never the reader. */

import type { AttemptEvent } from '../../domain/attempt.ts';
import type { RawWords } from '../../domain/operation.ts';
import type { Answer, Claim, Opened, Order, Reading, Verified } from '../contract.ts';
import { listedFault, ORDER_REFUSALS, READER_REFUSALS, statusFault, troubleFault } from './faults.ts';
import { claimOf, intentWords, judge } from './intent.ts';
import { asFields, errorWords, type Fields, fieldsOf, idOf, text, words } from './objects.ts';
import { readRefund, readRefunds } from './refunds.ts';
import { isForReader } from './requests.ts';

const NO_WORDS: RawWords = { code: '' };

/** Stripe signs no answers: what is JSON of its shape came over our own channel. Anything else is from somebody in between. */
export function open(answer: Answer): Opened {
  const fields = fieldsOf(answer.bytes);
  const error = asFields(fields?.['error']);
  const fault = statusFault(answer.status);
  if (fault !== undefined) {
    return { kind: 'unsigned', fault, ...(error === undefined ? {} : { raw: errorWords(error) }) };
  }
  const isAnswer = fields !== undefined && (error !== undefined || text(fields['object']) !== undefined);
  return isAnswer
    ? { kind: 'channel', content: answer.bytes }
    : { kind: 'unsigned', fault: 'answer_garbled' };
}

/** What a proven answer means. */
export function read({ bytes }: Verified, order: Order): Reading {
  const fields = fieldsOf(bytes) ?? {};
  const error = asFields(fields['error']);
  if (order.kind === 'refund') return readRefund(order, fields, error);
  if (order.kind === 'refund_query') return readRefunds(order, fields, error);
  return readAttempt(order, fields, error);
}

function readAttempt(order: Order, fields: Fields, error: Fields | undefined): Reading {
  if (isForReader(order) || order.kind === 'collect') {
    return error === undefined ? readReader(order, fields) : refusedByReader(order, error);
  }
  if (error !== undefined) return refused(order, error);
  const event = judge(order, fields);
  return about(
    order.kind === 'present' ? made(fields, event) : event,
    claimOf(order, fields),
    intentWords(fields),
  );
}

/** A fresh order: nobody has been asked for a card yet. */
function made(fields: Fields, event: AttemptEvent): AttemptEvent {
  const tradeNumber = text(fields['id']);
  const isFresh = event.type === 'NEEDS_PAYER' && tradeNumber?.startsWith('pi_') === true;
  return isFresh
    ? { type: 'NEEDS_PAYER', detail: 'reader_idle', tradeNumber }
    : { type: 'NO_ANSWER', fault: 'provider_odd' };
}

/** The reader took the word: it asks for a card, or has stopped asking. Whether money moved only the intent says. */
function readReader(order: Order, fields: Fields): Reading {
  const action = asFields(fields['action']);
  const raw = words(text(action?.['status']) ?? 'idle', text(action?.['failure_code']));
  if (fields['object'] !== 'terminal.reader') return about(odd(), {}, raw);
  const event = { type: 'NEEDS_PAYER', detail: 'card' } as const;
  if (order.kind !== 'collect') return about(event, {}, raw);
  const asked = idOf(asFields(action?.['process_payment_intent'])?.['payment_intent']);
  if (asked === undefined) return about(odd(), {}, raw);
  return about(event, asked === order.tradeNumber ? {} : { orderNumber: asked }, raw);
}

/**
 * The reader did not take the word. Told to ask for a card, nobody will be asked: the payment is over. Told to stop, it
 * is the provider's turn again; unless it is busy with a card, whose outcome is asked about first.
 */
function refusedByReader(order: Order, error: Fields): Reading {
  const raw = errorWords(error);
  if (order.kind === 'collect') {
    const fault = listedFault(READER_REFUSALS, raw.code);
    return about(fault === undefined ? trouble(raw) : { type: 'DECLINED', fault }, {}, raw);
  }
  const mayTryAgain = raw.code === 'terminal_reader_busy' || error['type'] !== 'invalid_request_error';
  return about(mayTryAgain ? trouble(raw) : { type: 'CANCEL_REFUSED', fault: 'cancel_refused' }, {}, raw);
}

function refused(order: Order, error: Fields): Reading {
  const raw = errorWords(error);
  if (order.kind === 'present') {
    const fault = listedFault(ORDER_REFUSALS, raw.code);
    return about(fault === undefined ? trouble(raw) : { type: 'DECLINED', fault }, {}, raw);
  }
  if (raw.code === 'resource_missing') return about({ type: 'ABSENT' }, {}, raw);
  const intent = asFields(error['payment_intent']);
  if (order.kind === 'query' || intent === undefined) return about(trouble(raw), {}, raw);
  return about(uncanceled(judge(order, intent)), claimOf(order, intent), intentWords(intent));
}

/**
 * A cancel that was refused shows the order as it is. Paid: the cancel came too late, and the question that follows
 * brings the payment with its evidence, so that the money goes back by a refund (payment-model.md 4.5).
 */
function uncanceled(event: AttemptEvent): AttemptEvent {
  const isTooLate = event.type === 'PAID' || event.type === 'REVERSED';
  return isTooLate ? { type: 'CANCEL_REFUSED', fault: 'cancel_refused' } : event;
}

function about(event: AttemptEvent, claim: Partial<Claim>, raw: RawWords = NO_WORDS): Reading {
  return { about: 'attempt', event, claim: { orderNumber: undefined, ...claim }, raw };
}

function odd(): AttemptEvent {
  return { type: 'NO_ANSWER', fault: 'provider_odd' };
}

function trouble(raw: RawWords): AttemptEvent {
  return { type: 'NO_ANSWER', fault: troubleFault(raw.code) };
}
