/** Every fault in plain words: what a trainer picks, and what then happens at the counter. */

import type { FaultName } from '../faults/catalogue.ts';
import type { Language } from './language.ts';

export interface FaultWords {
  readonly title: string;
  readonly what: string;
}

const zh: Readonly<Record<FaultName, FaultWords>> = {
  'request-lost': { title: '请求丢失', what: '收银台发出的请求没有到达支付平台，平台什么也不知道。' },
  'reply-lost': { title: '回复丢失', what: '平台处理了请求，但回复在路上丢了，收银台不知道结果。' },
  'reply-slow': { title: '回复很慢', what: '平台照常处理，回复过很久才到。' },
  'reply-html': { title: '回复成了网页', what: '收到的不是平台的回复，而是一个要登录无线网络的网页。' },
  'reply-empty': { title: '回复是空的', what: '收到了回复，但里面什么都没有。' },
  'reply-truncated': { title: '回复只有一半', what: '回复传到一半就断了。' },
  'status-500': { title: '服务器错误 500', what: '中间的服务器出错，收银台看不到平台的回复。' },
  'duplicate-delivery': { title: '请求到了两次', what: '同一个请求被网络送到平台两次。只能扣一次款。' },
  'out-of-order': { title: '请求晚到', what: '请求在路上耽搁，后面的请求反而先到。' },
  'provider-busy': { title: '平台繁忙', what: '平台回答“系统繁忙”，收银台不能当作失败。' },
  'rate-limited': { title: '请求太频繁', what: '平台说请求太多，没有处理。' },
  'signature-bad': { title: '签名不对', what: '回复的签名对不上，收银台不能相信里面的内容。' },
  'signature-missing': { title: '没有签名', what: '回复没有签名，收银台不能相信里面的内容。' },
  'key-unknown': { title: '陌生的密钥', what: '回复是用收银台不认识的密钥签的。' },
  'key-rotates': {
    title: '平台换密钥',
    what: '微信支付从这时起用新密钥签名，并把新证书发给商户。收银台要自己取来、核对，再相信。',
  },
  'amount-wrong': { title: '金额不一致', what: '回复的签名是对的，但金额和订单不一样。' },
  'currency-wrong': { title: '币种不一致', what: '回复的签名是对的，但币种和订单不一样。' },
  'order-wrong': { title: '订单号不一致', what: '回复的签名是对的，但说的是另一个订单。' },
  'paid-before-cancel': { title: '撤销前刚好付了', what: '收银台撤销订单，撤销到达前一刻顾客付了款。' },
  'paid-after-cancel': { title: '撤销后又到账', what: '撤销已经得到确认，稍后却来了一笔迟到的付款。' },
  'cancel-refused': { title: '撤销被拒绝', what: '平台不肯撤销订单，收银台要另想办法弄清结果。' },
  'query-lags': { title: '查询跟不上', what: '付款已有结果，查询却还说不知道。' },
  'capture-pending': {
    title: '扣款待审核',
    what: 'PayPal 收下了扣款，但要先审核：过一会儿才到账，或者不通过。',
  },
  'reader-unavailable': { title: '读卡器没有回应', what: '读卡器断网、正忙或没有回应，不会请顾客出示卡。' },
  'refund-pending': { title: '退款处理中', what: '平台收下了退款，过一会儿顾客才收到钱。' },
  'refund-fails': {
    title: '退款没有送达',
    what: '平台收下了退款，但钱到不了顾客账户，又回到商户账户。',
  },
  'bill-row-missing': { title: '账单少一笔', what: '次日的交易账单里少了一笔付款，合计也不含它。' },
  'bill-row-extra': { title: '账单多一笔', what: '次日的交易账单里多了一笔本店没有的付款。' },
  'fee-changed': { title: '费率变了', what: '从现在起，新付款在账单里按新的费率收手续费。' },
  'notification-late': { title: '通知晚到', what: '发给商户服务器的通知过很久才到。' },
  'notification-twice': { title: '通知到两次', what: '同一条通知发了两次。' },
  'notification-never': { title: '通知没有来', what: '发给商户服务器的通知始终没有到。' },
  'clock-skew': { title: '收银台时钟不准', what: '收银台的时间和平台相差太多，平台不接受它的请求。' },
  offline: { title: '收银台断网', what: '收银台没有网络，什么请求都发不出去。' },
};

