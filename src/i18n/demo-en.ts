/** The words of the demos in English. */

import type { DemoMessages } from './demo-messages.ts';

export const demoEn: DemoMessages = {
  title: 'Demos',
  intro:
    'Each demo runs by itself. Counter, phone and the three ledgers really work; only the money is simulated.',
  fresh:
    'A demo starts a fresh simulated world and cancels what is still unpaid at the counter. The journal stays.',
  liveOnly: 'Demos belong to the practice book. The live book is open now.',
  leave: 'Back to practice',
  all: 'All demos',
  play: 'Play',
  pause: 'Pause',
  step: 'Step',
  restart: 'Restart',
  nextDemo: (name) => `Next: ${name}`,
  stepOf: (step, steps) => `Step ${step} of ${steps}`,
  arranging: 'Getting ready…',
  copyLink: (seed) => `Copy link (seed ${seed})`,
  copied: 'Link copied',
  notCopied: 'It cannot be copied here; take it from the address bar.',
  keys: 'Space pause · → step · R restart · Esc leave',
  stuck: 'This did not go as planned; perhaps somebody used the counter or the desk. Please restart.',
  controls: 'Demo controls',
  stage: 'Counter and customer’s phone',

  ledgers: {
    title: 'Three ledgers of this sale',
    customer: 'Customer',
    provider: 'Alipay',
    till: 'Counter',
    agree: 'All three agree',
    forNow: 'They differ for now',
    differ: 'They differ',
    none: 'No money has moved yet',
    checking: 'Checking',
    cash: (amount) => `Cash ${amount}`,
  },

  demos: {
    qr: {
      name: 'Payment QR',
      line: 'The counter shows a QR, the customer scans it and pays.',
      steps: {
        amount: 'The cashier types the amount.',
        charge: 'One tap on Charge. The signed request goes to Alipay, and the QR is there.',
        scan: 'The customer scans it and sees the shop and the amount.',
        confirm: 'The customer agrees. The counter asks Alipay and believes only a verified answer.',
        end: 'Paid. Nothing was guessed, and all three ledgers agree.',
      },
    },
    'code-with-password': {
      name: 'Payment code with password',
      line: 'A larger payment: the phone asks its owner for the password.',
      steps: {
        amount: 'More than ¥200: the customer’s wallet will ask for the password.',
        code: 'The customer opens the payment code.',
        scan: 'One scan is the charge. Alipay wants the password, and the counter waits.',
        password: 'The customer types the password. The counter asks and learns the result.',
        end: 'Scanned once, charged once. All three ledgers agree.',
      },
    },
    'declined-then-cash': {
      name: 'Declined, then cash',
      line: 'Not enough in the wallet: nothing is charged, and cash is taken.',
      steps: {
        amount: '¥88 is due, and the customer’s wallet holds ¥20.',
        scan: 'Alipay declines. Three lines say what happened, if money moved, and what to do.',
        cash: 'The sale is kept. The customer gives ¥100 in cash; the change is worked out.',
        end: 'The wallet was not touched, the cash is in the drawer. All three ledgers agree.',
      },
    },
    'reply-lost': {
      name: 'The reply is lost',
      line: 'The customer is charged, but the answer never arrives: do not scan again, find out.',
      steps: {
        amount: 'The cashier types the amount. The network is about to fail.',
        scan: 'The code is scanned. Alipay takes the money, and its answer gets lost on the way.',
        checking: 'The counter says neither paid nor failed. Do not scan again, do not hand over yet.',
        back: 'The network is back. The counter asks about the same order; it never charges twice.',
        end: 'Found out: paid, and charged only once. All three ledgers agree.',
      },
    },
    'paid-between-query-and-cancel': {
      name: 'Paid between query and cancel',
      line: 'Not paid a moment ago; then the customer pays just as the cashier cancels.',
      steps: {
        charge: 'The QR is on the screen.',
        scan: 'The customer has scanned it and hesitates.',
        check: 'The cashier presses Check now. Alipay says: not paid yet.',
        paid: 'At this very moment the customer pays. The counter does not know.',
        cancel: 'The cashier cancels. Alipay finds it paid and sends the money straight back.',
        end: 'Reversed: the customer has the money back. All three ledgers agree.',
      },
    },
    'late-money': {
      name: 'Late money',
      line: 'Money arrives after the cancel: the counter notices and asks a person.',
      steps: {
        charge: 'The QR is on the screen, and the customer has scanned it.',
        cancel: 'The customer changes their mind. The cashier cancels, and Alipay says: closed.',
        late: 'But a payment was on its way already, and it goes through.',
        notice: 'Minutes later the counter asks once more, as always, and finds the money.',
        giveBack: 'The cashier chooses to give it back, and it returns the way it came.',
        end: 'Late money was not lost, and nobody paid too much. All three ledgers agree.',
      },
    },
    refund: {
      name: 'Refund',
      line: 'First a part, then the rest; each goes back once only.',
      steps: {
        pay: 'First a payment of ¥58.',
        open: 'The customer brings goods back. The cashier opens the sale.',
        part: '¥18 goes back first. A refund is written down before it leaves.',
        rest: 'Then the other ¥40. Tried again and again, one refund number pays once.',
        end: 'Refunded, to the cent. All three ledgers agree.',
      },
    },
    offline: {
      name: 'Offline',
      line: 'The network goes in the middle of a payment: no guessing, found out once it is back.',
      steps: {
        charge: 'The QR is on the screen, and the customer has scanned it.',
        lost: 'The counter loses its network.',
        paid: 'The phone has its own network and pays. The counter cannot ask: it waits and does not guess.',
        back: 'The network is back. The counter asks: paid.',
        end: 'The journal is the queue: no payment is lost offline. All three ledgers agree.',
      },
    },
  },
};
