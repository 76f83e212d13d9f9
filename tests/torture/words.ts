/** The names that stand on the buttons, as literals: a test that took them from the program would never notice a change. */

export const WORDS = {
  charge: 'Charge',
  cancel: 'Cancel',
  cash: 'Cash',
  exact: 'Exact',
  next: 'Next sale',
  recent: 'Recent payments',
  refund: 'Refund',
  goOn: 'Continue',
  refundNow: 'Refund now',
  end: 'End without payment',
  bringBack: 'Bring the records back',
  openCounter: 'Open the counter',
  openAgain: 'Open again',
  openLive: 'Open the live book',
  paid: 'Paid',
  notPaid: 'Not paid',
  refunded: 'Partly refunded',
  waiting: 'Waiting for the customer',
  resume: 'Go on with this sale',
  giveBack: 'Give it back',
  refundAmount: 'Amount to refund',
  pasteKey: 'Paste the private key (PEM)',
  pasteProviderKey: (rail: string) => `Paste a public key of ${rail}`,
  rails: { alipay: 'Alipay', wechatpay: 'WeChat Pay', unionpay: 'UnionPay', card: 'Card', cash: 'Cash' },
} as const;

/** The way on, wherever the counter does not go on by itself. */
export const QUESTIONS = [WORDS.bringBack, WORDS.openCounter, WORDS.openAgain] as const;

/** Whether what was said aloud begins with this state: "Paid after it was reversed" is not "Paid". */
export function says(text: string, state: string): boolean {
  return text === state || text.startsWith(`${state},`);
}
