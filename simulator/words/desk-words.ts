/** The desk's words in both languages, for trainers and testers. */

import type { FaultKind } from '../faults/catalogue.ts';
import type { Operation, WalletState } from '../world/model.ts';
import type { Language } from './language.ts';

export interface DeskWords {
  readonly title: string;
  readonly opening: string;
  readonly noAnswer: string;
  readonly newerWorld: string;
  readonly faults: {
    readonly title: string;
    readonly hint: string;
    readonly hops: Readonly<Record<FaultKind['hop'], string>>;
    readonly arm: string;
    readonly armed: string;
    readonly noneArmed: string;
    readonly clear: (title: string) => string;
    readonly clearWord: string;
    readonly clearAll: string;
    readonly operation: string;
    readonly anyOperation: string;
    readonly times: string;
    readonly untilCleared: string;
    readonly timesLeft: (times: number) => string;
    readonly struck: (times: number) => string;
    readonly world: string;
    readonly charged: string;
    readonly notCharged: string;
    readonly delay: string;
    readonly skew: string;
    readonly code: string;
    readonly as: string;
    readonly waiting: string;
    readonly absent: string;
    readonly answer: string;
    readonly first: string;
    readonly second: string;
    readonly after: string;
    readonly standard: string;
    readonly refused: (message: string) => string;
  };
  readonly operations: Readonly<Record<Operation, string>>;
  readonly clock: {
    readonly title: string;
    readonly beijing: string;
    readonly ahead: (text: string) => string;
    readonly realTime: string;
    readonly stop: string;
    readonly advance: string;
    readonly seconds: (count: number) => string;
    readonly minutes: (count: number) => string;
    readonly hours: (count: number) => string;
    readonly midnight: string;
    readonly speed: string;
    readonly till: string;
    readonly tillOffline: string;
  };
  readonly ledgers: {
    readonly title: string;
    readonly order: string;
    readonly customer: string;
    readonly provider: string;
    readonly till: string;
    readonly tillSilent: string;
    readonly none: string;
    readonly agree: string;
    readonly differ: string;
    readonly checking: string;
    readonly total: string;
    readonly nothing: string;
    readonly kinds: Readonly<Record<string, string>>;
    readonly discount: (amount: string) => string;
    readonly auditFine: string;
    readonly auditBad: string;
    readonly differing: (count: number) => string;
    readonly allAgree: string;
  };
  readonly messages: {
    readonly title: string;
    readonly none: string;
    readonly request: string;
    readonly answer: string;
    readonly noAnswer: string;
    readonly checksFine: (count: number) => string;
    readonly checksFailed: (names: string) => string;
    readonly arrivals: Readonly<Record<'never-arrived' | 'late' | 'repeated', string>>;
    readonly unknownOperation: string;
  };
  readonly wallets: {
    readonly title: string;
    readonly customer: string;
    readonly balance: string;
    readonly state: string;
    readonly states: Readonly<Record<WalletState, string>>;
    readonly offline: string;
    readonly noPasswordBelow: string;
    readonly perPayment: string;
    readonly perDay: string;
    readonly coupons: string;
    readonly coupon: (off: string, from: string, payer: string) => string;
    readonly payers: Readonly<Record<'platform' | 'shop', string>>;
    readonly used: string;
    readonly addCoupon: string;
    readonly removeCoupons: string;
    readonly off: string;
    readonly from: string;
    readonly payer: string;
    readonly save: string;
    readonly saved: (name: string) => string;
    readonly badAmount: string;
  };
  readonly demos: string;
  readonly reset: {
    readonly title: string;
    readonly seed: string;
    readonly hint: string;
    readonly ask: string;
    readonly sure: string;
    readonly confirm: string;
    readonly no: string;
    readonly done: string;
  };
}

