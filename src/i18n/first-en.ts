/** The first words in English: what the counter at rest says, fetched before anything else. All others stand in `en.ts`. */

import type { FirstMessages } from './messages.ts';

export const firstEn: FirstMessages = {
  rails: {
    alipay: 'Alipay',
    wechatpay: 'WeChat Pay',
    unionpay: 'UnionPay',
    paypal: 'PayPal',
    card: 'Card',
    own_code: 'Own code',
    bank_terminal: 'Bank terminal',
    voucher: 'Voucher',
    cash: 'Cash',
  },

  states: {
    paid: 'Paid',
    partPaid: 'Part paid',
    recorded: 'Accepted, not confirmed',
    notPaid: 'Not paid',
    checking: 'Checking',
    waiting: 'Waiting for the customer',
    approved: 'Approved by the customer',
    taking: 'Taking the money',
    reversing: 'Reversing',
    reversed: 'Reversed',
    refunding: 'Refunding',
    refunded: 'Refunded',
    partlyRefunded: 'Partly refunded',
    attested: 'Accepted by staff, not confirmed by the provider',
    latePaid: 'Paid after it was reversed',
    withAmount: (state, amount) => `${state} ${amount}`,
  },

  buttons: {
    charge: 'Charge',
    scan: 'Scan',
    checkNow: 'Check now',
    cancel: 'Cancel',
    otherWay: 'Other way to pay',
    back: 'Back',
    close: 'Close',
    confirm: 'Confirm',
    save: 'Save',
    retry: 'Try again',
    print: 'Print',
    next: 'Next sale',
    language: '中文',
    details: 'Details',
    copy: 'Copy',
    share: 'Share',
    skip: 'Skip',
  },

  keypad: {
    name: 'Keypad',
    backspace: 'Backspace',
    clear: 'Clear',
    amount: 'Amount',
    note: 'Note',
    addNote: 'Add a note',
  },

  counter: {
    title: 'Counter',
    ready: 'Enter an amount',
    recent: 'Recent payments',
    needsAttention: 'Needs attention',
    lastPayment: 'Last payment',
    settings: 'Settings',
    offline: 'No network',
    offlineHint: 'No network: cash only.',
  },

  tenders: {
    ways: 'Ways to pay',
    split: 'Split',
    not_ready: 'not set up',
    offline: 'no network',
    atMost: (limit) => `≤ ${limit}`,
    atLeast: (limit) => `≥ ${limit}`,
  },

  practice: {
    badge: 'Practice',
    phone: 'Customer’s phone',
    openPhone: 'Open the customer’s phone',
    desk: 'Control desk',
  },

  refusals: {
    storage: 'Records cannot be saved, so no payment can be taken now.',
  },

  settings: {
    update: 'A new version is ready',
    updateNow: 'Update now',
  },

  start: {
    welcome: 'Enter an amount, press Charge, then pay with the phone beside it.',
  },

  till: {
    loading: 'Opening…',
    cannotLoad: 'This part could not be opened. Check the network and try again.',
    opening: 'Opening the counter…',
    comma: ', ',
    chargeBy: (rail) => `${rail} QR`,
    railReady: (rail) => `${rail} ready`,
    railNotReady: (rail) => `${rail} not working`,
    clockAhead: (minutes) =>
      `This device’s clock is ${minutes} min ahead. Set it to automatic time, or payments will be refused.`,
    clockBehind: (minutes) =>
      `This device’s clock is ${minutes} min behind. Set it to automatic time, or payments will be refused.`,
    offlineInPractice: 'The simulated network is down: no wallets, but cash works.',
    otherPaid: (sale) => `Sale ${sale} is paid.`,
    otherLate: (sale) => `Sale ${sale} was paid after it was canceled: please decide.`,
    opened: 'Not paid yet',
    ended: 'Ended without payment',
    yuan: (amount) => `${amount} yuan`,
  },
};
