/** Objects as they travel: intents, charges, refunds, payment methods, balance transactions, in the order of the reference. */

import type { Json, JsonObject } from '../../world/model.ts';
import { adviceOn } from './bank.ts';
import { brandOf, testCard } from './cards.ts';
import {
  type CardRefund,
  type Charge,
  type Deal,
  type Intent,
  type Method,
  paidCharge,
  returnedMinor,
  seconds,
} from './records.ts';
import { declineMessage } from './words.ts';

const SECONDS_A_DAY = 86_400;
/** Money of a charge is available after two days, of some test cards at once. */
const AVAILABLE_AFTER_DAYS = 2;

export function intentView({ trade, intent }: Deal): JsonObject {
  const currency = trade.currency.toLowerCase();
  const captured = paidCharge(intent)?.capturedMinor ?? 0;
  const isHeld = intent.status === 'requires_capture';
  return {
    id: intent.id,
    object: 'payment_intent',
    allowed_payment_method_types: intent.hasAutomaticMethods ? null : [...intent.methodTypes],
    amount: intent.amountMinor,
    amount_capturable: isHeld ? intent.amountMinor : 0,
    amount_details: { tip: intent.tipMinor > 0 ? { amount: intent.tipMinor } : {} },
    amount_received: intent.status === 'succeeded' ? captured : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: intent.hasAutomaticMethods
      ? { allow_redirects: 'always', enabled: true }
      : null,
    canceled_at: intent.canceledAt === null ? null : seconds(intent.canceledAt),
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.secret,
    confirmation_method: intent.confirmationMethod,
    created: seconds(intent.createdAt),
    currency,
    customer: null,
    description: intent.description,
    last_payment_error: intent.lastError,
    latest_charge: intent.charges.at(-1)?.id ?? null,
    livemode: false,
    metadata: { ...intent.metadata },
    next_action: nextAction(intent),
    on_behalf_of: null,
    payment_method: intent.method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: methodOptions(intent),
    payment_method_types: [...intent.methodTypes],
    processing: null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: intent.setupFutureUsage,
    shipping: null,
    source: null,
    statement_descriptor: intent.descriptor,
    statement_descriptor_suffix: intent.descriptorSuffix,
    status: intent.status,
    transfer_data: null,
    transfer_group: null,
  };
}

function nextAction(intent: Intent): Json {
  if (intent.status !== 'requires_action') return null;
  const url = `https://hooks.stripe.com/redirect/authenticate/${intent.id}`;
  return { redirect_to_url: { return_url: intent.returnUrl, url }, type: 'redirect_to_url' };
}

function methodOptions({ methodTypes }: Intent): JsonObject {
  const options: Record<string, JsonObject> = {};
  if (methodTypes.includes('card')) {
    options['card'] = {
      installments: null,
      mandate_options: null,
      network: null,
      request_three_d_secure: 'automatic',
    };
  }
  if (methodTypes.includes('card_present')) {
    options['card_present'] = {
      request_extended_authorization: false,
      request_incremental_authorization_support: false,
    };
  }
  return options;
}

export function chargeView(deal: Deal, charge: Charge): JsonObject {
  const { trade, intent } = deal;
  const isPaid = charge.decline === null;
  const returned = returnedOf(intent, charge);
  return {
    id: charge.id,
    object: 'charge',
    amount: charge.amountMinor,
    amount_captured: charge.capturedMinor ?? 0,
    amount_refunded: charge.released ? charge.amountMinor : returned,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: charge.capturedMinor === null ? null : charge.transaction,
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: null,
      name: null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: intent.descriptor ?? 'PRACTICE SHOP',
    captured: charge.capturedMinor !== null,
    created: seconds(charge.at),
    currency: trade.currency.toLowerCase(),
    customer: null,
    description: intent.description,
    disputed: isPaid && testCard(charge.method.number)?.afterwards === 'disputed',
    failure_balance_transaction: null,
    failure_code: charge.decline?.code ?? null,
    failure_message: charge.decline === null ? null : declineMessage(charge.decline),
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcome(charge),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: charge.method.id,
    payment_method_details: methodDetails(charge),
    receipt_email: intent.receiptEmail,
    receipt_number: null,
    receipt_url: isPaid ? `https://pay.stripe.com/receipts/practice/${charge.id}` : null,
    refunded:
      charge.released || (isPaid && charge.capturedMinor !== null && returned === charge.capturedMinor),
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.descriptor,
    statement_descriptor_suffix: intent.descriptorSuffix,
    status: isPaid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}

function returnedOf(intent: Intent, charge: Charge): number {
  return charge === paidCharge(intent) ? returnedMinor(intent) : 0;
}

function outcome({ decline, method }: Charge): JsonObject {
  if (decline === null) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  }
  const { advice, networkCode } = adviceOn(decline.declineCode);
  const isBlocked = testCard(method.number)?.name === 'radarBlock';
  return {
    advice_code: advice,
    network_advice_code: null,
    network_decline_code: isBlocked ? null : networkCode,
    network_status: isBlocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: isBlocked ? 'highest_risk_level' : decline.declineCode,
    risk_level: isBlocked ? 'highest' : 'normal',
    seller_message: isBlocked
      ? 'The provider blocked this payment as too risky.'
      : 'The bank declined this payment.',
    type: isBlocked ? 'blocked' : 'issuer_declined',
  };
}

