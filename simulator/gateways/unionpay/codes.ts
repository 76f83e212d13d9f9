/** UnionPay's answer codes as this gateway uses them, each with a short explanation in our own words. */

import type { Refusal } from '../../world/model.ts';

const WORDS = {
  '00': '成功',
  '01': '交易失败',
  '04': '交易状态未明',
  '05': '交易已受理，请稍后查询',
  '06': '系统繁忙，请稍后再试',
  '10': '报文格式错误',
  '11': '验证签名失败',
  '12': '重复交易',
  '13': '交易要素缺失',
  '30': '交易未通过',
  '31': '商户状态不正确',
  '33': '交易金额超限',
  '34': '查无此交易',
  '35': '原交易不存在或状态不正确',
  '36': '与原交易信息不符',
  '37': '操作过于频繁',
  '38': '风险受限',
  '39': '交易不在受理时间范围内',
  '43': '无此业务权限',
  '61': '付款码无效或已失效',
  '63': '账户状态不正确',
  '64': '余额不足',
  '67': '密码输入次数超限',
  '69': '输入超时，交易失败',
} as const;

export type Code = keyof typeof WORDS;

/** A code with what it complains about, if anything in particular. */
export interface Verdict {
  readonly code: string;
  readonly about?: string | undefined;
}

const REFUSALS: Readonly<Record<Refusal, Code>> = {
  frozen: '63',
  risk: '38',
  'own-account': '30',
  'per-payment-limit': '33',
  'day-limit': '33',
  balance: '64',
  currency: '30',
  'phone-offline': '69',
  locked: '67',
  'customer-cancelled': '01',
};

export function refusalCode(refusal: Refusal): Code {
  return REFUSALS[refusal];
}

/** The words for a code, with the field or the reason behind it. Codes of faults may be any. */
export function message({ code, about = code === '00' ? '0000000' : code }: Verdict): string {
  const words = Object.hasOwn(WORDS, code) ? WORDS[code as Code] : '交易失败';
  return `${words}[${about}]`;
}