const zh: DeskWords = {
  title: '控制台',
  opening: '正在打开模拟世界…',
  noAnswer: '模拟世界没有回答，请重新载入本页。',
  newerWorld: '模拟世界是新版本留下的，请重新载入本页。',
  faults: {
    title: '故障',
    hint: '选一个故障，看看柜台怎么应对。',
    hops: { link: '网络上', provider: '支付平台', news: '通知', till: '收银台' },
    arm: '启用',
    armed: '已启用',
    noneArmed: '现在没有启用故障，一切正常。',
    clear: (title) => `解除“${title}”`,
    clearWord: '解除',
    clearAll: '全部解除',
    operation: '哪一步',
    anyOperation: '下一步，不限',
    times: '次数',
    untilCleared: '直到解除',
    timesLeft: (times) => `还有 ${times} 次`,
    struck: (times) => `已发生 ${times} 次`,
    world: '平台那边',
    charged: '照常处理（可能已扣款）',
    notCharged: '没有处理（没有扣款）',
    delay: '多久（秒）',
    skew: '差多少（分钟）',
    code: '错误代码',
    as: '查询说',
    waiting: '等待付款',
    absent: '没有这个订单',
    answer: '柜台收到',
    first: '第一次的回复',
    second: '第二次的回复',
    after: '被哪一步超过',
    standard: '默认',
    refused: (message) => `没有启用：${message}`,
  },
  operations: {
    pay: '扫付款码收款',
    precreate: '生成收款码',
    query: '查询',
    cancel: '撤销',
    close: '关闭',
    refund: '退款',
    'refund-query': '退款查询',
  },
  clock: {
    title: '时钟',
    beijing: '北京时间',
    ahead: (text) => `比真实时间快 ${text}`,
    realTime: '和真实时间一样',
    stop: '停住',
    advance: '拨快',
    seconds: (count) => `${count} 秒`,
    minutes: (count) => `${count} 分钟`,
    hours: (count) => `${count} 小时`,
    midnight: '到明天零点后',
    speed: '快慢',
    till: '收银台的时钟',
    tillOffline: '收银台断网',
  },
  ledgers: {
    title: '三本账',
    order: '订单',
    customer: '顾客',
    provider: '支付平台',
    till: '收银台',
    tillSilent: '收银台还没有说话，先看平台替商家记的账。',
    none: '还没有账。让柜台收一笔款，三本账就会并排列在这里。',
    agree: '一致',
    differ: '不一致',
    checking: '确认中',
    total: '合计',
    nothing: '没有',
    kinds: { payment: '付款', refund: '退款', reversal: '撤销退回' },
    discount: (amount) => `含优惠 ${amount}`,
    auditFine: '审计：余额和账目全部对得上',
    auditBad: '审计发现问题',
    differing: (count) => `${count} 个订单不一致`,
    allAgree: '三本账全部一致',
  },
  messages: {
    title: '往来消息',
    none: '柜台和支付平台之间的消息会列在这里，最新的在最上面。',
    request: '请求',
    answer: '回复',
    noAnswer: '没有回复',
    checksFine: (count) => `${count} 项检查全部通过`,
    checksFailed: (names) => `没有通过：${names}`,
    arrivals: { 'never-arrived': '没有到达', late: '晚到', repeated: '重复到达' },
    unknownOperation: '看不懂的请求',
  },
  wallets: {
    title: '顾客的钱包',
    customer: '顾客',
    balance: '余额（元）',
    state: '状态',
    states: { normal: '正常', frozen: '冻结', locked: '密码锁定', risk: '有风险' },
    offline: '手机没有网络',
    noPasswordBelow: '低于此金额免密（元）',
    perPayment: '单笔限额（元）',
    perDay: '每天限额（元）',
    coupons: '优惠券',
    coupon: (off, from, payer) => `满${from}减${off}，${payer}出`,
    payers: { platform: '平台', shop: '店铺' },
    used: '已使用',
    addCoupon: '加一张券',
    removeCoupons: '去掉全部券',
    off: '减（元）',
    from: '满（元）',
    payer: '谁出',
    save: '保存',
    saved: (name) => `已保存${name}的钱包`,
    badAmount: '金额要写成 12 或 12.50。',
  },
  demos: '看演示：八个故事，自己走完',
  reset: {
    title: '重新开始',
    seed: '种子',
    hint: '同样的种子得到同样的世界。留空则换一个。',
    ask: '清空模拟世界…',
    sure: '顾客、账目和消息都会清空。真的重新开始吗？',
    confirm: '清空并重新开始',
    no: '不清空',
    done: '新的世界已经开始',
  },
};

