/** The Chinese dictionary, the pattern for all others: one section per screen, words with parameters as functions. */

import { cashZh, drawerZh, ownCodeZh, recordZh, staticCodeZh } from './cash-zh.ts';
import { customerZh } from './customer-zh.ts';
import { faultsZh } from './faults-zh.ts';
import { firstZh } from './first-zh.ts';
import { scanZh } from './scan-zh.ts';
import { tillZh } from './till-zh.ts';

export const zh = {
  ...firstZh,

  /** The second line of every failure: whether money was taken. */
  charged: {
    no: '没有扣款。',
    yes: '已扣款。',
    checking: '是否扣款，正在确认。',
    returned: '若已扣款，款项会原路退回。',
  },

  /** The same line for the customer. */
  chargedCustomer: {
    no: '您没有被扣款。',
    yes: '您已付款。',
    checking: '正在确认您是否已付款。',
    returned: '若您已被扣款，款项会原路退回。',
  },

  counter: {
    ...firstZh.counter,
    attentionCount: (count: number) => `待处理 ${count} 笔`,
    online: '网络正常',
    railDown: (rail: string, minutes: number) => `${rail}暂时不可用（已持续 ${minutes} 分钟）。`,
    works: (rails: string) => `${rails}可用。`,
    turn: '转向顾客',
    turnBack: '转回收银员',
    scanHint: '输入金额后，直接扫顾客的付款码',
  },

  waiting: {
    scanNow: '请顾客扫码付款',
    scanNowCustomer: '请用手机扫码付款',
    scanned: '顾客已扫码，等待付款',
    scannedCustomer: '请在手机上确认付款',
    password: '顾客正在输入密码',
    passwordCustomer: '请在手机上输入密码',
    sending: '正在联系支付平台',
    stillWaiting: '仍在等待',
    presentCard: '请顾客挥卡、插卡，或用手机碰一下读卡器',
    presentCardCustomer: '请挥卡、插卡，或用手机碰一下读卡器',
    stillWaitingCard: '读卡器还在等卡',
    readerWaking: '正在准备读卡器',
    cardAsking: '银行正在处理，插着的卡先别拔',
    otherFunding: '这个付款来源没有成功，请顾客在手机上换一个',
    otherFundingCustomer: '这个付款来源没有成功，请在手机上换一个',
    approved: '顾客已在手机上同意，这笔款还没有收下。',
    approvedCustomer: '您已同意付款，请稍等。',
    take: '收下这笔款',
    taking: '正在收下这笔款，请稍等',
    inProgress: '平台正在处理，请稍等',
    askCustomer: '请提醒顾客看手机',
    closing: '正在关闭这笔收款',
    reversing: '正在撤销，请稍等',
    timeLeft: (time: string) => `剩余 ${time}`,
    qrLabel: (rail: string, amount: string) => `${rail}收款码，${amount}`,
    expiredQr: '收款码已过期',
    newQr: '换新收款码',
    cancelThenCash: '取消，改收现金',
    cancelThen: (rail: string) => `取消，改用${rail}`,
    park: '先放一边，接待下一位',
    practiceQrHint: '练习用收款码，真实钱包扫了也不会付款',
    lastChecked: (seconds: number) => `${seconds} 秒前查询过`,
  },

  result: {
    paid: (amount: string, rail: string) => `${rail}收款 ${amount}`,
    paidCustomer: (amount: string) => `已付款 ${amount}`,
    thanks: '谢谢惠顾',
    discount: (paid: string, off: string) => `顾客实付 ${paid}，优惠 ${off}`,
    received: (amount: string) => `本店实收 ${amount}`,
    declined: (reason: string) => `未付款。${reason}您没有被扣款。请换一种方式，或付现金。`,
    unknown: '正在确认。请不要再付一次，也请稍等取货。网络正常时一分钟内出结果。',
    reversed: (orderNumber: string) => `已撤销。若您已被扣款，款项会原路退回；凭此码可查：${orderNumber}。`,
    doNotScan: '不要重复扫码',
    doNotHandOver: '先别给货',
    whatHappened: '发生了什么',
    whatNow: '现在怎么办',
    doNot: '不要',
    nextAuto: '自动回到收款台',
    keptOrder: '订单已保留，可换一种方式付款',
  },

  faults: faultsZh,

  till: { ...firstZh.till, ...tillZh },

  refusals: {
    ...firstZh.refusals,
    amount: {
      empty: '请先输入金额。',
      zero: '金额要大于零。',
      not_a_number: '这不是金额，请只输入数字。',
      too_many_decimals: (decimals: number) =>
        decimals === 0 ? '这种货币没有小数。' : `最多 ${decimals} 位小数。`,
      too_large: '金额太大，请核对。',
      over_limit: (limit: string) => `超过单笔上限 ${limit}。`,
      under_limit: (limit: string) => `低于最小金额 ${limit}。`,
    },
    scan: scanZh,
    camera: {
      insecure: '网页不是通过安全连接打开的，不能用摄像头。',
      unsupported: '这个浏览器不能用摄像头扫码，请手动输入。',
      denied: '没有摄像头权限。请在浏览器设置里允许，或手动输入。',
      none: '没有找到摄像头，请手动输入。',
      in_use: '摄像头正被别的程序占用。',
      failed: '摄像头打不开，请再试一次。',
      lost: '摄像头断开了。',
    },
    cardNumber: '这里不能填银行卡号。',
  },

  customer: customerZh,

  scan: {
    title: '扫付款码',
    aim: '把付款码放进框里',
    typeInstead: '手动输入',
    codeLabel: '付款码数字',
    torchOn: '开灯',
    torchOff: '关灯',
    resume: '继续扫码',
    readAgain: '已经读过这个付款码',
  },

  cash: cashZh,

  drawer: drawerZh,

  record: recordZh,

  ownCode: ownCodeZh,
  staticCode: staticCodeZh,

  /** Paying in several parts. */
  split: {
    owed: '应收',
    share: (people: number) => `${people} 人平分`,
    part: '这次付多少',
    nowBy: (part: string) => `先付 ${part}，选一种方式：`,
    restLater: '剩下的下一步再收。',
    tooMuch: (whole: string) => `最多 ${whole}。`,
    stillOwed: '还差',
    ofTotal: (total: string) => `总共 ${total}`,
    thisPart: (part: string, total: string) => `本次 ${part}，总共 ${total}`,
    legs: '各部分付款',
    paidSoFar: '已收的部分',
    notYet: '这一部分有结果后，才能收下一部分。',
    end: '结束并退款',
    endWarning: '已收的部分会全部退给顾客，后收的先退。',
    endNow: '结束并退款',
    goingBack: '已收的部分正在退回，后收的先退。',
    allBack: '已收的部分都退回了。',
    afterThat: '上一部分退完后再退',
    failed: '平台没有退成，请打开这笔交易再退，或用现金退给顾客。',
    which: '退哪一部分？',
  },

  recent: {
    title: '最近交易',
    empty: '收款后，交易会列在这里。先在收款台输入一个金额试试。',
    more: '更多',
    search: '单号或扫小票',
    notFound: '没有找到这笔交易。',
    orderNumber: '单号',
    tradeNumber: '平台交易号',
    paymentNumber: '平台付款号',
    attestedBy: '确认收款的人',
    time: '时间',
    payer: '付款人',
    attempts: (count: number) => `付款尝试 ${count} 次`,
  },

  attention: {
    title: '待处理',
    empty: '没有待处理的付款。有疑问的付款会列在这里，直到查清。',
    attach: '算作本单的付款',
    giveBack: '退给顾客',
    keep: '不撤销，继续等',
    attest: '店长确认已收款',
    attestHint: '只有亲眼看到到账，才能确认；系统会继续查询。',
    refundIfPaid: '若已付款则退款',
  },

  refund: {
    title: '退款',
    full: '全额退款',
    partial: '部分退款',
    amount: '退款金额',
    reason: '退款原因',
    available: (amount: string) => `可退 ${amount}`,
    ask: (amount: string) => `确定退款 ${amount}？`,
    sending: '正在退款',
    done: (amount: string) => `已退款 ${amount}`,
    owed: '退款待完成，系统会自动再试',
    cashBack: (amount: string) => `请退给顾客现金 ${amount}`,
    byHand: (rail: string) => `请自己把这笔${rail}的款退给顾客，这里只记账。`,
    reasons: { returned: '退货', wrongAmount: '金额错误', paidTwice: '重复付款', other: '其他' },
  },

  receipt: {
    title: '小票',
    number: '编号',
    total: '合计',
    paidBy: '付款方式',
    cashGiven: '实收现金',
    change: '找零',
    refunded: '已退款',
    keep: '退款或查询时，请出示此码',
    practice: '练习，不是真实收款凭证',
    copyOf: '补打',
  },

  settings: {
    ...firstZh.settings,
    title: '设置',
    cashierLanguage: '收银员语言',
    customerLanguage: '顾客语言',
    sound: '提示音',
    voice: '语音播报',
    volume: '音量',
    test: '试听',
    on: '开',
    off: '关',
    storage: '数据保存',
    persisted: '浏览器会长期保留数据。',
    denied: '浏览器可能在空间不足时清除数据，请定期导出。',
    unsupported: '这个浏览器不能保证长期保留数据，请定期导出。',
    unanswered: '请在浏览器的提示里允许保留数据。',
    plainHost: '这个网站没有发送安全响应头，防护不完整，请让网站管理员补上。',
    install: '安装到这台设备',
    installed: '已安装',
    exportJournal: '导出流水',
    updateBusy: '有付款未完成，完成后再更新。',
    qrLife: '收款码有效时间',
    practiceShop: '练习店铺',
    shops: { CNY: '人民币店铺', USD: '美元店铺' },
    oneCurrency: '一笔交易只用一种货币，不做兑换；收不了这种货币的方式不会出现。',
    shownWays: '收款台上显示：',
  },

  practice: {
    ...firstZh.practice,
    explain: '这里都是模拟，不会动真钱。',
    demos: '看演示',
    otherDevice: '练习数据只在这台设备上；另一台设备要用独立模拟器。',
  },

  start: {
    ...firstZh.start,
    takeRealMoney: '收真钱',
    youHave: '您现在有什么？',
    nothing: '什么都没有',
    nothingNow: '现在可以练习，也可以记现金账。',
    collectionCode: '有个人或商家收款码',
    collectionCodeNow: '现在就能用：把收款码导入进来，到账由您自己核对；现金也能记。',
    merchantNumber: '有商户号',
    merchantNumberNow: '现在可以设置收款账号并试收。',
    insecure: '这个网页不是通过安全连接打开的，收款台不能工作。请用 https 地址，或在本机打开。',
    lostBook: '这台设备上的收款记录不见了。请从导出的文件恢复，或从支付平台账单核对。',
    lostKey: '收款密钥不见了。请重新生成或导入密钥。',
    damagedBook: (entry: number) => `收款记录第 ${entry} 条损坏或被改过。请导出记录并告诉店主。`,
  },
} as const;
