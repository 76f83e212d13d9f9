/** What the customer's side says in English beside the words that both sides share, and what the till says of it. */

import type { customerZh } from './customer-zh.ts';
import type { Widened } from './messages.ts';

export const customerEn: Widened<typeof customerZh> = {
  toPay: 'To pay',
  showCode: 'Please show your payment code',
  payCash: 'Please pay in cash',
  given: (amount) => `Received ${amount}`,
  change: (amount) => `Your change ${amount}`,
  stillToPay: (amount) => `Still to pay ${amount}`,
  record: {
    own_code: (amount) => `Scan with your phone and type ${amount}`,
    bank_terminal: 'Please use the card terminal',
    voucher: 'Please show your voucher',
  },
  otherWay: 'Choose another way to pay, or pay cash.',
  shopsTrouble: 'Something is wrong on the shop’s side, not on yours.',
  noTill: 'One moment, please',
  noTillHint: 'The till will be right back. If you need anything, ask the staff.',
  orderNumber: (number) => `Reference ${number}`,
  fullScreen: 'Full screen',
  strayScan: 'The scanner typed into the customer’s screen. Tap the till’s window, then scan again.',

  open: 'Open the customer’s screen',
  blocked: 'The browser opened no window. Allow pop-up windows and tap again.',
  noVoice: 'This device has no voice for this language: sounds only.',
};
