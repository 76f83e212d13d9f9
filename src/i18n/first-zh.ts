/** The first words in Chinese: what the counter at rest says, fetched before anything else. All others stand in `zh.ts`. */

export const firstZh = {
  /** Shown and spoken names of the ways to pay. */
  rails: {
    alipay: '支付宝',
    wechatpay: '微信支付',
    unionpay: '云闪付',
    paypal: 'PayPal',
    card: '银行卡',
    own_code: '自有收款码',
    bank_terminal: '银行刷卡机',
    voucher: '代金券',
    cash: '现金',
  },

  /** A payment's state, in a live region, each with its amount. */
  states: {
    paid: '已收款',
    partPaid: '已收一部分',
    recorded: '已收，未经平台确认',
    notPaid: '未付款',
    checking: '正在确认',
    waiting: '等待顾客付款',
    approved: '顾客已同意付款',
    taking: '正在收下这笔款',
    reversing: '正在撤销',
    reversed: '已撤销',
    refunding: '正在退款',
    refunded: '已退款',
    partlyRefunded: '部分退款',
    attested: '店员确认收款，未经平台证实',
    latePaid: '撤销后又到账',
    withAmount: (state: string, amount: string) => `${state} ${amount}`,
  },

  buttons: {
    charge: '收款',
    scan: '扫码',
    checkNow: '立即查询',
    cancel: '取消',
    otherWay: '换一种方式',
    back: '返回',
    close: '关闭',
    confirm: '确定',
    save: '保存',
    retry: '再试一次',
    print: '打印',
    next: '下一单',
    language: 'English',
    details: '详情',
    copy: '复制',
    share: '分享',
    skip: '跳过',
  },

  keypad: {
    name: '数字键盘',
    backspace: '退格',
    clear: '清除',
    amount: '金额',
    note: '备注',
    addNote: '加备注',
  },

  counter: {
    title: '收款台',
    ready: '请输入金额',
    recent: '最近交易',
    needsAttention: '待处理',
    lastPayment: '上一笔',
    settings: '设置',
    offline: '没有网络',
    offlineHint: '没有网络：只能收现金。',
  },

  tenders: {
    ways: '付款方式',
    split: '分开付',
    /** On a button that is off: why, in a word. */
    not_ready: '未设置好',
    offline: '没有网络',
    atMost: (limit: string) => `≤ ${limit}`,
    atLeast: (limit: string) => `≥ ${limit}`,
  },

  practice: {
    badge: '练习',
    phone: '顾客手机',
    openPhone: '打开顾客手机',
    desk: '控制台',
  },

  refusals: {
    storage: '记录保存不了，暂时不能收款。',
  },

  settings: {
    update: '有新版本',
    updateNow: '现在更新',
  },

  start: {
    welcome: '输入一个金额，按“收款”，再用旁边的手机扫码付款。',
  },

  till: {
    loading: '正在打开…',
    cannotLoad: '这一部分没能打开，请检查网络再试。',
    opening: '正在打开收款台…',
    comma: '，',
    chargeBy: (rail: string) => `${rail}收款码`,
    railReady: (rail: string) => `${rail}可用`,
    railNotReady: (rail: string) => `${rail}暂不可用`,
    clockAhead: (minutes: number) => `这台设备的时间快了 ${minutes} 分钟。请改为自动校时，否则收不了款。`,
    clockBehind: (minutes: number) => `这台设备的时间慢了 ${minutes} 分钟。请改为自动校时，否则收不了款。`,
    offlineInPractice: '模拟网络已断开：钱包收不了，现金可以收。',
    otherPaid: (sale: number) => `第 ${sale} 笔已收款。`,
    otherLate: (sale: number) => `第 ${sale} 笔撤销后又到账，请处理。`,
    opened: '未收',
    ended: '已结束，未收款',
    yuan: (amount: string) => `${amount} 元`,
  },
} as const;
