/** Every provider's answers, as raw bytes: whatever they are, "paid" is only what a proven answer says of this very order. */

import { createHash } from 'node:crypto';
import { type ExchangePorts, exchange, type Outcome } from '../../../src/counter/exchange.ts';
import { money } from '../../../src/domain/money.ts';
import type { OperationKind } from '../../../src/domain/operation.ts';
import { alipay } from '../../../src/providers/alipay/rail.ts';
import { methodOf } from '../../../src/providers/alipay/requests.ts';
import { card } from '../../../src/providers/card/rail.ts';
import type { Order, Rail, RailAccount } from '../../../src/providers/contract.ts';
import { paypal } from '../../../src/providers/paypal/rail.ts';
import { unionpay } from '../../../src/providers/unionpay/rail.ts';
import { wechatpay } from '../../../src/providers/wechatpay/rail.ts';
import { NOW } from '../../support/attempts.ts';
import { noKeys } from '../../support/no-tokens.ts';
import * as cards from '../../unit/providers/card/orders.ts';
import * as pal from '../../unit/providers/paypal/orders.ts';
import * as union from '../../unit/providers/unionpay/orders.ts';
import type { Chance } from '../chance.ts';
import { damagedBytes, damagedText, damagedValue, deepText, noise } from '../damage.ts';
import { law, type Target } from '../target.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How a provider's answers are made and what an honest one would have to say; written without the rail. */
interface Provider {
  readonly rail: Rail;
  readonly account: RailAccount;
  readonly order: (kind: OperationKind) => Order;
  readonly kinds: readonly OperationKind[];
  /** Answers as the provider writes them. */
  readonly answers: readonly Fields[];
  readonly textOf: (fields: unknown) => string;
  /** The whole message around a text, under a signature of the provider's; `over` is what was signed instead, if given. */
  readonly send: (text: string, kind: OperationKind, over?: string) => Message;
  /** Whether a proven text says that this order was paid in full, in this currency. */
  readonly saysPaid: (text: string) => boolean;
}

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

const shop = { shopName: '街角小店', tillId: 'T7K2' };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Stands in for the provider's key: only the bytes themselves make it. */
const seal = (bytes: Uint8Array | string): string =>
  createHash('sha256').update('the key').update(bytes).digest('base64');

const order =
  (amount = money('CNY', 1250)) =>
  (kind: OperationKind): Order =>
    ({
      kind,
      presentation: 'payment_code',
      orderNumber: 'GTA1',
      amount,
      now: NOW,
      nonce: '0'.repeat(32),
      answeredBefore: 0,
      paymentCode: kind === 'pay' ? '281234567890123456' : undefined,
      lifeMs: 120_000,
      refund: { number: 'GTA1R1', amountMinor: 500 },
    }) as Order;

const parsed = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
const inside = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[name] : undefined,
    value,
  );

const WALLET_KINDS = ['pay', 'query', 'cancel', 'close', 'present', 'refund', 'refund_query'] as const;

