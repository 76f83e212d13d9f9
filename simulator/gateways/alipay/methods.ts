/** What each method does, once every field of its content was looked at; answers are in the words of version 2. */

import type { JsonObject, World } from '../../world/model.ts';
import { badParameter } from './answers.ts';
import { billAddress } from './bill-address.ts';
import { cancel, close } from './cancel.ts';
import { downloadCertificate } from './certificates.ts';
import { create } from './create.ts';
import { contentFault } from './fields.ts';
import type { Method } from './names.ts';
import { text } from './order.ts';
import { pay, unpaid } from './pay.ts';
import { precreate } from './precreate.ts';
import { query } from './query.ts';
import { refund, refundQuery } from './refund.ts';

export interface Asked {
  readonly method: Method;
  readonly content: JsonObject;
  readonly notifyUrl: string;
  /** Where this gateway was reached, for addresses in its answers. */
  readonly base: string;
}

export function act(world: World, asked: Asked, now: number): JsonObject {
  const { method, content, notifyUrl } = asked;
  const fault = contentFault(method.name, content) ?? (isAddress(notifyUrl) ? null : 'notify_url');
  if (fault !== null) {
    const answer = badParameter(fault);
    return method.name === 'alipay.trade.pay' ? unpaid(answer, text(content, 'out_trade_no')) : answer;
  }
  switch (method.name) {
    case 'alipay.trade.pay':
      return pay(world, content, now);
    case 'alipay.trade.precreate':
      return precreate(world, asked, now);
    case 'alipay.trade.create':
      return create(world, asked, now);
    case 'alipay.trade.query':
      return query(world, content);
    case 'alipay.trade.cancel':
      return cancel(world, content, now);
    case 'alipay.trade.close':
      return close(world, content, now);
    case 'alipay.trade.refund':
      return refund(world, content, now);
    case 'alipay.trade.fastpay.refund.query':
      return refundQuery(world, content);
    case 'alipay.data.dataservice.bill.downloadurl.query':
      return billAddress(world, asked, now);
    case 'alipay.open.app.alipaycert.download':
      return downloadCertificate(content);
  }
}

function isAddress(url: string): boolean {
  return url === '' || /^https?:\/\/[^\s]{1,248}$/.test(url);
}
