/** The simulated WeChat Pay gateway: API v3 and, over the same trades, API v2; as strict as the real one. */

import type { FaultName } from '../../faults/catalogue.ts';
import type { JsonObject, RawCall } from '../../world/model.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Gateway, WireAnswer } from '../gateway.ts';
import { readSealAs } from './answers.ts';
import { wechatpayNews } from './news.ts';
import { type How, sealV3 } from './seal.ts';
import { isObject } from './shapes.ts';
import { openV2, sealV2, V2_PATH } from './v2/v2.ts';
import { openV3 } from './v3.ts';

export const wechatpayGateway: Gateway = {
  rail: 'wechatpay',
  paths: [/^\/v3\/(?:pay|refund|bill|billdownload|certificates)(?:\/|$)/, V2_PATH],
  methods: ['GET', 'POST'],
  open: async (call: RawCall, publicKeys: readonly string[], crypto: SimulatorCrypto) =>
    V2_PATH.test(call.path) ? openV2(call) : openV3(call, publicKeys, crypto),
  tamper,
  seal,
  news: wechatpayNews,
};

/** A signed lie about the amount, the currency or the order, where the answer speaks of one. */
function tamper(answer: Answer, fault: FaultName): Answer | undefined {
  const { fields } = answer;
  if (fields === null) return undefined;
  const lie = { 'amount-wrong': otherAmount, 'currency-wrong': otherCurrency, 'order-wrong': otherOrder };
  const changed = Object.hasOwn(lie, fault) ? lie[fault as keyof typeof lie](fields) : undefined;
  return changed && { ...answer, fields: changed };
}

function otherAmount(fields: JsonObject): JsonObject | undefined {
  const { amount, total_fee: fee } = fields;
  if (isObject(amount) && typeof amount['total'] === 'number')
    return { ...fields, amount: { ...amount, total: amount['total'] + 1 } };
  return typeof fee === 'string' ? { ...fields, total_fee: String(Number(fee) + 1) } : undefined;
}

function otherCurrency(fields: JsonObject): JsonObject | undefined {
  const { amount, total_fee: fee } = fields;
  if (isObject(amount)) return { ...fields, amount: { ...amount, currency: 'USD', payer_currency: 'USD' } };
  return typeof fee === 'string' ? { ...fields, fee_type: 'USD', cash_fee_type: 'USD' } : undefined;
}

function otherOrder(fields: JsonObject): JsonObject | undefined {
  const number = fields['out_trade_no'];
  return typeof number === 'string' ? { ...fields, out_trade_no: `${number.slice(0, 31)}X` } : undefined;
}

async function seal(answer: Answer, how: How, crypto: SimulatorCrypto): Promise<WireAnswer> {
  const as = readSealAs(answer.sealAs);
  if (as?.api === 'v2') return sealV2(answer, { how, as });
  return sealV3(answer, { how, as: as ?? { api: 'v3', number: 0, keyId: null } }, crypto);
}
