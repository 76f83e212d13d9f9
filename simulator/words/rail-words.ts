/** The rails as people call them, in both languages. */

import type { Rail } from '../world/model.ts';
import type { Language } from './language.ts';

export const RAIL_WORDS: Readonly<Record<Language, Readonly<Record<Rail, string>>>> = {
  'zh-CN': {
    alipay: '支付宝',
    wechatpay: '微信支付',
    unionpay: '云闪付',
    paypal: 'PayPal',
    card: '银行卡',
  },
  en: { alipay: 'Alipay', wechatpay: 'WeChat Pay', unionpay: 'UnionPay', paypal: 'PayPal', card: 'Card' },
};