const en: DeskWords = {
  title: 'Desk',
  opening: 'Opening the simulated world…',
  noAnswer: 'The simulated world did not answer; please reload this page.',
  newerWorld: 'The simulated world was left by a newer version; please reload this page.',
  faults: {
    title: 'Faults',
    hint: 'Choose a fault and see how the counter copes.',
    hops: { link: 'On the network', provider: 'At the provider', news: 'Notifications', till: 'At the till' },
    arm: 'Arm',
    armed: 'Armed',
    noneArmed: 'No fault is armed; all is well.',
    clear: (title) => `Clear "${title}"`,
    clearWord: 'Clear',
    clearAll: 'Clear all',
    operation: 'Which step',
    anyOperation: 'The next one, any',
    times: 'How often',
    untilCleared: 'until cleared',
    timesLeft: (times) => `${times} to go`,
    struck: (times) => `struck ${times} ×`,
    world: 'At the provider',
    charged: 'Processed (perhaps charged)',
    notCharged: 'Not processed (not charged)',
    delay: 'How long (seconds)',
    skew: 'How far off (minutes)',
    code: 'Error code',
    as: 'The query says',
    waiting: 'waiting for payment',
    absent: 'no such order',
    answer: 'The till gets',
    first: 'the first reply',
    second: 'the second reply',
    after: 'Overtaken by',
    standard: 'default',
    refused: (message) => `Not armed: ${message}`,
  },
  operations: {
    pay: 'Charge a payment code',
    precreate: 'Make a payment QR',
    query: 'Query',
    cancel: 'Cancel',
    close: 'Close',
    refund: 'Refund',
    'refund-query': 'Refund query',
  },
  clock: {
    title: 'Clock',
    beijing: 'Beijing time',
    ahead: (text) => `${text} ahead of real time`,
    realTime: 'the same as real time',
    stop: 'stop',
    advance: 'Forward',
    seconds: (count) => `${count} s`,
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
    midnight: 'to after midnight',
    speed: 'Speed',
    till: "The till's clock",
    tillOffline: 'The till is offline',
  },
  ledgers: {
    title: 'Three ledgers',
    order: 'Order',
    customer: 'The customer',
    provider: 'The provider',
    till: 'The till',
    tillSilent: "The till has not spoken yet; this is the shop's account at the provider.",
    none: 'Nothing yet. Let the counter charge something, and the three ledgers will stand here side by side.',
    agree: 'agree',
    differ: 'differ',
    checking: 'checking',
    total: 'Total',
    nothing: 'nothing',
    kinds: { payment: 'Payment', refund: 'Refund', reversal: 'Reversal' },
    discount: (amount) => `with ${amount} discount`,
    auditFine: 'Audit: every balance fits its ledger',
    auditBad: 'The audit found',
    differing: (count) => (count === 1 ? '1 order differs' : `${count} orders differ`),
    allAgree: 'All three agree',
  },
  messages: {
    title: 'Messages',
    none: 'What till and provider say to each other will stand here, newest first.',
    request: 'Request',
    answer: 'Answer',
    noAnswer: 'No answer',
    checksFine: (count) => `all ${count} checks passed`,
    checksFailed: (names) => `failed: ${names}`,
    arrivals: { 'never-arrived': 'never arrived', late: 'arrived late', repeated: 'arrived again' },
    unknownOperation: 'not understood',
  },
  wallets: {
    title: "Customers' wallets",
    customer: 'Customer',
    balance: 'Balance (¥)',
    state: 'State',
    states: { normal: 'normal', frozen: 'frozen', locked: 'password locked', risk: 'risky' },
    offline: 'Phone has no network',
    noPasswordBelow: 'No password below (¥)',
    perPayment: 'Limit for a payment (¥)',
    perDay: 'Limit for a day (¥)',
    coupons: 'Coupons',
    coupon: (off, from, payer) => `${off} off from ${from}, from the ${payer}`,
    payers: { platform: 'provider', shop: 'shop' },
    used: 'used',
    addCoupon: 'Add a coupon',
    removeCoupons: 'Remove all coupons',
    off: 'Off (¥)',
    from: 'From (¥)',
    payer: 'Who bears it',
    save: 'Save',
    saved: (name) => `Saved the wallet of ${name}`,
    badAmount: 'Write amounts as 12 or 12.50.',
  },
  demos: 'Watch the demos: eight stories that play by themselves',
  reset: {
    title: 'Start afresh',
    seed: 'Seed',
    hint: 'The same seed makes the same world. Empty: another one.',
    ask: 'Empty the world…',
    sure: 'Customers, ledgers and messages will be gone. Start afresh?',
    confirm: 'Empty and start afresh',
    no: 'Keep it',
    done: 'A new world has begun',
  },
};

export const DESK_WORDS: Readonly<Record<Language, DeskWords>> = { 'zh-CN': zh, en };
