/** The bills of a day: its trades or the account's movements as a table of text, in yuan (alipay-wechatpay.md 2.6). */

import { type ExtraRow, flawsOf, strikeBill } from '../../faults/bill-flaws.ts';
import { BEIJING_OFFSET_MS, beijingDate, beijingDay, DAY_MS, formatBeijing } from '../../world/beijing.ts';
import { feeBackMinor, feeMinor } from '../../world/fees.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { LedgerEntry, LedgerKind, Refund, Trade, World } from '../../world/model.ts';
import { parseYuan, yuan } from '../../world/money.ts';
import { contractTrades } from '../../world/trades.ts';
import { detailOf } from './detail.ts';
import { partsOf, REFUND_STATUS } from './refunds.ts';
import { identity, openidOf } from './transaction.ts';

export type TradeBillType = 'ALL' | 'SUCCESS' | 'REFUND';

/** One line of a trade bill by the names of its columns. */
type Row = Readonly<Record<string, string>>;

const COMMON = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
] as const;
const REFUND_PART = [
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
] as const;
const GOODS = ['商品名称', '商户数据包', '手续费', '费率', '订单金额'] as const;

const COLUMNS: Readonly<Record<TradeBillType, readonly string[]>> = {
  ALL: [...COMMON, ...REFUND_PART, ...GOODS, '申请退款金额', '费率备注'],
  SUCCESS: [...COMMON, ...GOODS, '费率备注'],
  REFUND: [...COMMON, '退款申请时间', '退款成功时间', ...REFUND_PART, ...GOODS, '申请退款金额', '费率备注'],
};

const SUMMED = [
  ['应结订单总金额', '应结订单金额'],
  ['退款总金额', '退款金额'],
  ['充值券退款总金额', '充值券退款金额'],
  ['手续费总金额', '手续费'],
  ['订单总金额', '订单金额'],
  ['申请退款总金额', '申请退款金额'],
] as const;

const FUND_COLUMNS = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额（元）',
  '账户结余（元）',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
];
const FUND_SUMMARY = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额'];

/** What a movement of the account is called. */
const FUND_KINDS: Readonly<Record<LedgerKind, string>> = {
  payment: '交易',
  refund: '退款',
  reversal: '退款',
  'refund-returned': '退款退回',
};

/** Bills of a day are made at ten o'clock of the next one. */
export const READY_MS = 10 * 3_600_000;

/** The trades of one day in Beijing, or nothing when there were none. */
export function tradeBill(world: World, day: number, type: TradeBillType): string | undefined {
  const { missing, extra } = flawsOf(world, 'wechatpay');
  const strange = extra.filter(({ at }) => beijingDay(at) === day).map((one) => strangeLine(world, one));
  const rows = [...trueLines(world, day), ...strange]
    .filter(({ kind }) => type === 'ALL' || (type === 'REFUND') === (kind !== 'payment'))
    .filter(({ kind, tradeNumber }) => kind !== 'payment' || !missing.includes(tradeNumber))
    .sort((one, other) => one.at - other.at)
    .map(({ row }) => row);
  if (rows.length === 0) return undefined;
  const columns = COLUMNS[type];
  const sums = SUMMED.map(([, column]) => sumOf(rows, column));
  return table(
    columns,
    rows.map((row) => columns.map((name) => row[name] ?? '')),
    {
      columns: ['总交易单数', ...SUMMED.map(([name]) => name)],
      row: [`${rows.length}`, ...sums],
    },
  );
}

/** Lets faults strike the trade bill of a day that is asked for; those of refunds alone have no payments to lose. */
export function strikeTradeBill(world: World, day: number, type: TradeBillType): void {
  if (type === 'REFUND') return;
  const from = day * DAY_MS - BEIJING_OFFSET_MS;
  const payments = trueLines(world, day)
    .filter(({ kind }) => kind === 'payment')
    .sort((one, other) => one.at - other.at);
  strikeBill(world, 'wechatpay', { from, until: from + DAY_MS, payments });
}