function methodDetails(charge: Charge): JsonObject {
  const { method, way, pin } = charge;
  const captureBefore =
    charge.captureBefore === null ? {} : { capture_before: seconds(charge.captureBefore) };
  if (method.type === 'card') {
    const { fingerprint, ...card } = cardFields(method);
    return {
      card: {
        ...card,
        amount_authorized: charge.amountMinor,
        authorization_code: authorizationCode(charge),
        ...captureBefore,
        fingerprint,
        network: card['brand'] ?? null,
        overcapture: { maximum_amount_capturable: charge.amountMinor, status: 'unavailable' },
      },
      type: 'card',
    };
  }
  const isTap = way === 'tap';
  return {
    card_present: {
      ...cardFields(method),
      amount_authorized: charge.amountMinor,
      ...captureBefore,
      cardholder_name: null,
      emv_auth_data: null,
      generated_card: null,
      incremental_authorization_supported: false,
      network: brandOf(method.number) ?? null,
      overcapture_supported: false,
      read_method: isTap ? 'contactless_emv' : 'contact_emv',
      receipt: {
        account_type: testCard(method.number)?.funding === 'debit' ? 'checking' : 'credit',
        application_cryptogram: charge.transaction.slice(-16),
        application_preferred_name: 'Practice card',
        authorization_code: authorizationCode(charge),
        authorization_response_code: charge.decline === null ? '3030' : '3531',
        cardholder_verification_method: pin === 'none' ? 'approval' : `${pin}_pin`,
        dedicated_file_name: 'A000000003101001',
        terminal_verification_results: '0000000000',
        transaction_status_information: '0000',
      },
    },
    type: 'card_present',
  };
}

function authorizationCode({ id, decline }: Charge): string | null {
  return decline === null ? id.slice(-6).toUpperCase() : null;
}

/** What is known of a card beside its number. */
function cardFields(method: Method): JsonObject {
  const brand = brandOf(method.number) ?? 'unknown';
  return {
    brand,
    ...(method.type === 'card'
      ? { checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' } }
      : {}),
    country: brand === 'unionpay' ? 'CN' : 'US',
    exp_month: method.expMonth,
    exp_year: method.expYear,
    fingerprint: fingerprintOf(method.number),
    funding: testCard(method.number)?.funding ?? 'credit',
    last4: method.number.slice(-4),
  };
}

/** The same for the same number, and nothing of the number in it. */
function fingerprintOf(number: string): string {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < number.length; index += 1) {
    mixed = Math.imul(mixed ^ number.charCodeAt(index), 0x01000193);
  }
  return `practice${(mixed >>> 0).toString(36).padStart(8, '0')}`;
}

export function methodView(method: Method): JsonObject {
  return {
    id: method.id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    [method.type]: cardFields(method),
    created: seconds(method.createdAt),
    customer: null,
    livemode: false,
    metadata: { ...method.metadata },
    type: method.type,
  };
}

export function refundView({ trade, intent }: Deal, refund: CardRefund): JsonObject {
  const isCaptured = paidCharge(intent)?.capturedMinor !== null;
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amountMinor,
    balance_transaction: hasLeft(refund) ? refund.transaction : null,
    charge: refund.charge,
    created: seconds(refund.at),
    currency: trade.currency.toLowerCase(),
    destination_details: {
      card: {
        reference_status: refund.status === 'succeeded' ? 'pending' : 'unavailable',
        reference_type: 'acquirer_reference_number',
        type: isCaptured ? 'refund' : 'reversal',
      },
      type: 'card',
    },
    ...(refund.status === 'failed'
      ? {
          failure_balance_transaction: refund.failureTransaction,
          failure_reason: refund.failureReason,
        }
      : {}),
    metadata: { ...refund.metadata },
    payment_intent: intent.id,
    ...(refund.pendingReason === null ? {} : { pending_reason: refund.pendingReason }),
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}

/** Whether the shop's balance has paid for it: a refund that waits for the balance itself has not. */
function hasLeft({ pendingReason }: CardRefund): boolean {
  return pendingReason !== 'insufficient_funds';
}

/** What a charge or a refund did to the shop's balance. There are no fees in practice. */
export interface Movement {
  readonly id: string;
  readonly at: number;
  readonly amountMinor: number;
  readonly source: string;
  readonly type: 'charge' | 'refund' | 'refund_failure';
  readonly deal: Deal;
  readonly isAvailable: boolean;
}

export function movementsOf(deal: Deal): Movement[] {
  const { intent } = deal;
  const movements: Movement[] = [];
  for (const charge of intent.charges) {
    if (charge.capturedMinor === null || charge.capturedAt === null) continue;
    const isAvailable = testCard(charge.method.number)?.afterwards === 'available';
    movements.push({
      id: charge.transaction,
      at: charge.capturedAt,
      amountMinor: charge.capturedMinor,
      source: charge.id,
      type: 'charge',
      deal,
      isAvailable,
    });
  }
  for (const refund of intent.refunds) {
    if (!hasLeft(refund)) continue;
    const common = { source: refund.id, deal, isAvailable: true };
    const { transaction: id, failureTransaction: back, amountMinor, at, dueAt } = refund;
    movements.push({ ...common, id, at, amountMinor: -amountMinor, type: 'refund' });
    if (back !== null)
      movements.push({ ...common, id: back, at: dueAt ?? at, amountMinor, type: 'refund_failure' });
  }
  return movements;
}

export function movementView(movement: Movement, now: number): JsonObject {
  const { id, at, amountMinor, source, type, deal, isAvailable } = movement;
  const availableOn = isAvailable ? seconds(at) : seconds(at) + AVAILABLE_AFTER_DAYS * SECONDS_A_DAY;
  return {
    id,
    object: 'balance_transaction',
    amount: amountMinor,
    available_on: availableOn,
    balance_type: 'payments',
    created: seconds(at),
    currency: deal.trade.currency.toLowerCase(),
    description: deal.intent.description,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amountMinor,
    reporting_category: type,
    source,
    status: availableOn <= seconds(now) ? 'available' : 'pending',
    type,
  };
}
