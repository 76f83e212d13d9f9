/** What the customer's side says in Chinese beside the words that both sides share, and what the till says of it. */

export const customerZh = {
  toPay: '应付',
  showCode: '请出示付款码',
  payCash: '请付现金',
  given: (amount: string) => `收您 ${amount}`,
  change: (amount: string) => `找您 ${amount}`,
  stillToPay: (amount: string) => `还需支付 ${amount}`,
  record: {
    own_code: (amount: string) => `请用手机扫码，输入 ${amount}`,
    bank_terminal: '请在银行刷卡机上刷卡或插卡',
    voucher: '请出示代金券',
  },
  otherWay: '请换一种方式付款，或付现金。',
  shopsTrouble: '本店的收款出了点问题，不是您的原因。',
  noTill: '请稍候',
  noTillHint: '收银台马上回来。如有需要，请问店员。',
  orderNumber: (number: string) => `查询号 ${number}`,
  fullScreen: '全屏',
  strayScan: '扫码枪扫到顾客屏上了。请先点一下收银台窗口，再扫一次。',

  open: '打开顾客屏',
  blocked: '浏览器没有打开新窗口。请允许弹出窗口，再点一次。',
  noVoice: '这台设备没有这种语言的声音，只有提示音。',
};
