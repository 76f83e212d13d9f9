/** The words of a card at the reader, in both languages. */

import type { CardAnswer, ReaderView } from '../parts/client.ts';

export interface CardWords {
  readonly hold: string;
  readonly asked: (amount: string, merchant: string) => string;
  readonly title: string;
  readonly idle: string;
  /** What the reader asks for now. */
  readonly prompts: Readonly<Record<NonNullable<ReaderView['asks']>, string>>;
  readonly choose: string;
  readonly noCard: (currency: string) => string;
  readonly tap: string;
  readonly insert: string;
  readonly swipe: string;
  readonly pin: string;
  readonly pinHint: (pin: string) => string;
  readonly pinConfirm: string;
  readonly cancel: string;
  readonly answers: Readonly<Record<CardAnswer['result'] | 'not-asking' | 'no-answer' | 'cancelled', string>>;
}

export const cardZh: CardWords = {
  hold: '把卡放到刷卡器上',
  asked: (amount, merchant) => `刷卡器在等卡：${merchant}，${amount}`,
  title: '刷卡',
  idle: '刷卡器现在没有要求刷卡。请先在柜台选择“银行卡”。',
  prompts: { card: '请出示卡。', insert: '请插卡。', pin: '请输入卡密码。' },
  choose: '用哪张卡',
  noCard: (currency) => `这里没有${currency}的卡。`,
  tap: '碰一碰',
  insert: '插卡',
  swipe: '划磁条',
  pin: '卡密码',
  pinHint: (pin) => `练习用的密码是 ${pin}`,
  pinConfirm: '确认',
  cancel: '在刷卡器上取消',
  answers: {
    approved: '已通过。',
    collected: '卡已读取。',
    refunded: '退款已通过。',
    declined: '银行拒绝了这张卡。',
    insert: '碰一碰没有成功，请插卡。',
    pin: '请输入卡密码。',
    unreadable: '磁条读不出来，请碰一碰或插卡。',
    'not-asking': '刷卡器已经不等卡了。',
    'no-answer': '刷卡器没有回应。',
    cancelled: '已在刷卡器上取消。',
  },
};

export const cardEn: CardWords = {
  hold: 'Hold the card to the reader',
  asked: (amount, merchant) => `The reader asks for a card: ${merchant}, ${amount}`,
  title: 'Card at the reader',
  idle: 'The reader asks for no card now. Choose “Card” at the counter first.',
  prompts: { card: 'Please present a card.', insert: 'Please insert the card.', pin: 'Please type the PIN.' },
  choose: 'Which card',
  noCard: (currency) => `There is no card in ${currency} here.`,
  tap: 'Tap',
  insert: 'Insert',
  swipe: 'Swipe',
  pin: 'PIN',
  pinHint: (pin) => `For practice the PIN is ${pin}.`,
  pinConfirm: 'Confirm',
  cancel: 'Cancel at the reader',
  answers: {
    approved: 'Approved.',
    collected: 'The card was read.',
    refunded: 'The refund was approved.',
    declined: 'The bank declined the card.',
    insert: 'Tapping is not enough. Please insert the card.',
    pin: 'Please type the PIN.',
    unreadable: 'The stripe cannot be read. Tap or insert the card.',
    'not-asking': 'The reader no longer asks for a card.',
    'no-answer': 'The reader did not answer.',
    cancelled: 'Cancelled at the reader.',
  },
};
