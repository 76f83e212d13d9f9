/** The English dictionary. */

import { cashEn, drawerEn, ownCodeEn, recordEn, staticCodeEn } from './cash-en.ts';
import { customerEn } from './customer-en.ts';
import { faultsEn } from './faults-en.ts';
import { firstEn } from './first-en.ts';
import type { Messages } from './messages.ts';
import { scanEn } from './scan-en.ts';
import { tillEn } from './till-en.ts';

export const en: Messages = {
  ...firstEn,

  charged: {
    no: 'Nothing was charged.',
    yes: 'The customer was charged.',
    checking: 'Whether anything was charged is being checked.',
    returned: 'If anything was charged, it goes back the same way.',
  },

  chargedCustomer: {
    no: 'You were not charged.',
    yes: 'You have paid.',
    checking: 'We are checking whether you have paid.',
    returned: 'If you were charged, it goes back the same way.',
  },

  counter: {
    ...firstEn.counter,
    attentionCount: (count) => `Needs attention: ${count}`,
    online: 'Network up',
    railDown: (rail, minutes) => `${rail} is not working (${minutes} min so far).`,
    works: (rails) => `Working: ${rails}.`,
    turn: 'Turn to the customer',
    turnBack: 'Turn back',
    scanHint: 'Enter the amount, then just scan the customer’s payment code',
  },

  waiting: {
    scanNow: 'Ask the customer to scan and pay',
    scanNowCustomer: 'Scan with your phone to pay',
    scanned: 'Scanned; waiting for the payment',
    scannedCustomer: 'Confirm on your phone',
    password: 'The customer is typing the password',
    passwordCustomer: 'Type your password on your phone',
    sending: 'Asking the provider',
    stillWaiting: 'Still waiting',
    presentCard: 'Ask the customer to tap or insert the card, or hold the phone to the reader',
    presentCardCustomer: 'Tap or insert your card, or hold your phone to the reader',
    stillWaitingCard: 'The reader is still waiting for a card',
    readerWaking: 'Getting the card reader ready',
    cardAsking: 'The bank is answering; leave an inserted card in',
    otherFunding: 'That source of money did not work; the customer can choose another on the phone',
    otherFundingCustomer: 'That source of money did not work; choose another on your phone',
    approved: 'The customer has approved on the phone; the money is not taken yet.',
    approvedCustomer: 'You have approved the payment; one moment.',
    take: 'Take the money',
    taking: 'Taking the money, please wait',
    inProgress: 'The provider is working on it, please wait',
    askCustomer: 'Ask the customer to look at the phone',
    closing: 'Closing this payment',
    reversing: 'Reversing, please wait',
    timeLeft: (time) => `${time} left`,
    qrLabel: (rail, amount) => `Payment QR of ${rail}, ${amount}`,
    expiredQr: 'The QR has expired',
    newQr: 'New QR',
    cancelThenCash: 'Cancel, then take cash',
    cancelThen: (rail) => `Cancel, then use ${rail}`,
    park: 'Put aside, serve the next customer',
    practiceQrHint: 'A practice QR: a real wallet cannot pay it',
    lastChecked: (seconds) => `Checked ${seconds} s ago`,
  },

  result: {
    paid: (amount, rail) => `${amount} by ${rail}`,
    paidCustomer: (amount) => `Paid ${amount}`,
    thanks: 'Thank you',
    discount: (paid, off) => `The customer paid ${paid} after ${off} off`,
    received: (amount) => `The shop receives ${amount}`,
    declined: (reason) => `Not paid. ${reason} You were not charged. Choose another way, or pay cash.`,
    unknown: 'Checking. Please do not pay again; with the network up we know within a minute.',
    reversed: (orderNumber) =>
      `Reversed. If you were charged it goes back the same way; check code ${orderNumber}.`,
    doNotScan: 'Do not scan again',
    doNotHandOver: 'Do not hand over goods yet',
    whatHappened: 'What happened',
    whatNow: 'What now',
    doNot: 'Do not',
    nextAuto: 'Back to the counter by itself',
    keptOrder: 'The sale is kept; it can be paid another way',
  },

  faults: faultsEn,

  till: { ...firstEn.till, ...tillEn },

  refusals: {
    ...firstEn.refusals,
    amount: {
      empty: 'Enter an amount first.',
      zero: 'The amount must be more than zero.',
      not_a_number: 'This is not an amount. Use digits only.',
      too_many_decimals: (decimals) =>
        decimals === 0 ? 'This currency has no decimals.' : `At most ${decimals} decimals.`,
      too_large: 'The amount is too large. Please check it.',
      over_limit: (limit) => `Over the limit of ${limit} for one payment.`,
      under_limit: (limit) => `Less than the smallest amount, ${limit}.`,
    },
    scan: scanEn,
    camera: {
      insecure: 'This page was not opened over a secure connection, so there is no camera.',
      unsupported: 'This browser cannot scan with the camera. Type the code instead.',
      denied: 'The camera is not allowed. Allow it in the browser’s settings, or type the code.',
      none: 'No camera found. Type the code instead.',
      in_use: 'Another program is using the camera.',
      failed: 'The camera did not start. Try again.',
      lost: 'The camera was disconnected.',
    },
    cardNumber: 'Card numbers cannot be entered here.',
  },

  customer: customerEn,

  scan: {
    title: 'Scan a payment code',
    aim: 'Hold the payment code in the frame',
    typeInstead: 'Type the code',
    codeLabel: 'Digits of the payment code',
    torchOn: 'Light on',
    torchOff: 'Light off',
    resume: 'Scan on',
    readAgain: 'This code was read before',
  },

  cash: cashEn,

  drawer: drawerEn,

  record: recordEn,

  ownCode: ownCodeEn,
  staticCode: staticCodeEn,

  split: {
    owed: 'Owed',
    share: (people) => `shared by ${people}`,
    part: 'How much now',
    nowBy: (part) => `First ${part}, by:`,
    restLater: 'The rest comes next.',
    tooMuch: (whole) => `At most ${whole}.`,
    stillOwed: 'Still owed',
    ofTotal: (total) => `of ${total} in all`,
    thisPart: (part, total) => `${part} now, ${total} in all`,
    legs: 'The parts',
    paidSoFar: 'Paid so far',
    notYet: 'The next part can be taken once this one has a result.',
    end: 'End and give back',
    endWarning: 'All parts that are paid go back to the customer, the last one first.',
    endNow: 'End and give back',
    goingBack: 'The parts that were paid are going back, the last one first.',
    allBack: 'All parts have gone back.',
    afterThat: 'after the one above',
    failed: 'The provider refused. Open the sale to try again, or give it back in cash.',
    which: 'Which part goes back?',
  },

  recent: {
    title: 'Recent payments',
    empty: 'Payments will stand here. Enter an amount on the counter to make the first.',
    more: 'More',
    search: 'Number, or scan a receipt',
    notFound: 'No such payment found.',
    orderNumber: 'Order number',
    tradeNumber: 'Provider’s number',
    paymentNumber: 'Payment’s number',
    attestedBy: 'Accepted by',
    time: 'Time',
    payer: 'Payer',
    attempts: (count) => `Attempts: ${count}`,
  },

  attention: {
    title: 'Needs attention',
    empty: 'Nothing needs attention. Payments in doubt stand here until they are settled.',
    attach: 'Count it as this sale’s payment',
    giveBack: 'Give it back',
    keep: 'Do not reverse, keep waiting',
    attest: 'A manager confirms the payment',
    attestHint: 'Confirm only what you have seen arrive; we keep asking.',
    refundIfPaid: 'Refund if paid',
  },

  refund: {
    title: 'Refund',
    full: 'Full refund',
    partial: 'Partial refund',
    amount: 'Amount to refund',
    reason: 'Reason',
    available: (amount) => `Up to ${amount}`,
    ask: (amount) => `Refund ${amount}?`,
    sending: 'Refunding',
    done: (amount) => `Refunded ${amount}`,
    owed: 'The refund is not through yet; we try again',
    cashBack: (amount) => `Give ${amount} back in cash`,
    byHand: (rail) => `Give this ${rail} payment back yourself; here it is only written down.`,
    reasons: {
      returned: 'Goods returned',
      wrongAmount: 'Wrong amount',
      paidTwice: 'Paid twice',
      other: 'Other',
    },
  },

  receipt: {
    title: 'Receipt',
    number: 'Number',
    total: 'Total',
    paidBy: 'Paid by',
    cashGiven: 'Cash given',
    change: 'Change',
    refunded: 'Refunded',
    keep: 'Show this code for a refund or a question',
    practice: 'Practice, not a real receipt',
    copyOf: 'Copy',
  },

  settings: {
    ...firstEn.settings,
    title: 'Settings',
    cashierLanguage: 'Cashier’s language',
    customerLanguage: 'Customer’s language',
    sound: 'Sounds',
    voice: 'Voice',
    volume: 'Volume',
    test: 'Try it',
    on: 'On',
    off: 'Off',
    storage: 'Keeping the data',
    persisted: 'The browser keeps the data.',
    denied:
      'On a nearly full disk the browser may clear everything, even during a payment. Install the counter, keep space free, and export regularly.',
    unsupported: 'This browser cannot promise to keep the data. Export it regularly.',
    copyWhole: (entries) => `Second copy on this device: complete, ${entries} entries.`,
    copyBehind: (entries) => `Second copy on this device: ${entries} entries behind.`,
    copyNone: 'This browser keeps no second copy. Export the journal regularly.',
    copyFailed: 'The second copy cannot be written. Export the journal now.',
    unanswered: 'Allow keeping the data in the browser’s question.',
    plainHost:
      'This website does not send its security headers, so the protection is incomplete. Tell whoever runs it.',
    install: 'Install on this device',
    installed: 'Installed',
    exportJournal: 'Export the journal',
    checkJournal: 'Check the whole journal',
    checking: (checked, total) => `Checking: ${checked} of ${total}`,
    checkedWhole: (entries) => `All ${entries} entries are in order: none missing, none changed.`,
    checkedDamaged: (entry) =>
      `Entry ${entry} is missing, damaged or was changed. Export the journal and tell the owner.`,
    updateBusy: 'A payment is open. Update when it is done.',
    qrLife: 'How long a QR can be paid',
    practiceShop: 'Practice shop',
    shops: { CNY: 'Yuan shop', USD: 'Dollar shop' },
    oneCurrency: 'A sale has one currency and nothing is converted; ways that cannot take it are not shown.',
    shownWays: 'Shown on the counter:',
  },

  practice: {
    ...firstEn.practice,
    explain: 'All this is simulated; no real money moves.',
    demos: 'Watch the demos',
    otherDevice: 'Practice stays on this device; another device needs the stand-alone simulator.',
  },

  start: {
    ...firstEn.start,
    takeRealMoney: 'Take real money',
    youHave: 'What do you have?',
    nothing: 'Nothing yet',
    nothingNow: 'Today you can practise, and keep a cash book.',
    collectionCode: 'A collection code',
    collectionCodeNow: 'It works today: import your code and check the money yourself; cash works too.',
    merchantNumber: 'A merchant number',
    merchantNumberNow: 'Today you can set up the accounts and try a payment.',
    insecure:
      'This page was not opened over a secure connection, so the counter cannot work. Use the https address, or open it on the same machine.',
    lostBook:
      'The records of this device are gone. Restore an exported file, or check the provider’s statement.',
    damagedBook: (entry) =>
      `Entry ${entry} of the records is damaged or was changed. Export the records and tell the owner.`,
  },
};
