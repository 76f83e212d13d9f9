/** The phone's words in both languages: short, as a wallet says them to its owner. */

import type { Rail, WalletState } from '../world/model.ts';
import type { PhoneRefusal } from '../world/phone.ts';
import { type CardWords, cardEn, cardZh } from './card-words.ts';
import type { Language } from './language.ts';
import { RAIL_WORDS } from './rail-words.ts';

/** `gone`: closed by the shop or over time; `elsewhere`: a link from a counter that does not share this world. */
export type RefusalKind = PhoneRefusal | 'gone' | 'elsewhere' | 'no-answer' | 'newer-world';

export interface PhoneWords {
  readonly title: string;
  readonly practice: string;
  readonly practiceNote: string;
  readonly rails: Readonly<Record<Rail, string>>;
  readonly otherLanguage: string;
  readonly phone: string;
  readonly desk: string;
  readonly opening: string;
  readonly back: string;
  readonly done: string;
  readonly home: string;
  readonly balance: string;
  readonly switchCustomer: (name: string) => string;
  readonly customers: string;
  readonly current: string;
  readonly states: Readonly<Record<WalletState, string>>;
  readonly passwordAlways: string;
  readonly atMost: (amount: string) => string;
  /** How much a day, for those whose wallet makes less sure of them. */
  readonly classes: Readonly<Record<'B' | 'C', string>>;
  readonly phoneOffline: string;
  readonly phoneOfflineNote: string;
  readonly paymentCode: string;
  readonly scan: string;
  readonly bills: string;
  readonly allBills: string;
  readonly coupons: string;
  readonly coupon: (off: string, from: string) => string;
  readonly couponUsed: string;
  readonly scanOffer: (amount: string, merchant: string) => string;
  /** A code that hangs in the shop: the customer types the amount. */
  readonly scanPrinted: (rail: string, merchant: string) => string;
  readonly offerNote: string;
  /** The counter shows another provider's QR: paid with this person's wallet of that kind. */
  readonly offerByOther: (rail: string) => string;
  readonly code: {
    readonly hint: string;
    readonly qrLabel: string;
    readonly barLabel: string;
    readonly left: (seconds: number) => string;
    readonly refresh: string;
    readonly renewed: string;
    readonly show: string;
    readonly shown: string;
    readonly digits: string;
    readonly failed: string;
  };
  readonly scanning: {
    readonly camera: string;
    readonly cameraOn: string;
    readonly cameraFailed: string;
    readonly cameraStop: string;
    readonly counter: string;
    readonly counterEmpty: string;
    readonly typed: string;
    readonly typedHint: string;
    readonly read: string;
    readonly onTheWall: string;
    readonly amountIsYours: string;
  };
  readonly amount: {
    readonly title: string;
    readonly hint: string;
    readonly field: (sign: string) => string;
    readonly bad: string;
    readonly over: (limit: string, left: string) => string;
    readonly overForToday: (limit: string) => string;
    readonly shopLooks: string;
  };
  readonly confirm: {
    readonly title: string;
    readonly to: string;
    readonly subject: string;
    readonly amount: string;
    readonly discount: string;
    readonly payFrom: string;
    readonly pay: (amount: string) => string;
    readonly no: string;
    readonly paying: string;
  };
  readonly password: {
    readonly title: string;
    readonly asked: string;
    readonly typed: (count: number) => string;
    readonly fingerprint: string;
    readonly hint: (password: string) => string;
    readonly erase: string;
    readonly wrong: (left: number) => string;
  };
  readonly card: CardWords;
  readonly approved: string;
  readonly approvedNote: string;
  readonly paid: string;
  readonly paidTo: (amount: string, merchant: string) => string;
  readonly notPaid: string;
  readonly notCharged: string;
  readonly unsure: string;
  readonly refusals: Readonly<Record<RefusalKind, string>>;
  readonly bill: {
    readonly none: string;
    readonly paid: string;
    readonly refused: string;
    readonly refunded: string;
    readonly partlyRefunded: string;
    readonly refund: string;
    readonly order: string;
    /** Of a payment that belongs to no order. */
    readonly number: string;
    readonly refundCame: (amount: string, merchant: string) => string;
  };
}