const ALIPAY: Provider = {
  rail: alipay,
  account: { appId: '2021000000000001', ...shop },
  order: order(),
  kinds: WALLET_KINDS,
  answers: [
    {
      code: '10000',
      msg: 'Success',
      out_trade_no: 'GTA1',
      trade_no: 'T1',
      trade_status: 'TRADE_SUCCESS',
      total_amount: '12.50',
      receipt_amount: '12.50',
      buyer_pay_amount: '12.50',
      buyer_logon_id: '138****1234',
      send_pay_date: '2026-11-23 10:00:00',
    },
    { code: '10003', msg: 'order success pay inprocess', out_trade_no: 'GTA1' },
    { code: '40004', msg: 'Business Failed', sub_code: 'ACQ.TRADE_NOT_EXIST', sub_msg: '交易不存在' },
    {
      code: '10000',
      msg: 'Success',
      out_trade_no: 'GTA1',
      qr_code: 'https://qr.alipay.com/bax0',
      retry_flag: 'N',
      action: 'close',
    },
    {
      code: '10000',
      msg: 'Success',
      out_trade_no: 'GTA1',
      refund_fee: '5.00',
      fund_change: 'Y',
      refund_status: 'REFUND_SUCCESS',
      out_request_no: 'GTA1R1',
    },
  ],
  textOf: (fields) => JSON.stringify(fields) ?? 'null',
  send: (text, kind, over = text) => ({
    headers: {},
    bytes: bytesOf(
      `{"${methodOf(kind).replaceAll('.', '_')}_response":${text},"sign":"${seal(bytesOf(over))}"}`,
    ),
  }),
  saysPaid: (text) => {
    const said = parsed(text);
    // The answer to a pay states no status: its code says it all.
    const status = said['trade_status'] ?? 'TRADE_SUCCESS';
    return (
      said['code'] === '10000' &&
      said['out_trade_no'] === 'GTA1' &&
      (status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED') &&
      /^12\.50?$/.test(String(said['total_amount']))
    );
  },
};

const TIME = String(Math.floor(NOW / 1000));
const SERIAL = '2F0CCC32CAA0C49E07C6F52E44EA8A34D7BDF56F';
const WECHATPAY: Provider = {
  rail: wechatpay,
  account: { appId: 'wx0123456789abcdef', merchantId: '1900000109', certificateSerial: 'A1', ...shop },
  order: order(),
  kinds: WALLET_KINDS,
  answers: [
    {
      mchid: '1900000109',
      out_trade_no: 'GTA1',
      transaction_id: 'T1',
      trade_state: 'SUCCESS',
      success_time: '2026-11-23T10:00:00+08:00',
      payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
      amount: { total: 1250, payer_total: 1250, currency: 'CNY', payer_currency: 'CNY' },
    },
    { code_url: 'weixin://wxpay/bizpayurl?pr=p4lpSuKzz' },
    { code: 'ORDER_NOT_EXIST', message: '订单不存在' },
    { out_trade_no: 'GTA1', trade_state: 'USERPAYING', amount: { total: 1250, currency: 'CNY' } },
    {
      out_refund_no: 'GTA1R1',
      out_trade_no: 'GTA1',
      status: 'SUCCESS',
      amount: { refund: 500, total: 1250, currency: 'CNY' },
    },
  ],
  textOf: (fields) => JSON.stringify(fields) ?? 'null',
  send: (text, _kind, over = text) => ({
    headers: {
      'wechatpay-timestamp': TIME,
      'wechatpay-nonce': 'abc',
      'wechatpay-serial': SERIAL,
      'wechatpay-signature': seal(`${TIME}\nabc\n${over}\n`),
    },
    bytes: bytesOf(text),
  }),
  saysPaid: (text) => {
    const said = parsed(text.split('\n').slice(2, -1).join('\n'));
    return (
      said['trade_state'] === 'SUCCESS' &&
      said['out_trade_no'] === 'GTA1' &&
      inside(said, 'amount', 'total') === 1250 &&
      (inside(said, 'amount', 'currency') ?? 'CNY') === 'CNY'
    );
  },
};

/** The rule of version 5.1.0, written once more. */
function unionDigest(text: string): string {
  const fields = text
    .split('&')
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  const sorted = fields
    .filter(([name, value]) => name !== 'signature' && value !== '')
    .map((pair) => pair.join('='));
  return createHash('sha256').update(sorted.sort().join('&')).digest('hex');
}

const unionPaid = union.answerTo(union.orderOf('query'), union.PAID);
const UNIONPAY: Provider = {
  rail: unionpay,
  account: union.ACCOUNT,
  order: (kind) => union.orderOf(kind),
  kinds: ['pay', 'query', 'cancel', 'present', 'refund', 'refund_query'],
  answers: [
    unionPaid,
    union.answerTo(union.orderOf('pay'), { respCode: '05', respMsg: '处理中' }),
    union.answerTo(union.orderOf('present'), { qrCode: union.QR }),
    union.answerTo(union.orderOf('refund'), { queryId: '1', txnAmt: '500', currencyCode: '156' }),
    union.answerTo(union.orderOf('query'), { origRespCode: '34' }),
  ],
  textOf: (fields) => union.textOf(Object(fields) as Readonly<Record<string, string>>),
  send: (text, _kind, over = text) => ({
    headers: {},
    bytes: bytesOf(`${text}&signature=${seal(unionDigest(over))}`),
  }),
  // What is proven is a digest; `hear` hands over the message itself.
  saysPaid: (text) => {
    const said = new Map(
      text.split('&').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
    );
    return (
      said.get('respCode') === '00' &&
      said.get('orderId') === 'GT0A1' &&
      said.get('txnAmt') === '1250' &&
      said.get('currencyCode') === '156' &&
      (said.get('origRespCode') ?? '00') === '00'
    );
  },
};

const PAYPAL: Provider = {
  rail: paypal,
  account: { appId: 'client', ...shop },
  order: (kind) => pal.orderOf(kind),
  kinds: ['present', 'query', 'cancel', 'capture', 'refund', 'refund_query'],
  answers: [
    pal.captured(pal.captureFields('COMPLETED')),
    pal.orderFields('PAYER_ACTION_REQUIRED'),
    pal.orderFields('APPROVED'),
    pal.captured(pal.captureFields('PENDING')),
    pal.problem('UNPROCESSABLE_ENTITY', 'INSTRUMENT_DECLINED'),
    { id: '1', status: 'COMPLETED', amount: pal.usd('5.00'), invoice_id: 'GTA1R1', custom_id: 'GTA1R1' },
  ],
  textOf: (fields) => JSON.stringify(fields) ?? 'null',
  send: (text) => ({ headers: { 'content-type': 'application/json' }, bytes: bytesOf(text) }),
  saysPaid: (text) => {
    const unit = inside(parsed(text), 'purchase_units', 0);
    const capture = inside(unit, 'payments', 'captures', 0);
    return (
      [
        inside(unit, 'custom_id'),
        inside(unit, 'invoice_id'),
        inside(capture, 'custom_id'),
        inside(capture, 'invoice_id'),
      ].includes('GTA1') &&
      inside(capture, 'status') === 'COMPLETED' &&
      inside(capture, 'amount', 'currency_code') === 'USD' &&
      Number(inside(capture, 'amount', 'value')) === 12.5
    );
  },
};

const CARD: Provider = {
  rail: card,
  account: cards.ACCOUNT,
  order: (kind) => cards.orderOf(kind),
  kinds: ['present', 'collect', 'query', 'cancel', 'close', 'refund', 'refund_query'],
  answers: [
    cards.SUCCEEDED,
    cards.INTENT,
    cards.READER,
    cards.REFUND,
    cards.failed('payment_intent_unexpected_state', { payment_intent: cards.SUCCEEDED }),
    { object: 'list', data: [cards.REFUND], has_more: false },
  ],
  textOf: (fields) => JSON.stringify(fields) ?? 'null',
  send: (text) => ({ headers: { 'content-type': 'application/json' }, bytes: bytesOf(text) }),
  saysPaid: (text) => {
    const said = parsed(text);
    return [said, inside(said, 'error', 'payment_intent')].some(
      (intent) =>
        inside(intent, 'status') === 'succeeded' &&
        inside(intent, 'amount_received') === 1250 &&
        String(inside(intent, 'currency')).toLowerCase() === 'usd' &&
        inside(intent, 'metadata', 'order') === 'GTA1',
    );
  },
};

interface Heard {
  readonly outcome: Outcome;
  /** What the verifier said yes to. */
  readonly proven: readonly string[];
}

async function hear(
  { rail, account, order: orderOf }: Provider,
  kind: OperationKind,
  message: Message & { readonly status: number },
): Promise<Heard> {
  const proven: string[] = [];
  const ports: ExchangePorts = {
    signer: { sign: async () => ({ ok: true, signature: 'ours' }) },
    tokens: { get: async () => ({ ok: true, token: 'token' }), forget: () => undefined },
    keys: noKeys,
    wire: { send: async () => ({ kind: 'reply', ...message }) },
    verifier: {
      verify: async ({ bytes, signature, keyId }) => {
        if (keyId !== undefined && keyId !== SERIAL) return 'unknown_key';
        if (signature !== seal(bytes)) return 'invalid';
        proven.push(new TextDecoder().decode(bytes));
        return 'valid';
      },
    },
  };
  const asked = orderOf(kind);
  return { outcome: await exchange(ports, rail, { order: asked, account, attempt: asked }), proven };
}

const STATUSES = [200, 200, 200, 200, 201, 202, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503];

/** A message by chance: well signed or not, whole or damaged, before or after the signing, or nothing but noise. */
function messageBy(provider: Provider, kind: OperationKind, chance: Chance): Message {
  const fields = chance.in(60) ? (provider.answers[0] ?? {}) : chance.pick(provider.answers);
  const honest = provider.textOf(fields);
  switch (chance.below(6)) {
    case 0:
      return provider.send(provider.textOf(damagedValue(fields, chance)), kind);
    case 1:
      return provider.send(damagedText(honest, chance), kind);
    case 2:
      return provider.send(provider.textOf(damagedValue(fields, chance)), kind, honest);
    case 3: {
      const sent = provider.send(honest, kind);
      return { ...sent, bytes: damagedBytes(sent.bytes, chance) };
    }
    case 4: {
      const sent = provider.send(honest, kind);
      const headers = Object.fromEntries(
        Object.entries(sent.headers).map(([name, value]) => [
          name,
          chance.in(50) ? damagedText(value, chance) : value,
        ]),
      );
      return { headers, bytes: sent.bytes };
    }
    default:
      return chance.in(3)
        ? provider.send(deepText(1 + chance.below(100_000)), kind)
        : { headers: {}, bytes: noise(200, chance) };
  }
}

function target(name: string, provider: Provider): Target {
  const isSigned = provider.rail.proof === 'signature';
  return {
    name: `replies-${name}`,
    hear: async (chance) => {
      const kind = chance.pick(provider.kinds);
      const message = { ...messageBy(provider, kind, chance), status: chance.pick(STATUSES) };
      const { outcome, proven } = await hear(provider, kind, message);
      const { type } = outcome.news.event;
      if (isSigned && outcome.evidence !== undefined)
        law(proven.length > 0, 'believed without a signature', outcome);
      if (type !== 'PAID') return;
      const text = new TextDecoder().decode(message.bytes);
      const said = isSigned && provider.rail !== unionpay ? (proven[0] ?? '') : text;
      law(!isSigned || proven.length > 0, 'paid without a signature', text);
      law(provider.saysPaid(said), 'paid by an answer that does not say so', kind, message.status, said);
      law(
        (message.status >= 200 && message.status < 300) || provider.rail === card,
        'paid by an error',
        message.status,
        said,
      );
    },
  };
}

export const REPLIES: readonly Target[] = [
  target('alipay', ALIPAY),
  target('wechatpay', WECHATPAY),
  target('unionpay', UNIONPAY),
  target('paypal', PAYPAL),
  target('card', CARD),
];
