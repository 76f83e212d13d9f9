/** What each call of v3 does, once it is known who calls. */

import { strike } from '../../faults/armed.ts';
import { wechatpayCredentials } from '../../world/credentials.ts';
import type { Json, JsonObject, Trade, World } from '../../world/model.ts';
import { listedPlatformKeys } from '../../world/platform-keys.ts';
import { drawText } from '../../world/random.ts';
import { contractTrades, findTrade } from '../../world/trades.ts';
import type { Answer } from '../gateway.ts';
import { type Speaker, withSecret } from './answers.ts';
import { askForFundBill, askForTradeBill, download } from './bill-calls.ts';
import { CLOSE, CODEPAY, JSAPI, NATIVE, REFUND, REVERSE } from './bodies.ts';
import { chargeCode } from './charge.ts';
import type { TradeType } from './detail.ts';
import { close, reverse } from './ending.ts';
import { type Order, placeOrder, prepayId } from './orders.ts';
import { statusOf } from './problems.ts';
import { findRefund, refund } from './refunds.ts';
import type { RouteName } from './routes.ts';
import { flawIn, isObject, type Parts } from './shapes.ts';
import { identity, instant, isKnown, refundFields, stateOf, transaction } from './transaction.ts';

/** One call, read. */
export interface Ask {
  readonly world: World;
  readonly now: number;
  readonly speak: Speaker;
  /** The body; empty where there is none. */
  readonly content: JsonObject;
  /** What the path names. */
  readonly number: string;
  readonly query: URLSearchParams;
  /** Where the caller has found this gateway. */
  readonly base: string;
  readonly keyId: string | null;
  /** Names this one message. */
  readonly nonce: string;
}

export const CALLS: Readonly<Record<RouteName, (ask: Ask) => Answer>> = {
  native: (ask) => shown(ask, { parts: NATIVE, type: 'NATIVE' }),
  jsapi: (ask) => shown(ask, { parts: JSAPI, type: 'JSAPI' }),
  codepay,
  reverse: reverseOrder,
  close: closeOrder,
  query: (ask) => queryOrder(ask, findTrade(ask.world, 'wechatpay', ask.number)),
  'query-by-id': (ask) => queryOrder(ask, paidTrade(ask.world, ask.number)),
  refund: refundOrder,
  'refund-query': queryRefund,
  'trade-bill': askForTradeBill,
  'fund-bill': askForFundBill,
  download,
  certificates,
};

/** What is wrong with a body, or whom it names; undefined when it is the caller's and in order. */
function bodyProblem({ world, speak, content }: Ask, parts: Parts): Answer | undefined {
  const flaw = flawIn(content, parts);
  if (flaw) return speak.flaw(flaw);
  const { appid, mchid } = identity(world);
  if (content['mchid'] !== undefined && content['mchid'] !== mchid) return speak.problem('merchant-differs');
  return content['appid'] !== undefined && content['appid'] !== appid
    ? speak.problem('app-differs')
    : undefined;
}

function shown(ask: Ask, { parts, type }: { readonly parts: Parts; readonly type: TradeType }): Answer {
  const { world, now, speak, content } = ask;
  const problem = bodyProblem(ask, parts);
  if (problem) return problem;
  const openid = text(partOf(content, 'payer'), 'openid');
  const isOurs = world.wallets.some((wallet) => wallet.rail === 'wechatpay' && wallet.userId === openid);
  if (type === 'JSAPI' && !isOurs) return speak.problem('payer-unknown');
  const expire = text(content, 'time_expire');
  const expireAt = expire === '' ? undefined : Date.parse(expire);
  if (Number.isNaN(expireAt)) return speak.flaw({ field: '/time_expire', issue: '须为 RFC 3339 时间' });
  const placed = placeOrder(
    world,
    { ...orderIn(ask, type), notifyUrl: text(content, 'notify_url'), expireAt },
    now,
  );
  if (!placed.ok) return speak.problem(placed.problem);
  const trade = placed.value;
  return speak.ok(type === 'JSAPI' ? { prepay_id: prepayId(trade) } : { code_url: trade.qr?.content ?? '' });
}

/** 202 while the payer is asked for the password, with nothing in it but that (WxJava #4050). */
function codepay(ask: Ask): Answer {
  const { world, now, speak, content } = ask;
  const problem = bodyProblem(ask, CODEPAY);
  if (problem) return problem;
  const code = text(partOf(content, 'payer'), 'auth_code');
  const charged = chargeCode(world, { ...orderIn(ask, 'MICROPAY'), notifyUrl: null, code }, now);
  if (!charged.ok) return speak.problem(charged.problem);
  const trade = charged.value;
  return trade.payment === null
    ? speak.ok({ trade_state: 'USERPAYING' }, 202)
    : speak.ok(transaction(world, trade));
}

function orderIn({ content, keyId, nonce }: Ask, type: TradeType): Omit<Order, 'notifyUrl'> {
  const scene = partOf(content, 'scene_info');
  return {
    orderNumber: text(content, 'out_trade_no'),
    description: text(content, 'description'),
    amountMinor: whole(partOf(content, 'amount'), 'total'),
    detail: {
      api: 'v3',
      type,
      asked: askedAs(type, content),
      nonce,
      attach: textOrNull(content, 'attach'),
      device: textOrNull(scene, 'device_id'),
      keyId,
      signType: null,
    },
  };
}

