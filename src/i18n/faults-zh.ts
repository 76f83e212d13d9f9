/** The words for every fault, in Chinese. */

import type { FaultDictionary } from './fault-words.ts';

const waitForAnswer = '请稍等，系统会自动查询，网络正常时一分钟内出结果。';
const otherWay = '请换一种方式，或付现金。';
const noSecondPayment = '结果出来前不要重复扫码，先别给货。';

export const faultsZh: FaultDictionary = {
  answer_forged: {
    happened: '收到的答复没有通过验签，不能采信。',
    now: '请稍等，系统会重新查询；一直不行请告诉店主。',
    doNot: '不要按这条答复给货，也不要重复扫码。',
  },
  answer_mismatch: {
    happened: '支付平台答复的订单号或金额与本单不符。',
    now: '请稍等并告诉店主，由店主核对。',
    doNot: '不要按这条答复给货，也不要重复扫码。',
  },
  key_unknown: {
    happened: '答复是用这里没有录入的公钥签的，不能采信。',
    now: '请稍等，系统会重新查询；店主要到支付平台核对公钥编号，再到“收款账号”录入。',
    doNot: '不要按这条答复给货，也不要重复扫码。',
  },
  key_sealed: {
    happened: '支付平台换了签名密钥，这里没有录入 APIv3 密钥，取不到新的。',
    now: '请稍等，系统会重新查询；店主要到“收款账号”录入 APIv3 密钥，或导入新证书。',
    doNot: '不要按这条答复给货，也不要重复扫码。',
  },
  contradiction: {
    happened: '支付平台前后两次答复互相矛盾。',
    now: '请告诉店主，由店主在支付平台核对。',
    doNot: '不要自己退款，也不要再收一次。',
  },
  frozen: {
    happened: '这笔付款出现异常，已暂停处理。',
    now: '请告诉店主，由店主核对后再处理。',
    doNot: '不要重复收款，也不要退款。',
  },
  setup_signature: {
    happened: '支付平台不认本店的签名。',
    now: '请先付现金，并告诉店主检查密钥设置。',
    doNot: '不要反复重试，修好设置之前都不会成功。',
  },
  setup_app: {
    happened: '支付平台不认本店的应用编号。',
    now: '请先付现金，并告诉店主检查收款设置。',
    doNot: '不要反复重试，修好设置之前都不会成功。',
  },
  setup_permission: {
    happened: '本店还没有开通这项收款功能。',
    now: '请先付现金，并告诉店主开通。',
    doNot: '不要反复重试，开通之前都不会成功。',
  },
  setup_merchant: {
    happened: '本店的商户账号目前不能收款。',
    now: '请先付现金，并告诉店主联系支付平台。',
    doNot: '不要反复重试，账号恢复之前都不会成功。',
  },
  setup_no_key: {
    happened: '这台收银机上没有收款密钥。',
    now: '请先付现金，并告诉店主重新设置密钥。',
  },
  storage_failed: {
    happened: '这台设备存不下记录，为安全起见没有发出收款。',
    now: '请先清理设备空间，或换一台收银机。',
    doNot: '保存恢复之前，不要在这台机上收电子款。',
  },
  clock_wrong: {
    happened: '这台设备的时间不准，支付平台不接受。',
    now: '请把设备改为自动校时，再收一次。',
  },
  sign_refused: {
    happened: '金额或次数超出了这台收银机的上限，没有发出收款。',
    now: '请找店长处理，或付现金。',
  },
  bad_request: {
    happened: '支付平台不接受这次收款的内容。',
    now: '请付现金，并告诉店主。',
    doNot: '不要反复重试。',
  },
  order_reused: {
    happened: '这个订单号已经用过。',
    now: '请重新收款，系统会换一个新订单号。',
  },
  till_restarted: {
    happened: '收银机中途重新启动过。',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  reader_unavailable: {
    happened: '读卡器没有回应。',
    now: '请检查读卡器的电源和网络，再收一次；或换一种方式，或付现金。',
  },
  provider_busy: {
    happened: '支付平台正忙，暂时没有结果。',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  provider_limited: {
    happened: '查询太频繁，支付平台要求等一等。',
    now: '请稍等，系统会放慢查询。',
    doNot: noSecondPayment,
  },
  provider_odd: {
    happened: '支付平台的答复看不懂。',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  cancel_refused: {
    happened: '支付平台没有同意撤销。',
    now: '请稍等，系统会先查清，再撤销或退款。',
    doNot: '不要另外退现金，以免退两次。',
  },
  offline: {
    happened: '收银机没有网络，收款没有发出。',
    now: '请付现金，或等网络恢复后再收。',
  },
  no_answer: {
    happened: '支付平台没有答复。',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  network_login: {
    happened: '这个网络要先登录，所以没有收到支付平台的答复。',
    now: '请随便打开一个网页，登录网络，再点“立即查询”。',
    doNot: noSecondPayment,
  },
  answer_garbled: {
    happened: '收到的答复不完整。',
    now: '请稍等，系统会重新查询；也请检查网络。',
    doNot: noSecondPayment,
  },
  amount_over_limit: {
    happened: '金额超过了支付平台的单笔上限。',
    now: '请分几笔付，或换一种方式。',
  },
  code_invalid: {
    happened: '付款码无效或已过期。',
    now: '请刷新付款码再扫一次。',
    doNot: '不要扫截图或照片里的付款码。',
  },
  balance_short: {
    happened: '余额不足。',
    now: otherWay,
  },
  limit_reached: {
    happened: '超过了付款账户的限额。',
    now: '请换一张银行卡或换一种方式，或付现金。',
  },
  account_restricted: {
    happened: '付款账户目前不能付款。',
    now: otherWay,
  },
  wallet_risk: {
    happened: '钱包出于安全考虑拒绝了这笔付款。',
    now: otherWay,
    doNot: '不要反复重试。',
  },
  same_person: {
    happened: '付款人和收款人是同一个账户。',
    now: '请用另一个账户付款。',
  },
  payment_failed: {
    happened: '钱包没有付成功。',
    now: '请再试一次，或换一种方式。',
  },
  payer_timeout: {
    happened: '付款时间已过，还没有付款。',
    now: '请重新收款，或换一种方式。',
  },
  canceled_by_cashier: {
    happened: '收银员取消了这次收款。',
    now: '可以重新收款，或换一种方式。',
  },
  card_declined: {
    happened: '银行拒绝了这张卡。',
    now: '请换一张卡，或换一种方式。',
  },
  card_insert: {
    happened: '银行要求插卡付款。',
    now: '请插入同一张卡，并输入密码。',
  },
  card_pin: {
    happened: '卡密码错误。',
    now: '请用同一张卡再试一次，或换一张卡。',
  },
  card_again: {
    happened: '银行暂时没有回应这张卡。',
    now: '请用同一张卡再试一次。',
  },
  card_unsupported: {
    happened: '这里不能用这张卡。',
    now: '请换一张卡，或换一种方式。',
  },
  declined_other: {
    happened: '付款被拒绝。',
    now: otherWay,
  },
  refund_balance_short: {
    happened: '商户账户余额不足，退款还没有到账。',
    now: '请告诉店主充值，系统会用同一个单号自动再退。',
    doNot: '不要另外退现金，以免退两次。',
  },
  refund_window_over: {
    happened: '已过支付平台的退款期限。',
    now: '请找店主决定，可以改退现金。',
  },
  refund_too_much: {
    happened: '退款金额超过了可退金额。',
    now: '请改小金额再退。',
  },
  refund_not_allowed: {
    happened: '支付平台不允许退这笔款。',
    now: '请找店主决定，可以改退现金。',
  },
  refund_mismatch: {
    happened: '这个退款单号已经用于另一个金额。',
    now: '请刷新后重新退款；不行请告诉店主。',
    doNot: '查清之前不要另外退现金。',
  },
  refund_abnormal: {
    happened: '支付平台收下了退款，但没能退到付款账户，钱还在商户账户里。',
    now: '请店主到支付平台的商户后台处理，或用其他方式把钱退给顾客。',
    doNot: '不要对顾客说已经退到账。',
  },
};
