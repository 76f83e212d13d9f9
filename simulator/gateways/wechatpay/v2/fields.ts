/** What each call of v2 must and may say, and how long it may be. */

export type CallName =
  | 'micropay'
  | 'unifiedorder'
  | 'orderquery'
  | 'reverse'
  | 'closeorder'
  | 'refund'
  | 'refundquery'
  | 'downloadbill';

interface Field {
  readonly most: number;
  readonly isRequired?: true;
  readonly form?: RegExp;
}

const FEN = /^[1-9]\d{0,10}$/;
const must = (most: number, form?: RegExp): Field => ({ most, isRequired: true, ...(form ? { form } : {}) });
const may = (most: number, form?: RegExp): Field => ({ most, ...(form ? { form } : {}) });

const COMMON = {
  appid: must(32),
  mch_id: must(32),
  nonce_str: must(32),
  sign: must(64),
  sign_type: may(32),
} satisfies Record<string, Field>;

const PURCHASE = {
  ...COMMON,
  device_info: may(32),
  body: must(128),
  detail: may(6_000),
  attach: may(127),
  out_trade_no: must(32, /^[0-9A-Za-z_\-|*@]+$/),
  total_fee: must(11, FEN),
  fee_type: may(16, /^CNY$/),
  spbill_create_ip: must(64),
  goods_tag: may(32),
  limit_pay: may(32),
  time_start: may(14, /^\d{14}$/),
  time_expire: may(14, /^\d{14}$/),
} satisfies Record<string, Field>;

const EITHER = { ...COMMON, transaction_id: may(32), out_trade_no: may(32) };

const FIELDS: Readonly<Record<CallName, Readonly<Record<string, Field>>>> = {
  micropay: { ...PURCHASE, auth_code: must(128) },
  unifiedorder: {
    ...PURCHASE,
    notify_url: must(256, /^https?:\/\/[^\s?#]+$/),
    trade_type: must(16, /^NATIVE$/),
    product_id: must(32),
  },
  orderquery: EITHER,
  reverse: EITHER,
  closeorder: { ...COMMON, out_trade_no: must(32) },
  refund: {
    ...EITHER,
    out_refund_no: must(64, /^[0-9A-Za-z_\-|*@]+$/),
    total_fee: must(11, FEN),
    refund_fee: must(11, FEN),
    refund_fee_type: may(8, /^CNY$/),
    refund_desc: may(80),
    notify_url: may(256),
  },
  refundquery: { ...EITHER, out_refund_no: may(64), refund_id: may(32) },
  downloadbill: {
    ...COMMON,
    bill_date: must(8, /^\d{8}$/),
    bill_type: may(8, /^(?:ALL|SUCCESS|REFUND)$/),
    tar_type: may(8, /^GZIP$/),
  },
};

/** What is wrong with the fields of a call, as its code and a word about it; undefined when they are in order. */
export function fieldProblem(
  call: CallName,
  fields: ReadonlyMap<string, string>,
): { readonly code: 'LACK_PARAMS' | 'PARAM_ERROR'; readonly message: string } | undefined {
  for (const [name, { most, isRequired, form }] of Object.entries(FIELDS[call])) {
    const value = fields.get(name) ?? '';
    if (value === '' && isRequired) return { code: 'LACK_PARAMS', message: `缺少参数 ${name}` };
    if (value === '') continue;
    if (value.length > most) return { code: 'PARAM_ERROR', message: `${name} 长度不得大于 ${most}` };
    if (form && !form.test(value)) return { code: 'PARAM_ERROR', message: `${name} 格式不正确` };
  }
  return undefined;
}