/** The movements of the shop's basic account on one day, or nothing when there were none. */
export function fundBill(world: World, day: number): string | undefined {
  const { accounts } = merchantOf(world, 'wechatpay');
  const opening = accounts.find(({ currency }) => currency === 'CNY')?.openingMinor ?? 0;
  let balance = opening;
  const moved = movements(world).map((movement) => {
    balance += movement.entry.amountMinor;
    return { ...movement, balance };
  });
  const today = moved.filter(({ entry }) => beijingDay(entry.at) === day);
  if (today.length === 0) return undefined;
  const rows = today.map(({ trade, entry, balance: after }, index) => {
    const isIn = entry.amountMinor >= 0;
    return [
      formatBeijing(entry.at),
      trade.tradeNumber,
      `${trade.tradeNumber}${String(index + 1).padStart(4, '0')}`,
      FUND_KINDS[entry.kind],
      FUND_KINDS[entry.kind],
      isIn ? '收入' : '支出',
      yuan(Math.abs(entry.amountMinor)),
      yuan(after),
      'system',
      isIn ? '' : `退款总金额${yuan(Math.abs(entry.amountMinor))}元`,
      trade.orderNumber,
    ];
  });
  const sumMinor = (isIn: boolean) =>
    today
      .map(({ entry }) => entry.amountMinor)
      .filter((minor) => minor >= 0 === isIn)
      .reduce((total, minor) => total + Math.abs(minor), 0);
  const incomes = today.filter(({ entry }) => entry.amountMinor >= 0).length;
  return table(FUND_COLUMNS, rows, {
    columns: FUND_SUMMARY,
    row: [
      `${rows.length}.0`,
      `${incomes}.0`,
      yuan(sumMinor(true)),
      `${rows.length - incomes}.0`,
      yuan(sumMinor(false)),
    ],
  });
}

/** A day by its number since 1970, from `2026-11-23`; nothing for what is no such date. */
export function dayOf(date: string): number | undefined {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return undefined;
  return at / DAY_MS;
}

interface Line {
  readonly at: number;
  readonly tradeNumber: string;
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly row: Row;
}

function trueLines(world: World, day: number): Line[] {
  return contractTrades(world, 'wechatpay').flatMap((trade) => [
    ...paymentRows(world, trade, day),
    ...refundRows(world, trade, day),
  ]);
}

function paymentRows(world: World, trade: Trade, day: number): Line[] {
  const { payment } = trade;
  if (payment === null || beijingDay(payment.at) !== day) return [];
  const row = {
    ...commonCells(world, trade, { at: payment.at, state: 'SUCCESS' }),
    应结订单金额: yuan(payment.receiptMinor),
    代金券金额: yuan(payment.platformMinor),
    手续费: feeText(feeMinor(trade)),
    订单金额: yuan(trade.amountMinor),
  };
  return [{ at: payment.at, tradeNumber: trade.tradeNumber, kind: 'payment', row }];
}

/** A refund stands on the day on which it was accepted, a reverse beside it with a state of its own. */
function refundRows(world: World, trade: Trade, day: number): Line[] {
  return trade.refunds
    .filter(({ at }) => beijingDay(at) === day)
    .map((refund) => {
      const { payerMinor, settlementMinor } = partsOf(refund);
      const detail = detailOf(trade).refunds[refund.requestNumber];
      const row = {
        ...commonCells(world, trade, {
          at: refund.at,
          state: refund.kind === 'reversal' ? 'REVOKED' : 'REFUND',
        }),
        退款申请时间: formatBeijing(refund.at),
        退款成功时间: stateInBill(refund, day) === 'done' ? formatBeijing(refund.endsAt) : '',
        微信退款单号: detail?.id ?? trade.tradeNumber,
        商户退款单号: refund.requestNumber,
        退款金额: yuan(settlementMinor),
        充值券退款金额: yuan(settlementMinor - payerMinor),
        退款类型: 'ORIGINAL',
        退款状态: REFUND_STATUS[stateInBill(refund, day)],
        手续费: feeText(0 - feeBackMinor(trade, refund)),
        申请退款金额: yuan(refund.amountMinor),
      };
      return { at: refund.at, tradeNumber: trade.tradeNumber, kind: refund.kind, row };
    });
}