const zh: PhoneWords = {
  title: '模拟手机',
  practice: '练习',
  practiceNote: '练习用的钱包，不是真钱',
  rails: RAIL_WORDS['zh-CN'],
  otherLanguage: 'English',
  phone: '手机',
  desk: '控制台',
  opening: '正在打开钱包…',
  back: '返回',
  done: '完成',
  home: '首页',
  balance: '余额',
  switchCustomer: (name) => `${name}，换顾客`,
  customers: '选一位顾客',
  current: '当前',
  states: { normal: '正常', frozen: '账户已冻结', locked: '密码已锁定', risk: '有风险提示' },
  passwordAlways: '每次都要密码',
  atMost: (amount) => `单笔最多 ${amount}`,
  classes: { B: '每天最多 ¥5,000（B 类）', C: '每天最多 ¥1,000（C 类）' },
  phoneOffline: '手机没有网络',
  phoneOfflineNote: '付款码照样能用；扫码和付款结果要等有网络。',
  paymentCode: '付款码',
  scan: '扫一扫',
  bills: '账单',
  allBills: '全部账单',
  coupons: '优惠券',
  coupon: (off, from) => `满${from}减${off}`,
  couponUsed: '已使用',
  scanOffer: (amount, merchant) => `扫码付 ${amount} 给${merchant}`,
  scanPrinted: (rail, merchant) => `扫${merchant}的${rail}收款码`,
  offerNote: '柜台正在显示收款码',
  offerByOther: (rail) => `用${rail}付`,
  code: {
    hint: '把付款码给收银员扫',
    qrLabel: '付款码的二维码',
    barLabel: '付款码的条形码',
    left: (seconds) => `${seconds} 秒后自动换新`,
    refresh: '换一个付款码',
    renewed: '付款码已换新',
    show: '给柜台扫',
    shown: '已给柜台扫，请稍等',
    digits: '付款码数字',
    failed: '现在生成不了付款码，请再试一次。',
  },
  scanning: {
    camera: '打开摄像头',
    cameraOn: '请对准收款码',
    cameraFailed: '摄像头用不了：请在浏览器里允许使用摄像头，或者用下面的办法。',
    cameraStop: '关闭摄像头',
    counter: '柜台正在显示',
    counterEmpty: '柜台现在没有显示收款码。请先在柜台上输入金额并点“收款”。',
    typed: '收款码内容',
    typedHint: '也可以粘贴或输入收款码的内容',
    read: '识别',
    onTheWall: '店里贴着的收款码',
    amountIsYours: '金额由您自己输入',
  },
  amount: {
    title: '输入付款金额',
    hint: '店里贴的码不带金额。请按店员说的数输入。',
    field: (sign) => `付款金额（${sign}）`,
    bad: '请输入金额，最多两位小数。',
    over: (limit, left) =>
      `扫店里贴的码，每天最多付 ${limit}，今天还能付 ${left}。请改小金额，或换一种方式付。`,
    overForToday: (limit) => `扫店里贴的码，每天最多付 ${limit}，今天已经付满。请换一种方式付。`,
    shopLooks: '谢谢。店员要在本店手机上看到到账才算数，请稍等。',
  },
  confirm: {
    title: '确认付款',
    to: '收款方',
    subject: '商品',
    amount: '订单金额',
    discount: '优惠',
    payFrom: '从余额付',
    pay: (amount) => `确认付款 ${amount}`,
    no: '不付了',
    paying: '正在付款…',
  },
  password: {
    title: '请输入支付密码',
    asked: '商家扫了您的付款码，请输入密码确认付款',
    typed: (count) => `已输入 ${count} 位，共 6 位`,
    fingerprint: '用指纹',
    hint: (password) => `练习密码：${password}`,
    erase: '退格',
    wrong: (left) => `密码不对，还可以试 ${left} 次`,
  },
  card: cardZh,
  approved: '已同意付款',
  approvedNote: '钱还没有扣，等商家来收。',
  paid: '已付款',
  paidTo: (amount, merchant) => `已付款 ${amount}，${merchant}`,
  notPaid: '未付款',
  notCharged: '您没有被扣款。',
  unsure: '钱包没有回答。请看账单再决定，不要马上再付。',
  refusals: {
    'not-a-payment-qr': '这个钱包不认识这个码。请核对钱包，或让收银员换一种方式。',
    'unknown-order': '找不到这个订单。请让收银员重新显示收款码。',
    'order-closed': '这个订单已关闭或过期。请让收银员重新收款。',
    'already-paid': '这个订单已经付过了，不用再付。',
    'taken-by-another': '另一位顾客正在付这个订单。',
    'nothing-to-confirm': '没有要付的订单了。',
    'amount-required': '请输入付款金额。',
    'static-code-limit': '超过扫贴码付款的每日限额。',
    'password-required': '这笔付款要输入密码。',
    'password-wrong': '密码不对。',
    locked: '密码连续输错三次，钱包已锁定。',
    frozen: '账户已冻结，不能付款。',
    risk: '这笔付款有风险，没有通过。',
    'own-account': '不能付款给自己的店。',
    'per-payment-limit': '超过单笔付款限额。',
    'day-limit': '超过今天的付款限额。',
    balance: '余额不足。',
    'phone-offline': '手机没有网络。',
    currency: '这个账户里没有这种货币。',
    'customer-cancelled': '您取消了付款。',
    gone: '商家取消了收款，或者订单已过期。',
    elsewhere: '这台设备不认识这个订单：手机和柜台要在同一个浏览器里，或者连到同一个独立运行的模拟器。',
    'no-answer': '模拟钱包没有回答。请允许本页保存数据，然后重新载入。',
    'newer-world': '模拟世界是新版本留下的，请重新载入本页。',
  },
  bill: {
    none: '付过的款和退款会列在这里。让柜台收一笔试试。',
    paid: '已付款',
    refused: '未付款',
    refunded: '已全额退款',
    partlyRefunded: '已部分退款',
    refund: '退款',
    order: '商户订单号',
    number: '账单号',
    refundCame: (amount, merchant) => `${merchant}退款 ${amount}，已到余额`,
  },
};

