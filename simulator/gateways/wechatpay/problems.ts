/** Everything WeChat Pay says no to, in the words of both of its interfaces: v3 status and code, v2 `err_code`, a message. */

/** One way of saying no. `number`: the internal number behind `Request-ID`, 0 where none is public. */
export interface Words {
  readonly status: number;
  readonly code: string;
  /** `err_code` of v2. */
  readonly v2: string;
  readonly message: string;
  readonly number: number;
}

/**
 * Codes and statuses of native orders, refunds and bills are the documents' own. Payments by code have no published list
 * for v3: their v3 codes are the names of v2, assumed (alipay-wechatpay.md 2.5).
 */
const PROBLEMS = {
  'bad-parameter': [400, 'PARAM_ERROR', 'PARAM_ERROR', '参数错误', 268435461],
  'extra-parameter': [400, 'PARAM_ERROR', 'PARAM_ERROR', '参数中含有非法的额外参数', 270924358],
  'merchant-differs': [
    400,
    'PARAM_ERROR',
    'PARAM_ERROR',
    'Authorization 中的 mchid 与请求中的 mchid 不一致',
    268435461,
  ],
  'app-differs': [400, 'APPID_MCHID_NOT_MATCH', 'APPID_MCHID_NOT_MATCH', 'appid 和 mchid 不匹配', 268445527],
  'no-permission': [403, 'NO_AUTH', 'NOAUTH', '商户号该产品权限未开通', 0],
  'no-such-call': [404, 'RESOURCE_NOT_EXISTS', 'INVALID_REQUEST', '请求的接口不存在', 0],
  'wrong-method': [405, 'INVALID_REQUEST', 'REQUIRE_POST_METHOD', '请使用正确的 HTTP 方法', 0],
  'no-appid-to-reverse': [500, 'SYSTEM_ERROR', 'PARAM_ERROR', '系统异常，请稍后重试', 0],

  'order-unknown': [404, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST', '订单不存在', 268512771],
  'order-differs': [
    400,
    'INVALID_REQUEST',
    'INVALID_REQUEST',
    '请求重入时，参数与首次请求时不一致',
    268498688,
  ],
  'order-paid': [400, 'ORDERPAID', 'ORDERPAID', '该订单已支付', 268498689],
  'order-closed': [400, 'ORDER_CLOSED', 'ORDERCLOSED', '该订单已失效', 268447914],
  'order-reversed': [400, 'ORDERREVERSED', 'ORDERREVERSED', '订单已撤销，请重新下单', 268447914],
  'payer-unknown': [400, 'PARAM_ERROR', 'PARAM_ERROR', '无效的 openid', 268435461],

  'code-unreadable': [
    400,
    'AUTH_CODE_INVALID',
    'AUTH_CODE_INVALID',
    '请扫描以 10 至 15 开头的 18 位付款码',
    0,
  ],
  'code-unknown': [400, 'AUTH_CODE_ERROR', 'AUTH_CODE_ERROR', '付款码无效，请重新扫码', 0],
  'code-used': [400, 'AUTH_CODE_INVALID', 'AUTH_CODE_INVALID', '付款码只能使用一次，请刷新后再试', 0],
  'code-expired': [400, 'AUTHCODEEXPIRE', 'AUTHCODEEXPIRE', '付款码已过期，请顾客刷新后再试', 0],
  'payer-short': [403, 'NOT_ENOUGH', 'NOTENOUGH', '用户账户余额不足', 0],
  'payer-abnormal': [403, 'USER_ACCOUNT_ABNORMAL', 'TRADE_ERROR', '用户账户异常', 0],
  'payer-limited': [403, 'RULE_LIMIT', 'TRADE_ERROR', '超过用户账户的支付限额', 0],
  'payer-is-payee': [403, 'TRADE_ERROR', 'TRADE_ERROR', '收款方和付款方不能是同一个人', 0],
  'payer-risky': [403, 'TRADE_ERROR', 'TRADE_ERROR', '当前交易存在异常，交易失败', 0],
  'payer-refused': [403, 'TRADE_ERROR', 'TRADE_ERROR', '用户未输入密码或已取消', 0],

  'payer-types': [400, 'USERPAYING', 'USERPAYING', '用户支付中，不能撤销', 0],
  'reverse-early': [400, 'INVALID_REQUEST', 'INVALID_REQUEST', '请在支付至少 15 秒后再撤销', 0],
  'reverse-late': [400, 'REVERSE_EXPIRE', 'REVERSE_EXPIRE', '订单超过 7 天，不能撤销', 0],
  'reverse-refunded': [400, 'INVALID_REQUEST', 'INVALID_REQUEST', '订单发生过退款，不能撤销', 0],
  'reverse-not-by-code': [400, 'INVALID_REQUEST', 'INVALID_REQUEST', '只有付款码支付可以撤销', 0],
  'close-only-reverse': [
    400,
    'INVALID_REQUEST',
    'INVALID_REQUEST',
    '当前交易不允许进行普通关单（只能撤销）',
    268449641,
  ],
  'close-paid': [400, 'ORDER_PAID', 'ORDERPAID', '该订单已支付，不能关单', 268449538],
  'close-early': [400, 'INVALID_REQUEST', 'INVALID_REQUEST', '下单 5 分钟后才能关单', 0],

  'shop-short': [403, 'NOT_ENOUGH', 'NOTENOUGH', '商户账户余额不足', 0],
  'refund-order-unknown': [404, 'RESOURCE_NOT_EXISTS', 'ORDERNOTEXIST', '订单不存在或未支付', 268512771],
  'refund-unknown': [404, 'RESOURCE_NOT_EXISTS', 'REFUNDNOTEXIST', '退款单不存在', 268512771],
  'refund-differs': [
    400,
    'INVALID_REQUEST',
    'REFUND_FEE_MISMATCH',
    '订单金额或退款金额与之前的请求不一致',
    268498688,
  ],
  'refund-number-used': [400, 'INVALID_REQUEST', 'INVALID_REQUEST', '退款单号已被其他订单使用', 0],
  'refund-all-done': [400, 'INVALID_REQUEST', 'ERROR', '订单已全额退款', 0],
  'refund-too-much': [400, 'INVALID_REQUEST', 'ERROR', '退款金额超过可退金额', 0],
  'refund-too-many': [400, 'INVALID_REQUEST', 'INVALID_REQUEST', '一笔订单最多退款 50 次', 0],
  'refund-too-soon': [
    429,
    'FREQUENCY_LIMITED',
    'FREQUENCY_LIMITED',
    '同一订单两次退款至少间隔 1 分钟',
    268447840,
  ],
  'refund-overdue': [400, 'INVALID_REQUEST', 'TRADE_OVERDUE', '订单超过一年，不能退款', 0],
  'refund-payer-abnormal': [403, 'USER_ACCOUNT_ABNORMAL', 'USER_ACCOUNT_ABNORMAL', '用户账户异常', 0],

  'bill-none': [400, 'NO_STATEMENT_EXIST', '20002', '请求的账单文件不存在', 0],
  'bill-creating': [400, 'STATEMENT_CREATING', '20003', '账单生成中', 0],
  'bill-date-wrong': [400, 'INVALID_REQUEST', '20001', 'bill_date 须为三个月以内的日期', 0],
  'bill-link-over': [400, 'PARAM_ERROR', '20001', '下载地址无效或已过期', 0],
} as const satisfies Record<string, readonly [number, string, string, string, number]>;

export type Problem = keyof typeof PROBLEMS;

export function wordsOf(problem: Problem): Words {
  const [status, code, v2, message, number] = PROBLEMS[problem];
  return { status, code, v2, message, number };
}

/** What an operation of the world came to. */
export type Done<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export function done<T>(value: T): Done<T> {
  return { ok: true, value };
}

export function no(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** The HTTP status of a code that a fault asks for by name; 500 for what nobody knows. */
export function statusOf(code: string): number {
  return Object.values(PROBLEMS).find(([, name]) => name === code)?.[0] ?? 500;
}