/** A refund stands as it was when the bill was made, the next morning; bills are never brought up to date. */
function stateInBill({ endsAt, endsAs }: Refund, day: number): Refund['state'] {
  return endsAt <= (day + 1) * DAY_MS - BEIJING_OFFSET_MS + READY_MS ? endsAs : 'pending';
}

/** Fault `bill-row-extra`: a payment of which the shop knows nothing. */
function strangeLine(world: World, { at, orderNumber, digits, amountMinor }: ExtraRow): Line {
  const tradeNumber = `4200${digits.slice(0, 6)}${beijingDate(at)}0${digits.slice(6)}`;
  const row = {
    ...EMPTY_CELLS,
    ...shopCells(world),
    交易时间: formatBeijing(at),
    微信订单号: tradeNumber,
    商户订单号: orderNumber,
    交易类型: 'NATIVE',
    交易状态: 'SUCCESS',
    应结订单金额: yuan(amountMinor),
    商品名称: '收款',
    订单金额: yuan(amountMinor),
  };
  return { at, tradeNumber, kind: 'payment', row };
}

/** Fees are rounded to the fen and written with five decimals. */
function feeText(minor: number): string {
  return `${yuan(minor)}000`;
}

function commonCells(
  world: World,
  trade: Trade,
  { at, state }: { readonly at: number; readonly state: string },
): Row {
  const { type, attach, device } = detailOf(trade);
  return {
    ...EMPTY_CELLS,
    ...shopCells(world),
    交易时间: formatBeijing(at),
    设备号: device ?? '',
    微信订单号: trade.tradeNumber,
    商户订单号: trade.orderNumber,
    用户标识: openidOf(world, trade),
    交易类型: type,
    交易状态: state,
    商品名称: trade.subject,
    商户数据包: attach ?? '',
    费率: `${yuan(trade.payment?.feeBasisPoints ?? 0)}%`,
  };
}

function shopCells(world: World): Row {
  const { appid, mchid } = identity(world);
  return { 公众账号ID: appid, 商户号: mchid, 特约商户号: '0' };
}

/** What stands in the columns that do not concern a row. */
const EMPTY_CELLS: Row = {
  设备号: '',
  用户标识: '',
  付款银行: 'OTHERS',
  货币种类: 'CNY',
  应结订单金额: '0.00',
  代金券金额: '0.00',
  微信退款单号: '0',
  商户退款单号: '0',
  退款金额: '0.00',
  充值券退款金额: '0.00',
  退款类型: '',
  退款状态: '',
  商户数据包: '',
  手续费: '0.00000',
  费率: '0.00%',
  订单金额: '0.00',
  申请退款金额: '0.00',
  费率备注: '',
};

function movements(world: World): { readonly trade: Trade; readonly entry: LedgerEntry }[] {
  return contractTrades(world, 'wechatpay')
    .flatMap((trade) => trade.ledgers.merchants.map((entry) => ({ trade, entry })))
    .sort((one, other) => one.entry.at - other.entry.at);
}

function sumOf(rows: readonly Row[], column: string): string {
  if (column !== '手续费') return yuan(rows.reduce((total, row) => total + minorIn(row[column]), 0));
  return feeText(rows.reduce((total, row) => total + minorIn(row[column]?.slice(0, -3)), 0));
}

/** Fen of a cell, which may be negative. */
function minorIn(cell = ''): number {
  const minor = parseYuan(cell.replace('-', '')) ?? 0;
  return cell.startsWith('-') ? -minor : minor;
}

/** UTF-8 with a byte order mark; every cell begins with a backtick, headings do not; two lines of summary at the end. */
function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  summary: { readonly columns: readonly string[]; readonly row: readonly string[] },
): string {
  const cells = (row: readonly string[]) => row.map((cell) => `\`${cell.replace(/[\r\n]/g, ' ')}`).join(',');
  const lines = [columns.join(','), ...rows.map(cells), summary.columns.join(','), cells(summary.row)];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