const en: PhoneWords = {
  title: 'Simulated phone',
  practice: 'Practice',
  practiceNote: 'A practice wallet, no real money',
  rails: RAIL_WORDS.en,
  otherLanguage: '中文',
  phone: 'Phone',
  desk: 'Desk',
  opening: 'Opening the wallet…',
  back: 'Back',
  done: 'Done',
  home: 'Home',
  balance: 'Balance',
  switchCustomer: (name) => `${name}, change customer`,
  customers: 'Choose a customer',
  current: 'current',
  states: { normal: 'Normal', frozen: 'Account frozen', locked: 'Password locked', risk: 'Flagged as risky' },
  passwordAlways: 'Always asked for the password',
  atMost: (amount) => `At most ${amount} a payment`,
  classes: { B: 'At most ¥5,000 a day (class B)', C: 'At most ¥1,000 a day (class C)' },
  phoneOffline: 'The phone has no network',
  phoneOfflineNote: 'The payment code still works; scanning and results need a network.',
  paymentCode: 'Payment code',
  scan: 'Scan',
  bills: 'Bills',
  allBills: 'All bills',
  coupons: 'Coupons',
  coupon: (off, from) => `${off} off from ${from}`,
  couponUsed: 'used',
  scanOffer: (amount, merchant) => `Scan ${amount} at ${merchant}`,
  scanPrinted: (rail, merchant) => `Scan the ${rail} code of ${merchant}`,
  offerNote: 'The counter shows a payment QR',
  offerByOther: (rail) => `Pay by ${rail}`,
  code: {
    hint: 'Let the cashier scan this code',
    qrLabel: 'QR of the payment code',
    barLabel: 'Bar code of the payment code',
    left: (seconds) => `New code in ${seconds} s`,
    refresh: 'New code',
    renewed: 'New payment code',
    show: 'Show to the counter',
    shown: 'Shown to the counter, one moment',
    digits: 'Digits of the payment code',
    failed: 'There is no payment code just now; please try again.',
  },
  scanning: {
    camera: 'Open the camera',
    cameraOn: 'Point at the payment QR',
    cameraFailed: 'The camera cannot be used: allow it in the browser, or use one of the ways below.',
    cameraStop: 'Close the camera',
    counter: 'The counter shows',
    counterEmpty:
      'The counter shows no payment QR now. Type an amount at the counter and press Charge first.',
    typed: 'Content of the QR',
    typedHint: 'Or paste or type what the QR contains',
    read: 'Read',
    onTheWall: 'On the shop’s wall',
    amountIsYours: 'You type the amount',
  },
  amount: {
    title: 'How much to pay',
    hint: 'The code on the wall names no amount: type what the cashier says.',
    field: (sign) => `Amount (${sign})`,
    bad: 'Please type an amount, with two decimals at most.',
    over: (limit, left) =>
      `A code on the wall takes at most ${limit} a day from you; ${left} is left today. Type less, or pay another way.`,
    overForToday: (limit) =>
      `A code on the wall takes at most ${limit} a day from you, and today you have paid as much. Pay another way.`,
    shopLooks: 'Thank you. It counts once the cashier sees it on the shop’s own phone: one moment.',
  },
  confirm: {
    title: 'Confirm payment',
    to: 'To',
    subject: 'For',
    amount: 'Order',
    discount: 'Discount',
    payFrom: 'From balance',
    pay: (amount) => `Pay ${amount}`,
    no: 'Do not pay',
    paying: 'Paying…',
  },
  password: {
    title: 'Payment password',
    asked: 'The shop scanned your payment code: type the password to agree',
    typed: (count) => `${count} of 6 digits typed`,
    fingerprint: 'Fingerprint',
    hint: (password) => `Practice password: ${password}`,
    erase: 'Backspace',
    wrong: (left) => (left === 1 ? 'Wrong password, one try left' : `Wrong password, ${left} tries left`),
  },
  card: cardEn,
  approved: 'Agreed to pay',
  approvedNote: 'Nothing was charged yet: the shop takes the money now.',
  paid: 'Paid',
  paidTo: (amount, merchant) => `Paid ${amount} to ${merchant}`,
  notPaid: 'Not paid',
  notCharged: 'You were not charged.',
  unsure: 'The wallet did not answer. Look at your bills before you pay again.',
  refusals: {
    'not-a-payment-qr':
      'This wallet cannot read this QR. Try the wallet it is meant for, or ask for another way to pay.',
    'unknown-order': 'This order is not known. Ask the cashier to show the QR again.',
    'order-closed': 'This order is closed or has expired. Ask the cashier to charge again.',
    'already-paid': 'This order is paid already; there is nothing to pay.',
    'taken-by-another': 'Another customer is paying this order.',
    'nothing-to-confirm': 'There is no order to pay any more.',
    'amount-required': 'Please type how much to pay.',
    'static-code-limit': 'More than a code on the wall may take in a day.',
    'password-required': 'This payment needs the password.',
    'password-wrong': 'The password is wrong.',
    locked: 'Three wrong passwords in a row: the wallet is locked.',
    frozen: 'The account is frozen and cannot pay.',
    risk: 'The payment looks risky and was refused.',
    'own-account': 'A shop cannot pay itself.',
    'per-payment-limit': 'This is over the limit for one payment.',
    'day-limit': 'This is over the limit for today.',
    balance: 'Not enough balance.',
    'phone-offline': 'The phone has no network.',
    currency: 'This account holds another currency.',
    'customer-cancelled': 'You cancelled the payment.',
    gone: 'The shop took the order back, or it has expired.',
    elsewhere:
      'This device does not know the order: phone and counter must share one browser, or one stand-alone simulator.',
    'no-answer': 'The simulated wallet did not answer. Allow this page to keep data, then reload it.',
    'newer-world': 'The simulated world was left by a newer version; please reload this page.',
  },
  bill: {
    none: 'Payments and refunds will stand here. Let the counter charge something.',
    paid: 'Paid',
    refused: 'Not paid',
    refunded: 'Refunded in full',
    partlyRefunded: 'Partly refunded',
    refund: 'Refund',
    order: 'Order number',
    number: 'Bill number',
    refundCame: (amount, merchant) => `${merchant} refunded ${amount} to your balance`,
  },
};

export const PHONE_WORDS: Readonly<Record<Language, PhoneWords>> = { 'zh-CN': zh, en };