/** Everything that was asked, whatever its order. */
function askedAs(type: TradeType, content: JsonObject): string {
  return `v3 ${type} ${sorted(content)}`;
}

function sorted(value: Json | undefined): string {
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${sorted(value[name])}`);
  return `{${fields.join(',')}}`;
}

function reverseOrder(ask: Ask): Answer {
  const { world, now, speak, content, number } = ask;
  const flaw = numberFlaw(number);
  if (flaw) return speak.flaw(flaw);
  const problem = bodyProblem(ask, REVERSE);
  if (problem) return problem;
  if (content['appid'] === undefined) return speak.problem('no-appid-to-reverse');
  const trade = findTrade(world, 'wechatpay', number);
  const reversed = reverse(world, { trade, orderNumber: number }, now);
  if (!reversed.ok) return speak.problem(reversed.problem);
  const { refusedWith } = reversed.value;
  if (refusedWith === undefined) return speak.ok({ ...identity(world), out_trade_no: number });
  return speak.error({ status: statusOf(refusedWith), code: refusedWith, message: '撤销失败', number: 0 });
}

function closeOrder(ask: Ask): Answer {
  const { world, now, speak, number } = ask;
  const problem = bodyProblem(ask, CLOSE);
  if (problem) return problem;
  const closed = close(world, findTrade(world, 'wechatpay', number), now);
  return closed.ok ? speak.nothing() : speak.problem(closed.problem);
}

function queryOrder(ask: Ask, trade: Trade | undefined): Answer {
  const { world, speak, query } = ask;
  const mchid = query.get('mchid');
  if (mchid === null) return speak.flaw({ field: 'mchid', issue: '缺少必填参数', location: 'query' });
  if (mchid !== identity(world).mchid) return speak.problem('merchant-differs');
  if (!isKnown(trade)) return speak.problem('order-unknown');
  const state = stateOf(trade);
  if (state === 'NOTPAY' || state === 'USERPAYING') return speak.ok(transaction(world, trade));
  const lag = strike(world, 'query-lags', { rail: 'wechatpay', operation: 'query' });
  if (lag?.as === 'absent') return speak.problem('order-unknown');
  const waiting = trade.flow === 'payment-code' ? 'USERPAYING' : 'NOTPAY';
  return speak.ok(transaction(world, trade, lag ? waiting : undefined));
}

function refundOrder(ask: Ask): Answer {
  const { world, now, speak, content } = ask;
  const problem = bodyProblem(ask, REFUND);
  if (problem) return problem;
  const [id, number] = [text(content, 'transaction_id'), text(content, 'out_trade_no')];
  if (id === '' && number === '')
    return speak.flaw({ field: '/out_trade_no', issue: '与 transaction_id 二选一必填' });
  const trade = id === '' ? findTrade(world, 'wechatpay', number) : paidTrade(world, id);
  const amount = partOf(content, 'amount');
  const refunded = refund(
    world,
    {
      trade,
      order: {
        number: text(content, 'out_refund_no'),
        amountMinor: whole(amount, 'refund'),
        totalMinor: whole(amount, 'total'),
        reason: text(content, 'reason'),
        notifyUrl: textOrNull(content, 'notify_url'),
      },
    },
    now,
  );
  return refunded.ok ? speak.ok(refundFields(refunded.value)) : speak.problem(refunded.problem);
}

function queryRefund({ world, speak, number }: Ask): Answer {
  const found = findRefund(world, number);
  return found ? speak.ok(refundFields(found)) : speak.problem('refund-unknown');
}

/** The certificates under which answers are signed, each to be read with the APIv3 key alone. */
function certificates({ world, now, speak }: Ask): Answer {
  const { apiV3Key } = wechatpayCredentials(world);
  const data = listedPlatformKeys(world, now).map(({ serial }) => ({
    serial_no: serial,
    effective_time: instant(Date.UTC(2020, 0, 1)),
    expire_time: instant(Date.UTC(2050, 0, 1)),
    encrypt_certificate: {
      algorithm: 'AEAD_AES_256_GCM',
      nonce: drawText(world, 12, '0123456789abcdef'),
      associated_data: 'certificate',
      ciphertext: '',
    },
  }));
  return withSecret(speak.ok({ data }), apiV3Key);
}

function paidTrade(world: World, transactionId: string): Trade | undefined {
  return contractTrades(world, 'wechatpay').find(
    (trade) => trade.tradeNumber === transactionId && trade.payment !== null,
  );
}

function numberFlaw(number: string) {
  return /^[0-9A-Za-z_\-|*]{6,32}$/.test(number)
    ? undefined
    : ({ field: 'out_trade_no', issue: '格式不正确', location: 'path' } as const);
}

function partOf(content: JsonObject, name: string): JsonObject {
  const part = content[name];
  return isObject(part) ? part : {};
}

function text(content: JsonObject, name: string): string {
  const value = content[name];
  return typeof value === 'string' ? value : '';
}

function textOrNull(content: JsonObject, name: string): string | null {
  return text(content, name) || null;
}

function whole(content: JsonObject, name: string): number {
  const value = content[name];
  return typeof value === 'number' ? value : 0;
}