const en: Readonly<Record<FaultName, FaultWords>> = {
  'request-lost': {
    title: 'Request lost',
    what: 'What the till sends never reaches the provider, which knows nothing of it.',
  },
  'reply-lost': {
    title: 'Reply lost',
    what: 'The provider does its work, but its reply is lost: the till does not know how it ended.',
  },
  'reply-slow': { title: 'Reply slow', what: 'The provider does its work; the reply takes long to arrive.' },
  'reply-html': {
    title: 'Web page instead of a reply',
    what: 'Not the provider answers but a Wi-Fi sign-in page.',
  },
  'reply-empty': { title: 'Reply empty', what: 'A reply arrives with nothing in it.' },
  'reply-truncated': { title: 'Reply cut in half', what: 'The reply breaks off in the middle.' },
  'status-500': {
    title: 'Server error 500',
    what: 'A server on the way fails; the till does not see the reply.',
  },
  'duplicate-delivery': {
    title: 'Request arrives twice',
    what: 'The network delivers one request twice. The customer may be charged only once.',
  },
  'out-of-order': {
    title: 'Request overtaken',
    what: 'A request is held up on its way and arrives after a later one.',
  },
  'provider-busy': {
    title: 'Provider busy',
    what: 'The provider says "system busy"; the till must not take that for a failure.',
  },
  'rate-limited': {
    title: 'Too many requests',
    what: 'The provider says there are too many requests and does nothing.',
  },
  'signature-bad': {
    title: 'Signature wrong',
    what: 'The signature does not fit the reply: the till must not believe it.',
  },
  'signature-missing': {
    title: 'Signature missing',
    what: 'The reply is not signed: the till must not believe it.',
  },
  'key-unknown': {
    title: 'Unknown key',
    what: 'The reply is signed with a key that the till does not know.',
  },
  'key-rotates': {
    title: 'Provider changes its key',
    what: 'From now on WeChat Pay signs with a new key and hands out its certificate. The till must fetch and check it before it believes anything.',
  },
  'amount-wrong': {
    title: 'Another amount',
    what: 'A rightly signed reply names another amount than the order.',
  },
  'currency-wrong': {
    title: 'Another currency',
    what: 'A rightly signed reply names another currency than the order.',
  },
  'order-wrong': { title: 'Another order', what: 'A rightly signed reply speaks of another order.' },
  'paid-before-cancel': {
    title: 'Paid just before the cancel',
    what: 'The till cancels; a moment before the cancel arrives the customer pays.',
  },
  'paid-after-cancel': {
    title: 'Paid after the cancel',
    what: 'The cancel is acknowledged, and yet a late payment comes through.',
  },
  'cancel-refused': {
    title: 'Cancel refused',
    what: 'The provider refuses to cancel; the till has to find out how the order ended.',
  },
  'query-lags': {
    title: 'Query lags behind',
    what: 'The payment has ended, but the query does not know it yet.',
  },
  'capture-pending': {
    title: 'Capture pending',
    what: 'PayPal takes the capture and looks at it first: the money comes later, or not at all.',
  },
  'reader-unavailable': {
    title: 'Card reader not available',
    what: 'The reader is offline, busy or silent: it asks for no card.',
  },
  'refund-pending': {
    title: 'Refund pending',
    what: 'The provider accepts the refund; the customer has the money a while later.',
  },
  'refund-fails': {
    title: 'Refund does not arrive',
    what: "The provider accepts the refund, but it never reaches the customer: the money comes back to the shop's account.",
  },
  'bill-row-missing': {
    title: 'Bill lacks a row',
    what: "One payment is missing in the next day's bill, and in its sums.",
  },
  'bill-row-extra': {
    title: 'Bill has a row too many',
    what: "The next day's bill has a payment that this shop knows nothing of.",
  },
  'fee-changed': {
    title: 'Fee changed',
    what: 'From now on new payments stand in the bills with another fee.',
  },
  'notification-late': { title: 'Notification late', what: "News for the merchant's server arrives late." },
  'notification-twice': { title: 'Notification twice', what: 'The same news arrives twice.' },
  'notification-never': {
    title: 'Notification never',
    what: "News for the merchant's server never arrives.",
  },
  'clock-skew': {
    title: "Till's clock wrong",
    what: "The till's time is too far from the provider's, which refuses its requests.",
  },
  offline: { title: 'Till offline', what: 'The till has no network and can send nothing.' },
};

export const FAULT_WORDS: Readonly<Record<Language, Readonly<Record<FaultName, FaultWords>>>> = {
  'zh-CN': zh,
  en,
};
