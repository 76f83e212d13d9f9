/** What is said in Chinese of something that was held up to the till: what it is, and what to do instead. */

export const scanZh = {
  // What to do, the second half of most sentences.
  openCode: (wallets: string) => `请顾客打开${wallets}的付款码。`,
  otherWay: '请换一种方式付款。',
  again: '请再扫一次。',
  refresh: '请顾客刷新后再扫。',

  noAmount: '请先输入金额，再扫付款码。',
  busy: '上一笔还没有结果，请稍等。',
  unknownReceipt: '没有找到这笔交易。',
  cardNumber: '这是银行卡号。为安全起见没有保存。',
  used: '这个付款码已经用过，请刷新后再扫。',
  expired: '付款码已过期，请刷新后再扫。',

  realInPractice: (rail: string) => `这是真实的${rail}付款码。练习中只能用模拟手机上的付款码。`,
  notSetUp: (rail: string) => `这是${rail}的付款码，本店还没有开通${rail}。`,
  otherCurrency: (rail: string) => `这是${rail}的付款码，${rail}不能收这种货币。`,

  strange: (wallet: string) => `这是${wallet}的付款码，本机收不了。`,
  wallets: { ecny: '数字人民币', qq: 'QQ 钱包' },

  cardApp: '这是银行卡应用的付款码，本机收不了。',
  cardAppOf: (scheme: string) => `这是银行卡应用（${scheme}）的付款码，本机收不了。`,
  schemes: {
    unionpay: '银联',
    visa: 'Visa',
    mastercard: '万事达',
    amex: '美国运通',
    jcb: 'JCB',
    discover: 'Discover',
    qris: '印尼 QRIS',
    duitnow: '马来西亚 DuitNow',
  },

  receive: {
    wallet: (rail: string) => `这是${rail}的收款码，是用来收钱的，不是付款码。`,
    paypal: '这是 PayPal 的链接，不是付款码。请在本机选 PayPal，由顾客扫本机显示的码。',
    emv: '这是收款码，是用来收钱的，不是付款码。',
    bank: '这是银行转账的收款码，不是付款码。',
    crypto: '这是加密货币的收款地址，本机收不了。',
    practice: '这是本机自己显示的收款码。请用模拟手机扫它。',
    own: '这是本店自己的收款码，由顾客来扫。',
  },

  things: {
    goods: '这是商品条码，不是付款码。',
    coupon: '这是优惠券，不是付款码。请先核销，再按优惠后的金额收款。',
    boarding_pass: '这是登机牌，不是付款码。',
    friend: '这是加好友的码，不是付款码。',
    wifi: '这是无线网络的码，不是付款码。',
    contact: '这是名片或电话，不是付款码。',
    one_time_key: '这是动态口令的密钥，不是付款码。为安全起见没有保存，请不要给别人看。',
    web: '这是网址，不是付款码。为安全起见没有打开。',
    text: '这不是付款码。',
  },

  unreadable: {
    empty: '没有扫到内容。',
    too_long: '内容太长，不是付款码。',
    not_printable: '内容无法识别，不是付款码。',
    wrong_length: '数字位数不对，可能没扫全。',
    wrong_prefix: '这不是本机认识的付款码。',
    damaged: '没扫完整。',
  },
  wrongLengthOf: (rail: string) => `这像${rail}的付款码，但位数不对，可能没扫全。`,
};
