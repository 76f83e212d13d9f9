/** What is said in English of something that was held up to the till: what it is, and what to do instead. */

import type { Widened } from './messages.ts';
import type { scanZh } from './scan-zh.ts';

export const scanEn: Widened<typeof scanZh> = {
  openCode: (wallets) => `Ask the customer to open the payment code of ${wallets}.`,
  otherWay: 'Choose another way to pay.',
  again: 'Scan again.',
  refresh: 'Ask the customer to refresh it and scan again.',

  noAmount: 'Enter the amount first, then scan.',
  busy: 'The last payment has no result yet. Please wait.',
  unknownReceipt: 'No such payment found.',
  cardNumber: 'This is a card number. To be safe it was not kept.',
  used: 'This code was used before. Ask the customer to refresh it.',
  expired: 'This code is too old. Ask the customer to refresh it.',

  realInPractice: (rail) =>
    `This is a real payment code of ${rail}. Practice takes only the codes of the simulated phone.`,
  notSetUp: (rail) => `This is a payment code of ${rail}, and ${rail} is not set up in this shop.`,
  otherCurrency: (rail) => `This is a payment code of ${rail}, and ${rail} cannot take this currency.`,

  strange: (wallet) => `This is a payment code of ${wallet}, which this till cannot take.`,
  wallets: { ecny: 'digital yuan', qq: 'QQ Wallet' },

  cardApp: 'This is the code of a card app, which this till cannot take.',
  cardAppOf: (scheme) => `This is the code of a card app (${scheme}), which this till cannot take.`,
  schemes: {
    unionpay: 'UnionPay',
    visa: 'Visa',
    mastercard: 'Mastercard',
    amex: 'American Express',
    jcb: 'JCB',
    discover: 'Discover',
    qris: 'QRIS (Indonesia)',
    duitnow: 'DuitNow (Malaysia)',
  },

  receive: {
    wallet: (rail) => `This ${rail} code is for receiving money, not for paying.`,
    paypal:
      'This is a PayPal link, not a payment code. Choose PayPal here; the customer scans this till’s code.',
    emv: 'This code is for receiving money, not for paying.',
    bank: 'This is a code for a bank transfer, not for paying here.',
    crypto: 'This is the address of a crypto wallet, which this till cannot take.',
    practice: 'This is the code that this till shows. Scan it with the simulated phone.',
    own: 'This is the shop’s own code: the customer scans it.',
  },

  things: {
    goods: 'This is the bar code of goods, not a payment code.',
    coupon: 'This is a coupon, not a payment code. Redeem it first, then charge what is left.',
    boarding_pass: 'This is a boarding pass, not a payment code.',
    friend: 'This is a code for adding a friend, not a payment code.',
    wifi: 'This is a code for a wireless network, not a payment code.',
    contact: 'This is a business card or a phone number, not a payment code.',
    one_time_key:
      'This is a key for one-time passwords, not a payment code. It was not kept; show it to nobody.',
    web: 'This is a web address, not a payment code. To be safe it was not opened.',
    text: 'This is not a payment code.',
  },

  unreadable: {
    empty: 'Nothing was read.',
    too_long: 'Too long to be a payment code.',
    not_printable: 'Not readable, so not a payment code.',
    wrong_length: 'Wrong number of digits; part of the code may be missing.',
    wrong_prefix: 'Not a payment code that this till knows.',
    damaged: 'The code was not read completely.',
  },
  wrongLengthOf: (rail) => `This looks like a payment code of ${rail}, but has the wrong number of digits.`,
};
