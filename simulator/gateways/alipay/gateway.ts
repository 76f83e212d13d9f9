/** The simulated Alipay gateway: version 2, version 3, and the files of its bills, as strict as the real one and signed like it. */

import type { FaultName } from '../../faults/catalogue.ts';
import type { JsonObject, RawCall } from '../../world/model.ts';
import { parseYuan, yuan } from '../../world/money.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Gateway, OpenCall } from '../gateway.ts';
import { BILL_FILE_PATH } from './bill-address.ts';
import { openBillFile } from './bill-file.ts';
import { alipayNews } from './notification.ts';
import { seal } from './sealing.ts';
import { GATEWAY_PATH, openV2 } from './v2.ts';
import { openV3, V3_PATHS } from './v3.ts';

export const alipayGateway: Gateway = {
  rail: 'alipay',
  paths: [GATEWAY_PATH, V3_PATHS, BILL_FILE_PATH],
  methods: ['POST', 'GET'],
  open,
  tamper,
  seal,
  news: alipayNews,
};

async function open(
  call: RawCall,
  publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  if (call.path === BILL_FILE_PATH) return openBillFile(call);
  return call.path === GATEWAY_PATH ? openV2(call, publicKeys, crypto) : openV3(call, publicKeys, crypto);
}

function tamper(answer: Answer, fault: FaultName): Answer | undefined {
  const fields = answer.fields ?? {};
  const amount = fields['total_amount'] ?? fields['refund_fee'] ?? fields['refund_amount'];
  const lie = (wrong: JsonObject): Answer => ({ ...answer, fields: { ...fields, ...wrong } });
  if (fault === 'amount-wrong' && typeof amount === 'string') {
    const wrong = yuan((parseYuan(amount) ?? 0) + 1);
    const names = ['total_amount', 'refund_fee', 'refund_amount'].filter((name) => name in fields);
    return lie(Object.fromEntries(names.map((name) => [name, wrong])));
  }
  if (fault === 'currency-wrong' && typeof amount === 'string') {
    return lie({ pay_currency: 'USD', trans_currency: 'USD', settle_currency: 'USD' });
  }
  if (fault === 'order-wrong' && typeof fields['out_trade_no'] === 'string') {
    return lie({ out_trade_no: `${fields['out_trade_no'].slice(0, 60)}X` });
  }
  return undefined;
}
